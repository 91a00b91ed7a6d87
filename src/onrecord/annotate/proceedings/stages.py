"""At which stage a passage puts an instrument: what governs it, and whether that tells what is or what will be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.proceedings.lexicon import proceedings_lexicon
from onrecord.annotate.proceedings.phrases import number

if TYPE_CHECKING:
    from onrecord.annotate.proceedings.scene import Scene
    from onrecord.types.relation import Stage
    from onrecord.types.syntax import Syntax, Token

VERBAL = frozenset({"VERB", "AUX"})
AHEAD = frozenset({"scheduled", "expected", "possible", "conditional", "demanded"})
AGAINST = frozenset({"denied", "cancelled"})
GOVERNING_PREPS = frozenset({"of", "on", "for", "over", "towards", "toward", "about", "to", "from"})
DEPTH = 4


class Standing(NamedTuple):
    """A stage, the word that gives it, the rule, and the predicate whose parties and day are the instrument's."""

    stage: Stage | None
    cue: Token
    rule: str
    verb: Token


class Stages:
    """Questions about what is said of an instrument's noun in one text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.syntax: Syntax = scene.syntax
        self.lexicon = proceedings_lexicon()

    def of(self, noun: Token) -> Standing | None:
        """Return where the text puts the instrument a noun names, None where its words do not say."""
        head = self.syntax.first_conjunct(noun)
        told, described = self._governed(head), self._described(noun)
        if told is None or (described is not None and told.stage in {None, "under_discussion"}):
            return described or told or self._modified(noun)
        return told

    def of_pronoun(self, pronoun: Token) -> Standing | None:
        """Return the stage a clause gives to what a pronoun stands for ("It was suspended in May")."""
        verb = self.syntax.head(pronoun)
        if verb.pos not in VERBAL or verb.lemma == "fail":
            return None
        return self._by_verb(verb, subject=pronoun.dep == "nsubj")

    def absent(self, noun: Token) -> bool:
        """Return whether the text says that there is none: "have no treaty", "the lack of a treaty"."""
        above = self.syntax.head(noun)
        if noun.dep == "pobj" and self.syntax.head(above).lemma.lower() in self.lexicon.instruments["absent"]:
            return True
        return noun.dep == "dobj" and above.lemma == "have" and bool(self.syntax.children(above, "neg"))

    def governor(self, noun: Token) -> Token | None:
        """Return the verb a noun is subject or object of, directly or through one preposition."""
        head = self.syntax.first_conjunct(noun)
        above = self.syntax.head(head)
        if head.dep == "pobj":
            above = self.syntax.head(above)
        return above if above.pos in VERBAL and above.i != head.i else None

    def _described(self, noun: Token) -> Standing | None:
        """Read what hangs on the noun: "an agreement signed in May", "a deal expected to be signed"."""
        for clause in self.syntax.children(noun, "acl", "relcl"):
            passive = clause.tag == "VBN" or self.syntax.is_passive(clause)
            own = self.syntax.child(clause, "nsubj", "nsubjpass")
            relative = own is not None and own.lower in {"that", "which"}
            if (clause.dep == "acl" and passive) or (clause.dep == "relcl" and (relative or own is not None)):
                found = self._by_verb(clause, subject=relative and not passive)
                if found is not None:
                    return self._unless_past_talk(found)
                inner = self.syntax.child(clause, "xcomp")
                if inner is not None:
                    found = self._by_verb(inner, subject=False)
                    if found is not None:
                        return found
        return None

    def _unless_past_talk(self, found: Standing) -> Standing | None:
        """Talks told in a relative clause are over ("which took years to negotiate"), unless they go on."""
        going_on = found.verb.tag == "VBG" or any(c.lower == "being" for c in self.syntax.children(found.verb))
        return None if found.stage == "under_discussion" and not going_on else found

    def _governed(self, head: Token) -> Standing | None:
        """Read what the noun hangs on: a verb, or a noun of action that hangs on a verb itself."""
        above = self.syntax.head(head)
        if above.i == head.i:
            return None
        if above.pos in VERBAL and head.dep in {"dobj", "nsubj", "nsubjpass", "attr", "oprd", "ccomp"}:
            return self._by_verb(above, subject=head.dep == "nsubj")
        if head.dep == "pobj":
            return self._through(above)
        if head.dep in {"compound", "nmod", "poss"}:
            return self._by_noun(above)
        return None

    def _through(self, prep: Token) -> Standing | None:
        """Read a preposition between: "withdrew from the treaty", "talks on the deal"."""
        above = self.syntax.head(prep)
        if above.pos in VERBAL:
            particle = {c.lower for c in self.syntax.children(above, "prt", "advmod")}
            for entry in self.lexicon.phrasal:
                if above.lemma in entry.verbs and prep.lower in entry.preps and not entry.nouns:
                    return self._modal(entry.stage, above, f"phrasal.{above.lemma}-{prep.lower}")
            if particle & {"out"} and prep.lower in {"of", "from"}:
                return self._modal("ended", above, "phrasal.out-of")
            return Standing("stalled", prep, "without", above) if prep.lower == "without" else None
        if above.pos in {"ADP", "ADV"} and self.syntax.head(above).pos in VERBAL:
            verb = self.syntax.head(above)
            if verb.lemma in {"pull", "back", "walk", "get", "drop", "withdraw"} and above.lower in {
                "out",
                "away",
                "from",
            }:
                return self._modal("ended", verb, "phrasal.out-of")
        return self._by_noun(above) if prep.lower in GOVERNING_PREPS else None

    def _by_noun(self, noun: Token) -> Standing | None:
        stage = self.lexicon.nouns.get(noun.lemma.lower())
        if stage is None or noun.pos not in {"NOUN", "VERB"}:
            return None
        verb = self.governor(noun) or noun
        if stage == "under_discussion":
            return Standing(stage, noun, f"noun.{noun.lemma}", verb)
        event = self.scene.event_at(noun)
        ahead = self._is_ahead(verb) or (event is not None and event.status in AHEAD)
        if not ahead:
            return Standing(stage, noun, f"noun.{noun.lemma}", verb) if stage != "signed" or event else None
        return Standing("expected" if stage == "signed" else None, noun, f"noun.{noun.lemma}", verb)

    def _modified(self, noun: Token) -> Standing | None:
        for child in self.syntax.children(noun, "amod", "compound"):
            if child.lower in self.lexicon.instruments["draft_words"]:
                return Standing("under_discussion", child, "modifier.draft", child)
            if child.lower in self.lexicon.instruments["signed_words"]:
                return Standing("signed", child, "modifier.signed", child)
        return None

    def _by_verb(self, verb: Token, *, subject: bool) -> Standing | None:
        """Read a verb whose object (or, of some verbs, subject) the instrument is."""
        found = self._phrasal(verb)
        if found is not None:
            return found
        if verb.lemma == "be":
            return self._predicate(verb)
        if subject and verb.lemma not in {"expire", "lapse", "collapse", "fail", "stall"}:
            return None
        stage = self.lexicon.stages.get(verb.lemma)
        inner = self.syntax.child(verb, "xcomp") if stage is None else None
        if inner is not None and verb.lemma in self.lexicon.instruments["governors_ahead"]:
            return self._by_verb(inner, subject=False)  # "is expected to be signed"
        return self._modal(stage, verb, f"verb.{verb.lemma}") if stage is not None else None

    def _phrasal(self, verb: Token) -> Standing | None:
        preps = self.syntax.children(verb, "prep")
        objects = {c.lower for c in self.syntax.children(verb, "dobj", "npadvmod")}
        particles = {c.lower for c in self.syntax.children(verb, "prt")}
        for entry in self.lexicon.phrasal:
            if verb.lemma not in entry.verbs:
                continue
            through = any(
                p.lower in entry.preps and any(t.lower in entry.nouns for t in self.syntax.children(p, "pobj"))
                for p in preps
            )
            if through or objects & entry.objects or particles & entry.particles:
                return self._modal(entry.stage, verb, f"phrasal.{verb.lemma}")
        return None

    def _predicate(self, verb: Token) -> Standing | None:
        """Read "is effective", "is under discussion", "is in force", "is to be signed"."""
        adjective = self.syntax.child(verb, "acomp")
        if adjective is not None and adjective.lower in self.lexicon.adjectives and not self._negated(verb):
            return Standing(self.lexicon.adjectives[adjective.lower], adjective, "adjective", verb)
        for prep in self.syntax.children(verb, "prep"):
            target = self.syntax.child(prep, "pobj")
            if (
                prep.lower == "under"
                and target is not None
                and target.lemma in {"discussion", "negotiation", "consideration"}
            ):
                return Standing("under_discussion", target, "under-discussion", verb)
        inner = self.syntax.child(verb, "xcomp", "acomp")
        if inner is not None:
            below = inner if inner.lemma in self.lexicon.stages else self.syntax.child(inner, "xcomp", "ccomp")
            if below is not None and below.lemma in self.lexicon.stages:
                return self._modal(self.lexicon.stages[below.lemma], below, f"verb.{below.lemma}")
        return None

    def _modal(self, stage: Stage, verb: Token, rule: str) -> Standing:
        """Turn what a verb does into where the instrument stands: a signing that lies ahead is expected."""
        event = self.scene.event_at(verb)
        status = event.status if event is not None else None
        if self._is_counted(verb):
            return Standing(stage, verb, rule, verb)
        if stage == "stalled" and self._is_open(verb):
            return Standing(None, verb, rule, verb)
        if stage in {"under_discussion", "stalled"}:
            negated = self._negated(verb)
            return Standing(None if negated else stage, verb, rule, verb)
        ahead = status in AHEAD or self._is_ahead(verb)
        if status in AGAINST or self._negated(verb):
            return Standing("stalled" if stage == "signed" and not self._has_modal(verb) else None, verb, rule, verb)
        infinitive = any(c.lower == "to" for c in self.syntax.children(verb, "aux"))
        if self._is_open(verb) or (infinitive and not ahead):
            return Standing(None, verb, rule, verb)
        if ahead:
            return Standing("expected" if stage == "signed" else None, verb, rule, verb)
        return Standing(stage, verb, rule, verb)

    def _is_counted(self, verb: Token) -> bool:
        """Return whether an infinitive tells a fact: "the twentieth state to sign"."""
        noun = self.syntax.head(verb)
        if noun.lemma in {"be", "become"}:
            noun = self.syntax.child(noun, "attr") or noun
        infinitive = verb.dep in {"acl", "relcl", "advcl", "xcomp"} and any(
            c.lower == "to" for c in self.syntax.children(verb, "aux")
        )
        return infinitive and any(number((c,)) is not None for c in self.syntax.children(noun, "amod"))

    def _is_open(self, verb: Token) -> bool:
        """Return whether a gerund tells an act without saying that it came about: "such as extending", "of leaving"."""
        marks = {c.lower for c in self.syntax.children(verb, "mark", "advmod")}
        if verb.dep == "advcl" and marks & {"if", "until", "unless", "before", "once", "whether"}:
            return True
        if verb.tag != "VBG" or self.syntax.children(verb, "aux"):
            return False
        at = self.syntax.first_conjunct(verb)
        if at.dep == "pcomp":
            return self.syntax.head(at).lower not in self.lexicon.instruments["past_preps"]
        return at.dep != "advcl" and at.tag == "VBG"

    def _has_modal(self, verb: Token) -> bool:
        return any(c.lower in self.lexicon.instruments["modals_ahead"] for c in self.syntax.children(verb, "aux"))

    def _negated(self, verb: Token) -> bool:
        if self.syntax.children(verb, "neg"):
            return True
        above = self.syntax.head(verb)
        if verb.dep == "xcomp" and above.lemma in self.lexicon.instruments["governors_against"]:
            return True
        return verb.dep == "pcomp" and above.lower == "without"

    def _is_ahead(self, verb: Token) -> bool:
        """Return whether a verb tells what has not come about: by a modal, or by what governs it."""
        words = self.lexicon.instruments
        at = verb
        for _ in range(DEPTH):
            if any(c.lower in words["modals_ahead"] for c in self.syntax.children(at, "aux")):
                return not any(c.lemma == "have" for c in self.syntax.children(at, "aux"))
            above = self.syntax.head(at)
            infinitive = any(c.lower == "to" for c in self.syntax.children(at, "aux"))
            if above.i == at.i:
                return False
            if infinitive and (above.lemma in words["governors_ahead"] or above.lemma == "be"):
                return True
            if at.dep == "pcomp" and self.syntax.head(above).lemma in words["governors_ahead"]:
                return True
            if at.dep not in {"xcomp", "conj", "ccomp"} or above.pos not in VERBAL:
                return False
            if at.dep == "ccomp":
                return above.lemma in {"hope", "expect", "want"}
            at = above
        return False
