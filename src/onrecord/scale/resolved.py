"""What is known of a lake as a whole: copies, groups, happenings; kept apart from shards, and of exactly these shards.

`resolved/` holds one Parquet file a table and, written last, `resolved.json` with the digest of the manifests it was
made of. Where shards have come or gone since, it counts for nothing.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from onrecord.scale.contents import own_table
from onrecord.scale.manifests import write_at_once
from onrecord.tables.specs import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from onrecord.scale.manifests import LakeFolder, Manifest
    from onrecord.tables.specs import Table

HOME, MARK = "resolved", "resolved.json"
OWN: Mapping[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    "aside": (
        "a version that does not count where it stands: another shard has it as well, or the article has a later one",
        (
            ("version", "string", "id of the version"),
            ("shard", "string", "the shard in which it does not count"),
            ("why", "string", "double, or older"),
        ),
    ),
    "copies": (
        "two texts that are copies, or one of which holds the other",
        (
            ("a", "string", "version, the smaller id"),
            ("b", "string", "version"),
            ("share_ab", "number", "share of the first found in the second"),
            ("share_ba", "number", "share of the second found in the first"),
            ("reason", "string", "same text, copy with edits, or contained"),
            ("joins", "boolean", "whether they are one report"),
        ),
    ),
    "groups": (
        "a version that stands in a group of copies",
        (("version", "string", "id of the version"), ("id", "string", "id of the group: the smallest of its versions")),
    ),
    "acts": (
        "a happening between two parties, for counting by dyad and day",
        (
            ("dyad", "string", "the two parties"),
            ("day", "date?", "its first day, else that of its first telling"),
            ("happening", "string", "id of the happening"),
            ("type", "string", "PLOVER type"),
            ("mode", "string?", "PLOVER mode"),
            ("quad", "integer", "PLOVER quad class"),
            ("score", "number", "PLOVER score"),
            ("status", "string", "where its furthest telling puts it"),
            ("articles", "integer", "articles that tell it at all"),
            ("reports", "integer", "groups of copies that tell it as done, else as still to come"),
            ("origins", "integer", "independent origins of these"),
        ),
    ),
}


def result_tables() -> Mapping[str, Table]:
    """Return the tables of results, by name."""
    own = {name: own_table(name, words, columns) for name, (words, columns) in OWN.items()}
    return {**own, **{table.name: table for table in tables_of("event")}}


RESULTS = tuple(result_tables())


class Resolved:
    """Where the results of a lake lie, and of what they are."""

    def __init__(self, folder: LakeFolder) -> None:
        self.home = folder.home / HOME

    def file(self, table: str) -> Path:
        """Return the path of a table of results."""
        return self.home / f"{table}.parquet"

    def is_of(self, manifests: Iterable[Manifest]) -> bool:
        """Return whether the results are of exactly these shards."""
        return self._known().get("of") == digest_of(manifests)

    def rows(self, table: str) -> int:
        """Return how many rows a table of results has."""
        rows = self._known().get("rows", {})
        return int(rows.get(table, 0)) if isinstance(rows, dict) else 0

    def counts(self) -> dict[str, int]:
        """Return how many rows each table of results has."""
        return {name: self.rows(name) for name in RESULTS}

    def _known(self) -> dict[str, object]:
        try:
            found: dict[str, object] = json.loads((self.home / MARK).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found

    def forget(self) -> None:
        """Let what is there count for nothing."""
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / MARK).unlink(missing_ok=True)

    def keep(self, manifests: Iterable[Manifest], rows: Mapping[str, int]) -> None:
        """Write down of which shards the results are."""
        words = json.dumps({"of": digest_of(manifests), "rows": dict(rows)}, indent=1, sort_keys=True)
        write_at_once(self.home / MARK, words + "\n")


def digest_of(manifests: Iterable[Manifest]) -> str:
    """Return the digest of a set of finished shards, in the order of their names."""
    return hashlib.sha256("".join(manifest.words() for manifest in manifests).encode("ascii")).hexdigest()
