"""Voices, other senses nearby, the need for a party, and finds that overlap, on hand-made tokens."""

from __future__ import annotations

import pytest

from onrecord.annotate.framing import find_evaluations
from onrecord.types.annotation import Attribution, Evaluation
from onrecord.types.syntax import Sentence, Syntax, Token
from onrecord.types.text import Document, Layout, Quotation, Span, digest


def evaluations(
    text: str, *, quoted: str | None = None, content: str | None = None, party: bool = True
) -> tuple[Evaluation, ...]:
    """Return what is found in words divided by blanks, the first of them a state's name if `party`."""
    tokens, at = [], 0
    for i, word in enumerate(text.split(" ")):
        ent = "GPE" if i == 0 and party else ""
        tokens.append(Token(i, at, at + len(word), word, word.lower(), "NOUN", "NN", "dep", 0, ent, 0))
        at += len(word) + 1
    whole = Span(0, len(text))
    syntax = Syntax(text, tokens, [Sentence(0, whole, 0, len(tokens))])
    quotations = ()
    if quoted is not None:
        span = Span(text.index(quoted), text.index(quoted) + len(quoted))
        quotations = (Quotation(span, span, "double"),)
    attributions = []
    if content is not None:
        span = Span(text.index(content), text.index(content) + len(content))
        attributions = [Attribution("a", None, span, (span,), "unspecified", None, None, "indirect", "neutral", ())]
    document = Document("d", text, digest(text))
    return find_evaluations(document, Layout((whole,), (whole,), quotations, ()), syntax, attributions)


def test_the_own_voice() -> None:
    (found,) = evaluations("Peru opened a charm offensive")
    assert (found.kind, found.voice, found.why) == ("loaded", "own", "significance.charm-offensive")


@pytest.mark.parametrize("quoted", ["opened a charm offensive", "charm offensive", "charm"])
def test_what_a_quotation_touches_is_quoted(quoted: str) -> None:
    assert [e.voice for e in evaluations("Peru opened a charm offensive", quoted=quoted)] == ["quoted"]


def test_what_a_content_touches_is_attributed() -> None:
    assert [e.voice for e in evaluations("Peru opened a charm offensive", content="charm")] == ["attributed"]


def test_a_quotation_goes_before_a_content() -> None:
    text = "Peru opened a charm offensive"
    assert [e.voice for e in evaluations(text, quoted="charm", content=text)] == ["quoted"]


def test_words_beside_it_are_nobody_elses() -> None:
    assert [e.voice for e in evaluations("Peru opened a charm offensive", quoted="opened a")] == ["own"]


def test_a_sentence_without_a_party_is_passed_over() -> None:
    assert evaluations("Somebody opened a charm offensive", party=False) == ()


def test_a_word_nearby_tells_of_another_sense() -> None:
    assert evaluations("Peru pupils like the charm offensive in class school") == ()


def test_a_word_far_away_does_not() -> None:
    far = "Peru opened a charm offensive " + "and " * 9 + "school"
    assert len(evaluations(far)) == 1


def test_the_longest_stands() -> None:
    found = evaluations("Peru faces one of the most dangerous")
    assert [e.span for e in found] == [Span(11, 36)]


def test_curly_marks_are_read_as_straight_ones() -> None:
    assert [e.why for e in evaluations("Peru opens Pandora ’s box")] == ["relation-figure.pandora"]


def test_no_text_no_evaluation() -> None:
    assert evaluations("", party=False) == ()
