"""Rules for years and what is made of them or divides them: decades, centuries, halves, quarters, seasons."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from onrecord.annotate.times import guards, periods
from onrecord.annotate.times.dates import YEARISH
from onrecord.annotate.times.grammar import Rule
from onrecord.annotate.times.reading import Basis, Reading, dated, repeated

if TYPE_CHECKING:
    from datetime import date

    from onrecord.annotate.times.scene import Hit

FRESH = timedelta(days=100)  # how long a quarter just over is still the one spoken of
MAX_RUN = 120  # years a written range may span


def year(hit: Hit) -> Reading | None:
    """Read a bare year."""
    if "THE" not in hit.kinds() and not guards.is_year(hit):
        return None
    return dated(periods.year(hit.value("y")))


def year_in_words(hit: Hit) -> Reading | None:
    """Read "the year two thousand"."""
    if not 1000 <= hit.value("n") < 2200:
        return None
    return dated(periods.year(int(hit.value("n"))))


def year_range(hit: Hit) -> Reading | None:
    """Read "2023-24", "2014-2016", "from 2014 to 2016"; 2014-08 is a month."""
    first, second = hit.value("y"), hit.token("z")
    joined = hit.group("j")[0].kind
    if second is None or not guards.is_year(hit):
        return None
    last = second.value
    if len(second.lower) == 2:
        if second.lower[0] == "0" and 1 <= last <= 12 and last <= first % 100 and joined == "DASH":
            return dated(periods.month(first, last))
        last += first - first % 100 if last > first % 100 else first - first % 100 + 100
    if joined in {"TO", "AND", "THROUGH", "UNTIL"} and hit.previous() not in {"from", "between", "("}:
        return None
    if not 0 < last - first <= MAX_RUN or (len(second.lower) == 2 and last - first > 60):
        return None
    return dated(periods.years(first, last))


def fiscal(hit: Hit) -> Reading | None:
    """Read a fiscal year: the value names it; where a state's fiscal year lies is not known, so no days are given."""
    number = hit.value("y")
    if number is None:
        now = hit.scene.published
        return Reading("DATE", periods.Period(f"{now.year}" if now else "XXXX", "year"))
    second = hit.token("z")
    if second is None:
        return Reading("DATE", periods.Period(f"{number}", "year"))
    last = second.value if second.value > 99 else number - number % 100 + second.value
    return Reading("DATE", periods.Period(f"{number}/{last}", "year"))


def decade(hit: Hit) -> Reading | None:
    """Read "the 1990s", "the '90s", "the early 1990s", "the nineties"."""
    token = hit.token("d")
    if token is None:
        return None
    digits = "".join(c for c in token.lower if c.isdigit())
    if token.kind == "DECADEWORD":
        start = 1900 + token.value
    elif len(digits) == 4:
        start = int(digits)
    else:
        if "THE" not in hit.kinds() and hit.value("m") is None and not token.lower.startswith("'"):
            return None
        start = 1900 + int(digits)
    whole = periods.century(start // 100 + 1) if digits.endswith("00") and start < 2000 else periods.decade(start)
    return dated(periods.part(whole, hit.value("m")) if hit.value("m") else whole)


def century(hit: Hit) -> Reading | None:
    """Read "the 19th century", "the 19th and 20th centuries"."""
    if hit.value("u") != "century" or not 0 < hit.value("o") <= 30:
        return None
    first = periods.century(hit.value("o"))
    if hit.token("p") is None:
        return dated(first)
    return dated(periods.between(first, periods.century(hit.value("p"))))


def quarter(hit: Hit) -> Reading | None:
    """Read "Q3 2024", "the third quarter of last year", "third-quarter"."""
    if hit.token("u") is not None and hit.value("u") != "quarter":
        return None
    if hit.kinds()[0] == "THE" and hit.kinds()[-2:] == ["DASH", "UNIT"]:
        return None
    number = hit.value("q")
    if not 1 <= number <= 4 or _is_sport(hit):
        return None
    return _of_year(hit, number, "Q")


def half(hit: Hit) -> Reading | None:
    """Read "the first half of 2024", "the second half of the year"."""
    named = hit.token("o")
    if named is None or hit.scene.kind(hit.last) == "OF":
        return None
    number = 2 if named.kind == "LAST" else named.value
    if not 1 <= number <= 2 or (not hit.group("y") and _is_sport(hit)):
        return None
    if not hit.group("y") and not (hit.previous() in {"in", "for", "during", "of"} and "THE" in hit.kinds()):
        return None
    if hit.next() == "hour":
        return None
    return _of_year(hit, number, "H")


def _of_year(hit: Hit, number: int, letter: str) -> Reading:
    """Place a quarter ("Q") or half ("H") in the year named, or in the nearest where it is past or lies ahead."""
    builder = periods.quarter if letter == "Q" else periods.half
    given = hit.year()
    if given is None and hit.group("y") and hit.scene.published:
        given = hit.scene.published.year, "published"
    if given is not None:
        return dated(builder(given[0], number), given[1])
    published = hit.scene.published
    context = hit.scene.context_year(hit.first)
    if context is not None:
        return dated(builder(context, number), "context")
    if published is None:
        return Reading("DATE", periods.Period(f"XXXX-{letter}{number}", "quarter"))
    return dated(_nearest_part(hit, published, number, letter), "published")


def _nearest_part(hit: Hit, published: date, number: int, letter: str) -> periods.Period:
    """Return the quarter or half under way or just over; one further off is decided by the tense."""
    builder = periods.quarter if letter == "Q" else periods.half
    options = [builder(published.year + n, number) for n in (-1, 0, 1)]
    for option in options:
        if option.first and option.last and option.first <= published <= option.last + FRESH:
            return option
    if hit.direction() == "future":
        return next(o for o in options if o.first and o.first > published)
    return [o for o in options if o.first and o.first <= published][-1]


def _is_sport(hit: Hit) -> bool:
    return hit.next() in {"goal", "finals", "final", "touchdown", "lead"}


def season(hit: Hit) -> Reading | None:
    """Read a season with its year or a pointing word: "summer of 1991", "last fall", "this winter"."""
    code, step = hit.value("s"), [t.kind for t in hit.group("r")]
    if _is_season_name(hit):
        return None
    if "EACH" in step:
        return repeated(f"XXXX-{code}")
    if hit.group("y"):
        given = hit.year()
        return dated(periods.season(given[0], code), given[1]) if given else Reading("DATE", periods.open_season(code))
    if not step and not _season_alone(hit):
        return None
    return _season(hit, code, next((s for s in step if s in {"LAST", "NEXT"}), step[-1] if step else None))


def _is_season_name(hit: Hit) -> bool:
    lists = hit.scene.lexicon.lists
    return hit.next() in lists["season_names_after"] or hit.previous() in lists["season_names_before"]


def _season_alone(hit: Hit) -> bool:
    """Return whether a season without a pointing word is a time: "in the spring", not "could fall"."""
    article = "THE" in hit.kinds()
    before = hit.previous()
    if hit.scene.tokens[hit.last - 1].lower == "fall" and (not article or hit.next() in {"of", "in"}):
        return False
    return before in {"in", "by", "during", "over", "through", "until", "since", "for", "throughout", "late", "early"}


def _season(hit: Hit, code: str, step: str | None) -> Reading:
    published = hit.scene.published
    if published is None:
        return Reading("DATE", periods.open_season(code))
    candidates = [periods.season(published.year + n, code) for n in (-2, -1, 0, 1)]
    basis: Basis = "published"
    toward = "past" if step == "LAST" else "future" if step == "NEXT" else hit.direction()
    if step in {"THIS", "THAT"} or toward is None:
        near = min(candidates, key=lambda c: abs((c.first - published).days) if c.first else 0)
        current = [c for c in candidates if c.first and c.last and c.first <= published <= c.last]
        return dated(current[0] if current else near, basis)
    if toward == "past":
        limit = [c for c in candidates if c.last and c.first and (c.last if step else c.first) < published]
        return dated(limit[-1], basis)
    return dated(next(c for c in candidates if c.last and c.last >= published), basis)


ITS_YEAR = "<y: (?: YEAR | THE? (?: LAST | NEXT | THIS | THAT )? YEARUNIT )>"
RULES = (
    Rule("year", "<y: YEAR>", year),
    Rule("year.named", "THE YEARUNIT <y: YEAR>", year),
    Rule("year.words", "THE YEARUNIT <n: NUM>", year_in_words),
    Rule(
        "year.range",
        "<y: YEAR> <j: DASH | SLASH | SPACED_DASH | TO | THROUGH | UNTIL | AND> <z: DAY | NUM | YEAR>",
        year_range,
    ),
    Rule("year.fiscal", "THE? FISCAL YEARUNIT? <y: YEAR> (?: (?: DASH | SLASH ) <z: DAY | NUM | YEAR> )?", fiscal),
    Rule("year.fiscal.this", "(?: THE (?: THIS | LATEST )? | THIS | LATEST ) FISCAL YEARUNIT", fiscal),
    Rule("decade", "THE? (?: <m: EARLY> DASH? )? <d: DECADE>", decade),
    Rule("decade.words", "(?: THE | THE? <m: EARLY> DASH? ) <d: DECADEWORD>", decade),
    Rule("century", "THE? <o: ORD> DASH? <u: UNIT>", century),
    Rule("century.two", "THE? <o: ORD> AND <p: ORD> <u: UNITS>", century),
    Rule("quarter.named", "<q: QUARTER> (?: (?: OF | COMMA )? <y: YEAR> )?", quarter),
    Rule("quarter", f"THE? FISCAL? <q: ORD> DASH? <u: UNIT> (?: OF? FISCAL? {ITS_YEAR} )?", quarter),
    Rule("quarter.after_year", f"THE? {YEARISH} POSS? FISCAL? <q: ORD> DASH? <u: UNIT>", quarter),
    Rule("half", f"THE? <o: ORD | LAST> DASH? HALF (?: OF {ITS_YEAR} )?", half),
    Rule("season", f"THE? <s: SEASON> (?: (?: OF | COMMA )? {YEARISH} )?", season),
    Rule("season.relative", "<r: THE? (?: LAST | NEXT | THIS | THAT | EACH ) (?: LAST | NEXT )?> <s: SEASON>", season),
)
