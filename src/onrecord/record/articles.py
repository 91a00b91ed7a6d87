"""The first layer: articles, the texts they had, and where they were met.

Guarantees: a text is kept once; adding what is known changes nothing but, where the place is new, adds a sighting;
another text or title of a known article is a further version, linked to the one before. What several places say
about one version (outlet, author ...) is joined so that the order of adding does not matter: something beats
nothing, and of two values the first in alphabetic order stands; every sighting keeps its own.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from onrecord.record.database import pack, unpack
from onrecord.record.ids import article_id, version_id
from onrecord.record.rows import Added, Sighting, Version

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.record.rows import Arrival
    from onrecord.types.text import Document

COLUMNS = ", ".join(f.name for f in fields(Version))
FACTS = ("published_at", "kind", "outlet", "url", "language", "author", "section", "wire")
JOIN = {name: f"min(coalesce({name}, :{name}), coalesce(:{name}, {name}))" for name in FACTS}
JOINED = ", ".join(f"{name} = {value}" for name, value in JOIN.items())
CHANGED = " OR ".join(f"{name} IS NOT {value}" for name, value in JOIN.items())


def add_arrival(connection: sqlite3.Connection, arrival: Arrival, run: int | None, *, moves: bool = True) -> Added:
    """Keep one document; the caller holds the write lock. Without `moves`, no file counts as another one moved."""
    article = article_id(arrival.key)
    version = version_id(article, arrival.document)
    known = connection.execute("SELECT 1 FROM version WHERE id = ?", (version,)).fetchone() is not None
    if not known and moves:
        moved = _moved_from(connection, arrival)
        version, known = (moved, True) if moved else (version, False)
    if known:
        changed = _join_facts(connection, version, arrival.document)
        _see(connection, version, arrival, run)
        if changed:
            _stand(connection, article)
        return Added(unchanged=1, changed=(version,) if changed else ())
    is_new = connection.execute(
        "INSERT INTO article (id, key) VALUES (?, ?) ON CONFLICT DO NOTHING", (article, arrival.key)
    ).rowcount
    _keep_text(connection, arrival.document)
    _keep_version(connection, article, version, arrival.document)
    _see(connection, version, arrival, run)
    _stand(connection, article)
    return Added(new=(version,)) if is_new else Added(updated=(version,))


def _moved_from(connection: sqlite3.Connection, arrival: Arrival) -> str | None:
    """Return the version that a file holds under another name: same text, title, day and outlet; a file only."""
    if not arrival.key.startswith(("file:", "text:")):
        return None
    document = arrival.document
    day = document.published.isoformat() if document.published else None
    found = connection.execute(
        """SELECT v.id FROM version AS v JOIN article AS a ON a.id = v.article
        WHERE v.sha256 = ? AND v.title IS ? AND v.published IS ? AND v.outlet IS ?
        AND (a.key LIKE 'file:%' OR a.key LIKE 'text:%') ORDER BY v.id LIMIT 1""",
        (document.sha256, document.title, day, document.outlet),
    ).fetchone()
    return None if found is None else str(found[0])


def _facts(document: Document) -> dict[str, str | None]:
    return {name: getattr(document, name) for name in FACTS}


def _join_facts(connection: sqlite3.Connection, version: str, document: Document) -> bool:
    """Join what a place says about a version with what is known; returns whether that changed anything."""
    changed = connection.execute(
        f"UPDATE version SET {JOINED} WHERE id = :id AND ({CHANGED})",  # noqa: S608 - names of our own columns
        {"id": version, **_facts(document)},
    ).rowcount
    return changed > 0


def _keep_text(connection: sqlite3.Connection, document: Document) -> None:
    connection.execute(
        "INSERT INTO text (sha256, body, characters) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (document.sha256, pack(document.text), len(document.text)),
    )


def _keep_version(connection: sqlite3.Connection, article: str, version: str, document: Document) -> None:
    row: dict[str, Any] = {
        "id": version,
        "article": article,
        "sha256": document.sha256,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        **_facts(document),
    }
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO version ({names}) VALUES ({marks})", row)  # noqa: S608 - our own columns


def _see(connection: sqlite3.Connection, version: str, arrival: Arrival, run: int | None) -> None:
    issues = [{"stage": i.stage, "code": i.code, "message": i.message} for i in arrival.issues]
    facts = {name: value for name, value in _facts(arrival.document).items() if value is not None}
    connection.execute(
        "INSERT INTO sighting (version, source, facts, issues, run) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (version, arrival.source, json.dumps(facts, sort_keys=True), json.dumps(issues), run),
    )


def _stand(connection: sqlite3.Connection, article: str) -> None:
    """Write down which version of an article stands."""
    versions = tuple(versions_of(connection, article))
    if versions:
        connection.execute("UPDATE article SET current = ? WHERE id = ?", (current_of(versions).id, article))


def current_of(versions: Sequence[Version]) -> Version:
    """Return the version that stands: the last in order."""
    return in_order(versions)[-1]


def in_order(versions: Sequence[Version]) -> list[Version]:
    """Return versions in the order in which they stood: by the source's own time where all have it, else by day.

    Versions of one time stand in the order in which they came, since nothing else tells.
    """
    moments = {version.id: _moment(version.published_at) for version in versions}
    if None in moments.values():
        return sorted(versions, key=lambda version: (version.published or "", version.number))
    return sorted(versions, key=lambda version: (moments[version.id] or 0.0, version.number))


def _moment(words: str | None) -> float | None:
    """Return seconds since 1970 of an ISO 8601 moment; without a zone it is taken for UTC."""
    try:
        found = datetime.fromisoformat(words or "")
    except ValueError:
        return None
    return (found if found.tzinfo else datetime.fromisoformat(f"{found.isoformat()}+00:00")).timestamp()


def versions_of(connection: sqlite3.Connection, article: str) -> Iterator[Version]:
    """Yield the versions of an article in order of arrival."""
    yield from _versions(connection, "WHERE article = ? ORDER BY number", (article,))


def version_by_id(connection: sqlite3.Connection, version: str) -> Version | None:
    """Return a version, None where there is none."""
    return next(_versions(connection, "WHERE id = ?", (version,)), None)


def current_version(connection: sqlite3.Connection, article: str) -> Version | None:
    """Return the version of an article that stands, None where there is no such article."""
    where = "WHERE id = (SELECT current FROM article WHERE id = ?)"
    return next(_versions(connection, where, (article,)), None)


def unread_versions(connection: sqlite3.Connection, condition: str, values: Iterable[str]) -> Iterator[Version]:
    """Yield current versions without a reading that meets a condition on the table `reading`, in order of arrival."""
    where = f"""WHERE id IN (SELECT current FROM article) AND NOT EXISTS
        (SELECT 1 FROM reading WHERE reading.version = version.id AND {condition}) ORDER BY number"""  # noqa: S608
    yield from _versions(connection, where, tuple(values))


def _versions(connection: sqlite3.Connection, where: str, values: tuple[str, ...]) -> Iterator[Version]:
    for row in connection.execute(f"SELECT {COLUMNS} FROM version {where}", values):  # noqa: S608 - our own SQL
        yield Version(*row)


def text_of(connection: sqlite3.Connection, sha256: str) -> str:
    """Return a text by its SHA-256."""
    (body,) = connection.execute("SELECT body FROM text WHERE sha256 = ?", (sha256,)).fetchone()
    return unpack(body)


def sightings_of(connection: sqlite3.Connection, version: str) -> Iterator[Sighting]:
    """Yield where a version was met, in order of the places."""
    rows = connection.execute(
        "SELECT source, facts, issues FROM sighting WHERE version = ? ORDER BY source", (version,)
    )
    for source, facts, issues in rows:
        yield Sighting(version, source, json.loads(facts), tuple(json.loads(issues)))


def key_of(connection: sqlite3.Connection, article: str) -> str:
    """Return what tells an article from all others."""
    (key,) = connection.execute("SELECT key FROM article WHERE id = ?", (article,)).fetchone()
    return str(key)


def source_of(source: str | None, sha256: str) -> str:
    """Return where a document was met; one from standard input was met as its text."""
    return source or f"text:{sha256}"
