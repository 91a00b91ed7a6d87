"""What there is in numbers, and which records most need a person's eye."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.record.copies import stories
from onrecord.record.rows import Counts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Why = Literal["conflict", "single-source", "low-evidence"]

# Two tellings of one act between the same two on the same days, of which one says it happened and the other that it
# did not, or will not.
# Those that say it did not are few, so that the search for their likes begins with them.
CONFLICTS = """WITH odd AS MATERIALIZED (
    SELECT o.id, o.type, o.first, o.last, e.dyad
    FROM effective_record AS o JOIN effective_dyad AS e ON e.record = o.id
    WHERE o.kind = 'event' AND o.state <> 'rejected' AND o.status IN ('denied', 'cancelled')),
pair AS MATERIALIZED (
    SELECT odd.id AS odd, r.id AS even, odd.dyad FROM odd
    JOIN effective_record AS r ON r.first = odd.first AND r.last = odd.last AND +r.type = odd.type
    JOIN effective_dyad AS d ON d.record = r.id AND d.dyad = odd.dyad
    WHERE r.kind = 'event' AND r.state <> 'rejected' AND r.status NOT IN ('denied', 'cancelled'))
SELECT DISTINCT r.id, r.article, r.type || ' ' || p.dyad || ' is told as ' || r.status || ' here and '
    || o.status || ' elsewhere'
FROM (SELECT odd AS one, even AS other, dyad FROM pair UNION ALL SELECT even, odd, dyad FROM pair) AS p
JOIN effective_record AS r ON r.id = p.one JOIN effective_record AS o ON o.id = p.other
WHERE r.state = 'unreviewed'
ORDER BY r.first DESC, r.article, r.position"""
# (CROSS JOIN and + keep the database from going over all records of a type again and again.)
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
QUEUES: tuple[tuple[Why, str], ...] = (("conflict", CONFLICTS), ("single-source", SINGLE), ("low-evidence", LOW))


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
    for why, query in QUEUES:
        for record, article, words in connection.execute(f"{query} LIMIT ?", (most,)):
            if record not in seen and len(seen) < most:
                seen.add(record)
                yield QueueItem(record, article, why, words)


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
