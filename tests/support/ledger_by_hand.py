"""The whole ledger of some claims, put together from its parts without a store: what the kept one must agree with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolve.events import resolve
from onrecord.resolve.ledger import entry_of, expectations
from onrecord.resolve.outcomes import best_of, candidates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from onrecord.types.claim import Claim
    from onrecord.types.expectation import Decision, Entry


def ledger(
    claims: Iterable[Claim], decisions: Iterable[Decision], today: date, confidence: float | None = None
) -> tuple[Entry, ...]:
    """Return every expectation that claims tell of, in order of ids; every claim may tell what became of it."""
    by_id = {claim.id: claim for claim in claims}
    said = tuple(decisions)
    found = []
    for one in expectations(resolve(by_id.values()).events, by_id):
        told = candidates(one, [by_id[i] for i in one.claims], by_id.values())
        by_now = [proposal for claim, proposal in told if claim.published and claim.published <= today]
        own = [decision for decision in said if decision.expectation in one.claims]
        found.append(entry_of(one, best_of(one, by_now, today), own, today, confidence))
    return tuple(found)
