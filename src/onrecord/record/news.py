"""What is new since a moment, what contradicts itself, and how far a verb that runs has come. Queries only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

# Articles by the call of `add` that met them first: the rest of what is new follows from that.
FRESH = """fresh AS MATERIALIZED (SELECT v.article FROM version AS v JOIN sighting AS s ON s.version = v.id
    JOIN run AS r ON r.number = s.run GROUP BY v.article HAVING min(r.started) > :since)"""
# An event is new where nothing told of it before.
NEW_EVENT = """NOT EXISTS (SELECT 1 FROM event_claim AS ec JOIN claim AS c ON c.id = ec.claim
    WHERE ec.event = d.event AND c.article NOT IN (SELECT article FROM fresh))"""
BY_DYAD = f"""WITH {FRESH} SELECT d.dyad, count(*) FROM event_dyad AS d
WHERE d.event IN (SELECT ec.event FROM event_claim AS ec JOIN claim AS c ON c.id = ec.claim
    WHERE c.article IN (SELECT article FROM fresh)) AND {NEW_EVENT}
GROUP BY d.dyad ORDER BY count(*) DESC, d.dyad LIMIT :most"""  # noqa: S608 - our own SQL
OF_DYAD = f"""WITH {FRESH} SELECT d.event FROM event_dyad AS d JOIN event AS e ON e.id = d.event
WHERE d.dyad = :dyad AND {NEW_EVENT} ORDER BY coalesce(e.told, e.first) DESC, e.id LIMIT :most"""  # noqa: S608
CONTRADICTED = """SELECT ec.event FROM event_claim AS ec JOIN claim AS c ON c.id = ec.claim
WHERE ec.event IN (SELECT d.event FROM event_claim AS d JOIN claim AS k ON k.id = d.claim
    WHERE k.status IN ('denied', 'cancelled'))
GROUP BY ec.event HAVING max(c.status NOT IN ('denied', 'cancelled')) = 1
ORDER BY max(c.published) DESC, ec.event LIMIT ?"""
WIDELY_TOLD = """SELECT ec.event FROM event_claim AS ec JOIN claim AS c ON c.id = ec.claim
GROUP BY ec.event HAVING count(DISTINCT c.article) > 1
ORDER BY count(DISTINCT c.article) DESC, max(c.published) DESC, ec.event LIMIT ?"""
# One number a table that grows; equal numbers, equal record.
STAMP = """SELECT (SELECT max(number) FROM version), (SELECT max(number) FROM reading),
    (SELECT max(number) FROM judgement), (SELECT max(number) FROM same_event), (SELECT max(number) FROM outcome),
    (SELECT max(number) FROM run), (SELECT count(*) FROM run WHERE ended IS NULL),
    (SELECT count(*) FROM unresolved), (SELECT total(times) + total(open) FROM failure)"""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a call of `read` or `add` has come: what it has kept, what failed, and what is unread in all."""

    run: int
    done: int
    failed: int
    left: int
    ended: bool


def arrived(connection: sqlite3.Connection, since: str) -> int:
    """Return how many articles were met for the first time since a moment."""
    (count,) = connection.execute(f"WITH {FRESH} SELECT count(*) FROM fresh", {"since": since}).fetchone()  # noqa: S608
    return int(count)


def new_by_dyad(connection: sqlite3.Connection, since: str, most: int) -> tuple[tuple[str, int], ...]:
    """Return the dyads with the most events that were told for the first time since a moment, and how many."""
    return tuple((dyad, count) for dyad, count in connection.execute(BY_DYAD, {"since": since, "most": most}))


def new_of_dyad(connection: sqlite3.Connection, dyad: str, since: str, most: int) -> tuple[str, ...]:
    """Return ids of events of a dyad that were told for the first time since a moment, the latest first."""
    rows = connection.execute(OF_DYAD, {"since": since, "dyad": dyad, "most": most})
    return tuple(row[0] for row in rows)


def contradicted(connection: sqlite3.Connection, most: int) -> tuple[str, ...]:
    """Return ids of events that some tell as denied or cancelled and others do not, the latest first."""
    return tuple(row[0] for row in connection.execute(CONTRADICTED, (most,)))


def widely_told(connection: sqlite3.Connection, most: int) -> tuple[str, ...]:
    """Return ids of the events that most articles tell, more than one at least."""
    return tuple(row[0] for row in connection.execute(WIDELY_TOLD, (most,)))


def outlets(connection: sqlite3.Connection, most: int) -> tuple[tuple[str | None, int, str | None], ...]:
    """Return the outlets with most articles: name, how many, and the day of the latest."""
    query = "SELECT outlet, count(*), max(published) FROM searched GROUP BY outlet ORDER BY 2 DESC, 1 LIMIT ?"
    return tuple((outlet, count, latest) for outlet, count, latest in connection.execute(query, (most,)))


def stamp(connection: sqlite3.Connection) -> tuple[float, ...]:
    """Return what changes with every change of the record: equal stamps, equal answers."""
    return tuple(number or 0 for number in connection.execute(STAMP).fetchone())


def progress(connection: sqlite3.Connection, run: int) -> Progress | None:
    """Return how far a call has come; None where there was no such call."""
    row = connection.execute("SELECT verb, ended IS NOT NULL FROM run WHERE number = ?", (run,)).fetchone()
    if row is None:
        return None
    verb, ended = row
    table = "reading" if verb == "read" else "sighting"

    def count(query: str, *values: int) -> int:
        (number,) = connection.execute(f"SELECT count(*) FROM {query}", values).fetchone()  # noqa: S608 - our own SQL
        return int(number)

    return Progress(
        run,
        done=count(f"{table} WHERE run = ?", run),
        failed=count("failure WHERE run = ? AND open = 1", run),
        left=count("article WHERE current NOT IN (SELECT version FROM reading)"),
        ended=bool(ended),
    )
