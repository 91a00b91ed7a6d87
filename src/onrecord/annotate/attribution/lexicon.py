"""The cue lexicon as objects, found by their first lemma. Read once; a mistake in the file is a VocabularyError."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.errors import VocabularyError
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.types.annotation import CueClass

FILE = "lexicons/en/attribution_cues.yml"
CLASSES = frozenset(
    "neutral assertive factive denial promise threat demand belief hedge declined".split(),
)
KINDS = frozenset("verb noun adjective adverb modifier preposition behind headline declined".split())
# Lemmas the parser's lemmatiser gets wrong, as it gives them
MISREAD = {"hop": "hope", "retweete": "retweet", "extoll": "extol", "re": "be"}


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One cue: its words (lemmas, head first), class and the patterns in which content follows it."""

    id: str
    kind: str
    words: tuple[str, ...]
    cls: CueClass
    takes: frozenset[str]
    hears: bool
    prepositions: tuple[str, ...]
    object_prepositions: tuple[str, ...]


PATTERNS = frozenset({"clause", "inf", "ger", "obj", "obj_inf", "as", "quote", "passive", "document"})


@cache
def cues(kind: str) -> Mapping[str, tuple[CueEntry, ...]]:
    """Return the entries of a kind by first lemma, those with more words first."""
    found: dict[str, list[CueEntry]] = {}
    for row in load_yaml(FILE)["entries"]:
        if row["kind"] == kind:
            entry = _entry(row)
            found.setdefault(entry.words[0], []).append(entry)
    return {lemma: tuple(sorted(group, key=lambda e: -len(e.words))) for lemma, group in found.items()}


def _entry(row: Mapping[str, Any]) -> CueEntry:
    takes = frozenset(row["takes"])
    if row["class"] not in CLASSES or row["kind"] not in KINDS:
        raise VocabularyError(f"{FILE}: {row['id']}: unknown kind or class")
    plain = takes - PATTERNS
    return CueEntry(
        row["id"],
        row["kind"],
        tuple(str(row["words"]).split()),
        row["class"],
        takes,
        bool(row.get("hears", False)),
        tuple(sorted(p for p in plain if "_" not in p)),
        tuple(sorted(p.split("_", 1)[1] for p in plain if p.startswith("obj_"))),
    )
