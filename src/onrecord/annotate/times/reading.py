"""What a rule makes of words: a `Reading`; and a `Found`, a reading with its place among the tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.annotate.times.periods import Period

if TYPE_CHECKING:
    from onrecord.types.annotation import Granularity, TimeKind

Basis = Literal["explicit", "published", "context", "none"]
LETTERS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
    "millennium": "L",
    "fortnight": "W",
    "weekend": "WE",
    "hour": "H",
    "minute": "M",
    "second": "S",
}
CLOCK_UNITS = frozenset({"hour", "minute", "second"})
IN_YEARS = {"decade": 10, "century": 100, "millennium": 1000}
GRANULARITY: dict[str, Granularity] = {
    "day": "day",
    "weekend": "day",
    "week": "week",
    "fortnight": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
    "century": "century",
    "millennium": "century",
    "hour": "time",
    "minute": "time",
    "second": "time",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A time as read, with why it was placed so.

    `month` and `day` are kept where the year was not written, so that a neighbour may still lend it one.
    """

    kind: TimeKind
    period: Period
    basis: Basis = "none"
    month: int | None = None
    day: int | None = None
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A reading over the tokens `first` (inclusive) to `last` (exclusive), made by the rule `rule`."""

    first: int
    last: int
    reading: Reading
    rule: str

    @property
    def dated(self) -> bool:
        """Return whether it is a date or a time of day with days of its own."""
        return self.reading.kind in {"DATE", "TIME"} and self.reading.period.placed


def dated(period: Period, basis: Basis = "explicit") -> Reading:
    """Return a DATE; what has no days has the basis "none"."""
    return Reading("DATE", period, basis if period.placed else "none")


def vague(value: str) -> Reading:
    """Return a DATE that no calendar holds: PRESENT_REF, PAST_REF, FUTURE_REF."""
    return Reading("DATE", Period(value, "vague"))


def length(count: float | str, unit: str) -> str:
    """Return the TIMEX3 value of a length of time: 3 years is P3Y, a few hours PTXH, two decades P20Y."""
    if isinstance(count, int | float):
        if unit in IN_YEARS and count != 1:
            return f"P{count * IN_YEARS[unit]:g}Y"
        if unit in {"fortnight", "quarter"} and count != 1:
            count, unit = (count * 2, "week") if unit == "fortnight" else (count * 3, "month")
        number = f"{count:g}" if count < 1_000_000 else f"{count:.0f}"
    else:
        number = count
    if unit == "fortnight":
        number = "2"
    return f"P{'T' if unit in CLOCK_UNITS else ''}{number}{LETTERS[unit]}"


def lasting(count: float | str, unit: str) -> Reading:
    """Return a DURATION."""
    return Reading("DURATION", Period(length(count, unit), GRANULARITY.get(unit, "vague")))


def repeated(value: str) -> Reading:
    """Return a SET."""
    return Reading("SET", Period(value, "vague"))
