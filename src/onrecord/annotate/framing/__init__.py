"""Evaluative and speculative wording, each with the rule that found it and the voice it stands in.

Everything that is found is a wording of the lexicon `lexicons/en/evaluations.yml`; nothing is scored and no text is
called biased. See `find_evaluations`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.framing.lexicon import framing_lexicon
from onrecord.annotate.framing.patterns import PARTY_NAMES
from onrecord.annotate.framing.voice import Voices
from onrecord.types.annotation import Evaluation
from onrecord.types.text import Span, plain_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.annotate.framing.lexicon import Lexicon, Wording
    from onrecord.types.annotation import Attribution
    from onrecord.types.syntax import Syntax, Token
    from onrecord.types.text import Document, Layout

__all__ = ["find_evaluations"]

REACH = 8  # tokens to either side in which a word can tell that a wording is meant in another sense


def find_evaluations(
    document: Document, layout: Layout, syntax: Syntax, attributions: Sequence[Attribution]
) -> tuple[Evaluation, ...]:
    """Return the evaluative wording of a document in text order, without overlaps; never raises on a text.

    Of overlapping wordings the longest stands. `why` is "group.entry" of the lexicon.
    """
    lexicon, view = framing_lexicon(), plain_view(document.text)
    found: list[tuple[Span, Wording]] = []
    spoke = False  # of parties, in the sentence before: "they" and "this" carry on from there
    for tokens in map(syntax.words, syntax.sentences):
        lowers = [view[token.start : token.end].lower() for token in tokens]
        speaks = _speaks_of_parties(tokens, lexicon)
        found += [
            (syntax.span(tokens[first], tokens[last]), wording)
            for first, last, wording in _in_sentence(tokens, lowers, lexicon)
            if speaks or spoke or not wording.party
        ]
        spoke = speaks
    voices = Voices(layout, attributions)
    return tuple(Evaluation(span, wording.kind, voices.of(span), wording.id) for span, wording in _apart(found))


def _in_sentence(
    tokens: Sequence[Token], lowers: Sequence[str], lexicon: Lexicon
) -> Iterator[tuple[int, int, Wording]]:
    """Yield what is found in the tokens of a sentence: first and last token of the wording, and its entry."""
    for at, token in enumerate(tokens):
        for key in {lowers[at], token.lemma.lower()}:
            for pattern, wording in lexicon.by_anchor.get(key, ()):
                hit = pattern.match(tokens, lowers, at)
                if hit is not None and not _other_sense(wording, tokens, lowers, hit):
                    yield (*hit, wording)


def _other_sense(wording: Wording, tokens: Sequence[Token], lowers: Sequence[str], hit: tuple[int, int]) -> bool:
    """Return whether a word nearby, outside of the wording, rules it out."""
    first, last = hit
    near = (*range(max(0, first - REACH), first), *range(last + 1, min(len(tokens), last + 1 + REACH)))
    return any(lowers[k] in wording.unless or tokens[k].lemma.lower() in wording.unless for k in near)


def _speaks_of_parties(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    return any(token.ent in PARTY_NAMES or token.lemma.lower() in lexicon.political for token in tokens)


def _apart(found: Sequence[tuple[Span, Wording]]) -> list[tuple[Span, Wording]]:
    """Return the finds without overlaps, the longest first served, in text order."""
    kept: list[tuple[Span, Wording]] = []
    for span, wording in sorted(found, key=lambda f: (f[0].start - f[0].end, f[0].start, f[1].id)):
        if not any(span.overlaps(other) for other, _ in kept):
            kept.append((span, wording))
    return sorted(kept, key=lambda f: f[0])
