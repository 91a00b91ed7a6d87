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
    from onrecord.types.syntax import Token

FILE = "lexicons/en/attribution_cues.yml"
CLASSES = frozenset(
    "neutral assertive factive denial promise threat demand belief hedge declined".split(),
)
KINDS = frozenset("verb noun adjective adverb modifier preposition behind headline declined".split())
DOUBLED = frozenset("bdglmnprt")
VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One cue: its words (lemmas, head first), class and the patterns in which content follows it.

    `soft` marks what is also done without words: it counts only with a clause or a quotation, or where somebody
    who speaks for a side does it and it is told for its own sake.
    """

    id: str
    kind: str
    words: tuple[str, ...]
    cls: CueClass
    takes: frozenset[str]
    hears: bool
    soft: bool
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


@cache
def verb_forms() -> Mapping[str, str]:
    """Return the regular inflected forms of the verbal cues with their lemma, for words the lemmatiser misreads."""
    return {form: lemma for lemma in cues("verb") for form in _inflected(lemma)}


def verb_entries(token: Token) -> tuple[CueEntry, ...]:
    """Return the verbal cues a token may be the head of, by its lemma, else by its form."""
    lexicon = cues("verb")
    return lexicon.get(token.lemma.lower()) or lexicon.get(verb_forms().get(token.lower, ""), ())


def _inflected(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    plain = (lemma + "s", lemma + "es", lemma + "ed", lemma + "ing")
    if lemma[-1] in DOUBLED and lemma[-2] in VOWELS:
        return (*plain, lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")
    return plain


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
        bool(row.get("soft", False)),
        tuple(sorted(p for p in plain if "_" not in p)),
        tuple(sorted(p.split("_", 1)[1] for p in plain if p.startswith("obj_"))),
    )
