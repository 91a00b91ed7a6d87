"""What articles tell of forums and instruments, as rows: one an article, brought up to date where it changed."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.types.proceeding import ForumTelling, InstrumentTelling

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping


class Told(NamedTuple):
    """What one article tells of forums and of instruments, in text order."""

    forums: tuple[ForumTelling, ...]
    instruments: tuple[InstrumentTelling, ...]


def waiting(connection: sqlite3.Connection) -> int:
    """Return how many articles are to be looked at."""
    return int(connection.execute("SELECT count(*) FROM unproceeded").fetchone()[0])


def pending(connection: sqlite3.Connection, most: int) -> tuple[str, ...]:
    """Return articles that are to be looked at."""
    rows = connection.execute("SELECT article FROM unproceeded ORDER BY article LIMIT ?", (most,))
    return tuple(row[0] for row in rows)


def start_anew(connection: sqlite3.Connection) -> None:
    """Mark every article that tells of a forum or an instrument as to be looked at."""
    connection.execute(
        "INSERT INTO unproceeded SELECT DISTINCT article FROM effective_record WHERE kind IN ('forum', 'instrument')"
        " ON CONFLICT DO NOTHING"
    )


def keep(connection: sqlite3.Connection, article: str, told: Told) -> None:
    """Keep what an article tells in the place of what it told before; it waits no more."""
    connection.execute("DELETE FROM unproceeded WHERE article = ?", (article,))
    connection.execute("DELETE FROM proceeding WHERE article = ?", (article,))
    if told.forums or told.instruments:
        values = [[asdict(one) for one in some] for some in told]
        body = json.dumps(values, default=date.isoformat, separators=(",", ":"))
        connection.execute("INSERT INTO proceeding VALUES (?, ?)", (article, body))


def told(connection: sqlite3.Connection) -> Iterator[Told]:
    """Yield what each article tells, by the articles' ids."""
    for (body,) in connection.execute("SELECT body FROM proceeding ORDER BY article"):
        forums, instruments = json.loads(body)
        yield Told(tuple(map(_forum, forums)), tuple(map(_instrument, instruments)))


def _forum(raw: Mapping[str, Any]) -> ForumTelling:
    return ForumTelling(**{**raw, **_days(raw), "parties": tuple(raw["parties"]), "chairs": tuple(raw["chairs"])})


def _instrument(raw: Mapping[str, Any]) -> InstrumentTelling:
    amounts = tuple((value, unit) for value, unit in raw["amounts"])
    return InstrumentTelling(**{**raw, **_days(raw), "parties": tuple(raw["parties"]), "amounts": amounts})


def _days(raw: Mapping[str, Any]) -> dict[str, date | None]:
    names = ("published", "first", "last")
    return {name: date.fromisoformat(raw[name]) if raw[name] else None for name in names}
