"""Text to tokens: kinds, offsets, numbers in words."""

from __future__ import annotations

import pytest

from onrecord.annotate.times.lexicon import SECTIONS, lexicon
from onrecord.annotate.times.tokens import may_name_time, tokenise


def kinds_of(text: str) -> list[str]:
    """Return the kinds of a text's tokens."""
    return [t.kind for t in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Dec. 4, 2025", ["MONTH", "DAY", "COMMA", "YEAR"]),
        ("dec. 4", ["OTHER", "STOP", "DAY"]),
        ("4-5 May", ["DAY", "DASH", "DAY", "MONTH"]),
        ("4 - 5 May", ["DAY", "SPACED_DASH", "DAY", "MONTH"]),
        ("10 a.m. GMT", ["CLOCK", "ZONE"]),
        ("the '90s", ["THE", "DECADE"]),
        ("2,000 S-400", ["BIGNUM", "OTHER", "DASH", "NUM"]),
        ("New Year’s Day", ["HOLIDAY"]),
        ("good Friday", ["OTHER", "WEEKDAY"]),
        ("the day before yesterday", ["DEICTIC"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    """Shapes, words and phrases get their kind; months need a capital, phrases are one token."""
    assert kinds_of(text) == kinds


def test_offsets_are_of_the_text_as_given() -> None:
    """Curly apostrophes and odd spaces do not move anything."""
    text = "“On New\u00a0Year’s Day” — 5\u202fp.m."
    for token in tokenise(text):
        assert text[token.start : token.end].strip()
    assert [text[t.start : t.end] for t in tokenise(text) if t.kind in {"HOLIDAY", "CLOCK"}] == [
        "New\u00a0Year’s Day",
        "5\u202fp.m.",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-five", 25),
        ("two hundred", 200),
        ("a hundred", 100),
        ("three thousand five hundred", 3500),
        ("nineteen ninety-four", 1994),
        ("two and a half", 2.5),
    ],
)
def test_number_words(text: str, value: float) -> None:
    """A run of number words is one token with its value."""
    (token,) = tokenise(text)
    assert token.value == value


def test_a_sentence_ends_but_not_at_an_initial() -> None:
    """A full stop ends a sentence before a capital, not behind an initial or a title."""
    assert kinds_of("He left. She stayed.").count("STOP") == 2
    assert "STOP" not in kinds_of("Mr. Smith and J. Brown")


def test_plain_text_is_passed_over() -> None:
    """Text without a digit or a time word is not even tokenised."""
    assert not may_name_time("The governments exchanged notes.")
    assert may_name_time("They meet on Monday.")
    assert may_name_time("In 2014 they met.")


def test_every_word_has_a_kind_and_stands_once() -> None:
    """The lexicon loads, and its sections are those the grammar knows."""
    words = lexicon().words
    assert {w.section for w in words.values()} == {*SECTIONS, "function_words"}
    assert all(word == word.lower() for word in words)
