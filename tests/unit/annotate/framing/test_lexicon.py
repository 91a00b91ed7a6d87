"""The framing lexicon: complete entries, and errors that name the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from onrecord.annotate.framing import lexicon as module
from onrecord.annotate.framing.lexicon import FILE, framing_lexicon
from onrecord.errors import VocabularyError
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTRY = {"id": "rash", "pattern": "rash", "example": "A rash act."}
GROUP = {"name": "adjective", "kind": "loaded", "note": "n", "entries": [ENTRY]}
CLASSES = {"political": ["state"]}


@pytest.fixture
def fresh() -> Iterator[None]:
    framing_lexicon.cache_clear()
    yield
    framing_lexicon.cache_clear()


def test_there_are_many_entries_with_ids_of_their_own() -> None:
    ids = [wording.id for wording in framing_lexicon().wordings]
    assert len(ids) >= 350
    assert len(set(ids)) == len(ids)


def test_every_group_says_what_sense_is_meant() -> None:
    assert all(group.get("note") for group in load_yaml(FILE)["groups"])


def test_every_entry_can_be_found_by_a_word() -> None:
    assert all(pattern.words for wording in framing_lexicon().wordings for pattern in wording.patterns)


def with_groups(monkeypatch: pytest.MonkeyPatch, *groups: dict[str, Any]) -> None:
    monkeypatch.setattr(module, "load_yaml", lambda _: {"classes": CLASSES, "groups": list(groups)})


@pytest.mark.usefixtures("fresh")
def test_the_pattern_of_a_group_is_filled_with_the_word(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [{"id": "rash", "example": "e"}, {"id": "two", "word": "mad", "example": "e"}]
    with_groups(monkeypatch, {**GROUP, "pattern": "_/A act", "entries": entries})
    assert [set(wording.patterns[0].words) for wording in framing_lexicon().wordings] == [{"rash"}, {"mad"}]


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("group", "message"),
    [
        ({**GROUP, "kind": "rude"}, "kind 'rude' is unknown"),
        ({**GROUP, "entries": [{"id": "rash", "pattern": "rash"}]}, "rash: needs an id"),
        ({**GROUP, "entries": [{"pattern": "rash", "example": "e"}]}, "needs an id"),
        ({**GROUP, "entries": [{**ENTRY, "pattern": "[..2]"}]}, "rash: .* no word"),
        ({**GROUP, "entries": [ENTRY, ENTRY]}, "adjective.rash: this id is used twice"),
    ],
)
def test_a_wrong_entry_is_named(monkeypatch: pytest.MonkeyPatch, group: dict[str, Any], message: str) -> None:
    with_groups(monkeypatch, group)
    with pytest.raises(VocabularyError, match=message):
        framing_lexicon()
