"""Anchors: words are found again where an editor has been at work, and not where two places fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.anchors import anchor_at, locate
from onrecord.record.rows import Anchor
from onrecord.types.text import Span

TEXT = "Ministers met in Lima. The two sides signed an accord on ports. Fishermen met in Oslo and signed a petition."


def anchor(quote: str, text: str = TEXT, nth: int = 0) -> Anchor:
    """Return the anchor of the nth occurrence of a quote."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return anchor_at(text, Span(start, start + len(quote)))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (TEXT, TEXT.index("signed")),
        ("LIMA — " + TEXT, TEXT.index("signed") + 7),
        (TEXT.replace("two sides", "both  sides"), TEXT.index("signed") + 2),
        (TEXT.replace("signed an accord", "SIGNED an accord"), TEXT.index("signed")),
        (TEXT.replace("on ports", "on harbours"), TEXT.index("signed")),
    ],
)
def test_found_again(text: str, start: int) -> None:
    """A short quote is found by its surroundings, also where they or its case have changed."""
    found = locate(anchor("signed"), text)
    assert found is not None
    assert found.start == start


def test_second_of_two() -> None:
    """Of two places the one between the same surroundings is meant."""
    found = locate(anchor("signed", nth=1), "A new first line.\n" + TEXT)
    assert found is not None
    assert found.start == TEXT.rindex("signed") + 18


def test_edited_quote() -> None:
    """A quote in which a word has changed is found between its surroundings."""
    text = TEXT.replace("signed an accord on ports", "signed an accord on harbours")
    found = locate(anchor("The two sides signed an accord on ports."), text)
    assert found is not None
    assert found.of(text).startswith("The two sides")


@pytest.mark.parametrize("text", ["", "Nothing of the kind was signed in this wholly different report.", "signed " * 5])
def test_not_found(text: str) -> None:
    """A single word in another text, or several times, is no place."""
    assert locate(anchor("signed"), text) is None


def test_empty_quote_is_nowhere() -> None:
    """An anchor without words hangs on nothing."""
    assert locate(Anchor(""), TEXT) is None


@given(st.data())
def test_own_text_gives_own_place(data: st.DataObject) -> None:
    """In its own text an anchor is found where it was made; in any text the answer lies within it."""
    text = data.draw(st.text(alphabet="ab \nİß“”é", min_size=1, max_size=60))
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    made = anchor_at(text, span)
    assert locate(made, text) == span
    other = data.draw(st.text(alphabet="ab \nİß“”é", max_size=60))
    found = locate(made, other)
    assert found is None or 0 <= found.start < found.end <= len(other)
