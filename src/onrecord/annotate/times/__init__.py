"""Find the times a text names, and say which days they are.

`find_times` is a grammar over words, built from `lexicons/en/times.yml`; each rule module holds rules of one kind.
It reads from left to right; what is relative counts from the publication date or the time named before.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from onrecord.annotate.times import clock, dates, lengths, relative, years
from onrecord.annotate.times.grammar import candidates
from onrecord.annotate.times.merge import combined, widened, with_day_part
from onrecord.annotate.times.reading import Found
from onrecord.annotate.times.scene import Hit, Scene
from onrecord.annotate.times.tense import Tense
from onrecord.annotate.times.tokens import kinds, may_name_time, tokenise
from onrecord.types.annotation import TimeExpression
from onrecord.types.text import Span

if TYPE_CHECKING:
    from datetime import date

    from onrecord.annotate.times.grammar import Candidate, Rule
    from onrecord.types.syntax import Syntax

__all__ = ["find_times"]


def find_times(text: str, published: date | None, syntax: Syntax | None = None) -> tuple[TimeExpression, ...]:
    """Return the times a text names, in order, without overlap.

    Spans are code points of `text`. Weekdays, months without a year and relative terms are counted from `published`;
    without it they have no days (basis "none") unless the text names the year nearby (basis "context").
    `syntax` helps to tell past from future; without it cue words decide. Never raises for any text.
    """
    if not may_name_time(text):
        return ()
    tokens = tokenise(text)
    scene = Scene(tokens, published, Tense(tokens, syntax))
    for candidate in candidates(_rules(), kinds(tokens)):
        _take(scene, candidate)
    return tuple(_expression(scene, found) for found in _merged(scene))


@cache
def _rules() -> tuple[Rule, ...]:
    return (*dates.RULES, *years.RULES, *relative.RULES, *clock.RULES, *lengths.RULES)


def _take(scene: Scene, candidate: Candidate) -> None:
    """Read a candidate and keep it, unless it overlaps with one already kept or is no time after all."""
    hit = Hit(scene, candidate.match)
    if scene.found and hit.first < scene.found[-1].last:
        return
    try:
        reading = candidate.rule.read(hit)
    except (ValueError, OverflowError):
        return
    if reading is None:
        return
    found = Found(hit.first, hit.last, reading, candidate.rule.id)
    scene.found.append(with_day_part(scene, found))


def _merged(scene: Scene) -> list[Found]:
    """Return the readings with their neighbouring words and with one another, where they name one time."""
    out: list[Found] = []
    for found in scene.found:
        current = widened(scene, found)
        if out and current.first < out[-1].last:
            current = replace(current, first=found.first)
        while out and (joint := combined(scene, out[-1], current)):
            current = joint
            out.pop()
        out.append(current)
    return out


def _expression(scene: Scene, found: Found) -> TimeExpression:
    reading, period = found.reading, found.reading.period
    return TimeExpression(
        span=Span(scene.tokens[found.first].start, scene.tokens[found.last - 1].end),
        kind=reading.kind,
        value=period.value,
        rule="time." + found.rule,
        edtf=period.edtf,
        first=period.first,
        last=period.last,
        granularity=period.granularity,
        basis=reading.basis,
    )
