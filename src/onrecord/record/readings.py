"""The second layer: what an extractor found in a version, kept whole and once, with the ids of what it asserts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.record.database import pack, unpack
from onrecord.record.ids import assertion_id, content_id
from onrecord.record.rows import KINDS, Assertion, Reading

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
    rows = ((a.id, a.reading, a.kind, a.position, a.local) for a in assertions_of(reading))
    connection.executemany("INSERT INTO assertion VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)
    return True


def assertions_of(reading: Reading) -> tuple[Assertion, ...]:
    """Return what a reading asserts, by kind and in the order of its body."""
    return tuple(_assertions(reading))


def _assertions(reading: Reading) -> Iterator[Assertion]:
    for kind in KINDS:
        for position, body in enumerate(reading.body.get(f"{kind}s", ())):
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


def reading_of_assertion(connection: sqlite3.Connection, assertion: str) -> Reading | None:
    """Return the reading that made an assertion."""
    return _one(connection, "WHERE id = (SELECT reading FROM assertion WHERE id = ?)", assertion)


def _one(connection: sqlite3.Connection, where: str, value: str) -> Reading | None:
    row = connection.execute(f"SELECT {COLUMNS} FROM reading {where}", (value,)).fetchone()  # noqa: S608 - our own
    if row is None:
        return None
    identity, version, extractor, model, vocabulary, body = row
    return Reading(identity, version, extractor, model, vocabulary, json.loads(unpack(body)))
