"""Scoring the status reading as certainty, on values worked out by hand and on one parse of invented sentences."""

from __future__ import annotations

import gzip
import json
import math
from typing import TYPE_CHECKING, Any, get_args

import pytest

from onrecord.annotate.events.grammar import Grammar
from onrecord.annotate.events.status import StatusReader
from onrecord.evaluate.certainty import (
    CERTAINTY,
    CertaintyRow,
    Judged,
    Target,
    figures,
    judge,
    load_certainty,
    score_certainty,
    status_of,
)
from onrecord.types.annotation import Status

if TYPE_CHECKING:
    from pathlib import Path


def row(text: str, **labels: float) -> CertaintyRow:
    """Return a sentence with the words that are marked."""
    words = text.split(" ")
    places = {word: words.index(word) for word in labels}
    return CertaintyRow(text, tuple(Target(places[w], places[w] + 1, label) for w, label in labels.items()))


def test_rows_are_read(tmp_path: Path) -> None:
    """Text, word places and labels come from the JSON lines."""
    line = {"text": "They may sail .", "targets": [{"span1": [2, 3], "label": 0.6, "span_text": "sail"}], "idx": 0}
    path = tmp_path / "set.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(line).encode()))
    assert load_certainty(path) == [CertaintyRow("They may sail .", (Target(2, 3, 0.6),))]


def test_every_status_has_a_number() -> None:
    """The table knows each status, on the scale."""
    assert set(CERTAINTY) == set(get_args(Status))
    assert all(-3 <= value <= 3 for value in CERTAINTY.values())


def test_sign_and_certainty() -> None:
    """Half a point either side of 0 has no sign; two points either way are certain."""
    found = figures([Judged(0.5, -0.5), Judged(0.6, 3.0), Judged(-2.0, -3.0), Judged(1.9, 2.0)])
    assert found["polarity"] == 1.0
    assert found["certain"] == 0.5


def test_error_and_correlation() -> None:
    """Pearson's r of (3, 1, -1) with (3, 0, 0) is 6 / sqrt(8 * 6)."""
    found = figures([Judged(3.0, 3.0), Judged(1.0, 0.0), Judged(-1.0, 0.0)])
    assert found["correlation"] == pytest.approx(6 / math.sqrt(48))
    assert found["mae"] == pytest.approx(2 / 3)


@pytest.mark.parametrize("judged", [[Judged(3.0, 1.0), Judged(3.0, 2.0)], [Judged(3.0, 1.0), Judged(2.0, 1.0)]])
def test_no_variation_is_no_correlation(judged: list[Judged]) -> None:
    """Where a side never varies there is nothing to correlate with."""
    assert figures(judged)["correlation"] == 0.0


def test_nothing_to_score() -> None:
    """No marked words at all are an error, not a figure."""
    with pytest.raises(ValueError, match="no marked words"):
        score_certainty([])


def test_words_are_found_in_the_parse() -> None:
    """Places are counted in tokens of the row, also where the parser cuts words otherwise, and in later rows."""
    rows = [
        row("The long-awaited convoy did n't leave the U.S. port .", leave=-3.0),
        row("Peru will sail and Chile left .", left=2.8, sail=2.0),
    ]
    assert list(judge(rows)) == [Judged(-3.0, -3.0), Judged(2.8, 3.0), Judged(2.0, 2.0)]
    assert score_certainty(rows)["polarity"] == 1.0


def test_adjective_stands_as_its_verb(tree: Any) -> None:
    """What is said of somebody by an adjective is denied with its verb."""
    syntax = tree("""
        Peru    NNP  nsubj  was
        was/be  VBD  ROOT   was
        not     RB   neg    was
        ready   JJ   acomp  was
        .       .    punct  was
    """)
    assert status_of(syntax.tokens[3], syntax, StatusReader(Grammar(syntax))) == "denied"
