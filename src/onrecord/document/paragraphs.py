"""Paragraphs: blank-line separated, newline separated, or hard-wrapped.

Guarantees: spans in order, not overlapping, without white space at their ends, and together they hold every
character that is not white space. Linear time.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from onrecord.types.text import Span

WIDEST_WRAP = 110
NARROWEST_WRAP = 40
# Of the line breaks within blocks, how many must lie where the next word no longer fitted.
WRAPPED_SHARE = 0.75
BULLET = re.compile(r"(?:[•·▪◦‣●○■►*]|[-–—]|\(?\d{1,2}[.)]|[a-z]\))[ \t]+\S")
STOPS = ".!?…:;\"”’'"


class Line(NamedTuple):
    """One line without its end and without white space at its ends; `indent` is what stood before it."""

    span: Span
    indent: int


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text."""
    blocks = _blocks(text)
    width = _wrap_width(text, blocks)
    return tuple(span for block in blocks for span in _split(text, block, width))


def _blocks(text: str) -> list[list[Line]]:
    """Return runs of lines between blank lines."""
    blocks: list[list[Line]] = []
    at, fresh = 0, True
    for raw in text.splitlines(keepends=True):
        bare = raw.strip()
        if bare:
            indent = len(raw) - len(raw.lstrip())
            if fresh:
                blocks.append([])
            blocks[-1].append(Line(Span(at + indent, at + indent + len(bare)), indent))
        fresh = not bare
        at += len(raw)
    return blocks


def _wrap_width(text: str, blocks: list[list[Line]]) -> int | None:
    """Return the width the text was wrapped to, or None where its lines are paragraphs.

    A wrapped line ends where the next word would not have fitted; lines that are paragraphs end anywhere.
    """
    breaks = [(a, b) for block in blocks for a, b in pairwise(block) if b.indent <= a.indent]
    lengths = sorted(_reach(line) for block in blocks if len(block) > 1 for line in block)
    if not breaks or not NARROWEST_WRAP <= lengths[-1] <= WIDEST_WRAP:
        return None
    width = lengths[-1]
    full = sum(_is_full(text, a, b, width) for a, b in breaks)
    stopped = sum(text[a.span.end - 1] in STOPS for a, _ in breaks)
    if full >= WRAPPED_SHARE * len(breaks) and 2 * stopped <= len(breaks):
        return width
    return None


def _reach(line: Line) -> int:
    return line.indent + line.span.end - line.span.start


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    first = text[following.span.start : following.span.start + WIDEST_WRAP].split(maxsplit=1)[0]
    return _reach(line) + 1 + len(first) > width - 4


def _split(text: str, block: list[Line], width: int | None) -> list[Span]:
    found = [block[0].span]
    for line, following in pairwise(block):
        if _breaks(text, line, following, width):
            found.append(following.span)
        else:
            found[-1] = Span(found[-1].start, following.span.end)
    return found


def _breaks(text: str, line: Line, following: Line, width: int | None) -> bool:
    """Return whether a new paragraph begins at the following line."""
    if BULLET.match(text, following.span.start):
        return True
    stopped = text[line.span.end - 1] in STOPS
    goes_on = not stopped and text[following.span.start].islower()
    if width is None:
        return not goes_on
    if following.indent > line.indent + 1:
        return True
    return not goes_on and not _is_full(text, line, following, width) and _reach(line) < 0.8 * width
