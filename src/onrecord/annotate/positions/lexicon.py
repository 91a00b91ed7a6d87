"""The words of positions and the known issues, read once and compiled.

`lexicons/en/positions.yml` and `ontologies/issues.yml` say what each field means; this module checks and compiles
them. A wrong entry is a `VocabularyError` that names it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast, get_args

from onrecord.errors import VocabularyError
from onrecord.types.relation import Stance
from onrecord.vocab.lexicon import grouped, load_yaml, refuse_twins

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "lexicons/en/positions.yml"
ISSUES = "ontologies/issues.yml"
KINDS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}
WITH_OBJECT = re.compile(r"(?P<object>[a-z]+)\[(?P<prep>[a-z]+)\]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One wording of a stance; the file explains the fields."""

    id: str
    kind: str
    words: frozenset[str]
    stance: Stance
    takes: tuple[str, ...]
    particle: str | None
    under: str | None
    state: bool
    asks: bool
    voiced: bool
    act: bool
    off: bool
    unless: frozenset[str]
    example: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A known issue and the pattern that finds it."""

    id: str
    label: str
    pattern: re.Pattern[str]
    company: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries by kind and word, and the closed word lists."""

    entries: tuple[Entry, ...]
    by_word: Mapping[tuple[str, str], tuple[Entry, ...]]
    denied: Mapping[str, Stance | None]
    conditions: tuple[str, ...]
    tied: frozenset[str]
    over: frozenset[str]
    light: frozenset[str]
    material: frozenset[str]
    hollow: frozenset[str]
    ended: frozenset[str]


@cache
def positions_lexicon() -> Lexicon:
    """Return the compiled lexicon; raises VocabularyError where an entry is wrong."""
    data: Mapping[str, Any] = load_yaml(FILE)
    entries = tuple(_entry(row, kind) for part, kind in KINDS.items() for row in data[part])
    refuse_twins(FILE, (entry.id for entry in entries))
    return Lexicon(
        entries,
        grouped(((entry.kind, word), entry) for entry in entries for word in entry.words),
        {stance: cast("Stance", other) or None for stance, other in data["denied"].items()},
        tuple(sorted(data["conditions"]["words"], key=len, reverse=True)),
        *(frozenset(map(str, words)) for words in (data["conditions"]["tied"], data["over"], data["light"])),
        *(frozenset(map(str, data[name])) for name in ("material", "hollow", "ended")),
    )


def _entry(row: Mapping[str, Any], kind: str) -> Entry:
    name = row.get("id", "?")
    if row.get("stance") not in get_args(Stance):
        raise VocabularyError(f"{FILE}: {name}: stance {row.get('stance')!r} is unknown")
    if not row.get("words") or not row.get("takes") or "eg" not in row:
        raise VocabularyError(f"{FILE}: {name}: needs words, takes and an example (eg)")
    return Entry(
        str(name),
        kind,
        frozenset(row["words"]),
        row["stance"],
        tuple(row["takes"]),
        row.get("particle"),
        row.get("under"),
        state=bool(row.get("state")),
        asks=bool(row.get("asks")),
        voiced=bool(row.get("voiced")),
        act=bool(row.get("act")),
        off=bool(row.get("off")),
        unless=frozenset(row.get("unless", ())),
        example=str(row["eg"]),
    )


@cache
def topics() -> tuple[Topic, ...]:
    """Return the known issues in file order; raises VocabularyError where a phrase is no regular expression."""
    found = []
    for row in load_yaml(ISSUES)["issues"]:
        try:
            pattern = re.compile("|".join(f"(?:{phrase})" for phrase in row["phrases"]))
        except re.error as error:
            raise VocabularyError(f"{ISSUES}: {row.get('id', '?')}: {error}") from error
        found.append(Topic(row["id"], row["label"], pattern, frozenset(row.get("with", ()))))
    return tuple(found)


def topic_of(issue: str, sentence: str) -> str | None:
    """Return the id of the known issue the words are about; both in lower case, straight quotes, single blanks."""
    words = frozenset(re.findall(r"[a-z]+", sentence))
    for topic in topics():
        if topic.pattern.search(issue) and (not topic.company or topic.company & words):
            return topic.id
    return None
