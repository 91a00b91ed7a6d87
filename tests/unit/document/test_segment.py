"""Sentences stay bounded, whatever the text."""

from __future__ import annotations

from onrecord.document import lay_out
from onrecord.document.segment import LONGEST, MOST_WORDS
from onrecord.types.text import Span


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in lay_out(text)[0].sentences]


def test_run_on_is_cut_at_its_semicolons() -> None:
    clause = "the minister spoke of trade and of nothing else for the whole of the long evening; "
    found = sentences(clause * 40 + "then he left.")
    assert all(len(sentence) <= LONGEST for sentence in found)
    assert all(sentence.endswith(";") for sentence in found[:-1])


def test_run_on_of_short_words_is_cut_by_their_number() -> None:
    found = sentences("a " * 1000 + "b.")
    assert all(len(sentence.split()) <= MOST_WORDS for sentence in found)


def test_word_without_end_is_cut_hard() -> None:
    assert [len(sentence) for sentence in sentences("x" * (2 * LONGEST + 5))] == [LONGEST, LONGEST, 5]


def test_cut_run_on_leaves_one_issue_at_the_first() -> None:
    text = "word " * 400 + ".\n\n" + "word " * 400 + "."
    _, issues = lay_out(text)
    assert [(issue.code, issue.span) for issue in issues] == [("run-on-cut", Span(0, 2001))]
    assert issues[0].message.startswith("2 sentence(s)")


def test_text_without_words_has_no_sentence_and_says_so() -> None:
    layout, issues = lay_out("*** … ***")
    assert layout.sentences == ()
    assert [issue.code for issue in issues] == ["no-prose"]


def test_empty_text_has_no_paragraph() -> None:
    layout, _ = lay_out(" \n\t\n ")
    assert layout.paragraphs == ()
