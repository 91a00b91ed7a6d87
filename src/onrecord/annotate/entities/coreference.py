"""Noun phrases and pronouns: whom they stand for, where a rule makes it safe.

Read in text order. Each link names its rule. Left out on purpose: "I", "we" and "you" (the attribution layer
knows who speaks), "it" without a possible antecedent, anything that two candidates fit equally well far back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.annotate.entities.titles import (
    mention_of_phrase,
    named_parties,
    nominals,
    office_in,
    phrase_parties,
    singular,
)
from onrecord.types.annotation import Mention
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.annotate.entities.scene import Scene
    from onrecord.types.annotation import MentionKind
    from onrecord.types.syntax import Token

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
SUBJECT = frozenset({"nsubj", "nsubjpass"})
OFFICE_TAIL = re.compile(r" (?:of|to|for|on) ")
REACH = 4  # sentences back in which an antecedent is sought
PAIR_REACH = 12
GOVERNMENT_REACH = 3
PART_OF = frozenset(
    "one some many most several few number majority dozen dozens scores hundreds thousands none".split()
)
# bodies and people that, with no side named, are those of the government spoken of just before
GOVERNMENTAL = frozenset(
    "official ministry spokesman spokeswoman spokesperson government military army navy police authority embassy "
    "media agency administration parliament diplomat minister troop force president".split()
)
DEFINITE = frozenset({"the", "this", "that", "both", "these", "those"})
GENERAL_LEADERS = frozenset({"leader", "president", "premier", "chancellor", "ruler"})
ORGANISATION_NOUNS = {"alliance": ("NATO",), "bloc": ("EUR",), "union": ("EUR",)}
ORGANISATIONS = frozenset({"UNO", "EUR", "NATO", "AUN", "IGO", "WEST", "INT", "NSA"})


def _is_state(party: str) -> bool:
    return party not in ORGANISATIONS and "-" not in party


def _office_noun(office: str) -> str:
    """The noun of an office: "secretary" of "secretary of state", "minister" of "foreign minister"."""
    return OFFICE_TAIL.split(office, maxsplit=1)[0].rsplit(maxsplit=1)[-1]


def find_phrases(scene: Scene) -> None:
    """Add mentions for noun phrases that stand for somebody, and for third-person pronouns."""
    reader = _Reader(scene)
    for token in scene.syntax.tokens:
        known = scene.at(token)
        if known is not None:
            reader.remember(token, known)
        elif token.i not in scene.claimed:
            reader.read(token)


class _Reader:
    """Walks the tokens in order and keeps who was spoken of, latest last."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.syntax = scene.syntax
        self.nominals = nominals()
        self.spoken: list[tuple[Token, Mention]] = []

    def remember(self, token: Token, mention: Mention) -> None:
        if mention.kind != "place":
            self.spoken.append((token, mention))

    def read(self, token: Token) -> None:
        if token.tag in {"PRP", "PRP$"}:
            found = self._pronoun(token)
        elif token.lower in PART_OF and self.syntax.child(token, "prep") is not None:
            found = self._part(token)
        elif token.pos in {"NOUN", "PROPN"}:
            modifier = token.dep in {"compound", "amod"}
            found = self._noun(token) if not modifier or singular(token) in self.nominals.kinds else None
        else:
            found = None
        if found is not None:
            self.scene.add(found, (token,))
            self.remember(token, found)

    def _part(self, token: Token) -> Mention | None:
        """ "One of the officials", "many in the White House": unnamed people of the side that follows."""
        for preposition in self.syntax.children(token, "prep"):
            for noun in self.syntax.children(preposition, "pobj"):
                whole = self.scene.at(noun)
                parties = whole.parties if whole is not None else phrase_parties(self.scene, noun)
                if parties and preposition.lower in {"of", "in", "at", "from", "within", "among"}:
                    return mention_of_phrase(self.scene, token, "group", parties, "nominal.part-of")
        return None

    # -- nouns ------------------------------------------------------------------------------------------------

    def _noun(self, token: Token) -> Mention | None:
        noun = singular(token)
        kind = self._kind(token, noun)
        if kind is None:
            return None
        pair = self._pair(token)
        if pair is not None:
            return pair
        parties = phrase_parties(self.scene, token)
        if noun in self.nominals.offices and token.tag not in {"NNS", "NNPS"}:
            return self._office(token, parties)
        if not parties and self._is_definite(token):
            back = self._same_noun(token, noun, kind)
            if back is not None:
                return back
        if noun in self.nominals.states and not parties and kind == "institution":
            return None
        named = self._named_beside(token, kind) if not parties else None
        if named is not None:
            return self._refers(token, named, "coreference.apposition")
        if not parties and noun in GOVERNMENTAL:
            parties = self._government_spoken_of(token)
            if parties:
                return mention_of_phrase(self.scene, token, kind, parties, f"coreference.government.{kind}")
        return mention_of_phrase(self.scene, token, kind, parties, f"nominal.{kind}")

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
        for _, earlier in reversed(self.spoken):
            if earlier.kind == "person" and earlier.name and self._bears(earlier, office or "", parties, token):
                return self._refers(token, earlier, "coreference.title")
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
        last = _office_noun(earlier.office)
        if noun == "leader":
            return last in GENERAL_LEADERS | {"minister"} and "deputy" not in earlier.office
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
        for child in self.syntax.children(token, "appos"):
            mention = self.scene.at(child)
            if mention is not None and mention.name and mention.kind in {kind, "institution", "outlet"}:
                return mention
        return None

    def _is_definite(self, token: Token) -> bool:
        article = self.syntax.child(token, "det", "predet")
        return article is not None and article.lower in DEFINITE

    def _same_noun(self, token: Token, noun: str, kind: MentionKind) -> Mention | None:
        """ "The ministry", "the country", "the troops" after one that was named."""
        if noun in self.nominals.states and token.tag not in {"NNS", "NNPS"}:
            return self._state(token)
        for earlier_token, earlier in reversed(self.spoken):
            if token.sentence - earlier_token.sentence > PAIR_REACH:
                break
            if earlier.kind == kind and earlier.parties and self._same_word(earlier_token, earlier, noun):
                return self._refers(token, earlier, f"coreference.same-noun.{kind}")
        if noun in ORGANISATION_NOUNS and any(m.parties == ORGANISATION_NOUNS[noun] for _, m in self.spoken):
            return mention_of_phrase(
                self.scene, token, "party", ORGANISATION_NOUNS[noun], "coreference.organisation-noun"
            )
        return None

    def _same_word(self, earlier_token: Token, earlier: Mention, noun: str) -> bool:
        return singular(earlier_token) == noun or (
            earlier.name is not None and noun in earlier.name.lower().split() and earlier.kind == "institution"
        )

    def _state(self, token: Token) -> Mention | None:
        """The state last spoken of; in its sentence, the one that is the subject."""
        for candidates in self._by_sentence(token):
            states = [
                (t, m)
                for t, m in candidates
                if m.kind == "party" and m.party and m.form in {"name", "metonym", "pronoun"} and _is_state(m.party)
            ]
            if states:
                subjects = [pair for pair in states if pair[0].dep in SUBJECT]
                return self._refers(token, (subjects or states)[-1][1], "coreference.the-country")
        return None

    def _government_spoken_of(self, token: Token) -> tuple[str, ...]:
        """The side of the officials, bodies or leaders last spoken of: theirs are officials and ministries unnamed."""
        for candidates in self._by_sentence(token, reach=GOVERNMENT_REACH):
            sides = [
                (t, m)
                for t, m in candidates
                if m.party
                and _is_state(m.party)
                and (
                    m.kind in {"institution", "group", "outlet"}
                    or (m.kind == "person" and m.office)
                    or t.dep in SUBJECT
                )
            ]
            if sides:
                subjects = [pair for pair in sides if pair[0].dep in SUBJECT]
                return (subjects or sides)[-1][1].parties
        return ()

    def _pair(self, token: Token) -> Mention | None:
        """ "The two countries", "both sides", "the two leaders": the pair of states last spoken of."""
        what = self.nominals.pairs.get(token.lower)
        if what is None or not self._is_pair(token):
            return None
        if what == "korea":
            return mention_of_phrase(self.scene, token, "party", ("KOR", "PRK"), "coreference.pair")
        own = phrase_parties(self.scene, token)
        pair = own if len(own) > 1 else self._last_pair(token, what, own)
        if len(pair) != 2:
            return None
        kind: MentionKind = "group" if what == "leader" else "party"
        return mention_of_phrase(self.scene, token, kind, pair, "coreference.pair")

    def _is_pair(self, token: Token) -> bool:
        counted = {c.lower for c in self.syntax.children(token)}
        if "both" in counted or ("two" in counted and counted & {"the", "these", "their"}):
            return True
        return "the" in counted and token.lower in {"sides", "parties", "counterparts"} and len(counted) == 1

    def _last_pair(self, token: Token, what: str, own: tuple[str, ...]) -> tuple[str, ...]:
        found: dict[str, None] = dict.fromkeys(own)
        for earlier_token, earlier in reversed(self.spoken):
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

    # -- pronouns ---------------------------------------------------------------------------------------------

    def _pronoun(self, token: Token) -> Mention | None:
        word = token.lower
        if word in HE or word in SHE:
            earlier = self._person(token, woman=word in SHE)
            return None if earlier is None else self._refers(token, earlier, "coreference.pronoun.person")
        if word in IT and not self._is_empty(token):
            earlier = self._body(token)
            return None if earlier is None else self._refers(token, earlier, "coreference.pronoun.it")
        if word in THEY:
            return self._they(token)
        return None

    def _is_empty(self, token: Token) -> bool:
        verb = self.syntax.head(token)
        if token.dep == "expl":
            return True
        clause = self.syntax.child(verb, "ccomp", "xcomp", "acomp", "csubj", "advcl")
        return (
            token.dep == "nsubj"
            and verb.lemma in {"be", "seem", "appear", "take", "remain", "become"}
            and clause is not None
        )

    def _person(self, token: Token, *, woman: bool) -> Mention | None:
        for candidates in self._by_sentence(token):
            people = [
                (t, m)
                for t, m in candidates
                if m.kind == "person" and not m.plural and self._fits(m, woman=woman) and not self._clashes(t, token)
            ]
            if people:
                subjects = [pair for pair in people if pair[0].dep in SUBJECT]
                same = people[0][0].sentence == token.sentence
                chosen = (subjects or people)[-1 if same else 0]
                return chosen[1]
        return None

    def _fits(self, mention: Mention, *, woman: bool) -> bool:
        words = set((mention.office or "").split()) | set(mention.span.of(self.scene.view).lower().split())
        return not (words & self.nominals.men if woman else words & self.nominals.women)

    def _clashes(self, earlier: Token, pronoun: Token) -> bool:
        """An object pronoun does not stand for the subject of its own verb."""
        if pronoun.dep in {"dobj", "iobj", "dative"}:
            return earlier.head == pronoun.head and earlier.dep in SUBJECT
        return pronoun.dep in SUBJECT and earlier.head == pronoun.head

    def _body(self, token: Token) -> Mention | None:
        """A party or a body, preferably the subject of the clause or of the sentence before."""
        for candidates in self._by_sentence(token, reach=2):
            bodies = [
                (t, m)
                for t, m in candidates
                if m.kind in {"party", "institution", "outlet"}
                and not m.plural
                and m.form != "adjective"
                and len(m.parties) < 2
                and not self._clashes(t, token)
            ]
            if not bodies:
                continue
            clause = [
                pair
                for pair in bodies
                if pair[0].dep in SUBJECT and self.syntax.is_under(token, self.syntax.head(pair[0]))
            ]
            subjects = [pair for pair in bodies if pair[0].dep in SUBJECT]
            return (
                (clause or subjects or bodies)[-1][1]
                if bodies[0][0].sentence == token.sentence
                else (subjects or bodies)[0][1]
            )
        return None

    def _they(self, token: Token) -> Mention | None:
        for candidates in self._by_sentence(token, reach=2):
            many = [
                (t, m)
                for t, m in candidates
                if (
                    m.plural
                    or len(m.parties) > 1
                    or (m.kind in {"group", "outlet"} and t.tag in {"NNS", "NNPS"})
                    or t.tag == "NNS"
                    or self._coordinated(t)
                )
                and m.form != "adjective"
                and not self._clashes(t, token)
                and m.kind != "document"
            ]
            if many:
                subjects = [pair for pair in many if pair[0].dep in SUBJECT]
                chosen_token, chosen = (subjects or many)[-1 if many[0][0].sentence == token.sentence else 0]
                return self._refers_to_all(token, chosen_token, chosen)
        return None

    def _coordinated(self, token: Token) -> bool:
        return (
            len([t for t in self.syntax.conjuncts(token) if self.scene.at(t) is not None]) > 1 and token.dep != "conj"
        )

    def _refers_to_all(self, token: Token, earlier_token: Token, earlier: Mention) -> Mention:
        joined = [self.scene.at(t) for t in self.syntax.conjuncts(earlier_token)]
        parties = tuple(dict.fromkeys(p for m in joined if m is not None for p in m.parties))
        kind: MentionKind = "group" if earlier.kind == "person" and len(joined) > 1 else earlier.kind
        return Mention(
            span=Span(token.start, token.end),
            head=token.i,
            kind=kind,
            form="pronoun",
            parties=parties,
            rule="coreference.pronoun.they",
            name=earlier.name if len(joined) < 2 else None,
            office=earlier.office if len(joined) < 2 else None,
            antecedent=earlier.head,
            plural=True,
        )

    def _by_sentence(self, token: Token, reach: int = REACH) -> Iterator[list[tuple[Token, Mention]]]:
        """Candidates sentence by sentence, nearest first; in the pronoun's own sentence only what precedes it."""
        at = len(self.spoken)
        for sentence in range(token.sentence, token.sentence - reach - 1, -1):
            found: list[tuple[Token, Mention]] = []
            while at and self.spoken[at - 1][0].sentence == sentence:
                at -= 1
                if self.spoken[at][0].i < token.i:
                    found.append(self.spoken[at])
            while at and self.spoken[at - 1][0].sentence > sentence:
                at -= 1
            if found:
                yield found[::-1]

    def _refers(self, token: Token, earlier: Mention, rule: str) -> Mention:
        pronoun = token.tag in {"PRP", "PRP$"}
        return Mention(
            span=Span(token.start, token.end) if pronoun else self.scene.noun_phrase(token),
            head=token.i,
            kind=earlier.kind,
            form="pronoun" if pronoun else "nominal",
            parties=earlier.parties,
            rule=rule,
            name=earlier.name,
            office=earlier.office,
            antecedent=earlier.head,
            plural=token.tag in {"NNS", "NNPS"},
        )

    def _linked(self, token: Token, named: Mention, rule: str) -> Mention:
        mention = self._refers(token, named, rule)
        if not mention.parties:
            own = phrase_parties(self.scene, token) or named_parties(self.scene, self.syntax.children(token))
            if own:
                self.scene.update(named.head, parties=own)
                return self._refers(token, self.scene.mentions[named.head], rule)
        return mention
