"""From tokens to spans: parts of a content, trimmed of what belongs to the sentence around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.quoted import is_word
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.syntax import Token
    from onrecord.types.text import Quotation

OPENING = frozenset("([{")
CLOSING = {")": "(", "]": "[", "}": "{"}


def parts(reading: Reading, indices: Iterable[int]) -> tuple[Span, ...]:
    """Return the tokens as spans, one for each unbroken run, trimmed at both ends; runs without words are dropped."""
    tokens = reading.syntax.tokens
    runs: list[list[Token]] = []
    for i in sorted(set(indices)):
        if runs and runs[-1][-1].i == i - 1:
            runs[-1].append(tokens[i])
        else:
            runs.append([tokens[i]])
    found = []
    for run in runs:
        kept = trim(run)
        if any(is_word(t) for t in kept):
            found.append(widen(reading, kept))
    return tuple(found)


def trim(run: Sequence[Token]) -> list[Token]:
    """Cut punctuation off both ends of a run; a bracket or mark that has its partner inside is kept."""
    kept = list(run)
    while kept and not is_word(kept[0]) and not (kept[0].text in OPENING and _closes(kept)) and kept[0].tag != "$":
        kept.pop(0)
    while kept and not is_word(kept[-1]) and not (kept[-1].text in CLOSING and _opens(kept)) and kept[-1].text != "%":
        kept.pop()
    return kept


def _closes(run: Sequence[Token]) -> bool:
    return any(t.text in CLOSING for t in run[1:])


def _opens(run: Sequence[Token]) -> bool:
    return any(t.text == CLOSING[run[-1].text] for t in run[:-1])


def widen(reading: Reading, run: Sequence[Token]) -> Span:
    """Return the run's span, taken out to the quotation marks where it begins or ends with a quotation's words.

    A mark is left out where its partner stands in the same sentence but outside of the run.
    """
    start, end = run[0].start, run[-1].end
    sentence = reading.syntax.sentence_of(run[0]).span
    first, last = reading.quoted.around(run[0]), reading.quoted.around(run[-1])
    text = reading.document.text
    ends = last is not None and not _has_word(text[end : last.span.end])
    if first is not None and not _has_word(text[first.span.start : start]):
        closed = (last is first and ends) or end >= first.span.end or _leaves(first, sentence)
        start = max(first.span.start, sentence.start) if closed else start
    if last is not None and ends and start <= max(last.span.start, sentence.start):
        end = min(last.span.end, sentence.end)
    return Span(start, end)


def _leaves(quotation: Quotation, sentence: Span) -> bool:
    return quotation.span.end > sentence.end


def _has_word(text: str) -> bool:
    return any(c.isalnum() for c in text)


def whole_quotation(reading: Reading, number: int, sentence: Span) -> Span:
    """Return the part of a quotation that lies in a sentence, with the marks that stand there."""
    span = reading.quoted.quotations[number].span
    return Span(max(span.start, sentence.start), min(span.end, sentence.end))
