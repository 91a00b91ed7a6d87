"""What a rule may ask while it reads: the tokens around it, the publication date, the times read before it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from onrecord.annotate.times import periods
from onrecord.annotate.times.lexicon import lexicon
from onrecord.annotate.times.reading import GRANULARITY, Basis, Found, Reading, dated
from onrecord.types.text import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from onrecord.annotate.times.tense import Tense
    from onrecord.annotate.times.tokens import TimeToken

CLOSE = 6  # tokens within which a bare year goes with a month
NEAR = 60  # tokens within which a year, or a time to count from, is taken over
COMPARED = ("relative.ago", "relative.year_ago")
SURE_DAYS = 60


class Scene:
    """A document while it is read, from left to right; `found` holds the times read so far."""

    def __init__(self, tokens: Sequence[TimeToken], published: date | None, tense: Tense) -> None:
        self.tokens = tokens
        self.published = published
        self.tense = tense
        self.found: list[Found] = []
        self.lexicon = lexicon()

    @cached_property
    def speaks_of_person_may(self) -> bool:
        """Return whether somebody named May occurs ("Theresa May", "Mrs. May"): the word is then rarely the month."""
        titles = self.lexicon.lists["person_titles"]
        names = [i for i, t in enumerate(self.tokens) if t.lower == "may"]
        before = [self.before(i, 2) if self.before(i) == "." else self.before(i) for i in names]
        return any(word in titles for word in before)

    def before(self, index: int, distance: int = 1) -> str:
        """Return the lower-case token before a token, "" at the beginning."""
        at = index - distance
        return self.tokens[at].lower if at >= 0 else ""

    def kind(self, index: int) -> str:
        """Return the kind of a token, "STOP" outside of the text."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else "STOP"

    def after(self, index: int) -> str:
        """Return the lower-case token at an index, "" behind the end."""
        return self.tokens[index].lower if index < len(self.tokens) else ""

    def direction(self, first: int, last: int) -> str | None:
        """Return "past" or "future" as the clause around the tokens has it, None where it does not tell."""
        return self.tense.direction(Span(self.tokens[first].start, self.tokens[last - 1].end), first, last)

    def sure_direction(self, first: int, last: int) -> str | None:
        """Return the direction only where it does not rest on cue words."""
        return self.tense.certain(Span(self.tokens[first].start, self.tokens[last - 1].end), first)

    def joined(self, index: int) -> str | None:
        """Return where the month lies that "and", "or" or a comma ties to the one at an index, None without one."""
        if not self.found or self.published is None:
            return None
        before = self.found[-1]
        gap = {t.kind for t in self.tokens[before.last : index]}
        first = before.reading.period.first
        if index - before.last > 2 or not gap or gap - {"AND", "OR", "COMMA"} or first is None:
            return None
        if before.reading.basis != "published" or not before.rule.startswith("date.month"):
            return None
        return "past" if first <= self.published else "future"

    def reference(self, index: int, *granularities: str) -> Found | None:
        """Return the nearest date before a token, of one of the granularities (any if none is given).

        What was itself counted back for comparison ("a year earlier") is passed over.
        """
        for found in reversed(self.found):
            if index - found.last > NEAR:
                return None
            if found.rule.startswith(COMPARED):
                continue
            if found.dated and (not granularities or found.reading.period.granularity in granularities):
                return found
        return None

    def anchor(self, index: int, unit: str) -> tuple[date, Basis] | None:
        """Return the day that "the following day" counts from: the date named before, else the publication date.

        None where the date named before is coarser than the unit counted in.
        """
        found = self.reference(index)
        if found and found.reading.period.first:
            return (found.reading.period.first, "context") if fine_enough(found.reading.period, unit) else None
        return (self.published, "published") if self.published else None

    def context_year(self, index: int) -> int | None:
        """Return a year written nearby that a month without one belongs to.

        With a publication date only a year of the same sentence counts.
        """
        for found in reversed(self.found):
            period = found.reading.period
            if index - found.last > NEAR or (self.published and self._parted(found.last, index)):
                break
            if found.reading.basis not in {"explicit", "context"} or not found.dated or period.first is None:
                continue
            written_out = period.granularity in {"day", "time", "month"}
            if written_out or (period.granularity == "year" and index - found.last <= CLOSE):
                return period.first.year
        return None

    def is_close(self, found: Found, index: int) -> bool:
        """Return whether a time stands in the sentence of a token or in the one before."""
        return sum(t.kind == "STOP" for t in self.tokens[found.last : index]) <= 1

    def _parted(self, first: int, last: int) -> bool:
        return any(t.kind == "STOP" for t in self.tokens[first:last])


class Hit:
    """A rule's pattern where it matched, with access to the tokens of its named groups."""

    def __init__(self, scene: Scene, match: re.Match[str]) -> None:
        self.scene = scene
        self._match = match
        self.first, self.last = match.span()

    def token(self, name: str) -> TimeToken | None:
        """Return the first token of a group, None where the group did not take part."""
        tokens = self.group(name)
        return tokens[0] if tokens else None

    def value(self, name: str) -> Any:
        """Return what the first token of a group stands for, None where the group did not take part."""
        token = self.token(name)
        return token.value if token else None

    def group(self, name: str) -> Sequence[TimeToken]:
        """Return all tokens of a group, none where the pattern has no such group or it did not take part."""
        if name not in self._match.re.groupindex:
            return ()
        start, end = self._match.span(name)
        return self.scene.tokens[start:end] if start >= 0 else ()

    def kinds(self) -> list[str]:
        """Return the kinds of all matched tokens."""
        return [t.kind for t in self.scene.tokens[self.first : self.last]]

    def previous(self, distance: int = 1) -> str:
        """Return the lower-case token before the match."""
        return self.scene.before(self.first, distance)

    def next(self, distance: int = 0) -> str:
        """Return the lower-case token behind the match."""
        return self.scene.after(self.last + distance)

    def direction(self) -> str | None:
        """Return the direction the clause around the match points to."""
        return self.scene.direction(self.first, self.last)

    def toward(self) -> str | None:
        """Return the direction of a month: that of the month it is joined to, of what it came after, or of its clause.

        What something followed upon lies back, but below a future verb it may lie ahead as well: the nearest is meant.
        """
        scene = self.scene
        if joined := scene.joined(self.first):
            return joined
        direction = scene.sure_direction(self.first, self.last) or self.direction()
        if scene.tense.follows_event(self.first):
            return None if direction == "future" else "past"
        return direction

    def year(self, name: str = "y") -> tuple[int, Basis] | None:
        """Return the year a group names ("2014", "last year"), None where it names none that can be known."""
        tokens = self.group(name)
        for token in tokens:
            if token.kind == "YEAR":
                return token.value, "explicit"
        step = next((STEPS[t.kind] for t in tokens if t.kind in STEPS), None)
        if step is None or self.scene.published is None:
            return None
        return self.scene.published.year + step, "published"

    def resolve_month(self, month: int, day: int | None) -> Reading:
        """Place a month, or a day of a month, written without its year; raises ValueError for no such day."""
        year = self.scene.context_year(self.first)
        basis: Basis = "context"
        if year is None and self.scene.published:
            sure = self.scene.sure_direction(self.first, self.last)
            near_enough = SURE_DAYS if day else 0 if sure else SURE_DAYS
            toward = self.toward()
            year, basis = nearest_year(self.scene.published, (month, day), toward, near_enough), "published"
        if year is None:
            period = periods.open_day(month, day) if day else periods.open_month(month)
            return Reading("DATE", period, "none", month, day)
        return Reading("DATE", month_or_day(year, month, day), basis, month, day)


FINENESS = ("time", "day", "week", "month", "quarter", "season", "year", "decade", "century")


def fine_enough(period: periods.Period, unit: str) -> bool:
    """Return whether a period is no coarser than a unit, so that counting in that unit from it means something."""
    limit = GRANULARITY.get(unit, "century")
    return period.granularity in FINENESS and FINENESS.index(period.granularity) <= FINENESS.index(limit)


STEPS = {"LAST": -1, "NEXT": 1, "THIS": 0, "THAT": 0, "LATEST": -1}


def month_or_day(year: int, month: int, day: int | None) -> periods.Period:
    """Return the day or, without a day, the month; raises ValueError for no such day."""
    if day is None:
        return periods.month(year, month)
    return periods.day(date(year, month, day))


def nearest_year(published: date, named: tuple[int, int | None], direction: str | None, near_enough: int) -> int:
    """Return the year in which a month or day lies, before, after or nearest to the publication date.

    What begins within `near_enough` days is meant, whatever the tense: writers add the year where they mean another.
    """
    month, day = named
    starts = [d for n in (-1, 0, 1) if (d := _start(published.year + n, month, day))]
    if not starts:
        raise ValueError(f"no day {day} in month {month}")
    near = min(starts, key=lambda d: abs((d - published).days))
    if direction is None or abs((near - published).days) <= near_enough:
        return near.year
    this_month = published.replace(day=1)
    if direction == "past":
        return max((d for d in starts if d <= published), default=near).year
    return min((d for d in starts if d >= (published if day else this_month)), default=near).year


def _start(year: int, month: int, day: int | None) -> date | None:
    try:
        return date(year, month, day or 1)
    except ValueError:
        return None


def explicit_or_nearest(hit: Hit, month: int, day: int | None) -> Reading | None:
    """Read a month or day with the year in group "y", or place it without; None for a day no such month has."""
    if not hit.group("y"):
        return hit.resolve_month(month, day)
    year = hit.year()
    if year is None:
        return Reading("DATE", periods.open_day(month, day) if day else periods.open_month(month))
    return dated(month_or_day(year[0], month, day), year[1])
