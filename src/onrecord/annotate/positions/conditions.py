"""On what condition a position is held: the clause or phrase that tells it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.annotate.clauses.phrases import stretch
from onrecord.annotate.positions.lexicon import positions_lexicon

if TYPE_CHECKING:
    from onrecord.types.syntax import Syntax, Token
    from onrecord.types.text import Span

CLAUSES = ("advcl", "prep", "acl")


def condition_under(word: Token, issue: Token, syntax: Syntax) -> Span | None:
    """Return the words of the condition that hangs on the word of stance or on its issue's head, None for none."""
    for owner in (word, issue, syntax.head(word)):
        for child in syntax.children(owner, *CLAUSES):
            found = _condition(child, syntax)
            if found is not None and found.start > word.end:
                return found
    return _only_if(word, syntax)


def _only_if(word: Token, syntax: Syntax) -> Span | None:
    """Return the condition of a clause in "..., but only if": it may hang anywhere in the sentence."""
    sentence = syntax.words(syntax.sentence_of(word))
    for only, mark in pairwise(sentence):
        if only.i > word.i and only.lower == "only" and mark.lower in {"if", "when", "after"}:
            clause = syntax.head(mark)
            return stretch(clause, syntax, only) if clause.i > mark.i else None
    return None


def _condition(child: Token, syntax: Syntax) -> Span | None:
    low, high = syntax.edges(child)
    words = " ".join(t.lower for t in syntax.tokens[max(low - 1, 0) : min(high + 1, low + 6)])
    opening = " ".join(t.lower for t in syntax.tokens[low : min(high + 1, low + 6)])
    for phrase in positions_lexicon().conditions:
        if opening.startswith(phrase + " ") or (phrase.startswith("only ") and words.startswith(phrase + " ")):
            return stretch(child, syntax, syntax.tokens[low])
    return None


def tied_to(noun: Token, syntax: Syntax) -> tuple[Token, Span] | None:
    """Return predicate and condition of "its support is conditional on X", "is not unconditional but tied to X"."""
    lexicon = positions_lexicon()
    verb = syntax.head(noun)
    if noun.dep not in {"nsubj", "nsubjpass"}:
        return None
    own = (verb, *syntax.children(verb, "acomp", "conj", "attr"))
    predicates = [word for first in own for word in syntax.conjuncts(first)]
    for word in predicates:
        if word.lemma.lower() in lexicon.tied or word.lower in lexicon.tied:
            preps = [p for p in (*syntax.children(word, "prep"), *syntax.children(verb, "prep")) if p.i > word.i]
            for prep in preps:
                target = syntax.child(prep, "pobj", "pcomp")
                if target is not None and prep.lower in {"on", "to", "upon", "with"}:
                    return word, stretch(target, syntax)
    return None
