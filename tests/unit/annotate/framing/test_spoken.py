"""Stretches that somebody speaks without quotation marks."""

from __future__ import annotations

import pytest

from onrecord.annotate.framing.spoken import spoken_stretches
from onrecord.document.layout import lay_out


def spoken(text: str) -> list[str]:
    """Return the stretches of a text that somebody speaks."""
    return [span.of(text) for span in spoken_stretches(text, lay_out(text)[0])]


def test_from_the_first_label_on() -> None:
    text = "The ministers met the press.\n\nMR ROSSI: Good morning.\n\nQUESTION: Will you sign?"
    assert spoken(text) == ["MR ROSSI: Good morning.\n\nQUESTION: Will you sign?"]


def test_one_label_makes_no_transcript() -> None:
    assert spoken("ROME, ITALY: The ministers met.\n\nThey signed nothing.") == []


def test_a_paragraph_of_dialogue() -> None:
    text = "He was asked about the fish.\n\n- I never saw a fish.\n\nThen he left."
    assert spoken(text) == ["- I never saw a fish."]


@pytest.mark.parametrize("item", ["- two ships and a barge", "- The accord on fish."])
def test_an_item_of_a_list_is_none(item: str) -> None:
    assert spoken(f"The accord covers:\n\n{item}\n\nNo more.") == []


def test_a_digest_of_an_interview() -> None:
    text = "Interview of the minister in Rome\n\nKey points:\n\n• The fish are ours."
    assert spoken(text) == ["\n\n• The fish are ours."]


def test_key_points_of_a_report_are_nobodys() -> None:
    assert spoken("A report on fish\n\nKey points:\n\n• The fish are many.") == []
