"""What is expected, as a calendar: a month on a page, and iCalendar (RFC 5545) for other programs.

Guarantees of the iCalendar: every text is escaped and every line folded; an entry never makes anybody busy; what was
called off stays in it as cancelled, so that a calendar which has it learns of that.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.present.across import parties_words
from onrecord.present.web.templating import neutral
from onrecord.present.wording import act_words, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.types.expectation import Entry

LONGEST_ON_DAYS = 10
FOLD = 73
GONE = frozenset({"cancelled", "did_not", "void"})
FIRST_YEAR, LAST_YEAR = 1000, 9998


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
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//onrecord//ledger//EN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for entry in entries:
        horizon = entry.expectation.horizon
        if horizon is not None and horizon.basis == "told" and FIRST_YEAR <= horizon.first.year <= LAST_YEAR:
            lines += _event(entry, base)
    return "".join(f"{line}\r\n" for one in (*lines, "END:VCALENDAR") for line in _folded(one))


def _event(entry: Entry, base: str) -> Iterator[str]:
    one, horizon = entry.expectation, entry.expectation.horizon
    assert horizon is not None  # noqa: S101 - the caller looked
    stamp = f"{one.told or horizon.first:%Y%m%d}T000000Z"
    sources = ", ".join(dict.fromkeys(plain(s.name or s.words or s.type) for s in one.sources))
    told = f"{plain(one.words)}\naccording to: {sources}\nstate: {entry.state}"
    yield "BEGIN:VEVENT"
    yield f"UID:{one.id}@onrecord"
    yield f"DTSTAMP:{stamp}"
    yield f"SEQUENCE:{len(entry.decisions)}"
    yield f"DTSTART;VALUE=DATE:{horizon.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{horizon.last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(summary(entry))}"
    yield f"DESCRIPTION:{escaped(told)}"
    yield f"URL:{base}/events/{one.event}"
    yield f"CATEGORIES:{escaped(one.kind)}"
    yield f"STATUS:{status(entry)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def summary(entry: Entry) -> str:
    """Return an expectation in a line: who, what, and how sure it was told."""
    one = entry.expectation
    return f"{parties_words(one.actors, one.recipients)} {act_words(one.type, one.mode)} ({one.kind})"


def status(entry: Entry) -> str:
    """Return what iCalendar calls the state of an entry."""
    if entry.state in GONE:
        return "CANCELLED"
    return "CONFIRMED" if entry.expectation.kind == "scheduled" else "TENTATIVE"


def escaped(text: str) -> str:
    """Return a text as iCalendar wants it: separators and line ends escaped, nothing that steers."""
    safe = neutral(text.replace("\r\n", "\n").replace("\r", "\n"))
    for mark, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        safe = safe.replace(mark, written)
    return safe


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 bytes, the later ones after a space; no letter is cut."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode("utf-8", "replace"))
        if size + width > FOLD:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += width
    yield piece
