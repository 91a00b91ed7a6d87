"""The ledger: what is expected, by when, and what later tellings say became of it.

Silence proposes "unknown", never "did not"; people decide; the same claims and the same day give the same ledger.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from onrecord.resolve.similarity import compare
from onrecord.types.claim import REPORTER
from onrecord.types.expectation import Entry, Expectation, Horizon, Proposal
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.types.claim import Claim, ClaimSource, ResolvedEvent
    from onrecord.types.expectation import Decision, Outcome, State

FILE = "ontologies/ledger.yml"
TIME_REASONS = frozenset(
    {"same_day", "day_off", "overlapping_period", "day_near_publication", "published_same_day", "published_close"}
    | {"published_apart"}
)
TOLD_PAST = frozenset({"occurred", "ongoing"})


@dataclass(frozen=True, slots=True)
class Rules:
    """What `ledger.yml` holds."""

    days: Mapping[str, int]
    rank: Mapping[str, int]
    grace: timedelta
    silence: timedelta
    late: timedelta
    alike: Mapping[str, float]
    recurring: frozenset[str]
    postponed: re.Pattern[str]
    partly: re.Pattern[str]


@cache
def rules() -> Rules:
    """Return the rules of the ledger."""
    raw = load_yaml(FILE)
    kinds = raw["kinds"]
    words = (re.escape(word).replace(r"\-", "[ -]") for word in raw["postponed"].split())
    return Rules(
        days={kind["status"]: kind["days"] for kind in kinds},
        rank={kind["status"]: rank for rank, kind in enumerate(kinds)},
        grace=timedelta(days=raw["grace_days"]),
        silence=timedelta(days=raw["silence_days"]),
        late=timedelta(days=raw["late_days"]),
        alike=raw["alike"],
        recurring=frozenset(raw["recurring"]),
        postponed=re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE),
        partly=re.compile(rf"\b(?:{'|'.join(map(re.escape, raw['partly']))})\b", re.IGNORECASE),
    )


def expectations(events: Iterable[ResolvedEvent], claims: Mapping[str, Claim]) -> tuple[Expectation, ...]:
    """Return the expectations among events: one for each event that anybody tells as still to come."""
    found = (_expectation(event, [claims[i] for i in event.claims]) for event in events)
    return tuple(sorted((e for e in found if e is not None), key=lambda e: e.id))


def _expectation(event: ResolvedEvent, claims: Sequence[Claim]) -> Expectation | None:
    ahead = sorted((c for c in claims if _is_ahead(c)), key=lambda c: (_told_on(c), c.id))
    if not ahead:
        return None
    surest = min(ahead, key=lambda c: (rules().rank[c.status], _told_on(c), c.id))
    told = [c.published for c in ahead if c.published]
    conditional = next((c.sentence for c in ahead if c.status == "conditional"), None)
    return Expectation(
        id=min(c.id for c in ahead),
        event=event.id,
        kind=surest.status,
        type=surest.type,
        mode=surest.mode,
        actors=surest.actors,
        recipients=surest.recipients,
        claims=tuple(c.id for c in ahead),
        sources=tuple(dict.fromkeys(c.source for c in ahead)),
        told=min(told, default=None),
        horizon=_horizon(ahead, surest.status),
        words=surest.sentence,
        condition=conditional,
    )


def _told_on(claim: Claim) -> date:
    return claim.published or date.max


def _is_ahead(claim: Claim) -> bool:
    """Return whether the claim speaks of the future; a "scheduled" day that had passed when told does not."""
    if claim.status not in rules().rank:
        return False
    return not (claim.last and claim.published and claim.last < claim.published)


def _horizon(ahead: Sequence[Claim], kind: str) -> Horizon | None:
    """Return the horizon: of the days told, the narrowest of the latest telling; else counted from the last telling."""
    dated = [c for c in ahead if c.first and c.last]
    if dated:
        newest = max(_told_on(c) for c in dated)
        spans = ((c.first, c.last) for c in dated if _told_on(c) == newest)
        first, last = min(((f, t) for f, t in spans if f and t), key=lambda span: (span[1] - span[0], span))
        return Horizon(first, last, "told")
    told = [c.published for c in ahead if c.published]
    if not told:
        return None
    return Horizon(min(told), max(told) + timedelta(days=rules().days[kind]), "assumed")


def propose(expectation: Expectation, claims: Mapping[str, Claim], today: date) -> Proposal | None:
    """Return what the claims propose became of an expectation by `today`; None while there is nothing to propose."""
    expected = [claims[i] for i in expectation.claims]
    candidates = sorted(_candidates(expectation, expected, claims.values(), today), key=_best_first)
    if candidates:
        best = candidates[0]
        agreeing = [c for c in candidates if c.outcome == best.outcome]
        return replace(best, claims=tuple(dict.fromkeys(i for c in agreeing for i in c.claims)))
    return _silence(expectation, today)


OUTCOME_ORDER: tuple[Outcome, ...] = ("partly", "happened", "late", "cancelled", "postponed", "void")


def _best_first(proposal: Proposal) -> tuple[int, float, tuple[str, ...]]:
    return (OUTCOME_ORDER.index(proposal.outcome), -proposal.score, proposal.claims)


def _silence(expectation: Expectation, today: date) -> Proposal | None:
    horizon = expectation.horizon
    if horizon is None or today <= horizon.last + rules().silence:
        return None
    days = (today - horizon.last).days
    return Proposal(expectation.id, "unknown", (), (f"nothing told of it for {days} days after {horizon.last}",), 0.0)


def _candidates(
    expectation: Expectation, expected: Sequence[Claim], claims: Iterable[Claim], today: date
) -> Iterator[Proposal]:
    own = set(expectation.claims)
    for claim in claims:
        if claim.id in own or claim.published is None or claim.published > today:
            continue
        if expectation.told and claim.published < expectation.told:
            continue
        alike, grounds = _alike(expected, claim)
        if alike:
            proposal = _outcome(expectation, claim, alike, grounds)
            if proposal is not None:
                yield proposal


def _alike(expected: Sequence[Claim], claim: Claim) -> tuple[float, tuple[str, ...]]:
    """Return how alike a claim is to what was expected, days left aside, and on what grounds; 0 where it is not."""
    timeless = replace(claim, first=None, last=None, published=None)
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    for one in expected:
        match = compare(replace(one, first=None, last=None, published=None), timeless)
        if match is None or one.type != claim.type:
            continue
        kept = [reason for reason in match.reasons if reason.name not in TIME_REASONS | {"other_outcome"}]
        score = round(sum(reason.weight for reason in kept), 3)
        best = max(best, (score, tuple(f"{r.name}: {r.detail}" if r.detail else r.name for r in kept)))
    return best


def _outcome(expectation: Expectation, claim: Claim, alike: float, grounds: tuple[str, ...]) -> Proposal | None:
    outcome = _told_outcome(expectation, claim, alike)
    if outcome is None:
        return None
    told = expectation.horizon is not None and expectation.horizon.basis == "told"
    on_the_day = told and outcome == "happened" and claim.first is not None
    return Proposal(
        expectation.id,
        outcome,
        (claim.id,),
        (*grounds, f"told as {claim.status} on {claim.published}" + (f" for {claim.first}" if claim.first else "")),
        alike,
        strong=on_the_day and alike >= rules().alike["strong"],
    )


def _told_outcome(expectation: Expectation, claim: Claim, alike: float) -> Outcome | None:
    if claim.status in TOLD_PAST:
        return _came_about(expectation, claim, alike)
    if alike < rules().alike["within_horizon"] or not _speaks_of(expectation, claim):
        return None
    if claim.status == "cancelled":
        return "postponed" if rules().postponed.search(claim.sentence) else "cancelled"
    if claim.status == "denied":
        return "void"
    return None


def _speaks_of(expectation: Expectation, claim: Claim) -> bool:
    """Return whether a cancellation or denial can mean this expectation: its day, or no day at all."""
    horizon = expectation.horizon
    if horizon is None or claim.first is None or claim.last is None:
        return True
    return claim.first - timedelta(days=1) <= horizon.last and horizon.first <= claim.last + timedelta(days=1)


def _came_about(expectation: Expectation, claim: Claim, alike: float) -> Outcome | None:
    """Return "happened", "partly" or "late" where a past telling fits the horizon, else None."""
    horizon = expectation.horizon
    if horizon is None or claim.published is None:
        return None
    need = rules().alike
    first, last = (claim.first, claim.last) if claim.first and claim.last else (claim.published, claim.published)
    if horizon.basis == "assumed":
        ahead = expectation.told is None or first > expectation.told
        fits = ahead and first <= horizon.last and expectation.type not in rules().recurring
        return _whole_or_part(claim) if fits and alike >= need["no_horizon"] else None
    if last < horizon.first - timedelta(days=1):
        return None
    slack = timedelta(days=1) if claim.first else rules().grace + timedelta(days=2)
    if first <= horizon.last + slack:
        return _whole_or_part(claim) if alike >= need["within_horizon"] else None
    is_late = first <= horizon.last + rules().late and expectation.type not in rules().recurring
    return "late" if is_late and claim.first and alike >= need["after_horizon"] else None


def _whole_or_part(claim: Claim) -> Outcome:
    return "partly" if rules().partly.search(claim.sentence) else "happened"


def state(expectation: Expectation, decisions: Sequence[Decision], today: date) -> State:
    """Return where an expectation stands: what was decided last, else open, due or overdue by its horizon."""
    if decisions and decisions[-1].outcome != "open":
        return decisions[-1].outcome
    horizon = expectation.horizon
    if horizon is None or today < horizon.first or (horizon.basis == "assumed" and today <= horizon.last):
        return "open"
    return "due" if today <= horizon.last + rules().grace else "overdue"


def ledger(
    events: Iterable[ResolvedEvent],
    claims: Mapping[str, Claim],
    decisions: Iterable[Decision],
    today: date,
) -> tuple[Entry, ...]:
    """Return every expectation with its state on a day, what is proposed and what was decided, soonest first.

    A proposal is made until a decision other than "open" stands. Decisions come in order of time; each is about the
    expectation that holds the claim it names, so that it stays in force when further tellings come in.
    """
    decided: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        decided[decision.expectation].append(decision)
    by_dyad = _by_parties(claims.values())
    found = [
        _entry(one, _near(one, claims, by_dyad), _decided(one, decided), today) for one in expectations(events, claims)
    ]
    return tuple(sorted(found, key=_soonest_first))


def _decided(expectation: Expectation, decided: Mapping[str, list[Decision]]) -> tuple[Decision, ...]:
    found = [decision for i in expectation.claims for decision in decided.get(i, ())]
    return tuple(sorted(found, key=lambda decision: decision.at))


def _by_parties(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for dyad in claim.dyads:
            found[dyad].append(claim)
    return found


def _near(
    expectation: Expectation, claims: Mapping[str, Claim], by_dyad: Mapping[str, list[Claim]]
) -> dict[str, Claim]:
    """Return the claims that share a dyad with the expectation: all that can bear on it."""
    own = {i: claims[i] for i in expectation.claims}
    shared = {c.id: c for one in own.values() for dyad in one.dyads for c in by_dyad.get(dyad, ())}
    return own | shared


def _entry(
    expectation: Expectation, claims: Mapping[str, Claim], decisions: tuple[Decision, ...], today: date
) -> Entry:
    now = state(expectation, decisions, today)
    proposal = propose(expectation, claims, today) if now in {"open", "due", "overdue"} else None
    return Entry(expectation, now, proposal, decisions)


def _soonest_first(entry: Entry) -> tuple[date, date, str]:
    horizon = entry.expectation.horizon
    return (horizon.last, horizon.first, entry.expectation.id) if horizon else (date.max, date.max, "")


def speaker(source: ClaimSource) -> str:
    """Return the name under which a source's record is kept: its name, else its kind and party."""
    if source.type == REPORTER:
        return REPORTER
    return source.name or f"{source.type} ({source.party or 'no party known'})"
