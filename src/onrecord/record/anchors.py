"""Anchors: the words a judgement hangs on, and how they are found again in another version of the text.

`locate` tries, in this order: the same offset · the same words elsewhere, told apart by what stands around them ·
the same words where case, marks and white space differ · words that are nearly the same between the same
surroundings. Guarantees: an answer is a span of the text; where two places fit equally well there is no answer.
Pure functions; the same anchor and text give the same answer.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.record.kinds import SHAPES
from onrecord.record.rows import Anchor
from onrecord.types.text import SAME_LENGTH, UNMARKED, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

AROUND = 32
# A quote this long is taken for itself wherever it stands; a shorter one only between like surroundings.
LONG_QUOTE = 24
LEAST_ALIKE_AROUND = 0.5
LEAST_LEAD = 0.1
SEED = 10
LEAST_ALIKE_QUOTE = 0.75
MOST_PLACES = 200


class _View(NamedTuple):
    """A text in small letters without marks and runs of white space, and where each character came from."""

    text: str
    places: tuple[int, ...]


def anchor_at(text: str, span: Span, *, kind_type: str | None = None, ordinal: int = 0) -> Anchor:
    """Return the anchor of a span."""
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return Anchor(span.of(text), before, after, span.start, kind_type, ordinal)


def span_of(kind: str, body: Mapping[str, Any]) -> Span | None:
    """Return the words a record hangs on: an event's trigger, a cue, a forum or an evaluation itself."""
    words = SHAPES[kind].words
    place = body.get(words[0]) if words else body
    if not isinstance(place, dict) or "start" not in place:
        return None
    return Span(int(place["start"]), int(place["end"]))


def type_of(kind: str, body: Mapping[str, Any]) -> str | None:
    """Return what tells records on the same words apart."""
    value = body.get(SHAPES[kind].type)
    return None if value is None else str(value)


def locate(anchor: Anchor, text: str) -> Span | None:
    """Return where the words of an anchor stand in a text, None where that cannot be told."""
    if not anchor.quote:
        return None
    here = Span(anchor.start, anchor.start + len(anchor.quote))
    if here.of(text) == anchor.quote and _surroundings(anchor, text, here) == (anchor.prefix, anchor.suffix):
        return here
    places = [Span(at, at + len(anchor.quote)) for at in _occurrences(anchor.quote, text)]
    return _best(anchor, text, places) or _in_view(anchor, text) or _nearly(anchor, text)


def _surroundings(anchor: Anchor, text: str, span: Span) -> tuple[str, str]:
    before = text[max(0, span.start - len(anchor.prefix)) : span.start]
    return before, text[span.end : span.end + len(anchor.suffix)]


def _occurrences(words: str, text: str) -> Iterator[int]:
    at, found = text.find(words), 0
    while at >= 0 and found < MOST_PLACES:
        yield at
        at, found = text.find(words, at + 1), found + 1


def _best(anchor: Anchor, text: str, places: Sequence[Span]) -> Span | None:
    """Return the one place whose surroundings are most like the anchor's; None where two are alike or none is."""
    scored = sorted(((_alike(anchor, text, place), place) for place in places), key=lambda found: -found[0])
    if not scored:
        return None
    score, best = scored[0]
    if len(scored) > 1 and score - scored[1][0] < LEAST_LEAD:
        return None
    sure = len(anchor.quote) >= LONG_QUOTE and len(scored) == 1
    return best if sure or score >= LEAST_ALIKE_AROUND else None


def _alike(anchor: Anchor, text: str, place: Span) -> float:
    """Return how like the surroundings are, 0 to 1, by the better side: an edit often touches one side only."""
    before, after = _surroundings(anchor, text, place)
    sides = [_ratio(anchor.prefix, before), _ratio(anchor.suffix, after)]
    if not anchor.prefix or not anchor.suffix:
        return max(sides) if anchor.prefix or anchor.suffix else 1.0
    return (2 * max(sides) + min(sides)) / 3


def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _view(text: str) -> _View:
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text.translate(SAME_LENGTH).translate(UNMARKED)):
        if character == " " and (not letters or letters[-1] == " "):
            continue
        small = character.lower()
        letters.append(small if len(small) == 1 else character)
        places.append(place)
    return _View("".join(letters), tuple(places))


def _viewed(anchor: Anchor) -> Anchor:
    quote, prefix, suffix = (_view(part).text for part in (anchor.quote, anchor.prefix, anchor.suffix))
    return anchor._replace(quote=quote.strip(), prefix=prefix, suffix=suffix)


def _back(view: _View, span: Span) -> Span:
    return Span(view.places[span.start], view.places[span.end - 1] + 1)


def _in_view(anchor: Anchor, text: str) -> Span | None:
    view, plain = _view(text), _viewed(anchor)
    if not plain.quote:
        return None
    places = [Span(at, at + len(plain.quote)) for at in _occurrences(plain.quote, view.text)]
    best = _best(plain, view.text, places)
    return _back(view, best) if best else None


def _nearly(anchor: Anchor, text: str) -> Span | None:
    """Return the one stretch between the anchor's surroundings that is nearly its quote."""
    view, plain = _view(text), _viewed(anchor)
    if len(plain.quote) < SEED // 2:
        return None
    found: dict[Span, float] = {}
    for start in _starts(plain, view.text):
        end = _end(plain, view.text, start)
        score = _ratio(plain.quote, view.text[start:end])
        if start < end and score >= LEAST_ALIKE_QUOTE:
            found[Span(start, end)] = score + _alike(plain, view.text, Span(start, end))
    best = sorted(found, key=lambda span: (-found[span], span))
    if not best or (len(best) > 1 and found[best[0]] - found[best[1]] < LEAST_LEAD):
        return None
    return _back(view, best[0])


def _starts(anchor: Anchor, text: str) -> set[int]:
    """Return where the quote may begin: behind the end of its prefix, or its own length before its suffix."""
    before, after = anchor.prefix[-SEED:], anchor.suffix[:SEED]
    starts = {at + len(before) for at in _occurrences(before, text)} if len(before) == SEED else set()
    if not starts and len(after) == SEED:
        starts = {max(0, at - len(anchor.quote)) for at in _occurrences(after, text)}
    return starts


def _end(anchor: Anchor, text: str, start: int) -> int:
    after = anchor.suffix[:SEED]
    longest = start + 2 * len(anchor.quote) + SEED
    end = text.find(after, start, longest) if len(after) == SEED else -1
    return end if end >= 0 else min(len(text), start + len(anchor.quote))
