"""What claims and events come to, counted: the dyads, parties and places of a collection, and who said what of whom."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from onrecord.record.claims import claim_from_json
from onrecord.record.happenings import pairs_with

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from onrecord.types.claim import Claim


class DyadCount(NamedTuple):
    """A dyad ("IND-RUS") with its number of events, how many are conflict, and the first and last day of any."""

    dyad: str
    events: int
    conflict: int
    first: str | None
    last: str | None


class PlaceCount(NamedTuple):
    """A place of events: its name (None where only the state is told), its state, and how many events it has."""

    name: str | None
    country: str
    events: int


def dyads(connection: sqlite3.Connection, conflict: tuple[str, ...], dyad: str | None = None) -> Iterator[DyadCount]:
    """Yield all dyads (or one), most events first; `conflict` are the types that count as conflict."""
    marks = ", ".join("?" * len(conflict))
    where = "WHERE dyad = ?" if dyad else ""
    rows = connection.execute(
        f"""SELECT dyad, count(*), sum(type IN ({marks})), min(coalesce(first, told)), max(coalesce(last, told))
            FROM dyad_event {where} GROUP BY dyad ORDER BY count(*) DESC, dyad""",  # noqa: S608 - marks only
        (*conflict, *([dyad] if dyad else [])),
    )
    return (DyadCount(*row) for row in rows)


def places(connection: sqlite3.Connection) -> Iterator[PlaceCount]:
    """Yield the places of events, most events first."""
    rows = connection.execute(
        """SELECT body ->> '$.place' AS place, body ->> '$.country' AS country, count(*) FROM event
        WHERE country IS NOT NULL GROUP BY country, place ORDER BY count(*) DESC, country, place"""
    )
    return (PlaceCount(*row) for row in rows)


def claims_said_by(connection: sqlite3.Connection, party: str, most: int) -> Iterator[Claim]:
    """Yield the latest claims that sources of a party assert."""
    return _latest(connection, "body ->> '$.source.party' = ?", (party,), most)


def claims_said_about(connection: sqlite3.Connection, party: str, most: int) -> Iterator[Claim]:
    """Yield the latest claims in which a party acts or is acted on, asserted by sources of another party."""
    told = """id IN (SELECT claim FROM claim_dyad WHERE dyad IN (SELECT value FROM json_each(?)))
        AND body ->> '$.source.party' <> ?"""
    return _latest(connection, told, (json.dumps(pairs_with(connection, party)), party), most)


def claims_with_person(connection: sqlite3.Connection, name: str, most: int) -> Iterator[Claim]:
    """Yield the latest claims a person asserts or takes part in, by the name the record gives them."""
    return _latest(connection, "id IN (SELECT claim FROM claim_person WHERE name = ?)", (name,), most)


def _latest(connection: sqlite3.Connection, where: str, values: tuple[str, ...], most: int) -> Iterator[Claim]:
    query = f"SELECT body FROM claim WHERE {where} ORDER BY published DESC, id LIMIT ?"  # noqa: S608 - own SQL
    return (claim_from_json(body) for (body,) in connection.execute(query, (*values, most)))


def people(connection: sqlite3.Connection, party: str, most: int) -> Iterator[tuple[str, int]]:
    """Yield the persons of a party whose sayings carry attributions, with how many, most first."""
    rows = connection.execute(
        """SELECT source_name, count(*) FROM effective_record WHERE kind = 'attribution' AND source_party = ?
        AND source_type = 'named_person' AND source_name IS NOT NULL AND state <> 'rejected'
        GROUP BY source_name ORDER BY count(*) DESC, source_name LIMIT ?""",
        (party, most),
    )
    return ((name, count) for name, count in rows)


def articles_quoting(connection: sqlite3.Connection, name: str, most: int) -> tuple[str, ...]:
    """Return the articles in which somebody speaks, the latest first."""
    rows = connection.execute(
        """SELECT DISTINCT r.article, s.published FROM effective_record AS r JOIN searched AS s ON s.article = r.article
        WHERE r.kind = 'attribution' AND r.source_name = ? AND r.state <> 'rejected'
        ORDER BY s.published DESC, r.article LIMIT ?""",
        (name, most),
    )
    return tuple(row[0] for row in rows)


def articles_on(connection: sqlite3.Connection, dyad: str, most: int) -> tuple[str, ...]:
    """Return the articles that tell anything between two parties, the latest first."""
    rows = connection.execute(
        """SELECT DISTINCT c.article, c.published FROM claim_dyad AS d JOIN claim AS c ON c.id = d.claim
        WHERE d.dyad = ? ORDER BY c.published DESC, c.article LIMIT ?""",
        (dyad, most),
    )
    return tuple(row[0] for row in rows)


def articles_naming(connection: sqlite3.Connection, party: str) -> frozenset[str]:
    """Return the articles with a record that has a party in it."""
    rows = connection.execute(
        """SELECT DISTINCT r.article FROM effective_party AS p JOIN effective_record AS r ON r.id = p.record
        WHERE p.party = ?""",
        (party,),
    )
    return frozenset(row[0] for row in rows)
