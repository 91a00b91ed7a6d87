"""What later claims say became of an expectation: a proposal with its grounds, never a decision.

A claim bears on an expectation when it is told by another article, not before it, of the same act between the same
parties: how alike the two are, days left aside, is what `similarity.compare` counts. What must be alike how much
depends on how well the horizon tells which act is meant (`ontologies/ledger.yml`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from onrecord.resolve.settings import FILE as RESOLUTION
from onrecord.resolve.similarity import compare
from onrecord.types.expectation import Horizon, Proposal
from onrecord.types.text import digest
from onrecord.version import __version__
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.types.claim import Claim, Reason
    from onrecord.types.expectation import Expectation, Outcome

FILE = "ontologies/ledger.yml"
# grounds for or against one happening that do not bear on whether it is the act that was expected
ASIDE = frozenset({"other_outcome", "no_fact", "lasting", "lasting_and_apart"})
TOLD_PAST = frozenset({"occurred", "ongoing"})
# of what is told of one expectation, the first of these is proposed; late is what was not announced to be put off
OUTCOME_ORDER: tuple[Outcome, ...] = ("partly", "happened", "postponed", "late", "cancelled", "void")


@dataclass(frozen=True, slots=True)
class Rules:
    """What `ledger.yml` holds."""

    days: Mapping[str, int]
    rank: Mapping[str, int]
    grace: timedelta
    silence: timedelta
    late: timedelta
    narrow: timedelta
    soon: timedelta
    planned: frozenset[str]
    alike: Mapping[str, float]
    agreeing: float
    where: frozenset[str]
    which: frozenset[str]
    other_act: frozenset[str]
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
        narrow=timedelta(days=raw["narrow_days"]),
        soon=timedelta(days=raw["soon_days"]),
        planned=frozenset(raw["planned"]),
        alike=raw["alike"],
        agreeing=raw["agreeing"],
        where=frozenset(raw["where"]),
        which=frozenset(raw["which"]),
        other_act=frozenset(raw["other_act"]),
        recurring=frozenset(raw["recurring"]),
        postponed=re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE),
        partly=re.compile(rf"\b(?:{'|'.join(map(re.escape, raw['partly']))})\b", re.IGNORECASE),
    )


@cache
def digest_of_rules() -> str:
    """Return what changes with the rules by which outcomes are found: the program, the ledger, how claims compare."""
    told = json.dumps([load_yaml(FILE), load_yaml(RESOLUTION)], default=str, sort_keys=True)
    return digest(f"{__version__}\0{told}")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a claim is to what was expected, days left aside, and on what grounds; 0 where it cannot be it."""

    score: float = 0.0
    reasons: tuple[Reason, ...] = ()

    @property
    def same_where(self) -> bool:
        """Return whether the two agree on the place."""
        return any(reason.name in rules().where for reason in self.reasons)

    @property
    def same_which(self) -> bool:
        """Return whether the two agree on more than the kind of act: on its form, its forum or its paper."""
        return any(reason.name in rules().which for reason in self.reasons)

    @property
    def same_who(self) -> bool:
        """Return whether the same people act, and no others."""
        names = {reason.name for reason in self.reasons}
        return "shared_person" in names and "other_person" not in names

    @property
    def grounds(self) -> tuple[str, ...]:
        """Return the reasons in words."""
        return tuple(f"{r.name}: {r.detail}" if r.detail else r.name for r in self.reasons)


def best_of(expectation: Expectation, told: Iterable[Proposal], today: date) -> Proposal | None:
    """Return what is proposed by `today` where `told` are the proposals of single claims told by then.

    None while there is nothing to propose; of silence, "unknown".
    """
    ranked = sorted(told, key=_best_first)
    if not ranked:
        return _silence(expectation, today)
    best = ranked[0]
    agreeing = [c for c in ranked if c.outcome == best.outcome and c.score >= rules().agreeing * best.score]
    return replace(best, claims=tuple(dict.fromkeys(i for c in agreeing for i in c.claims)))


def _best_first(proposal: Proposal) -> tuple[int, float, tuple[str, ...]]:
    return (OUTCOME_ORDER.index(proposal.outcome), -proposal.score, proposal.claims)


def _silence(expectation: Expectation, today: date) -> Proposal | None:
    horizon = expectation.horizon
    if horizon is None or today <= horizon.last + rules().silence:
        return None
    days = (today - horizon.last).days
    return Proposal(expectation.id, "unknown", (), (f"nothing told of it for {days} days after {horizon.last}",), 0.0)


def candidates(
    expectation: Expectation, expected: Sequence[Claim], claims: Iterable[Claim]
) -> Iterator[tuple[Claim, Proposal]]:
    """Yield the claims that tell what became of an expectation, each with what it proposes by itself.

    `expected` are the claims of the expectation. No day of asking comes in: what is told later than a day one asks
    for is left out by its day of publication, which every claim yielded has.
    """
    own = set(expectation.claims)
    # the article that announces an act does not also tell what became of it; a later one may do both
    telling = {claim.article for claim in expected if claim.published in {None, expectation.told}}
    for claim in claims:
        if claim.id in own or claim.article in telling or claim.published is None:
            continue
        if expectation.told and claim.published < expectation.told:
            continue
        if not _may_tell(expectation, claim):
            continue
        alike = _alike(expected, claim)
        outcome = _told_outcome(expectation, claim, alike) if alike.score else None
        if outcome is not None:
            yield claim, _proposal(expectation, claim, outcome, alike)


def _may_tell(expectation: Expectation, claim: Claim) -> bool:
    """Return whether a claim can tell an outcome at all, by status and day alone: much cheaper than comparing."""
    if claim.status in TOLD_PAST:
        horizon = expectation.horizon
        if horizon is None or claim.published is None:
            return False
        first, last = (claim.first or claim.published), (claim.last or claim.published)
        return first <= horizon.last + rules().late and last >= horizon.first - timedelta(days=1)
    if claim.status in rules().rank:
        return _put_off(expectation, claim)
    return claim.status in {"cancelled", "denied"} and _speaks_of(expectation, claim)


def _alike(expected: Sequence[Claim], claim: Claim) -> Likeness:
    timeless = replace(claim, first=None, last=None, published=None)
    best = Likeness()
    for one in expected:
        match = compare(_stop(one, claim), timeless)
        if match is None or (one.type != claim.type and not _on_one_day(one, claim)):
            continue
        if not rules().other_act.isdisjoint(reason.name for reason in match.reasons):
            continue
        kept = tuple(reason for reason in match.reasons if reason.name not in ASIDE)
        found = Likeness(round(sum(reason.weight for reason in kept), 3), kept)
        best = max(best, found, key=lambda likeness: (likeness.score, likeness.grounds))
    return best


def _stop(one: Claim, other: Claim) -> Claim:
    """Return the expected act without days; of a journey to several parties, the stop that the other claim tells of."""
    timeless = replace(one, first=None, last=None, published=None)
    stops = set(one.recipients) & other.parties
    if one.mode != "visit" or not stops or not other.parties <= one.parties or not other.parties.issuperset(one.actors):
        return timeless
    return replace(timeless, recipients=tuple(sorted(stops)))


def _on_one_day(one: Claim, other: Claim) -> bool:
    """Return whether both name the same single day: then an act of a kindred type may be what came of it."""
    return one.first is not None and one.first == one.last == other.first == other.last


def _proposal(expectation: Expectation, claim: Claim, outcome: Outcome, alike: Likeness) -> Proposal:
    told = expectation.horizon is not None and _tells_when(expectation.horizon)
    on_the_day = told and outcome == "happened" and claim.first is not None
    put_off_to = Horizon(claim.first, claim.last, "told") if claim.first and claim.last else None
    return Proposal(
        expectation.id,
        outcome,
        (claim.id,),
        (
            *alike.grounds,
            f"told as {claim.status} on {claim.published}" + (f" for {claim.first}" if claim.first else ""),
        ),
        alike.score,
        strong=on_the_day and alike.score >= rules().alike["strong"],
        new_horizon=put_off_to if outcome == "postponed" else None,
    )


def _told_outcome(expectation: Expectation, claim: Claim, alike: Likeness) -> Outcome | None:
    need = rules().alike
    if claim.status in TOLD_PAST:
        return _came_about(expectation, claim, alike)
    if alike.score < need["within_horizon"]:
        return None
    if claim.status in rules().rank:
        return "postponed" if _put_off(expectation, claim) else None
    if not _speaks_of(expectation, claim):
        return None
    if claim.status == "cancelled":
        return "postponed" if rules().postponed.search(claim.sentence) else "cancelled"
    lasts = expectation.type in rules().recurring
    return "void" if claim.status == "denied" and not lasts and alike.score >= need["strong"] else None


def _put_off(expectation: Expectation, claim: Claim) -> bool:
    """Return whether a telling sets a later day for what was due and says that it was put off."""
    horizon = expectation.horizon
    later = horizon is not None and claim.first is not None and claim.first > horizon.last + timedelta(days=1)
    return later and rules().postponed.search(claim.sentence) is not None


def _speaks_of(expectation: Expectation, claim: Claim) -> bool:
    """Return whether a cancellation or denial can mean this expectation: its day, or no day at all."""
    horizon = expectation.horizon
    if horizon is None or claim.first is None or claim.last is None:
        return True
    return claim.first - timedelta(days=1) <= horizon.last and horizon.first <= claim.last + timedelta(days=1)


def _came_about(expectation: Expectation, claim: Claim, alike: Likeness) -> Outcome | None:
    """Return "happened", "partly" or "late" where a past telling fits the horizon, else None."""
    horizon = expectation.horizon
    if horizon is None or claim.published is None:
        return None
    first, last = (claim.first, claim.last) if claim.first and claim.last else (claim.published, claim.published)
    lasts = expectation.type in rules().recurring
    if not _tells_when(horizon):
        ahead = expectation.told is None or min(first, claim.published) > expectation.told
        fits = ahead and first <= horizon.last and not lasts
        return _whole_or_part(claim) if fits and _surely(expectation, claim, alike) else None
    if last < horizon.first - timedelta(days=1) or claim.published < horizon.first:
        return None
    slack = timedelta(days=1) if claim.first else rules().grace + timedelta(days=2)
    if first <= horizon.last + slack:
        on_the_day = claim.first is not None and horizon.last - horizon.first <= rules().grace
        enough = rules().alike["lasting" if lasts and not on_the_day else "within_horizon"]
        return _whole_or_part(claim) if alike.score >= enough else None
    whole = claim.parties == {*expectation.actors, *expectation.recipients}
    is_late = claim.first is not None and first <= horizon.last + rules().late and whole and not lasts
    surely = alike.same_where and alike.same_which
    return "late" if is_late and surely and alike.score >= rules().alike["after_horizon"] else None


def _surely(expectation: Expectation, claim: Claim, alike: Likeness) -> bool:
    """Return whether a claim tells of what was expected for no day: at that place or in that form, or soon after."""
    if alike.same_where or alike.same_which:
        return alike.score >= rules().alike["no_horizon"]
    if expectation.told is None or claim.published is None or expectation.kind not in rules().planned:
        return False
    soon = claim.published <= expectation.told + rules().soon
    return soon and alike.same_who and alike.score >= rules().alike["soon"]


def _tells_when(horizon: Horizon) -> bool:
    """Return whether a horizon was told and is short enough that what falls into it is likely what was meant."""
    return horizon.basis == "told" and horizon.last - horizon.first <= rules().narrow


def _whole_or_part(claim: Claim) -> Outcome:
    return "partly" if rules().partly.search(claim.sentence) else "happened"
