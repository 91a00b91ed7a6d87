"""The sourcing profile of an article: how many sources, of which kind and side, and what rests on whom.

Counts and places in the text, nothing more: what follows from them is for the reader to judge.
Loose attributions (`firm` is false) are left out of all counts: what rests on one alone counts as the reporter's voice.
An attribution counts once however many sentences its quotation runs over; sentences are counted apart from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from onrecord.query.acts import Act, act_of, chain_of, tellings_by_act
from onrecord.query.speakers import Speaker, Speakers, is_part
from onrecord.types.annotation import SourceType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.types.annotation import Attribution, EventMention, Qualifier
    from onrecord.types.record import Record
    from onrecord.types.text import Span

Footing = Literal["named", "public_document", "media", "unnamed", "nonpublic_document", "unspecified"]
NAMED: frozenset[SourceType] = frozenset({"named_person", "institution"})
UNSEEN: frozenset[SourceType] = frozenset({"unnamed", "nonpublic_document"})
SHOWN_AXES = frozenset({"terms", "access", "secrecy", "reason"})
FOOTINGS: tuple[Footing, ...] = get_args(Footing)
TYPES: tuple[SourceType, ...] = get_args(SourceType)


@dataclass(frozen=True, slots=True)
class SentenceCount:
    """Sentences of the text: with attributed content, and in the reporter's own voice only; they add up to total."""

    total: int
    attributed: int
    own_voice: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sources, attributions and sentences with attributed content fall to a type or a party."""

    key: str | None
    sources: int
    attributions: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Source:
    """One distinct source.

    id            id of the attribution that names it best
    words         the words that name it there; None where it is known from the context only
    attributions  ids of all attributions it has a cue for
    parts         ids of the further sentences of quotations among these
    sentences     how many sentences carry their content
    qualifiers    words on terms, access, secrecy and reason, each place once
    """

    id: str
    type: SourceType
    party: str | None
    name: str | None
    office: str | None
    words: Span | None
    attributions: tuple[str, ...]
    parts: tuple[str, ...]
    sentences: int
    qualifiers: tuple[Qualifier, ...]

    @property
    def footing(self) -> Footing:
        """Return named, unnamed, media and so on."""
        return footing_of(self.type)


@dataclass(frozen=True, slots=True)
class Declined:
    """Somebody who, the text says, would not speak: who, and the words that say so."""

    attribution: str
    type: SourceType
    party: str | None
    name: str | None
    words: Span | None
    cue: Span


@dataclass(frozen=True, slots=True)
class ActSourcing:
    """What stands behind one act between parties.

    events            ids of its tellings
    sources           ids of the sources in the chains of its tellings, innermost first
    distinct_sources  how many of its tellings' chains have no source in common; 0 in the reporter's own voice
    own_voice         tellings in the reporter's own voice
    only_unnamed      every telling hangs on an unnamed source or a paper that is not public, at any link of its
                      chain, or on nobody in particular
    """

    events: tuple[str, ...]
    act: Act
    sources: tuple[str, ...]
    distinct_sources: int
    own_voice: int
    only_unnamed: bool

    @property
    def single_source(self) -> bool:
        """Return whether one source alone tells it, the reporter's own voice not being another."""
        return self.distinct_sources == 1 and not self.own_voice


@dataclass(frozen=True, slots=True)
class SourcingProfile:
    """Who says what an article tells, as counts.

    attributions  firm sayings with a cue of their own; `unsourced` of them name nobody
    loose         attributions the record holds that are not firm: counted nowhere else here
    shares        share of attributions by footing, all six footings, in fixed order; 0 where there are none
    by_type       in the order of the closed list, by_party: most attributions first; both without zeros
    sources       in order of their first attribution
    reasons       reasons given for anonymity, with the id of the source
    acts          acts between parties, in order of the first telling
    """

    sentences: SentenceCount
    attributions: int
    unsourced: int
    shares: tuple[tuple[Footing, float], ...]
    by_type: tuple[Tally, ...]
    by_party: tuple[Tally, ...]
    sources: tuple[Source, ...]
    reasons: tuple[tuple[str, Qualifier], ...]
    declined: tuple[Declined, ...]
    acts: tuple[ActSourcing, ...]
    loose: int = 0

    def count(self, footing: Footing) -> int:
        """Return the number of distinct sources on a footing."""
        return sum(source.footing == footing for source in self.sources)

    @property
    def single_source_acts(self) -> tuple[ActSourcing, ...]:
        """Return the acts that one source alone tells."""
        return tuple(act for act in self.acts if act.single_source)

    @property
    def acts_only_on_unnamed(self) -> tuple[ActSourcing, ...]:
        """Return the acts that rest only on unnamed, unspecified or non-public sources."""
        return tuple(act for act in self.acts if act.only_unnamed)


def sourcing_profile(record: Record) -> SourcingProfile:
    """Return the sourcing profile of a record; of one without sentences, all counts are 0."""
    return _Profile(record).profile()


def footing_of(source_type: SourceType) -> Footing:
    """Return the footing of a source type: persons and bodies are both named."""
    if source_type == "named_person" or source_type == "institution":  # noqa: PLR1714 - tells mypy the rest
        return "named"
    return source_type


class _Profile:
    """One record's profile in the making."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.speakers = Speakers(record)
        self.spoken = [a for a in self.speakers.counted if a.cue_class != "declined"]
        speaking = [s for s in self.speakers.all if s.sayings]
        self.sources = {id(speaker): self.source(speaker) for speaker in speaking}

    def profile(self) -> SourcingProfile:
        sources = tuple(self.sources.values())
        sayings = [a for a in self.spoken if not self.is_carried(a)]
        total, attributed = len(self.record.syntax.sentences), len(self.sentences(self.spoken))
        return SourcingProfile(
            sentences=SentenceCount(total, attributed, total - attributed),
            attributions=len(sayings),
            unsourced=len(self.speakers.unsourced),
            shares=_shares(sayings),
            by_type=self.by_type(sayings),
            by_party=self.by_party(sayings),
            sources=sources,
            reasons=tuple((s.id, q) for s in sources for q in s.qualifiers if q.axis == "reason"),
            declined=tuple(_declined(a) for a in self.speakers.counted if a.cue_class == "declined"),
            acts=tuple(self.act(events) for events in tellings_by_act(self.record)),
            loose=sum(not a.firm for a in self.record.attributions),
        )

    def is_carried(self, attribution: Attribution) -> bool:
        """Return whether this is a further sentence of another saying; one without a bearer is a saying itself."""
        speaker = self.speakers.of(attribution)
        return is_part(attribution) and (
            attribution in speaker.parts if speaker is not None else attribution not in self.speakers.unsourced
        )

    def sentences(self, attributions: Iterable[Attribution]) -> set[int]:
        spans = [span for a in attributions for span in a.content]
        return {s.i for s in self.record.syntax.sentences if any(s.span.overlaps(span) for span in spans)}

    def source(self, speaker: Speaker) -> Source:
        best = min(speaker.sayings, key=lambda a: (a.source_name is None, self.is_pronoun(a)))
        return Source(
            id=best.id,
            type=best.source_type,
            party=next((a.source_party for a in (best, *speaker.sayings) if a.source_party), None),
            name=best.source_name,
            office=next((a.source_office for a in (best, *speaker.sayings) if a.source_office), None),
            words=best.source,
            attributions=tuple(a.id for a in speaker.sayings),
            parts=tuple(a.id for a in speaker.parts),
            sentences=len(self.sentences((*speaker.sayings, *speaker.parts))),
            qualifiers=_qualifiers(speaker.all),
        )

    def party(self, attribution: Attribution) -> str | None:
        """Return the side a saying is counted for: that of its source, wherever the text tells it."""
        speaker = self.speakers.of(attribution)
        return attribution.source_party if speaker is None else self.sources[id(speaker)].party

    def is_pronoun(self, attribution: Attribution) -> bool:
        tokens = () if attribution.source is None else self.record.syntax.within(attribution.source)
        return not any(t.pos not in {"PRON", "DET", "ADP", "NUM"} for t in tokens)

    def by_type(self, sayings: Sequence[Attribution]) -> tuple[Tally, ...]:
        tallies = [
            Tally(
                kind,
                sum(s.type == kind for s in self.sources.values()),
                sum(a.source_type == kind for a in sayings),
                len(self.sentences(a for a in self.spoken if a.source_type == kind)),
            )
            for kind in TYPES
        ]
        return tuple(t for t in tallies if t.attributions or t.sources)

    def by_party(self, sayings: Sequence[Attribution]) -> tuple[Tally, ...]:
        tallies = [
            Tally(
                party,
                sum(s.party == party for s in self.sources.values()),
                sum(self.party(a) == party for a in sayings),
                len(self.sentences(a for a in self.spoken if self.party(a) == party)),
            )
            for party in {self.party(a) for a in sayings}
        ]
        return tuple(sorted(tallies, key=lambda t: (t.key is None, -t.attributions, t.key or "")))

    def act(self, events: Sequence[EventMention]) -> ActSourcing:
        attributions = {a.id: a for a in self.record.attributions}
        counted = {a.id for a in self.spoken}
        chains = [[a for a in chain_of(event, attributions) if a.id in counted] for event in events]
        speakers = [[s for a in chain if (s := self.speakers.of(a)) is not None and s.sayings] for chain in chains]
        return ActSourcing(
            events=tuple(event.id for event in events),
            act=act_of(events[0]),
            sources=tuple(dict.fromkeys(self.sources[id(s)].id for chain in speakers for s in chain)),
            distinct_sources=_apart([{id(s) for s in chain} for chain in speakers]),
            own_voice=sum(not chain for chain in chains),
            only_unnamed=all(_rests_on_unnamed(chain) for chain in chains),
        )


def _shares(sayings: Sequence[Attribution]) -> tuple[tuple[Footing, float], ...]:
    footings = [footing_of(a.source_type) for a in sayings]
    return tuple((f, round(footings.count(f) / len(footings), 3) if footings else 0.0) for f in FOOTINGS)


def _rests_on_unnamed(chain: Sequence[Attribution]) -> bool:
    """Return whether a telling hangs on somebody unnamed or an unseen paper, or on nobody in particular."""
    kinds = {link.source_type for link in chain}
    return bool(kinds & UNSEEN) or kinds == {"unspecified"}


def _apart(chains: Sequence[set[int]]) -> int:
    """Count the groups of chains that have no source in common: who quotes whom does not add a source."""
    groups: list[set[int]] = []
    for chain in filter(None, chains):
        touching = [g for g in groups if g & chain]
        groups = [g for g in groups if not g & chain] + [chain.union(*touching)]
    return len(groups)


def _qualifiers(attributions: Iterable[Attribution]) -> tuple[Qualifier, ...]:
    """Return the qualifiers shown, in text order; of overlapping ones on an axis, the longest."""
    found = [q for a in attributions for q in a.qualifiers if q.axis in SHOWN_AXES]
    kept: list[Qualifier] = []
    for one in sorted(found, key=lambda q: q.span.start - q.span.end):
        if not any(one.axis == other.axis and one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda q: (q.span, q.axis)))


def _declined(attribution: Attribution) -> Declined:
    return Declined(
        attribution.id,
        attribution.source_type,
        attribution.source_party,
        attribution.source_name,
        attribution.source,
        attribution.cue,
    )
