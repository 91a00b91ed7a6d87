"""Who is the same source: the attributions of a record, brought together by the one who speaks.

A source is known by its canonical name; without one by party and head noun ("an Indian official", "the official").
Pronouns, relatives and parts of a group ("he", "who", "one of them") go to the one they stand for, and every
sentence of a quotation that is carried on goes to the speaker of the quotation. Words that tell two sources apart
("another official", "a second diplomat", a trade official and a defence official) keep them apart.
Where the text does not tell, two phrases are taken for one source: counts of sources are never too high for that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.types.annotation import Attribution, Mention, MentionKind
    from onrecord.types.record import Record
    from onrecord.types.syntax import Token

# qualifiers that are told in a clause with a cue of its own ("who asked not to be named")
TOLD_IN_CLAUSES = frozenset({"terms", "reason"})
POINTERS = frozenset({"PRON", "DET"})
RELATIVES = frozenset({"who", "whom", "which", "that"})
PARTS = frozenset("one two three some several many most both few all each".split())
OTHERS = frozenset("another other second third fourth fifth different separate".split())
NOBODY = frozenset({"nobody", "none", "nothing", "noone"})
NO = frozenset({"no", "neither"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "same"})
DESCRIBING = ("amod", "compound", "nmod")
PLACING = frozenset({"at", "in", "from", "of"})
MUTE: frozenset[MentionKind] = frozenset({"asset", "place"})
PEOPLE: frozenset[MentionKind] = frozenset({"person", "group"})
WORDS = re.compile(r"\w+")
STEPS = 8


class Description(NamedTuple):
    """How a source without a name is described.

    words: what else is said of it ("trade", "senior"); number: "two"; definite: known from before ("the official");
    other: said to be another one.
    """

    noun: str
    party: str | None
    plural: bool
    words: frozenset[str]
    number: str = ""
    definite: bool = False
    other: bool = False


@dataclass(slots=True)
class Speaker:
    """One source with all it is said to have said, in text order.

    sayings   attributions with a cue of their own
    parts     the further sentences of quotations among these
    declined  attributions that tell that it would not speak
    heads     tokens that name it; descriptions: how it is described where no name is known
    """

    name: str | None = None
    sayings: list[Attribution] = field(default_factory=list)
    parts: list[Attribution] = field(default_factory=list)
    declined: list[Attribution] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)
    descriptions: list[Description] = field(default_factory=list)

    @property
    def all(self) -> list[Attribution]:
        """Return everything that names this source or is carried by it."""
        return [*self.sayings, *self.parts, *self.declined]


class Speakers:
    """The distinct sources of a record, in order of their first attribution.

    `counted` holds the firm attributions that ascribe content or silence to somebody other than the document's own
    outlet; what only tells a source's footing ("who asked not to be named") is left out of it.
    `unsourced` are the sayings among these that name nobody ("reportedly").
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        spoken = (a for a in record.attributions if a.firm)
        self.counted = tuple(a for a in spoken if not _only_footing(a, record) and not _own(a, record))
        self.all: list[Speaker] = []
        self.unsourced: list[Attribution] = []
        self._of: dict[str, Speaker] = {}
        bearers = [a for a in self.counted if not is_part(a)]
        for attribution in bearers:
            self._enter(attribution)
        for part in (a for a in self.counted if is_part(a)):
            self._carry(part, bearers)

    def of(self, attribution: Attribution) -> Speaker | None:
        """Return the source of an attribution; None where it names nobody or is not counted."""
        return self._of.get(attribution.id)

    def _enter(self, attribution: Attribution) -> None:
        speaker = self._speaker(attribution)
        if speaker is None:
            if attribution.cue_class != "declined":
                self.unsourced.append(attribution)
            return
        (speaker.declined if attribution.cue_class == "declined" else speaker.sayings).append(attribution)
        self._of[attribution.id] = speaker

    def _carry(self, part: Attribution, bearers: Sequence[Attribution]) -> None:
        """Give a sentence of a quotation to the speaker of the quotation; one without a bearer stands for itself."""
        if not any(b.id == part.continues for b in bearers):
            self._enter(part)
            return
        speaker = self._of.get(part.continues or "")
        if speaker is not None:
            speaker.parts.append(part)
            self._of[part.id] = speaker

    def _speaker(self, attribution: Attribution) -> Speaker | None:
        head = self._head(attribution)
        name = attribution.source_name
        if name is None and head is not None:
            if self._is_nobody(head):
                return None
            head = self._meant(head, attribution)
            known = next((s for s in reversed(self.all) if head.i in s.heads), None)
            if known is not None:
                return known
            name = self._name(attribution, head)
        if name is not None:
            speaker = self._named(name, attribution)
        elif head is None or head.pos in POINTERS:
            if attribution.source_type == "unspecified":
                return None
            speaker = self._latest_like(attribution) or self._new(Speaker())
        else:
            speaker = self._by_part_of_name(head) or self._described(attribution, head)
        if head is not None:
            speaker.heads.add(head.i)
        return speaker

    def _head(self, attribution: Attribution) -> Token | None:
        """Return the head of the words that name the source."""
        if attribution.source is None:
            return None
        inside = self._record.syntax.within(attribution.source)
        within = {t.i for t in inside}
        tops = [t for t in inside if t.head not in within or t.head == t.i]
        return next((t for t in tops if t.pos in {"NOUN", "PROPN", "PRON"}), tops[-1] if tops else None)

    def _meant(self, token: Token, attribution: Attribution) -> Token:
        """Follow pronouns, relatives and parts of a group to the phrase they stand for."""
        for _ in range(STEPS):
            after = self._part_of(token) or self._related(token) or self._referred(token, attribution)
            if after is None or after.i == token.i:
                break
            token = after
        return token

    def _part_of(self, token: Token) -> Token | None:
        if token.lower not in PARTS:
            return None
        syntax = self._record.syntax
        wholes = [syntax.child(p, "pobj") for p in syntax.children(token, "prep") if p.lower == "of"]
        return next((w for w in wholes if w is not None), None)

    def _related(self, token: Token) -> Token | None:
        if token.lower not in RELATIVES or token.dep == "mark":
            return None
        syntax = self._record.syntax
        clause = next((a for a in syntax.ancestors(token) if a.dep == "relcl"), None)
        return None if clause is None else syntax.head(clause)

    def _referred(self, token: Token, attribution: Attribution) -> Token | None:
        """Return what a mention refers back to, if that can speak and, for unnamed sources, is people."""
        entities = self._record.entities
        mention = entities.at(token)
        if mention is None or mention.antecedent is None:
            return None
        antecedent = entities.mentions[mention.antecedent]
        if antecedent.kind in MUTE or (attribution.source_type == "unnamed" and antecedent.kind not in PEOPLE):
            return None
        return self._record.syntax.tokens[antecedent.head]

    def _is_nobody(self, head: Token) -> bool:
        determiners = self._record.syntax.children(head, "det")
        return head.lower in NOBODY or any(d.lower in NO for d in determiners)

    def _name(self, attribution: Attribution, head: Token) -> str | None:
        """Return the name of the one meant, unless the words name several sides of which it is but one."""
        mention = self._record.entities.at(head)
        if mention is None or mention.party != attribution.source_party:
            return None
        return mention.name

    def _named(self, name: str, attribution: Attribution) -> Speaker:
        """Names are a person's own; bodies of different parties share names ("Foreign Ministry")."""
        for speaker in self.all:
            if speaker.name is not None and speaker.name.casefold() == name.casefold():
                first = speaker.all[0]
                sides = {first.source_party, attribution.source_party} - {None}
                if len(sides) < 2 or "named_person" in {first.source_type, attribution.source_type}:
                    return speaker
        return self._new(Speaker(name))

    def _by_part_of_name(self, head: Token) -> Speaker | None:
        """Return the person whose name these words are a part of ("Ghazi")."""
        if head.pos != "PROPN":
            return None
        syntax = self._record.syntax
        words = {t.lower for t in (head, *syntax.children(head, "compound"))}
        for speaker in reversed(self.all):
            is_person = any(a.source_type == "named_person" for a in speaker.all)
            if is_person and speaker.name is not None and words <= set(WORDS.findall(speaker.name.lower())):
                return speaker
        return None

    def _described(self, attribution: Attribution, head: Token) -> Speaker:
        description = self._describe(attribution, head)
        named = [self._describe(attribution, t) for t in self._record.syntax.children(head, "appos")]
        readings = [description] if not description.other else []
        if description.definite and not description.plural:
            # "the official", "the second official" after "two officials": one of these
            readings.append(description._replace(plural=True, number="", other=False))
        for reading in readings:
            for speaker in reversed(self.all):
                if any(_same(reading, known) for known in speaker.descriptions):
                    speaker.descriptions += [description, *named]
                    return speaker
        return self._new(Speaker(descriptions=[description, *named]))

    def _describe(self, attribution: Attribution, head: Token) -> Description:
        syntax = self._record.syntax
        before = [c for c in syntax.children(head) if c.i < head.i]
        words = [w for c in syntax.children(head, *DESCRIBING) for w in (c, *syntax.children(c, *DESCRIBING))]
        for preposition in syntax.children(head, "prep"):
            if preposition.lower in PLACING:
                words += syntax.children(preposition, "pobj")
        return Description(
            noun=head.lemma.lower(),
            party=attribution.source_party,
            plural=head.tag in {"NNS", "NNPS"},
            words=frozenset(
                w for t in words if not self._is_side(t, attribution) and (w := t.lower) not in {*OTHERS, *DEFINITE}
            ),
            number=next((c.lower for c in before if c.dep == "nummod"), ""),
            definite=head.pos == "PROPN" or any(c.lower in DEFINITE or c.dep == "poss" for c in before),
            other=any(c.lower in OTHERS for c in before),
        )

    def _is_side(self, token: Token, attribution: Attribution) -> bool:
        mention: Mention | None = self._record.entities.at(token)
        return mention is not None and attribution.source_party in mention.parties

    def _latest_like(self, attribution: Attribution) -> Speaker | None:
        """Return the latest source that an unresolved pronoun can stand for: of its type, of no other party."""
        for speaker in reversed(self.all):
            last = speaker.all[-1]
            same_side = attribution.source_party in {None, last.source_party}
            if last.source_type == attribution.source_type and same_side:
                return speaker
        return None

    def _new(self, speaker: Speaker) -> Speaker:
        self.all.append(speaker)
        return speaker


def is_part(attribution: Attribution) -> bool:
    """Return whether this is a further sentence of a quotation that another attribution holds."""
    return attribution.continues is not None


def _same(one: Description, known: Description) -> bool:
    """Return whether a description can be of the source described before."""
    if (one.noun, one.plural) != (known.noun, known.plural):
        return False
    if one.party != known.party and not (one.definite and None in {one.party, known.party}):
        return False
    if one.number and known.number and one.number != known.number:
        return False
    return not one.words or not known.words or bool(one.words & known.words)


def _only_footing(attribution: Attribution, record: Record) -> bool:
    """Return whether cue and content stand within words that qualify another attribution's source."""
    return bool(attribution.content) and any(
        q.axis in TOLD_IN_CLAUSES
        and q.span.covers(attribution.cue)
        and all(q.span.overlaps(part) for part in attribution.content)
        for other in record.attributions
        if other.id != attribution.id
        for q in other.qualifiers
    )


def _own(attribution: Attribution, record: Record) -> bool:
    """Return whether the source is the outlet that published the document: that is the reporter's own voice."""
    outlet = record.document.outlet
    if not outlet or attribution.source is None:
        return False
    words = (attribution.source_name or "", attribution.source.of(record.document.text))
    return any(w.casefold().removeprefix("the ") == outlet.casefold().removeprefix("the ") for w in words)
