"""The calendar: days, weeks, months, quarters, seasons, years, decades and centuries as periods.

A period knows its TIMEX3 value, its EDTF (level 1: unspecified digits, seasons 21-24, intervals), its first and last
day and how fine it is. Weeks run Monday to Sunday (ISO). Seasons are the meteorological ones of the northern
hemisphere; winter 2014 begins in December 2014. Periods outside of the years 1 to 9999 cannot be made (ValueError).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types.annotation import Granularity

MONTHS = 12
SEASONS = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
DAYS_IN = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
# First and last third of a month by day, of a year by month, of a decade by year.
MONTH_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
YEAR_THIRDS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
DECADE_THIRDS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
CENTURY_THIRDS = {"early": (0, 32), "mid": (33, 66), "late": (67, 99)}
WEEK_THIRDS = {"early": (0, 1), "mid": (2, 3), "late": (4, 6)}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar; `first` and `last` are None where a part of it, mostly the year, is open."""

    value: str
    granularity: Granularity
    edtf: str | None = None
    first: date | None = None
    last: date | None = None

    @property
    def placed(self) -> bool:
        """Return whether the period has days."""
        return self.first is not None


def day(when: date) -> Period:
    """Return one day."""
    return Period(when.isoformat(), "day", when.isoformat(), when, when)


def open_day(month: int, number: int) -> Period:
    """Return a day of which the year is not known; raises ValueError for a day no year has."""
    date(2000, month, number)
    return Period(f"XXXX-{month:02}-{number:02}", "day", f"XXXX-{month:02}-{number:02}")


def week(when: date) -> Period:
    """Return the week, Monday to Sunday, a day lies in."""
    monday = when - timedelta(days=when.weekday())
    year, number, _ = monday.isocalendar()
    last = monday + timedelta(days=6)
    return Period(f"{year}-W{number:02}", "week", f"{monday}/{last}", monday, last)


def weekend(when: date) -> Period:
    """Return Saturday and Sunday of the week a day lies in."""
    whole = week(when)
    saturday = when - timedelta(days=when.weekday()) + timedelta(days=5)
    sunday = saturday + timedelta(days=1)
    return Period(f"{whole.value}-WE", "day", f"{saturday}/{sunday}", saturday, sunday)


def month(year: int, number: int) -> Period:
    """Return one month."""
    name = f"{year:04}-{number:02}"
    return Period(name, "month", name, date(year, number, 1), _last_of_month(year, number))


def open_month(number: int) -> Period:
    """Return a month of which the year is not known."""
    return Period(f"XXXX-{number:02}", "month", f"XXXX-{number:02}")


def quarter(year: int, number: int) -> Period:
    """Return one quarter of a calendar year."""
    begin, end = number * 3 - 2, number * 3
    return Period(
        f"{year:04}-Q{number}",
        "quarter",
        f"{year:04}-{begin:02}/{year:04}-{end:02}",
        date(year, begin, 1),
        _last_of_month(year, end),
    )


def quarter_of(when: date) -> Period:
    """Return the quarter a day lies in."""
    return quarter(when.year, (when.month + 2) // 3)


def half(year: int, number: int) -> Period:
    """Return the first or the second half of a calendar year."""
    begin, end = number * 6 - 5, number * 6
    return Period(
        f"{year:04}-H{number}",
        "quarter",
        f"{year:04}-{begin:02}/{year:04}-{end:02}",
        date(year, begin, 1),
        _last_of_month(year, end),
    )


def season(year: int, code: str) -> Period:
    """Return a season; `code` is SP, SU, FA or WI."""
    begin, number = SEASONS[code]
    first = date(year, begin, 1)
    end_year, end = (year, begin + 2) if begin + 2 <= MONTHS else (year + 1, begin + 2 - MONTHS)
    return Period(
        f"{year:04}-{code}",
        "season",
        f"{year:04}-{number}",
        first,
        _last_of_month(end_year, end),
    )


def open_season(code: str) -> Period:
    """Return a season of which the year is not known."""
    return Period(f"XXXX-{code}", "season", f"XXXX-{SEASONS[code][1]}")


def year(number: int) -> Period:
    """Return one calendar year."""
    return Period(f"{number:04}", "year", f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def years(first: int, last: int) -> Period:
    """Return a run of years."""
    return replace(between(year(first), year(last)), granularity="year")


def decade(first: int) -> Period:
    """Return the ten years from a year that ends in 0."""
    start = first - first % 10
    return Period(f"{start // 10:03}", "decade", f"{start // 10:03}X", date(start, 1, 1), date(start + 9, 12, 31))


def century(number: int) -> Period:
    """Return a century by its ordinal number: the 19th has the years of 18XX."""
    start = (number - 1) * 100
    return Period(
        f"{number - 1:02}", "century", f"{number - 1:02}XX", date(max(start, 1), 1, 1), date(start + 99, 12, 31)
    )


def containing(when: date, unit: str) -> Period | None:
    """Return the period of a unit that a day lies in, None for units that have none ("minute")."""
    make = CONTAINING.get(unit)
    return make(when) if make else None


def shift(when: date, unit: str, count: int) -> date:
    """Return the day `count` units on (back where negative); the day of the month is capped at the month's last.

    Raises ValueError or OverflowError outside of the calendar, KeyError for units below a day.
    """
    if unit in DAYS_IN:
        return when + timedelta(days=DAYS_IN[unit] * count)
    months = when.year * MONTHS + when.month - 1 + MONTHS_IN[unit] * count
    target_year, target_month = divmod(months, MONTHS)
    last = _last_of_month(target_year, target_month + 1)
    return last.replace(day=min(when.day, last.day))


def between(left: Period, right: Period) -> Period:
    """Return the stretch from one period to another; raises ValueError where it would run backwards."""
    if left.last is not None and right.last is not None and left.last > right.last:
        raise ValueError(f"{left.value} lies after {right.value}")
    coarse = left.granularity if left.granularity == right.granularity else "day"
    edtf = f"{left.edtf}/{right.edtf}" if left.edtf and right.edtf and "/" not in left.edtf + right.edtf else None
    first, last = left.first, right.last
    if edtf is None and first is not None and last is not None:
        edtf = f"{first}/{last}"
    return Period(f"{left.value}/{right.value}", coarse, edtf, first, last)


def part(whole: Period, which: str) -> Period:
    """Narrow a period to its early, middle or late part; the value keeps the whole, as TIMEX3 has it."""
    if whole.first is None or whole.last is None:
        return whole
    first, last = _part_days(whole, whole.first, which)
    edtf = f"{first}/{last}"
    # what was narrowed already ("the late mid-fifties") has no parts of its own
    if first < whole.first or first > whole.last or (first, last) == (whole.first, whole.last):
        return whole
    return replace(whole, edtf=edtf, first=first, last=min(last, whole.last))


def half_of(whole: Period, number: int) -> Period:
    """Narrow a month or a longer period to its first or second half; the value keeps the whole."""
    if whole.first is None or whole.last is None:
        return whole
    middle = whole.first + (whole.last - whole.first) // 2
    if whole.granularity == "month":
        middle = whole.first.replace(day=15)
    first, last = (whole.first, middle) if number == 1 else (middle + timedelta(days=1), whole.last)
    return replace(whole, edtf=f"{first}/{last}", first=first, last=last)


def _part_days(whole: Period, start: date, which: str) -> tuple[date, date]:
    match whole.granularity:
        case "month":
            low, high = MONTH_THIRDS[which]
            end = _last_of_month(start.year, start.month)
            return start.replace(day=low), start.replace(day=min(high, end.day))
        case "year":
            low, high = YEAR_THIRDS[which]
            return date(start.year, low, 1), _last_of_month(start.year, high)
        case "decade" | "century":
            low, high = (DECADE_THIRDS if whole.granularity == "decade" else CENTURY_THIRDS)[which]
            return date(start.year + low, 1, 1), date(start.year + high, 12, 31)
        case "week":
            low, high = WEEK_THIRDS[which]
            return start + timedelta(days=low), start + timedelta(days=high)
        case "quarter" | "season":
            months = [shift(start, "month", n) for n in range(3)]
            chosen = months[("early", "mid", "late").index(which)]
            return chosen, _last_of_month(chosen.year, chosen.month)
    return start, whole.last or start


def nth_weekday(year_number: int, month_number: int, weekday: int, nth: int) -> date:
    """Return the nth weekday (1 is Monday) of a month; -1 is the last."""
    if nth < 0:
        last = _last_of_month(year_number, month_number)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year_number, month_number, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter(year_number: int) -> date:
    """Return Western Easter Sunday (the anonymous Gregorian computus)."""
    golden = year_number % 19
    hundreds, rest = divmod(year_number, 100)
    leap_hundreds, hundreds_rest = divmod(hundreds, 4)
    correction = (hundreds - (hundreds + 8) // 25 + 1) // 3
    epact = (19 * golden + hundreds - leap_hundreds - correction + 15) % 30
    leap, leap_rest = divmod(rest, 4)
    weekday = (32 + 2 * hundreds_rest + 2 * leap - epact - leap_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month_number, day_number = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year_number, month_number, day_number + 1)


def _last_of_month(year_number: int, month_number: int) -> date:
    return date(year_number, month_number, monthrange(year_number, month_number)[1])


CONTAINING: dict[str, Callable[[date], Period]] = {
    "day": day,
    "week": week,
    "weekend": weekend,
    "month": lambda when: month(when.year, when.month),
    "quarter": quarter_of,
    "year": lambda when: year(when.year),
    "decade": lambda when: decade(when.year),
    "century": lambda when: century(when.year // 100 + 1),
}
