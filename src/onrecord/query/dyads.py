"""Cooperation and conflict of a dyad over time, in PLOVER quad classes and scores, with the coverage beside it.

An event counts once for each copy, report or independent origin that tells it with one of the statuses asked for,
in the period of its own day, or of its first telling where it has none.
Change points are found by the largest drop in squared error of a mean that changes once (binary segmentation,
Scott and Knott 1974), kept where the drop exceeds a penalty of the Bayesian information criterion (Yao 1988).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.resolve.origins import trace
from onrecord.types.series import ChangePoint, DyadSeries, Period
from onrecord.vocab.crosswalks import plover_score, plover_types

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.types.claim import Claim, ResolvedEvent
    from onrecord.types.series import Quiet, Step, Unit

FACTS = ("occurred", "ongoing")
SHORTEST_SEGMENT = 2
FEWEST_PERIODS = 6
MARKERS = 5
LOW_COVERAGE = 0.5
# what may follow a state's code to name a group within it
ROLES = frozenset({"REB", "OPP", "SEP"})


@dataclass(frozen=True, slots=True)
class Coverage:
    """One article of the collection: when it was published, by whom, and the parties it names."""

    published: date
    outlet: str | None
    parties: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Counted:
    event: str
    quad: int
    score: float
    weight: int


def score_of(type_: str, mode: str | None) -> float:
    """Return PLOVER's score of a type in a mode (of the type alone where the mode has none), from -10 to 10."""
    return plover_score(type_, mode)


def quad_of(type_: str) -> int:
    """Return PLOVER's quad class: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict."""
    return plover_types()[type_][0]


def dyad_series(  # noqa: PLR0913 - each is a choice of the reader's
    dyad: str,
    events: Iterable[ResolvedEvent],
    claims: Mapping[str, Claim],
    coverage: Iterable[Coverage],
    *,
    step: Step = "month",
    unit: Unit = "origins",
    statuses: Sequence[str] = FACTS,
) -> DyadSeries:
    """Return the series of a dyad ("IND-RUS") over the periods in which the collection has articles.

    What articles tell of earlier or later days is no measure of those days and is left out.
    """
    parties = parties_of(dyad)
    told: dict[date, list[_Counted]] = {}
    for event in events:
        counted = _counted(event, claims, parties, (unit, frozenset(statuses)))
        if counted is not None:
            told.setdefault(period_start(counted[0], step), []).append(counted[1])
    within: dict[date, list[Coverage]] = {}
    for article in coverage:
        within.setdefault(period_start(article.published, step), []).append(article)
    starts = _starts(list(within), step)
    periods = _with_quiet(
        [_period(start, told.get(start, []), within.get(start, []), parties, step) for start in starts]
    )
    return DyadSeries(dyad, unit, step, tuple(statuses), tuple(periods), tuple(_changes(periods, told)))


def parties_of(dyad: str) -> frozenset[str]:
    """Return the two parties of a dyad, in whichever order it names them; a code may hold a hyphen ("AFG-REB").

    >>> sorted(parties_of("AFG-AFG-REB"))
    ['AFG', 'AFG-REB']
    """
    parts = dyad.split("-")
    at = next((n for n in range(1, len(parts)) if parts[n] not in ROLES), 1)
    return frozenset(("-".join(parts[:at]), "-".join(parts[at:])))


def _counted(
    event: ResolvedEvent, claims: Mapping[str, Claim], parties: frozenset[str], asked: tuple[Unit, frozenset[str]]
) -> tuple[date, _Counted] | None:
    unit, statuses = asked
    told = [claims[i] for i in event.claims if claims[i].status in statuses]
    if not told or not parties <= frozenset((*event.actors, *event.recipients)):
        return None
    day = event.first or min((c.published for c in told if c.published), default=None)
    if day is None:
        return None
    chain = trace(told)
    weight = {"copies": chain.copies, "reports": chain.texts, "origins": len(chain.origins)}[unit]
    return day, _Counted(event.id, quad_of(event.type), score_of(event.type, event.mode), weight)


def period_start(day: date, step: Step) -> date:
    """Return the first day of the week or month a day is in."""
    return day.replace(day=1) if step == "month" else day - timedelta(days=day.weekday())


def next_period(start: date, step: Step) -> date:
    """Return the first day of the week or month after the one that starts on a day."""
    return (start + timedelta(days=32)).replace(day=1) if step == "month" else start + timedelta(days=7)


def _starts(found: Sequence[date], step: Step) -> list[date]:
    if not found:
        return []
    starts = [min(found)]
    while starts[-1] < max(found):
        starts.append(next_period(starts[-1], step))
    return starts


def _period(
    start: date, told: Sequence[_Counted], within: Sequence[Coverage], parties: frozenset[str], step: Step
) -> Period:
    last = next_period(start, step) - timedelta(days=1)
    naming = [article for article in within if parties <= article.parties]
    quads = Counter[int]()
    for one in told:
        quads[one.quad] += one.weight
    weights = sum(one.weight for one in told)
    return Period(
        first=start,
        last=last,
        quads=(quads[1], quads[2], quads[3], quads[4]),
        score=round(sum(one.score * one.weight for one in told) / weights, 3) if weights else None,
        events=tuple(sorted(one.event for one in told)),
        coverage=len(naming),
        outlets=len({article.outlet for article in naming}),
        articles=len(within),
        quiet="",
    )


def _with_quiet(periods: Sequence[Period]) -> list[Period]:
    """Say of each period without events whether the coverage of all matters held or fell, by its median."""
    counts = sorted(p.articles for p in periods)
    usual = counts[len(counts) // 2] if counts else 0
    return [period if period.events else _quiet(period, usual) for period in periods]


def _quiet(period: Period, usual: int) -> Period:
    why: Quiet = "coverage fell" if period.articles < LOW_COVERAGE * usual else "nothing told"
    return replace(period, quiet=why)


def _changes(periods: Sequence[Period], told: Mapping[date, Sequence[_Counted]]) -> Iterable[ChangePoint]:
    known = [(p, p.score) for p in periods if p.score is not None]
    scores = [score for _, score in known]
    cuts = sorted(_segments(scores, 0, len(scores)))
    bounds = [0, *(at for at, _ in cuts), len(scores)]
    for (before, at), (_, after), (_, gain) in zip(pairwise(bounds), pairwise(bounds[1:]), cuts, strict=False):
        period = known[at][0]
        heavy = sorted(told.get(period.first, ()), key=lambda one: (-abs(one.score) * one.weight, one.event))
        yield ChangePoint(
            period=period.first,
            before=round(_mean(scores[before:at]), 3),
            after=round(_mean(scores[at:after]), 3),
            evidence=round(gain, 2),
            events=tuple(one.event for one in heavy[:MARKERS]),
        )


def _segments(scores: Sequence[float], start: int, end: int) -> list[tuple[int, float]]:
    """Return the places from `start` to `end` at which the mean changes, each with how far it beats the penalty."""
    length = end - start
    if length < FEWEST_PERIODS:
        return []
    whole = _spread(scores[start:end])
    gains = [
        (whole - _spread(scores[start:at]) - _spread(scores[at:end]), at)
        for at in range(start + SHORTEST_SEGMENT, end - SHORTEST_SEGMENT + 1)
    ]
    gain, at = max(gains, key=lambda pair: (pair[0], -pair[1]))
    left = max(whole - gain, 1e-9)
    evidence = length * math.log(max(whole, 1e-9) / left) - 2 * math.log(length)
    if evidence <= 0:
        return []
    return [*_segments(scores, start, at), (at, evidence), *_segments(scores, at, end)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _spread(values: Sequence[float]) -> float:
    mean = _mean(values)
    return sum((value - mean) ** 2 for value in values)
