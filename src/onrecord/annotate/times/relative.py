"""Rules for times counted from another: "last week", "two years ago", "the following day", "the end of the year"."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from onrecord.annotate.times import periods
from onrecord.annotate.times.grammar import Rule
from onrecord.annotate.times.reading import (
    CLOCK_UNITS,
    GRANULARITY,
    Basis,
    Found,
    Reading,
    dated,
    lasting,
    length,
    vague,
)
from onrecord.annotate.times.scene import NEAR, STEPS, Hit, fine_enough

if TYPE_CHECKING:
    from datetime import date

COUNT = "(?: NUM | DAY | AN | SOME )"
DEFINITE_PREPOSITIONS = frozenset("of in for during by to this throughout over within until before".split())
FORWARD = frozenset({"later", "after", "hence", "from now", "ahead"})
FREE = frozenset({"earlier", "later", "before", "after"})
SPANNED = frozenset("over during within in for throughout".split())
# "the same day" is the day of something told before, which need not be the day of the report.
SAME = frozenset({"same", "that", "that same"})
CLOSELY_COUNTED = frozenset({"day", "week", "fortnight", "weekend"})
ANAPHORIC = frozenset("previous preceding prior following ensuing subsequent same that".split())


def pointed(hit: Hit) -> Reading | None:
    """Read "last week", "next month", "this year", "the following day", "that quarter"."""
    unit, word = hit.value("u"), hit.group("r")[-1]
    if unit in CLOCK_UNITS or unit in {"weekend", "fortnight"}:
        return None
    if _is_length(hit):
        return stretch(hit, 1, unit, back=word.kind == "LAST")
    if word.value == "current" and unit == "day":
        return vague("PRESENT_REF")
    anchor = _anchor(hit, word.lower, unit)
    if anchor is None:
        return Reading("DATE", periods.Period(_open_value(word.kind, unit), "vague"))
    if word.kind == "LATEST":
        return _latest(hit, unit, *anchor)
    return _stepped(anchor[0], unit, STEPS[word.kind], anchor[1])


def _is_length(hit: Hit) -> bool:
    """Return whether a stretch up to now or from now is meant: "the past year", "over the next decade"."""
    words = hit.group("r")
    if words[-1].value == "past":
        return words[0].kind != "THIS"
    return words[-1].value == "deictic" and hit.previous() in SPANNED and hit.kinds()[0] == "THE"


def stretch(hit: Hit, count: int, unit: str, *, back: bool) -> Reading:
    """Return the length that ends (or begins) on the publication date: "the past five years"."""
    published = hit.scene.published
    if published is None or (not back and hit.scene.sure_direction(hit.first, hit.last) == "past"):
        return lasting(count, unit)
    ends = sorted((published, periods.shift(published, unit, -count if back else count)))
    edtf = f"{ends[0]}/{ends[1]}"
    period = periods.Period(length(count, unit), GRANULARITY[unit], edtf, ends[0], ends[1])
    return Reading("DURATION", period, "published")


def _anchor(hit: Hit, word: str, unit: str) -> tuple[date, Basis] | None:
    if word in SAME:
        known = hit.scene.anchor(hit.first, unit)
        return known if known and known[1] == "context" else None
    if word in ANAPHORIC:
        return hit.scene.anchor(hit.first, unit)
    if word == "next" and hit.kinds()[0] == "THE" and hit.direction() != "future":
        known = hit.scene.anchor(hit.first, unit)
        return known if known and known[1] == "context" else None
    return (hit.scene.published, "published") if hit.scene.published else None


def _latest(hit: Hit, unit: str, when: date, basis: Basis) -> Reading | None:
    known = hit.scene.reference(hit.first, "quarter") if unit == "quarter" else None
    return dated(known.reading.period, "context") if known else _stepped(when, unit, -1, basis)


def _open_value(kind: str, unit: str) -> str:
    open_units = {"year": "XXXX", "month": "XXXX-XX", "week": "XXXX-WXX", "quarter": "XXXX-QX", "day": "XXXX-XX-XX"}
    refs = {"LAST": "PAST_REF", "NEXT": "FUTURE_REF", "THIS": "PRESENT_REF", "LATEST": "PAST_REF"}
    return open_units.get(unit, refs.get(kind, ""))


def _stepped(when: date, unit: str, step: int, basis: Basis) -> Reading | None:
    period = periods.containing(periods.shift(when, unit, step), unit) if unit != "fortnight" else None
    return dated(period, basis) if period else None


def definite(hit: Hit) -> Reading | None:
    """Read "the quarter", "the year", "the weekend": the one spoken of, where the words before make it a time."""
    unit = hit.value("u")
    if unit == "weekend":
        return _weekend(hit)
    if unit not in {"quarter", "year", "month", "week"} or hit.scene.kind(hit.last) in {"POSS", "DASH", "AGO"}:
        return None
    known = hit.scene.reference(hit.first, unit)
    if unit == "quarter" and known:
        return Reading("DATE", known.reading.period, "context")
    if hit.previous() not in DEFINITE_PREPOSITIONS or hit.scene.kind(hit.last) == "OF":
        return None
    return lasting(1, unit) if unit == "year" and hit.next() == "ended" else _present(hit, unit)


def _present(hit: Hit, unit: str) -> Reading | None:
    """Place a unit on the publication date; a quarter told of in the past is the one before."""
    published = hit.scene.published
    if published is None:
        return Reading("DATE", periods.Period(_open_value("THIS", unit), "vague"))
    over = unit == "quarter" and hit.direction() == "past"
    return _stepped(published, unit, -1 if over else 0, "published")


def _weekend(hit: Hit) -> Reading | None:
    """The weekend nearest in the direction the clause points to."""
    published = hit.scene.published
    if hit.previous() not in {"over", "during", "on", "at", "this", "for", "of", "through", "late", "early"}:
        return None
    if published is None:
        return Reading("DATE", periods.Period("XXXX-WXX-WE", "day"))
    ahead = hit.direction() == "future"
    back = timedelta(days=7 if not ahead and published.isoweekday() < 6 else 0)
    return dated(periods.weekend(published - back), "published")


def weekend(hit: Hit) -> Reading | None:
    """Read "last weekend", "this weekend", "next weekend"."""
    published = hit.scene.published
    if hit.value("u") != "weekend":
        return None
    if published is None:
        return Reading("DATE", periods.Period("XXXX-WXX-WE", "day"))
    step = hit.group("r")[-1].kind
    if step == "LAST":
        return dated(periods.weekend(published - timedelta(days=7)), "published")
    if step == "NEXT":
        return dated(periods.weekend(published + timedelta(days=7)), "published")
    ahead = hit.direction() != "past" or published.isoweekday() >= 6
    return dated(periods.weekend(published - timedelta(days=0 if ahead else 7)), "published")


def ago(hit: Hit) -> Reading | None:
    """Read "two weeks ago", "a year earlier", "three days later", "the day before", "years ago"."""
    unit, word = hit.value("u"), hit.group("w")[0].lower
    forward = word in FORWARD
    if (word in {"before", "after"} and not _stands_alone(hit)) or not _is_counted(hit, word):
        return None
    single = hit.group("n") and hit.group("n")[0].kind in {"AN", "THE"}
    count = 1 if single else hit.value("n")
    if not isinstance(count, int):
        return vague("FUTURE_REF" if forward else "PAST_REF")
    if unit in CLOCK_UNITS:
        return _hours(hit, word)
    return _counted(hit, unit, count if forward else -count, word)


def _is_counted(hit: Hit, word: str) -> bool:
    """Return whether the words before the unit can count it: "years ago" and "the day before", not "year later"."""
    if hit.previous() == "half":
        return False
    if not hit.group("n"):
        return hit.group("u")[0].kind == "UNITS"
    return hit.group("n")[0].kind != "THE" or (word in {"before", "after"} and hit.group("u")[0].kind == "UNIT")


def _stands_alone(hit: Hit) -> bool:
    """Return whether "a day after" is followed by nothing it could count from."""
    return hit.scene.kind(hit.last) in {"STOP", "COMMA"}


def _hours(hit: Hit, word: str) -> Reading | None:
    published = hit.scene.published
    if word != "ago" or published is None:
        return vague("PAST_REF" if word in {"ago", "earlier", "before"} else "FUTURE_REF")
    return Reading("TIME", periods.day(published), "published")


def _counted(hit: Hit, unit: str, count: int, word: str) -> Reading | None:
    reference = None if word in {"ago", "hence", "from now"} else hit.scene.reference(hit.first)
    known = hit.scene.reference(hit.first, "quarter") if unit == "year" and word in {"ago", "earlier"} else None
    if known and known.reading.period.first and hit.first - known.last < NEAR:
        shifted = periods.shift(known.reading.period.first, unit, count)
        return dated(periods.containing(shifted, "quarter") or known.reading.period, "context")
    if word in FREE and unit in CLOSELY_COUNTED and _floats(hit, reference):
        return vague("PAST_REF" if count < 0 else "FUTURE_REF")
    if reference and reference.reading.period.first:
        return _from_reference(reference, unit, count)
    published = hit.scene.published
    if published is None:
        return vague("PAST_REF" if count < 0 else "FUTURE_REF")
    return _at(periods.shift(published, unit, count), unit, "published")


def _floats(hit: Hit, reference: Found | None) -> bool:
    """Return whether "two days later" has no day to count from nearby, or compares with a plan ("than expected")."""
    if reference is None or hit.next() == "than":
        return True
    return not hit.scene.is_close(reference, hit.first)


def _from_reference(reference: Found, unit: str, count: int) -> Reading | None:
    period = reference.reading.period
    if period.first is None or not fine_enough(period, unit):
        return vague("PAST_REF" if count < 0 else "FUTURE_REF")
    shifted = periods.shift(period.first, unit, count)
    if period.granularity == "day" and unit in {"day", "week", "year"}:
        return dated(periods.day(shifted), "context")
    if period.granularity in {"month", "quarter"} and unit == "year":
        same = periods.containing(shifted, period.granularity)
        return dated(same, "context") if same else None
    return _at(shifted, unit, "context")


def _at(when: date, unit: str, basis: Basis) -> Reading | None:
    """Place a day reached by counting: as fine as the unit that was counted in."""
    period = periods.containing(when, "week" if unit in {"fortnight", "weekend"} else unit)
    return dated(period, basis) if period else None


def year_ago_period(hit: Hit) -> Reading | None:
    """Read "the year-earlier quarter", "the year-ago period": the stretch spoken of, one year back."""
    if hit.value("y") != "year":
        return None
    known = hit.scene.reference(hit.first, "quarter", "month", "year")
    unit = hit.value("u")
    if known is None or known.reading.period.first is None:
        published = hit.scene.published
        if published is None or unit != "quarter":
            return vague("PAST_REF")
        return dated(periods.quarter_of(periods.shift(published, "month", -15)), "published")
    shifted = periods.shift(known.reading.period.first, "year", -1)
    target = unit if unit in {"quarter", "month", "year"} else known.reading.period.granularity
    period = periods.containing(shifted, target)
    return dated(period, "context") if period else None


def within(hit: Hit) -> Reading | None:
    """Read "later in the day", "earlier in the year": the whole stretch."""
    anchor = hit.scene.anchor(hit.first, hit.value("u"))
    if anchor is None or hit.value("u") in CLOCK_UNITS:
        return None
    return _stepped(anchor[0], hit.value("u"), 0, anchor[1])


def year_end(hit: Hit) -> Reading | None:
    """Read "year-end", "mid-year", "the turn of the year"."""
    unit = hit.value("u")
    which = hit.value("e")
    if unit not in {"year", "month", "week", "quarter"}:
        return None
    published = hit.scene.published
    if published is None:
        return Reading("DATE", periods.Period(_open_value("THIS", unit), "vague"))
    period = periods.containing(published, unit)
    return dated(edge(period, which), "published") if period else None


def edge(whole: periods.Period, which: str) -> periods.Period:
    """Narrow a period to its beginning, middle or end: the outermost month of a year, ten days of a month."""
    if whole.first is None or whole.last is None or which == "mid":
        return periods.part(whole, "mid") if whole.first else whole
    if whole.granularity == "year" and whole.first.year == whole.last.year:
        chosen = periods.month(whole.first.year, 1 if which == "early" else 12)
        return periods.Period(whole.value, "year", chosen.edtf, chosen.first, chosen.last)
    return periods.part(whole, which)


POINTER = "(?: LAST | NEXT | THIS | THAT | LATEST )"
RULES = (
    Rule("relative.unit", f"THE? <r: (?: THIS )? {POINTER}> (?: FISCAL )? <u: UNIT>", pointed),
    Rule("relative.weekend", f"THE? <r: (?: THIS )? {POINTER}> <u: UNIT>", weekend),
    Rule("relative.definite", "THE <u: UNIT>", definite),
    Rule("relative.ago", f"(?: ABOUT? <n: {COUNT} | THE> MORE? )? <u: UNIT | UNITS> <w: AGO | WITHIN_IT>", ago),
    Rule("relative.ago.or_so", f"<n: {COUNT}> <u: UNIT | UNITS> OR SO <w: AGO | WITHIN_IT>", ago),
    Rule(
        "relative.year_ago",
        "(?: THE )? (?: OTHER )? <y: UNIT> DASH (?: AGO | WITHIN_IT ) ORD? (?: <u: UNIT | PERIOD> )?",
        year_ago_period,
    ),
    Rule("relative.within", "WITHIN_IT THE <u: UNIT>", within),
    Rule("relative.year_end", "<u: UNIT> DASH? <e: EDGE>", year_end),
    Rule("relative.mid_year", "<e: EARLY> DASH <u: UNIT>", year_end),
)
