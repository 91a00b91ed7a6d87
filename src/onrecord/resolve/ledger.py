"""The ledger: what is expected, by when, and what later tellings say became of it.

Silence proposes "unknown", never "did not"; people decide, and only where they switched it on a strong proposal does
in their place; the same claims and the same day give the same ledger.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.resolve.outcomes import rules
from onrecord.types.expectation import AUTO, Decision, Entry, Expectation, Horizon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.types.claim import Claim, ResolvedEvent
    from onrecord.types.expectation import Proposal, State


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


def entry_of(
    expectation: Expectation,
    proposal: Proposal | None,
    decisions: Sequence[Decision],
    today: date,
    confidence: float | None = None,
) -> Entry:
    """Return the line of the ledger: where an expectation stands on a day, what is proposed and what was decided.

    The last decision holds, "open" takes those before it back. Where nobody ever decided, a proposal that is strong
    and scores `confidence` or more stands as decided by AUTO; with None, nothing does. A decided expectation has no
    proposal any more.
    """
    said = tuple(decisions)
    if not said and proposal is not None and confidence is not None and _is_sure(proposal, confidence):
        why = f"proposed with a score of {proposal.score:.2f}, {confidence:.2f} or more"
        said = (Decision(expectation.id, proposal.outcome, AUTO, today.isoformat(), why),)
    outcome = said[-1].outcome if said else "open"
    if outcome != "open":
        return Entry(expectation, outcome, None, said)
    return Entry(expectation, _by_day(expectation.horizon, today), proposal, said)


def _is_sure(proposal: Proposal, confidence: float) -> bool:
    return proposal.strong and proposal.score >= confidence


def _by_day(horizon: Horizon | None, today: date) -> State:
    if horizon is None or today < horizon.first or (horizon.basis == "assumed" and today <= horizon.last):
        return "open"
    return "due" if today <= horizon.last + rules().grace else "overdue"
