"""From a phrase to the side it stands for.

A `Side` is one naming of one participant: its head token, the party codes it acts for (none where unknown) and
the words that name it. A phrase that is nobody itself ("decision", "proposal", "nuclear programme") stands for its
owner: possessor, nationality before it, then "of", "by", "from".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.annotate.events.company import company
from onrecord.types.annotation import Participant
from onrecord.types.syntax import SUBJECTS
from onrecord.types.text import Span
from onrecord.vocab.frames import word_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.annotate.events.grammar import Grammar
    from onrecord.types.annotation import Attribution, Entities, Mention
    from onrecord.types.syntax import Token

OWNER_PREPOSITIONS = ("of", "by", "from", "in")
MODIFIERS = ("amod", "compound", "nmod", "nummod")
HUMAN_ENDINGS = ("er", "or", "ist", "ee", "ian", "man", "eer", "crat", "woman")
ADJECTIVES = frozenset({"saudi", "emirati", "israeli"})  # adjectives the parser takes for names
PARTICIPLES = frozenset({"VBN", "VBD", "JJ"})
JOURNEYS = frozenset({"visit", "trip", "tour", "call"})
OWNER_DEPTH = 3
ATTITUDES = frozenset({"anti", "pro", "counter", "non"})
PAST = frozenset({"former", "ex", "onetime", "erstwhile"})
LEFT_EDGE = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod"})
FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "ours"})
MEMBERS = frozenset({"country", "nation", "state", "member", "ally"})
BODIES = frozenset({"NATO", "EUR", "UNO", "IGO"})
OWN_LAND = frozenset({"this", "our"})
REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves", "ourselves", "each", "one", "another"})


def is_human(token: Token) -> bool:
    """Return whether a noun stands for people: by the list, or by how nouns for people end."""
    word = token.lemma.lower()
    if word in word_class("people"):
        return True
    return token.pos == "NOUN" and word.endswith(HUMAN_ENDINGS) and word not in word_class("not_people")


def is_bare_name(token: Token) -> bool:
    """Return whether a state stands before a noun by name, not as its adjective: "Iran probe", not "US probe"."""
    if token.ent == "NORP" or "-" in token.text or token.lower in ADJECTIVES:
        return False
    return token.pos == "PROPN" and not token.text.replace(".", "").isupper()


def _is_of_two(mention: Mention, token: Token) -> bool:
    """Return whether one person by name is taken for the side of several: a desk officer for two states is of none."""
    return mention.kind == "person" and mention.form == "name" and len(mention.parties) > 1 and token.tag == "NNP"


@dataclass(frozen=True, slots=True)
class Side:
    """One naming of a participant."""

    token: Token
    parties: tuple[str, ...]
    mention: Span
    name: str | None = None
    office: str | None = None
    owner: bool = False

    def participants(self) -> Iterable[Participant]:
        """Return one participant a party, one without a party where none is known."""
        for party in self.parties or (None,):
            yield Participant(party, self.mention, self.name, self.office)


class Sides:
    """Side questions on one text."""

    __slots__ = ("_attributions", "_cache", "_own_voice", "entities", "grammar")

    def __init__(self, grammar: Grammar, entities: Entities, attributions: Sequence[Attribution] = ()) -> None:
        self.grammar = grammar
        self.entities = entities
        self._attributions = attributions
        self._cache: dict[int, tuple[Side, ...]] = {}
        self._own_voice: tuple[str, ...] | None = None

    def of(self, tokens: Iterable[Token]) -> tuple[Side, ...]:
        """Return the sides of several heads, in order, each token once."""
        found: dict[int, Side] = {}
        for token in tokens:
            for side in self.at(token):
                found.setdefault(side.token.i, side)
        return tuple(found.values())

    def at(self, token: Token) -> tuple[Side, ...]:
        """Return whom the phrase of this head stands for; one without parties where nobody known is named."""
        if token.i not in self._cache:
            self._cache[token.i] = (self._blank(token),)  # a loop of owners ends here
            self._cache[token.i] = self._find(token, 0) or (self._blank(token),)
        return self._cache[token.i]

    def named(self, token: Token) -> tuple[Side, ...]:
        """Return the token's own side, without asking for owners; empty where it has no party."""
        mention = self.entities.at(token)
        if token.lower in REFLEXIVE:
            return ()
        if token.lemma == "party" and token.tag == "NNS" and mention is not None:
            return ()  # "both parties" are mostly those of one parliament
        if token.lemma in {"country", "nation"} and self._is_own_land(token):
            return self._speaker(token)
        if mention is not None and mention.parties and not _is_of_two(mention, token):
            return (self._side(token, mention),)
        if token.lower in FIRST_PERSON:
            return self._speaker(token)
        others = company(token, self.grammar.syntax, self._state_codes)
        return (Side(token, others, self._blank(token).mention),) if others else ()

    def _is_own_land(self, noun: Token) -> bool:
        """Return whether somebody quoted speaks of his own country: "we must protect this country", "our nation"."""
        if not any(c.lower in OWN_LAND for c in self.grammar.syntax.children(noun, "det", "poss")):
            return False
        return any(
            a.quote == "direct" and a.source_party and any(s.covers(noun.span) for s in a.content)
            for a in self._attributions
        )

    def codes(self, token: Token) -> tuple[str, ...]:
        """Return the parties of the mention this token heads."""
        mention = self.entities.at(token)
        return mention.parties if mention is not None else ()

    def _state_codes(self, token: Token) -> tuple[str, ...]:
        """Return the parties of a state or body by this token; a person's allies are mostly of his own country."""
        mention = self.entities.at(token)
        return mention.parties if mention is not None and mention.kind in {"party", "institution"} else ()

    def _speaker(self, token: Token) -> tuple[Side, ...]:
        """Return the side of whoever says "we": the source of the innermost attribution around the word."""
        around = [
            (sum(s.end - s.start for s in a.content), a.source_party, a.source_name)
            for a in self._attributions
            if a.source_party and any(s.covers(token.span) for s in a.content)
        ]
        if not around:
            voice = self._voice()
            return (Side(token, voice, token.span),) if voice else ()
        _, party, name = min(around, key=lambda a: a[0])
        return (Side(token, (str(party),), token.span, name),)

    def _voice(self) -> tuple[str, ...]:
        """Return the parties of a text that speaks for itself: "We, the ministers of ...", a release's letterhead."""
        if self._own_voice is None:
            self._own_voice = self._read_voice()
        return self._own_voice

    def _read_voice(self) -> tuple[str, ...]:
        syntax = self.grammar.syntax
        for token in syntax.tokens:
            if token.lower == "we":
                beside = [t for c in syntax.children(token, "appos") for t in syntax.subtree(c)]
                named = [p for t in beside for p in self.codes(t)]
                if named:  # the group ("the G7") is its members, which are named
                    return tuple(p for p in dict.fromkeys(named) if p != "IGO" or len(set(named)) == 1)
        first = self.entities.mentions[0] if self.entities.mentions else None
        if first is None or first.span.start > 0 or first.kind != "institution":
            return ()
        return first.parties

    def modifiers(self, noun: Token) -> tuple[Side, ...]:
        """Return the nationalities before a noun: "Russian-Indian talks", "US sanctions"."""
        syntax = self.grammar.syntax
        found: list[Side] = []
        for child in syntax.children(noun, *MODIFIERS):
            if child.i > noun.i or self._is_toward(child):
                continue  # "US-backed rebels" are not the United States, "anti-Iran voices" not Iran
            for member in syntax.conjuncts(child):
                found.extend(self.named(member))
                for below in syntax.children(member, "amod", "compound", "nmod", "npadvmod"):
                    found.extend(self.named(below))
        return tuple(sorted(found, key=lambda s: s.token.i))

    def _is_toward(self, modifier: Token) -> bool:
        """Return whether the word is one of standing to a party: "anti-Iran", "pro-Russian", "US-backed"."""
        first, last = modifier.lower.split("-")[0], modifier.lower.rsplit("-")[-1]
        if "-" in modifier.text and (first in ATTITUDES or last in word_class("befriended")):
            return True
        if modifier.tag in PARTICIPLES and modifier.lemma.lower() in word_class("befriended"):
            return True
        before = self.grammar.syntax.tokens[max(0, modifier.i - 2) : modifier.i]
        return len(before) == 2 and before[1].text == "-" and before[0].lower in ATTITUDES

    def possessor(self, noun: Token) -> tuple[Side, ...]:
        """Return the sides of the noun's possessor."""
        owner = self.grammar.syntax.child(noun, "poss")
        return self.of(self.grammar.spread(owner)) if owner is not None else ()

    def is_agent(self, token: Token) -> bool:
        """Return whether the phrase can act: a party, person, body, people; not a thing or a place."""
        mention = self.entities.at(token)
        if mention is not None:
            return mention.kind not in {"document", "place"}
        return token.ent in {"PERSON", "NORP", "ORG", "GPE"} or token.pos == "PRON"

    def _find(self, token: Token, depth: int) -> tuple[Side, ...]:
        own = self.named(token)
        mention = self.entities.at(token)
        if own or depth > OWNER_DEPTH or token.lower in REFLEXIVE:
            return own
        if mention is not None and mention.kind in {"person", "place"}:
            return ()
        beside = self._named_in_apposition(token)
        if beside:
            return beside
        owner = self.possessor(token)
        if any(s.parties for s in owner):
            return self._as_owner(owner)
        modifiers = [s for s in self.modifiers(token) if not self._is_topic(token, s)]
        if modifiers:
            return self._as_owner(modifiers)
        preps = self.grammar.preps(token)
        shelters = token.lemma.lower() in word_class("shelters")
        for name in (*OWNER_PREPOSITIONS, "for") if shelters else OWNER_PREPOSITIONS:
            found: list[Side] = []
            for target in preps.get(name, ()):
                if name != "in" or self._place_owns(token, target):
                    found.extend(s for s in self._find(target, depth + 1) if s.parties)
            if found:
                return self._as_owner(found)
        return ()

    def _named_in_apposition(self, token: Token) -> tuple[Side, ...]:
        """Return the person whom a noun for people is said to be: "his counterpart President X"."""
        if not is_human(token):
            return ()
        for name in self.grammar.syntax.children(token, "appos"):
            mention = self.entities.at(name)
            if mention is not None and mention.kind == "person" and mention.parties:
                return (self._side(token, mention),)
        return ()

    def is_of_armed_group(self, token: Token) -> bool:
        """Return whether the word is an armed group or a thing of one: "militants", "rebel camps"."""
        before = {c.lemma.lower() for c in self.grammar.syntax.children(token, *MODIFIERS)}
        return token.lemma.lower() in word_class("armed_group") or bool(before & word_class("armed"))

    def is_venue(self, noun: Token, side: Side) -> bool:
        """Return whether a city stands alone before a meeting: "Cairo talks", not "Moscow-Tokyo talks"."""
        mention = self.entities.at(side.token)
        if mention is None or mention.kind != "party" or mention.form != "metonym" or side.token.ent != "GPE":
            return False
        return noun.lemma.lower() in word_class("meeting") - JOURNEYS and len(self.modifiers(noun)) == 1

    def _is_topic(self, noun: Token, side: Side) -> bool:
        """Return whether the noun is about the state before it, or was once its: "Iran hawk", "former colony"."""
        if not is_human(noun) and any(c.lower in PAST for c in self.grammar.syntax.children(noun, "amod")):
            return True
        if self.is_venue(noun, side) or self._is_scene(noun, side):
            return True
        if noun.tag == "NN" and noun.lemma in MEMBERS and not set(side.parties).isdisjoint(BODIES):
            return True  # "a NATO country" is one of them, not the alliance
        direct = side.token.head == noun.i  # "Russia strikes", not "Russia-led strikes"
        return direct and noun.lemma.lower() in word_class("topical") and is_bare_name(side.token)

    def _is_scene(self, noun: Token, side: Side) -> bool:
        """Return whether a town before an attack only tells where it was: "the Quito attack" is nobody's doing."""
        mention = self.entities.at(side.token)
        is_town = mention is not None and (mention.kind == "place" or mention.form == "metonym")
        return (
            is_town
            and noun.lemma.lower() in word_class("attack")
            and side.token.ent == "GPE"
            and is_bare_name(side.token)
        )

    def _place_owns(self, token: Token, place: Token) -> bool:
        """Return whether people or things in a place count as its side: not "a meeting in Paris", "militants in X"."""
        if token.lemma in word_class("attack") or self.is_of_armed_group(token):
            return False
        return self._is_state(place) or (is_human(token) and token.dep in SUBJECTS)

    def _is_state(self, token: Token) -> bool:
        """Return whether the word is a state by its name: "abuses in France", not "a meeting in Paris"."""
        mention = self.entities.at(token)
        return mention is not None and mention.kind == "party" and mention.form == "name"

    def _as_owner(self, sides: Iterable[Side]) -> tuple[Side, ...]:
        return tuple(Side(s.token, s.parties, s.mention, s.name, s.office, owner=True) for s in sides if s.parties)

    def _side(self, token: Token, mention: Mention) -> Side:
        return Side(token, mention.parties, mention.span, mention.name, mention.office)

    def _blank(self, token: Token) -> Side:
        mention = self.entities.at(token)
        if mention is not None and _is_of_two(mention, token):
            return Side(token, (), mention.span, mention.name, mention.office)
        if mention is not None:
            return self._side(token, mention)
        first = token
        for child in self.grammar.syntax.children(token):
            if child.i < first.i and child.dep in LEFT_EDGE:
                first = self.grammar.syntax.tokens[self.grammar.syntax.edges(child)[0]]
        return Side(token, (), Span(first.start, token.end))
