"""The ledger as rows: expectations, what later claims propose became of them, and which are asked for.

What depends on the day is decided when somebody asks, by SQL here where expectations are counted and chosen, and by
`onrecord.resolve.ledger.entry_of` for those that are shown; a test holds the two to the same states.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from onrecord.record.claims import MOST_IDS, claims_of_article
from onrecord.record.happenings import OutcomeDecision, Place, claim_at, outcomes_of, pairs_with
from onrecord.types.claim import ClaimSource
from onrecord.types.expectation import Decision, Expectation, Horizon, Proposal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.types.claim import Claim

Kind = Literal["source", "source_type", "party", "outlet"]
# Where an expectation stands on a day: what people decided, else what stands by itself, else what the days say.
SURE = """(SELECT iif(t.strong AND t.score >= :confidence, t.outcome, NULL) FROM told_outcome AS t
    WHERE t.expectation = x.id AND t.published <= :today ORDER BY t.place, t.score DESC, t.claim LIMIT 1)"""
BY_DAY = """CASE WHEN x.first IS NULL OR :today < x.first OR (x.basis = 'assumed' AND :today <= x.last) THEN 'open'
    WHEN x.last >= :graced THEN 'due' ELSE 'overdue' END"""
STATE = f"coalesce(x.decided, iif(:confidence IS NULL OR x.judged, NULL, {SURE}), {BY_DAY})"
PROPOSED = """(x.last < :silent OR EXISTS (SELECT 1 FROM told_outcome AS t
    WHERE t.expectation = x.id AND t.published <= :today))"""
# Who expects, by kind; the reporter's own voice is one source, whoever it is.
KEYS: dict[Kind, str] = {
    "source": "iif(c.source_type = 'reporter' AND c.source_name IS NOT NULL, 'reporter', c.source_name)",
    "source_type": "c.source_type",
    "party": "c.source_party",
    "outlet": "nullif(c.outlet, '')",
}
ORDERS = {
    False: "ORDER BY x.last IS NULL, x.last, x.first, x.id",
    True: "ORDER BY x.last IS NULL, x.last DESC, x.first DESC, x.id DESC",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """The day of asking, and what follows from it.

    graced       horizons that end before this day are overdue
    silent       of those that end before this day, silence is a proposal
    confidence   from which score on a strong proposal stands by itself, None where none does
    """

    today: date
    graced: date
    silent: date
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which expectations are asked for; None does not narrow.

    states     in one of these, in none where it is empty · told: only with a day told
    until      told for a day up to this one · meets: horizon meets these days · proposed: with a proposal
    """

    dyad: str | None = None
    party: str | None = None
    events: tuple[str, ...] | None = None
    states: tuple[str, ...] | None = None
    told: bool = False
    until: date | None = None
    meets: tuple[date, date] | None = None
    proposed: bool = False


class Kept(NamedTuple):
    """An expectation with the decisions on it and the proposals of single claims told by the day of asking."""

    expectation: Expectation
    decisions: tuple[Decision, ...]
    told: tuple[Proposal, ...]


class Expected(NamedTuple):
    """How many expectations of one source, kind of source, party or outlet stand in one state."""

    kind: Kind
    key: str
    state: str
    expectations: int


# -- keep ---------------------------------------------------------------------------------------------------------


def keep_expectation(
    connection: sqlite3.Connection, one: Expectation, told_by: Sequence[Claim], reach: tuple[date, date]
) -> None:
    """Keep an expectation that is not there yet, its claims, and in which days its outcome may be told."""
    horizon = one.horizon
    days = (horizon.first.isoformat(), horizon.last.isoformat(), horizon.basis) if horizon else (None, None, None)
    body = json.dumps(asdict(one), default=date.isoformat, separators=(",", ":"))
    row = (one.id, one.event, one.kind, *days, None, 0, body)
    connection.execute("INSERT INTO expectation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    sources = ((c.id, one.id, c.source.type, c.source.name, c.source.party, c.outlet) for c in told_by)
    connection.executemany("INSERT INTO expectation_claim VALUES (?, ?, ?, ?, ?, ?)", sources)
    opens, closes = (day.isoformat() for day in reach)
    dyads = sorted({dyad for claim in told_by for dyad in claim.dyads})
    rows = ((one.id, dyad, opens, closes) for dyad in dyads)
    connection.executemany("INSERT INTO expectation_dyad VALUES (?, ?, ?, ?)", rows)
    mark_decided(connection, one.id)


def keep_told(connection: sqlite3.Connection, told: Iterable[tuple[Claim, Proposal]], order: Sequence[str]) -> None:
    """Keep what claims (all with a day) propose; `order` are the outcomes, those first that are proposed first."""
    rows = (
        (
            proposal.expectation,
            claim.id,
            str(claim.published),
            order.index(proposal.outcome),
            proposal.outcome,
            proposal.score,
            int(proposal.strong),
            json.dumps(asdict(proposal), default=date.isoformat, separators=(",", ":")),
        )
        for claim, proposal in told
    )
    connection.executemany("INSERT INTO told_outcome VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)


def mark_decided(connection: sqlite3.Connection, expectation: str) -> None:
    """Write beside an expectation what people decided on it last."""
    said = decisions_on(connection, expectation)
    outcome = said[-1].outcome if said and said[-1].outcome != "open" else None
    connection.execute("UPDATE expectation SET decided = ?, judged = ? WHERE id = ?", (outcome, len(said), expectation))


def mark_at(connection: sqlite3.Connection, place: Place) -> None:
    """Write what people decided beside the expectation that the claim at a place tells of."""
    claim = claim_at(place, claims_of_article(connection, place.article))
    query = "SELECT expectation FROM expectation_claim WHERE claim = ?"
    row = connection.execute(query, (claim.id,)).fetchone() if claim else None
    if row is not None:
        mark_decided(connection, row[0])


def decisions_on(connection: sqlite3.Connection, expectation: str) -> tuple[Decision, ...]:
    """Return what people decided on an expectation, in the order they did: on any of its claims, as they stand."""
    query = """SELECT x.claim, c.article FROM expectation_claim AS x JOIN claim AS c ON c.id = x.claim
        WHERE x.expectation = ? AND c.article IN (SELECT claim ->> '$[0]' FROM outcome)"""
    articles: dict[str, set[str]] = {}
    for claim, article in connection.execute(query, (expectation,)):
        articles.setdefault(article, set()).add(claim)
    found: list[tuple[str, OutcomeDecision]] = []
    for article, own in articles.items():
        claims = claims_of_article(connection, article)
        for said in outcomes_of(connection, article):
            claim = claim_at(said.claim, claims)
            if claim is not None and claim.id in own:
                found.append((claim.id, said))
    found.sort(key=lambda pair: pair[1].at)
    return tuple(Decision(claim, said.outcome, said.by, said.at, said.why or "") for claim, said in found)


# -- ask ----------------------------------------------------------------------------------------------------------


def count(connection: sqlite3.Connection, wanted: Wanted, at: Moment) -> int:
    """Return how many expectations are asked for."""
    where, values = _where(connection, wanted, at)
    (number,) = connection.execute(f"SELECT count(*) FROM expectation AS x WHERE {where}", values).fetchone()  # noqa: S608
    return int(number)


def find(
    connection: sqlite3.Connection,
    wanted: Wanted,
    at: Moment,
    *,
    limit: int = -1,
    offset: int = 0,
    latest_first: bool = False,
) -> tuple[Kept, ...]:
    """Return the expectations asked for, soonest first; those without a day last."""
    where, values = _where(connection, wanted, at)
    rest = f"{ORDERS[latest_first]} LIMIT :limit OFFSET :offset"
    query = f"SELECT x.id, x.judged, x.body FROM expectation AS x WHERE {where} {rest}"  # noqa: S608 - own SQL
    rows = connection.execute(query, {**values, "limit": limit, "offset": offset}).fetchall()
    told = _told(connection, [row[0] for row in rows], at.today)
    return tuple(
        Kept(
            expectation_from_json(body),
            decisions_on(connection, identity) if judged else (),
            tuple(told.get(identity, ())),
        )
        for identity, judged, body in rows
    )


def expected_by(connection: sqlite3.Connection, at: Moment) -> Iterator[Expected]:
    """Yield for each source, kind of source, party and outlet how many of its expectations stand in which state."""
    by_key = " UNION ALL ".join(
        f"SELECT '{kind}', {key} AS key, s.state, count(DISTINCT s.id) FROM s JOIN expectation_claim AS c"  # noqa: S608
        " ON c.expectation = s.id WHERE key IS NOT NULL GROUP BY key, s.state"
        for kind, key in KEYS.items()
    )
    states = f"WITH s AS MATERIALIZED (SELECT x.id, {STATE} AS state FROM expectation AS x)"  # noqa: S608
    return (Expected(*row) for row in connection.execute(f"{states} {by_key}", _moment(at)))


def _told(connection: sqlite3.Connection, ids: Sequence[str], today: date) -> dict[str, list[Proposal]]:
    found: dict[str, list[Proposal]] = {}
    for start in range(0, len(ids), MOST_IDS):
        some = ids[start : start + MOST_IDS]
        marks = ", ".join("?" * len(some))
        query = f"SELECT expectation, body FROM told_outcome WHERE expectation IN ({marks}) AND published <= ?"  # noqa: S608
        for identity, body in connection.execute(query, (*some, today.isoformat())):
            found.setdefault(identity, []).append(_proposal_from_json(body))
    return found


def _moment(at: Moment) -> dict[str, Any]:
    days = {name: getattr(at, name).isoformat() for name in ("today", "graced", "silent")}
    return {**days, "confidence": at.confidence}


def _where(connection: sqlite3.Connection, wanted: Wanted, at: Moment) -> tuple[str, dict[str, Any]]:
    meets = wanted.meets or (None, None)
    conditions = {
        "x.event IN (SELECT event FROM event_dyad WHERE dyad = :dyad)": wanted.dyad,
        "x.event IN (SELECT event FROM dyad_event WHERE dyad IN (SELECT value FROM json_each(:pairs)))": wanted.party,
        "x.event IN (SELECT value FROM json_each(:events))": wanted.events,
        f"{STATE} IN (SELECT value FROM json_each(:states))": wanted.states,  # noqa: S608 - our own SQL
        "x.first <= :until": wanted.until,
        "x.first <= :meets_last": meets[1],
        "x.last >= :meets_first": meets[0],
    }
    parts = [condition for condition, value in conditions.items() if value is not None]
    parts += ["x.basis = 'told'"] if wanted.told or wanted.until else []
    parts += [PROPOSED, f"{STATE} IN ('open', 'due', 'overdue')"] if wanted.proposed else []
    values = {
        "dyad": wanted.dyad,
        "pairs": json.dumps(pairs_with(connection, wanted.party)) if wanted.party is not None else None,
        "events": json.dumps(wanted.events or ()),
        "until": _text(wanted.until),
    }
    values |= {"states": json.dumps(wanted.states or ()), "meets_first": _text(meets[0]), "meets_last": _text(meets[1])}
    return " AND ".join(parts) or "1", {**values, **_moment(at)}


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def expectation_from_json(body: str) -> Expectation:
    """Return the expectation that was kept."""
    raw = json.loads(body)
    sources = tuple(ClaimSource(**{**one, "quoted": tuple(one["quoted"])}) for one in raw["sources"])
    return Expectation(
        **raw
        | {name: tuple(raw[name]) for name in ("actors", "recipients", "claims")}
        | {"sources": sources, "told": date.fromisoformat(raw["told"]) if raw["told"] else None}
        | {"horizon": _horizon(raw["horizon"])}
    )


def _proposal_from_json(body: str) -> Proposal:
    raw = json.loads(body)
    return Proposal(
        **raw
        | {name: tuple(raw[name]) for name in ("claims", "reasons")}
        | {"new_horizon": _horizon(raw["new_horizon"])}
    )


def _horizon(raw: Mapping[str, Any] | None) -> Horizon | None:
    return Horizon(date.fromisoformat(raw["first"]), date.fromisoformat(raw["last"]), raw["basis"]) if raw else None
