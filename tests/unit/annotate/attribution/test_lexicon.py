"""The lexicons of the attribution layer: closed values, forms, and a wrong entry is named."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, get_args

import pytest

from onrecord.annotate.attribution import lexicon
from onrecord.annotate.attribution.lexicon import PATTERNS, cues, verb_forms
from onrecord.annotate.attribution.qualifiers import patterns
from onrecord.annotate.attribution.source import mute_nouns, source_nouns
from onrecord.errors import VocabularyError
from onrecord.types.annotation import CueClass, SourceType
from onrecord.vocab.lexicon import load_yaml

CUES: list[dict[str, Any]] = load_yaml("lexicons/en/attribution_cues.yml")["entries"]
QUALIFIERS: list[dict[str, Any]] = load_yaml("lexicons/en/qualifiers.yml")["entries"]
AXES = {
    "identity": set(),
    "standing": {"principal", "spokesperson", "official", "former_official", "expert", "witness", "interested"},
    "terms": {"on_record", "background", "unattributed"},
    "access": {"first_hand", "briefed", "document_seen_by_outlet", "document_described", "second_hand"},
    "secrecy": {"leaked", "classified", "internal", "private_correspondence", "restricted"},
    "reason": {"not_authorised", "safety", "sensitivity", "privacy", "ongoing", "policy"},
}


def test_cue_entries_are_many_unique_and_closed() -> None:
    """At least five hundred entries; ids once; class and patterns from their lists; an example in each."""
    assert len(CUES) >= 500
    assert not [i for i, n in Counter(e["id"] for e in CUES).items() if n > 1]
    for entry in CUES:
        assert entry["class"] in get_args(CueClass), entry["id"]
        assert entry["example"].strip()
        for pattern in entry["takes"]:
            preposition = pattern.removeprefix("obj_")
            assert pattern in PATTERNS or re.fullmatch("[a-z]+", preposition), (entry["id"], pattern)


def test_every_class_has_cues() -> None:
    """No class is empty."""
    assert {e["class"] for e in CUES} == set(get_args(CueClass))


def test_longer_cues_come_before_shorter_ones() -> None:
    """Of entries with one head the one with more words is tried first."""
    lengths = [len(e.words) for e in cues("verb")["call"]]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("says", "say"), ("denied", "deny"), ("quipped", "quip"), ("urging", "urge"), ("counselled", "counsel")],
)
def test_regular_forms_lead_to_their_lemma(form: str, lemma: str) -> None:
    """What the lemmatiser misreads is found by its form."""
    assert verb_forms()[form] == lemma


@pytest.mark.parametrize("wrong", [{"class": "angry"}, {"kind": "shrug"}])
def test_a_wrong_entry_is_named(wrong: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown class or kind is an error that names the entry."""
    row = {"id": "verb.x", "kind": "verb", "words": "x", "class": "neutral", "takes": ["clause"], **wrong}
    monkeypatch.setattr(lexicon, "load_yaml", lambda _: {"entries": [row]})
    with pytest.raises(VocabularyError, match=r"verb\.x"):
        lexicon.cues.__wrapped__(row["kind"])


def test_source_nouns_have_legal_types_and_are_not_mute() -> None:
    """Types are source types; a noun is either a source or mute."""
    assert {n.type for n in source_nouns().values()} <= set(get_args(SourceType))
    assert not set(source_nouns()) & mute_nouns()


@pytest.mark.parametrize("entry", QUALIFIERS, ids=[e["id"] for e in QUALIFIERS])
def test_a_qualifier_matches_its_example(entry: dict[str, str]) -> None:
    """Axis and value are from the closed lists, and the pattern fits the entry's own example."""
    assert entry["value"] in AXES[entry["axis"]]
    pattern = next(p for rule, _, _, p in patterns() if rule == entry["id"])
    assert pattern.search(entry["example"])
