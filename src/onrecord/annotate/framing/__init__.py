"""Evaluative and speculative wording, each with the rule that found it and the voice it stands in.

Everything that is found is a wording of the lexicon `lexicons/en/evaluations.yml`; nothing is scored and no text is
called biased. See `find_evaluations`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.framing.lexicon import SCARE_QUOTES, framing_lexicon, reason_of
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

__all__ = ["find_evaluations", "reason_of"]

SCARE_WORDS = 3
SCARE_BEFORE = 2
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
    voices = Voices(layout, syntax, attributions, lexicon.ascribing, lexicon.views)
    told = [Evaluation(span, wording.kind, voices.of(span), wording.id) for span, wording in _apart(found)]
    apart = (q for q in _scare_quotes(layout, syntax, voices) if not any(q.span.overlaps(e.span) for e in told))
    return tuple(sorted([*told, *apart], key=lambda e: e.span))


def _scare_quotes(layout: Layout, syntax: Syntax, voices: Voices) -> Iterator[Evaluation]:
    """Yield a few words in quotation marks within a sentence in which nobody is quoted: the reporter keeps away.

    Titles, names and single capitalised words are left out.
    """
    for quotation in layout.quotations:
        words = syntax.within(quotation.inner)
        if not (quotation.closed and 0 < len(words) <= SCARE_WORDS) or not words[0].text[:1].islower():
            continue
        sentence = syntax.sentences[words[0].sentence]
        before = words[0].i - sentence.first
        if (
            sentence.headline
            or before < SCARE_BEFORE
            or voices.is_told(sentence.span)
            or _is_mentioned(syntax, words[0])
        ):
            continue
        if words[-1].text[-1:].isalnum() and not any(t.pos == "VERB" and t.tag != "VBN" for t in words):
            yield Evaluation(syntax.span(words[0], words[-1]), "distance", "own", SCARE_QUOTES)


def _in_sentence(
    tokens: Sequence[Token], lowers: Sequence[str], lexicon: Lexicon
) -> Iterator[tuple[int, int, Wording]]:
    """Yield what is found in the tokens of a sentence: first and last token of the wording, and its entry."""
    for at, token in enumerate(tokens):
        for key in {lowers[at], token.lemma.lower()}:
            for pattern, wording in lexicon.by_anchor.get(key, ()):
                hit = pattern.match(tokens, lowers, at)
                if hit is None or _is_in_name(tokens, hit):
                    continue
                if not _other_sense(wording, tokens, lowers, hit):
                    yield (*hit, wording)


def _is_in_name(tokens: Sequence[Token], hit: tuple[int, int]) -> bool:
    """Return whether a single word is part of a name written with capitals ("the Grave Robbers Act", "Mr Rash")."""
    first, last = hit
    if first != last or not first or not tokens[first].text[:1].isupper():
        return False
    near = (tokens[first - 1] if first > 1 else None, tokens[last + 1] if last + 1 < len(tokens) else None)
    return any(token is not None and token.text[:1].isupper() for token in near)


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


def _is_mentioned(syntax: Syntax, word: Token) -> bool:
    """Return whether a quoted word is spoken of as a word ("the term …")."""
    return any(
        token.lower in {"term", "word", "phrase", "terms", "words"}
        for token in syntax.tokens[max(0, word.i - 3) : word.i]
    )
