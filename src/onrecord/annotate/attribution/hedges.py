"""Hedges without a source: "reportedly", "allegedly", "the alleged payment"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.complements import tree
from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.lexicon import cues
from onrecord.annotate.attribution.spans import parts

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.syntax import Syntax, Token

CLAUSES = frozenset({"ROOT", "ccomp", "relcl", "advcl", "acl", "parataxis", "xcomp", "pcomp"})


def read_hedges(reading: Reading) -> list[Finding]:
    """Return what hedging adverbs and modifiers give; the source is left open."""
    adverbs, modifiers = cues("adverb"), cues("modifier")
    found = []
    for token in reading.syntax.tokens:
        if token.pos == "ADV" and token.lower in adverbs:
            entry, indices = adverbs[token.lower][0], _clause(reading.syntax, token)
        elif token.dep == "amod" and token.lower in modifiers:
            entry, indices = modifiers[token.lower][0], tree(reading.syntax, reading.syntax.head(token))
        else:
            continue
        content = parts(reading, indices - {token.i})
        if content:
            found.append(Finding(entry, token, token.span, content, None, None, (entry.id, "hedge." + entry.kind)))
    return found


def _clause(syntax: Syntax, adverb: Token) -> frozenset[int]:
    """Return the clause the adverb stands in; before a noun, the noun phrase."""
    head = syntax.head(adverb)
    if head.pos not in {"VERB", "AUX"}:
        phrase = syntax.head(head) if head.dep in {"amod", "acl", "advmod", "nummod", "quantmod"} else head
        return tree(syntax, phrase if phrase.pos in {"NOUN", "PROPN"} else head)
    clause = head
    while clause.dep not in CLAUSES and clause.dep != "conj" and clause.head != clause.i:
        clause = syntax.head(clause)
    indices = tree(syntax, clause)
    for child in syntax.children(clause, "conj"):
        if child.i > adverb.i and syntax.child(child, "nsubj", "nsubjpass") is not None:
            indices -= tree(syntax, child)
    return indices
