"""Where an act takes place: the country of "in", "at" and "near" in its own clause; for a visit, the host's."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.annotate.events.grammar import VERBAL
from onrecord.types.annotation import EventPlace
from onrecord.types.text import Span
from onrecord.vocab.lexicon import load_rows
from onrecord.vocab.places import coordinates_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.annotate.events.candidates import Candidate
    from onrecord.annotate.events.parties import Sides
    from onrecord.types.syntax import Token

PRESENCE = frozenset(
    {"be", "speak", "address", "appear", "meet", "stand", "travel", "fly", "go", "come", "arrive", "visit", "talk"}
)
HOLDING = frozenset({"hold", "take", "host", "plan", "schedule", "set", "convene", "begin", "open", "stage"})
ENTERING = frozenset({"enter", "cross", "violate", "penetrate", "breach"})
PLACE_PREPOSITIONS = ("in", "at", "near", "inside", "outside", "over", "across", "throughout")
PARTNERS = ("with", "between", "of", "among")
OCCASIONS = ("during", "on")  # "on the sidelines of"
TOPICAL = frozenset({"discuss", "debate", "raise", "consider", "review", "condemn", "criticize", "blame"})
AREAS = frozenset(
    """airfield airport airspace area bank base border camp capital city coast compound coastline countryside county
    desert district east enclave factory facility forest headquarters highland hospital hotel hub island jungle
    kingdom lake land mainland market mosque mountain neighborhood north northeast northwest outpost outskirt palace
    parliament part peninsula plant port prison province refinery region republic resort river road sea shore side
    sideline site soil south southeast southwest state station stronghold suburb territory town university valley
    village water west zone""".split()
)
OVERHEAD = frozenset({"MOBILIZE", "ASSAULT", "COERCE", "RETREAT"})
HELD = frozenset({"occupation", "annexation", "occupy", "annex", "invasion", "invade", "shelling", "shell", "overrun"})
MEETINGS = frozenset(
    {"summit", "meeting", "conference", "visit", "trip", "talk", "session", "sideline", "margin", "stop"}
)
COUNTRY_LENGTH = 3
BODIES = frozenset({"UNO", "EUR", "IGO", "INT", "NSA", "AUN", "NGO"})
DEPTH = 3


@cache
def city_table() -> dict[str, str]:
    """Return the newsworthy cities: name in lower case → country code."""
    return {
        row["name"].lower(): row["country"] for row in load_rows("actors/cities.csv") if not row["name"].endswith("?")
    }


@cache
def venue_table() -> dict[str, str]:
    """Return the halls and seats of bodies of several states: name in lower case → country code."""
    return {row["name"].lower(): row["country"] for row in load_rows("actors/venues.csv")}


def placed(country: str, name: str, mention: Span) -> EventPlace:
    """Return the place, with its coordinates where the name is a known city's."""
    return EventPlace(country, name, mention, *(coordinates_of(name, country) or (None, None)))


@cache
def capital_names() -> frozenset[str]:
    """Return the capitals in lower case."""
    names = (name for row in load_rows("actors/states.csv") for name in row["capital"].split(";"))
    return frozenset(name.rstrip("?").lower() for name in names if name)


class PlaceReader:
    """Place questions on one text."""

    __slots__ = ("sides", "syntax")

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.syntax = sides.grammar.syntax

    def of(self, candidate: Candidate) -> EventPlace | None:
        """Return where the candidate takes place, None where the text does not say."""
        holders = [candidate.trigger]
        if candidate.light is not None:
            holders.append(candidate.light)
        for holder in holders:
            found = self._below(holder, 0, candidate.frame.type)
            if found is not None:
                return found
        found = (
            self._named_after(candidate)
            or self._at_partner(candidate)
            or self._beside(candidate)
            or self._venue(candidate)
        )
        if found is not None:
            return found
        if (
            self._enters(candidate)
            or candidate.frame.mode == "visit"
            or candidate.frame.place == "to"
            or self._strikes_state(candidate)
        ):
            return self._host(candidate)
        return None

    def _named_after(self, candidate: Candidate) -> EventPlace | None:
        """Return the city a meeting or attack is named after: "the Geneva talks"; "Moscow-Berlin talks" have two."""
        noun = candidate.trigger
        if candidate.frame.type not in {"CONSULT", "ASSAULT"} or noun.pos != "NOUN":
            return None
        names = [c for c in self.syntax.children(noun, "compound", "nmod") if c.pos == "PROPN"]
        if len(names) != 1 or self.syntax.children(noun, "punct") or self.syntax.children(names[0], "punct", "conj"):
            return None
        name = self._full_name(names[0])
        if (name not in city_table() and name not in capital_names()) or self._is_acting(names[0], candidate):
            return None
        return self.country(names[0])

    def _is_acting(self, token: Token, candidate: Candidate) -> bool:
        """Return whether the city's name stands for one of those who act."""
        return any(s.mention.covers(token.span) for s in (*candidate.actors, *candidate.recipients))

    def _full_name(self, token: Token) -> str:
        words = [*self.syntax.children(token, "compound", "amod"), token]
        return " ".join(w.text for w in sorted(words, key=lambda w: w.i)).lower()

    def _beside(self, candidate: Candidate) -> EventPlace | None:
        """Return the place of what the act is done along with: "speaking in Riga, he accused", "is in Riga to urge"."""
        verb = candidate.light or candidate.trigger
        if verb.pos not in VERBAL:
            return None
        clauses = [c for c in self.syntax.children(verb, "advcl") if c.tag == "VBG" and c.lemma in PRESENCE]
        above = self.syntax.head(verb)
        joined = verb.dep == "conj" and not self.syntax.children(verb, "nsubj", "nsubjpass")
        if (verb.dep in {"advcl", "xcomp"} or joined) and above.lemma in PRESENCE:
            clauses.append(above)
        for clause in clauses:
            found = self._below(clause, 0) or (self._toward(clause) if clause.lemma != "be" else None)
            if found is not None:
                return found
        return None

    def _at_partner(self, candidate: Candidate) -> EventPlace | None:
        """Return the place of those one meets: the parser hangs "in Riga" on them in "talks with envoys in Riga"."""
        if candidate.frame.type != "CONSULT":
            return None
        holders = [candidate.trigger, *([candidate.light] if candidate.light is not None else [])]
        partners = [t for h in holders for n in PARTNERS for t in self.sides.grammar.preps(h).get(n, ())]
        return next((p for t in partners if (p := self._below(t, 1)) is not None), None)

    def _toward(self, verb: Token) -> EventPlace | None:
        targets = self.sides.grammar.preps(verb).get("to", ())
        return next((p for t in targets if (p := self.country(t)) is not None), None)

    def _venue(self, candidate: Candidate) -> EventPlace | None:
        """Return where the body meets that is addressed ("address the General Assembly")."""
        if candidate.frame.type != "CONSULT":
            return None
        for side in candidate.recipients:
            text = side.mention.of(self.syntax.text)
            code = venue_table().get(text.lower().removeprefix("the "))
            if code is not None:
                return placed(code, text, side.mention)
        return None

    def _enters(self, candidate: Candidate) -> bool:
        """Return whether forces go into, fly over or stand in a state that the act concerns."""
        if candidate.frame.type != "MOBILIZE" or not candidate.recipients:
            return False
        if candidate.trigger.lemma in ENTERING:
            return True
        holders = [candidate.trigger, *([candidate.light] if candidate.light is not None else [])]
        names = {name for h in holders for name in self.sides.grammar.preps(h)}
        return bool(names & {"to", "into", "over", "in", "onto", "through"})

    def _strikes_state(self, candidate: Candidate) -> bool:
        """An attack on a state by its name takes place there, and so does an occupation."""
        if candidate.trigger.lemma in HELD and candidate.frame.type in {"COERCE", "MOBILIZE", "ASSAULT"}:
            return True
        if candidate.frame.type != "ASSAULT" or candidate.frame.joint:
            return False
        mentions = [self.sides.entities.at(s.token) for s in candidate.recipients]
        return any(m is not None and m.kind == "party" and m.form == "name" for m in mentions)

    def _below(self, token: Token, depth: int, type_: str = "") -> EventPlace | None:
        for target in self._settings(token, type_):
            found = self.country(target) or (self._below(target, depth + 1) if depth < DEPTH else None)
            if found is not None:
                return found
        if depth == 0 and token.pos in VERBAL and token.lemma not in TOPICAL:
            for obj in self.sides.grammar.objects(token)[:1]:
                return self._below(obj, 1)
        if token.pos in {"NOUN", "PROPN"}:
            for clause in self.syntax.children(token, "acl", "relcl"):
                if clause.lemma in HOLDING and depth < DEPTH:
                    return self._below(clause, DEPTH)
        return None

    def _settings(self, token: Token, type_: str) -> Iterable[Token]:
        """Yield what stands after the prepositions of place; not "took a swipe at Peru", "talks over Peru"."""
        preps = self.sides.grammar.preps(token)
        for name in (*PLACE_PREPOSITIONS, *OCCASIONS):
            for target in preps.get(name, ()):
                is_topic = (name == "at" and self._is_state(target)) or (name == "over" and type_ not in OVERHEAD)
                if not is_topic and (name not in OCCASIONS or target.lemma in MEETINGS):
                    yield target

    def _is_state(self, token: Token) -> bool:
        mention = self.sides.entities.at(token)
        return mention is not None and mention.kind == "party" and token.ent == "GPE"

    def country(self, token: Token) -> EventPlace | None:
        """Return the country a place name lies in; also of "Sochi, Russia" and "the Russian city of Sochi"."""
        for candidate in (token, *self._around(token)):
            code, span = self._code(candidate)
            if code is not None:
                return placed(code, span.of(self.syntax.text), span)
        return None

    def _around(self, token: Token) -> Iterable[Token]:
        """Yield words beside a place that tell where it is; of other nouns, no nationality: "in a U.S.-led strike"."""
        for prep in self.syntax.children(token, "prep"):
            if prep.lower in {"of", "in"}:
                yield from self.syntax.children(prep, "pobj")
        yield from self.syntax.children(token, "appos", "npadvmod")
        if token.lemma.lower() in AREAS or token.ent in {"GPE", "LOC", "FAC"}:
            yield from self.syntax.children(token, "nmod", "amod", "poss", "compound")

    def _code(self, token: Token) -> tuple[str | None, Span]:
        mention = self.sides.entities.at(token)
        party = mention.party if mention is not None and mention.kind in {"place", "party"} else None
        if mention is not None and party is not None and _is_state(party):
            return party, mention.span
        if token.pos == "PROPN" or token.ent in {"GPE", "LOC", "FAC"}:
            words = [*self.syntax.children(token, "compound", "amod"), token]
            name = self._full_name(token)
            code = venue_table().get(name) or city_table().get(name) or city_table().get(token.lower)
            return code or None, Span(words[0].start, token.end)
        return None, token.span

    def _host(self, candidate: Candidate) -> EventPlace | None:
        for side in candidate.recipients:
            if len(side.parties) == 1 and _is_state(side.parties[0]):
                return placed(side.parties[0], side.mention.of(self.syntax.text), side.mention)
        return None


def _is_state(code: str) -> bool:
    """Return whether a party code is a state's, not an organisation's or a group's."""
    return len(code) == COUNTRY_LENGTH and code not in BODIES
