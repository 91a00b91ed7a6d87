"""Rules for lengths of time, what is repeated, and what no calendar holds ("now", "recently", "the future")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.times.grammar import Rule
from onrecord.annotate.times.reading import CLOCK_UNITS, Reading, lasting, length, repeated, vague
from onrecord.annotate.times.relative import stretch

if TYPE_CHECKING:
    from onrecord.annotate.times.scene import Hit

COUNTS = "(?: NUM | DAY | YEAR | BIGNUM | SOME )"
BARE_PREPOSITIONS = frozenset(
    "for in within after over through of throughout during since last about almost nearly than a full half".split()
)
BEFORE_BARE_PLURAL = frozenset(
    "for in within after over through of throughout during take took taken takes spent".split()
)
SHORT_AGE = frozenset({"old", "olds", "-old"})


def counted(hit: Hit) -> Reading | None:
    """Read "three days", "about two years", "a three-day", "two decades"; ages are left out."""
    unit, count = hit.value("u"), _count(hit)
    if count is None or _is_age(hit) or (unit == "quarter" and "DASH" in hit.kinds() and hit.kinds()[-1] == "UNITS"):
        return None
    if hit.token("u") is not None and unit == "second" and hit.kinds()[-1] == "UNIT":
        return None
    if hit.kinds()[-1] == "UNIT" and "DASH" not in hit.kinds() and isinstance(count, int) and count > 1:
        following = hit.scene.tokens[hit.last] if hit.last < len(hit.scene.tokens) else None
        if following is None or following.kind != "OTHER" or not following.lower.isalpha():
            return None
    return _with_unit(count, unit)


def _with_unit(count: float | str, unit: str) -> Reading | None:
    if unit == "weekend":
        return None
    return lasting(count, unit)


def _count(hit: Hit) -> float | str | None:
    token = hit.token("n")
    if token is None:
        return None
    if token.kind == "BIGNUM":
        return float(token.lower.replace(",", ""))
    if token.kind == "SOME":
        return "X"
    value: float = token.value
    return int(value) if float(value).is_integer() else value


def _is_age(hit: Hit) -> bool:
    following = hit.next(1) if hit.next() == "-" else hit.next()
    return following in SHORT_AGE


def single(hit: Hit) -> Reading | None:
    """Read "a year" as a length where the words before it make it one, else as a rate or nothing."""
    unit = hit.value("u")
    if _is_age(hit) or hit.next() in {"-", "of", "ago", "earlier", "later", "hence", "from now"}:
        return None
    if "ABOUT" in hit.kinds() or hit.previous() in BARE_PREPOSITIONS:
        return _with_unit(1, unit)
    return None


def and_a_half(hit: Hit) -> Reading | None:
    """Read "a year and a half"."""
    return _with_unit(1.5, hit.value("u"))


def half_unit(hit: Hit) -> Reading | None:
    """Read "half-year", "half a century"."""
    unit = hit.value("u")
    whole = {
        "year": (6, "month"),
        "century": (50, "year"),
        "decade": (5, "year"),
        "hour": (30, "minute"),
        "day": (12, "hour"),
    }
    return lasting(*whole[unit]) if unit in whole and not _is_age(hit) else None


def bare_plural(hit: Hit) -> Reading | None:
    """Read "for years", "within days", "weeks of": an open number of units."""
    unit = hit.value("u")
    if hit.previous() not in BEFORE_BARE_PLURAL and hit.next() != "of":
        return None
    if unit in {"quarter", "weekend", "second"} or _is_age(hit):
        return None
    return lasting("X", unit)


def spanning(hit: Hit) -> Reading | None:
    """Read "the past five years", "the next decade", "the coming days": a length tied to the publication date."""
    unit, pointer = hit.value("u"), hit.group("r")[-1]
    count = _count(hit) if hit.token("n") else "X"
    if count is None or unit == "weekend":
        return None
    if not isinstance(count, int) or unit in CLOCK_UNITS or pointer.value == "anaphoric":
        return lasting(count, unit)
    return stretch(hit, count, unit, back=pointer.kind == "LAST")


def recent(hit: Hit) -> Reading | None:
    """Read "recent years", "recent weeks and months"."""
    return lasting("X", hit.value("u")) if len(hit.group("u")) == 1 else vague("PAST_REF")


def part_of_run(hit: Hit) -> Reading | None:
    """Read "the first nine months", "the first hours": a length at one end of something."""
    unit = hit.value("u")
    count = _count(hit) if hit.token("n") else "X"
    return _with_unit(count, unit) if count is not None and unit != "quarter" else None


def every(hit: Hit) -> Reading | None:
    """Read "every year", "each month", "every two weeks", "every other day"."""
    unit, count = hit.value("u"), hit.value("n")
    each = hit.value("e")
    if unit == "weekend":
        return repeated("XXXX-WXX-WE")
    if hit.token("n") is not None and hit.group("n")[0].kind == "ORD":
        return repeated(length(count, unit))
    number = count if isinstance(count, int) else 2 if each == "other" else 1
    return repeated(f"P{'T' if unit in CLOCK_UNITS else ''}{number}Q" if unit == "quarter" else length(number, unit))


def every_part(hit: Hit) -> Reading | None:
    """Read "every morning"."""
    code = hit.value("p")
    return repeated(f"XXXX-XX-XXT{code}")


def frequency(hit: Hit) -> Reading | None:
    """Read "daily", "annually"; inside a name ("the Daily Mail") it is none."""
    token = hit.token("f")
    if token and token.capital and hit.scene.kind(hit.first - 1) != "STOP" and hit.first:
        return None
    return repeated(hit.value("f"))


def times_a(hit: Hit) -> Reading | None:
    """Read "twice a week", "three times a year"; the value is the stretch they recur in."""
    return repeated(length(1, hit.value("u")))


def vague_word(hit: Hit) -> Reading | None:
    """Read "now", "recently", "the past", "the future"."""
    token = hit.token("v")
    following = hit.next()
    if token is None:
        return None
    if token.lower in {"the future", "the distant future"} and following == "of":
        return None
    if token.lower == "now" and following == "-":
        return None
    return vague(token.value)


def _goes_on(hit: Hit) -> bool:
    kind = hit.scene.kind(hit.last)
    return kind in {"UNIT", "UNITS", "NUM", "DAY", "SOME", "SEASON", "HALF", "MONTH", "WEEKDAY"}


def the_past(hit: Hit) -> Reading | None:
    """Read "in the past"."""
    if hit.value("r") != "past" or hit.previous() not in {"in", "of", "from", "than", "with", "to"} or _goes_on(hit):
        return None
    return vague("PAST_REF")


RULES = (
    Rule("length.counted", f"<n: {COUNTS}> DASH? MORE? <u: UNITS>", counted),
    Rule("length.counted.of", "ORD? <n: SOME> OF? <u: UNITS>", counted),
    Rule("length.tied", "<n: (?: NUM | DAY | SOME )> DASH? <u: UNIT> (?: DASH LONG )?", counted),
    Rule("length.single", "ABOUT? AN MORE? <u: UNIT>", single),
    Rule("length.single.and_half", "AN <u: UNIT> AND AN HALF", and_a_half),
    Rule("length.half", "(?: AN )? HALF DASH? (?: AN )? <u: UNIT>", half_unit),
    Rule("length.bare", "<u: UNITS>", bare_plural),
    Rule(
        "length.long",
        "<u: UNIT | UNITS> DASH LONG",
        lambda hit: lasting("X" if hit.kinds()[0] == "UNITS" else 1, hit.value("u")),
    ),
    Rule("length.spanning", f"(?: THE )? <r: THIS? (?: LAST | NEXT )> (?: <n: {COUNTS}> )? MORE? <u: UNITS>", spanning),
    Rule("length.spanning.counted", f"THE <n: {COUNTS}> <u: UNITS>", counted),
    Rule(
        "length.spanning.ahead",
        "THE <u: UNITS> AGO",
        lambda hit: lasting("X", hit.value("u")) if hit.scene.after(hit.last - 1) == "ahead" else None,
    ),
    Rule("length.first", f"THE? ORD (?: <n: {COUNTS}> ) <u: UNITS>", part_of_run),
    Rule("length.recent", "(?: THE )? RECENT <u: UNITS> (?: AND UNITS )?", recent),
    Rule("set.every", "<e: EACH> (?: <n: NUM | DAY | ORD | SOME> )? <u: UNIT | UNITS>", every),
    Rule("set.every_part", "EACH <p: PART>", every_part),
    Rule("set.frequency", "<f: FREQ>", frequency),
    Rule("set.times", "(?: (?: NUM | DAY | SOME )? TIMES ) (?: AN | EACH ) <u: UNIT>", times_a),
    Rule("vague.word", "<v: VAGUE>", vague_word),
    Rule("vague.past", "THE <r: LAST>", the_past),
)
