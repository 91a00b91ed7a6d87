"""Scoring coded events against single sentences, on values built by hand."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.evaluate.sentences import load_rows, score_gsr, score_plv

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Japan blamed Romania, and Peru thanked Chile."


def gsr(event: str, actors: list[str], recipients: list[str]) -> dict[str, Any]:
    """Return a gold standard record."""
    return {
        "event": event,
        "actors": [{"country": code} for code in actors],
        "recipients": [{"country": code} for code in recipients],
    }


def plv(root: str, actor: str, recipient: str) -> dict[str, Any]:
    """Return a marked pair."""
    return {"text": TEXT, "root": root, "actor_text": actor, "recipient_text": recipient}


@pytest.fixture
def blamed(found_in: Any) -> Any:
    """Return the record of Japan accusing Romania."""
    return found_in(TEXT).does("blamed", "ACCUSE", {"JPN": "Japan"}, {"ROU": "Romania"}).record()


def test_gsr_right(blamed: Any) -> None:
    """Type, dyad and triple are right where one event hits all three."""
    figures = score_gsr([(gsr("ACCUSE", ["JPN"], ["ROU"]), blamed)])
    assert len(figures) == 9
    assert set(figures.values()) == {1.0}


def test_gsr_folds_organisations(found_in: Any) -> None:
    """The gold has one code for all organisations: folded, ours meet it; plain, they do not."""
    found = found_in(TEXT).does("blamed", "ACCUSE", {"UNO": "Japan"}, {"ROU": "Romania"}).record()
    figures = score_gsr([(gsr("ACCUSE", ["IGO"], ["ROU"]), found)])
    assert (figures["dyad"], figures["dyad_folded"], figures["triple_folded"]) == (0.0, 1.0, 1.0)


def test_gsr_in_plover_form_reads_the_status(found_in: Any) -> None:
    """In PLOVER's own form a meeting that is ahead is AGREE; as the record has it, it is CONSULT."""
    found = found_in(TEXT).does("thanked", "CONSULT", {"PER": "Peru", "CHL": "Chile"}, {}, status="scheduled").record()
    figures = score_gsr([(gsr("AGREE", ["PER", "CHL"], []), found)])
    assert (figures["triple"], figures["plover_triple"], figures["plover_type"]) == (0.0, 1.0, 1.0)


def test_gsr_in_plover_form_takes_homes(blamed: Any) -> None:
    """In PLOVER's own form a side without a party stands for its home; in the record's it is nobody."""
    (event,) = blamed.events
    homely = replace(event, actors=tuple(replace(p, party=None, home="ROU") for p in event.actors))
    figures = score_gsr([(gsr("ACCUSE", ["ROU"], ["ROU"]), replace(blamed, events=(homely,)))])
    assert (figures["dyad"], figures["plover_dyad"], figures["plover_triple"]) == (0.0, 1.0, 1.0)


def test_gsr_older_codes_and_types(blamed: Any) -> None:
    """Older country codes and types of the set are read as today's."""
    assert score_gsr([(gsr("DISAPPROVE", ["JAP"], ["ROM"]), blamed)])["triple"] == 1.0


def test_gsr_direction_counts(blamed: Any) -> None:
    """Actor and recipient exchanged are no hit."""
    figures = score_gsr([(gsr("ACCUSE", ["ROU"], ["JPN"]), blamed)])
    assert (figures["type"], figures["dyad"], figures["triple"]) == (1.0, 0.0, 0.0)


def test_gsr_several_actors_are_counterparts(found_in: Any) -> None:
    """Several actors without a recipient are each other's counterparts, in the gold as in what is found."""
    found = found_in(TEXT).does("thanked", "CONSULT", {"PER": "Peru", "CHL": "Chile"}, {}).record()
    assert score_gsr([(gsr("CONSULT", ["PER", "CHL"], []), found)])["triple"] == 1.0


def test_gsr_without_recipient_is_no_pair(blamed: Any) -> None:
    """A record with one actor and no recipient counts for the type alone."""
    figures = score_gsr([(gsr("ACCUSE", ["JPN"], []), blamed)])
    assert (figures["type"], figures["dyad"]) == (1.0, 0.0)


def test_gsr_over_production(found_in: Any, blamed: Any) -> None:
    """Found events a record are averaged."""
    nothing = found_in(TEXT).record()
    row = gsr("ACCUSE", ["JPN"], ["ROU"])
    assert score_gsr([(row, blamed), (row, nothing)])["per_record"] == 0.5


def test_plv_best_event(found_in: Any) -> None:
    """Of several events, the one that fits the marked pair is asked for its type."""
    found = (
        found_in(TEXT)
        .does("blamed", "ACCUSE", {"JPN": "Japan"}, {"ROU": "Romania"})
        .does("thanked", "SUPPORT", {"PER": "Peru"}, {"CHL": "Chile"})
        .record()
    )
    figures = score_plv([(plv("SUPPORT", "Peru", "Chile"), found)])
    assert (figures["pair_accuracy"], figures["any_hit"], figures["precision"]) == (1.0, 1.0, 0.5)
    assert figures["root.SUPPORT"] == 1.0


def test_plv_concede_and_retreat_are_yield(found_in: Any) -> None:
    """CONCEDE and RETREAT count as the set's YIELD."""
    found = found_in(TEXT).does("thanked", "CONCEDE", {"PER": "Peru"}, {"CHL": "Chile"}).record()
    assert score_plv([(plv("YIELD", "Peru", "Chile"), found)])["pair_accuracy"] == 1.0


def test_plv_nothing_found(found_in: Any) -> None:
    """A pair of which nothing is found is wrong and no error."""
    figures = score_plv([(plv("ACCUSE", "Japan", "Romania"), found_in(TEXT).record())])
    assert (figures["pair_accuracy"], figures["precision"]) == (0.0, 0.0)


def test_rows_without_text_are_left_out(tmp_path: Path) -> None:
    """Rows without a text are left out."""
    path = tmp_path / "rows.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in ({"text": "a"}, {"text": ""}, {"text": None}))
    assert load_rows(path) == [{"text": "a"}]
