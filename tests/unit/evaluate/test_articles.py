"""Scoring records against articles annotated by hand, on values built by hand."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.evaluate.articles import GoldArticle, load_gold, locate, score_articles
from onrecord.types.annotation import EventDate, EventPlace
from onrecord.types.text import Span

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.types.record import Record

TEXT = "Chad sold salt to Niger on 2 May 2024. The minister of Chad said Niger would pay soon. A bitter bargain."
SAID = {
    "id": "A1",
    "sentence": "The minister of Chad said",
    "source": "The minister of Chad",
    "source_type": "named_person",
    "source_country": "TCD",
    "content": "Niger would pay soon",
    "quote": "indirect",
}
SOLD = {
    "sentence": "Chad sold salt",
    "trigger": "sold",
    "type": "COOPERATE",
    "actors": ["TCD"],
    "recipients": ["NER"],
    "status": "occurred",
    "date": ["2024-05-02", "2024-05-02"],
    "place": "NER",
    "attribution": None,
}


def article(**gold: Any) -> GoldArticle:
    """Return the text above with these annotations."""
    return GoldArticle("a", TEXT, None, None, None, gold)


def score(record: Record, **gold: Any) -> dict[str, float]:
    """Return the figures of one record against these annotations."""
    return score_articles([(article(**gold), record)])


def test_perfect_attribution(found_in: Any) -> None:
    """An attribution with the same content, source, type, party and form is right in every respect."""
    found = found_in(TEXT).says("The minister of Chad", "said", "Niger would pay soon", party="TCD").record()
    figures = score(found, attributions=[SAID])
    keys = ("attribution_f1", "content_words_f1", "source", "source_type", "source_party", "quote")
    assert [figures[key] for key in keys] == [1.0] * 6


def test_half_the_content_matches(found_in: Any) -> None:
    """Contents that share at least half of their joint words match; with less they do not."""
    half = found_in(TEXT).says("The minister of Chad", "said", "Niger would").record()
    less = found_in(TEXT).says("The minister of Chad", "said", "Niger").record()
    assert score(half, attributions=[SAID])["attribution_f1"] == 1.0
    assert score(less, attributions=[SAID])["attribution_f1"] == 0.0


def test_one_to_one(found_in: Any) -> None:
    """Of two found attributions with the same content, one is right and the other a false one."""
    found = (
        found_in(TEXT)
        .says("The minister of Chad", "said", "Niger would pay soon")
        .says("Chad", "said", "Niger would pay soon")
        .record()
    )
    figures = score(found, attributions=[SAID])
    assert (figures["attribution_p"], figures["attribution_r"]) == (0.5, 1.0)


def test_wrong_source_counts_among_matched(found_in: Any) -> None:
    """A wrong source type lowers the share of right types and not the attribution figure."""
    found = found_in(TEXT).says("The minister of Chad", "said", "Niger would pay soon", kind="unnamed").record()
    figures = score(found, attributions=[SAID])
    assert (figures["attribution_f1"], figures["source_type"]) == (1.0, 0.0)


def test_source_left_out(found_in: Any) -> None:
    """Where the text leaves the source out, the resolved speaker's type and party may stand for it."""
    gold = {**SAID, "source": None}
    resolved = found_in(TEXT).says("The minister of Chad", "said", "Niger would pay soon", party="TCD").record()
    other = found_in(TEXT).says("The minister of Chad", "said", "Niger would pay soon", party="NER").record()
    assert score(resolved, attributions=[gold])["source"] == 1.0
    assert score(other, attributions=[gold])["source"] == 0.0


def test_attributions_not_to_be_scored(found_in: Any) -> None:
    """An article carried by one voice throughout does not count for attributions."""
    found = found_in(TEXT).says("Chad", "said", "salt").record()
    figures = score(found, attributions=[SAID], score_attributions=False)
    assert figures["attribution_p"] == figures["attribution_r"] == 0.0


def test_perfect_event(found_in: Any) -> None:
    """An event with the same type, parties, status, date, place and footing is right in every respect."""
    day = date(2024, 5, 2)
    found = (
        found_in(TEXT)
        .does(
            "sold",
            "COOPERATE",
            {"TCD": "Chad"},
            {"NER": "Niger"},
            date=EventDate(day, day, "2024-05-02", "explicit", None),
            place=EventPlace("NER", "Niger", Span(18, 23)),
        )
        .record()
    )
    figures = score(found, events=[SOLD])
    keys = ("dyad_f1", "triple_f1", "full_f1", "located_f1", "status", "date", "attributed", "place_where_given")
    assert [figures[key] for key in keys] == [1.0] * 8


def test_wrong_direction(found_in: Any) -> None:
    """An event the wrong way round has the right dyad and the wrong triple."""
    found = found_in(TEXT).does("sold", "COOPERATE", {"NER": "Niger"}, {"TCD": "Chad"}).record()
    figures = score(found, events=[SOLD])
    assert (figures["dyad_f1"], figures["triple_f1"], figures["full_f1"]) == (1.0, 0.0, 0.0)


def test_wrong_status(found_in: Any) -> None:
    """A wrong status leaves the triple right, and neither `full` nor `status` is."""
    found = found_in(TEXT).does("sold", "COOPERATE", {"TCD": "Chad"}, {"NER": "Niger"}, status="expected").record()
    figures = score(found, events=[SOLD])
    assert (figures["triple_f1"], figures["full_f1"], figures["status"]) == (1.0, 0.0, 0.0)


def test_one_party_is_no_event(found_in: Any) -> None:
    """A found event with one party is not counted, neither for nor against."""
    found = found_in(TEXT).does("sold", "COOPERATE", {"TCD": "Chad"}, {}).record()
    figures = score(found, events=[SOLD])
    assert (figures["dyad_p"], figures["located_p"]) == (0.0, 0.0)
    assert score_articles([(article(events=[]), found)])["dyad_p"] == 0.0


def test_repeated_tellings_count_once(found_in: Any) -> None:
    """Two tellings of the same act are one tuple of an article."""
    found = (
        found_in(TEXT)
        .does("sold", "COOPERATE", {"TCD": "Chad"}, {"NER": "Niger"})
        .does("pay", "COOPERATE", {"TCD": "Chad"}, {"NER": "Niger"})
        .record()
    )
    figures = score(found, events=[SOLD])
    assert (figures["full_p"], figures["located_p"]) == (1.0, 0.5)


def test_far_trigger_is_not_located(found_in: Any) -> None:
    """An event read far from its sentence is right as a tuple of the article and not located."""
    text = TEXT + " " + "Nothing else happened. " * 5 + "It traded."
    found = found_in(text).does("traded", "COOPERATE", {"TCD": "Chad"}, {"NER": "Niger"}).record()
    figures = score_articles([(GoldArticle("a", text, None, None, None, {"events": [SOLD]}), found)])
    assert (figures["full_f1"], figures["located_f1"]) == (1.0, 0.0)


def test_date_where_none_is_expected(found_in: Any) -> None:
    """A date where none is expected lowers `date` and not `date_where_given`."""
    day = date(2024, 5, 2)
    found = (
        found_in(TEXT)
        .does(
            "sold",
            "COOPERATE",
            {"TCD": "Chad"},
            {"NER": "Niger"},
            date=EventDate(day, day, "2024-05-02", "explicit", None),
        )
        .record()
    )
    figures = score(found, events=[{**SOLD, "date": None}])
    assert (figures["date"], figures["date_where_given"]) == (0.0, 0.0)


def test_evaluations_in_own_voice(found_in: Any) -> None:
    """Evaluations overlap or not; those in another voice are left aside."""
    found = found_in(TEXT).evaluates("bitter").evaluates("soon", "attributed").record()
    figures = score(found, judgements=[{"text": "A bitter bargain"}, {"text": "salt"}])
    assert (figures["evaluation_p"], figures["evaluation_r"]) == (1.0, 0.5)


def test_nothing_anywhere(found_in: Any) -> None:
    """An empty record against empty gold gives zeros and no error."""
    assert set(score(found_in(TEXT).record()).values()) == {0.0}


@pytest.mark.parametrize(
    ("piece", "sentence", "start"),
    [("Chad", None, 0), ("Chad", "The minister", 55), ("sold", "The minister", 5), ("gone", None, None)],
)
def test_locate(piece: str, sentence: str | None, start: int | None) -> None:
    """A piece is located at or behind its sentence, else anywhere, else nowhere."""
    found = locate(TEXT, piece, sentence)
    assert (None if found is None else found.start) == start


def test_load_gold(tmp_path: Path) -> None:
    """Articles with an annotation are loaded in the order of their ids; a date in the annotation goes first."""
    rows = [{"id": name, "text": "t", "published": "2024-01-01"} for name in ("b", "a", "c")]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/b.yml").write_text("published: 2024-02-02\n", encoding="utf-8")
    (tmp_path / "gold/a.yml").write_text("events: []\n", encoding="utf-8")
    found = load_gold(tmp_path / "articles.jsonl", tmp_path / "gold")
    assert [(a.id, a.published) for a in found] == [("a", "2024-01-01"), ("b", "2024-02-02")]
