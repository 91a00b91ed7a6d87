"""What speaks against taking a side that the text leaves out from what it said before.

Asked of an act with one known party and of the same act with the other side filled in; a fill that any of these
questions answers with yes is not made, and the act stays with the side it names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.events.openness import entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.annotate.events.candidates import Candidate
    from onrecord.annotate.events.grammar import Grammar
    from onrecord.annotate.events.parties import Sides
    from onrecord.types.syntax import Syntax, Token

NAMES = frozenset({"ORG", "PERSON", "GPE", "NORP"})
APART = frozenset({"advcl", "relcl", "parataxis", "nsubj", "nsubjpass", "conj", "appos", "csubj"})
STATES = frozenset({"state", "country", "nation", "government", "member"})
TALKS = frozenset({"talk", "negotiation", "conversation", "discussion", "consultation"})
TOPICAL = frozenset({"over", "on", "about"})
POINTING = frozenset({"the", "this", "that", "these", "those"})
NEW = frozenset({"a", "an", "another", "new", "fresh", "other"})
# done to oneself: whose arms are given up is the doer's matter, no act towards another
OWN_MATTERS = frozenset({"retreat.dismantle", "retreat.disarmament", "retreat.disarm"})


def names_third(candidate: Candidate, filled: Candidate, sides: Sides, syntax: Syntax) -> bool:
    """Return whether the clause of the act itself names a party that the fill leaves out ("left talks with Chad")."""
    around = [candidate.trigger] if candidate.light is None else [candidate.trigger, candidate.light]
    below = [t for token in around for t in _below(token, syntax)]
    named = {p for t in below for s in sides.named(t) for p in s.parties}
    if named - filled.parties or any(t.tag == "NNS" and t.lemma in STATES and not _is_known(t, sides) for t in below):
        return True
    return any(t.pos == "PROPN" and t.ent in NAMES and not _is_known(t, sides) for t in _objects(candidate, syntax))


def _objects(candidate: Candidate, syntax: Syntax) -> Iterator[Token]:
    """Yield the direct objects of the act and of the act it says will be done ("vowed to crush X")."""
    for verb in (candidate.trigger, candidate.light, candidate.complement):
        if verb is not None:
            yield from syntax.children(verb, "dobj")


def _is_known(name: Token, sides: Sides) -> bool:
    """Return whether a name stands for somebody known, or what is before it does."""
    return any(s.parties for s in sides.at(name))


def is_closed(candidate: Candidate, grammar: Grammar) -> bool:
    """Return whether the act as told is no act of before, or none towards another: nothing is to be filled in."""
    return _names_region(candidate.trigger, grammar) or _is_own_matter(candidate) or _is_another(candidate, grammar)


def _names_region(noun: Token, grammar: Grammar) -> bool:
    """Return whether the text itself says where it was, though no party's name: "a tour of the Middle East"."""
    preps = grammar.preps(noun)
    return any(
        t.ent == "LOC" or t.lemma.lower() == "region" for n in ("in", "of", "to", "across") for t in preps.get(n, ())
    )


def _is_another(candidate: Candidate, grammar: Grammar) -> bool:
    """Return whether the attack is one not told before: "start new wars", "carried out another strike"."""
    things = [*_objects(candidate, grammar.syntax), candidate.trigger]
    if candidate.frame.type != "ASSAULT":
        return False
    return any(c.lower in NEW for t in things for c in grammar.syntax.children(t, "amod", "det"))


def _is_own_matter(candidate: Candidate) -> bool:
    """Return whether the act is done by its doer to what is his own, such as giving up arms."""
    return entry(candidate.frame) in OWN_MATTERS


def points_back(noun: Token, syntax: Syntax) -> bool:
    """Return whether a noun of meeting can be one told before: "the talks", "their meeting", "the Chad summit"."""
    determiners = {c.lower for c in syntax.children(noun, "det")}
    if determiners & POINTING:
        return True
    is_owned = syntax.child(noun, "poss") is not None
    return noun.tag in {"NN", "NNP"} and (is_owned or any(c.pos == "PROPN" for c in syntax.children(noun, "compound")))


def can_refer(noun: Token, syntax: Syntax) -> bool:
    """Return whether a noun can name an act told before: "the strikes", "these talks"; not "strikes", "an attack".

    Talks that tell their matter can go without an article: "the talks stalled; negotiations over the port".
    """
    determiners = {c.lower for c in syntax.children(noun, "det")}
    if noun.tag == "NNS" and not determiners and any(c.lower in TOPICAL for c in syntax.children(noun, "prep")):
        return noun.lemma in TALKS
    return bool(determiners & POINTING)


def is_told_anew(noun: Token, earlier: Token, syntax: Syntax) -> bool:
    """Return whether another act of the same word was brought in since ("an attack"), of which the noun speaks."""
    between = syntax.tokens[earlier.i + 1 : noun.i]
    same = (t for t in between if t.pos == "NOUN" and t.lemma.lower() == noun.lemma.lower())
    return any(c.lower in NEW for t in same for c in syntax.children(t, "det", "amod"))


def _below(token: Token, syntax: Syntax) -> Iterator[Token]:
    """Yield the word and what hangs on it within its clause."""
    yield token
    for child in syntax.children(token):
        if child.dep not in APART:
            yield from _below(child, syntax)
