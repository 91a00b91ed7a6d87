"""Noun phrases that stand for somebody: officials, ministries, ships, papers, "the minister", "the two countries".

Each link to an earlier mention names its rule; where two could be meant equally well, none is made.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.annotate.entities.gazetteer import company_names
from onrecord.annotate.entities.spoken import ORGANISATIONS, SUBJECT, is_state, office_noun
from onrecord.annotate.entities.titles import (
    mention_of_phrase,
    named_parties,
    nominals,
    office_in,
    phrase_parties,
    singular,
)
from onrecord.annotate.entities.words import words

if TYPE_CHECKING:
    from onrecord.annotate.entities.scene import Scene
    from onrecord.annotate.entities.spoken import History
    from onrecord.types.annotation import Mention, MentionKind
    from onrecord.types.syntax import Token

PAIR_REACH = 12
# words on either side in which the politics of one state show
DOMESTIC_REACH = 40
DEFINITE = frozenset({"the", "this", "that", "both", "these", "those"})
ORGANISATION_NOUNS = {"alliance": ("NATO",), "bloc": ("EUR",), "union": ("EUR",)}


class Phrases:
    """Reads one noun phrase at a time against what was spoken of before."""

    def __init__(self, scene: Scene, history: History) -> None:
        self.scene = scene
        self.syntax = scene.syntax
        self.history = history
        self.nominals = nominals()

    def read(self, token: Token) -> Mention | None:
        """Return the mention of a noun phrase by its head, None where it stands for nobody."""
        if token.lower in words("part_of") and self.syntax.child(token, "prep") is not None:
            return self._part(token)
        if token.pos not in {"NOUN", "PROPN"}:
            return None
        noun = singular(token)
        if token.dep in {"compound", "amod"} and self.nominals.kinds.get(noun) not in {"institution", "outlet"}:
            return None
        named = self._named_before(token, noun)
        if named is not None:
            return named
        kind = self._kind(token, noun)
        if kind is None:
            return self._unknown_body(token) if token.tag in {"NNP", "NNPS"} else None
        return self._pair(token) or self._of_kind(token, noun, kind)

    def _part(self, token: Token) -> Mention | None:
        """ "One of the officials", "many in the White House": unnamed people of the side that follows."""
        for preposition in self.syntax.children(token, "prep"):
            for noun in self.syntax.children(preposition, "pobj"):
                whole = self.scene.at(noun)
                parties = whole.parties if whole is not None else phrase_parties(self.scene, noun)
                if parties and preposition.lower in {"of", "in", "at", "from", "within", "among"}:
                    return mention_of_phrase(self.scene, token, "group", parties, "nominal.part-of")
        return None

    def _of_kind(self, token: Token, noun: str, kind: MentionKind) -> Mention | None:
        parties = self._of_rebels(token, noun, phrase_parties(self.scene, token))
        if noun in self.nominals.offices and token.tag not in {"NNS", "NNPS"}:
            return self._office(token, parties)
        if kind == "group" and token.tag == "NN":
            person = self._named_beside(token, kind)
            if person is not None:
                return self._linked(token, person, "coreference.apposition")
        if parties:
            return mention_of_phrase(self.scene, token, kind, parties, f"nominal.{kind}")
        back = self._same_noun(token, noun, kind) if self._is_definite(token) else None
        if back is not None:
            return back
        if noun in self.nominals.states and kind == "institution":
            return None
        return self._without_side(token, noun, kind)

    def _of_rebels(self, token: Token, noun: str, parties: tuple[str, ...]) -> tuple[str, ...]:
        """The side of rebels of a state ("Chadian rebels", "a Syrian rebel commander"): against it, not its own."""
        modifiers = self.syntax.children(token, "amod", "compound", "nmod")
        rebels = noun in words("rebels") or any(m.lower in words("rebels") for m in modifiers)
        if not rebels or len(parties) != 1 or not is_state(parties[0]):
            return parties
        return (f"{parties[0]}-REB",)

    def _without_side(self, token: Token, noun: str, kind: MentionKind) -> Mention:
        named = self._named_beside(token, kind)
        if named is not None:
            return self.history.refers(token, named, "coreference.apposition")
        place = self._place_before(token) if noun in words("governmental") else ()
        if place:
            return mention_of_phrase(self.scene, token, kind, place, "nominal.of-a-place")
        parties = self.history.government(token) if self._is_of_the_government(token, noun) else ()
        rule = f"coreference.government.{kind}" if parties else f"nominal.{kind}"
        return mention_of_phrase(self.scene, token, kind, parties, rule)

    def _place_before(self, token: Token) -> tuple[str, ...]:
        """The state in which a place before people or a body lies ("Ohio officials", "Karachi police")."""
        for child in self.syntax.children(token, "compound", "nmod", "poss"):
            mention = self.scene.at(child)
            if mention is not None and mention.kind == "place":
                return mention.parties
        return ()

    def _is_of_the_government(self, token: Token, noun: str) -> bool:
        """Whether people or bodies without a side are the government's spoken of: no others are named or told."""
        modifiers = self.syntax.children(token, "amod", "compound", "nmod", "poss")
        if noun == "media":
            return any(m.lower in words("of_the_state") for m in modifiers)
        several = token.tag in {"NNS", "NNPS"} and noun in words("one_a_state")
        if noun not in words("governmental") or several:
            return False
        if noun == "ministry":
            return True
        if noun == "force" and not any(m.lower in words("forceful") or m.dep == "poss" for m in modifiers):
            return False
        return not any(m.tag in {"NNP", "NNPS"} or singular(m) in words("other_than_governments") for m in modifiers)

    def _named_before(self, token: Token, noun: str) -> Mention | None:
        """A medium or body whose name stands before its kind ("Interfax news agency", "Fudan University website")."""
        if noun not in words("media_nouns"):
            return None
        for child in self.syntax.children(token, "compound", "nmod"):
            mention = self.scene.at(child)
            if mention is not None and mention.kind == "outlet":
                parties = mention.parties or phrase_parties(self.scene, token)
                return replace(self.history.refers(token, mention, "nominal.named-medium"), parties=parties)
        return None

    def _unknown_body(self, token: Token) -> Mention | None:
        """An unknown name behind its kind ("the Iranian news agency Mizan") or a state's ("Japan Airlines")."""
        if token.text in words("media_names") and self.syntax.child(token, "compound", "amod") is not None:
            medium = mention_of_phrase(self.scene, token, "outlet", (), "nominal.unknown-medium")
            return replace(medium, name=medium.span.of(self.scene.view).removeprefix("the ").removeprefix("The "))
        for child in self.syntax.children(token, "compound", "nmod"):
            owner = self.scene.at(child)
            if owner is not None and owner.kind == "party" and owner.form == "name" and child.i == token.i - 1:
                body = mention_of_phrase(self.scene, token, "institution", owner.parties, "nominal.body-of-a-state")
                # the name of one body, though it end in s ("Japan Airlines")
                return replace(body, name=f"{child.text} {token.text}", plural=False)
            kind = self.nominals.kinds.get(singular(child))
            if kind in {"institution", "outlet"} and child.tag == "NN":
                outlet = singular(child) in words("media_nouns")
                parties = phrase_parties(self.scene, token)
                mention = mention_of_phrase(
                    self.scene, token, "outlet" if outlet else kind, parties, "nominal.unknown-body"
                )
                return replace(mention, name=token.text)
        return None

    def _kind(self, token: Token, noun: str) -> MentionKind | None:
        if noun in self.nominals.offices:
            return "group" if token.tag in {"NNS", "NNPS"} else "person"
        kind = self.nominals.kinds.get(noun)
        if kind is None and noun in self.nominals.titles:
            return "group"
        if kind is None and token.lower in self.nominals.pairs:
            return "party"
        return kind

    def _office(self, token: Token, parties: tuple[str, ...]) -> Mention | None:
        """A title without a name: the person who bears it, if one was named; else an unnamed holder."""
        modifiers = self.syntax.children(token, "amod", "compound", "nmod")
        office = office_in(self.scene, (*(m for m in modifiers if m.i < token.i), token))
        named = self._beside(token)
        if named is not None:
            return self._linked(token, named, "coreference.apposition")
        bearers = {m.name: m for m in self.history.people.values() if self._bears(m, office or "", parties, token)}
        bearer = self.history.foremost(token, bearers)
        if bearer is not None:
            return self.history.refers(token, bearer, "coreference.title")
        if token.dep == "compound":
            return None
        return mention_of_phrase(self.scene, token, "person", parties, "nominal.office", office)

    def _bears(self, earlier: Mention, office: str, parties: tuple[str, ...], token: Token) -> bool:
        if not self._is_definite(token) and not parties and not self.syntax.child(token, "poss"):
            return False
        if parties and set(parties) != set(earlier.parties):
            return False
        if earlier.office is None:
            return False
        noun = office.rsplit(maxsplit=1)[-1] if office else ""
        last = office_noun(earlier.office)
        if noun == "leader":
            return last in words("general_leaders") and "deputy" not in earlier.office
        return earlier.office == office or last == noun == office

    def _beside(self, token: Token) -> Mention | None:
        """The named person in apposition ("the foreign minister, Sergei Lavrov")."""
        for child in self.syntax.children(token, "appos"):
            mention = self.scene.at(child)
            if mention is not None and mention.kind == "person" and mention.name:
                return mention
        if token.dep == "appos":
            mention = self.scene.at(self.syntax.head(token))
            if mention is not None and mention.kind == "person" and mention.name:
                return mention
        return None

    def _named_beside(self, token: Token, kind: MentionKind) -> Mention | None:
        """The body named in apposition ("the state-run agency, KCNA")."""
        alike = {"person"} if kind == "group" else {kind, "institution", "outlet"}
        for child in self.syntax.children(token, "appos"):
            mention = self.scene.at(child)
            if mention is not None and mention.name and mention.kind in alike:
                return mention
        return None

    def _is_definite(self, token: Token) -> bool:
        article = self.syntax.child(token, "det", "predet")
        return article is not None and article.lower in DEFINITE

    def _same_noun(self, token: Token, noun: str, kind: MentionKind) -> Mention | None:
        """ "The ministry", "the country", "the troops" after one that was named."""
        if noun in self.nominals.states:
            return self._state(token) if token.tag not in {"NNS", "NNPS"} else None
        for earlier_token, earlier in reversed(self.history.spoken):
            if token.sentence - earlier_token.sentence > PAIR_REACH:
                break
            if noun in words("company_nouns") and earlier.name in company_names():
                return self.history.refers(token, earlier, "coreference.company")
            if earlier.kind == kind and earlier.parties and self._same_word(earlier_token, earlier, noun):
                return self.history.refers(token, earlier, f"coreference.same-noun.{kind}")
        if noun in ORGANISATION_NOUNS and self._names_an_organisation(token, ORGANISATION_NOUNS[noun]):
            return mention_of_phrase(
                self.scene, token, "party", ORGANISATION_NOUNS[noun], "coreference.organisation-noun"
            )
        return None

    def _names_an_organisation(self, token: Token, parties: tuple[str, ...]) -> bool:
        """Whether "the union" is one spoken of, and not one of something ("the union between two people")."""
        if self.syntax.child(token, "prep", "amod", "compound") is not None:
            return False
        return any(m.parties == parties for _, m in self.history.spoken)

    def _same_word(self, earlier_token: Token, earlier: Mention, noun: str) -> bool:
        return singular(earlier_token) == noun or (
            earlier.name is not None and noun in earlier.name.lower().split() and earlier.kind == "institution"
        )

    def _state(self, token: Token) -> Mention | None:
        """The state last spoken of; in its sentence, the one that is the subject.

        "The state" may be a part of a federation: only without a word before it, and where no such part is named.
        """
        if singular(token) in {"state", "island"} and (
            self.syntax.child(token, "amod", "compound", "nmod") is not None or self.scene.names_federal_parts
        ):
            return None
        for candidates in self.history.by_sentence(token):
            states = [
                (t, m)
                for t, m in candidates
                if m.kind == "party" and m.party and m.form in {"name", "metonym", "pronoun"} and is_state(m.party)
            ]
            if states:
                subjects = [pair for pair in states if pair[0].dep in SUBJECT]
                return self.history.refers(token, (subjects or states)[-1][1], "coreference.the-country")
        return None

    def _pair(self, token: Token) -> Mention | None:
        """ "The two countries", "both sides", "the two leaders": the pair of states last spoken of."""
        what = self.nominals.pairs.get(token.lower)
        if what is None or not self._is_pair(token):
            return None
        if token.lower in {"parties", "sides"} and self._is_domestic(token):
            return None
        if what == "korea":
            return mention_of_phrase(self.scene, token, "party", ("KOR", "PRK"), "coreference.pair")
        own = phrase_parties(self.scene, token)
        pair = own if len(own) > 1 else self._last_pair(token, what, own)
        if len(pair) < 2 and what == "leader":
            pair = self._last_pair(token, "party", own)
        if len(pair) != 2:
            return None
        kind: MentionKind = "group" if what == "leader" else "party"
        return mention_of_phrase(self.scene, token, kind, pair, "coreference.pair")

    def _is_domestic(self, token: Token) -> bool:
        """Whether the two are parties of one state ("lawmakers in both parties"), as the words around show."""
        if any(m.lower in {"political", "major", "main"} for m in self.syntax.children(token, "amod")):
            return True
        low, high = max(0, token.i - DOMESTIC_REACH), token.i + DOMESTIC_REACH
        near = self.syntax.tokens[low:high]
        return any(singular(t) in words("domestic_parties") and t.text[0].isupper() for t in near) or (
            token.lower == "parties" and any(singular(t) in words("lawmakers") for t in near)
        )

    def _is_pair(self, token: Token) -> bool:
        counted = {c.lower for c in self.syntax.children(token)}
        if "both" in counted or ("two" in counted and counted & {"the", "these", "their"}):
            return True
        return "the" in counted and token.lower in {"sides", "parties", "counterparts"} and len(counted) == 1

    def _last_pair(self, token: Token, what: str, own: tuple[str, ...]) -> tuple[str, ...]:
        found: dict[str, None] = dict.fromkeys(own)
        for earlier_token, earlier in reversed(self.history.spoken):
            if token.sentence - earlier_token.sentence > PAIR_REACH or len(found) >= 2:
                break
            if what == "leader" and earlier.kind not in {"person", "group"}:
                continue
            if earlier.kind in {"document", "asset", "outlet"}:
                continue
            for party in earlier.parties:
                if party not in ORGANISATIONS and len(found) < 2:
                    found.setdefault(party)
        return tuple(reversed(found))

    def _linked(self, token: Token, named: Mention, rule: str) -> Mention:
        mention = self.history.refers(token, named, rule)
        if not mention.parties:
            own = phrase_parties(self.scene, token) or named_parties(self.scene, self.syntax.children(token))
            if own:
                self.scene.update(named.head, parties=own)
                return self.history.refers(token, self.scene.mentions[named.head], rule)
        return mention
