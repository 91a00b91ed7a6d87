"""Rules for days and months as calendars name them: "4 December 2025", "Dec. 4-5", "March", "Tuesday", 2025-12-04."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.annotate.times import guards, periods
from onrecord.annotate.times.grammar import Rule
from onrecord.annotate.times.reading import Basis, Reading, dated
from onrecord.annotate.times.scene import STEPS, SURE_DAYS, Hit, explicit_or_nearest

YEARISH = "<y: (?: YEAR | THE? (?: LAST | NEXT | THIS | THAT ) YEARUNIT )>"
DAYNUM = "(?: DAY | ORD )"
JOIN = "(?: DASH | SPACED_DASH | TO | THROUGH | UNTIL | AND | OR )"
REL = "(?: LAST | NEXT | THIS | THAT | EACH )"
# Before two days: they are the ends of a stretch then.
BOUNDING = frozenset({"between", "from"})


def month_day(hit: Hit) -> Reading | None:
    """Read one day of a month, "Dec. 4", "the 4th of December 2025"."""
    month, day = hit.value("m"), hit.value("d")
    if guards.is_amount(hit, "d"):
        return None
    return explicit_or_nearest(hit, month, day)


def month_days(hit: Hit) -> Reading | None:
    """Read two days of one month: a range, or a pair where they are not neighbours."""
    month, low, high = hit.value("m"), hit.value("d"), hit.value("e")
    joined = next(t.kind for t in hit.group("j"))
    if low >= high or (joined == "AND" and guards.counts_things(hit)):
        return None
    left, right = explicit_or_nearest(hit, month, low), explicit_or_nearest(hit, month, high)
    if left is None or right is None:
        return None
    joined = "TO" if hit.previous() in BOUNDING else joined
    return Reading("DATE", _pair(left.period, right.period, joined, high - low), left.basis, month)


def _pair(left: periods.Period, right: periods.Period, joined: str, distance: int) -> periods.Period:
    if joined == "OR" or (joined == "AND" and distance > 1):
        marks = "[]" if joined == "OR" else "{}"
        edtf = f"{marks[0]}{left.edtf},{right.edtf}{marks[1]}"
        return periods.Period(f"{left.value}/{right.value}", "day", edtf, left.first, right.last)
    return periods.between(left, right)


def month_year(hit: Hit) -> Reading | None:
    """Read a month with its year, "March 2021", "May of last year"."""
    if not guards.month_name(hit, numbered=True):
        return None
    return explicit_or_nearest(hit, hit.value("m"), None)


def month_alone(hit: Hit) -> Reading | None:
    """Read a month without its year."""
    return hit.resolve_month(hit.value("m"), None) if guards.month_name(hit, numbered=False) else None


def month_relative(hit: Hit) -> Reading | None:
    """Read "last March", "next May", "this June"; "each July" is a repetition."""
    step, month = hit.group("r")[0], hit.value("m")
    published = hit.scene.published
    if step.kind == "EACH":
        return Reading("SET", periods.open_month(month))
    if published is None:
        return Reading("DATE", periods.open_month(month))
    if step.kind == "THAT":
        return hit.resolve_month(month, None)
    year = published.year
    if step.kind == "LAST" and month >= published.month:
        year -= 1
    if step.kind == "NEXT" and month <= published.month:
        year += 1
    return dated(periods.month(year, month), "published")


def weekday(hit: Hit) -> Reading | None:
    """Read a weekday, counted from the publication date; tense and cue decide whether it lies ahead."""
    number, published = hit.value("w"), hit.scene.published
    steps = [t.kind for t in hit.group("r") if t.kind in STEPS or t.kind == "EACH"]
    if "EACH" in steps:
        return Reading("SET", periods.Period(f"XXXX-WXX-{number}", "day"))
    if published is None:
        return Reading("DATE", periods.Period(f"XXXX-WXX-{number}", "day"))
    if hit.group("r") and hit.group("r")[-1].value == "anaphoric" and (anchor := hit.scene.anchor(hit.first, "day")):
        published = anchor[0]
    when = _weekday(published, number, steps[-1] if steps else None, hit)
    return dated(periods.day(when), "published")


def _weekday(published: date, number: int, step: str | None, hit: Hit) -> date:
    back = timedelta(days=(published.isoweekday() - number) % 7)
    ahead = timedelta(days=(number - published.isoweekday()) % 7)
    match step:
        case "LAST":
            return published - (back or timedelta(days=7))
        case "NEXT":
            return published + (ahead or timedelta(days=7))
        case "THIS":
            return published - timedelta(days=published.weekday()) + timedelta(days=number - 1)
    return published + ahead if hit.direction() == "future" else published - back


def weekday_of_week(hit: Hit) -> Reading | None:
    """Read "Tuesday last week", "Friday of next week"."""
    number, published = hit.value("w"), hit.scene.published
    if hit.value("u") != "week":
        return None
    if published is None:
        return Reading("DATE", periods.Period(f"XXXX-WXX-{number}", "day"))
    step = STEPS[hit.group("r")[0].kind]
    monday = published - timedelta(days=published.weekday())
    return dated(periods.day(monday + timedelta(days=7 * step + number - 1)), "published")


def weekdays(hit: Hit) -> Reading | None:
    """Read a repeated weekday, "Fridays"."""
    return Reading("SET", periods.Period(f"XXXX-WXX-{hit.value('w')}", "day"))


def iso(hit: Hit) -> Reading | None:
    """Read an ISO day, with or without its time."""
    written = hit.scene.tokens[hit.first].lower
    reading = dated(periods.day(date.fromisoformat(written[:10])))
    return reading if len(written) == len("2025-12-04") else Reading("TIME", reading.period, "explicit")


def slashed(hit: Hit) -> Reading | None:
    """Read 25/12/2025; where day and month could be either, the year alone is certain and nothing is placed."""
    left, right, end = (int(n) for n in re.split(r"[/.]", hit.scene.tokens[hit.first].lower))
    written = hit.scene.tokens[hit.first].lower
    if end < 100:
        if "." in written or hit.scene.published is None:
            return None
        end += 2000 if end <= hit.scene.published.year % 100 + 10 else 1900
    low, high = sorted((left, right))
    if low > 12 or high > 31 or not low:
        return None
    if high <= 12 and left != right and "." not in written:
        return Reading("DATE", periods.Period(f"{end}-XX-XX", "day", f"{end}-XX-XX"))
    day, month = (left, right) if "." in written or left > 12 else (right, left)
    return dated(periods.day(date(end, month, day)))


def deictic(hit: Hit) -> Reading | None:
    """Read "today", "yesterday", "tomorrow"."""
    published: date | None = hit.scene.published
    offset = hit.value("d")
    if published is None:
        value = "PRESENT_REF" if not offset else "PAST_REF" if offset < 0 else "FUTURE_REF"
        return Reading("DATE", periods.Period(value, "day"))
    return dated(periods.day(published + timedelta(days=offset)), "published")


def holiday(hit: Hit) -> Reading | None:
    """Read a day with a name, with its year or in the year nearest to the publication date."""
    entry = hit.value("h")
    if "date" in entry:
        return dated(periods.day(entry["date"]))
    published, given = hit.scene.published, hit.year()
    if given is None and published is None:
        fixed = entry.get("fixed")
        return Reading("DATE", periods.open_day(*_fixed(fixed)) if fixed else periods.Period("", "day"))
    if given is not None:
        return dated(periods.day(_holiday(entry, given[0])), given[1])
    return _nearest_holiday(hit, entry, published) if published else None


def _nearest_holiday(hit: Hit, entry: dict[str, object], published: date) -> Reading:
    days = [_holiday(entry, published.year + step) for step in (-1, 0, 1)]
    basis: Basis = "published"
    near = min(days, key=lambda d: abs((d - published).days))
    kinds = {t.kind for t in hit.group("r")}
    if not kinds and abs((near - published).days) <= 2 * SURE_DAYS:
        return dated(periods.day(near), basis)
    direction = "past" if "LAST" in kinds else "future" if "NEXT" in kinds else hit.direction()
    if direction == "past":
        return dated(periods.day(max(d for d in days if d <= published)), basis)
    if direction == "future":
        return dated(periods.day(min(d for d in days if d >= published)), basis)
    return dated(periods.day(near), basis)


def _fixed(written: object) -> tuple[int, int]:
    month, day = str(written).split("-")
    return int(month), int(day)


def _holiday(entry: dict[str, object], year: int) -> date:
    match entry:
        case {"fixed": written}:
            return date(year, *_fixed(written))
        case {"nth": [int(month), int(number), int(nth)], **rest}:
            return periods.nth_weekday(year, month, number, nth) + timedelta(days=int(str(rest.get("plus", 0))))
    return periods.easter(year) + timedelta(days=int(str(entry["easter"])))


RULES = (
    Rule("date.iso", "ISO", iso),
    Rule("date.slashed", "SLASHED", slashed),
    Rule("date.days.us", f"<m: MONTH> <d: {DAYNUM}> <j: {JOIN}> <e: {DAYNUM}> (?: COMMA? {YEARISH} )?", month_days),
    Rule(
        "date.days.eu",
        f"THE? <d: {DAYNUM}> <j: {JOIN}> THE? <e: {DAYNUM}> OF? <m: MONTH> (?: COMMA? {YEARISH} )?",
        month_days,
    ),
    Rule(
        "date.day.us",
        f"(?: THE? (?: LAST | NEXT | THIS ) )? <m: MONTH> THE? <d: {DAYNUM}> (?: (?: COMMA | OF )? {YEARISH} )?",
        month_day,
    ),
    Rule("date.day.eu", f"THE? <d: {DAYNUM}> OF? <m: MONTH> (?: (?: COMMA | OF )? {YEARISH} )?", month_day),
    Rule("date.month.year", f"<m: MONTH> (?: COMMA | OF )? {YEARISH}", month_year),
    Rule("date.month.relative", f"<r: {REL}> (?: LAST | NEXT )? <m: MONTH>", month_relative),
    Rule("date.month", "<m: MONTH>", month_alone),
    Rule("date.weekday", f"(?: <r: THE? {REL} (?: LAST | NEXT )?> )? <w: WEEKDAY>", weekday),
    Rule("date.weekday.week", "<w: WEEKDAY> (?: OF )? <r: LAST | NEXT | THIS> <u: UNIT>", weekday_of_week),
    Rule("date.weekdays", "<w: WEEKDAYS>", weekdays),
    Rule("date.deictic", "<d: DEICTIC>", deictic),
    Rule("date.holiday", f"(?: <r: LAST | NEXT | THIS> )? <h: HOLIDAY> (?: COMMA? {YEARISH} )?", holiday),
)
