"""Quotations: stretches between quotation marks, paragraph by paragraph.

Marks read: "…" “…” „…“ ``…'' «…» and '…' ‘…’ where they are no apostrophes, feet or inches. A mark opens or closes
by what stands around it; inner quotations are recorded besides the outer ones.

Guarantees: quotations are ordered by start; each lies in one paragraph; linear time in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.types.text import Quotation, QuoteStyle, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

MARK = re.compile(r"``|''|[\"“”„‟«»‘’‚‛'`]")
BEFORE_OPENING = "([{<—–-/“\"‘'«„…|*•"
AFTER_CLOSING = ".,;:!?)]}…"
STOPS = ".!?…:"
APOSTROPHES = frozenset("'’‘`‛")
SINGLES = frozenset("'‘’‚‛`")
SIBILANTS = frozenset("sSzZxX")
DEEPEST = 6
WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Marks:
    """Where quotation marks of a document open and close, by offset; both offsets of a mark of two characters."""

    opening: set[int] = field(default_factory=set)
    closing: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Open:
    """A mark that opened and has not closed yet; `sure` is False where it may be an apostrophe."""

    at: int
    width: int
    style: QuoteStyle
    mark: str
    sure: bool = True
    continues: bool = False


def quotations_of(
    text: str, stretches: Iterable[Span], elisions: frozenset[str] = frozenset()
) -> tuple[tuple[Quotation, ...], Marks]:
    """Return the quotations within stretches of prose, given in text order, one a paragraph."""
    found: list[Quotation] = []
    marks = Marks()
    carried: QuoteStyle | None = None
    for stretch in stretches:
        scan = _Scan(text, stretch, elisions, marks)
        scan.run()
        carried = scan.join(carried)
        found.extend(scan.found)
    return tuple(found), marks


class _Scan:
    """One paragraph read from its first quotation mark to its last."""

    def __init__(self, text: str, stretch: Span, elisions: frozenset[str], marks: Marks) -> None:
        self.text, self.stretch, self.elisions, self.marks = text, stretch, elisions, marks
        self.found: list[Quotation] = []
        self.stack: list[_Open] = []
        self.stray: tuple[int, int] | None = None
        self.tokens = [(m.start(), m.group()) for m in MARK.finditer(text, stretch.start, stretch.end)]
        self.closers = self._possible_closers()

    def run(self) -> None:
        for index, (at, mark) in enumerate(self.tokens):
            if mark in SINGLES:
                self._single(index, at, mark)
            else:
                self._double(at, mark)
        while self.stack:
            self._abandon(self.stack.pop(), self.stretch.end)

    def join(self, carried: QuoteStyle | None) -> QuoteStyle | None:
        """Mark what is carried on from the paragraph before; return the style carried into the next, if any."""
        self.found.sort(key=lambda q: (q.span.start, -q.span.end))
        if carried and self.found and self.found[0].span.start == self.stretch.start:
            if self.found[0].style == carried:
                first = self.found[0]
                self.found[0] = Quotation(first.span, first.inner, first.style, first.closed, continues=True)
        elif carried == "double" and self.stray:
            at, width = self.stray
            self.marks.closing.update(range(at, at + width))
            start = self.stretch.start
            whole = Quotation(Span(start, at + width), Span(start, at), carried, continues=True)
            self.found.insert(0, whole)
        left = [q for q in self.found if not q.closed and q.span.end == self.stretch.end]
        return left[0].style if left else None

    # -- what stands around a mark

    def _before(self, at: int) -> str:
        return self.text[at - 1] if at > self.stretch.start else " "

    def _after(self, at: int) -> str:
        return self.text[at] if at < self.stretch.end else " "

    def _stopped_before(self, at: int) -> bool:
        """Return whether the last character before `at` that is no space ends a sentence."""
        while at > self.stretch.start and self.text[at - 1].isspace():
            at -= 1
        return at > self.stretch.start and self.text[at - 1] in STOPS

    def _may_open(self, at: int, width: int) -> bool:
        before, after = self._before(at), self._after(at + width)
        return (before.isspace() or before in BEFORE_OPENING) and not after.isspace() and after not in AFTER_CLOSING

    def _may_close(self, at: int, width: int) -> bool:
        return not self._before(at).isspace() and not self._after(at + width).isalnum()

    # -- double marks

    def _double(self, at: int, mark: str) -> None:
        width = len(mark)
        opened = next((o for o in reversed(self.stack) if o.style == "double"), None)
        may_open, may_close = self._may_open(at, width), self._may_close(at, width)
        if mark == "''" and opened is None and not may_open:
            return
        if self._is_opening(mark, opened, may_open=may_open, may_close=may_close):
            if opened is None and mark == '"' and self._before(at).isdigit():
                return
            self._open_double(at, mark, opened)
        elif opened is not None:
            self._close_double(at, width, opened)
        elif not self.found and self.stray is None and may_close and not self._before(at).isdigit():
            self.stray = (at, width)

    @staticmethod
    def _is_opening(mark: str, opened: _Open | None, *, may_open: bool, may_close: bool) -> bool:
        if mark in ("``", "„"):
            return True
        if mark == "“":
            # The German closing mark; also a slip of the keyboard.
            return opened is None or not (may_close and not may_open)
        if mark in ("”", "‟", "«", "»"):
            if mark == "«":
                return not (opened and opened.mark == "»")
            return opened is None and may_open and not may_close
        if opened is None:
            return may_open or not may_close
        return may_open and not may_close

    def _open_double(self, at: int, mark: str, opened: _Open | None) -> None:
        """Open a quotation.

        One still open ends unclosed where a sentence ended (then it is carried on: paragraphs run together),
        where both marks are straight, or where too many are open.
        """
        stopped = opened is not None and self._stopped_before(at)
        alike = opened is not None and mark == '"' == opened.mark
        if opened and (stopped or alike or len(self.stack) > DEEPEST):
            while self.stack and self.stack[-1] is not opened:
                self._abandon(self.stack.pop(), at)
            self._abandon(self.stack.pop(), at)
        self.stack.append(_Open(at, len(mark), "double", mark, continues=stopped))
        self.marks.opening.update(range(at, at + len(mark)))

    def _close_double(self, at: int, width: int, opened: _Open) -> None:
        while self.stack[-1] is not opened:
            self._abandon(self.stack.pop(), at)
        self._close(self.stack.pop(), at, width)

    # -- single marks, which are apostrophes as well

    def _single(self, index: int, at: int, mark: str) -> None:
        top = self.stack[-1] if self.stack else None
        if mark not in "‘‚`" and top and top.style == "single" and self._may_close(at, 1):
            if not self._is_possessive(index, at):
                self._close(self.stack.pop(), at, 1)
        elif mark != "’" and not (top and top.style == "single") and self._opens_single(index, at, mark):
            sure = mark in "‘‚" or at == self.stretch.start
            self.stack.append(_Open(at, 1, "single", mark, sure=sure))
            self.marks.opening.add(at)

    def _opens_single(self, index: int, at: int, mark: str) -> bool:
        if not self._may_open(at, 1) or self._is_elision(at):
            return False
        if self.closers[index + 1] < len(self.tokens):
            return True
        if mark in "‘‚":
            # Without a closing mark only where speech is likely: ‘Ali and ‘Abd al-Rahman are names.
            return at == self.stretch.start or self._lead(at) in ',:“"'
        return mark == "'" and at == self.stretch.start and self._after(at + 1).isupper()

    def _lead(self, at: int) -> str:
        while at > self.stretch.start and self.text[at - 1].isspace():
            at -= 1
        return self.text[at - 1]

    def _is_elision(self, at: int) -> bool:
        """Return whether a word has lost its front here: 'em, '90s, '14."""
        word = WORD.match(self.text, at + 1, min(at + 8, self.stretch.end))
        if word:
            return word.group() in self.elisions
        digits = self.text[at + 1 : min(at + 4, self.stretch.end)]
        return digits[:2].isdigit() and len(digits[:2]) == 2 and not digits[2:].isdigit()

    def _possible_closers(self) -> list[int]:
        """Return, for each mark, the index of the first mark from there on that may close a single quotation."""
        size = len(self.tokens)
        nearest = [size] * (size + 1)
        for index in range(size - 1, -1, -1):
            at, mark = self.tokens[index]
            closes = mark in APOSTROPHES and mark != "‘" and self._may_close(at, 1)
            nearest[index] = index if closes else nearest[index + 1]
        return nearest

    def _is_possessive(self, index: int, at: int) -> bool:
        """Return whether an apostrophe after s belongs to a plural: a better closing mark follows."""
        if self._before(at) not in SIBILANTS or not self._after(at + 1).isspace():
            return False
        if not self._after(at + 2).isalnum():
            return False
        later = self.closers[index + 1]
        if later >= len(self.tokens):
            return False
        place = self.tokens[later][0]
        if self._before(place) in SIBILANTS and self._after(place + 1).isspace():
            return False
        return not any(
            mark in SINGLES and self._may_open(start, 1)
            for start, mark in self.tokens[index + 1 : min(later, index + 9)]
        )

    # -- writing down

    def _close(self, opened: _Open, at: int, width: int) -> None:
        self.marks.closing.update(range(at, at + width))
        inner = Span(opened.at + opened.width, at)
        self.found.append(Quotation(Span(opened.at, at + width), inner, opened.style, continues=opened.continues))

    def _abandon(self, opened: _Open, end: int) -> None:
        """Record a quotation that never closed; a mark that may as well be an apostrophe is forgotten."""
        if not opened.sure:
            self.marks.opening.discard(opened.at)
            return
        inside = opened.at + opened.width
        while end > inside and self.text[end - 1].isspace():
            end -= 1
        whole, inner = Span(opened.at, end), Span(inside, end)
        self.found.append(Quotation(whole, inner, opened.style, closed=False, continues=opened.continues))
