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
    from onrecord.types.syntax import Syntax, Token

MAX_STEPS = 8
OPEN = frozenset({"scheduled", "expected", "possible", "demanded"})
PAST_TAGS = frozenset({"VBD", "VBN"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
SINCE = frozenset({"after", "following", "since"})
UNFACT = frozenset({"possible", "demanded", "denied", "conditional"})
OPPOSING = frozenset({"opposition", "rejection"})
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
            if planned is not None:
                return planned
            light = self._true_carrier(noun, light)
            found = self.verbs.read(light, type_, step + 1)
            if noun.dep == "pobj" and self.syntax.head(noun).lower in SINCE and found.status in UNFACT:
                return Standing("occurred", None)  # "voiced concern after the call": there was one
            is_copula = light.lemma == "be" and noun.dep == "nsubj"
            asked = found.cue is not None and found.cue.text == "?"
            # "the visit is not routine" does not deny the visit, "was the visit routine?" not ask if it was
            return Standing("occurred", None) if is_copula and (found.status == "denied" or asked) else found
        above = self._noun_above(noun, type_, step) if step <= MAX_STEPS else None
        return above or self._lasting(noun) or Standing("occurred", None)

    def _true_carrier(self, noun: Token, light: Token) -> Token:
        return self.syntax.head(self.syntax.head(light)) if self._is_misplaced(noun, light) else light

    def _is_misplaced(self, noun: Token, light: Token) -> bool:
        """Return whether "during a visit" hangs on an infinitive of "his decision to ...", not on what he did then."""
        if noun.dep != "pobj" or self.syntax.head(noun).lower != "during" or light.dep != "acl":
            return False
        return is_infinitive(self.syntax, light) and self.syntax.head(self.syntax.head(light)).pos in VERBAL

    def _lasting(self, noun: Token) -> Standing | None:
        """A war or siege that a state wages goes on where nothing puts it into the past."""
        if noun.dep == "pobj" and self.syntax.head(self.syntax.head(noun)).lemma == "act":
            return None  # "an act of aggression" is one act
        waged = any(c.dep == "poss" or c.ent == "NORP" for c in self.syntax.children(noun, "poss", "amod"))
        return Standing("ongoing", noun) if waged and noun.lemma in cue_set("lasting_nouns") else None

    def _carried(self, noun: Token, light: Token, type_: str, step: int) -> Standing | None:
        """Read a carrier that says where the act stands: "plan a visit", "prepare for talks", "talks are likely"."""
        if noun.dep in {"dobj", "nsubjpass"} and light.lemma != "order":
            return self._noun_as_object(noun, light, type_, step)
        if noun.dep == "pobj" and self.syntax.head(self.syntax.head(noun)).i == light.i:
            return self._noun_after_preposition(noun, self.syntax.head(noun), type_, step)
        if noun.dep == "nsubj" and cue_table("subject_verbs").get(_with_particle(light, self.syntax)) == "cancelled":
            return self._noun_as_subject(noun, light, type_, step)
        if noun.dep == "nsubj" and self._opens_soon(light, type_):
            return Standing("scheduled", light)
        if noun.dep == "nsubj":
            for adjective in self.syntax.children(light, "acomp"):
                if type_ == "AGREE" and light.lemma == "be" and adjective.lower in cue_set("elusive_adjectives"):
                    return Standing("possible", adjective)  # "a deal is hard to reach"
                status = cue_table("adjective_governors").get(adjective.lower)
                if status is not None and negation(light, self.syntax) is None:
                    return standing(status, adjective)
        return None

    def _opens_soon(self, verb: Token, type_: str) -> bool:
        """Return whether a meeting is said in the present to begin: "talks begin in Oslo"."""
        is_present = verb.tag in {"VBZ", "VBP"} and not self.syntax.sentence_of(verb).headline
        return type_ == "CONSULT" and is_present and verb.lemma in cue_set("opening_verbs")

    def _noun_modifier(self, noun: Token) -> Standing | None:
        table = cue_table("noun_modifiers")
        for child in self.syntax.children(noun, "amod", "compound", "nmod"):
            status = table.get(child.lower)
            if status is not None and not any(c.lower == "long" for c in self.syntax.children(child)):
                return standing(status, child)
        no = no_before(noun, self.syntax) or self._not_any(noun)
        if no is not None:
            return Standing("denied", no)
        whichever = next((c for c in self.syntax.children(noun, "det") if c.lower == "any"), None)
        return Standing("possible", whichever) if whichever is not None else None

    def _not_any(self, noun: Token) -> Token | None:
        """Return the negation that "any" before the noun answers to ("has not received any threat")."""
        if not any(c.lower == "any" for c in self.syntax.children(noun, "det")):
            return None
        above = next((t for t in self.syntax.ancestors(noun) if t.pos in VERBAL), None)
        return negation(above, self.syntax) if above is not None else None

    def _noun_clause(self, noun: Token) -> Standing | None:
        """Read what follows the noun: "talks planned for May", "a visit due next week", "talks to be held"."""
        for child in self.syntax.children(noun, "acl", "amod"):
            planned = child.tag == "VBN" and child.lemma != "aim"  # "a campaign aimed at" is there
            status = verb_cue(child, self.syntax) if planned else None
            status = status or (cue_table("adjective_governors").get(child.lower) if child.pos == "ADJ" else None)
            if status in {"scheduled", "expected", "cancelled", "possible"} and child.i > noun.i:
                return standing(status, child)
            if is_infinitive(self.syntax, child) and child.lemma in {"be", "hold", "take", "start", "begin"}:
                return Standing("scheduled", child)
        return self._where_to(noun) if noun.lemma in cue_set("journeys") else None

    def _where_to(self, noun: Token) -> Standing | None:
        """Read "his trip to Oslo, where he plans to meet ..." as to come."""
        below = (noun, *(t for p in self.syntax.children(noun, "prep") for t in self.syntax.children(p, "pobj")))
        for clause in (c for t in below for c in self.syntax.children(t, "relcl")):
            where = any(c.lower in {"where", "when"} for c in self.syntax.children(clause, "advmod"))
            plans = verb_cue(clause, self.syntax) in {"scheduled", "expected"} and clause.tag in {"VBZ", "VBP"}
            will = [c for c in self.syntax.children(clause, "aux") if c.lower in {"will", "'ll"}]
            if where and (plans or will):
                return Standing("scheduled", will[0] if will else clause)
        return None

    def _noun_above(self, noun: Token, type_: str, step: int) -> Standing | None:
        head = self.syntax.head(noun)
        if noun.head == noun.i:
            return None
        if noun.dep == "conj":
            return self.read(head, type_, None, step + 1) if head.pos == "NOUN" else None
        if noun.dep in {"compound", "nmod"} and head.pos == "NOUN":
            return self.read(head, type_, None, step + 1)
        if noun.dep == "pobj":
            return self._noun_after_preposition(noun, head, type_, step)
        if head.pos not in VERBAL:
            return None
        if noun.dep in {"nsubj", "nsubjpass"}:
            return self._noun_as_subject(noun, head, type_, step)
        if noun.dep in {"dobj", "attr"}:
            return self._noun_as_object(noun, head, type_, step)
        return None

    def _noun_after_preposition(self, noun: Token, prep: Token, type_: str, step: int) -> Standing | None:
        name = prep.lower
        head = self.syntax.head(prep)
        if name == "of" and head.lower == "ahead":
            return Standing("scheduled", head)
        status = cue_table("prepositions").get(name)
        if status is not None and not (name in {"before", "until", "till"} and self._is_over(head)):
            return standing(status, prep)
        if name in {"toward", "towards"} and head.lemma in cue_set("approaching_words"):
            return None if self._is_definite(noun) else self.verbs.unless_closed(Standing("possible", prep), head)
        if head.pos == "NOUN":
            return self._below_noun(noun, head, name, type_, step)
        return self._below_verb(noun, head, name, type_, step) if head.pos in VERBAL else None

    def _below_verb(self, noun: Token, head: Token, name: str, type_: str, step: int) -> Standing | None:
        """Read the verb whose preposition the noun stands after: "calls for talks", "led to war"."""
        if name == "on" and head.lemma in cue_set("presupposing_verbs"):
            return Standing("occurred", None)  # "will not comment on a conversation": there was one
        if name in {"for", "to", "on"}:
            found = verb_cue(head, self.syntax)
            if found in {"demanded", "scheduled", "denied", "possible", "expected"}:
                denied = negation(head, self.syntax)
                return Standing("denied", denied) if denied else standing(found, head)
        is_held_at = type_ == "CONSULT" and name in {"in", "at", "during"}
        if is_held_at and not self._is_misplaced(noun, head):
            met = self.verbs.read(head, type_, step + 1)  # "plan to discuss it at their meeting"
            if met.status in {"scheduled", "expected"}:
                return met
        answers = name == "with" and head.lemma in cue_set("answering_verbs")
        if answers or name in cue_set("carrying_prepositions"):
            return self._brought_about(noun, head, type_, step)
        return None

    def _is_over(self, word: Token) -> bool:
        """Return whether what the word belongs to is told in the past, so that "before the trip" is past too."""
        verb = next((t for t in (word, *self.syntax.ancestors(word)) if t.pos in VERBAL), None)
        if verb is None or (word.pos not in VERBAL and word.pos != "NOUN"):
            return False
        is_modal = any(cue_table("modals").get(c.lower) is not None for c in self.syntax.children(verb, "aux"))
        return verb.tag in PAST_TAGS and not is_modal

    def _is_definite(self, noun: Token) -> bool:
        return any(c.dep == "poss" or c.lower in DEFINITE for c in self.syntax.children(noun, "det", "poss"))

    def _below_noun(self, noun: Token, head: Token, prep: str, type_: str, step: int) -> Standing | None:
        """Read the noun over it: "the plan of a visit"; but "the opposition to the raid" had its raid."""
        found = cue_table("noun_governors").get(head.lemma)
        if found == "pass":
            return self.read(head, type_, None, step + 1)
        keeps = head.lemma in OPPOSING or head.lemma in cue_set("supposing_nouns")
        if head.lemma == "case" and prep != "for":
            return None
        if found is None or prep not in OF_PREPOSITIONS or (keeps and self._is_definite(noun)):
            return None
        denied = no_before(head, self.syntax)
        return Standing("denied", denied) if denied else standing(found, head)

    def _noun_as_subject(self, noun: Token, verb: Token, type_: str, step: int) -> Standing | None:
        found = cue_table("subject_verbs").get(_with_particle(verb, self.syntax))
        passive = self.grammar.is_passive(verb)
        if passive:
            found = verb_cue(verb, self.syntax) or found
        if passive and found == "denied" and noun.lemma in cue_set("speech_nouns"):
            return None  # what is rejected has been said
        if passive and found == "pass":
            return self.verbs.read(verb, type_, step + 1)
        own = self.verbs.own(verb)
        topical = _with_particle(verb, self.syntax) == "come up"  # "the sanctions never came up": they were no topic
        of_others = own is not None and own.status == "denied" and verb.lemma not in cue_set("happening_verbs")
        if topical or of_others or (passive and verb.lemma in cue_set("presupposing_verbs")):
            return None  # said of an act that is there: "the raid was not linked to", "threats will be met with force"
        if found in {"cancelled", "scheduled", "expected", "denied", "possible", "demanded"} and (
            own is None or own.status == "occurred"
        ):
            complement = self.grammar.complement(verb)[0]
            return standing(found, verb) if complement is None or passive else None
        if verb.lemma == "be" and type_ in cue_set("lasting_types"):
            return None  # the agreement exists, whatever "will be hard" says of it
        if own is not None and verb.lemma == "be" and self.syntax.children(verb, "attr", "acomp"):
            return self._judged(noun, verb, own)
        if own is not None and (passive or verb.lemma in cue_set("subject_carriers")):
            return own
        return Standing("ongoing", verb) if found == "ongoing" and verb.tag in {"VBZ", "VBP", "VBG"} else None

    def _judged(self, noun: Token, verb: Token, own: Standing) -> Standing | None:
        """Read "is, may be, would be" something: an act told of keeps its standing, one thought of has none yet."""
        if own.cue is not None and cue_table("modals").get(own.cue.lower) == "would" and not self._is_definite(noun):
            return Standing("possible", own.cue)  # "an invasion would be a mistake"
        if own.status == "possible":
            return None  # "the threats may be a bluff": what they may be, not whether they were uttered
        return own if self.grammar.is_passive(verb) or verb.lemma in cue_set("subject_carriers") else None

    def _noun_as_object(self, noun: Token, verb: Token, type_: str, step: int) -> Standing | None:
        found = verb_cue(verb, self.syntax)
        if verb.lemma in {"include", "involve", "envisage", "foresee"}:
            return self._part_of(verb, type_)
        if found is None:
            return self._brought_about(noun, verb, type_, step)
        offered = verb.lemma == "offer" and noun.lemma in cue_set("uttered_nouns")
        if offered or (found in {"denied", "cancelled"} and noun.lemma in cue_set("speech_nouns")):
            return None  # what is offered as a remark or rejected has been said
        is_free = verb.lemma in cue_set("object_free") and self.syntax.child(verb, "prt") is None
        if found == "ongoing" or is_free:
            return None
        enacts = verb.lemma in cue_set("enacting_verbs") and type_ in cue_set("decided_types")
        if found == "pass" or enacts:  # "approved sanctions": imposed by it
            return self.verbs.read(verb, type_, step + 1) if verb.lemma not in cue_set("object_only_told") else None
        if found in {"denied", "possible"} and verb.lemma in cue_set("object_kept"):
            return None
        denied = negation(verb, self.syntax)
        if denied is not None:
            return Standing("possible" if found in {"denied", "cancelled"} else "denied", denied)
        return self.verbs.unless_open(standing(found, verb), verb, type_, step)

    def _part_of(self, verb: Token, type_: str) -> Standing | None:
        """Return what the subject makes of its parts: "the options include a strike"."""
        if type_ == "CONCEDE" and verb.tag in PAST_TAGS:
            return None  # what a deal included has been conceded by making it
        subjects = (s for s in self.grammar.surface(verb) if s.pos == "NOUN")
        found = next((s for s in subjects if cue_table("noun_governors").get(s.lemma) in OPEN), None)
        return standing(cue_table("noun_governors")[found.lemma], found) if found is not None else None

    def _brought_about(self, noun: Token, verb: Token, type_: str, step: int) -> Standing | None:
        """An act named without article or with "a" is as open as what brings it about ("could trigger a war")."""
        if self._is_definite(noun):
            return None
        if verb.lemma in cue_set("presupposing_verbs"):
            return None
        found = self.verbs.read(verb, type_, step + 1)
        return found if found.status not in {"occurred", "ongoing"} else None


def _with_particle(verb: Token, syntax: Syntax) -> str:
    """Return the verb as the tables name it: "collapse", "break down", "approach it" for one with an object."""
    particle = syntax.child(verb, "prt")
    if verb.lemma == "approach" and syntax.child(verb, "dobj") is not None:
        return "approach it"  # "the talks approach a deadline"
    return verb.lemma if particle is None else f"{verb.lemma} {particle.lower}"
