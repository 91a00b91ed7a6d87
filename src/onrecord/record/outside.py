"""Outside claims in the store: kept, asked for and taken back in tables of their own, beside the four layers.

Guarantees: a row is kept once however often and in however many files it comes, with every line it stands on; an import
can be taken back whole; nothing of it counts in the record, its digest or its effective view.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from onrecord.record import database
from onrecord.record.ids import content_id
from onrecord.types.outside import (
    KeptClaim,
    Noted,
    OutsideClaim,
    OutsideFilters,
    OutsideImport,
    OutsideMention,
    Refused,
    Side,
    Standing,
)
from onrecord.vocab.crosswalks import plover_types

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

Found = OutsideClaim | OutsideMention | Refused | Noted
CLAIM = "c.number, c.id, c.body"
IMPORT = "number, dataset, file, sha256, ended, counts, withdrawn"
TABLES = ("outside_row", "outside_mention", "outside_refused", "outside_note")
SIDES = ("actors", "recipients")
NOTED = 120
KEPT = tuple(field.name for field in fields(OutsideClaim) if field.name != "line")


class OutsideStore:
    """The tables of outside claims; close it, or use it in a `with`."""

    def __init__(self, path: Path) -> None:
        self._connection = database.connect(path)

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._connection.close()

    # -- bring in -------------------------------------------------------------------------------------------------

    def standing_import(self, sha256: str, dataset: str) -> OutsideImport | None:
        """Return the import of exactly this file that was not withdrawn, whether it came to its end or not."""
        query = f"SELECT {IMPORT} FROM outside_import WHERE sha256 = ? AND dataset = ? AND withdrawn IS NULL"  # noqa: S608
        row = self._connection.execute(query, (sha256, dataset)).fetchone()
        return _import(row) if row else None

    def start(self, dataset: str, file: str, sha256: str, run: int) -> int:
        """Write down that a file is brought in; returns the number of the import."""
        with database.writing(self._connection) as connection:
            query = "INSERT INTO outside_import (dataset, file, sha256, run) VALUES (?, ?, ?, ?)"
            return int(connection.execute(query, (dataset, file, sha256, run)).lastrowid or 0)

    def keep(self, number: int, found: Iterable[Found]) -> dict[str, int]:
        """Keep a batch in one transaction; returns how many claims were new, and how many rows were there already."""
        counts = {"claims": 0, "repeated": 0}
        with database.writing(self._connection) as connection:
            for one in found:
                if isinstance(one, OutsideClaim):
                    counts["claims" if _keep_claim(connection, number, one) else "repeated"] += 1
                elif isinstance(one, OutsideMention):
                    _keep_mention(connection, number, one)
                elif isinstance(one, Refused):
                    row = (number, one.line, one.code, database.indexable(one.message))
                    connection.execute("INSERT OR REPLACE INTO outside_refused VALUES (?, ?, ?, ?)", row)
                else:
                    _keep_note(connection, number, one)
        return counts

    def end(self, number: int, counts: dict[str, int], at: str) -> None:
        """Write down that an import came to its end and what it brought."""
        with database.writing(self._connection) as connection:
            query = "UPDATE outside_import SET ended = ?, counts = ? WHERE number = ?"
            connection.execute(query, (at, json.dumps(counts), number))

    def clear(self, number: int) -> None:
        """Take away the rows of an import, and claims that stand nowhere else; its own line stays."""
        with database.writing(self._connection) as connection:
            _clear(connection, number)

    def withdraw(self, number: int, at: str) -> None:
        """Take an import back: its rows go, its line stays with the moment."""
        with database.writing(self._connection, durable=True) as connection:
            _clear(connection, number)
            connection.execute("UPDATE outside_import SET withdrawn = ? WHERE number = ?", (at, number))

    def discard(self, number: int) -> None:
        """Take an import away as if it had never been tried."""
        with database.writing(self._connection) as connection:
            _clear(connection, number)
            connection.execute("DELETE FROM outside_import WHERE number = ?", (number,))

    # -- ask ------------------------------------------------------------------------------------------------------

    def imports(self) -> tuple[OutsideImport, ...]:
        """Return all imports, also those withdrawn, in order."""
        rows = self._connection.execute(f"SELECT {IMPORT} FROM outside_import ORDER BY number")  # noqa: S608
        return tuple(map(_import, rows))

    def refused(self, number: int) -> tuple[Refused, ...]:
        """Return the rows of an import that could not be read."""
        query = "SELECT line, code, message FROM outside_refused WHERE import = ? ORDER BY line"
        return tuple(Refused(*row) for row in self._connection.execute(query, (number,)))

    def notes(self, number: int) -> tuple[tuple[str, str, int], ...]:
        """Return what could not be used of rows that were kept: what sort, which value, in how many rows."""
        query = "SELECT code, value, times FROM outside_note WHERE import = ? ORDER BY times DESC, code, value"
        return tuple((code, value, times) for code, value, times in self._connection.execute(query, (number,)))

    def shared_ids(self, number: int) -> int:
        """Return how many ids of the data set stand for several different lines of an import."""
        query = """SELECT count(*) FROM (SELECT 1 FROM outside_row AS r JOIN outside_claim AS c ON c.number = r.claim
            WHERE r.import = ? GROUP BY c.native HAVING count(DISTINCT r.claim) > 1 AND count(DISTINCT r.line) > 1)"""
        (count,) = self._connection.execute(query, (number,)).fetchone()
        return int(count)

    def claims(self, filters: OutsideFilters, *, limit: int = -1, offset: int = 0) -> tuple[KeptClaim, ...]:
        """Return the claims asked for, by day and order of arrival."""
        where, values = _where(filters)
        query = f"SELECT {CLAIM} FROM outside_claim AS c{where} ORDER BY c.date, c.number LIMIT ? OFFSET ?"  # noqa: S608
        rows = self._connection.execute(query, (*values, limit, offset)).fetchall()
        return tuple(self._kept(row) for row in rows)

    def count(self, filters: OutsideFilters) -> int:
        """Return how many claims are asked for."""
        where, values = _where(filters)
        query = f"SELECT count(*) FROM outside_claim AS c{where}"  # noqa: S608 - our own SQL
        (number,) = self._connection.execute(query, values).fetchone()
        return int(number)

    def measures(self, filters: OutsideFilters) -> tuple[tuple[str, date, int | None, float | None], ...]:
        """Return data set, day, quad class and score of every row asked for."""
        where, values = _where(filters)
        query = f"SELECT c.dataset, c.date, c.quad, c.score FROM outside_claim AS c{where} ORDER BY c.dataset, c.date"  # noqa: S608
        rows = self._connection.execute(query, values)
        return tuple((dataset, date.fromisoformat(day), quad, score) for dataset, day, quad, score in rows)

    def mentions(self, native: str) -> int:
        """Return how many mentions an event of GDELT has."""
        query = "SELECT count(*) FROM outside_mention WHERE native = ?"
        (number,) = self._connection.execute(query, (native,)).fetchone()
        return int(number)

    def _kept(self, row: tuple[int, str, bytes]) -> KeptClaim:
        number, identity, body = row
        query = """SELECT r.import, i.file, r.line FROM outside_row AS r JOIN outside_import AS i ON i.number = r.import
            WHERE r.claim = ? ORDER BY r.import, r.line"""
        stands = tuple(Standing(*where) for where in self._connection.execute(query, (number,)))
        claim = _claim(json.loads(database.unpack(body)), stands[0].line if stands else 0)
        mentions = self.mentions(claim.native) if claim.dataset == "gdelt" else 0
        return KeptClaim(identity, claim, stands, mentions)


def _where(filters: OutsideFilters) -> tuple[str, tuple[Any, ...]]:
    """Return the condition of a question and its values."""
    conditions, values = [], []
    for column, sign, value in (
        ("dataset", "=", filters.dataset),
        ("type", "=", filters.type),
        ("date", ">=", filters.since),
        ("date", "<=", filters.until),
    ):
        if value is not None:
            conditions.append(f"c.{column} {sign} ?")
            values.append(value)
    for key in (filters.party, filters.dyad):
        if key is not None:
            conditions.append("c.number IN (SELECT claim FROM outside_side WHERE key = ?)")
            values.append(key)
    if filters.statuses:
        conditions.append(f"c.status IN ({', '.join('?' * len(filters.statuses))})")
        values.extend(filters.statuses)
    return (f" WHERE {' AND '.join(conditions)}" if conditions else ""), tuple(values)


def _keep_claim(connection: sqlite3.Connection, number: int, claim: OutsideClaim) -> bool:
    """Keep a claim and the line it stands on; returns whether it is new."""
    row = json.dumps(claim.body, ensure_ascii=False, sort_keys=True)
    # one row may code several events
    identity = content_id(claim.dataset, claim.native, claim.code, claim.type, row)
    known = connection.execute("SELECT number FROM outside_claim WHERE id = ?", (identity,)).fetchone()
    if known is None:
        place = _insert(connection, identity, claim)
    else:
        (place,) = known
    line = (number, claim.line, place)
    connection.execute("INSERT OR IGNORE INTO outside_row VALUES (?, ?, ?)", line)
    return known is None


def _insert(connection: sqlite3.Connection, identity: str, claim: OutsideClaim) -> int:
    day = claim.day.isoformat()
    quad = plover_types()[claim.type][0] if claim.type else None
    native, status = database.indexable(claim.native), database.indexable(claim.status)
    values = (identity, claim.dataset, native, day, claim.type, status, quad, claim.score, _packed(claim))
    cursor = connection.execute(
        "INSERT INTO outside_claim (id, dataset, native, date, type, status, quad, score, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values,
    )
    place = int(cursor.lastrowid or 0)
    keys = ((place, key, day) for key in (*claim.parties, *claim.dyads))
    connection.executemany("INSERT INTO outside_side VALUES (?, ?, ?)", keys)
    return place


def _keep_mention(connection: sqlite3.Connection, number: int, one: OutsideMention) -> None:
    body = database.pack(json.dumps(one.body, ensure_ascii=False))
    words = (database.indexable(word) if word else word for word in (one.native, one.told, one.outlet, one.url))
    values = (number, one.line, *words, one.sentence, one.confidence, body)
    connection.execute("INSERT OR REPLACE INTO outside_mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)


def _keep_note(connection: sqlite3.Connection, number: int, one: Noted) -> None:
    connection.execute(
        "INSERT INTO outside_note VALUES (?, ?, ?, 1, ?)"
        " ON CONFLICT (import, code, value) DO UPDATE SET times = times + 1",
        (number, one.code, database.indexable(one.value[:NOTED]), one.line),
    )


def _clear(connection: sqlite3.Connection, number: int) -> None:
    for table in TABLES:
        connection.execute(f"DELETE FROM {table} WHERE import = ?", (number,))  # noqa: S608 - our own names
    connection.execute("DELETE FROM outside_claim WHERE number NOT IN (SELECT claim FROM outside_row)")


def _packed(claim: OutsideClaim) -> bytes:
    values: dict[str, Any] = {name: getattr(claim, name) for name in KEPT}
    for name in SIDES:
        values[name] = [asdict(side) for side in values[name]]
    for name in ("day", "published"):
        values[name] = values[name].isoformat() if values[name] else None
    return database.pack(json.dumps(values, ensure_ascii=False))


def _claim(values: dict[str, Any], line: int) -> OutsideClaim:
    for name in ("day", "published"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    for name in SIDES:
        values[name] = tuple(Side(**side) for side in values[name])
    values["contexts"] = tuple(values["contexts"])
    return OutsideClaim(line=line, **values)


def _import(row: tuple[Any, ...]) -> OutsideImport:
    number, dataset, file, sha256, ended, counts, withdrawn = row
    return OutsideImport(number, dataset, file, sha256, ended, json.loads(counts) if counts else {}, withdrawn)
