"""Rules for times of day: "10 a.m.", "14:00 GMT", "noon", "this morning", "last night", "tonight"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.annotate.times import periods
from onrecord.annotate.times.grammar import Rule
from onrecord.annotate.times.reading import Reading, dated

if TYPE_CHECKING:
    from onrecord.annotate.times.scene import Hit

CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])")
CLOCK_WORDS_BEFORE = frozenset(
    "at by around about until till from to before after since between and approximately".split()
)


def at_day(reading: Reading, clock: str) -> Reading:
    """Return the time of day `clock` ("T10:00", "TMO") on the day of a reading."""
    period = reading.period
    timed = replace(period, value=period.value[:10] + clock, granularity="time", edtf=period.edtf)
    return replace(reading, kind="TIME", period=timed, clock=clock)


def _today(hit: Hit, clock: str) -> Reading:
    """Place a time of day on the day spoken of in the same passage, else on the publication date."""
    known = hit.scene.reference(hit.first, "day", "time")
    if known and known.reading.period.first:
        return at_day(replace(dated(periods.day(known.reading.period.first), "context"), basis="context"), clock)
    published = hit.scene.published
    if published is None:
        return Reading("TIME", periods.Period("XXXX-XX-XX" + clock, "time"), clock=clock)
    return at_day(dated(periods.day(published), "published"), clock)


def clock(hit: Hit) -> Reading | None:
    """Read "10 a.m.", "7:15 p.m."."""
    match = CLOCK.match(hit.scene.tokens[hit.first].lower)
    if match is None or not 0 < int(match[1]) <= 12:
        return None
    hour = int(match[1]) % 12 + (12 if match[3] == "p" else 0)
    return _today(hit, f"T{hour:02}:{match[2] or '00'}")


def clock24(hit: Hit) -> Reading | None:
    """Read "14:00" after a preposition or before a time zone; scores and verses are left out."""
    hours, minutes = hit.scene.tokens[hit.first].lower.split(":")
    if "ZONE" not in hit.kinds() and hit.previous() not in CLOCK_WORDS_BEFORE:
        return None
    return _today(hit, f"T{int(hours):02}:{minutes}")


def military(hit: Hit) -> Reading | None:
    """Read "1400 GMT", "0630 GMT"."""
    digits = hit.scene.tokens[hit.first].lower
    if len(digits) != 4 or not digits.isdigit() or int(digits[:2]) > 23 or int(digits[2:]) > 59:
        return None
    return _today(hit, f"T{digits[:2]}:{digits[2:]}")


def oclock(hit: Hit) -> Reading | None:
    """Read "ten o'clock"; morning or evening stays open, the hour is taken as written."""
    hour = hit.value("h")
    return _today(hit, f"T{hour:02}:00") if isinstance(hour, int) and 0 < hour <= 24 else None


def noon(hit: Hit) -> Reading | None:
    """Read "noon", "midnight", "overnight"."""
    return _today(hit, "T" + hit.value("p"))


def tonight(hit: Hit) -> Reading | None:
    """Read "tonight"."""
    return _on_published(hit, 0, "TNI")


def _on_published(hit: Hit, offset: int, code: str) -> Reading:
    published: date | None = hit.scene.published
    if published is None:
        return Reading("TIME", periods.Period("XXXX-XX-XX" + code, "time"), clock=code)
    return at_day(dated(periods.day(published + timedelta(days=offset)), "published"), code)


def pointed_part(hit: Hit) -> Reading | None:
    """Read "this morning", "last night", "that evening"."""
    step, code = hit.group("r")[-1].kind, "T" + hit.value("p")
    if step == "THAT":
        return _today(hit, code)
    return _on_published(hit, {"LAST": -1, "NEXT": 1}.get(step, 0), code)


def definite_part(hit: Hit) -> Reading | None:
    """Read "in the morning", "in the early hours": a time of the day spoken of."""
    if hit.previous() not in {"in", "during", "into", "of"} or hit.scene.kind(hit.last) == "OF":
        return None
    known = hit.scene.reference(hit.first, "day", "time")
    if known is None or hit.first - known.last > 12:
        return None
    return _today(hit, "T" + hit.value("p"))


RULES = (
    Rule("clock", "CLOCK ZONE?", clock),
    Rule("clock.24", "CLOCK24 (?: ZONE )?", clock24),
    Rule("clock.military", "(?: YEAR | NUM ) ZONE", military),
    Rule("clock.oclock", "<h: NUM | DAY> OCLOCK", oclock),
    Rule("clock.noon", "<p: NOON>", noon),
    Rule("clock.tonight", "TONIGHT", tonight),
    Rule("clock.part", "<r: LAST | NEXT | THIS | THAT> EARLY? <p: PART>", pointed_part),
    Rule("clock.definite", "THE <p: PART>", definite_part),
)
