"""The words of flows are compiled as their file says, and a wrong entry is named."""

from __future__ import annotations

import pytest

from onrecord.annotate.flows import lexicon
from onrecord.errors import VocabularyError


@pytest.mark.parametrize(
    "row",
    [
        {"id": "x", "words": ["lend"], "kind": "gift", "roles": {"subj": "supplier"}, "eg": "A."},
        {"id": "x", "words": ["lend"], "kind": "supply", "roles": {"subj": "giver"}, "eg": "A."},
        {"id": "x", "words": ["lend"], "kind": "supply", "roles": {"subj": "supplier"}},
    ],
)
def test_a_wrong_entry_is_named(row: dict[str, object]) -> None:
    with pytest.raises(VocabularyError, match="x: "):
        lexicon._entry(row, "verb")


def test_places_are_words() -> None:
    places = {place for entry in lexicon.flows_lexicon().entries for place in entry.roles}
    assert all(isinstance(place, str) for place in places)  # "on" and "off" without quotes would be true and false


def test_no_word_of_goods_is_told_not_to_be_one() -> None:
    found = lexicon.flows_lexicon()
    assert found.sectors["wheat"] == "grain"
    assert not found.words["not_goods"] & set(found.sectors)
