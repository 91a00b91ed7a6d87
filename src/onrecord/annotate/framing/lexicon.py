"""The framing lexicon, read once and compiled: groups of wordings with their kind and what rules a reading out.

The file `lexicons/en/evaluations.yml` says what each field means; this module only checks and compiles it.
A wrong entry is a `VocabularyError` that names it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from onrecord.annotate.framing.patterns import Pattern, compile_patterns
from onrecord.errors import VocabularyError
from onrecord.types.annotation import EvaluationKind
from onrecord.vocab.lexicon import grouped, load_yaml, refuse_twins

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BLANK = re.compile(r"(?<![\w])_(?![\w])")
FILE = "lexicons/en/evaluations.yml"
SCARE_QUOTES = "distance.scare-quotes"


@dataclass(frozen=True, slots=True)
class Wording:
    """One entry: a rule id, its kind, its patterns, and words that near it tell of another sense.

    `party` says that the sentence or the one before it has to name or speak of a party; `example` is a sentence
    it must be found in, `note` the sense that is meant.
    """

    id: str
    kind: EvaluationKind
    patterns: tuple[Pattern, ...]
    unless: frozenset[str]
    party: bool
    example: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All wordings, and for each anchor word the patterns to try there, in file order."""

    wordings: tuple[Wording, ...]
    by_anchor: Mapping[str, tuple[tuple[Pattern, Wording], ...]]
    political: frozenset[str]
    ascribing: frozenset[str]
    views: frozenset[str]


@cache
def framing_lexicon() -> Lexicon:
    """Return the compiled lexicon; raises VocabularyError where an entry is wrong."""
    data: Mapping[str, Any] = load_yaml(FILE)
    classes: Mapping[str, Sequence[str]] = data["classes"]
    wordings = tuple(_wording(entry, group, classes) for group in data["groups"] for entry in group["entries"])
    refuse_twins(FILE, (wording.id for wording in wordings))
    anchored = grouped((word, (p, wording)) for wording in wordings for p in wording.patterns for word in p.words)
    lists = (frozenset(classes.get(name, ())) for name in ("political", "ascribing", "views"))
    return Lexicon(wordings, anchored, *lists)


def reason_of(rule: str) -> str:
    """Return in a line what an evaluation's rule means; "" for a rule that is not known."""
    if rule == SCARE_QUOTES:
        return "words in quotation marks that nobody is quoted for"
    return next((wording.note for wording in framing_lexicon().wordings if wording.id == rule), "")


def _wording(entry: Mapping[str, Any], group: Mapping[str, Any], classes: Mapping[str, Sequence[str]]) -> Wording:
    name = entry.get("id", "?")
    if group.get("kind") not in get_args(EvaluationKind):
        raise VocabularyError(f"{FILE}: {group.get('name')}: kind {group.get('kind')!r} is unknown")
    given = entry.get("pattern", group.get("pattern"))
    if not given or "id" not in entry or "example" not in entry:
        raise VocabularyError(f"{FILE}: {name}: needs an id, a pattern and an example")
    sources = [str(source) for source in (given if isinstance(given, list) else [given])]
    if "pattern" not in entry:
        sources = [BLANK.sub(str(entry.get("word", name)), source) for source in sources]
    try:
        patterns = tuple(pattern for source in sources for pattern in compile_patterns(source, classes))
    except ValueError as error:
        raise VocabularyError(f"{FILE}: {name}: {error}") from error
    unless = frozenset(str(word) for word in (*group.get("unless", ()), *entry.get("unless", ())))
    note = str(entry.get("note", group.get("note", "")))
    party = bool(entry.get("party", group.get("party", False)))
    return Wording(f"{group['name']}.{name}", group["kind"], patterns, unless, party, str(entry["example"]), note)
