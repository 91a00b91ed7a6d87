"""The words of proceedings, read once from `lexicons/en/proceedings.yml` and compiled.

The file says what each list means; this module checks and compiles it. A wrong entry is a `VocabularyError` that
names it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from onrecord.errors import VocabularyError
from onrecord.types.relation import Stage
from onrecord.vocab.lexicon import load_rows, load_yaml, multiple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FILE = "lexicons/en/proceedings.yml"
NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Known:
    """A body or an instrument that exists in the world, by its forms.

    session_only  the bare name is an organisation: only its sessions are forums
    numbered      the number stands directly behind the form ("COP26")
    """

    id: str
    name: str
    parties: tuple[str, ...] = ()
    kind: str = ""
    sector: str | None = None
    session_only: bool = False
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """What a noun says an instrument is, and the family by which kinds are one in keys."""

    name: str
    family: str


@dataclass(frozen=True, slots=True)
class Phrasal:
    """A verb that needs a particle, preposition or noun to move an instrument ("enter into force")."""

    verbs: frozenset[str]
    preps: frozenset[str]
    nouns: frozenset[str]
    objects: frozenset[str]
    particles: frozenset[str]
    stage: Stage


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the finders look words up in.

    forums       word lists by name · ordinals, tens  numbers in words
    ranks        phrase → rank of a grouping's meeting, longest first
    bodies, groupings, treaties  names found in a text by one pattern each
    kinds        lower-case noun → kind · instruments  word lists by name
    stages       verb → stage · nouns  governing noun → stage · adjectives  predicate → stage
    """

    forums: Mapping[str, frozenset[str]]
    ordinals: Mapping[str, int]
    tens: Mapping[str, int]
    ranks: tuple[tuple[str, str], ...]
    bodies: tuple[re.Pattern[str], Mapping[str, Known]]
    groupings: tuple[re.Pattern[str], Mapping[str, Known]]
    treaties: tuple[re.Pattern[str], Mapping[str, Known]]
    kinds: Mapping[str, Kind]
    instruments: Mapping[str, frozenset[str]]
    stages: Mapping[str, Stage]
    nouns: Mapping[str, Stage]
    adjectives: Mapping[str, Stage]
    phrasal: tuple[Phrasal, ...]
    transparent: frozenset[str]
    empty: frozenset[str]
    synonyms: Mapping[str, str]
    sectors: Mapping[str, str]


VERB_STAGES: Mapping[str, Stage] = {
    "signing": "signed",
    "talking": "under_discussion",
    "force": "in_force",
    "suspending": "suspended",
    "ending": "ended",
    "stalling": "stalled",
}
NOUN_STAGES: Mapping[str, Stage] = {
    "talk_nouns": "under_discussion",
    "sign_nouns": "signed",
    "force_nouns": "in_force",
    "end_nouns": "ended",
    "suspend_nouns": "suspended",
}
WORD_LISTS = ("not_before", "not_after", "generic", "subject_preps", "verb_subjects", "draft_words", "signed_words")
MODAL_LISTS = (
    "modals_ahead",
    "governors_ahead",
    "governors_against",
    "named_only",
    "another",
    "past_preps",
    "absent",
    "not_subjects",
)


@cache
def proceedings_lexicon() -> Lexicon:
    """Return the compiled lexicon; raises VocabularyError where the file lacks a section or an entry is wrong."""
    data: Mapping[str, Any] = load_yaml(FILE)
    try:
        return _compiled(data)
    except KeyError as error:
        raise VocabularyError(f"{FILE}: section {error} is missing") from error


@cache
def state_forms() -> Mapping[str, str]:
    """Return the names and adjectives of states by which joined names tell their parties ("U.S.-Japan")."""
    found: dict[str, str] = {}
    for row in load_rows("actors/states.csv"):
        for form in (row["name"], *multiple(row["names"]), *multiple(row["adjectives"])):
            found.setdefault(form.rstrip("?+"), row["code"])
    return found


def joined_codes(name: str) -> tuple[str, ...]:
    """Return the codes of the states a joined name is made of; none where any part is no state.

    >>> joined_codes("U.S.-Japan")
    ('USA', 'JPN')
    """
    parts = re.split("[-–/]", name)
    codes = tuple(state_forms().get(part, "") or state_forms().get(f"{part}.", "") for part in parts)
    return codes if len(parts) > 1 and all(codes) else ()


def _compiled(data: Mapping[str, Any]) -> Lexicon:
    forums, instruments, subjects = data["forums"], data["instruments"], data["subjects"]
    stages = instruments["stages"]
    lists = {name: _words(name, instruments[name]) for name in (*WORD_LISTS, *MODAL_LISTS)}
    words = {name: _words(name, found) for name, found in forums.items() if isinstance(found, list)}
    return Lexicon(
        forums=words,
        ordinals=forums["ordinals"],
        tens=forums["tens"],
        ranks=tuple(sorted(forums["ranks"].items(), key=lambda item: -len(item[0]))),
        bodies=_names(data["known"]),
        groupings=_names([{"id": name, "name": name, **row} for name, row in data["groupings"].items()]),
        treaties=_names(data["known_instruments"]),
        kinds=_kinds(instruments["kinds"]),
        instruments=lists,
        stages={verb: stage for name, stage in VERB_STAGES.items() for verb in stages[name]},
        nouns={noun: stage for name, stage in NOUN_STAGES.items() for noun in instruments[name]},
        adjectives=instruments["adjectives"],
        phrasal=tuple(_phrasal(row) for row in instruments["phrasal"]),
        transparent=_words("transparent", subjects["transparent"]),
        empty=_words("empty", subjects["empty"]),
        synonyms=subjects["synonyms"],
        sectors={word: sector for sector, found in subjects["sectors"].items() for word in found},
    )


def _words(name: str, found: Sequence[Any]) -> frozenset[str]:
    """Return a list of words; YAML reads a bare on, off, no or yes as something else."""
    wrong = [word for word in found if not isinstance(word, str)]
    if wrong:
        raise VocabularyError(f"{FILE}: {name}: {wrong[0]!r} is no word; put it in quotation marks")
    return frozenset(found)


def _kinds(rows: Mapping[str, Any]) -> dict[str, Kind]:
    return {word: Kind(name, row["family"]) for name, row in rows.items() for word in row["words"]}


def _phrasal(row: Mapping[str, Any]) -> Phrasal:
    if row.get("stage") not in get_args(Stage) or "verb" not in row:
        raise VocabularyError(f"{FILE}: phrasal: {row}: needs a verb and a known stage")
    verbs, preps, nouns, objects, particles = (
        _words(k, row.get(k, ())) for k in ("verb", "prep", "noun", "obj", "prt")
    )
    return Phrasal(verbs, preps, nouns, objects, particles, row["stage"])


def _names(rows: Iterable[Mapping[str, Any]]) -> tuple[re.Pattern[str], dict[str, Known]]:
    """Return one pattern for all forms, the longest first, and what each form stands for."""
    found: dict[str, Known] = {}
    for row in rows:
        if "id" not in row or "name" not in row or "forms" not in row:
            raise VocabularyError(f"{FILE}: {row.get('id', row)}: needs an id, a name and forms")
        known = Known(
            str(row["id"]),
            str(row["name"]),
            tuple(sorted(row.get("parties", ()))),
            row.get("kind", ""),
            row.get("sector"),
            session_only=row.get("needs") == "session",
            numbered=bool(row.get("numbered")),
        )
        for form in row["forms"]:
            if found.setdefault(form, known) is not known:
                raise VocabularyError(f"{FILE}: {row['id']}: the form {form!r} stands for another row too")
    return _any_of(tuple(found)), found


def _any_of(forms: Sequence[str]) -> re.Pattern[str]:
    if not forms:
        return NOTHING
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(form) for form in ordered) + r")(?![^\W\d])")
