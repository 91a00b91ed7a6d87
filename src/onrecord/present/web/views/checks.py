"""One event as its page shows it: who tells it how, by which chain of sources, and what was decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.present.across import days_words
from onrecord.present.web.flow import flow
from onrecord.resolve.claims import REPORTERS_OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.present.web.flow import Flow
    from onrecord.project.across import EventCheck
    from onrecord.record.happenings import SameEvent
    from onrecord.types.claim import Claim, ClaimSource, Match
    from onrecord.types.expectation import Decision
    from onrecord.types.origin import Chain, Tie

NEVER = date.max


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim as a line: where it was told, as what, and through whom, from the outermost source inwards."""

    claim: Claim
    links: tuple[Link, ...]
    when: str


@dataclass(frozen=True, slots=True)
class Link:
    """One source of a chain: its kind and its words."""

    kind: str
    words: str
    party: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a field that is not agreed on, with the claims that tell it."""

    value: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class OriginRow:
    """One origin: its reports with the articles that carry them, and why they are one."""

    number: int
    label: str
    kind: str
    circular: bool
    reports: tuple[ReportRow, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report: the source it names, and its claims by article."""

    source: str
    kind: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ChainView:
    """A chain under its heading."""

    title: str
    chain: Chain
    origins: tuple[OriginRow, ...]
    flow: Flow


@dataclass(frozen=True, slots=True)
class Said:
    """One decision of the history: when, by whom, what, why; `undo` is its id where it can be taken back."""

    at: str
    by: str
    words: str
    why: str | None
    undo: str | None = None


def tellings_of(claims: Iterable[Claim]) -> tuple[Telling, ...]:
    """Return the claims as lines, in the order in which they were published."""
    in_order = sorted(claims, key=lambda c: (c.published or NEVER, c.article, c.start))
    return tuple(Telling(c, _links(c), days_words(c.first, c.last)) for c in in_order)


def _links(claim: Claim) -> tuple[Link, ...]:
    outlet = Link("outlet", claim.outlet or "outlet unknown", None)
    return (outlet, *(_link(source) for source in claim.chain or (claim.source,)))


def _link(source: ClaimSource) -> Link:
    if source == REPORTERS_OWN or source.is_reporter:
        return Link("reporter", "the reporter’s own voice", None)
    return Link(source.type, source.name or source.words or source.type, source.party)


def chains_of(found: EventCheck) -> tuple[ChainView, ...]:
    """Return the chains of an event: as told, as announced before, as denied."""
    claims = {claim.id: claim for claim in found.claims}
    named = (("Told", found.told), ("Announced before", found.announced), ("Denied", found.denied))
    return tuple(
        ChainView(title, chain, origins_of(chain, claims), flow(chain, claims)) for title, chain in named if chain
    )


def origins_of(chain: Chain, claims: Mapping[str, Claim]) -> tuple[OriginRow, ...]:
    """Return the origins of a chain with their reports and claims."""
    reports = {report.id: report for report in chain.reports}
    rows = []
    for number, origin in enumerate(chain.origins, 1):
        own = tuple(
            ReportRow(
                report.source, report.source_type, _one_an_article(claims[i] for i in report.claims if i in claims)
            )
            for report in (reports[i] for i in origin.reports)
        )
        rows.append(OriginRow(number, origin.label, origin.source_type, origin.circular, own, origin.ties))
    return tuple(rows)


def _one_an_article(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple({claim.article: claim for claim in claims}.values())


def conflicts_of(found: EventCheck) -> tuple[tuple[str, tuple[Version, ...]], ...]:
    """Return what the tellings do not agree on, field by field, versions side by side."""
    claims = {claim.id: claim for claim in found.claims}
    return tuple(
        (c.field, tuple(Version(value, tuple(claims[i] for i in ids if i in claims)) for value, ids in c.versions))
        for c in found.event.conflicts
    )


def matches_of(
    matches: Mapping[tuple[str, str], Match], claims: Iterable[Claim]
) -> tuple[tuple[Claim, Claim, Match], ...]:
    """Return the pairs that hold the tellings together, strongest first."""
    known = {claim.id: claim for claim in claims}
    pairs = ((known[one], known[other], match) for (one, other), match in matches.items())
    return tuple(sorted(pairs, key=lambda pair: (-pair[2].score, pair[0].id, pair[1].id)))


def history_of(decisions: Sequence[Decision], same: Sequence[SameEvent]) -> tuple[Said, ...]:
    """Return what people decided about an event, the latest first."""
    found = [Said(d.at, d.by, f"outcome: {d.outcome}", d.why or None) for d in decisions]
    for said in same:
        verb = "tell of one event" if said.verdict == "same" else "tell of two events"
        words = f"“{said.one.trigger}” and “{said.other.trigger}” {verb}"
        found.append(Said(said.at, said.by, words, said.why, said.id))
    return tuple(sorted(found, key=lambda said: said.at, reverse=True))


def participants_of(claims: Iterable[Claim]) -> dict[str, Any]:
    """Return who is named in the tellings: persons and places with how many tellings name them."""
    persons: dict[str, int] = {}
    for claim in claims:
        for person in claim.persons:
            persons[person] = persons.get(person, 0) + 1
    return {"persons": sorted(persons.items(), key=lambda item: (-item[1], item[0]))}
