"""The third layer: what people decided, one row a decision, never changed and never taken away."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from onrecord.record.ids import content_id
from onrecord.record.rows import Anchor, Judgement, Stale

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

COLUMNS = "id, article, kind, action, anchor, by, at, assertion, field, value, undoes, why"


def with_id(judgement: Judgement) -> Judgement:
    """Return a judgement under the id its content gives it."""
    return replace(judgement, id=content_id(*_values(judgement)[1:]))


def not_before(connection: sqlite3.Connection, moment: str) -> str:
    """Return a moment that is not before any decision kept so far: the moment itself, or just after the last one.

    A later decision has to win over an earlier one, also where the machine's clock was set back between them.
    """
    (last,) = connection.execute(
        "SELECT max(at) FROM (SELECT max(at) AS at FROM judgement UNION ALL SELECT max(at) FROM same_event"
        " UNION ALL SELECT max(at) FROM outcome)"
    ).fetchone()
    if last is None or moment >= last:
        return moment
    return (datetime.fromisoformat(last) + timedelta(microseconds=1)).isoformat(timespec="microseconds")


def keep_judgement(connection: sqlite3.Connection, judgement: Judgement) -> None:
    """Keep a judgement; the same one twice is one."""
    marks = ", ".join("?" * len(COLUMNS.split(", ")))
    connection.execute(
        f"INSERT INTO judgement ({COLUMNS}) VALUES ({marks}) ON CONFLICT DO NOTHING",  # noqa: S608 - our own columns
        _values(judgement),
    )


def _values(judgement: Judgement) -> tuple[str | None, ...]:
    return (
        judgement.id,
        judgement.article,
        judgement.kind,
        judgement.action,
        json.dumps(judgement.anchor._asdict()),
        judgement.by,
        judgement.at,
        judgement.assertion,
        judgement.field,
        None if judgement.value is None and judgement.field is None else json.dumps(judgement.value, sort_keys=True),
        judgement.undoes,
        judgement.why,
    )


def judgements_of(connection: sqlite3.Connection, article: str) -> tuple[Judgement, ...]:
    """Return all judgements on an article, undone ones and undoings among them, in the order they were kept."""
    return tuple(_judgements(connection, "WHERE article = ? ORDER BY number", article))


def judgement_by_id(connection: sqlite3.Connection, judgement: str) -> Judgement | None:
    """Return a judgement, None where there is none."""
    return next(_judgements(connection, "WHERE id = ?", judgement), None)


def last_judgement(connection: sqlite3.Connection) -> Judgement | None:
    """Return the last judgement that still holds, None where there is none."""
    where = "WHERE action <> 'undo' AND id NOT IN (SELECT undoes FROM judgement WHERE undoes IS NOT NULL)"
    return next(_judgements(connection, f"{where} ORDER BY number DESC LIMIT 1"), None)


def latest_judgements(connection: sqlite3.Connection, most: int) -> tuple[Judgement, ...]:
    """Return the last judgements kept, the latest first."""
    return tuple(_judgements(connection, "ORDER BY number DESC LIMIT ?", most))


def all_judgements(connection: sqlite3.Connection) -> Iterator[Judgement]:
    """Yield all judgements in the order they were kept."""
    return _judgements(connection, "ORDER BY number")


def stale(connection: sqlite3.Connection) -> Iterator[Stale]:
    """Yield the judgements that hold for nothing in the current text, by article."""
    for identity, reason in connection.execute("SELECT judgement, reason FROM stale ORDER BY article, judgement"):
        for judgement in _judgements(connection, "WHERE id = ?", identity):
            yield Stale(judgement, reason)


def _judgements(connection: sqlite3.Connection, where: str, *values: str | int) -> Iterator[Judgement]:
    for row in connection.execute(f"SELECT {COLUMNS} FROM judgement {where}", values):  # noqa: S608 - our own SQL
        number, article, kind, action, anchor, by, at, assertion, field, value, undoes, why = row
        found = json.loads(value) if value is not None else None
        place = Anchor(**json.loads(anchor))
        yield Judgement(number, article, kind, action, place, by, at, assertion, field, found, undoes, why)
