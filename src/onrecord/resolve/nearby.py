"""Claims found by dyad and day, so that a long ledger need not compare every expectation with every claim."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.resolve.outcomes import rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.types.claim import Claim
    from onrecord.types.expectation import Expectation

Dated = list[tuple[date, str]]
# a telling may come a month after the day it tells of
TOLD_AFTER = timedelta(days=31)


def reach(expectation: Expectation) -> tuple[date, date]:
    """Return the days in which its outcome can be told or lie: from its first telling until nothing counts as late."""
    horizon = expectation.horizon
    return expectation.told or date.min, horizon.last + rules().late + TOLD_AFTER if horizon else date.max


def dyads_among(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the pairs of parties of some claims, in order."""
    return tuple(sorted({dyad for claim in claims for dyad in claim.dyads}))


class ClaimIndex:
    """Claims by dyad, in order of the day they were told and in order of the day they tell of."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._by_id = {claim.id: claim for claim in claims}
        self._told: dict[str, Dated] = defaultdict(list)
        self._first: dict[str, Dated] = defaultdict(list)
        for claim in self._by_id.values():
            for dyad in claim.dyads:
                if claim.published:
                    self._told[dyad].append((claim.published, claim.id))
                if claim.first:
                    self._first[dyad].append((claim.first, claim.id))
        for rows in (*self._told.values(), *self._first.values()):
            rows.sort()

    def near(self, expectation: Expectation, own: Iterable[Claim]) -> dict[str, Claim]:
        """Return the claims that can bear on an expectation whose claims are `own`, by id.

        They share a dyad with it, and were told within its reach or tell of a day in it.
        """
        first, last = reach(expectation)
        found: dict[str, Claim] = {}
        for dyad in dyads_among(own):
            for rows in (self._told.get(dyad, []), self._first.get(dyad, [])):
                near = rows[bisect_left(rows, (first, "")) : bisect_right(rows, (last, "~"))]
                found.update((i, self._by_id[i]) for _, i in near)
        return found
