"""What is expected, as a calendar: a month on a page, and iCalendar for other programs."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.present.icalendar import END, event_lines, head, why_not, written
from onrecord.present.icalendar import summary as summary_of
from onrecord.record.values import as_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.types.expectation import Entry

LONGEST_ON_DAYS = 10


@dataclass(frozen=True, slots=True)
class Day:
    """One square of the month."""

    day: date
    within: bool
    today: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday on; `loose` falls in it, but on no certain day."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    loose: tuple[Entry, ...]

    @property
    def before(self) -> str:
        """Return the month before, as YYYY-MM."""
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def after(self) -> str:
        """Return the month after, as YYYY-MM."""
        return f"{self.first + timedelta(days=31):%Y-%m}"


def last_of_month(first: date) -> date:
    """Return the last day of the month of a day."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def month_of(entries: Sequence[Entry], first: date, today: date) -> Month:
    """Return a month with the entries whose horizon meets it."""
    last = last_of_month(first)
    here = [e for e in entries if (h := e.expectation.horizon) and h.first <= last and h.last >= first]
    sure = [entry for entry in here if _is_on_days(entry)]
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first,
        tuple(
            tuple(Day(day, day.month == first.month, day == today, _on(sure, day)) for day in week) for week in weeks
        ),
        tuple(entry for entry in here if not _is_on_days(entry)),
    )


def _is_on_days(entry: Entry) -> bool:
    horizon = entry.expectation.horizon
    return horizon is not None and horizon.basis == "told" and (horizon.last - horizon.first).days <= LONGEST_ON_DAYS


def _on(entries: Iterable[Entry], day: date) -> tuple[Entry, ...]:
    found = ((entry, entry.expectation.horizon) for entry in entries)
    return tuple(entry for entry, horizon in found if horizon and horizon.first <= day <= horizon.last)


def icalendar(entries: Iterable[Entry], name: str, base: str) -> str:
    """Return the entries with told days as a calendar; `base` is the address of the workbench."""
    told = (one for one in map(as_values, entries) if why_not(one) is None)
    return written((*head(name), *(line for one in told for line in event_lines(one, base)), END))


def summary(entry: Entry) -> str:
    """Return an expectation in a line: who, what, and how sure it was told."""
    return summary_of(as_values(entry.expectation))
