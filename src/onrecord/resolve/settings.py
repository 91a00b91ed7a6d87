"""Weights and thresholds of resolution, read from `ontologies/resolution.yml` once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.errors import VocabularyError
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "ontologies/resolution.yml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What `resolution.yml` holds, in the form the comparison uses."""

    thresholds: Mapping[str, float]
    weights: Mapping[str, float]
    words_in_full: float
    kindred: frozenset[frozenset[str]]
    mutual: frozenset[str]
    lasting: frozenset[str]
    once: frozenset[str]
    unreal: frozenset[str]
    brief: frozenset[str]
    function_words: frozenset[str]
    sources: Mapping[str, frozenset[str]]
    collective: frozenset[str]
    recalled_days: int
    official_outlets: Mapping[str, str]

    def weight(self, name: str) -> float:
        """Return the weight of a reason; raises VocabularyError for one the file does not know."""
        try:
            return self.weights[name]
        except KeyError:
            raise VocabularyError(f"{FILE}: weights: no entry {name!r}") from None


@cache
def settings() -> Settings:
    """Return the settings; raises VocabularyError where the file lacks a section."""
    raw = load_yaml(FILE)
    try:
        return Settings(
            thresholds=raw["thresholds"],
            weights=raw["weights"],
            words_in_full=float(raw["words_in_full"]),
            kindred=frozenset(frozenset(pair) for pair in raw["kindred"]),
            mutual=frozenset(raw["mutual"]),
            lasting=frozenset(raw["lasting"]),
            once=frozenset(raw["once"].split()),
            unreal=frozenset(raw["unreal"]),
            brief=frozenset(raw["brief"]),
            function_words=frozenset(raw["function_words"].split()),
            sources={kind: frozenset(words.split()) for kind, words in raw["sources"].items()},
            collective=frozenset(raw["collective"].split()),
            recalled_days=raw["recalled_days"],
            official_outlets={
                str(name).lower(): party for party, names in raw["official_outlets"].items() for name in names
            },
        )
    except KeyError as error:
        raise VocabularyError(f"{FILE}: section {error} is missing") from error
