"""The words of the time grammar, sorted into kinds.

Each kind has a one-character code, so that rules can be regular expressions over a string of kinds.
Read from `lexicons/en/times.yml` when first asked for, once a process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.errors import VocabularyError
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LAST_WORD = re.compile(r"[a-z0-9]+")
FILE = "lexicons/en/times.yml"

SECTIONS = {
    "months": "MONTH",
    "month_abbreviations": "MONTH",
    "weekdays": "WEEKDAY",
    "weekday_abbreviations": "WEEKDAY",
    "weekdays_plural": "WEEKDAYS",
    "units": "UNIT",
    "units_plural": "UNITS",
    "period_nouns": "PERIOD",
    "numbers": "NUM",
    "multipliers": "NUM",
    "vague_counts": "SOME",
    "ordinals": "ORD",
    "decade_words": "DECADEWORD",
    "quarter_names": "QUARTER",
    "seasons": "SEASON",
    "day_parts": "PART",
    "day_parts_alone": "NOON",
    "deictic_days": "DEICTIC",
    "deictic_nights": "TONIGHT",
    "last_words": "LAST",
    "next_words": "NEXT",
    "this_words": "THIS",
    "that_words": "THAT",
    "latest_words": "LATEST",
    "early_words": "EARLY",
    "whereabouts_words": "WITHIN_IT",
    "edges": "EDGE",
    "direction_words": "AGO",
    "each_words": "EACH",
    "frequencies": "FREQ",
    "times_words": "TIMES",
    "vague_now": "VAGUE",
    "vague_past": "VAGUE",
    "vague_past_adjectives": "RECENT",
    "vague_future": "VAGUE",
    "approximations": "ABOUT",
    "more_words": "MORE",
    "fiscal_words": "FISCAL",
    "half_words": "HALF",
    "zones": "ZONE",
    "holidays": "HOLIDAY",
}
CAPITAL = frozenset({"MONTH", "WEEKDAY", "WEEKDAYS", "HOLIDAY"})
VAGUE_VALUES = {
    "vague_now": "PRESENT_REF",
    "vague_past": "PAST_REF",
    "vague_future": "FUTURE_REF",
}
# Kinds that come from the shape of a token or from the list of function words.
SHAPES = (
    "OTHER STOP COMMA DASH SPACED_DASH SLASH POSS DAY YEAR DECADE CLOCK CLOCK24 ISO SLASHED BIGNUM "
    "THE AN OF IN ON AT BY FOR TO THROUGH AND OR BETWEEN FROM UNTIL SINCE DURING WITHIN INTO OLD LONG OCLOCK SO"
).split()
# The unit "year" has a code of its own beside that of all units, for "last year" behind a month.
KINDS = tuple(dict.fromkeys([*SHAPES, *SECTIONS.values(), "YEARUNIT"]))
CODES = {kind: chr(0xE000 + i) for i, kind in enumerate(KINDS)}
# Every time has a digit or a word of one of these kinds.
CORES = frozenset(
    "MONTH WEEKDAY WEEKDAYS UNIT UNITS DECADEWORD QUARTER SEASON PART NOON DEICTIC TONIGHT FREQ VAGUE HOLIDAY "
    "LAST AGO OCLOCK".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of the lexicon: its kind and what it stands for."""

    kind: str
    value: Any
    section: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words and phrases by their lower-case form, the lists the guards read, and what a time cannot do without.

    `cores` holds single words: of a phrase the last one.
    """

    words: Mapping[str, Word]
    abbreviations: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    cores: frozenset[str]


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    for section, kind in SECTIONS.items():
        for word, value in data[section].items():
            yield str(word), Word(kind, VAGUE_VALUES.get(section, value), section)
    for word, kind in data["function_words"].items():
        yield str(word), Word(kind, str(word), "function_words")


def _lists(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    named = {name: frozenset(map(str, value)) for name, value in data.items() if isinstance(value, list)}
    named["season_names_before"] = frozenset(data["spring_names"]["before"])
    named["season_names_after"] = frozenset(data["spring_names"]["after"])
    named["person_titles"] = frozenset(data["may_verbs"]["titles"])
    return named


@cache
def lexicon() -> Lexicon:
    """Return the lexicon; raises VocabularyError where a word stands in two sections."""
    data = load_yaml(FILE)
    words: dict[str, Word] = {}
    for word, entry in _entries(data):
        if word in words:
            raise VocabularyError(f"{FILE}: {word!r} stands in {words[word].section} and in {entry.section}")
        words[word] = entry
    abbreviations = frozenset([*data["month_abbreviations"], *data["weekday_abbreviations"]])
    cores = frozenset(LAST_WORD.findall(word)[-1] for word, entry in words.items() if entry.kind in CORES)
    return Lexicon(words, abbreviations, _lists(data), cores)
