"""Conditions under which a verb's act stands (if, unless, whether, until, inversion) and clauses it depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.events.cues import Standing, cue_set
from onrecord.annotate.events.grammar import VERBAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.types.syntax import Syntax, Token

INVERTED = frozenset({"had", "should", "were"})
WHEN = "when"
UPWARD = frozenset({"xcomp", "conj", "oprd", "acomp"})
REACH = 4


def condition(verb: Token, syntax: Syntax) -> Standing | None:
    """Return what the verb's own conjunction makes of it: conditional, possible ("whether"), scheduled ("until")."""
    inverted = inverted_condition(verb, syntax)
    if inverted is not None:
        return Standing("conditional", inverted)
    for mark in syntax.children(verb, "mark"):
        if mark.lower in cue_set("conditional_marks"):
            return Standing("conditional", mark)
        if mark.lower in cue_set("uncertain_marks"):
            return Standing("possible", mark)
        if mark.lower in cue_set("awaiting_marks") and _is_present(verb, syntax):
            return Standing("scheduled", mark)
    return _when_to_come(verb, syntax)


def inverted_condition(verb: Token, syntax: Syntax) -> Token | None:
    """Return the auxiliary of a condition without "if": "had they known", "should they come"."""
    aux = syntax.child(verb, "aux")
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    if verb.dep == "advcl" and aux is not None and subject is not None and aux.i < subject.i:
        return aux if aux.lower in INVERTED else None
    return None


def hanging_on(verb: Token, syntax: Syntax) -> Token | None:
    """Return the word of an if-clause on which the verb hangs, or on which a verb hangs that governs it."""
    for above in _upward(verb, syntax):
        for clause in syntax.children(above, "advcl"):
            for mark in syntax.children(clause, "mark"):
                if mark.lower in cue_set("conditional_marks"):
                    return mark
            inverted = inverted_condition(clause, syntax)
            if inverted is not None:
                return inverted
    return None


def _upward(verb: Token, syntax: Syntax) -> Iterator[Token]:
    """Yield the verb, those it is an infinitive or conjunct of, and conjuncts behind it that share its subject.

    A condition at the end hangs on the last of "will attack and arrest, if ...".
    """
    yield verb
    yield from (c for c in syntax.children(verb, "conj") if not syntax.children(c, "nsubj", "nsubjpass"))
    for _ in range(REACH):
        if verb.dep not in UPWARD or verb.head == verb.i:
            return
        if verb.dep == "conj" and syntax.children(verb, "nsubj", "nsubjpass"):
            return
        verb = syntax.head(verb)
        yield verb


def _when_to_come(verb: Token, syntax: Syntax) -> Standing | None:
    """Read "when they meet, they will ..." as to come: a when-clause in the present on a verb with will."""
    when = next((c for c in syntax.children(verb, "advmod") if c.lower == WHEN), None)
    if when is None or verb.dep != "advcl" or not _is_present(verb, syntax):
        return None
    will = [c for c in syntax.children(syntax.head(verb), "aux") if c.lower in {"will", "'ll"}]
    return Standing("scheduled", when) if will else None


def _is_present(verb: Token, syntax: Syntax) -> bool:
    """Return whether the first word of the verb's group stands in the present."""
    group = [*syntax.children(verb, "aux", "auxpass"), verb]
    return group[0].tag in {"VBZ", "VBP"} and verb.pos in VERBAL


def rather_than(verb: Token, syntax: Syntax) -> Token | None:
    """Return the "rather" before a bare verb of what was not done: "chose to contain rather than depose"."""
    before = syntax.tokens[max(0, verb.i - 2) : verb.i]
    return before[0] if [t.lower for t in before] == ["rather", "than"] else None


def being(helpers: Sequence[Token]) -> Token | None:
    """Return the "being" of "is being done", not of "after being done"."""
    finite = any(c.tag in {"VBZ", "VBP"} for c in helpers)
    return next((c for c in helpers if c.lower == "being"), None) if finite else None
