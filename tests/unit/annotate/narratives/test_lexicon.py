"""The lexicon of narratives: complete rules, and errors that name the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from onrecord.annotate.narratives import lexicon as module
from onrecord.annotate.narratives.lexicon import FILE, LISTS, narrative_lexicon
from onrecord.errors import VocabularyError
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

RULE = {"id": "say-so", "form": "what", "words": ["say"], "example": "E.", "claim": "e", "owner": "PER"}
FILLED = {name: ["x"] for name in LISTS}


@pytest.fixture
def fresh() -> Iterator[None]:
    narrative_lexicon.cache_clear()
    yield
    narrative_lexicon.cache_clear()


def test_every_rule_says_what_sense_is_meant() -> None:
    assert all(rule.get("note") for rule in load_yaml(FILE)["rules"])


def test_a_word_of_several_parts_is_found_by_its_last() -> None:
    assert "narrative-that" in [rule.id for rule in narrative_lexicon().by_word["point"]]


def test_a_hyphened_word_is_found_whole_and_cut() -> None:
    index = narrative_lexicon().by_word
    assert index["so-called"][0] in index["called"]


@pytest.mark.usefixtures("fresh")
def test_what_is_off_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [{**RULE, "off": True}]
    monkeypatch.setattr(module, "load_yaml", lambda _: {"rules": rules, "lists": FILLED})
    assert narrative_lexicon().by_word == {}


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("rules", "lists", "message"),
    [
        ([{**RULE, "form": "rhyme"}], FILLED, "say-so: form 'rhyme' is unknown"),
        ([{**RULE, "claim": ""}], FILLED, "say-so: needs claim"),
        ([RULE, RULE], FILLED, "used twice"),
        ([RULE], {**FILLED, "world": []}, "world are missing"),
    ],
)
def test_a_wrong_entry_is_named(
    monkeypatch: pytest.MonkeyPatch, rules: list[dict[str, Any]], lists: dict[str, Any], message: str
) -> None:
    monkeypatch.setattr(module, "load_yaml", lambda _: {"rules": rules, "lists": lists})
    with pytest.raises(VocabularyError, match=message):
        narrative_lexicon()
