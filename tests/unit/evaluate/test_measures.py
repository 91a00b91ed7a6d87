"""Precision, recall, F1 and words in spans."""

from __future__ import annotations

import pytest

from onrecord.evaluate.measures import Score, share, words


def test_precision_recall_f1() -> None:
    """Precision, recall and F1 follow from the counts."""
    score = Score(right=3, found=4, expected=6)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.5, 0.6)


@pytest.mark.parametrize("score", [Score(0, 0, 0), Score(0, 3, 0), Score(0, 0, 3), Score(0, 3, 3)])
def test_nothing_right(score: Score) -> None:
    """Where nothing is right, all three are zero and nothing is divided by zero."""
    assert (score.precision, score.recall, score.f1) == (0.0, 0.0, 0.0)


def test_words_without_punctuation() -> None:
    """Words are told by their places; punctuation and quotation marks do not count."""
    assert words("“Yes,” he said.", [(0, 15)]) == {(1, 4), (7, 9), (10, 14)}


def test_words_of_several_spans() -> None:
    """The words of several spans are put together, each place once."""
    assert words("one two three", [(0, 3), (0, 7)]) == {(0, 3), (4, 7)}


def test_no_spans() -> None:
    """No spans have no words."""
    assert words("one two", []) == frozenset()


def test_share() -> None:
    """A share of nothing is zero."""
    assert share(1, 4) == 0.25
    assert share(0, 0) == 0.0
