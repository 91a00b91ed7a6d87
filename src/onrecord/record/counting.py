"""What there is in numbers, and which records most need a person's eye."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.record.copies import stories
from onrecord.record.rows import Counts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

Why = Literal["conflict", "single-source", "low-evidence"]

# Two tellings of one act between the same two on the same days, of which one says it happened and the other that it
# did not, or will not: day by day from the latest, so that nobody waits for those of all days.
CONFLICT_DAYS = """SELECT DISTINCT first FROM effective_record WHERE kind = 'event' AND first IS NOT NULL
    AND status IN ('denied', 'cancelled') ORDER BY first DESC"""
CONFLICTS = """WITH told AS MATERIALIZED (
    SELECT r.id, r.type, r.last, r.status, d.dyad, r.status IN ('denied', 'cancelled') AS odd
    FROM effective_record AS r JOIN effective_dyad AS d ON d.record = r.id
    WHERE r.kind = 'event' AND r.first = ? AND r.state <> 'rejected')
SELECT DISTINCT r.id, r.article, r.type || ' ' || a.dyad || ' is told as ' || r.status || ' here and '
    || b.status || ' elsewhere'
FROM told AS a JOIN told AS b ON b.dyad = a.dyad AND b.type = a.type AND b.last = a.last AND b.odd <> a.odd
JOIN effective_record AS r ON r.id = a.id WHERE r.state = 'unreviewed'
ORDER BY r.article, r.position"""
# An act, position, flow or leverage between two that one article alone tells (its copies do not count), on nobody who
# can be named.
SINGLE = """WITH told AS MATERIALIZED (
    SELECT e.dyad, o.kind, o.type FROM effective_dyad AS e CROSS JOIN effective_record AS o ON o.id = e.record
    LEFT JOIN text_group AS g ON g.version = o.version WHERE o.state <> 'rejected'
    GROUP BY e.dyad, o.kind, o.type
    HAVING min(coalesce(g.id, o.version)) = max(coalesce(g.id, o.version)))
SELECT r.id, r.article, 'told in one article only, by a source that is ' || r.source_type
FROM told CROSS JOIN effective_dyad AS d ON d.dyad = told.dyad
CROSS JOIN effective_record AS r ON r.id = d.record AND r.kind = told.kind AND +r.type IS told.type
WHERE r.state = 'unreviewed' AND r.kind IN ('event', 'position', 'flow', 'leverage')
AND r.source_type IN ('unnamed', 'nonpublic_document', 'unspecified')
GROUP BY r.id ORDER BY r.kind <> 'event', r.article, r.position"""
# An act, or a flow, of which one side is not known.
LOW = """SELECT r.id, r.article, 'one side of the ' || iif(r.kind = 'event', 'act', r.kind) || ' is not known'
FROM effective_record AS r WHERE r.state = 'unreviewed' AND r.kind IN ('event', 'flow')
AND NOT EXISTS (SELECT 1 FROM effective_dyad WHERE record = r.id)
ORDER BY r.kind <> 'event', r.article, r.position"""


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A record to look at, and why."""

    record: str
    article: str
    why: Why
    words: str


def review_queue(connection: sqlite3.Connection, most: int) -> Iterator[QueueItem]:
    """Yield records nobody has judged that most need it: conflicts, single weak sources, acts with a side unknown."""
    seen: set[str] = set()
    for why, rows in _queues(connection, most):
        # what is further down is not even looked for once there is enough
        if len(seen) == most:
            return
        for record, article, words in rows:
            if record not in seen and len(seen) < most:
                seen.add(record)
                yield QueueItem(record, article, why, words)


def _queues(connection: sqlite3.Connection, most: int) -> Iterator[tuple[Why, Iterable[tuple[str, str, str]]]]:
    for (day,) in connection.execute(CONFLICT_DAYS).fetchall():
        yield "conflict", connection.execute(CONFLICTS, (day,))
    yield "single-source", connection.execute(f"{SINGLE} LIMIT ?", (most,))
    yield "low-evidence", connection.execute(f"{LOW} LIMIT ?", (most,))


def articles_with(connection: sqlite3.Connection, kinds: Sequence[str], parties: Sequence[str]) -> list[str]:
    """Return the articles that have a record of one of these kinds, on one of these parties where some are named."""
    marks = ", ".join("?" * len(kinds))
    query = f"SELECT DISTINCT article FROM effective_record WHERE kind IN ({marks}) AND state <> 'rejected'"  # noqa: S608
    if parties:
        some = ", ".join("?" * len(parties))
        query += f" AND id IN (SELECT record FROM effective_party WHERE party IN ({some}))"  # noqa: S608 - marks only
    return [row[0] for row in connection.execute(f"{query} ORDER BY article", (*kinds, *parties))]


def counts(connection: sqlite3.Connection, path: Path) -> Counts:
    """Return how much there is."""

    def one(query: str) -> int:
        (number,) = connection.execute(f"SELECT count(*) FROM {query}").fetchone()  # noqa: S608 - our own SQL
        return int(number)

    copies, groups = stories(connection)
    kinds = connection.execute("SELECT kind, count(*) FROM effective_record WHERE state <> 'rejected' GROUP BY kind")
    return Counts(
        articles=one("article"),
        versions=one("version"),
        sightings=one("sighting"),
        unread=one("article WHERE current NOT IN (SELECT version FROM reading)"),
        records=dict(kinds.fetchall()),
        judged=one("effective_record WHERE state <> 'unreviewed'"),
        judgements=one("judgement"),
        stale=one("stale"),
        failures=one("failure WHERE open = 1"),
        copies=copies,
        stories=groups,
        bytes=path.stat().st_size,
    )
