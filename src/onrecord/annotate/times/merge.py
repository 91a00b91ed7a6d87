"""Readings grown together: the words before them that narrow them, day and time of day, weekday and date, ranges."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.annotate.times import periods
from onrecord.annotate.times.clock import at_day
from onrecord.annotate.times.reading import Found, Reading
from onrecord.annotate.times.relative import edge
from onrecord.annotate.times.scene import month_or_day

if TYPE_CHECKING:
    from onrecord.annotate.times.scene import Scene

COARSE = frozenset({"week", "month", "quarter", "season", "year", "decade", "century"})
JOINS = frozenset({"DASH", "SPACED_DASH", "TO", "THROUGH", "UNTIL", "AND"})


def widened(scene: Scene, found: Found) -> Found:
    """Take in the words before a reading that belong to it: "the end of", "early", "mid-", "about", "earlier"."""
    if found.reading.kind == "DURATION" or found.rule.startswith("clock"):
        return _approximated(scene, found)
    if not found.first or found.reading.kind == "SET":
        return found
    if found.reading.period.granularity in COARSE and (narrowed := _narrowed(scene, found)):
        return narrowed
    at = found.first
    before = scene.tokens[at - 1]
    tied = before.kind == "DASH" and scene.kind(at - 2) == "EARLY"
    if before.kind == "EARLY" or tied:
        return _parted(scene, found, at - (2 if tied else 1))
    if before.kind == "WITHIN_IT" and not before.lower.endswith("in") and _is_deictic(scene, found):
        return replace(found, first=at - 1)
    return found


def _narrowed(scene: Scene, found: Found) -> Found | None:
    """Take in "the end of", "the middle of", "the second half of" before a stretch."""
    at = found.first
    before = scene.tokens[at - 1]
    if before.kind == "EDGE" and before.lower == "middle of":
        return _edged(scene, found, at - 1, "mid")
    if before.kind != "OF":
        return None
    if scene.kind(at - 2) == "EDGE":
        return _edged(scene, found, at - 2, scene.tokens[at - 2].value)
    return _halved(scene, found, at - 3) if scene.kind(at - 2) == "HALF" else None


def _is_deictic(scene: Scene, found: Found) -> bool:
    kinds = {t.kind for t in scene.tokens[found.first : found.last]}
    return bool(kinds & {"THIS", "THAT", "LAST", "NEXT", "DEICTIC"})


def _approximated(scene: Scene, found: Found) -> Found:
    at = found.first
    while at and scene.kind(at - 1) == "ABOUT" and not (_is_over(scene, at - 1) and scene.kind(at) in {"THE", "CLOCK"}):
        at -= 1
    return replace(found, first=at) if at < found.first else found


def _is_over(scene: Scene, index: int) -> bool:
    return scene.tokens[index].lower in {"over", "under", "just over", "just under"}


def _edged(scene: Scene, found: Found, first: int, which: str) -> Found:
    if scene.kind(first - 1) == "THE":
        first -= 1
    reading = replace(found.reading, period=edge(found.reading.period, which), kind="DATE")
    return Found(first, found.last, reading, found.rule + "+edge")


def _halved(scene: Scene, found: Found, first: int) -> Found:
    """Take in "the second half of" before a month, a decade or a century."""
    if first < 0:
        return found
    which = scene.tokens[first]
    number = 2 if which.kind == "LAST" else which.value if which.kind == "ORD" else 0
    if number not in {1, 2}:
        return found
    reading = replace(found.reading, period=periods.half_of(found.reading.period, number), kind="DATE")
    start = first - 1 if scene.kind(first - 1) == "THE" else first
    return Found(start, found.last, reading, found.rule + "+half")


def _parted(scene: Scene, found: Found, first: int) -> Found:
    which = scene.tokens[first].value
    if found.reading.period.granularity in {"decade", "century"} and scene.kind(first - 1) == "THE":
        first -= 1
    if found.reading.period.granularity in COARSE and found.reading.kind == "DATE":
        period = periods.part(found.reading.period, which)
        return Found(first, found.last, replace(found.reading, period=period), found.rule + "+part")
    return replace(found, first=first)


def combined(scene: Scene, left: Found, right: Found) -> Found | None:
    """Return two neighbouring readings as one where they name one time, None where they stay apart."""
    gap = [t.kind for t in scene.tokens[left.last : right.first]]
    return _weekday_date(scene, left, right, gap) or _timed(scene, left, right, gap) or _range(scene, left, right, gap)


def _is_weekday(scene: Scene, found: Found) -> bool:
    return found.rule.startswith("date.weekday") and scene.kind(found.last - 1) == "WEEKDAY"


def _weekday_date(scene: Scene, left: Found, right: Found, gap: list[str]) -> Found | None:
    if gap not in ([], ["COMMA"], ["COMMA", "THE"]) or not right.rule.startswith("date.day"):
        return None
    if not _is_weekday(scene, left) or right.reading.period.granularity != "day":
        return None
    return Found(left.first, right.last, right.reading, right.rule)


def _timed(scene: Scene, left: Found, right: Found, gap: list[str]) -> Found | None:
    """Join day and time of day, whichever comes first."""
    if gap not in ([], ["COMMA"], ["ON"], ["AT"], ["COMMA", "ON"], ["COMMA", "AT"], ["OF"]):
        return None
    sides = (left, right)
    clock = next((f for f in sides if f.reading.clock), None)
    day = next((f for f in sides if f.reading.clock is None and f.reading.period.granularity == "day"), None)
    if clock is None or day is None or day.reading.kind != "DATE" or clock.reading.clock is None:
        return None
    if gap == ["COMMA"] and clock is left and scene.kind(left.last - 1) != "CLOCK":
        return None
    return Found(left.first, right.last, at_day(day.reading, clock.reading.clock), clock.rule + "+day")


def with_day_part(scene: Scene, found: Found) -> Found:
    """Join a day with the part of the day behind or before it: "Tuesday morning", "the night of 7 May"."""
    reading = found.reading
    if reading.kind != "DATE" or reading.period.granularity != "day" or "/" in reading.period.value:
        return found
    last = found.last
    skip = 1 if scene.kind(last) == "EARLY" and scene.kind(last + 1) == "PART" else 0
    if scene.kind(last + skip) == "PART" and scene.kind(found.last - 1) in {"WEEKDAY", "DEICTIC", "DAY", "HOLIDAY"}:
        code = scene.tokens[last + skip].value
        clock = f"T{code}"
        return Found(found.first, last + skip + 1, at_day(reading, clock), found.rule + "+part")
    if scene.kind(found.first - 1) == "OF" and scene.kind(found.first - 2) == "PART":
        first = found.first - 2
        code = scene.tokens[first].value
        first -= scene.kind(first - 1) == "THE"
        return Found(first, found.last, at_day(reading, f"T{code}"), found.rule + "+part")
    return found


def _range(scene: Scene, left: Found, right: Found, gap: list[str]) -> Found | None:
    """Join the two ends of a range; the left one takes over the year of the right one."""
    joined = [k for k in gap if k != "THE"]
    if len(joined) != 1 or joined[0] not in JOINS or left.reading.kind != "DATE" or right.reading.kind != "DATE":
        return None
    if not _announced(scene, left, joined[0]):
        return None
    if not _calendar(left) or not _calendar(right):
        return None
    lent = _lend_year(left.reading, right.reading)
    try:
        period = periods.between(lent.period, right.reading.period)
    except ValueError:
        return None
    reading = replace(right.reading, period=period, month=None)
    return Found(left.first, right.last, reading, "range." + left.rule)


def _announced(scene: Scene, left: Found, join: str) -> bool:
    before = scene.kind(left.first - 1)
    if join == "AND":
        return before == "BETWEEN"
    if join in {"DASH", "SPACED_DASH"}:
        return scene.kind(left.last) == "DASH" or before in {"FROM", "OTHER"}
    return before == "FROM" or join == "THROUGH"


def _calendar(found: Found) -> bool:
    """Return whether a reading is a plain day, month or year that may end a range."""
    rule = found.rule.split("+")[0]
    return rule.startswith(("date.day.", "date.month", "date.iso", "year", "quarter.named", "season")) and (
        "/" not in found.reading.period.value
    )


def _lend_year(left: Reading, right: Reading) -> Reading:
    """Give the year of a range's end to its beginning, one less where it would lie behind the end."""
    if left.month is None or right.period.first is None or right.period.last is None:
        return left
    year = right.period.first.year
    try:
        period = month_or_day(year, left.month, left.day)
        if period.first and period.first > right.period.last:
            period = month_or_day(year - 1, left.month, left.day)
    except ValueError:
        return left
    return replace(left, period=period, basis=right.basis)
