"""Session numbers in words, figures and roman letters; amounts with their units."""

from __future__ import annotations

import pytest

from onrecord.annotate.clauses.amounts import amounts
from onrecord.annotate.proceedings.phrases import number, roman
from onrecord.types.syntax import Token
from onrecord.types.text import Span


def tokens(text: str) -> tuple[Token, ...]:
    """Return words divided by blanks as tokens."""
    return tuple(
        Token(i, 0, len(word), word, word.lower(), "ADJ", "JJ", "amod", i, "", 0)
        for i, word in enumerate(text.split(" "))
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("22nd", 22),
        ("the 101st annual", 101),
        ("seventh", 7),
        ("twenty - third", 23),
        ("twenty-third", 23),
        ("thirtieth", 30),
        ("XXIV", 24),
        ("IX", 9),
        ("annual", None),
        ("2031", None),
        ("I", None),
    ],
)
def test_ordinals(text: str, value: int | None) -> None:
    assert number(tokens(text)) == value


@pytest.mark.parametrize(("text", "value"), [("IV", 4), ("XIX", 19), ("XLII", 42)])
def test_roman(text: str, value: int) -> None:
    assert roman(text) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("worth $1.1 billion a year", [(1.1e9, "USD/year")]),
        ("a €300 million loan", [(3e8, "EUR")]),
        ("up to 2.5 million tonnes a year", [(2.5e6, "tonne/year")]),
        ("60 lorries a day", [(60.0, "lorry/day")]),
        ("from 200 to 300 megawatts", [(300.0, "megawatt")]),
        ("4,000 dollars", [(4000.0, "USD")]),
        ("12 bilateral meetings", []),
    ],
)
def test_quantities(text: str, expected: list[tuple[float, str]]) -> None:
    found = list(amounts(text, Span(0, len(text))))
    assert [(q.value, q.unit) for q in found] == expected
    assert all(q.span.of(text) in text for q in found)


def test_quantities_keep_to_the_stretch() -> None:
    text = "$5 million and $6 million"
    assert [q.value for q in amounts(text, Span(11, len(text)))] == [6e6]
