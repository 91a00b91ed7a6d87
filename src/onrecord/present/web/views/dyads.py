"""A dyad as its page shows it: the reader's switches, its changes and quiet stretches in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast, get_args

from onrecord.errors import UsageError
from onrecord.present.web.views.events import STATUSES, TYPES
from onrecord.project.relations import party_in
from onrecord.query.dyads import FACTS, quad_of
from onrecord.types.series import Step, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from starlette.datastructures import QueryParams

    from onrecord.project.relations import Found
    from onrecord.types.claim import ResolvedEvent
    from onrecord.types.series import ChangePoint, DyadSeries

UNITS: tuple[Unit, ...] = get_args(Unit)
STEPS: tuple[Step, ...] = ("month", "week")
CONFLICT = frozenset({3, 4})
LONG_QUIET = 2


@dataclass(frozen=True, slots=True)
class Switches:
    """What the course of a dyad is counted by, in which periods, from tellings of which status."""

    unit: Unit
    step: Step
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the mean score, with the events that weigh most in its first period."""

    point: ChangePoint
    events: tuple[ResolvedEvent, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What is to be said of a series beside its drawing.

    quiet   the stretch without events that reaches to the end: its first day, how many periods, and why
    fell    periods anywhere in which coverage itself fell
    """

    changes: tuple[Change, ...]
    quiet: tuple[date, int, str] | None
    fell: tuple[date, ...]


@cache
def conflict_types() -> tuple[str, ...]:
    """Return the types of verbal and material conflict."""
    return tuple(kind for kind in TYPES if quad_of(kind) in CONFLICT)


def switches_of(query: QueryParams) -> Switches:
    """Return the switches an address sets; raises UsageError."""
    unit, step = query.get("unit") or "origins", query.get("step") or "month"
    statuses = tuple(dict.fromkeys(query.getlist("status"))) or FACTS
    wrong = [
        *([unit] if unit not in UNITS else []),
        *([step] if step not in STEPS else []),
        *(status for status in statuses if status not in STATUSES),
    ]
    if wrong:
        raise UsageError(f"{wrong[0]!r} cannot be counted by; use the switches of the page")
    return Switches(cast("Unit", unit), cast("Step", step), statuses)


def by_owner(narratives: Iterable[Found]) -> dict[str, list[Found]]:
    """Return narratives by the party whose they are, in order; under "" those of nobody in particular."""
    found: dict[str, list[Found]] = {}
    for one in sorted(narratives, key=lambda one: party_in(one.body, "owner") or "~"):
        found.setdefault(party_in(one.body, "owner") or "", []).append(one)
    return found


def course_of(series: DyadSeries, events: Mapping[str, ResolvedEvent]) -> Course:
    """Return what is to be said of a series."""
    changes = tuple(Change(c, tuple(events[i] for i in c.events if i in events)) for c in series.changes)
    fell = tuple(period.first for period in series.periods if period.quiet == "coverage fell")
    return Course(changes, _quiet(series), fell)


def _quiet(series: DyadSeries) -> tuple[date, int, str] | None:
    silent = []
    for period in reversed(series.periods):
        if not period.quiet:
            break
        silent.append(period)
    if len(silent) < LONG_QUIET or len(silent) == len(series.periods):
        return None
    fell = any(period.quiet == "coverage fell" for period in silent)
    return silent[-1].first, len(silent), "coverage fell" if fell else "nothing told"
