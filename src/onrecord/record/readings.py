"""The second layer: what an extractor found in a version, kept whole and once, with the ids of what it asserts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.record.database import pack, unpack
from onrecord.record.ids import assertion_id, content_id
from onrecord.record.kinds import SHAPES
from onrecord.record.rows import Assertion, Reading
from onrecord.types.record import Provenance

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

COLUMNS = "id, version, extractor, model, vocabulary, body"


def keep_reading(connection: sqlite3.Connection, reading: Reading, run: int | None) -> bool:
    """Keep a reading and what it asserts; returns False where it was there already."""
    made = connection.execute(
        "INSERT INTO reading (id, version, extractor, model, vocabulary, body, run) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (
            reading.id,
            reading.version,
            reading.extractor,
            reading.model,
            reading.vocabulary,
            pack(json.dumps(reading.body, ensure_ascii=False, separators=(",", ":"))),
            run,
        ),
    ).rowcount
    if not made:
        return False
    _keep_assertions(connection, reading)
    return True


def _keep_assertions(connection: sqlite3.Connection, reading: Reading) -> None:
    rows = ((a.id, a.reading, a.kind, a.position, a.local) for a in assertions_of(reading))
    connection.executemany("INSERT INTO assertion VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)


def keep_all_assertions(connection: sqlite3.Connection) -> None:
    """Keep what every reading asserts; needed where the program has come to know a further kind of record."""
    for (identity,) in connection.execute("SELECT id FROM reading ORDER BY number").fetchall():
        reading = _one(connection, "WHERE id = ?", identity)
        if reading is not None:
            _keep_assertions(connection, reading)


def assertions_of(reading: Reading) -> tuple[Assertion, ...]:
    """Return what a reading asserts, by kind and in the order of its body."""
    return tuple(_assertions(reading))


def _assertions(reading: Reading) -> Iterator[Assertion]:
    for kind, shape in SHAPES.items():
        for position, body in enumerate(reading.body.get(shape.plural, ())):
            local = _local(body)
            yield Assertion(assertion_id(reading.id, kind, local), reading.id, kind, position, local, body)


def _local(body: Mapping[str, Any]) -> str:
    """Return the id of a record within its reading; evaluations have none and get that of their content."""
    if "id" in body:
        return str(body["id"])
    return content_id(json.dumps(body, sort_keys=True))


def current_reading(connection: sqlite3.Connection, version: str) -> Reading | None:
    """Return the last reading of a version, None where it was not read yet."""
    return _one(connection, "WHERE version = ? ORDER BY number DESC LIMIT 1", version)


def readers(connection: sqlite3.Connection) -> tuple[Provenance, ...]:
    """Return what made the readings, in order."""
    columns = "extractor, model, vocabulary"
    rows = connection.execute(f"SELECT DISTINCT {columns} FROM reading ORDER BY {columns}")  # noqa: S608 - our own
    return tuple(Provenance(*row) for row in rows)


def readings_of(connection: sqlite3.Connection, version: str) -> Iterator[Reading]:
    """Yield all readings of a version in the order they were made."""
    for row in connection.execute(f"SELECT {COLUMNS} FROM reading WHERE version = ? ORDER BY number", (version,)):  # noqa: S608
        yield _reading(row)


def reading_of_assertion(connection: sqlite3.Connection, assertion: str) -> Reading | None:
    """Return the reading that made an assertion."""
    return _one(connection, "WHERE id = (SELECT reading FROM assertion WHERE id = ?)", assertion)


def _one(connection: sqlite3.Connection, where: str, value: str) -> Reading | None:
    row = connection.execute(f"SELECT {COLUMNS} FROM reading {where}", (value,)).fetchone()  # noqa: S608 - our own
    return None if row is None else _reading(row)


def _reading(row: tuple[Any, ...]) -> Reading:
    identity, version, extractor, model, vocabulary, body = row
    return Reading(identity, version, extractor, model, vocabulary, json.loads(unpack(body)))
