"""The ledger as a month and as iCalendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from onrecord.errors import UsageError
from onrecord.present.icalendar import escaped
from onrecord.present.web.calendars import icalendar, month_of
from onrecord.present.web.views.ledger import Asked, asked_of, month_named, wanted_of
from onrecord.record.expected import Wanted
from onrecord.types.claim import ClaimSource
from onrecord.types.expectation import OUTCOMES, Entry, Expectation, Horizon

TODAY = date(2024, 5, 8)


def entry(day: str | None, *, days: int = 0, state: str = "open", basis: str = "told", **given: Any) -> Entry:
    first = date.fromisoformat(day) if day else None
    horizon = Horizon(first, first + timedelta(days=days), basis) if first else None  # type: ignore[arg-type]
    values: dict[str, Any] = {"kind": "scheduled", "words": "A visit; with, \\ signs\nand lines"} | given
    one = Expectation(
        id="x" + (day or "never"),
        event="e1",
        type="CONSULT",
        mode="visit",
        actors=("NOR",),
        recipients=("PER",),
        claims=("c1",),
        sources=(ClaimSource("named_person", "NOR", "Ada Example"),),
        told=date(2024, 5, 1),
        horizon=horizon,
        **values,
    )
    return Entry(one, state, None, ())  # type: ignore[arg-type]


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_texts_are_escaped() -> None:
    """Separators, line ends and backslashes of a text cannot end a property or begin another."""
    lines = unfolded(icalendar([entry("2024-05-10")], "Name; of, it", "http://localhost"))
    told = next(line for line in lines if line.startswith("DESCRIPTION"))
    assert told.startswith("DESCRIPTION:A visit\\; with\\, \\\\ signs")
    assert "X-WR-CALNAME:Name\\; of\\, it" in lines
    assert escaped("a\r\nBEGIN:VEVENT\x00\u202e") == "a\\nBEGIN:VEVENT␀␦"


def test_days_end_on_the_day_after() -> None:
    """An entry of several days is whole days, its end exclusive as the format wants it, and makes nobody busy."""
    lines = unfolded(icalendar([entry("2024-05-30", days=2)], "n", "http://localhost"))
    assert "DTSTART;VALUE=DATE:20240530" in lines
    assert "DTEND;VALUE=DATE:20240602" in lines
    assert "TRANSP:TRANSPARENT" in lines
    assert "DTSTAMP:20240501T000000Z" in lines


@pytest.mark.parametrize(
    ("state", "kind", "status"),
    [("open", "scheduled", "CONFIRMED"), ("open", "possible", "TENTATIVE"), ("cancelled", "scheduled", "CANCELLED")],
)
def test_status(state: str, kind: str, status: str) -> None:
    """What is scheduled is confirmed, what is less sure tentative; what was called off stays in, as cancelled."""
    assert f"STATUS:{status}" in unfolded(icalendar([entry("2024-05-10", state=state, kind=kind)], "n", "http://x"))


def test_only_told_days_enter_a_calendar() -> None:
    """What is expected without a told day is left out: other calendars cannot show doubt."""
    found = icalendar([entry(None), entry("2024-05-10", basis="assumed")], "n", "http://localhost")
    assert "VEVENT" not in found


def test_lines_are_folded_between_letters() -> None:
    """No line has more than 75 bytes, and unfolding gives the letters back."""
    long = entry("2024-05-10", words="ŷ€𝔷" * 60)
    lines = icalendar([long], "n", "http://localhost").split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert "ŷ€𝔷" * 60 in "".join(unfolded("\r\n".join(lines)))


def test_a_month_has_its_entries_on_their_days() -> None:
    """Entries lie on each of their days; long or assumed ones stand beside the month, others not at all."""
    entries = [
        entry("2024-05-09", days=1),
        entry("2024-05-01", days=30),
        entry("2024-05-20", basis="assumed"),
        entry("2024-07-01"),
        entry(None),
    ]
    month = month_of(entries, date(2024, 5, 1), TODAY)
    on = {day.day.day: len(day.entries) for week in month.weeks for day in week if day.entries}
    assert on == {9: 1, 10: 1}
    assert len(month.loose) == 2
    assert [day.day for week in month.weeks for day in week if day.today] == [TODAY]
    assert (month.before, month.after) == ("2024-04", "2024-06")


def test_views_of_the_ledger() -> None:
    """Each view asks for what it says: due within days, overdue, resolved, with a proposal; a state narrows it."""

    def wanted(view: str, state: str | None = None) -> Wanted:
        return wanted_of(Asked(view, state, None, 30), TODAY)

    assert wanted("all") == Wanted()
    assert wanted("due") == Wanted(states=("due", "open"), until=TODAY + timedelta(days=30))
    assert wanted("overdue") == Wanted(states=("overdue",))
    assert set(wanted("resolved").states or ()) == set(OUTCOMES)
    assert wanted("proposed") == Wanted(states=("due", "open", "overdue"), proposed=True)
    assert wanted("all", "late") == wanted("resolved", "late") == Wanted(states=("late",))
    assert wanted("overdue", "late") == Wanted(states=())


@pytest.mark.parametrize("query", [{"view": "odd"}, {"dyad": "NOR"}, {"within": "x"}])
def test_the_ledger_names_what_it_cannot(query: dict[str, str]) -> None:
    """A wrong view, dyad or number is named."""
    with pytest.raises(UsageError):
        asked_of(query)


@pytest.mark.parametrize("words", ["2024", "2024-13", "0001-01", "9999-12", "x"])
def test_a_month_that_cannot_be(words: str) -> None:
    """A month that is none, or one the calendar could not leave again, is refused."""
    with pytest.raises(UsageError):
        month_named(words, TODAY)
    assert month_named(None, TODAY) == date(2024, 5, 1)
