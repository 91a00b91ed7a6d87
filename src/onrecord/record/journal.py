"""The log: which verb ran when and did what, and what failed and has not succeeded since."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.record.ids import content_id
from onrecord.record.rows import Failure, Run
from onrecord.version import __version__

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from onrecord.record.rows import Trouble

FAILURE = "id, verb, place, location, code, message, times, open"


def start_run(connection: sqlite3.Connection, verb: str, arguments: Mapping[str, Any], at: str) -> int:
    """Write down that a verb starts; returns its number."""
    cursor = connection.execute(
        "INSERT INTO run (verb, program, arguments, started) VALUES (?, ?, ?, ?)",
        (verb, __version__, json.dumps(arguments), at),
    )
    return int(cursor.lastrowid or 0)


def end_run(connection: sqlite3.Connection, run: int, counts: Mapping[str, int], at: str) -> None:
    """Write down that a verb has ended, and what it did."""
    connection.execute("UPDATE run SET ended = ?, counts = ? WHERE number = ?", (at, json.dumps(counts), run))


def runs(connection: sqlite3.Connection, most: int) -> Iterator[Run]:
    """Yield the last runs, the latest first."""
    query = """SELECT number, verb, program, arguments, started, ended, counts FROM run
        ORDER BY number DESC LIMIT ?"""
    for number, verb, program, arguments, started, ended, counts in connection.execute(query, (most,)):
        done = None if counts is None else json.loads(counts)
        yield Run(number, verb, program, json.loads(arguments), started, ended, done)


def fail(connection: sqlite3.Connection, trouble: Trouble, run: int | None) -> None:
    """Write down that something failed; at the same place again it is counted, not written twice."""
    connection.execute(
        """INSERT INTO failure (id, verb, place, location, code, message, times, run, open)
        VALUES (?, ?, ?, ?, ?, ?, 1, ?, 1) ON CONFLICT (id) DO UPDATE SET
        location = excluded.location, code = excluded.code, message = excluded.message,
        times = times + 1, run = excluded.run, open = 1""",
        (
            content_id(trouble.verb, trouble.place),
            trouble.verb,
            trouble.place,
            trouble.location,
            trouble.code,
            trouble.message,
            run,
        ),
    )


def succeed(connection: sqlite3.Connection, verb: str, place: str) -> None:
    """Close what failed at a place, if anything did."""
    connection.execute("UPDATE failure SET open = 0 WHERE id = ?", (content_id(verb, place),))


def failures(connection: sqlite3.Connection, *, closed: bool = False) -> Iterator[Failure]:
    """Yield what failed and has not succeeded since; with `closed`, what has as well."""
    where = "" if closed else "WHERE open = 1"
    for row in connection.execute(f"SELECT {FAILURE} FROM failure {where} ORDER BY verb, location, id"):  # noqa: S608
        identity, verb, place, location, code, message, times, is_open = row
        yield Failure(identity, verb, place, location, code, message, times, bool(is_open))


def failed_adds(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Yield what the calls of `add` with open failures were called with, each once, oldest first."""
    query = """SELECT arguments FROM run WHERE number IN (SELECT run FROM failure WHERE open = 1 AND verb = 'add')
        GROUP BY arguments ORDER BY min(number)"""
    for (arguments,) in connection.execute(query):
        yield json.loads(arguments)
