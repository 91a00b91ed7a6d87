"""The calendar: periods, their parts, and counting on."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.annotate.times import periods


def test_weeks_run_monday_to_sunday() -> None:
    """A Sunday belongs to the week of the Monday before, and the ISO year may differ from the day's."""
    week = periods.week(date(2027, 1, 3))
    assert (week.first, week.last, week.value) == (date(2026, 12, 28), date(2027, 1, 3), "2026-W53")


def test_winter_reaches_into_the_next_year() -> None:
    """Winter is December to February; a leap February ends on the 29th."""
    winter = periods.season(2023, "WI")
    assert (winter.first, winter.last, winter.edtf) == (date(2023, 12, 1), date(2024, 2, 29), "2023-24")


@pytest.mark.parametrize(
    ("which", "first", "last"),
    [
        ("early", date(2023, 2, 1), date(2023, 2, 10)),
        ("mid", date(2023, 2, 11), date(2023, 2, 20)),
        ("late", date(2023, 2, 21), date(2023, 2, 28)),
    ],
)
def test_thirds_of_a_month(which: str, first: date, last: date) -> None:
    """The last third ends with the month."""
    part = periods.part(periods.month(2023, 2), which)
    assert (part.first, part.last, part.value) == (first, last, "2023-02")


def test_shift_caps_the_day() -> None:
    """A month after 31 January is the last of February; a year before 29 February is the 28th."""
    assert periods.shift(date(2023, 1, 31), "month", 1) == date(2023, 2, 28)
    assert periods.shift(date(2024, 2, 29), "year", -1) == date(2023, 2, 28)


def test_ranges_do_not_run_backwards() -> None:
    """A range whose end lies before its beginning is an error, not a range."""
    with pytest.raises(ValueError, match="lies after"):
        periods.between(periods.year(2015), periods.year(2014))


def test_centuries_are_numbered_one_above_their_digits() -> None:
    """The 20th century has the years of 19XX."""
    assert (periods.century(20).value, periods.century(20).edtf) == ("19", "19XX")
    assert periods.containing(date(2010, 5, 5), "century") == periods.century(21)


@pytest.mark.parametrize(
    ("year", "sunday"), [(2000, date(2000, 4, 23)), (2016, date(2016, 3, 27)), (2025, date(2025, 4, 20))]
)
def test_easter(year: int, sunday: date) -> None:
    """Western Easter by the Gregorian rule."""
    assert periods.easter(year) == sunday


def test_nth_weekday_counts_from_either_end() -> None:
    """The fourth Thursday of November, the last Monday of May."""
    assert periods.nth_weekday(2019, 11, 4, 4) == date(2019, 11, 28)
    assert periods.nth_weekday(2019, 5, 1, -1) == date(2019, 5, 27)


def test_open_day_refuses_a_day_no_year_has() -> None:
    """29 February may be, 30 February not."""
    assert periods.open_day(2, 29).value == "XXXX-02-29"
    with pytest.raises(ValueError, match="day"):
        periods.open_day(2, 30)
