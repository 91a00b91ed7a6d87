"""Homes: of which state those are whom a text names without their side, and of which sector of a society.

"Police fired on demonstrators in Lima" is between two sides of one state, of which neither is a party of the record.
Guaranteed: a home is given to sides without a party only, so that it never makes an act international; it comes from
the phrase itself, from the place of the act, or from the one state its sentence names, in that order; where these leave
a choice, there is none. Sectors are PLOVER's and come from the words of the phrase (`lexicons/en/sectors.yml`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.annotate.events.parties import is_human
from onrecord.annotate.events.places import BODIES, COUNTRY_LENGTH
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.annotate.events.parties import Side, Sides
    from onrecord.annotate.events.places import PlaceReader
    from onrecord.types.annotation import EventPlace
    from onrecord.types.syntax import Token

LEXICON = "lexicons/en/sectors.yml"
WITHIN = frozenset({"amod", "compound", "nmod", "poss", "appos", "conj", "nummod"})
PEOPLE = frozenset({"person", "institution", "group", "outlet", "party"})
ALONG = frozenset({"acl", "amod", "conj"})
DEPTH = 3  # deeper, a phrase tells of something else
REBELS = "-REB"


@cache
def _lexicon() -> dict[str, Any]:
    found: dict[str, Any] = load_yaml(LEXICON)
    return found


@cache
def _sectors() -> dict[str, tuple[int, str]]:
    """Return lemma → rank and code of its sector."""
    groups = _lexicon()["sectors"].items()
    return {word: (rank, code) for rank, (code, words) in enumerate(groups) for word in words}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_lexicon()[name])


class Homes:
    """Questions on one text: whose a nameless side is, and what kind of people."""

    __slots__ = ("places", "sides", "syntax")

    def __init__(self, sides: Sides, places: PlaceReader) -> None:
        self.sides = sides
        self.places = places
        self.syntax = sides.grammar.syntax

    def sector(self, side: Side) -> str | None:
        """Return the sector the words of the side name, None where they name none ("France")."""
        if any(party.endswith(REBELS) for party in side.parties):
            return "REB"
        noun = self._noun(side)
        if not self._is_people(noun):
            return None
        words = [noun, *(c for c in self.syntax.children(noun, *WITHIN) if c.i < noun.i)]
        if not side.parties:
            words.extend(self.sides.grammar.preps(noun).get("of", ()))  # "thousands of students"
        found = [_sectors()[w.lemma.lower()] for w in words if w.lemma.lower() in _sectors()]
        if found:
            return min(found)[1]
        return "GOV" if side.office else None

    def of(self, side: Side, others: Sequence[Side], place: EventPlace | None, *, is_doer: bool) -> str | None:
        """Return the state a side without a party is of; `others` stand on the other side of the act.

        `place` is that of the act where its doers are at home (not of a meeting).
        """
        if side.parties:
            return None
        noun = self._noun(side)
        own = self._within(noun)
        if own:
            return own.pop() if len(own) == 1 else None
        if not self._is_of_here(side, noun):
            return None
        if place is not None:
            return place.country
        named = self._named_beside(side, others, is_doer=is_doer)
        if len(named) != 1:
            return None
        home = named.pop()
        return home if self._may_be_of(side, others, home) else None

    def _is_people(self, noun: Token) -> bool:
        """Return whether people or a body are meant, not a thing ("regime change")."""
        mention = self.sides.entities.at(noun)
        if noun.lemma.lower() in _sectors() or mention is None:
            return noun.lemma.lower() in _sectors() or is_human(noun) or noun.ent == "NORP"
        return mention.kind in PEOPLE

    def _is_of_here(self, side: Side, noun: Token) -> bool:
        """Return whether the act's surroundings can tell whose the side is.

        Not of refugees, of other states ("some allies"), nor of one known by name alone.
        """
        if noun.pos == "PRON" or noun.lemma.lower() in _words("states") or not self._is_people(noun):
            return False
        if any(c.pos == "PRON" for c in self.syntax.children(noun, "poss")):
            return False  # "their citizens" are of whoever "they" are
        named = noun.pos == "PROPN" and noun.ent == "PERSON" and side.office is None
        return not named and self.sector(side) not in _words("strangers")

    def _named_beside(self, side: Side, others: Sequence[Side], *, is_doer: bool) -> set[str]:
        """Return the states the sentence names, but as topics; for unknown attackers those that are not attacked."""
        sentence = self.syntax.words(self.syntax.sentence_of(side.token))
        facing = {p for s in others for p in s.parties}
        named = self._states_of(t for t in sentence if not self._is_toward(t) and not self._is_topic(t))
        sector = self.sector(side)
        if sector == "UAF":
            return (named - facing) or named  # "a bomb killed two Chilean soldiers near the Peruvian border"
        if sector in _words("armed"):
            return named & facing if is_doer else set()  # rebels may be anybody's but the government's they oppose
        return named | {p for p in self._states_of(s.token for s in others) if not named}

    def _may_be_of(self, side: Side, others: Sequence[Side], home: str) -> bool:
        """Return whether one who acts on that state's people is of it: who opposes a government is, not who bombs."""
        facing = [s for s in others if home in s.parties]
        if not facing:
            return True
        sector = self.sector(side)
        if any(self.sector(s) in {"COP", "JUD"} for s in facing):
            return True
        if any(self._governs(s) for s in facing):
            return sector in _words("opposed") or sector in _words("ruling")
        return sector is not None and sector not in _words("armed")

    def _governs(self, side: Side) -> bool:
        head = self.syntax.head(side.token) if side.token.dep == "poss" else side.token
        return head.lemma.lower() in _words("governing") or side.office is not None

    def _noun(self, side: Side) -> Token:
        """Return the head of the phrase, for a pronoun of the phrase it stands for."""
        mention = self.sides.entities.at(side.token)
        if mention is not None and mention.antecedent is not None:
            return self.syntax.tokens[self.sides.entities.mentions[mention.antecedent].head]
        return side.token

    def _within(self, noun: Token, depth: int = 0) -> set[str]:
        """Return the states the phrase names as those it belongs to."""
        found: set[str] = set()
        if depth > DEPTH:
            return found
        for child in self.syntax.children(noun):
            if child.dep in WITHIN and not self._is_toward(child):
                found |= self._states_of([child]) or self._within(child, depth + 1)
            elif child.dep == "prep" and child.lower in _words("loose"):
                for target in self.syntax.children(child, "pobj"):
                    found |= self._states_of([target]) or self._within(target, depth + 1)
            elif child.dep in ALONG and child.lemma.lower() in _words("at"):
                for prep in self.syntax.children(child, "prep"):
                    for target in self.syntax.children(prep, "pobj"):
                        found |= self._states_of([target]) or self._within(target, depth + 1)
            if found:
                break
        return found

    def _is_toward(self, modifier: Token) -> bool:
        """Return whether the word tells for or against whom: "anti-Syrian", "U.S.-backed"."""
        first = modifier.lower.split("-")[0]
        before = self.syntax.tokens[max(0, modifier.i - 1)]
        return first in _words("toward") or "-" in modifier.text or before.text == "-"

    def _is_topic(self, token: Token) -> bool:
        """Return whether the word only tells what about or against whom: "keep up the pressure on Iran"."""
        while token.dep in WITHIN:
            token = self.syntax.head(token)
        return token.dep == "pobj" and self.syntax.head(token).lower in _words("topical")

    def _states_of(self, tokens: Iterable[Token]) -> set[str]:
        """Return the states the words name, as parties or as places; of a government in a capital, its own."""
        found: set[str] = set()
        for token in tokens:
            mention = self.sides.entities.at(token)
            if mention is not None and mention.parties:
                found.update(p.removesuffix(REBELS) for p in mention.parties)
            elif token.ent in {"GPE", "LOC", "FAC"} and (place := self.places.country(token)) is not None:
                found.add(place.country)
        return {code for code in found if len(code) == COUNTRY_LENGTH and code not in BODIES}
