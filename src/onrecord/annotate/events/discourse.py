"""What the text leaves out because it was said before: "the talks", "the sanctions on Iran".

Only these fillings are made, each from acts told in the same text between two parties:
- a definite or bare noun of action takes the parties of the last act of its word (`party.back-reference`);
- an act with one side named takes the other side of an act of the same type and side (`party.same-side`);
- an answer to "the allegations", "the test", "the move" is to whoever did that (`party.answer`);
- a promise, threat or sanction goes to the one party the text mostly sets against its doer, where that party is
  named in the same sentence or the one before (`party.counterpart`);
- a transfer goes to the one of the two parties named that gains by it (`party.gain`);
- a signing without parties that an occasion brings is between those who meet there (`party.occasion`).
Everything else stays with the side it names.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.annotate.events.candidates import Candidate
from onrecord.annotate.events.cues import cue_table, verb_cue
from onrecord.annotate.events.fills import can_refer, is_closed, is_told_anew, names_third, points_back
from onrecord.annotate.events.grammar import VERBAL
from onrecord.annotate.events.openness import ANSWERS, DEMONSTRATIVE, entry, is_addressed, is_open, is_thing
from onrecord.annotate.events.predicates import NOUN_TAGS, key
from onrecord.vocab.frames import word_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.annotate.events.matching import Matcher
    from onrecord.annotate.events.parties import Side
    from onrecord.types.syntax import Token
    from onrecord.vocab.frames import Frame

REACH = 8
NEAR = 2
CLOSE = 4
DEEDS = frozenset("MOBILIZE ASSAULT SANCTION COERCE CONCEDE RETREAT AID COOPERATE REJECT SUPPORT".split())
HANDING = frozenset({"transfer", "sale", "delivery", "supply", "export", "shipment"})
GAINING = frozenset({"bolster", "boost", "strengthen", "enhance", "improve", "increase", "expand"})
OFTEN = 2
JOURNEYS = frozenset({"consult.visit", "consult.visit-noun", "consult.travel-to", "consult.arrival"})
VAGUE = frozenset({"consult.diplomacy"})  # a way of acting, no act told before
MOVES = frozenset({"move", "decision", "step", "announcement", "measure", "ruling", "remark", "comment", "statement"})
TIME_OR_PLACE = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
OUTCOMES = frozenset({"SUPPORT", "AGREE", "COOPERATE"})
INDEFINITE = frozenset({"a", "an", "any", "no", "another", "some", "every", "each"})
OTHER_ONES = frozenset("several many more most few some other further additional such all various numerous".split())
STANDING = frozenset({"COOPERATE", "SUPPORT", "AGREE"})  # bonds and pacts are named too often to be acts again
SIDED = frozenset({"SANCTION", "ASSAULT", "THREATEN", "COERCE", "RETREAT", "AID", "CONCEDE", "AGREE"})


class Memory:
    """The acts told so far in a text, between two parties each."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.syntax = matcher.syntax
        self.told: list[Candidate] = []
        self.explicit: list[Candidate] = []
        self.deeds: list[Candidate] = []

    def note(self, candidate: Candidate) -> None:
        """Remember an act: between two parties, or one party's own."""
        if candidate.is_international:
            self.told.append(candidate)
        if len(_codes(candidate.actors)) == 1:
            self.deeds.append(candidate)

    def complete(self, candidate: Candidate) -> Candidate | None:
        """Return the candidate with the side the text left out, None where nothing else gives it."""
        if len(candidate.parties) != 1 or not is_open(candidate):
            return None
        if is_closed(candidate, self.matcher.grammar):
            return None
        found = self._completed(candidate)
        return None if found is None or names_third(candidate, found, self.matcher.sides, self.syntax) else found

    def _completed(self, candidate: Candidate) -> Candidate | None:
        if candidate.frame.kind == "adj" or entry(candidate.frame) in VAGUE:
            return None
        if entry(candidate.frame) in JOURNEYS:
            return self._same_journey(candidate)
        if candidate.frame.joint:
            return self._joint(candidate)
        if candidate.actors and not any(s.parties for s in candidate.actors):
            return None
        if not candidate.actors:
            return self._missing_actor(candidate)
        if all(is_thing(s, self.syntax.tokens) for s in candidate.recipients):
            return self._answer(candidate) or self._same_side(candidate) or self._counterpart(candidate)
        return None

    def _joint(self, candidate: Candidate) -> Candidate | None:
        if not candidate.partial or candidate.frame.type in STANDING:
            return None
        noun = candidate.trigger
        determiners = {c.lower for c in self.syntax.children(noun, "det")}
        if determiners & INDEFINITE or {"with", "between"} & set(self.matcher.grammar.preps(noun)):
            return None  # another one, or with somebody the text does name
        if not points_back(noun, self.syntax):
            return None
        for earlier in self._recent(noun, CLOSE):
            if (
                earlier.frame.type == candidate.frame.type
                and earlier.frame.joint
                and candidate.parties <= earlier.parties
            ):
                return _with(candidate, "party.same-side", recipients=(), actors=earlier.actors, joint=True)
        return None

    def _same_journey(self, candidate: Candidate) -> Candidate | None:
        """Return the visit with the host of the same person's visit told before: "his visit"."""
        names = {s.name for s in candidate.actors if s.name}
        found = [
            a for a in self._same_type(candidate) if entry(a.frame) in JOURNEYS and names & {s.name for s in a.actors}
        ]
        if len({_codes(a.recipients) for a in found}) != 1:
            return None  # which of several journeys, the text does not say
        return _with(candidate, "party.same-side", recipients=found[0].recipients)

    def occasion(self, token: Token) -> Candidate | None:
        """Return a signing without parties as one between those whose meeting brings it."""
        verb = self.syntax.head(token)
        if verb.pos == "ADP":
            verb = self.syntax.head(verb)
        if verb.pos not in VERBAL:
            return None
        outcomes = (f for f in self.matcher.fitting(token) if f.joint and f.kind == "noun" and f.type in OUTCOMES)
        frame = next(outcomes, None)
        if frame is None:
            return None
        for subject in self.matcher.grammar.subjects(verb):
            named = self._named(subject) if self._is_occasion(subject) else None
            for meeting in self._recent(token, CLOSE) if named is not None else ():
                if meeting.frame.type == "CONSULT" and named is not None and named <= meeting.parties:
                    return _between(frame, token, verb, meeting)
        return None

    def supply(self, token: Token) -> Candidate | None:
        """Return a transfer without parties as one between the two the sentence names, to the one that gains by it."""
        frames = [f for f in self.matcher.fitting(token) if f.type == "COOPERATE" and f.kind == "noun" and not f.joint]
        verb = self.syntax.head(token)
        verb = self.syntax.head(verb) if verb.pos == "ADP" else verb
        if not frames or token.lemma.lower() not in HANDING or verb.pos not in VERBAL:
            return None
        words = self.syntax.words(self.syntax.sentence_of(token))
        named = [s for t in words for s in self.matcher.sides.named(t) if len(s.parties) == 1]
        gains = [o for t in words if t.lemma in GAINING for o in self.matcher.grammar.objects(t)]
        gaining = _codes([s for o in gains for s in self.matcher.sides.possessor(o)])
        others = _codes(named) - gaining
        if len(gaining) != 1 or len(others) != 1 or not any(gaining | others == c.parties for c in self.told):
            return None
        actors = tuple(s for s in named if set(s.parties) == others)[:1]
        recipients = tuple(s for s in named if set(s.parties) == gaining)[:1]
        why = (frames[0].id, "party.gain")
        return Candidate(frames[0], token, verb, None, actors, recipients, frozenset(), why)

    def _is_occasion(self, noun: Token) -> bool:
        fitting = self.matcher.fitting(noun) if noun.pos in NOUN_TAGS else ()
        return any(f.type == "CONSULT" and f.kind == "noun" for f in fitting)

    def _missing_actor(self, candidate: Candidate) -> Candidate | None:
        for act in (
            self._same_type(candidate) if candidate.frame.kind == "noun" or candidate.frame.type in SIDED else ()
        ):
            if candidate.frame.type == "ASSAULT" and not self._goes_on(candidate, act):
                continue  # attacks on one party have many doers
            if candidate.frame.type == "COOPERATE":
                continue  # who else trades with them is told anew each time
            if _codes(act.recipients) == candidate.parties:
                return _with(candidate, "party.same-side", actors=act.actors)
        return None

    def _goes_on(self, candidate: Candidate, act: Candidate) -> bool:
        """Return whether the act was told just before by the same word: the text speaks on of it."""
        distance = candidate.trigger.sentence - act.trigger.sentence
        return (
            0 <= distance <= NEAR
            and act.trigger.i < candidate.trigger.i
            and _same_word(candidate.frame, candidate.trigger, act)
        )

    def _same_side(self, candidate: Candidate) -> Candidate | None:
        if candidate.frame.type not in SIDED or self._only_suffers(candidate):
            return None
        for other in self._same_type(candidate):
            if _codes(other.actors) != _codes(candidate.actors) or not other.recipients:
                continue
            if any(self._is_near(code, candidate.trigger) for code in _codes(other.recipients)):
                return _with(candidate, "party.same-side", recipients=other.recipients)
        return None

    def _counterpart(self, candidate: Candidate) -> Candidate | None:
        if not is_addressed(candidate) or self._only_suffers(candidate):
            return None
        met: Counter[str] = Counter()
        sides: dict[str, Side] = {}
        for act in self.explicit:
            rest = act.parties - candidate.parties
            if candidate.parties < act.parties and len(rest) == 1:
                met.update(rest)
                for side in (*act.actors, *act.recipients):
                    sides.update({p: side for p in side.parties if set(side.parties) == rest})
        found = met.most_common(1)
        if not found or found[0][1] < OFTEN or 2 * found[0][1] <= sum(met.values()):
            return None
        code = found[0][0]
        if code not in sides or not self._is_near(code, candidate.trigger):
            return None
        return _with(candidate, "party.counterpart", recipients=(sides[code],))

    def _only_suffers(self, candidate: Candidate) -> bool:
        """Return whether a noun's one party is elsewhere the target of such acts only: "the Iran sanctions"."""
        acts = [c for c in self.explicit if c.frame.type == candidate.frame.type and not c.frame.joint]
        does = any(candidate.parties & _codes(c.actors) for c in acts)
        suffers = any(candidate.parties & _codes(c.recipients) for c in acts)
        return candidate.frame.kind == "noun" and suffers and not does

    def _is_near(self, code: str, token: Token) -> bool:
        """Return whether the party is named in the sentence of the word or the one before it."""
        sentences = self.syntax.sentences[max(0, token.sentence - 1) : token.sentence + 1]
        near = (t for sentence in sentences for t in self.syntax.words(sentence))
        return any(code in s.parties for t in near for s in self.matcher.sides.named(t))

    def _same_type(self, candidate: Candidate) -> list[Candidate]:
        """Return acts of the same type with doer and target: those told before, the nearest first, then later ones."""
        before = list(self._recent(candidate.trigger, REACH))
        after = [c for c in self.explicit if c.trigger.i > candidate.trigger.i]
        return [c for c in (*before, *after) if c.frame.type == candidate.frame.type and not c.frame.joint]

    def survey(self, explicit: Sequence[Candidate]) -> None:
        """Take all acts of the text that name both sides, also those told later."""
        self.explicit = list(explicit)

    def _answer(self, candidate: Candidate) -> Candidate | None:
        """Return the act with the doer of the deed it answers: "dismissed the allegations", "condemned the test"."""
        frame = candidate.frame
        if frame.type not in ANSWERS or len(candidate.recipients) != 1:
            return None
        answered = candidate.recipients[0].token
        deed = self.refer_back(answered)
        if (deed is None or deed.frame.joint) and frame.type != "REJECT":
            deed = self._own_deed(answered, candidate.parties)
        if deed is None or deed.frame.joint:
            return None
        doers = tuple(s for s in deed.actors if s.parties and s.parties != ("INT",))
        return _with(candidate, "party.answer", recipients=doers) if doers else None

    def _own_deed(self, answered: Token, known: frozenset[str]) -> Candidate | None:
        """Return the last act of another that "it", "the move" or a definite noun of its word names."""
        words = {c.lower for c in self.syntax.children(answered, "det")}
        is_any = answered.lower in DEMONSTRATIVE or (key(answered) in MOVES and bool(words & DEFINITE))
        if not is_any and not words & DEFINITE:
            return None
        for deed in reversed(self.deeds):
            if answered.sentence - deed.trigger.sentence > NEAR or _codes(deed.actors) == known or deed.frame.joint:
                continue
            if is_any and deed.frame.type not in DEEDS:
                continue
            if is_any or _stem(deed) & {answered.lemma.lower()[:4]}:
                return deed
        return None

    def refer_back(self, token: Token) -> Candidate | None:
        """Return the act a noun without parties of its own refers back to, None where there is none."""
        if token.pos not in NOUN_TAGS or token.dep in {"compound", "nmod", "amod"} or not self.told:
            return None
        if not can_refer(token, self.syntax) or not self._adds(token) or self._is_another(token):
            return None
        named, where = self._named(token), self._states_around(token)
        for frame in self.matcher.fitting(token):
            if frame.type in STANDING or token.lemma.lower() == "assembly":
                continue
            acts = [a for a in self._recent(token, REACH) if a.frame.type == frame.type]
            same = [a for a in acts if _same_word(frame, token, a) and named <= a.parties]
            found = same[0] if same else None
            if found is None or (where and not where & found.parties):
                continue
            if is_told_anew(token, found.trigger, self.syntax):
                continue
            if any(a.parties != found.parties for a in same) and token.sentence - found.trigger.sentence > 1:
                continue  # which of several it was, the text does not say
            return _again(found, frame, token)
        return None

    def _is_another(self, noun: Token) -> bool:
        """Return whether the words before the noun speak of acts not told yet: "several sanctions", "new talks"."""
        return any(c.lower in OTHER_ONES for c in self.syntax.children(noun, "amod", "nummod", "det"))

    def _adds(self, noun: Token) -> bool:
        """Return whether the clause says more than the name of the act: when, where, or what becomes of it."""
        if any(t.ent in TIME_OR_PLACE for t in self.syntax.subtree(noun) if t.i != noun.i):
            return True
        if any(c.lower in cue_table("noun_modifiers") for c in self.syntax.children(noun, "amod")):
            return True
        verb = self.syntax.head(noun)
        if noun.dep not in {"nsubj", "nsubjpass", "dobj"} or verb.pos not in VERBAL:
            return False
        if verb.lemma in word_class("happen") - {"be"} or verb_cue(verb, self.syntax) not in {None, "pass"}:
            return True
        return any(
            t.ent in TIME_OR_PLACE
            for c in self.syntax.children(verb, "prep", "npadvmod")
            for t in self.syntax.subtree(c)
        )

    def _named(self, noun: Token) -> set[str]:
        """Return the parties the noun itself names, before it or in phrases after it."""
        sides = [*self.matcher.sides.modifiers(noun), *self.matcher.sides.possessor(noun)]
        for name in ("on", "against", "to", "of", "with", "between", "by"):
            sides.extend(self.matcher.sides.of(self.matcher.grammar.preps(noun).get(name, ())))
        return {p for s in sides for p in s.parties}

    def _states_around(self, noun: Token) -> set[str]:
        """Return the states in which the text says the act or what its verb tells takes place."""
        holders = [noun, self.syntax.head(noun)]
        if noun.dep == "pobj":
            holders = [noun]
        places = [t for h in holders for t in self.matcher.grammar.preps(h).get("in", ())]
        return {p for t in places for p in self.matcher.sides.codes(t) if t.pos == "PROPN"}

    def _recent(self, token: Token, reach: int) -> Sequence[Candidate]:
        found: list[Candidate] = []
        for candidate in reversed(self.told):
            if token.sentence - candidate.trigger.sentence > reach:
                break  # told in text order: what lies further back is out of reach as well
            if candidate.trigger.i < token.i:
                found.append(candidate)
        return found


def _same_word(frame: Frame, token: Token, earlier: Candidate) -> bool:
    """Return whether the two words name the same act: same entry for meetings, same beginning for others."""
    if earlier.trigger.lemma.lower()[:4] == token.lemma.lower()[:4]:
        return True
    return frame.type == "CONSULT" and entry(frame) == entry(earlier.frame)


def _stem(deed: Candidate) -> set[str]:
    """Return how the words begin that name the deed: its own and what it carries ("conducted a test")."""
    words = [deed.trigger, *(s.token for s in deed.recipients)]
    return {t.lemma.lower()[:4] for t in words}


def _again(earlier: Candidate, frame: Frame, token: Token) -> Candidate:
    """Return the act told before as the noun names it again."""
    return replace(
        earlier,
        frame=frame,
        trigger=token,
        light=None,
        complement=None,
        inner=frozenset(),
        why=(frame.id, "party.back-reference"),
        echo=earlier.echo or earlier,
    )


def _between(frame: Frame, token: Token, verb: Token, meeting: Candidate) -> Candidate:
    return replace(
        meeting,
        frame=frame,
        trigger=token,
        light=verb,
        complement=None,
        actors=(*meeting.actors, *meeting.recipients),
        recipients=(),
        inner=frozenset(),
        why=(frame.id, "party.occasion"),
        echo=None,
    )


def _codes(sides: Sequence[Side]) -> frozenset[str]:
    return frozenset(p for s in sides for p in s.parties)


def _with(
    candidate: Candidate,
    why: str,
    *,
    actors: tuple[Side, ...] | None = None,
    recipients: tuple[Side, ...] | None = None,
    joint: bool = False,
) -> Candidate | None:
    actors = candidate.actors if actors is None else actors
    recipients = candidate.recipients if recipients is None else recipients
    if not joint and _codes(actors) & _codes(recipients):
        return None
    return replace(candidate, actors=actors, recipients=recipients, partial=False, why=(*candidate.why, why))
