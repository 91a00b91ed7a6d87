"""Between whom an instrument is: as its phrase says, its act, its clause, or a sentence or text on two parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.proceedings.phrases import after, owner
from onrecord.annotate.proceedings.scene import event_parties

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from onrecord.annotate.proceedings.scene import Scene
    from onrecord.annotate.proceedings.stages import Stages, Standing
    from onrecord.types.annotation import EventMention
    from onrecord.types.syntax import Token

LEAST = 2
Parties = tuple[str, ...]


class Told(NamedTuple):
    """What is known of an instrument when its parties are asked for; `subject`: it tells what it is about."""

    standing: Standing | None
    event: EventMention | None
    subject: bool


class Between:
    """Questions about the parties of an instrument's noun in one text."""

    def __init__(self, scene: Scene, stages: Stages) -> None:
        self.scene = scene
        self.syntax = scene.syntax
        self.stages = stages

    def of(self, noun: Token, premods: Sequence[Token], told: Told, earlier: Collection[tuple[str, ...]]) -> Parties:
        """Return the parties, sorted; fewer than two where the text does not tell.

        `earlier` are the parties of the instruments read before: where they are all the same, they are the text's.
        """
        phrase, whole = self._phrase(noun, premods)
        if len(phrase) >= LEAST or whole:
            return tuple(sorted(phrase))
        if any(self.scene.is_vague(t) for t in premods):
            return ()
        verb = told.standing.verb if told.standing is not None else self.stages.governor(noun)
        wider = phrase | self._clause(verb)
        if LEAST <= len(wider) <= LEAST + 2 and told.standing is not None:
            return tuple(sorted(wider))
        acting = event_parties(told.event)
        if len(acting) >= LEAST and phrase <= set(acting):
            return acting
        named = noun.text[0].isupper()
        unknown = verb is not None and any(not self._known_side(s) for s in self.syntax.subjects(verb))
        sides = () if named or unknown else self._around(noun, told, earlier)
        return next((s for s in sides if s and phrase <= set(s)), tuple(sorted(phrase)))

    def _phrase(self, noun: Token, premods: Sequence[Token]) -> tuple[set[str], bool]:
        """Return the parties in the noun's own phrase, and whether "between" tells them all."""
        found = set(self.scene.codes([t for t in premods if self.scene.is_party(t)], people=False))
        possessor = owner(self.syntax, noun)
        if possessor is not None:
            found.update(self.scene.codes(self.syntax.subtree(possessor)))
        between = after(self.syntax, noun, ("between", "among"))
        for target in (*between, *after(self.syntax, noun, ("with",))):
            found.update(self.scene.codes(self.syntax.conjuncts(target)))
        return found, bool(between)

    def _clause(self, verb: Token | None) -> set[str]:
        """Return the parties that are subject of a verb or stand behind its "with"."""
        if verb is None or verb.pos not in {"VERB", "AUX"}:
            return set()
        beside = [t for o in after(self.syntax, verb, ("with", "between")) for t in self.syntax.conjuncts(o)]
        return set(self.scene.codes((*self.syntax.subjects(verb), *beside)))

    def _around(self, noun: Token, told: Told, earlier: Collection[tuple[str, ...]]) -> Iterator[Parties]:
        """Yield the two parties of the sentence, then those of the text where the sentence names no other."""
        staged = told.standing is not None and told.standing.stage is not None
        definite = any(c.lower == "the" for c in self.syntax.children(noun, "det"))
        draft = told.standing is not None and told.standing.rule == "modifier.draft"
        reached = definite and staged and told.standing is not None and told.standing.stage != "expected"
        if not (told.subject or draft or reached):
            return
        sentence = self.syntax.sentence_of(noun)
        named = set(self.scene.codes(self.syntax.words(sentence)))
        yield self.scene.sides(sentence)
        for pair in (*(earlier if len(earlier) == 1 else ()), self.scene.pair):
            if pair and named <= set(pair) and (definite or staged):
                yield pair

    def _known_side(self, subject: Token) -> bool:
        """Return whether a subject leaves open nothing: it is no pronoun or number whose side is unknown."""
        open_ = subject.pos in {"PRON", "NUM"} or subject.lower in {"sides", "two", "both"}
        return not open_ or subject.lower in {"which", "that", "it"} or bool(self.scene.codes((subject,)))
