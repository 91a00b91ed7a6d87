"""One transaction of making the ledger: events and claims that came since go in, expectations and proposals come out.

It knows nothing of what makes an expectation or an outcome; that is `onrecord.resolve`, brought together with it by
the project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.record import claims, expected, happenings, proceedings

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import date

    from onrecord.types.claim import Claim, ResolvedEvent
    from onrecord.types.expectation import Expectation, Proposal

NEAR = """SELECT x.body FROM expectation_dyad AS d JOIN expectation AS x ON x.id = d.expectation
WHERE d.dyad = ? AND d.opens <= ? AND d.closes >= ? ORDER BY x.id"""


def pending(connection: sqlite3.Connection) -> int:
    """Return how many events and claims came since the ledger was last made."""
    query = "SELECT (SELECT count(*) FROM unledgered_event) + (SELECT count(*) FROM unledgered_claim)"
    return int(connection.execute(query).fetchone()[0])


def start_ledger_anew(connection: sqlite3.Connection, rules: str) -> None:
    """Mark every event, forum and instrument as to be looked at, and remember by which rules that is."""
    proceedings.start_anew(connection)
    connection.execute("INSERT INTO unledgered_event SELECT id FROM event WHERE true ON CONFLICT DO NOTHING")
    connection.execute(
        "INSERT INTO meta VALUES ('ledger', ?) ON CONFLICT DO UPDATE SET value = excluded.value", (rules,)
    )


class LedgerStep:
    """One transaction of making the ledger."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def events(self, most: int) -> tuple[ResolvedEvent, ...]:
        """Return events of one pair of parties that are to be looked at; they are waiting no more."""
        found = (happenings.event_by_id(self._connection, i) for i in self._next("event", most))
        return tuple(event for event in found if event is not None)

    def new_claims(self, most: int) -> tuple[Claim, ...]:
        """Return claims between one pair of parties that may tell an outcome; they are waiting no more."""
        return self.claims(self._next("claim", most))

    def _next(self, name: str, most: int) -> list[str]:
        """Take from what waits the next one and those between the same parties, whose claims are fetched together."""
        first, dyad = self._connection.execute(
            f"SELECT u.{name}, (SELECT min(dyad) FROM {name}_dyad WHERE {name} = u.{name})"  # noqa: S608 - two names
            f" FROM (SELECT min({name}) AS {name} FROM unledgered_{name}) AS u"
        ).fetchone()
        if first is None:
            return []
        query = f"""SELECT u.{name} FROM {name}_dyad AS d CROSS JOIN unledgered_{name} AS u ON u.{name} = d.{name}
            WHERE d.dyad = ? ORDER BY u.{name} LIMIT ?"""  # noqa: S608
        ids = [row[0] for row in self._connection.execute(query, (dyad, most))] or [first]
        self._connection.executemany(f"DELETE FROM unledgered_{name} WHERE {name} = ?", ((i,) for i in ids))  # noqa: S608
        return ids

    def claims(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """Return claims by id."""
        return tuple(claims.claims_by_id(self._connection, ids))

    def claims_of_dyad(self, dyad: str) -> tuple[Claim, ...]:
        """Return all claims between two parties."""
        return claims.claims_of_dyad(self._connection, dyad)

    def forget(self, event: str) -> None:
        """Take away what an event was found to announce."""
        self._connection.execute("DELETE FROM expectation WHERE event = ?", (event,))

    def keep(self, one: Expectation, told_by: Sequence[Claim], reach: tuple[date, date]) -> None:
        """Keep an expectation with its claims, and in which days its outcome may be told."""
        expected.keep_expectation(self._connection, one, told_by, reach)

    def keep_told(self, told: Iterable[tuple[Claim, Proposal]], order: Sequence[str]) -> None:
        """Keep what claims propose; `order` are the outcomes, those first that are proposed first."""
        expected.keep_told(self._connection, told, order)

    def near(self, dyad: str, days: tuple[date, date]) -> tuple[Expectation, ...]:
        """Return the expectations between two parties whose reach meets some days."""
        first, last = (day.isoformat() for day in days)
        rows = self._connection.execute(NEAR, (dyad, last, first))
        return tuple(expected.expectation_from_json(row[0]) for row in rows)
