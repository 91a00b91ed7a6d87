"""The course of a relation between two parties over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.types.shown import Shown

if TYPE_CHECKING:
    from datetime import date

Unit = Literal["copies", "reports", "origins"]
Step = Literal["week", "month"]
Quiet = Literal["", "nothing told", "coverage fell"]


@dataclass(frozen=True, slots=True)
class Period:
    """One week or month of a dyad.

    quads     count of tellings by PLOVER quad class 1–4 (verbal and material cooperation, verbal and material conflict)
    score     mean PLOVER score of the events, weighted by the counting unit; None without events
    coverage  articles of the collection published in the period that name both parties; `outlets` who published them
    articles  all articles of the collection published in the period
    quiet     why there are no events: nothing was told though coverage held, or coverage itself fell
    """

    first: date
    last: date
    quads: tuple[int, int, int, int]
    score: float | None
    events: tuple[str, ...]
    coverage: int
    outlets: int
    articles: int
    quiet: Quiet


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """A period from which the mean score differs from what was before, with the events that weigh most in it."""

    period: date
    before: float
    after: float
    evidence: float
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DyadSeries(Shown):
    """Cooperation and conflict of a dyad by period; `unit` says what is counted, `statuses` which tellings."""

    dyad: str
    unit: Unit
    step: Step
    statuses: tuple[str, ...]
    periods: tuple[Period, ...]
    changes: tuple[ChangePoint, ...]
