"""The pattern language: what each kind of test accepts and what a match covers."""

from __future__ import annotations

import pytest

from onrecord.annotate.framing.patterns import compile_patterns
from onrecord.types.syntax import Token

CLASSES = {"acts": ["attack", "policy"]}


def tokens(line: str) -> list[Token]:
    """Return tokens of "word/POS/lemma/ent" items; all parts but the word may be left out."""
    found, at = [], 0
    for i, item in enumerate(line.split()):
        word, pos, lemma, ent = (*item.split("/"), "", "", "")[:4]
        found.append(Token(i, at, at + len(word), word, lemma or word, pos or "NOUN", pos, "dep", i, ent, 0))
        at += len(word) + 1
    return found


def match(source: str, line: str) -> str | None:
    """Return the words the pattern finds first, None for nothing."""
    words = tokens(line)
    lowers = [token.lower for token in words]
    for pattern in compile_patterns(source, CLASSES):
        for at in range(len(words)):
            hit = pattern.match(words, lowers, at) if lowers[at] in pattern.words else None
            hit = hit or (pattern.match(words, lowers, at) if words[at].lemma in pattern.words else None)
            if hit:
                return " ".join(token.text for token in words[hit[0] : hit[1] + 1])
    return None


@pytest.mark.parametrize(
    ("source", "line", "expected"),
    [
        ("in tatters", "it lies In tatters now", "In tatters"),
        ("in tatters", "in a tatters", None),
        ("lash/V out", "he lashed/VERB/lash out", "lashed out"),
        ("lash/V out", "the lash/NOUN out", None),
        ("ramp|step/V up", "they stepped/VERB/step up", "stepped up"),
        ("brazen/A [..2] [{acts}/N]", "a brazen/ADJ and open/ADJ attack", "brazen"),
        ("brazen/A [..1] [{acts}/N]", "a brazen/ADJ and open/ADJ attack", None),
        ("brazen/A [..2] [{acts}/N]", "a brazen/ADJ ; open attack", None),
        ("a @A? gamble", "a wild/ADJ gamble", "a wild gamble"),
        ("a @A? gamble", "a gamble", "a gamble"),
        ("woo/V [@party]", "they woo/VERB Peru/PROPN/Peru/GPE", "woo"),
        ("woo/V [@party]", "they woo/VERB voters", None),
        ("petty/A", "Tom/PROPN Petty/PROPN/petty/PERSON", None),
        ("petty/A", "a Petty/PROPN/petty quarrel", "Petty"),
        ("[@party|its/X] orbit", "into Peru/PROPN/Peru/GPE orbit", "orbit"),
        ("[@party|its/X] orbit", "into its/PRON orbit", "orbit"),
        ("[@party|its/X] orbit", "into an orbit", None),
        ("fire/V back !and", "they fire/VERB back at", "fire back at"),
        ("fire/V back !and", "they fire/VERB back and", None),
        ("bid to [@VB|VERB]", "bid to win/VERB", "bid to"),
        ("half-hearted plan", "a half - hearted plan", "half - hearted plan"),
        ("rash|half-hearted plan", "a rash plan", "rash plan"),
        ("[in|into] disarray", "left in disarray", "disarray"),
        ("drive/V ..3 wedge", "drove/VERB/drive a deep/ADJ wedge", "drove a deep wedge"),
    ],
)
def test_match(source: str, line: str, expected: str | None) -> None:
    assert match(source, line) == expected


@pytest.mark.parametrize("source", ["..2", "[only] [context]", "@N @V", "word?", "{nothing}/N", "a/Q", "..2?x"])
def test_a_pattern_that_cannot_be_read_or_found_is_an_error(source: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        compile_patterns(source, CLASSES)
