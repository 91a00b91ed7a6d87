"""Where an act stands: occurred, ongoing, scheduled ... with the words that say so.

The nearest word that decides wins: the verb's own modal, negation and conjunction first, then, going up, each
verb, adjective or noun the act is a complement of. Words are in `lexicons/en/status_cues.yml`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.annotate.events.grammar import VERBAL
from onrecord.errors import VocabularyError
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from onrecord.annotate.events.grammar import Grammar
    from onrecord.types.annotation import Status
    from onrecord.types.syntax import Syntax, Token

CUES = "lexicons/en/status_cues.yml"
CLAUSE_DEPS = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "relcl", "conj", "oprd", "csubj", "csubjpass"})
MAX_STEPS = 8
PAST_TAGS = frozenset({"VBD", "VBN"})


class Standing(NamedTuple):
    """A status and the token that gives it away."""

    status: Status
    cue: Token | None


@cache
def cue_table(name: str) -> dict[str, str]:
    """Return one table of the cue file turned round: lemma → status."""
    tables: Any = load_yaml(CUES)[name]
    return {lemma: status for status, lemmas in tables.items() for lemma in _checked(lemmas, name)}


@cache
def cue_set(name: str) -> frozenset[str]:
    """Return one list of the cue file."""
    return frozenset(_checked(load_yaml(CUES)[name], name))


def _checked(words: list[str], name: str) -> list[str]:
    """Return the words; a bare no, on or off is no word to YAML and is refused."""
    wrong = [word for word in words if not isinstance(word, str)]
    if wrong:
        raise VocabularyError(f"{CUES}: {name}: {wrong} are not words; put them in quotes")
    return words


def negation(verb: Token, syntax: Syntax) -> Token | None:
    """Return the word that negates the verb in its own clause: not, never, no longer, nobody, without; else None."""
    negators = cue_set("negators")
    for child in syntax.children(verb):
        if child.dep == "neg" or (child.lower in negators and child.dep in {"advmod", "preconj"}):
            return child
        if child.dep == "aux":
            below = syntax.child(child, "neg")
            if below is not None:
                return below
        if child.dep in {"nsubj", "nsubjpass", "dobj"} and _is_negative(child, syntax):
            return child
        if child.dep == "advmod" and child.lower == "longer" and any(c.lower == "no" for c in syntax.children(child)):
            return child
    if verb.dep == "pcomp":
        prep = syntax.head(verb)
        if cue_table("prepositions").get(prep.lower) == "denied":
            return prep
    return None


def _is_negative(noun: Token, syntax: Syntax) -> bool:
    return noun.lower in {"nobody", "none", "nothing"} or any(d.lower == "no" for d in syntax.children(noun, "det"))


class StatusReader:
    """Status questions on one text."""

    __slots__ = ("grammar", "syntax")

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.syntax = grammar.syntax

    def of(self, trigger: Token, type_: str, light: Token | None, *, is_noun: bool) -> Standing:
        """Return where the act named by the trigger stands; `light` is the verb that carries a noun of action."""
        if is_noun:
            return self._noun(trigger, type_, light, 0)
        return self._verb(trigger, type_, 0)

    # --- verbs
    def _verb(self, verb: Token, type_: str, step: int) -> Standing:
        own = self._own(verb, step)
        if own is not None:
            return own
        above = self._above(verb, type_, step)
        if above is not None:
            return above
        return self._tense(verb, type_, step)

    def _own(self, verb: Token, step: int) -> Standing | None:
        """What the verb's own group says: modal, negation, if, going to, progressive for the future."""
        negation = self._negation(verb)
        modal = self._modal(verb)
        mark = self._conditional(verb)
        if negation is not None:
            if (
                modal is not None
                and modal.status == "possible"
                and modal.cue is not None
                and modal.cue.lower in {"may", "might"}
            ):
                return modal
            return Standing("denied", negation)
        if mark is not None:
            return mark
        if modal is not None:
            return self._with_condition(verb, modal)
        return self._adverb(verb)

    def _negation(self, verb: Token) -> Token | None:
        return negation(verb, self.syntax)

    def _modal(self, verb: Token) -> Standing | None:
        table = cue_table("modals")
        group = list(self.syntax.children(verb, "aux"))
        if not group and verb.dep == "conj" and self.syntax.head(verb).pos in VERBAL and verb.tag in {"VB", "VBN"}:
            group = list(self.syntax.children(self.syntax.head(verb), "aux"))
        for aux in group:
            status = table.get(aux.lower)
            if status is None:
                if aux.lower == "to" and self._is_headline_future(verb):
                    return Standing("scheduled", aux)
                continue
            if any(a.lower == "have" for a in group) and status == "demanded":
                return Standing("denied", aux)
            if status == "would":
                return self._would(verb, aux)
            return Standing(status, aux)  # type: ignore[arg-type]
        if verb.tag == "VBG" and any(c.lemma == "be" for c in group) and self._is_future_dated(verb):
            return Standing("scheduled", verb)
        return None

    def _would(self, verb: Token, aux: Token) -> Standing:
        """After a verb of saying in the past, would is the will of then; else it is a hypothesis."""
        top = verb
        while top.dep == "conj" and top.head != top.i:
            top = self.syntax.head(top)
        head = self.syntax.head(top)
        if top.dep == "ccomp" and head.pos in VERBAL and head.tag in PAST_TAGS | {"VBG"}:
            if cue_table("verb_governors").get(head.lemma) == "demanded":
                return Standing("demanded", head)
            return Standing("scheduled", aux)
        if top.dep == "relcl" or (top.dep == "ccomp" and head.i != top.i):
            return Standing("possible", aux)
        if self.syntax.child(verb, "advcl") is not None:
            return Standing("conditional", aux)
        return Standing("possible", aux)

    def _is_headline_future(self, verb: Token) -> bool:
        sentence = self.syntax.sentence_of(verb)
        return sentence.headline and verb.head == verb.i

    def _is_future_dated(self, verb: Token) -> bool:
        words = cue_set("future_adverbs")
        for token in self.syntax.children(verb, "npadvmod", "advmod", "prep"):
            if token.lower in words or any(c.lower in {"next", "coming"} for c in self.syntax.children(token)):
                return True
            for below in self.syntax.children(token, "pobj"):
                if any(c.lower in {"next", "coming"} for c in self.syntax.children(below)):
                    return True
        return False

    def _with_condition(self, verb: Token, modal: Standing) -> Standing:
        """A will or would that hangs on an if-clause is conditional."""
        if modal.status not in {"scheduled", "possible", "conditional"}:
            return modal
        for clause in self.syntax.children(verb, "advcl"):
            for mark in self.syntax.children(clause, "mark"):
                if mark.lower in cue_set("conditional_marks"):
                    return Standing("conditional", mark)
        return modal

    def _conditional(self, verb: Token) -> Standing | None:
        for mark in self.syntax.children(verb, "mark"):
            if mark.lower in cue_set("conditional_marks"):
                return Standing("conditional", mark)
            if mark.lower in cue_set("uncertain_marks"):
                return Standing("possible", mark)
        return None

    def _adverb(self, verb: Token) -> Standing | None:
        for child in self.syntax.children(verb, "advmod"):
            if child.lower in cue_set("likely_adverbs"):
                return Standing("expected", child)
            if child.lower in cue_set("possible_adverbs"):
                return Standing("possible", child)
        return None

    def _above(self, verb: Token, type_: str, step: int) -> Standing | None:
        """What the word says of which the verb's clause is a complement."""
        if step > MAX_STEPS or verb.dep not in CLAUSE_DEPS or verb.head == verb.i:
            return None
        head = self.syntax.head(verb)
        if verb.dep == "conj":
            return self._conjunct(verb, head, type_, step)
        if verb.dep == "pcomp":
            return self._gerund(verb, head, type_, step)
        if verb.dep == "advcl":
            return self._purpose(verb, head, type_, step)
        if verb.dep == "relcl" or (verb.dep == "acl" and verb.tag == "VBN"):
            return None
        if verb.dep in {"csubj", "csubjpass"}:
            return self._modal(head)
        return self._governor(verb, head, type_, step)

    def _conjunct(self, verb: Token, head: Token, type_: str, step: int) -> Standing | None:
        """A coordinated infinitive or bare verb shares what governs the first."""
        if head.pos in VERBAL and verb.tag == head.tag and not self.syntax.children(verb, "nsubj", "nsubjpass"):
            if verb.tag in {"VB", "VBG"}:
                modal = self._modal(head)
                return modal if modal is not None else self._above(head, type_, step + 1)
        return None

    def _gerund(self, verb: Token, prep: Token, type_: str, step: int) -> Standing | None:
        head = self.syntax.head(prep)
        if prep.lower == "from" and cue_table("verb_governors").get(head.lemma) in {"denied", "cancelled", "pass"}:
            return Standing("denied", head)
        if prep.lower == "about" and head.lemma in {"talk", "think", "speak"}:
            return Standing("possible", head)
        if head.pos in VERBAL or head.pos in {"NOUN", "ADJ"}:
            return self._governor(verb, head, type_, step)
        return None

    def _purpose(self, verb: Token, head: Token, type_: str, step: int) -> Standing | None:
        """Read an aim: no fact ("in order to withdraw"), unless people came together for it ("met to discuss")."""
        if head.lemma in cue_set("gathering_verbs"):
            return self._verb(head, type_, step + 1)
        aux = [c for c in self.syntax.children(verb, "aux") if c.lower == "to"]
        return Standing("possible", aux[0]) if aux and head.pos in VERBAL and verb.i > head.i else None

    def _governor(self, verb: Token, head: Token, type_: str, step: int) -> Standing | None:
        status = self._lookup(verb, head)
        if status is None:
            return None
        if status == "pass":
            finite = verb.dep == "ccomp" and not self._is_infinitive(verb)
            return None if finite else self._passed(head, type_, step)
        if (
            verb.dep == "ccomp"
            and verb.tag in PAST_TAGS | {"VBZ", "VBP"}
            and status not in {"denied", "possible", "expected"}
        ):
            return None
        negation = self._negation(head)
        if negation is None and head.pos in {"ADJ", "NOUN"}:
            negation = self._negation(self.syntax.head(head)) or self._no(head)
        if negation is not None:
            return Standing("possible" if status == "denied" else "denied", negation)
        return Standing(status, head)  # type: ignore[arg-type]

    def _passed(self, head: Token, type_: str, step: int) -> Standing | None:
        if head.pos in VERBAL:
            return self._verb(head, type_, step + 1)
        if head.pos == "NOUN":
            return self._noun(head, type_, None, step + 1)
        return None

    def _is_infinitive(self, verb: Token) -> bool:
        return any(c.lower == "to" for c in self.syntax.children(verb, "aux"))

    def _no(self, noun: Token) -> Token | None:
        return next((c for c in self.syntax.children(noun, "det") if c.lower in cue_set("negative_determiners")), None)

    def _lookup(self, verb: Token, head: Token) -> str | None:
        if head.pos in VERBAL:
            if head.lemma == "go" and head.tag == "VBG":
                return "scheduled"
            if head.lemma == "be" and self._is_infinitive(verb) and verb.dep == "xcomp":
                return "scheduled"
            if head.lemma == "have" and self._is_infinitive(verb):
                return "demanded"
            if head.lemma in {"want", "expect"} and self.syntax.children(verb, "nsubj"):
                return "demanded" if head.lemma == "want" else "expected"
            return cue_table("verb_governors").get(head.lemma)
        if head.pos == "ADJ":
            return cue_table("adjective_governors").get(head.lower)
        if head.pos == "NOUN":
            return cue_table("noun_governors").get(head.lemma)
        return None

    def _tense(self, verb: Token, type_: str, step: int) -> Standing:
        aux = [c for c in self.syntax.children(verb, "aux", "auxpass")]
        is_progressive = verb.tag == "VBG" and any(c.lemma == "be" for c in aux)
        speech = type_ in cue_set("speech_types")
        if is_progressive and not speech:
            past = any(c.tag == "VBD" for c in aux)
            return Standing(
                "occurred" if past and type_ == "CONSULT" else "ongoing", next(c for c in aux if c.lemma == "be")
            )
        if verb.lemma == "be" and not any(c.tag == "VBD" for c in (verb, *aux)):
            return Standing("ongoing", verb)
        sentence = self.syntax.sentence_of(verb)
        if self._is_question(verb):
            return Standing("possible", self.syntax.tokens[sentence.last - 1])
        present = verb.tag in {"VBZ", "VBP"} and not aux
        stands = type_ in cue_set("standing_types") and (
            type_ != "SUPPORT" or verb.lemma in cue_set("standing_support")
        )
        if present and stands and not sentence.headline:
            return Standing("ongoing", verb)
        return Standing("occurred", None)

    def _is_question(self, verb: Token) -> bool:
        sentence = self.syntax.sentence_of(verb)
        return verb.head == verb.i and sentence.last > 0 and self.syntax.tokens[sentence.last - 1].text == "?"

    # --- nouns of action
    def _noun(self, noun: Token, type_: str, light: Token | None, step: int) -> Standing:
        own = self._noun_modifier(noun) or self._noun_clause(noun, step)
        if own is not None:
            return own
        if light is not None:
            if light.head == noun.i:
                return self._own(light, step) or Standing("occurred", None)
            planned = self._noun_as_object(light, type_, step) if noun.dep in {"dobj", "nsubjpass"} else None
            if planned is not None and light.lemma != "order":
                return planned
            return self._verb(light, type_, step + 1)
        above = self._noun_above(noun, type_, step) if step <= MAX_STEPS else None
        return above if above is not None else Standing("occurred", None)

    def _noun_modifier(self, noun: Token) -> Standing | None:
        table = cue_table("noun_modifiers")
        for child in self.syntax.children(noun, "amod", "compound", "nmod"):
            status = table.get(child.lower)
            if status is not None and not any(c.lower == "long" for c in self.syntax.children(child)):
                return Standing(status, child)  # type: ignore[arg-type]
        no = self._no(noun)
        return Standing("denied", no) if no is not None else None

    def _noun_clause(self, noun: Token, step: int) -> Standing | None:
        """ "talks planned for May", "a visit due next week", "talks to be held"."""
        for child in self.syntax.children(noun, "acl", "amod"):
            status = cue_table("verb_governors").get(child.lemma) if child.tag == "VBN" else None
            status = status or (cue_table("adjective_governors").get(child.lower) if child.pos == "ADJ" else None)
            if status in {"scheduled", "expected", "cancelled", "possible"} and child.i > noun.i:
                return Standing(status, child)  # type: ignore[arg-type]
            if self._is_infinitive(child) and child.lemma in {"be", "hold", "take", "start", "begin"}:
                return Standing("scheduled", child)
        return None

    def _noun_above(self, noun: Token, type_: str, step: int) -> Standing | None:
        head = self.syntax.head(noun)
        if noun.head == noun.i:
            return None
        if noun.dep == "conj":
            return self._noun(head, type_, None, step + 1) if head.pos == "NOUN" else None
        if noun.dep in {"compound", "nmod"} and head.pos == "NOUN":
            return None
        if noun.dep == "pobj":
            return self._noun_after_preposition(noun, head, type_, step)
        if head.pos not in VERBAL:
            return None
        if noun.dep in {"nsubj", "nsubjpass"}:
            return self._noun_as_subject(noun, head, type_, step)
        if noun.dep in {"dobj", "attr"}:
            return self._noun_as_object(head, type_, step)
        return None

    def _noun_after_preposition(self, noun: Token, prep: Token, type_: str, step: int) -> Standing | None:
        name = prep.lower
        head = self.syntax.head(prep)
        if name == "of" and head.lower == "ahead":
            return Standing("scheduled", head)
        status = cue_table("prepositions").get(name)
        if status is not None:
            if name in {"before", "until", "till"} and head.pos in VERBAL and head.tag in PAST_TAGS:
                status = None
            else:
                return Standing(status, prep)  # type: ignore[arg-type]
        if head.pos == "NOUN":
            found = cue_table("noun_governors").get(head.lemma)
            if found == "pass":
                return self._noun(head, type_, None, step + 1)
            if found is not None and name in {"for", "of", "on", "to", "about"}:
                negation = self._no(head)
                return Standing("denied", negation) if negation else Standing(found, head)  # type: ignore[arg-type]
            return None
        if head.pos in VERBAL and name in {"for", "to", "on", "of", "with", "about"}:
            found = cue_table("verb_governors").get(head.lemma)
            if found in {"demanded", "scheduled", "denied", "possible", "expected"} and name in {
                "for",
                "against",
                "on",
                "to",
            }:
                negation = self._negation(head)
                return Standing("denied", negation) if negation else Standing(found, head)  # type: ignore[arg-type]
        return None

    def _noun_as_subject(self, noun: Token, verb: Token, type_: str, step: int) -> Standing | None:
        found = cue_table("subject_verbs").get(verb.lemma)
        passive = self.grammar.is_passive(verb)
        if passive:
            found = cue_table("verb_governors").get(verb.lemma, found)
            if found == "pass":
                return self._verb(verb, type_, step + 1)
        own = self._own(verb, step)
        if found in {"cancelled", "scheduled", "expected", "denied", "possible", "demanded"} and (
            own is None or own.status == "occurred"
        ):
            complement = self.grammar.complement(verb)[0]
            return Standing(found, verb) if complement is None or passive else None  # type: ignore[arg-type]
        if own is not None and (
            passive
            or verb.lemma
            in {
                "be",
                "take",
                "begin",
                "start",
                "continue",
                "resume",
                "happen",
                "occur",
                "go",
                "come",
                "end",
                "focus",
                "cover",
                "include",
                "mark",
                "last",
            }
        ):
            return own
        return Standing("ongoing", verb) if found == "ongoing" and verb.tag in {"VBZ", "VBP", "VBG"} else None

    def _noun_as_object(self, verb: Token, type_: str, step: int) -> Standing | None:
        found = cue_table("verb_governors").get(verb.lemma)
        if found is None or found == "ongoing" or verb.lemma in {"call", "tell", "rule", "declare"}:
            return None
        if found == "pass":
            return (
                self._verb(verb, type_, step + 1)
                if verb.lemma not in {"say", "see", "report", "make", "have"}
                else None
            )
        if verb.lemma in {
            "allow",
            "order",
            "approve",
            "authorize",
            "oppose",
            "discuss",
            "fear",
            "need",
            "review",
            "examine",
            "reject",
            "set",
            "direct",
            "force",
            "debate",
        } and found in {"denied", "possible"}:
            if verb.lemma in {"oppose", "reject", "discuss", "review", "examine", "debate"}:
                return None
        negation = self._negation(verb)
        if negation is not None:
            return Standing("possible" if found == "denied" else "denied", negation)
        return Standing(found, verb)  # type: ignore[arg-type]
