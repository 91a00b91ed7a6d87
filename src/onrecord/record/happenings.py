"""Events as rows, and what people decided about them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord.record.claims import claims_by_id, event_from_json, event_to_json
from onrecord.record.ids import content_id
from onrecord.types.claim import dyads_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from onrecord.types.claim import Claim, ResolvedEvent
    from onrecord.types.expectation import Outcome

Verdict = Literal["same", "different", "undo"]
# When the first of the articles that tell an event was met; "" where that is not known of all.
CAME = """SELECT coalesce(min(coalesce(a.came, '')), '') FROM event_claim AS t JOIN claim AS c ON c.id = t.claim
    LEFT JOIN arrival AS a ON a.article = c.article WHERE t.event = ?"""
# The pairs of parties there are: one step in the index for each, where DISTINCT would read every row.
PAIRS = """WITH RECURSIVE pair(dyad) AS (SELECT min(dyad) FROM claim_dyad UNION ALL
    SELECT (SELECT min(d.dyad) FROM claim_dyad AS d WHERE d.dyad > pair.dyad) FROM pair WHERE pair.dyad IS NOT NULL)
    SELECT dyad FROM pair"""
# what may follow a state's code to name a group within it, another party
GROUPS = ("REB", "OPP", "SEP")


class Place(NamedTuple):
    """Where a claim stands, so that it is found again after a new reading: the article and its trigger."""

    article: str
    trigger: str
    start: int
    type: str


@dataclass(frozen=True, slots=True)
class SameEvent:
    """A person's word that two claims tell of the same event, or not."""

    id: str
    verdict: Verdict
    one: Place
    other: Place
    by: str
    at: str
    why: str | None = None
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class OutcomeDecision:
    """A person's word on what became of the expectation that a claim tells of."""

    id: str
    claim: Place
    outcome: Outcome | Literal["open"]
    by: str
    at: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class EventFilters:
    """Which events are asked for; None does not narrow. Days are of the event, or of its first telling.

    `told_as` asks for those with a telling of one of several statuses; empty does not narrow.
    """

    dyad: str | None = None
    party: str | None = None
    type: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    country: str | None = None
    place: str | None = None
    told_as: tuple[str, ...] = ()


def place_of(claim: Claim) -> Place:
    """Return the place of a claim."""
    return Place(claim.article, claim.trigger, claim.start, claim.type)


def claim_at(place: Place, claims: Iterable[Claim]) -> Claim | None:
    """Return the claim of an article that stands at a place: same words, then same type, then nearest."""
    fitting = [claim for claim in claims if claim.trigger == place.trigger]
    if not fitting:
        return None
    return min(fitting, key=lambda c: (c.type != place.type, abs(c.start - place.start), c.id))


def keep_event(connection: sqlite3.Connection, event: ResolvedEvent) -> None:
    """Keep an event that is not there yet, and which claims tell of it."""
    days = tuple(day.isoformat() if day else None for day in (event.first, event.last))
    told = min((c.published for c in claims_by_id(connection, event.claims) if c.published), default=None)
    body = event_to_json(event)
    row = (event.id, event.type, event.mode, *days, told.isoformat() if told else None, body)
    connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    rows = ((claim, event.id) for claim in event.claims)
    connection.executemany("INSERT INTO event_claim VALUES (?, ?)", rows)
    dyads = dyads_of(event.actors, event.recipients)
    connection.executemany("INSERT INTO event_dyad VALUES (?, ?)", ((event.id, dyad) for dyad in dyads))
    (came,) = connection.execute(CAME, (event.id,)).fetchone()
    facts = ((dyad, event.id, event.type, *row[3:6], came) for dyad in dyads)
    connection.executemany("INSERT INTO dyad_event VALUES (?, ?, ?, ?, ?, ?, ?)", facts)


def drop_events(connection: sqlite3.Connection, claims: Iterable[str]) -> None:
    """Take away the events that these claims tell of."""
    for claim in claims:
        row = connection.execute("SELECT event FROM event_claim WHERE claim = ?", (claim,)).fetchone()
        if row is not None:
            connection.execute("DELETE FROM event_claim WHERE event = ?", row)
            connection.execute("DELETE FROM event WHERE id = ?", row)


def event_of_claim(connection: sqlite3.Connection, claim: str) -> str | None:
    """Return the id of the event a claim tells of, None where there is no such claim."""
    row = connection.execute("SELECT event FROM event_claim WHERE claim = ?", (claim,)).fetchone()
    return None if row is None else str(row[0])


def event_by_id(connection: sqlite3.Connection, event: str) -> ResolvedEvent | None:
    """Return an event, None where there is none."""
    row = connection.execute("SELECT body FROM event WHERE id = ?", (event,)).fetchone()
    return None if row is None else event_from_json(row[0])


def events(
    connection: sqlite3.Connection,
    filters: EventFilters,
    *,
    limit: int = -1,
    offset: int = 0,
    latest_first: bool = False,
) -> Iterator[ResolvedEvent]:
    """Yield the events asked for, by day."""
    where, values = _where(connection, filters)
    order = "coalesce(first, told) DESC, id" if latest_first else "coalesce(first, told), id"
    query = f"SELECT body FROM event AS e {where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608 - own SQL
    for (body,) in connection.execute(query, (*values, limit, offset)):
        yield event_from_json(body)


def pairs_with(connection: sqlite3.Connection, party: str) -> tuple[str, ...]:
    """Return the pairs of parties with this one in them that anything is told of."""
    others = tuple(f"{party}-{group}-" for group in GROUPS)
    found = (row[0] or "" for row in connection.execute(PAIRS))
    return tuple(
        dyad
        for dyad in found
        if dyad.endswith(f"-{party}") or (dyad.startswith(f"{party}-") and not dyad.startswith(others))
    )


def event_ids(connection: sqlite3.Connection, filters: EventFilters) -> tuple[str, ...]:
    """Return the ids of the events asked for, by day."""
    where, values = _where(connection, filters)
    query = f"SELECT id FROM event AS e {where} ORDER BY coalesce(first, told), id"  # noqa: S608 - own SQL
    return tuple(row[0] for row in connection.execute(query, values))


def count_events(connection: sqlite3.Connection, filters: EventFilters) -> int:
    """Return how many events are asked for."""
    where, values = _where(connection, filters)
    (count,) = connection.execute(f"SELECT count(*) FROM event AS e {where}", values).fetchone()  # noqa: S608 - own SQL
    return int(count)


def _where(connection: sqlite3.Connection, filters: EventFilters) -> tuple[str, tuple[str, ...]]:
    told = "id IN (SELECT t.event FROM claim AS c JOIN event_claim AS t ON t.claim = c.id WHERE c.status"
    pairs = json.dumps(pairs_with(connection, filters.party)) if filters.party is not None else None
    told_as = json.dumps(filters.told_as) if filters.told_as else None
    conditions = {
        "id IN (SELECT event FROM event_dyad WHERE dyad = ?)": filters.dyad,
        "type = ?": filters.type,
        f"{told} = ?)": filters.status,
        "coalesce(last, told) >= ?": filters.since,
        "coalesce(first, told) <= ?": filters.until,
        "body ->> '$.country' = ?": filters.country,
        "body ->> '$.place' = ?": filters.place,
        "id IN (SELECT event FROM dyad_event WHERE dyad IN (SELECT value FROM json_each(?)))": pairs,
        f"{told} IN (SELECT value FROM json_each(?)))": told_as,  # noqa: S608 - our own SQL
    }
    given = [(condition, value) for condition, value in conditions.items() if value is not None]
    where = " AND ".join(condition for condition, _ in given)
    return f"WHERE {where}" if where else "", tuple(value for _, value in given)


def keep_same_event(connection: sqlite3.Connection, said: SameEvent) -> SameEvent:
    """Keep a word on two claims under the id its content gives it."""
    values = (said.verdict, json.dumps(said.one), json.dumps(said.other), said.undoes, said.by, said.at, said.why)
    identity = content_id(*values)
    connection.execute(
        'INSERT INTO same_event (id, verdict, one, other, undoes, "by", at, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
        " ON CONFLICT DO NOTHING",
        (identity, *values),
    )
    return SameEvent(identity, said.verdict, said.one, said.other, said.by, said.at, said.why, said.undoes)


def all_same_events(connection: sqlite3.Connection) -> Iterator[SameEvent]:
    """Yield what was said on pairs of claims, also what was taken back, in the order it was said."""
    query = 'SELECT id, verdict, one, other, "by", at, why, undoes FROM same_event ORDER BY number'
    for i, verdict, one, other, by, at, why, undoes in connection.execute(query):
        yield SameEvent(i, verdict, Place(*json.loads(one)), Place(*json.loads(other)), by, at, why, undoes)


def same_events(connection: sqlite3.Connection) -> tuple[SameEvent, ...]:
    """Return what was said on pairs of claims and not taken back, in the order it was said."""
    said = list(all_same_events(connection))
    undone = {one.undoes for one in said if one.verdict == "undo"}
    return tuple(one for one in said if one.verdict != "undo" and one.id not in undone)


def keep_outcome(connection: sqlite3.Connection, decision: OutcomeDecision) -> OutcomeDecision:
    """Keep a word on an expectation under the id its content gives it."""
    values = (json.dumps(decision.claim), decision.outcome, decision.by, decision.at, decision.why)
    identity = content_id(*values)
    connection.execute(
        'INSERT INTO outcome (id, claim, outcome, "by", at, why) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        (identity, *values),
    )
    return OutcomeDecision(identity, decision.claim, decision.outcome, decision.by, decision.at, decision.why)


def all_outcomes(connection: sqlite3.Connection) -> Iterator[OutcomeDecision]:
    """Yield all words on expectations, in the order they were said."""
    query = 'SELECT id, claim, outcome, "by", at, why FROM outcome ORDER BY number'
    for i, claim, outcome, by, at, why in connection.execute(query):
        yield OutcomeDecision(i, Place(*json.loads(claim)), outcome, by, at, why)


def outcomes_of(connection: sqlite3.Connection, article: str) -> tuple[OutcomeDecision, ...]:
    """Return all words on expectations that an article tells of, in the order they were said."""
    query = """SELECT id, claim, outcome, "by", at, why FROM outcome WHERE claim ->> '$[0]' = ? ORDER BY number"""
    return tuple(
        OutcomeDecision(i, Place(*json.loads(claim)), outcome, by, at, why)
        for i, claim, outcome, by, at, why in connection.execute(query, (article,))
    )
