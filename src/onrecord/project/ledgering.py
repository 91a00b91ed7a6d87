"""Keep the ledger up to date: what events announce, and what later claims tell became of it.

Each step is one transaction. An expectation is compared with every claim near it when it comes, and with every claim
that comes near it later, so that the ledger depends on what stands, not on the order in which it came. Which day it
is plays no part in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolve.ledger import expectations
from onrecord.resolve.nearby import ClaimIndex, dyads_among, reach
from onrecord.resolve.outcomes import OUTCOME_ORDER, candidates, digest_of_rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.record.ledgering import LedgerStep
    from onrecord.record.resolution import Resolutions
    from onrecord.types.claim import Claim
    from onrecord.types.expectation import Expectation

STEP = 500


def bring_up_to_date(store: Resolutions, watch: Callable[[], None]) -> None:
    """Look at all events and claims that came since the last time; at all of them where the rules have changed.

    Calls `watch()` after each step.
    """
    store.ledger_by(digest_of_rules())
    while store.ledger_waiting():
        with store.ledger_step() as step:
            made = _from_events(step)
            _from_claims(step, made)
        watch()


def _from_events(step: LedgerStep) -> frozenset[str]:
    """Make the expectations of some events anew; returns their ids."""
    events = step.events(STEP)
    own = {claim.id: claim for claim in step.claims(i for event in events for i in event.claims)}
    dyads = dyads_among(own.values())
    claims = {claim.id: claim for dyad in dyads for claim in step.claims_of_dyad(dyad)} | own
    index = ClaimIndex(claims.values())
    for event in events:
        step.forget(event.id)
    found = expectations(events, claims)
    for one in found:
        told_by = [claims[i] for i in one.claims]
        step.keep(one, told_by, reach(one))
        step.keep_told(candidates(one, told_by, index.near(one, told_by).values()), OUTCOME_ORDER)
    return frozenset(one.id for one in found)


def _from_claims(step: LedgerStep, made: frozenset[str]) -> None:
    """Compare some claims with the expectations that were there before them; `made` have seen every claim."""
    new = step.new_claims(STEP)
    days = [day for claim in new for day in (claim.published, claim.first) if day]
    near: dict[str, Expectation] = {}
    for dyad in dyads_among(new) if days else ():
        near |= {one.id: one for one in step.near(dyad, (min(days), max(days))) if one.id not in made}
    own = {claim.id: claim for claim in step.claims(i for one in near.values() for i in one.claims)}
    index = ClaimIndex(new)
    for one in near.values():
        told_by: list[Claim] = [own[i] for i in one.claims]
        step.keep_told(candidates(one, told_by, index.near(one, told_by).values()), OUTCOME_ORDER)
