"""The digest of a store: one hash over all that stands, so that two stores can be told to hold the same.

Covers articles, versions, texts, readings, judgements that hold, copies, the effective view and the search columns.
Leaves out what depends on clock and course: runs, failures, sightings' runs, numbers, feeds.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from onrecord.record.articles import COLUMNS

if TYPE_CHECKING:
    import sqlite3

VERSION = ", ".join(f"v.{name.strip()}" for name in COLUMNS.split(",") if name.strip() != "number")
PARTS = (
    "SELECT id, key, current FROM article ORDER BY id",
    f"SELECT {VERSION} FROM version AS v ORDER BY id",  # noqa: S608 - our own columns
    "SELECT sha256, characters FROM text ORDER BY sha256",
    "SELECT version, source, facts, issues FROM sighting ORDER BY version, source",
    "SELECT id, version, extractor, model, vocabulary, unpacked(body) FROM reading ORDER BY id",
    "SELECT id FROM assertion ORDER BY id",
    "SELECT id, article, kind, action, anchor, field, value, by, at, why FROM judgement ORDER BY id",
    "SELECT a, b, share_ab, share_ba, reason, joins FROM text_pair ORDER BY a, b",
    "SELECT version, id FROM text_group ORDER BY version",
    "SELECT * FROM effective_record ORDER BY id",
    "SELECT * FROM effective_party ORDER BY record, party, role",
    "SELECT * FROM effective_dyad ORDER BY record, dyad",
    "SELECT * FROM stale ORDER BY judgement",
    "SELECT article, sha256, title, actors, sources, published, outlet, language FROM searched ORDER BY article",
)


def digest_of(connection: sqlite3.Connection) -> str:
    """Return the SHA-256 of all that stands, as hexadecimal digits."""
    found = hashlib.sha256()
    for part in PARTS:
        for row in connection.execute(part):
            found.update(json.dumps(row, ensure_ascii=True).encode("ascii"))
            found.update(b"\n")
        found.update(b"--\n")
    return found.hexdigest()
