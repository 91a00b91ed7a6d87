"""The words by which a text names a framing, read once from `lexicons/en/narratives.yml` and checked.

The file says what each field means. A wrong entry is a `VocabularyError` that names it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args

from onrecord.errors import VocabularyError
from onrecord.vocab.lexicon import grouped, load_yaml, refuse_twins

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "lexicons/en/narratives.yml"
Form = Literal["object_as", "itself_as", "what", "noun_that", "noun_of", "under", "as_noun", "so_called"]
LISTS = (
    "efforts",
    "others",
    "media",
    "accusing",
    "refusing",
    "pushing",
    "countering",
    "contested",
    "endorsed",
    "anaphora",
    "world",
    "foreign",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of naming a framing; `example`, `claim` and `owner` say what it has to find in a made-up sentence."""

    id: str
    form: Form
    words: frozenset[str]
    unless: frozenset[str]
    off: bool
    example: str
    claim: str
    owner: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rules in file order, those in force by the last part of their words, and the closed lists by name."""

    rules: tuple[Rule, ...]
    by_word: Mapping[str, tuple[Rule, ...]]
    lists: Mapping[str, frozenset[str]]


@cache
def narrative_lexicon() -> Lexicon:
    """Return the lexicon; raises VocabularyError where an entry is wrong."""
    data: Mapping[str, Any] = load_yaml(FILE)
    rules = tuple(map(_rule, data["rules"]))
    refuse_twins(FILE, (rule.id for rule in rules))
    missing = [name for name in LISTS if not data["lists"].get(name)]
    if missing:
        raise VocabularyError(f"{FILE}: the lists {', '.join(missing)} are missing")
    return Lexicon(
        rules,
        grouped((form, rule) for rule in rules if not rule.off for form in _forms(rule)),
        {name: frozenset(map(str, data["lists"][name])) for name in LISTS},
    )


def _forms(rule: Rule) -> list[str]:
    """Return the words a rule is tried at; the parser divides most words at their hyphens."""
    return [form for word in sorted(rule.words) for form in sorted({word, word.replace("-", " ").split()[-1]})]


def _rule(entry: Mapping[str, Any]) -> Rule:
    name = entry.get("id", "?")
    if entry.get("form") not in get_args(Form):
        raise VocabularyError(f"{FILE}: {name}: form {entry.get('form')!r} is unknown")
    lacking = [field for field in ("id", "words", "example", "claim", "owner") if not entry.get(field)]
    if lacking:
        raise VocabularyError(f"{FILE}: {name}: needs {', '.join(lacking)}")
    return Rule(
        str(name),
        entry["form"],
        frozenset(map(str, entry["words"])),
        frozenset(map(str, entry.get("unless", ()))),
        bool(entry.get("off", False)),
        str(entry["example"]),
        str(entry["claim"]),
        str(entry["owner"]),
    )
