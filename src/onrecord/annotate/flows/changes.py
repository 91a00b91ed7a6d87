"""How a flow changes: what the verb or noun over it, or the word before it, says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.clauses.standing import Standing, of_verb
from onrecord.annotate.flows.lexicon import flows_lexicon

if TYPE_CHECKING:
    from onrecord.types.annotation import Status
    from onrecord.types.relation import Change
    from onrecord.types.syntax import Syntax, Token

OVER = frozenset({"dobj", "nsubj", "nsubjpass", "xcomp", "pobj", "ccomp"})
VERBAL = frozenset({"VERB", "AUX"})


def change_of(word: Token, standing: Standing, syntax: Syntax) -> tuple[Change | None, Status]:
    """Return the change of a flow and where it stands; where a verb tells the change, its own standing is taken."""
    changes = flows_lexicon().changes
    top = syntax.first_conjunct(word)
    head = syntax.head(top)
    if top.dep == "pobj":
        head = syntax.head(head)
    lemma = head.lemma.lower()
    subject = top.dep in {"nsubj", "csubj"} and bool(syntax.children(head, "dobj"))  # it limits something else
    over_it = head.i != word.i and top.dep in OVER and not subject and (head.pos in VERBAL or head.pos == "NOUN")
    if over_it and lemma in changes:
        over = of_verb(head, syntax) if head.pos in VERBAL else standing
        told = [changes[t.lemma.lower()] for t in _together(head, syntax) if t.lemma.lower() in changes]
        change = next((c for c in told if c != "steady"), told[0])
        if lemma == "cut" and any(c.lower == "off" for c in syntax.children(head, "prt", "advmod")):
            change = "halted"
        if not over.negated:
            return change, over.status
        return None, standing.status
    if word.pos in {"NOUN", "PROPN"}:
        for child in syntax.children(word, "amod", "compound"):
            if child.lower in changes:
                return changes[child.lower], standing.status
    for child in syntax.children(word, "advmod"):
        if child.lower == "increasingly":
            return "growing", standing.status
    return None, standing.status


def _together(head: Token, syntax: Syntax) -> tuple[Token, ...]:
    """Return the word and what it is coordinated with: "increase and continue"."""
    return (head, *syntax.conjuncts(syntax.first_conjunct(head)))
