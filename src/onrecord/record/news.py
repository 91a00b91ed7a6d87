"""What is new since a moment, what contradicts itself, and how far a verb that runs has come. Queries only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

# An event is new where all articles that tell of it are, so it came with the first of them.
BY_DYAD = """SELECT dyad, count(*) FROM dyad_event WHERE came > ? GROUP BY dyad ORDER BY count(*) DESC, dyad LIMIT ?"""
OF_DYAD = """SELECT event FROM dyad_event WHERE dyad = ? AND came > ?
ORDER BY coalesce(told, first) DESC, event LIMIT ?"""
SEVERAL = "several AS MATERIALIZED (SELECT event FROM event_claim GROUP BY event HAVING count(*) > 1)"
CONTRADICTED = f"""WITH {SEVERAL} SELECT ec.event FROM several CROSS JOIN event_claim AS ec ON ec.event = several.event
JOIN claim AS c ON c.id = ec.claim GROUP BY ec.event
HAVING max(c.status IN ('denied', 'cancelled')) = 1 AND max(c.status NOT IN ('denied', 'cancelled')) = 1
ORDER BY max(c.published) DESC, ec.event LIMIT ?"""  # noqa: S608 - our own SQL
WIDELY_TOLD = f"""WITH {SEVERAL} SELECT ec.event FROM several CROSS JOIN event_claim AS ec ON ec.event = several.event
JOIN claim AS c ON c.id = ec.claim GROUP BY ec.event HAVING count(DISTINCT c.article) > 1
ORDER BY count(DISTINCT c.article) DESC, max(c.published) DESC, ec.event LIMIT ?"""  # noqa: S608 - our own SQL
# One number a table that grows; equal numbers, equal record.
STAMP = """SELECT (SELECT max(number) FROM version), (SELECT max(number) FROM reading),
    (SELECT max(number) FROM judgement), (SELECT max(number) FROM same_event), (SELECT max(number) FROM outcome),
    (SELECT max(number) FROM run), (SELECT count(*) FROM run WHERE ended IS NULL),
    (SELECT count(*) FROM unresolved), (SELECT count(*) FROM unledgered_event),
    (SELECT total(times) + total(open) FROM failure)"""


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
    (count,) = connection.execute("SELECT count(*) FROM arrival WHERE came > ?", (since,)).fetchone()
    return int(count)


def new_by_dyad(connection: sqlite3.Connection, since: str, most: int) -> tuple[tuple[str, int], ...]:
    """Return the dyads with the most events that were told for the first time since a moment, and how many."""
    return tuple((dyad, count) for dyad, count in connection.execute(BY_DYAD, (since, most)))


def new_of_dyad(connection: sqlite3.Connection, dyad: str, since: str, most: int) -> tuple[str, ...]:
    """Return ids of events of a dyad that were told for the first time since a moment, the latest first."""
    rows = connection.execute(OF_DYAD, (dyad, since, most))
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
