"""Leverage: what a party is said to use, or to have in hand, against another or to an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.clauses.phrases import stretch
from onrecord.annotate.clauses.standing import is_infinitive, is_negated, of_verb
from onrecord.annotate.flows.lexicon import flows_lexicon
from onrecord.types.relation import Leverage
from onrecord.types.text import annotation_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.annotate.clauses.scene import Scene
    from onrecord.types.annotation import Participant
    from onrecord.types.syntax import Token
    from onrecord.types.text import Span

AGAINST = frozenset({"over", "against", "with"})


class LeverageReader:
    """Reads the leverage of one text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.syntax = scene.syntax
        self.words = flows_lexicon().leverage

    def leverages(self) -> Iterator[Leverage]:
        """Yield what is told of leverage, in text order."""
        for token in self.syntax.tokens:
            lemma = token.lemma.lower()
            if token.pos == "NOUN" and lemma in self.words["noun"]:
                yield from self._held(token)
            elif token.pos == "VERB" and lemma in self.words["uses"]:
                yield from self._used(token)

    def _held(self, noun: Token) -> Iterator[Leverage]:
        """Read "gives Norway leverage over Chile", "Norway's leverage over Chile", "has leverage to win talks"."""
        holders, instrument, rule = self._holders(noun)
        if not holders or is_negated(noun, self.syntax):
            return
        end, against = self._end(noun)
        if end is None and not against:
            return
        for holder in holders:
            yield from self._made(noun.span, holder, instrument, end, against, rule)

    def _holders(self, noun: Token) -> tuple[tuple[Participant, ...], Span | None, str]:
        owners = self.scene.owner(noun) or self.scene.adjectives(noun)
        if owners:
            return owners, None, "leverage.owned"
        verb = self._verb_over(noun)
        if verb is None or of_verb(verb, self.syntax).negated or of_verb(verb, self.syntax).unreal:
            return (), None, ""
        subjects = self.scene.subjects(verb)
        if verb.lemma.lower() in self.words["gives"]:
            given = [c for c in self.syntax.children(verb, "dative", "dobj") if c.i != noun.i and c.pos != "ADP"]
            instrument = self._instrument(subjects[0]) if subjects else None
            return self.scene.each(given), instrument, "leverage.given"
        if verb.lemma.lower() in self.words["has"]:
            return self.scene.each(subjects), None, "leverage.had"
        return (), None, ""

    def _verb_over(self, noun: Token) -> Token | None:
        head = self.syntax.head(noun)
        if noun.dep == "pobj" and head.lower == "with":
            head = self.syntax.head(head)
        return head if head.pos == "VERB" and noun.dep in {"dobj", "pobj"} else None

    def _instrument(self, subject: Token) -> Span | None:
        """Return the words of what gives it; of "the one with Norway, which gives ..." the whole, not Norway."""
        above = self.syntax.head(subject)
        if subject.dep == "pobj" and above.lower == "with":
            subject = self.syntax.head(above)
        found = stretch(subject, self.syntax)
        return found if self.scene.syntax.within(found) else None

    def _end(self, noun: Token) -> tuple[Span | None, tuple[Participant, ...]]:
        against: tuple[Participant, ...] = ()
        end: Span | None = None
        for child in self.syntax.children(noun):
            if child.dep == "prep" and child.lower in AGAINST:
                target = self.syntax.child(child, "pobj")
                if target is not None:
                    against = self.scene.sides(target)
                    end = stretch(target, self.syntax, child)
            elif child.dep in {"relcl", "acl", "xcomp"} and is_infinitive(child, self.syntax):
                end = self._purpose(child)
        return end, against

    def _purpose(self, verb: Token) -> Span:
        first = next(c for c in self.syntax.children(verb, "aux") if c.lower == "to")
        return stretch(verb, self.syntax, first)

    def _used(self, verb: Token) -> Iterator[Leverage]:
        """Read "uses gas to press Chile", "uses prisoners as bargaining chips"."""
        standing = of_verb(verb, self.syntax)
        objects = [o for o in self.syntax.children(verb, "dobj") if o.pos in {"NOUN", "PROPN"}]
        if not objects or standing.negated or standing.unreal:
            return
        holders = self.scene.each(self.scene.subjects(verb))
        tool = self._as_tool(verb, objects[0])
        purpose = self._aim(verb, objects[0])
        known = objects[0].lemma.lower() in self.words["instruments"]
        if not holders or not (tool or (known and purpose is not None)):
            return
        end = purpose or tool
        against = self._against(end) if end is not None else ()
        if end is None or (not tool and not against):
            return
        rule = "leverage.used_as" if tool else "leverage.used_to"
        instrument = stretch(objects[0], self.syntax)
        if instrument.end > end.start:
            instrument = self.syntax.span(self.syntax.tokens[self.syntax.edges(objects[0])[0]], objects[0])
        for holder in holders:
            yield from self._made(verb.span, holder, instrument, end, self._met_by(end), rule)

    def _met_by(self, end: Span) -> tuple[Participant, ...]:
        """Return whom the end is to meet: the object of its first verb, or whom "against" and "with" name."""
        verb = next((t for t in self.syntax.within(end) if t.pos == "VERB"), None)
        places = {"with", "against", "over"}
        named = self.syntax.children(verb, "dobj") if verb is not None else ()
        for token in self.syntax.within(end):
            if token.lower in places and not named:
                named = self.syntax.children(token, "pobj")
        return self.scene.each(named, strict=False)

    def _as_tool(self, verb: Token, thing: Token) -> Span | None:
        for owner in (verb, thing):
            for prep in self.syntax.children(owner, "prep"):
                target = self.syntax.child(prep, "pobj")
                if prep.lower == "as" and target is not None:
                    before = self.syntax.tokens[target.i - 1].lower
                    names = {target.lemma.lower(), target.lower, f"{before} {target.lower}"}
                    if names & self.words["tools"]:
                        return stretch(target, self.syntax, prep)
        return None

    def _aim(self, verb: Token, thing: Token) -> Span | None:
        for owner in (verb, thing):
            for child in self.syntax.children(owner, "xcomp", "advcl", "acl", "relcl"):
                if is_infinitive(child, self.syntax) and child.i > thing.i:
                    return self._purpose(child)
        return None

    def _against(self, end: Span) -> tuple[Participant, ...]:
        return self.scene.each(self.syntax.within(end), strict=False)

    def _made(
        self,
        cue: Span,
        holder: Participant,
        instrument: Span | None,
        end: Span | None,
        against: Iterable[Participant],
        rule: str,
    ) -> Iterator[Leverage]:
        target = next((p for p in against if p.party != holder.party), None)
        told = self.scene.attribution(cue)
        if end is None:
            return
        yield Leverage(
            id=annotation_id(self.scene.document, "leverage", cue, f"{holder.party}\0{end.start}"),
            holder=holder,
            instrument=instrument,
            end=end,
            cue=cue,
            attribution=told.id if told else None,
            why=(rule,),
            target=target,
        )
