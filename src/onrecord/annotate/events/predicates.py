"""A predicate: one word that may name an act, with its slots filled from the tree.

Verbs, nouns of action (with the light verb that carries them, if any) and adjectives answer alike:
`slot(name)` gives the head tokens of a slot, `preps` the prepositional phrases of the word, of the verb that
carries it and of its object.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.annotate.events.grammar import VERBAL
from onrecord.annotate.events.parties import is_human
from onrecord.vocab.frames import word_class

if TYPE_CHECKING:
    from onrecord.annotate.events.grammar import Grammar
    from onrecord.annotate.events.parties import Sides
    from onrecord.types.syntax import Syntax, Token

LIGHT_PREPOSITIONS = frozenset({"in", "into", "on", "to", "under", "at", "for"})
OCCASION_PREPOSITIONS = frozenset({"in", "on", "at", "during", "after", "before", "following", "since"})
NOUN_TAGS = frozenset({"NOUN", "PROPN"})
TIMES = frozenset({"DATE", "TIME"})


@cache
def measure_words() -> frozenset[str]:
    """Return nouns that only count what stands after "of": "a series of talks"."""
    return word_class("measure")


def key(token: Token) -> str:
    """Return the lemma a frame is looked up by; names in a headline lose a plural s."""
    lemma = token.lemma.lower()
    if token.pos == "PROPN" and lemma.endswith("s") and len(lemma) > 4 and not lemma.endswith("ss"):
        return lemma[:-1]
    return lemma


def hyphenated(token: Token, syntax: Syntax) -> str | None:
    """Return the joined lemma of a word the parser cut at its hyphen ("cease-fire" → "ceasefire")."""
    if token.i < 2 or syntax.tokens[token.i - 1].text != "-":
        return None
    before = syntax.tokens[token.i - 2]
    return before.lower + key(token) if before.end == syntax.tokens[token.i - 1].start else None


class Predicate:
    """One word and its slots."""

    __slots__ = ("_grammar", "_sides", "_syntax", "complement", "form", "kind", "light", "token")

    def __init__(self, token: Token, kind: str, sides: Sides) -> None:
        self.token = token
        self.kind = kind
        self._sides = sides
        self._grammar: Grammar = sides.grammar
        self._syntax = sides.grammar.syntax
        self.light: Token | None = None
        self.complement, self.form = self._grammar.complement(token)
        if kind == "adj":
            above = self._syntax.head(token)
            self.light = above if above.pos in VERBAL else None

    # --- slots
    def slot(self, name: str) -> tuple[Token, ...]:
        """Return the heads that fill a slot; an unknown name is a preposition. Times fill none, names ("May") do."""
        return tuple(t for t in self._fill(name) if t.ent not in TIMES or self._sides.entities.at(t) is not None)

    def _fill(self, name: str) -> tuple[Token, ...]:
        if name == "subj":
            return self._subjects()
        if name == "obj":
            return self._objects()
        if name == "iobj":
            return self._indirect()
        if name == "target":
            return self._target()
        if name == "poss":
            return tuple(t for o in self._objects() for t in self._owner(o))
        return self.preps().get(name, ())

    def _subjects(self) -> tuple[Token, ...]:
        if self.kind == "verb":
            return self._grammar.subjects(self.token)
        if self._tells_what_is():
            return ()  # "X is an attack on Y" tells what X is, not who attacks
        if self.light is not None and self.light.pos in VERBAL:
            found = self._grammar.subjects(self.light) if self.kind == "noun" else self._grammar.surface(self.light)
            return tuple(t for t in found if t.i != self.token.i)
        if self.kind == "adj":
            return (self._syntax.head(self.token),) if self.token.dep in {"amod", "acl"} else ()
        return ()

    def _tells_what_is(self) -> bool:
        """Return whether the noun is what "be" makes of its subject; "is the main supplier of" still tells who does."""
        is_attr = (
            self.kind == "noun" and self.light is not None and self.light.lemma == "be" and self.token.dep == "attr"
        )
        return is_attr and not is_human(self.token)

    def _objects(self) -> tuple[Token, ...]:
        if self.kind != "verb":
            return ()
        found = self._grammar.objects(self.token)
        return tuple(self._content(t) for t in found)

    def _content(self, token: Token) -> Token:
        """Look through "a series of talks" and "eleven of the prisoners"."""
        if token.pos in {"NUM", "DET", "ADJ"} or token.lemma.lower() in measure_words():
            inside = self._grammar.preps(token).get("of", ())
            return inside[0] if inside else token
        return token

    def _indirect(self) -> tuple[Token, ...]:
        for child in self._syntax.children(self.token, "dative"):
            if child.pos != "ADP":
                return self._grammar.spread(child)
        return self.preps().get("to", ())

    def _target(self) -> tuple[Token, ...]:
        for clause in self._syntax.children(self.token, "ccomp", "xcomp"):
            inner = self._syntax.children(clause, "nsubj", "nsubjpass")
            if clause.i > self.token.i and inner and inner[0].lower not in {"it", "there", "that", "which"}:
                return self._grammar.spread(inner[0])
        return self._objects()

    def _owner(self, noun: Token) -> tuple[Token, ...]:
        owner = self._syntax.child(noun, "poss")
        return self._grammar.spread(owner) if owner is not None else ()

    def preps(self) -> dict[str, tuple[Token, ...]]:
        """Return the prepositional phrases of the predicate, its carrier and its object, nearest first."""
        found: dict[str, tuple[Token, ...]] = {}
        holders = [self.token]
        if self.light is not None:
            holders.append(self.light)
        if self.kind == "noun":
            holders.extend(self._grammar.preps(self.token).get("of", ()))
        if self.kind == "verb":
            for name in ("of", "from"):  # "pull out of the pact with X"
                targets = self._grammar.preps(self.token).get(name, ())
                holders.extend(t for t in targets if key(t) in word_class("agreement"))
            holders.extend(
                t for t in self._grammar.preps(self.token).get("on", ()) if key(t) in word_class("readiness")
            )
            for target in self._grammar.objects(self.token):
                holders.append(target)
                inside = self._grammar.preps(target)
                holders.extend(inside.get("of", ()))
                holders.extend(
                    t for t in inside.get("in", ()) if t.lemma in word_class("aid")
                )  # "millions in aid to X"
        for holder in holders:
            for name, targets in self._grammar.preps(holder).items():
                if all(t.ent in TIMES for t in found.get(name, ())):
                    found[name] = targets  # "launched on Friday strikes on X": the day hides no target
        return found

    # --- carriers of nouns
    def find_light(self, verbs: frozenset[str], *, occasion: bool) -> None:
        """Set the verb that carries a noun of action, of those allowed."""
        self.light = self._carrier(self.token, verbs, occasion, 0)

    def _carrier(self, noun: Token, verbs: frozenset[str], occasion: bool, step: int) -> Token | None:  # noqa: FBT001
        head = self._syntax.head(noun)
        if noun.dep == "conj" and head.pos in NOUN_TAGS and step < 3:
            return self._carrier(head, verbs, occasion, step + 1)
        if noun.dep in {"dobj", "nsubjpass", "attr"} and head.pos in VERBAL:
            return head if head.lemma in verbs else None
        if noun.dep == "nsubj" and head.pos in VERBAL and head.lemma in word_class("happen"):
            return head
        if noun.dep != "pobj":
            return self._of_relative(noun, verbs)
        above = self._syntax.head(head)
        if head.lower == "of" and above.pos in NOUN_TAGS and above.lemma in measure_words() and step < 3:
            return self._carrier(above, verbs, occasion, step + 1)
        if head.lower in LIGHT_PREPOSITIONS and above.pos in VERBAL and above.lemma in word_class("light_in"):
            return above
        if occasion and head.lower in OCCASION_PREPOSITIONS and above.pos in VERBAL:
            return above
        return self._of_relative(noun, verbs)

    def _of_relative(self, noun: Token, verbs: frozenset[str]) -> Token | None:
        """ "talks held by X", "the sanctions X imposed on Y"."""
        for child in self._syntax.children(noun, "acl", "relcl"):
            if child.lemma in verbs and child.i > noun.i and any(o.i == noun.i for o in self._grammar.objects(child)):
                return child
        return None
