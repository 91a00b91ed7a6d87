"""The words of flows, read once and checked; `lexicons/en/flows.yml` says what each field means.

A wrong entry is a `VocabularyError` that names it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from onrecord.errors import VocabularyError
from onrecord.types.relation import Change, FlowKind
from onrecord.vocab.lexicon import grouped, load_yaml, refuse_twins

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "lexicons/en/flows.yml"
KINDS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}
ROLES = frozenset({"supplier", "receiver", "goods", "source"})
LISTS = ("not_goods", "portions", "regulated", "own_changes")


@dataclass(frozen=True, slots=True)
class Entry:
    """One wording of a flow; the file explains the fields."""

    id: str
    form: str
    words: frozenset[str]
    kind: FlowKind
    roles: Mapping[str, str]
    any_goods: bool
    own_sector: str | None
    needs: str | None
    off: bool
    example: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by form and word, the words of change and sector, and the closed lists."""

    entries: tuple[Entry, ...]
    by_word: Mapping[tuple[str, str], tuple[Entry, ...]]
    traders: Mapping[str, str]
    changes: Mapping[str, Change]
    sectors: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    leverage: Mapping[str, frozenset[str]]


@cache
def flows_lexicon() -> Lexicon:
    """Return the compiled lexicon; raises VocabularyError where an entry is wrong."""
    data: Mapping[str, Any] = load_yaml(FILE)
    entries = tuple(_entry(row, form) for part, form in KINDS.items() for row in data[part])
    refuse_twins(FILE, (entry.id for entry in entries))
    sectors: dict[str, str] = {}
    for sector, words in data["sectors"].items():
        for word in words:
            sectors.setdefault(str(word), sector)
    return Lexicon(
        entries,
        grouped(((entry.form, word), entry) for entry in entries for word in entry.words),
        {word: role for role, words in data["traders"].items() for word in words},
        {str(word): change for change in get_args(Change) for word in data[change]},
        sectors,
        {name: frozenset(map(str, data[name])) for name in LISTS},
        {name: frozenset(map(str, words)) for name, words in data["leverage"].items()},
    )


def _entry(row: Mapping[str, Any], form: str) -> Entry:
    name = row.get("id", "?")
    if row.get("kind") not in get_args(FlowKind):
        raise VocabularyError(f"{FILE}: {name}: kind {row.get('kind')!r} is unknown")
    if not row.get("words") or "eg" not in row or not ROLES.issuperset(row.get("roles", {"": ""}).values()):
        raise VocabularyError(f"{FILE}: {name}: needs words, known roles and an example (eg)")
    return Entry(
        str(name),
        form,
        frozenset(row["words"]),
        row["kind"],
        dict(row["roles"]),
        row.get("goods") == "any",
        row.get("self"),
        row.get("needs"),
        bool(row.get("off")),
        str(row["eg"]),
    )
