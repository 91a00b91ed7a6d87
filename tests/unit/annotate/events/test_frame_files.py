"""The frame files are checked when read: a mistake names file and entry."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from onrecord.errors import VocabularyError
from onrecord.vocab import frames
from onrecord.vocab.lexicon import load_yaml

GOOD: dict[str, Any] = {
    "type": "ACCUSE",
    "frames": [{"id": "chide", "verb": ["chide"], "eg": "France chided Germany."}],
}


def _frames(content: Any, monkeypatch: pytest.MonkeyPatch) -> list[frames.Frame]:
    monkeypatch.setattr(frames, "load_yaml", lambda name: content if name == "x.yml" else load_yaml(name))
    return list(frames._file_frames("x.yml"))


def test_an_entry_is_one_frame_a_lemma(monkeypatch: pytest.MonkeyPatch) -> None:
    content = copy.deepcopy(GOOD)
    content["frames"][0]["noun"] = ["chiding"]
    found = _frames(content, monkeypatch)
    assert [f.id for f in found] == ["accuse.chide.chide", "accuse.chide.chiding"]
    assert [f.kind for f in found] == ["verb", "noun"]


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("colour", "red", "unknown or missing keys"),
        ("mode", "visit", "has no mode"),
        ("needs", "everything", "unknown value"),
        ("comp", "perhaps", "unknown value"),
        ("status", "maybe", "unknown value"),
        ("obj", ["@nowhere"], "no word class"),
        ("obj", [True], "a list of words is expected"),
        ("to", "2nd", "unknown slot"),
    ],
)
def test_a_mistake_names_file_and_entry(key: str, value: object, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = copy.deepcopy(GOOD)
    content["frames"][0][key] = value
    with pytest.raises(VocabularyError, match=words) as caught:
        _frames(content, monkeypatch)
    assert "x.yml" in str(caught.value) or "_classes.yml" in str(caught.value)


def test_an_unknown_type_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(VocabularyError, match="no type of the ontology"):
        _frames({**GOOD, "type": "FIGHT"}, monkeypatch)


def test_an_entry_without_a_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(VocabularyError, match="none of"):
        _frames({"type": "ACCUSE", "frames": [{"id": "empty"}]}, monkeypatch)


def test_the_more_demanding_frame_comes_first() -> None:
    for group in frames.frame_index().by_lemma.values():
        weights = [frame.weight for frame in group]
        assert weights == sorted(weights, reverse=True)


def test_past_forms() -> None:
    assert [frames.past_form(v) for v in ("deny", "give", "ban", "accuse", "jam")] == [
        "denied",
        "gave",
        "banned",
        "accused",
        "jammed",
    ]


def test_the_ontology_is_whole() -> None:
    ontology = load_yaml(frames.ONTOLOGY)
    assert len(ontology["types"]) == 16
    assert len(ontology["contexts"]) == 37
    assert all(entry["quad"] in ontology["quads"] for entry in ontology["types"].values())
    assert all(entry["words"] for entry in ontology["contexts"].values())
    assert all({"about", "manual", "here", "reason"} <= set(entry) for entry in ontology["resolutions"])
