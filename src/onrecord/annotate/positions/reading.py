"""Positions from words of stance: whose it is, what it is about, which way it goes and on what condition."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.clauses.phrases import stretch
from onrecord.annotate.clauses.standing import Standing, is_negated, of_verb
from onrecord.annotate.positions.complements import complements
from onrecord.annotate.positions.conditions import condition_under, tied_to
from onrecord.annotate.positions.lexicon import positions_lexicon, topic_of
from onrecord.types.relation import Position
from onrecord.types.text import Span, annotation_id, plain_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.annotate.clauses.scene import Scene
    from onrecord.annotate.positions.complements import Complement
    from onrecord.annotate.positions.lexicon import Entry
    from onrecord.types.annotation import Attribution, Participant
    from onrecord.types.relation import Stance
    from onrecord.types.syntax import Token

KINDS = {"VERB": ("verb",), "NOUN": ("noun", "adjective"), "ADJ": ("adjective",), "ADP": ("adjective",)}
COPULAS = frozenset({"be", "remain", "become", "stay", "stand"})
SEEING = frozenset({"see", "watch", "let", "make", "help", "have"})
OLD_DAYS = 200


class Held(NamedTuple):
    """Who holds it, where the holding stands, and what else made the reading."""

    holders: tuple[Participant, ...]
    standing: Standing
    rule: str
    cue: Span


class Reader:
    """Reads the positions of one text, word by word."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.syntax = scene.syntax
        self.lexicon = positions_lexicon()
        self.view = plain_view(scene.text).lower()

    def positions(self) -> Iterator[Position]:
        """Yield the positions in text order; one issue of one holder told twice by one word is told once."""
        for token in self.syntax.tokens:
            for entry in self._entries(token):
                yield from self._read(token, entry)

    def _entries(self, token: Token) -> tuple[Entry, ...]:
        kinds = KINDS.get(token.pos, ())
        found = [e for kind in kinds for e in self.lexicon.by_word.get((kind, token.lemma.lower()), ())]
        if token.tag == "VBN" and token.lower != token.lemma.lower():
            found += self.lexicon.by_word.get(("adjective", token.lower), ())
        return tuple(entry for entry in found if not entry.off)

    def _read(self, word: Token, entry: Entry) -> Iterator[Position]:
        if not self._fits(word, entry):
            return
        for complement in complements(word, entry, self.syntax):
            held = self._held(word, entry, complement)
            if held is not None and held.holders and not self._is_within(held.holders, complement):
                yield from self._made(word, entry, complement, held)
                return

    def _fits(self, word: Token, entry: Entry) -> bool:
        if self._is_when(word) or self._is_asked_of_noun(word) or self._is_wished(word):
            return False
        if entry.particle and not any(
            c.lower == entry.particle for c in self.syntax.children(word, "prt", "advmod", "prep")
        ):
            return False
        if entry.under and not (word.dep == "pobj" and self.syntax.head(word).lower == entry.under):
            return False
        if word.pos == "ADP" and word.dep != "prep":
            return False
        return not (entry.kind == "noun" and entry.stance == "supports" and self._is_material(word))

    def _is_when(self, word: Token) -> bool:
        """Return whether the word stands in a when-clause: no stance, but the occasion of one."""
        return word.dep == "advcl" and any(
            c.lower in {"when", "whenever"} for c in self.syntax.children(word, "advmod")
        )

    def _is_asked_of_noun(self, word: Token) -> bool:
        """Return whether the word's own object is the noun its clause hangs on: "the calm that Norway sought"."""
        if word.dep != "relcl":
            return False
        subject = self.syntax.child(word, "nsubj", "nsubjpass")
        return subject is not None and subject.lower not in {"who", "which", "that"}

    def _is_wished(self, word: Token) -> bool:
        """Return whether another would see it done, or it is asked what it is: "see Norway support it"."""
        before = self.syntax.tokens[self.syntax.edges(word)[0]]
        bare = word.tag == "VB" and word.dep == "ccomp" and self.syntax.head(word).lemma.lower() in SEEING
        return bare or before.lower in {"what", "whatever", "whether"}

    def _is_material(self, noun: Token) -> bool:
        return any(c.lower in self.lexicon.material for c in self.syntax.children(noun, "amod", "compound"))

    def _is_within(self, holders: tuple[Participant, ...], complement: Complement) -> bool:
        """Return whether the one who is to act is of the holder's own side, or nobody known."""
        own = {holder.party for holder in holders}
        mention = self.scene.entities.covering(complement.head)
        if complement.form == "for" and mention is not None and own.issuperset(mention.parties) and mention.parties:
            return True
        if complement.form != "obj_inf" or complement.other is None:
            return False
        mention = self.scene.entities.covering(complement.other)
        others = set(mention.parties) if mention is not None else set()
        return bool(others & own) or (complement.other.pos == "PRON" and not others)

    def _held(self, word: Token, entry: Entry, complement: Complement) -> Held | None:
        if entry.kind == "verb":
            return self._by_verb(word, complement)
        if entry.kind == "noun":
            return self._by_noun(word, entry)
        return self._by_adjective(word, entry)

    def _by_verb(self, verb: Token, complement: Complement) -> Held | None:
        if complement.form == "passive":
            agents = [
                target
                for by in self.syntax.children(verb, "agent", "prep")
                if by.lower == "by"
                for found in self.syntax.children(by, "pobj")
                for target in self.syntax.conjuncts(found)
            ]
            holders = self.scene.each(agents)
        elif self.syntax.is_passive(verb):
            return None
        else:
            holders = self._subjects(verb)
        return Held(holders, of_verb(verb, self.syntax), f"position.verb.{complement.form}", verb.span)

    def _subjects(self, verb: Token) -> tuple[Participant, ...]:
        """Return the holders among the subjects; of "the citizens of A, B and C" none, whichever the parser joins."""
        found = self.scene.subjects(verb)
        return self.scene.each(found) if found and self.scene.holders(found[0]) else ()

    def _by_noun(self, noun: Token, entry: Entry) -> Held | None:
        owners = self.scene.owner(noun) or self.scene.adjectives(noun)
        verb = self.syntax.head(noun)
        if owners and not entry.voiced:
            # whose it is told to be, it is there, whatever becomes of it; unless it is told to have ended
            gone = noun.dep in {"dobj", "nsubj", "nsubjpass"} and verb.lemma.lower() in self.lexicon.ended
            standing = Standing("cancelled" if gone else "ongoing", is_negated(noun, self.syntax))
            return Held(owners, standing, "position.noun.owned", noun.span)
        if noun.dep != "dobj" or verb.lemma.lower() not in self.lexicon.light:
            return None
        if self.syntax.child(noun, "poss") is not None and not owners:
            return None
        voiced = of_verb(verb, self.syntax)
        if is_negated(noun, self.syntax):
            voiced = Standing(voiced.status, not voiced.negated, voiced.unreal)
        cue = Span(min(verb.start, noun.start), max(verb.end, noun.end))
        return Held(self._subjects(verb), voiced, "position.noun.voiced", cue)

    def _by_adjective(self, word: Token, entry: Entry) -> Held | None:
        below = self.syntax.head(word) if entry.under else word
        verb = self.syntax.head(self.syntax.first_conjunct(below))
        if word.tag == "VBN" and self.syntax.is_passive(word):
            verb = word
        elif verb.lemma.lower() not in COPULAS or below.i < verb.i:
            return None
        holders = self._subjects(verb)
        standing = of_verb(verb, self.syntax)
        negated = standing.negated or (verb.i != word.i and is_negated(word, self.syntax))
        standing = Standing(standing.status, negated, standing.unreal)
        return Held(holders, standing, "position.adjective", Span(below.start, word.end))

    def _made(self, word: Token, entry: Entry, complement: Complement, held: Held) -> Iterator[Position]:
        condition = condition_under(word, complement.head, self.syntax)
        stance = self._stance(entry, held.standing, condition)
        if stance is None or self._had(word) or (entry.state and self._is_over(word)):
            return
        if entry.kind == "noun" and self._is_old(word):
            return
        tied = tied_to(word, self.syntax) if entry.kind == "noun" else None
        if tied is not None:
            stance, condition = "conditional", tied[1]
        issue = stretch(complement.head, self.syntax, complement.first)
        if condition is not None and issue.start < condition.start < issue.end:
            issue = Span(issue.start, len(self.scene.text[: condition.start].rstrip(" ,")))
        teller = self.scene.attribution(held.cue)
        for holder in held.holders:
            if teller and (teller.cue_class == "denial" or self._is_foreseen(teller, held, holder)):
                continue
            found = self._position(holder, stance, issue, held, complement, entry, condition)
            if found is not None:
                yield found

    def _is_foreseen(self, teller: Attribution, held: Held, holder: Participant) -> bool:
        """Return whether somebody else foresees the stance: that is no position."""
        return held.standing.status == "scheduled" and teller.source_party != holder.party

    def _stance(self, entry: Entry, standing: Standing, condition: Span | None) -> Stance | None:
        if standing.unreal:
            return None
        if condition is not None and standing.status in {"possible", "conditional", "scheduled", "ongoing"}:
            return "conditional" if entry.stance in {"supports", "seeks"} and not standing.negated else None
        if standing.status not in {"occurred", "ongoing", "scheduled"}:
            return None
        if standing.negated:
            return None if entry.act else self.lexicon.denied.get(entry.stance)
        return entry.stance

    def _is_over(self, word: Token) -> bool:
        """Return whether a stance in the past tense is told of a time long before the text."""
        clause = [word, *self.syntax.children(word)]
        if any(t.lower in self.lexicon.over for t in clause if t.dep in {"advmod", "aux", "npadvmod"} or t.i == word.i):
            return True
        return word.tag == "VBD" and self._names_past(self.syntax.sentence_of(word).span)

    def _had(self, word: Token) -> bool:
        """Return whether the text itself tells it as before what it tells: "had long demanded"."""
        verb = word if word.pos == "VERB" else self.syntax.head(word)
        before = any(t.lower == "had" for t in self.syntax.children(verb, "aux"))
        return before and word.pos != "NOUN" and self.scene.attribution(word.span) is None

    def _is_old(self, noun: Token) -> bool:
        """Return whether a noun of stance has a time of its own, long before the text."""
        past = any(c.lower in self.lexicon.over for c in self.syntax.children(noun, "amod"))
        return past or self._names_past(self.syntax.phrase(noun))

    def _names_past(self, stretch_: Span) -> bool:
        published = self.scene.document.published
        return any(
            stretch_.covers(time.span)
            and time.kind == "DATE"
            and time.last is not None
            and published is not None
            and (published - time.last).days > OLD_DAYS
            for time in self.scene.times
        )

    def _position(  # noqa: PLR0913, PLR0917 - the parts of one record
        self,
        holder: Participant,
        stance: Stance,
        issue: Span,
        held: Held,
        complement: Complement,
        entry: Entry,
        condition: Span | None,
    ) -> Position | None:
        sentence = self.syntax.sentence_of(complement.head).span
        words = " ".join(self.view[issue.start : issue.end].split())
        topic = topic_of(words, self.view[sentence.start : sentence.end])
        others = [p for p in self.scene.parties_in(issue) if p != holder.party]
        if topic is None and not others:
            return None
        head = complement.head.lemma.lower()
        named = self.scene.entities.at(complement.head)
        if stance == "seeks" and named is not None and named.kind == "party" and complement.head.pos == "PROPN":
            return None  # nobody seeks a party
        if topic is None and (head == "be" or not self._is_told(complement)):
            return None
        if head in self.lexicon.hollow or head in entry.unless or len(words) < 3:
            return None
        attribution = self.scene.attribution(held.cue)
        key = f"{holder.party}\0{stance}\0{issue.start}\0{issue.end}"
        return Position(
            id=annotation_id(self.scene.document, "position", held.cue, key),
            holder=holder,
            stance=stance,
            issue=issue,
            cue=held.cue,
            attribution=attribution.id if attribution else None,
            why=(f"position.{entry.id}", held.rule),
            topic=topic,
            target=self._target(holder, complement),
            condition=condition,
        )

    def _is_told(self, complement: Complement) -> bool:
        """Return whether the one who is to act, if any, is somebody known."""
        return complement.form != "obj_inf" or complement.other is None or bool(self.scene.sides(complement.other))

    def _target(self, holder: Participant, complement: Complement) -> Participant | None:
        """Return the party that is asked to act, or whose the issue is: "supports Russia's bid"."""
        if complement.other is not None:
            found = self.scene.sides(complement.other)
        else:
            found = self.scene.owner(complement.head, strict=False) or self.scene.sides(complement.head)
        return next((p for p in found if p.party != holder.party), None) if len(found) == 1 else None
