"""PLOVER contexts of a sentence: fields of life named by the words in it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.types.syntax import Token

ONTOLOGY = "ontologies/plover.yml"


@cache
def _triggers() -> dict[str, tuple[str, ...]]:
    """Return the context trigger words turned round: lemma → contexts."""
    found: dict[str, list[str]] = {}
    for context, entry in load_yaml(ONTOLOGY)["contexts"].items():
        for word in entry["words"]:
            found.setdefault(word, []).append(context)
    return {word: tuple(contexts) for word, contexts in found.items()}


def contexts_of(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Return the contexts the words name, in the order of the ontology."""
    words = {w for t in tokens for w in (t.lemma.lower(), t.lower)}
    named = {c for w in words for c in _triggers().get(w, ())}
    return tuple(c for c in load_yaml(ONTOLOGY)["contexts"] if c in named)
