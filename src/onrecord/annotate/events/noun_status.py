"""Where an act named by a noun stands: words before and after it, the verb that carries it, what it is object of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.events.cues import (
    Standing,
    cue_set,
    cue_table,
    is_infinitive,
    negation,
    no_before,
    standing,
    verb_cue,
)
from onrecord.annotate.events.grammar import VERBAL

if TYPE_CHECKING:
    from onrecord.annotate.events.grammar import Grammar
    from onrecord.annotate.events.verb_status import VerbStatus
    from onrecord.types.syntax import Token

MAX_STEPS = 8
PAST_TAGS = frozenset({"VBD", "VBN"})
OF_PREPOSITIONS = frozenset({"for", "of", "on", "to", "about"})


class NounStatus:
    """Status of nouns of action in one text."""

    __slots__ = ("grammar", "syntax", "verbs")

    def __init__(self, grammar: Grammar, verbs: VerbStatus) -> None:
        self.grammar = grammar
        self.syntax = grammar.syntax
        self.verbs = verbs

    def read(self, noun: Token, type_: str, light: Token | None, step: int) -> Standing:
        """Return where the act stands that the noun names; `light` is the verb that carries it."""
        own = self._noun_modifier(noun) or self._noun_clause(noun)
        if own is not None:
            return own
        if light is not None:
            if light.head == noun.i:
                return self.verbs.own(light) or Standing("occurred", None)
            planned = self._carried(noun, light, type_, step)
            return planned if planned is not None else self.verbs.read(light, type_, step + 1)
        above = self._noun_above(noun, type_, step) if step <= MAX_STEPS else None
        return above if above is not None else Standing("occurred", None)

    def _carried(self, noun: Token, light: Token, type_: str, step: int) -> Standing | None:
        """Read a carrier that says where the act stands: "plan a visit", "prepare for talks", "talks are likely"."""
        if noun.dep in {"dobj", "nsubjpass"} and light.lemma != "order":
            return self._noun_as_object(light, type_, step)
        if noun.dep == "pobj" and self.syntax.head(self.syntax.head(noun)).i == light.i:
            return self._noun_after_preposition(self.syntax.head(noun), type_, step)
        if noun.dep == "nsubj":
            for adjective in self.syntax.children(light, "acomp"):
                status = cue_table("adjective_governors").get(adjective.lower)
                if status is not None and negation(light, self.syntax) is None:
                    return standing(status, adjective)
        return None

    def _noun_modifier(self, noun: Token) -> Standing | None:
        table = cue_table("noun_modifiers")
        for child in self.syntax.children(noun, "amod", "compound", "nmod"):
            status = table.get(child.lower)
            if status is not None and not any(c.lower == "long" for c in self.syntax.children(child)):
                return standing(status, child)
        no = no_before(noun, self.syntax)
        return Standing("denied", no) if no is not None else None

    def _noun_clause(self, noun: Token) -> Standing | None:
        """Read what follows the noun: "talks planned for May", "a visit due next week", "talks to be held"."""
        for child in self.syntax.children(noun, "acl", "amod"):
            status = verb_cue(child, self.syntax) if child.tag == "VBN" else None
            status = status or (cue_table("adjective_governors").get(child.lower) if child.pos == "ADJ" else None)
            if status in {"scheduled", "expected", "cancelled", "possible"} and child.i > noun.i:
                return standing(status, child)
            if is_infinitive(self.syntax, child) and child.lemma in {"be", "hold", "take", "start", "begin"}:
                return Standing("scheduled", child)
        return None

    def _noun_above(self, noun: Token, type_: str, step: int) -> Standing | None:
        head = self.syntax.head(noun)
        if noun.head == noun.i:
            return None
        if noun.dep == "conj":
            return self.read(head, type_, None, step + 1) if head.pos == "NOUN" else None
        if noun.dep in {"compound", "nmod"} and head.pos == "NOUN":
            return None
        if noun.dep == "pobj":
            return self._noun_after_preposition(head, type_, step)
        if head.pos not in VERBAL:
            return None
        if noun.dep in {"nsubj", "nsubjpass"}:
            return self._noun_as_subject(head, type_, step)
        if noun.dep in {"dobj", "attr"}:
            return self._noun_as_object(head, type_, step)
        return None

    def _noun_after_preposition(self, prep: Token, type_: str, step: int) -> Standing | None:
        name = prep.lower
        head = self.syntax.head(prep)
        if name == "of" and head.lower == "ahead":
            return Standing("scheduled", head)
        status = cue_table("prepositions").get(name)
        if status is not None:
            if name in {"before", "until", "till"} and head.pos in VERBAL and head.tag in PAST_TAGS:
                status = None
            else:
                return standing(status, prep)
        if head.pos == "NOUN":
            found = cue_table("noun_governors").get(head.lemma)
            if found == "pass":
                return self.read(head, type_, None, step + 1)
            if found is not None and name in {"for", "of", "on", "to", "about"}:
                denied = no_before(head, self.syntax)
                return Standing("denied", denied) if denied else standing(found, head)
            return None
        if head.pos in VERBAL and name in {"for", "to", "on", "of", "with", "about"}:
            found = verb_cue(head, self.syntax)
            if found in {"demanded", "scheduled", "denied", "possible", "expected"} and name in {
                "for",
                "against",
                "on",
                "to",
            }:
                denied = negation(head, self.syntax)
                return Standing("denied", denied) if denied else standing(found, head)
        return None

    def _noun_as_subject(self, verb: Token, type_: str, step: int) -> Standing | None:
        found = cue_table("subject_verbs").get(verb.lemma)
        passive = self.grammar.is_passive(verb)
        if passive:
            found = verb_cue(verb, self.syntax) or found
            if found == "pass":
                return self.verbs.read(verb, type_, step + 1)
        own = self.verbs.own(verb)
        if found in {"cancelled", "scheduled", "expected", "denied", "possible", "demanded"} and (
            own is None or own.status == "occurred"
        ):
            complement = self.grammar.complement(verb)[0]
            return standing(found, verb) if complement is None or passive else None
        if own is not None and (passive or verb.lemma in cue_set("subject_carriers")):
            return own
        return Standing("ongoing", verb) if found == "ongoing" and verb.tag in {"VBZ", "VBP", "VBG"} else None

    def _noun_as_object(self, verb: Token, type_: str, step: int) -> Standing | None:
        found = verb_cue(verb, self.syntax)
        if found is None or found == "ongoing" or verb.lemma in cue_set("object_free"):
            return None
        if found == "pass":
            return self.verbs.read(verb, type_, step + 1) if verb.lemma not in cue_set("object_only_told") else None
        if found in {"denied", "possible"} and verb.lemma in cue_set("object_kept"):
            return None
        denied = negation(verb, self.syntax)
        if denied is not None:
            return Standing("possible" if found == "denied" else "denied", denied)
        return standing(found, verb)
