"""The words of positions and the known issues are compiled as their files say, and a wrong entry is named."""

from __future__ import annotations

import pytest

from onrecord.annotate.positions import lexicon
from onrecord.errors import VocabularyError


@pytest.mark.parametrize(
    ("issue", "topic"),
    [
        ("a permanent seat on the un security council", "unsc_permanent_seat"),
        ("to join nato", "nato_membership"),
        ("an end to the embargo", "sanctions"),
        ("to lift the sanctions", "sanctions_relief"),
        ("a two-state solution", "two_state_solution"),
        ("a rules-based international order", "rules_based_order"),
        ("to diversify energy imports", "energy_diversification"),
        ("war crimes", "accountability"),
        ("a new bridge", None),
    ],
)
def test_topic_of(issue: str, topic: str | None) -> None:
    assert lexicon.topic_of(issue, issue) == topic


def test_some_issues_need_their_company() -> None:
    assert lexicon.topic_of("the nuclear deal", "chile supports the nuclear deal with iran") == "nuclear_deal_iran"
    assert lexicon.topic_of("the nuclear deal", "chile supports the nuclear deal") is None


def test_ids_of_issues_are_used_once() -> None:
    ids = [topic.id for topic in lexicon.topics()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "row",
    [
        {"id": "x", "words": ["like"], "stance": "loves", "takes": ["obj"], "eg": "A."},
        {"id": "x", "words": ["like"], "stance": "supports", "takes": [], "eg": "A."},
        {"id": "x", "words": ["like"], "stance": "supports", "takes": ["obj"]},
    ],
)
def test_a_wrong_entry_is_named(row: dict[str, object]) -> None:
    with pytest.raises(VocabularyError, match="x: "):
        lexicon._entry(row, "verb")
