"""Whether a predicate stands in the company its frame demands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.events.cues import negation
from onrecord.annotate.events.parties import is_human
from onrecord.annotate.events.predicates import hyphenated, key
from onrecord.vocab.frames import ANYTHING, word_class

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from onrecord.annotate.events.parties import Sides
    from onrecord.annotate.events.predicates import Predicate
    from onrecord.types.syntax import Token
    from onrecord.vocab.frames import Frame

PARTICLE_DEPS = ("prt", "advmod", "prep", "acomp", "oprd", "xcomp", "npadvmod", "ccomp")
REFUSING = frozenset({"will", "would", "wo", "ca", "can", "could", "'ll", "'d", "shall"})


class Conditions:
    """Condition questions on one text; `types_below` tells which types a complement's verb codes to."""

    __slots__ = ("_types_below", "grammar", "sides", "syntax")

    def __init__(self, sides: Sides, types_below: Callable[[Token], set[str]]) -> None:
        self.sides = sides
        self.grammar = sides.grammar
        self.syntax = sides.grammar.syntax
        self._types_below = types_below

    def unmet(self, frame: Frame, predicate: Predicate) -> str:
        """Return the first condition that does not hold, "" if all do."""
        if frame.refusal and not self._refused(predicate.token):
            return "a refusal"
        # one after another: most frames fail at the first or second, and this is asked of every frame of every word
        return (
            next(self._first_unmet(frame, predicate), "")
            or self._phrases_unmet(frame, predicate)
            or self._complement_unmet(frame, predicate)
        )

    def _first_unmet(self, frame: Frame, predicate: Predicate) -> Iterator[str]:
        if frame.voice and not self._voice(frame, predicate):
            yield f"voice {frame.voice}"
        if not frame.part and frame.kind == "verb" and self._is_phrasal(predicate.token):
            yield "verb without particle"
        if frame.part and not self._particle(frame.part, predicate.token):
            yield f"particle {frame.part}"
        if frame.subj and not self._any_fits(predicate.slot("subj"), frame.subj):
            yield "subject of the kind"
        if frame.obj and not self._object(frame.obj, predicate):
            yield "object of the kind"
        if frame.not_obj and self._object(frame.not_obj, predicate):
            yield "another object"
        if frame.mod and not self._modified(frame.mod, predicate):
            yield "word before the noun"
        if frame.owned and not self._owned(predicate):
            yield "an owner or a verb that carries it"
        if frame.not_mod and self._modified(frame.not_mod, predicate):
            yield "another word before the noun"

    def _phrases_unmet(self, frame: Frame, predicate: Predicate) -> str:
        for name, words in frame.pp:
            if not self._phrase(name, words, predicate):
                return f"phrase with {name}"
        for name, words in frame.not_pp:
            if self._phrase(name, words, predicate):
                return f"another phrase with {name}"
        return ""

    def _complement_unmet(self, frame: Frame, predicate: Predicate) -> str:
        if frame.label and not self._labelled(frame.label, predicate):
            return "a name called"
        if frame.unlabelled and self._names_object(predicate.token):
            return "no name called"
        if frame.comp_modal and not self._modal(frame.comp_modal, predicate):
            return "modal in the complement"
        return (
            "" if frame.comp is None and not frame.comp_in and not frame.comp_type else self._clause(frame, predicate)
        )

    def _labelled(self, words: frozenset[str], predicate: Predicate) -> bool:
        """Return whether the object is called one of the words ("called the move illegal", "as a threat")."""
        deps = ("oprd", "attr", "acomp", "xcomp", "ccomp")
        named = [c for c in self.syntax.children(predicate.token, *deps) if c.i > predicate.token.i]
        if "<adjective>" in words:
            return any(c.pos == "ADJ" and key(c) not in word_class("positive") for c in named)
        named.extend(self.syntax.children(predicate.token, "dobj"))
        for prep in self.syntax.children(predicate.token, "prep"):
            if prep.lower == "as":
                named.extend(self.syntax.children(prep))
        found = [m for n in named for m in self.syntax.conjuncts(n)]
        found.extend(c for n in tuple(found) for c in self.syntax.children(n, "amod", "attr", "acomp", "compound"))
        return any(key(t) in words for t in found)

    def _names_object(self, verb: Token) -> bool:
        """Return whether the verb calls its object something: "called Japan a friend", however the tree has it."""
        named = [c for c in self.syntax.children(verb, "oprd", "ccomp", "xcomp") if c.i > verb.i]
        if verb.lemma == "call" and any(not self.syntax.children(c, "mark", "aux") for c in named):
            return True  # "called the launch an act of": whatever word the tree makes the head
        return any(c.pos in {"NOUN", "PROPN", "ADJ"} for c in named)

    def _modal(self, words: frozenset[str], predicate: Predicate) -> bool:
        verb = predicate.complement
        if verb is None:
            return False
        return any(c.lower in words for c in self.syntax.children(verb, "aux")) or (
            verb.lemma in words or (verb.dep == "xcomp" and self.syntax.head(verb).lemma in words)
        )

    def _refused(self, verb: Token) -> bool:
        """Return whether the verb is a will or can that is negated ("will not lift", "never accepts")."""
        denied = negation(verb, self.syntax)
        if denied is None:
            return False
        return denied.lower == "never" or any(c.lower in REFUSING for c in self.syntax.children(verb, "aux"))

    def _voice(self, frame: Frame, predicate: Predicate) -> bool:
        return self.grammar.is_passive(predicate.token) == (frame.voice == "passive")

    def _is_phrasal(self, verb: Token) -> bool:
        """Return whether a particle makes another verb of it: "held off the army", not "beat up a prisoner"."""
        particles = [c.lower for c in self.syntax.children(verb, "prt") if c.i > verb.i]
        return any(f"{verb.lemma} {particle}" not in word_class("phrasal") for particle in particles)

    def _particle(self, part: str | None, verb: Token) -> bool:
        """Return whether the verb has the particle: "pull out", "hit back", "set free"."""
        for child in self.syntax.children(verb, *PARTICLE_DEPS):
            alone = child.dep == "prt" or self.syntax.child(child, "pobj") is None
            if child.lower == part and child.i > verb.i and alone:
                return True
        return False

    def _object(self, words: frozenset[str], predicate: Predicate) -> bool:
        if "<clause>" in words and predicate.complement is not None:
            return True
        return self._any_fits(predicate.slot("obj") or predicate.slot("target"), words)

    def _any_fits(self, tokens: Iterable[Token], words: frozenset[str]) -> bool:
        return any(self._fits(t, words) for t in tokens)

    def _fits(self, token: Token, words: frozenset[str]) -> bool:
        if words is ANYTHING or "*" in words or key(token) in words:
            return True
        joined = hyphenated(token, self.syntax)
        if (joined is not None and joined in words) or self._compound_fits(token, words):
            return True
        if "<agent>" in words and (self.sides.is_agent(token) or is_human(token)):
            return True
        if "<party>" in words and self._is_party(token):
            return True
        if "<official>" in words and self._is_official(token):
            return True
        if "<town>" in words and self._is_place(token) and not self._is_state(token):
            return True
        return "<place>" in words and self._is_place(token)

    def _is_state(self, token: Token) -> bool:
        """Return whether the word is a whole state by its name: nobody takes one as he takes a town."""
        mention = self.sides.entities.at(token)
        return mention is not None and mention.kind == "party" and mention.form == "name"

    def _is_official(self, token: Token) -> bool:
        """Return whether the word is a person by name or office, or a state: one who visits, not just travels."""
        mention = self.sides.entities.at(token)
        if mention is not None and mention.kind == "person":
            return True
        return key(token) in word_class("official") or (token.pos == "PROPN" and self._is_party(token))

    def _is_party(self, token: Token) -> bool:
        """Return whether the word is a state, organisation or armed group itself, not a person of it."""
        mention = self.sides.entities.at(token)
        return mention is not None and mention.kind == "party" and bool(mention.parties)

    def _compound_fits(self, token: Token, words: frozenset[str]) -> bool:
        """Return whether the word before the noun decides: "hunger strike", or "aid programme" for aid."""
        before = self.syntax.children(token, "compound", "amod", "nmod")
        if any(f"{c.lower} {key(token)}" in words for c in before):
            return True
        return key(token) in word_class("carrier") and any(key(c) in words for c in before)

    def _is_place(self, token: Token) -> bool:
        mention = self.sides.entities.at(token)
        if mention is not None and mention.form not in {"name", "metonym"}:
            return False
        return token.ent in {"GPE", "LOC", "FAC"} or (mention is not None and mention.kind in {"place", "party"})

    def _owned(self, predicate: Predicate) -> bool:
        """Return whether somebody made them: "their threats", "issued threats"; also "threats against X"."""
        if predicate.light is not None or self.syntax.child(predicate.token, "poss") is not None:
            return True
        return predicate.token.tag == "NNS" and "against" in self.grammar.preps(predicate.token)

    def _modified(self, words: frozenset[str], predicate: Predicate) -> bool:
        return any(
            c.lower in words or key(c) in words
            for c in self.syntax.children(predicate.token, "amod", "compound", "nmod", "npadvmod", "nummod", "poss")
        )

    def _phrase(self, name: str, words: frozenset[str], predicate: Predicate) -> bool:
        preps = predicate.preps()
        if name in preps and self._any_fits(preps[name], words):
            return True
        if words == ANYTHING:
            return f"{name} ing" in preps
        return False

    def _clause(self, frame: Frame, predicate: Predicate) -> str:
        if predicate.complement is None or (frame.comp not in {None, "any"} and frame.comp != predicate.form):
            return f"complement {frame.comp or ''}".strip()
        if frame.comp_in and key(predicate.complement) not in frame.comp_in:
            return "complement of the kind"
        if frame.comp_type and not frame.comp_type & self._types_below(predicate.complement):
            return "complement that names such an act"
        return ""
