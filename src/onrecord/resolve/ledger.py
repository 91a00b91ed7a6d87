"""The ledger: what is expected, by when, and what later tellings say became of it.

Silence proposes "unknown", never "did not"; people decide; the same claims and the same day give the same ledger.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.resolve.nearby import ClaimIndex
from onrecord.resolve.outcomes import propose, rules
from onrecord.types.claim import REPORTER
from onrecord.types.expectation import Entry, Expectation, Horizon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.types.claim import Claim, ClaimSource, ResolvedEvent
    from onrecord.types.expectation import Decision, State

UNDECIDED = frozenset({"open", "due", "overdue"})


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

    `claims` holds those of the events and all that may tell what became of them.
    """
    return with_proposals(entries(events, claims, decisions, today), claims, today)


def entries(
    events: Iterable[ResolvedEvent],
    claims: Mapping[str, Claim],
    decisions: Iterable[Decision],
    today: date,
) -> tuple[Entry, ...]:
    """Return every expectation with its state on a day and what was decided, soonest first; nothing is proposed yet.

    Decisions come in order of time; each is about the expectation that holds the claim it names, so that it stays in
    force when further tellings come in.
    """
    decided: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        decided[decision.expectation].append(decision)
    return tuple(sorted((_entry(one, decided, today) for one in expectations(events, claims)), key=_soonest_first))


def with_proposals(waiting: Iterable[Entry], claims: Mapping[str, Claim], today: date) -> tuple[Entry, ...]:
    """Return entries with what `claims` propose became of them; one that was decided gets no proposal."""
    index = ClaimIndex(claims.values())
    return tuple(_with_proposal(entry, index, claims, today) for entry in waiting)


def _with_proposal(entry: Entry, index: ClaimIndex, claims: Mapping[str, Claim], today: date) -> Entry:
    if entry.state not in UNDECIDED:
        return entry
    own = {i: claims[i] for i in entry.expectation.claims}
    found = propose(entry.expectation, own | index.near(entry.expectation, own.values()), today)
    return replace(entry, proposal=found)


def _decided(expectation: Expectation, decided: Mapping[str, list[Decision]]) -> tuple[Decision, ...]:
    found = [decision for i in expectation.claims for decision in decided.get(i, ())]
    return tuple(sorted(found, key=lambda decision: decision.at))


def _entry(expectation: Expectation, decided: Mapping[str, list[Decision]], today: date) -> Entry:
    decisions = _decided(expectation, decided)
    return Entry(expectation, state(expectation, decisions, today), None, decisions)


def _soonest_first(entry: Entry) -> tuple[date, date, str]:
    horizon = entry.expectation.horizon
    return (horizon.last, horizon.first, entry.expectation.id) if horizon else (date.max, date.max, "")


def speaker(source: ClaimSource) -> str:
    """Return the name under which a source's record is kept: its name, else its kind and party."""
    if source.type == REPORTER:
        return REPORTER
    return source.name or f"{source.type} ({source.party or 'no party known'})"
