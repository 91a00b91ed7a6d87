"""Scoring attributions in words, on values built by hand."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.evaluate.polnear import AnnotatedNews, load_polnear, score_polnear

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The mayor said the bridge is safe, the builder told us, and nobody claimed it was cheap."
Spans = list[tuple[int, int]]


def spans(words: str | None) -> Spans:
    """Return the words' place as a list of spans, an empty one for none."""
    return [] if words is None else [(TEXT.index(words), TEXT.index(words) + len(words))]


def score(record: Any, *rows: tuple[str | None, str, str]) -> dict[str, float]:
    """Return the figures of a record against attributions given as source, cue and content."""
    expected = [{"source": spans(s), "cue": spans(c), "content": spans(t)} for s, c, t in rows]
    return score_polnear([(AnnotatedNews("n", TEXT, None, None, None, expected), record)])


def test_all_right(found_in: Any) -> None:
    """The same source, cue and content give 1 everywhere."""
    found = found_in(TEXT).says("The mayor", "said", "the bridge is safe").record()
    figures = score(found, ("The mayor", "said", "the bridge is safe"))
    assert set(figures.values()) == {1.0}


def test_overlap_is_not_exact(found_in: Any) -> None:
    """A shorter content overlaps and is not exact."""
    found = found_in(TEXT).says("The mayor", "said", "the bridge").record()
    figures = score(found, ("The mayor", "said", "the bridge is safe"))
    assert (figures["found_f1"], figures["triple_overlap_f1"], figures["triple_exact_f1"]) == (1.0, 1.0, 0.0)
    assert figures["words_content_f1"] == pytest.approx(2 * 2 / (2 + 4))


def test_absent_source_on_both_sides(found_in: Any) -> None:
    """A source absent on both sides counts as the same."""
    found = found_in(TEXT).says(None, "claimed", "it was cheap").record()
    assert score(found, (None, "claimed", "it was cheap"))["triple_exact_f1"] == 1.0


def test_invented_source(found_in: Any) -> None:
    """A source where none is expected spoils the triple."""
    found = found_in(TEXT).says("nobody", "claimed", "it was cheap").record()
    figures = score(found, (None, "claimed", "it was cheap"))
    assert (figures["found_f1"], figures["triple_overlap_f1"]) == (1.0, 0.0)


def test_cue_must_overlap(found_in: Any) -> None:
    """An attribution with another cue is not found, whatever its content."""
    found = found_in(TEXT).says("The mayor", "told", "the bridge is safe").record()
    assert score(found, ("The mayor", "said", "the bridge is safe"))["found_f1"] == 0.0


def test_inner_attribution_is_left_out(found_in: Any) -> None:
    """Of an attribution inside another's content, only the outer one counts, for the corpus has no nesting."""
    found = (
        found_in(TEXT)
        .says("the builder", "told", "The mayor said the bridge is safe")
        .says("The mayor", "said", "the bridge is safe")
        .record()
    )
    assert score(found, ("the builder", "told", "The mayor said the bridge is safe"))["found_f1"] == 1.0


def test_one_to_one(found_in: Any) -> None:
    """Two found attributions with one cue match one expected."""
    found = found_in(TEXT).says("The mayor", "said", "the bridge").says("The mayor", "said", "is safe").record()
    figures = score(found, ("The mayor", "said", "the bridge is safe"))
    assert figures["found_f1"] == pytest.approx(2 / 3)


def test_nothing(found_in: Any) -> None:
    """An empty record against no attributions gives zeros and no error."""
    assert set(score(found_in(TEXT).record()).values()) == {0.0}


def test_load_primary_only(tmp_path: Path) -> None:
    """Second annotations of an article are left out."""
    rows = [
        {"doc_id": "a", "text": TEXT, "title": "T", "publisher": "P", "date": "2024-01-01", "attributions": []},
        {"doc_id": "a", "text": TEXT, "primary": False, "attributions": []},
    ]
    path = tmp_path / "news.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    assert [(a.id, a.title, a.outlet, a.published) for a in load_polnear(path)] == [("a", "T", "P", "2024-01-01")]
