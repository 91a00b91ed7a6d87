"""Closed classes of words that decide how a name or a noun phrase is read; `lexicons/en/entity_words.yml`."""

from __future__ import annotations

from functools import cache

from onrecord.vocab.lexicon import load_yaml


@cache
def words(name: str) -> frozenset[str]:
    """Return one class of words by its name in the file."""
    return frozenset(load_yaml("lexicons/en/entity_words.yml")[name])
