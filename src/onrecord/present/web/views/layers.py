"""A text with what was found in it drawn on: nested marks built from offsets.

Guarantees: every piece of the text is escaped and neutral on its own, and the pieces together are the text, code point
for code point, so that an offset in the page is an offset in the text; marks that cross are cut, never lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape

from onrecord.present.escaping import neutral

PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n\r]+)*")
# nested deeper, marks could no longer be told apart
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that belongs to a layer.

    layer    "party", "time", "said", "event", "relation", "evaluation" · look: the class that draws it
    record   id of the record it leads to; None where there is none to lead to
    title    what it stands for, in words
    anchor   whether the record leads back here
    """

    start: int
    end: int
    layer: str
    look: str
    record: str | None = None
    title: str = ""
    anchor: bool = False


class Paragraph(NamedTuple):
    """A stretch of text without blank lines: where it begins, and as markup."""

    at: int
    markup: Markup


def draw(text: str, marks: Iterable[Mark]) -> list[Paragraph]:
    """Return the paragraphs of a text with the marks drawn on them."""
    ordered = sorted(_within(marks, len(text)), key=lambda mark: (mark.start, -mark.end, mark.layer))
    drawn: set[str] = set()
    found: list[Paragraph] = []
    first = 0
    for match in PARAGRAPH.finditer(text):
        start, end = match.span()
        while first < len(ordered) and ordered[first].end <= start:
            first += 1
        here = [mark for mark in _until(ordered, first, end) if mark.end > start]
        markup = Markup("").join(_pieces(text, start, end, here, drawn))
        found.append(Paragraph(start, markup))
    return found


def _within(marks: Iterable[Mark], length: int) -> Iterator[Mark]:
    for mark in marks:
        if 0 <= mark.start < mark.end <= length:
            yield mark


def _until(ordered: Sequence[Mark], first: int, end: int) -> Iterator[Mark]:
    for mark in ordered[first:]:
        if mark.start >= end:
            return
        yield mark


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark], drawn: set[str]) -> Iterator[Markup]:
    """Yield the markup of one stretch; where a mark ends inside of another, the inner ones are closed and reopened."""
    stack: list[tuple[Mark, str]] = []
    waiting = list(reversed(marks))
    cuts = sorted({start, end, *(min(max(e, start), end) for mark in marks for e in (mark.start, mark.end))})
    for at, upto in zip(cuts, [*cuts[1:], end], strict=True):
        over = [place for place, (mark, _) in enumerate(stack) if mark.end <= at]
        if over:
            reopened = [mark for mark, _ in stack[over[0] :] if mark.end > at]
            while len(stack) > over[0]:
                yield Markup("</{}>").format(stack.pop()[1])
            for mark in reopened:
                yield _open(mark, stack, drawn)
        while waiting and waiting[-1].start <= at:
            mark = waiting.pop()
            if len(stack) < DEEPEST and mark.end > at:
                yield _open(mark, stack, drawn)
        yield shown(text[at:upto])
    while stack:
        yield Markup("</{}>").format(stack.pop()[1])


def _open(mark: Mark, stack: list[tuple[Mark, str]], drawn: set[str]) -> Markup:
    """Return the opening tag; a link cannot stand within a link, and an id stands once in a page."""
    linked = mark.anchor and mark.record is not None and all(name != "a" for _, name in stack)
    name = "a" if linked else "span"
    stack.append((mark, name))
    attributes = Markup(' class="m {}"').format(mark.look)
    if linked:
        attributes += Markup(' href="#r-{}"').format(mark.record)
    if mark.anchor and mark.record is not None and mark.record not in drawn:
        drawn.add(mark.record)
        attributes += Markup(' id="s-{}"').format(mark.record)
    if mark.record is not None:
        attributes += Markup(' data-r="{}"').format(mark.record)
    if mark.title:
        attributes += Markup(' title="{}"').format(neutral(mark.title))
    return Markup("<{}{}>").format(name, attributes)


def shown(text: str) -> Markup:
    """Return a piece of text as markup; a carriage return as a reference, since it would be read as a new line."""
    return escape(neutral(text)).replace("\r", Markup("&#13;"))
