"""Who was spoken of so far, latest last: where antecedents are sought."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.annotate.entities.words import words
from onrecord.types.annotation import Mention
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.annotate.entities.scene import Scene
    from onrecord.types.syntax import Token

SUBJECT = frozenset({"nsubj", "nsubjpass"})
REACH = 4  # sentences back in which an antecedent is sought
GOVERNMENT_REACH = 3
OFFICE_TAIL = re.compile(r" (?:of|to|for|on) ")
ORGANISATIONS = frozenset({"UNO", "EUR", "NATO", "AUN", "IGO", "WEST", "INT", "NSA"})
Spoken = tuple["Token", Mention]


def is_state(party: str) -> bool:
    """Return whether a party code is a state's."""
    return party not in ORGANISATIONS and "-" not in party


def office_noun(office: str) -> str:
    """Return the noun of an office: "secretary" of "secretary of state", "minister" of "foreign minister"."""
    return OFFICE_TAIL.split(office, maxsplit=1)[0].rsplit(maxsplit=1)[-1]


class History:
    """The mentions met while reading in text order."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.spoken: list[Spoken] = []
        self.people: dict[str, Mention] = {}
        self._sides: dict[str, tuple[str, ...]] = {}

    def remember(self, token: Token, mention: Mention) -> None:
        """Keep a mention; a named person without a side gets the one its office or an earlier naming gives."""
        if mention.kind == "person" and mention.name and not mention.parties:
            mention = self._sided(token, mention)
        if mention.kind == "person" and mention.name:
            self.people.pop(mention.name, None)
            self.people[mention.name] = mention
        if mention.kind != "place":
            self.spoken.append((token, mention))

    def _sided(self, token: Token, mention: Mention) -> Mention:
        name = mention.name or ""
        if name not in self._sides and mention.office and office_noun(mention.office) in words("governmental"):
            self._sides[name] = self.government(token) or self._rebelled_against(token)
        if not self._sides.get(name):
            return mention
        self.scene.update(token.i, parties=self._sides[name])
        return self.scene.mentions[token.i]

    def _rebelled_against(self, token: Token) -> tuple[str, ...]:
        """The state whose rebels are spoken of in the sentence: the ruler they speak of is its own."""
        own = next(self.by_sentence(token, 0), [])
        states = {p.removesuffix("-REB") for _, m in own for p in m.parties}
        return tuple(states) if len(states) == 1 and any(p.endswith("-REB") for _, m in own for p in m.parties) else ()

    def by_sentence(self, token: Token, reach: int = REACH) -> Iterator[list[Spoken]]:
        """Yield candidates sentence by sentence, nearest first; in the token's own only what precedes it.

        Who is named in a quotation is no candidate for what is said outside of it.
        """
        at = len(self.spoken)
        outside = token.i not in self.scene.quoted
        for sentence in range(token.sentence, token.sentence - reach - 1, -1):
            found: list[Spoken] = []
            while at and self.spoken[at - 1][0].sentence == sentence:
                at -= 1
                other = self.spoken[at][0]
                if other.i < token.i and not (outside and other.i in self.scene.quoted):
                    found.append(self.spoken[at])
            while at and self.spoken[at - 1][0].sentence > sentence:
                at -= 1
            if found:
                yield found[::-1]

    def foremost(self, token: Token, bearers: Mapping[str | None, Mention]) -> Mention | None:
        """Return of several persons the one last spoken of as a subject, else the one last spoken of."""
        if len(bearers) < 2:
            return next(iter(bearers.values()), None)
        for candidates in self.by_sentence(token):
            for other, mention in reversed(candidates):
                if other.dep in SUBJECT and mention.name in bearers:
                    return mention
        return list(bearers.values())[-1]

    def government(self, token: Token) -> tuple[str, ...]:
        """Return the side of the officials, bodies or leaders last spoken of: unnamed officials are theirs."""
        nearer: set[str] = set()
        for candidates in self.by_sentence(token, GOVERNMENT_REACH):
            sides = [pair for pair in candidates if _speaks_for_a_state(*pair)]
            if sides:
                subjects = [pair for pair in sides if pair[0].dep in SUBJECT]
                found = (subjects or sides)[-1][1].parties
                # only other states are spoken of since: whose they are cannot be told
                return found if not nearer or nearer & set(found) else ()
            nearer.update(p for _, m in candidates for p in m.parties if is_state(p))
        return ()

    def refers(self, token: Token, earlier: Mention, rule: str) -> Mention:
        """Return the mention of a phrase or pronoun that stands for an earlier one."""
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


def _speaks_for_a_state(token: Token, mention: Mention) -> bool:
    if mention.party is None or not is_state(mention.party):
        return False
    if mention.kind in {"institution", "group", "outlet"} or token.dep in SUBJECT:
        return True
    return mention.kind == "person" and mention.office is not None
