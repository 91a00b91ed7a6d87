"""Where an act named by a verb stands: its own group first, then the words of which it is a complement, then tense."""

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
from onrecord.annotate.events.governors import (
    asking_object,
    disclaimed,
    given_status,
    given_up,
    is_finite,
    is_only_later,
    is_present_at,
    is_wished_of,
    judged_by,
    likelihood,
    mulled_over,
    open_infinitive,
)
from onrecord.annotate.events.grammar import VERBAL
from onrecord.annotate.events.hypotheses import being, condition, hanging_on, rather_than
from onrecord.annotate.events.noun_status import NounStatus

if TYPE_CHECKING:
    from onrecord.annotate.events.grammar import Grammar
    from onrecord.types.syntax import Token

CLAUSE_DEPS = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "relcl", "conj", "oprd", "csubj", "csubjpass"})
MAX_STEPS = 8
PAST_TAGS = frozenset({"VBD", "VBN"})
TOWARD = frozenset({"toward", "towards"})
BESIDE = frozenset({"by", "before", "after", "since", "upon", "while", "despite", "besides"})
OPEN = frozenset({"scheduled", "expected", "possible", "conditional", "demanded"})


class VerbStatus:
    """Status of verbs in one text."""

    __slots__ = ("grammar", "nouns", "syntax")

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.syntax = grammar.syntax
        self.nouns = NounStatus(grammar, self)

    def read(self, verb: Token, type_: str, step: int) -> Standing:
        """Return where the act stands that the verb names; `step` counts how far up the tree we are."""
        own = self.own(verb)
        if own is not None:
            return own
        denier = disclaimed(verb, self.syntax.head(verb), self.syntax)
        above = Standing("denied", denier) if denier is not None else self._above(verb, type_, step)
        return above if above is not None else self._tense(verb, type_)

    def own(self, verb: Token) -> Standing | None:
        """Return what the verb's own group says: modal, negation, if, progressive for the future; None if nothing."""
        denied = negation(verb, self.syntax) or rather_than(verb, self.syntax)
        modal = self._modal(verb)
        mark = condition(verb, self.syntax)
        if mark is not None and mark.status == "conditional":
            return mark
        if denied is not None:
            if (
                modal is not None
                and modal.status == "possible"
                and modal.cue is not None
                and modal.cue.lower in {"may", "might"}
            ):
                return modal
            if modal is not None and modal.status == "scheduled" and is_only_later(verb, self.syntax):
                return modal
            return self._unless(verb, modal) or Standing("denied", denied)
        if mark is not None:
            return mark
        if modal is not None:
            return self._with_condition(verb, modal)
        return self._adverb(verb)

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
            if status == "scheduled" and self._is_question(verb):
                return Standing("possible", aux)
            return standing(status, aux)
        if verb.tag == "VBG" and any(c.lemma == "be" and c.tag != "VBD" for c in group) and self._is_future_dated(verb):
            return Standing("scheduled", verb)
        return None

    def _would(self, verb: Token, aux: Token) -> Standing:
        """Read would: after a verb of saying in the past the will of then, else a hypothesis."""
        top = verb
        while top.dep == "conj" and top.head != top.i:
            top = self.syntax.head(top)
        head = self.syntax.head(top)
        if top.dep == "ccomp" and head.pos in VERBAL and head.tag in PAST_TAGS | {"VBG"}:
            if verb_cue(head, self.syntax) == "demanded":
                return Standing("demanded", head)
            return Standing("scheduled", aux)
        if top.dep == "relcl" or (top.dep == "ccomp" and head.i != top.i):
            return Standing("possible", aux)
        if any(c.tag != "VBG" for c in self.syntax.children(verb, "advcl")):
            return Standing("conditional", aux)
        return Standing("possible", aux)

    def _is_headline_future(self, verb: Token) -> bool:
        return verb.head == verb.i

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
        mark = hanging_on(verb, self.syntax)
        return Standing("conditional", mark) if mark is not None else self._merely_hoped(verb, modal)

    def _unless(self, verb: Token, modal: Standing | None) -> Standing | None:
        """Return conditional for a denial of what is to come that hangs on a condition ("will not meet unless ...")."""
        if modal is None or any(c.lemma == "have" for c in self.syntax.children(verb, "aux")):
            return None
        mark = hanging_on(verb, self.syntax)
        return Standing("conditional", mark) if mark is not None else None

    def _merely_hoped(self, verb: Token, modal: Standing) -> Standing:
        """Return what "hopes that it will" makes of the will: a hope, no plan."""
        head = self.syntax.head(verb)
        judged = likelihood(verb, head, self.syntax) if modal.status == "scheduled" else None
        if judged is not None:
            return judged
        unsure = verb.dep == "ccomp" and head.pos in VERBAL and modal.status == "scheduled"
        if not unsure or not {head.lemma, head.lemma + "e"} & cue_set("unsure_governors"):
            return modal
        return standing("expected" if verb_cue(head, self.syntax) == "expected" else "possible", head)

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
        if verb.dep == "relcl":
            return self._relative(verb, head, type_, step)
        if verb.dep == "acl" and not self._is_complement(verb):
            return None
        if verb.dep in {"csubj", "csubjpass"}:
            return _as_thought(self._modal(head))
        return self._governor(verb, head, type_, step)

    def _relative(self, verb: Token, noun: Token, type_: str, step: int) -> Standing | None:
        if type_ == "CONSULT" and noun.lemma in cue_set("journeys") and is_infinitive(self.syntax, verb):
            return self.nouns.read(noun, type_, None, step + 1)  # "made a trip to meet": they met
        return open_infinitive(verb, noun, self.syntax)

    def _is_complement(self, clause: Token) -> bool:
        """Return whether a clause on a noun says what the noun is about: infinitive or that-clause, no participle."""
        return is_infinitive(self.syntax, clause) or bool(self.syntax.children(clause, "mark"))

    def _conjunct(self, verb: Token, head: Token, type_: str, step: int) -> Standing | None:
        """A coordinated infinitive or bare verb shares what governs the first."""
        if head.pos in VERBAL and not self.syntax.children(verb, "mark"):
            mark = condition(head, self.syntax)
            if mark is not None and mark.status == "conditional":
                return mark
        same = head.pos in VERBAL and verb.tag == head.tag and verb.tag in {"VB", "VBG"}
        if not same or self.syntax.children(verb, "nsubj", "nsubjpass"):
            return None
        return self._modal(head) or self._above(head, type_, step + 1)

    def _gerund(self, verb: Token, prep: Token, type_: str, step: int) -> Standing | None:
        head = self.syntax.head(prep)
        if prep.lower == "from" and (
            head.lemma in cue_set("from_governors") or verb_cue(head, self.syntax) in {"denied", "cancelled"}
        ):
            return self._kept_from(head, type_, step)
        if prep.lower == "about" and head.lemma in {"talk", "think", "speak"}:
            return Standing("possible", head)
        if prep.lower in TOWARD and head.lemma in cue_set("approaching_words"):
            return self.unless_closed(Standing("possible", prep), head)
        if prep.lower == "but" and is_infinitive(self.syntax, verb):
            return self._only_choice(self.syntax.head(head))
        if prep.lower in BESIDE:
            return self._done_beside(prep, head, type_, step)
        if head.pos in VERBAL or head.pos in {"NOUN", "ADJ"}:
            return self._governor(verb, head, type_, step)
        return None

    def _only_choice(self, verb: Token) -> Standing:
        """Read "have no choice but to": what is left to do is as open as the having, and had to be done is done."""
        modal = self._modal(verb)
        if modal is not None:
            return self._with_condition(verb, modal)
        return Standing("occurred", None) if verb.tag == "VBD" else Standing("demanded", verb)

    def _done_beside(self, prep: Token, head: Token, type_: str, step: int) -> Standing | None:
        """Read "by doing" as open as what is done by it; what is done before or after is only to come with it."""
        if head.pos not in VERBAL:
            return None
        if prep.lower == "by":
            found = self.read(head, type_, step + 1)
            is_told = found.status in {"occurred", "ongoing"} or (found.cue is not None and found.cue.lower == "to")
            return None if is_told else found
        modal = self._modal(head)
        return modal if modal is not None and modal.status == "scheduled" else None

    def _kept_from(self, head: Token, type_: str, step: int) -> Standing:
        """Read "kept from": not done; done where the keeping is told to have failed ("failed to deter X from")."""
        above = self.syntax.head(head)
        failed = above if head.dep == "xcomp" and above.lemma == "fail" else negation(head, self.syntax)
        if failed is None:
            return self.unless_open(Standing("denied", head), head, type_, step)
        told = self._tense(above if failed.i == above.i else head, type_)
        is_past = self._modal(head) is None and told.status == "occurred"
        return Standing("occurred" if is_past else "possible", failed)

    def _purpose(self, verb: Token, head: Token, type_: str, step: int) -> Standing | None:
        """Read an aim: no fact ("in order to withdraw"), unless people came together for it ("met to discuss")."""
        if head.lemma in cue_set("gathering_verbs") or (type_ == "CONSULT" and head.lemma in cue_set("journey_verbs")):
            return self.read(head, type_, step + 1)
        out = next((c for c in self.syntax.children(head, "prep") if c.lower == "out"), None)
        if head.lemma == "go" and out is not None:
            return self.read(head, type_, step + 1)  # "went out of his way to help": it was done
        if is_present_at(head, self.syntax) and is_infinitive(self.syntax, verb):
            return Standing("ongoing" if head.tag in {"VBZ", "VBP"} else "occurred", head)
        aux = [c for c in self.syntax.children(verb, "aux") if c.lower == "to"]
        if aux and (head.pos in {"ADJ", "NOUN"} or (verb.i > head.i and verb_cue(head, self.syntax) == "demanded")):
            return self._governor(verb, head, type_, step)
        judge = judged_by(verb, head, self.syntax) or asking_object(verb, head, self.syntax)
        if aux and judge is not None:
            return self._governor(verb, judge, type_, step)
        if aux and is_wished_of(verb, head, self.syntax):
            return self._given(verb, head, "demanded", type_, step)
        return self._means(head, aux[0]) if aux and head.pos in VERBAL and verb.i > head.i else None

    def _means(self, head: Token, to: Token) -> Standing:
        """Read "should act to stop it" as called for like what is done for it; another aim is open."""
        means = self.own(head)
        return means if means is not None and means.status == "demanded" else Standing("possible", to)

    def _governor(self, verb: Token, head: Token, type_: str, step: int) -> Standing | None:
        mark = condition(head, self.syntax) if head.pos in VERBAL and verb.dep == "xcomp" else None
        if mark is not None and mark.status == "conditional":
            return mark
        status = given_status(verb, head, type_, self.syntax)
        if status is None:
            return open_infinitive(verb, head, self.syntax)
        if status == "ongoing" and (to_come := self.own(head)) is not None:
            return to_come  # "will continue to", "may keep buying"
        if status == "ongoing":
            above = self._above(head, type_, step + 1)  # "wants to keep buying"
            if above is not None and above.status not in {"occurred", "ongoing"}:
                return above
        if status == "pass":
            bare = verb.tag == "VB" and head.lemma in {"see", "make", "let", "help", "have"}  # "will see them meet"
            finite = verb.dep == "ccomp" and not bare and not is_infinitive(self.syntax, verb)
            return None if finite else self._passed(head, type_, step)
        return self._given(verb, head, status, type_, step)

    def _given(self, verb: Token, head: Token, status: str, type_: str, step: int) -> Standing | None:
        """Return what a governing word gives, turned round where it is itself denied, called off or conditional."""
        asked = status == "demanded" and verb.lower == verb.lemma and head.lemma != "tell"  # "proposed that they meet"
        told = verb.dep == "ccomp" and not asked and is_finite(verb, self.syntax)
        if told and status not in {"denied", "possible", "expected"}:
            return None
        denied = self._denied(head)
        if denied is not None:
            return Standing("possible" if status in {"denied", "cancelled"} else "denied", denied)
        undone = given_up(head, self.syntax) if status in OPEN else None
        if undone is not None and self.own(undone) is None:
            return Standing("cancelled", undone)
        mulled = mulled_over(head, self.syntax) if status == "scheduled" else None
        if mulled is not None:
            return Standing("possible", mulled)
        is_open = status in {"possible", "scheduled", "expected"}
        hangs = (hanging_on(head, self.syntax) or hanging_on(verb, self.syntax)) if is_open else None
        if hangs is not None and head.pos in {"ADJ", *VERBAL}:
            return Standing("conditional", hangs)
        return self.unless_open(standing(status, head), head, type_, step)

    def _denied(self, head: Token) -> Token | None:
        """Return the word that negates a governing word, also by the verb over it: "is not ready", "has no plan"."""
        denied = negation(head, self.syntax)
        if denied is None and head.pos in {"ADJ", "NOUN"}:
            denied = no_before(head, self.syntax)
            if denied is None and head.dep not in {"nsubj", "nsubjpass"}:
                denied = negation(self.syntax.head(head), self.syntax)
        return denied

    def unless_open(self, found: Standing, head: Token, type_: str, step: int) -> Standing:
        """Return what a word of denial gives: open where the denial itself is only planned ("vowed to block it")."""
        if found.status not in {"denied", "cancelled"} or head.pos not in VERBAL or head.dep == "pcomp":
            return found
        above = self.read(head, type_, step + 1)
        return Standing("possible", above.cue) if above.status in OPEN else found

    def unless_closed(self, found: Standing, head: Token) -> Standing:
        """Return what an open word gives, denied where that word is ("made no progress toward")."""
        denied = self._denied(head)
        return Standing("denied", denied) if denied is not None else found

    def _passed(self, head: Token, type_: str, step: int) -> Standing | None:
        if head.pos in VERBAL:
            return self.read(head, type_, step + 1)
        if head.pos == "NOUN":
            return self.nouns.read(head, type_, None, step + 1)
        return None

    def _tense(self, verb: Token, type_: str) -> Standing:
        aux = list(self.syntax.children(verb, "aux", "auxpass"))
        is_progressive = verb.tag == "VBG" and any(c.lemma == "be" for c in aux)
        speech = type_ in cue_set("speech_types")
        if is_progressive and not speech:
            past = any(c.tag == "VBD" for c in aux)
            lasts = self._is_reported(verb) or verb.lemma in cue_set("journey_verbs")
            default = "occurred" if past and type_ == "CONSULT" and not lasts else "ongoing"
            status = cue_table("progressive").get(type_, default)
            return standing(status, next(c for c in aux if c.lemma == "be"))
        under_way = verb if verb.lemma == "be" else being(aux)
        if under_way is not None and not speech and not any(c.tag == "VBD" for c in (verb, *aux)):
            return Standing("ongoing", under_way)
        sentence = self.syntax.sentence_of(verb)
        if self._is_question(verb):
            return Standing("possible", self.syntax.tokens[sentence.last - 1])
        present = verb.tag in {"VBZ", "VBP"} and not aux
        now = next((c for c in self.syntax.children(verb, "advmod") if c.lower in cue_set("present_adverbs")), None)
        if now is not None and not speech and (present or verb.tag in {"VBN", "VBG"}):
            return Standing("ongoing", now)
        placed = verb.tag == "VBN" and verb.lemma in cue_set("placing_participles")
        lasts = verb.tag == "VBG" and verb.lemma in cue_set("lasting_participles")
        if (verb.dep == "acl" and (placed or lasts)) or (placed and any(c.tag in {"VBZ", "VBP"} for c in aux)):
            return Standing("ongoing", verb)
        if verb.lemma in cue_set("lasting_verbs") and verb.tag in {"VBZ", "VBP", "VBG"}:
            return Standing("ongoing", verb)
        stands = type_ in cue_set("standing_types") and (
            type_ != "SUPPORT" or verb.lemma in cue_set("standing_support")
        )
        if present and stands and not sentence.headline and verb.lemma not in cue_set("punctual_verbs"):
            return Standing("ongoing", verb)
        return Standing("occurred", None)

    def _is_reported(self, verb: Token) -> bool:
        """Return whether the verb tells what somebody said in the past: "said they were meeting", then going on."""
        return verb.dep == "ccomp" and self.syntax.head(verb).tag in PAST_TAGS | {"VBG"}

    def _is_question(self, verb: Token) -> bool:
        """Return whether the sentence asks if it is so; "why did they attack?" takes the attack for granted."""
        sentence = self.syntax.sentence_of(verb)
        asks = verb.head == verb.i and sentence.last > 0 and self.syntax.tokens[sentence.last - 1].text == "?"
        return asks and not any(c.tag in {"WRB", "WP", "WDT"} and c.i < verb.i for c in self.syntax.children(verb))


def _as_thought(modal: Standing | None) -> Standing | None:
    """Return what the verb says of an act that is its subject: "arming them would be wrong" plans nothing."""
    if modal is None or modal.cue is None or cue_table("modals").get(modal.cue.lower) != "would":
        return modal
    return Standing("possible", modal.cue)
