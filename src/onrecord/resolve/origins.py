"""From copies to reports to independent origins: who really told it first.

Two reports are one origin where any of these holds (the first that does is named):

    same_text       they belong to one syndication group and only the reporter restates what a source there said
    same_wire       both carry the same agency's credit, or one carries the credit of the other's outlet
    outlet_cited    one names the other's outlet as its source
    same_source     both name the same person or body
    same_side       both rest on officials of one party: a government does not confirm itself
    same_words      they quote the same words
    same_document   both rest on the same paper
    unnamed         both rest on unnamed people of one party: nobody can tell them apart

Everything else counts as independent. The rules err on the side of fewer origins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from onrecord.resolve.words import content_words, overlap
from onrecord.types.claim import REPORTER
from onrecord.types.origin import Chain, Origin, Report, Tie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from onrecord.types.claim import Claim

SAME_PAPER = 0.5
QUOTED_RUN = 6
PAPERS = frozenset({"public_document", "nonpublic_document"})
OFFICIAL = frozenset({"institution", "named_person"})
OUTLET_NOISE = re.compile(r"\b(?:the|news|agency|newspaper|daily|magazine|online|com|www|org|net|wire)\b|[^\w\s]")


def trace(claims: Iterable[Claim]) -> Chain:
    """Return the chain of the claims of one event; the order of the claims does not matter."""
    told = _reports(sorted(claims, key=lambda claim: claim.id))
    ties = [tie for one, other in combinations(told, 2) if (tie := _tie(one, other)) is not None]
    groups = _joined([r.report.id for r in told], ties)
    circles = _circles(told)
    origins = tuple(
        sorted((_origin(group, told, ties, circles) for group in groups), key=lambda o: (-len(o.reports), o.id))
    )
    return Chain(
        copies=len({article for r in told for article in r.report.articles}),
        texts=len({r.report.group for r in told}),
        reports=tuple(r.report for r in told),
        origins=origins,
        circles=circles,
        advice=_advice(origins, told),
    )


class _Told:
    """A report with its claims, as the rules look at them."""

    def __init__(self, report: Report, claims: Sequence[Claim]) -> None:
        self.report = report
        self.claims = claims
        self.source = claims[0].source
        self.outlets = frozenset(_outlet(c.outlet) for c in claims if c.outlet)
        self.wires = frozenset(_outlet(c.wire) for c in claims if c.wire)
        self.cited = frozenset(_outlet(s.name or s.words) for c in claims for s in c.chain if s.type == "media")
        self.quoted = frozenset(run for c in claims for words in c.source.quoted for run in _runs(words))
        self.words = content_words(" ".join(c.source.words for c in claims), ())

    @property
    def official(self) -> bool:
        """Return whether the source speaks for its party: a body, or a person in office."""
        return self.source.type == "institution" or (self.source.type == "named_person" and bool(self.source.office))


def _outlet(name: str) -> str:
    """Return an outlet's name as it can be compared: lower case, without "the", "news agency", ".com"."""
    return " ".join(OUTLET_NOISE.sub(" ", name.lower()).split())


def _runs(words: str) -> Iterable[str]:
    tokens = re.findall(r"\w+", words)
    return (" ".join(tokens[i : i + QUOTED_RUN]) for i in range(len(tokens) - QUOTED_RUN + 1))


def _reports(claims: list[Claim]) -> list[_Told]:
    """Return one report a syndication group and source."""
    by_group: dict[str, dict[tuple[str | None, ...], list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        by_group[claim.group][_identity(claim)].append(claim)
    found: list[_Told] = []
    for group, sources in sorted(by_group.items()):
        ordered = sorted(sources.items(), key=lambda item: tuple(part or "" for part in item[0]))
        found.extend(_told(group, number, told) for number, (_, told) in enumerate(ordered))
    return found


def _identity(claim: Claim) -> tuple[str | None, ...]:
    source = claim.source
    if source.is_reporter:
        return (REPORTER,)
    return (source.type, source.party, source.name or (source.words.lower() if source.type in PAPERS else None))


def _told(group: str, number: int, claims: list[Claim]) -> _Told:
    source = claims[0].source
    report = Report(
        id=f"{group}:{number}",
        group=group,
        articles=tuple(sorted({c.article for c in claims})),
        outlets=tuple(sorted({c.outlet for c in claims if c.outlet})),
        source=_label(claims[0]),
        source_type=source.type,
        party=source.party,
        claims=tuple(c.id for c in claims),
    )
    return _Told(report, claims)


def _label(claim: Claim) -> str:
    source = claim.source
    if source.is_reporter:
        return f"{claim.outlet or 'the outlet'}, in its own voice"
    named = source.name or source.words or source.type.replace("_", " ")
    return f"{named} ({source.party})" if source.party and source.party not in named else named


def _tie(one: _Told, other: _Told) -> Tie | None:
    for rule, ground in RULES:
        detail = ground(one, other) or ground(other, one)
        if detail:
            return Tie(rule, one.report.id, other.report.id, detail)
    return None


def _restated(one: _Told, other: _Told) -> str:
    if one.report.group == other.report.group and one.source.is_reporter:
        return "the report itself restates it"
    return ""


def _same_wire(one: _Told, other: _Told) -> str:
    if one.report.group != other.report.group and not _same_voice(one, other):
        return ""
    return ", ".join(sorted(one.wires & (other.wires | other.outlets)))


def _same_voice(one: _Told, other: _Told) -> bool:
    """Return whether neither names a source of its own, or both the same kind: a wire's report may carry several."""
    return one.source.is_reporter or other.source.is_reporter or one.source.type == other.source.type


def _outlet_cited(one: _Told, other: _Told) -> str:
    return ", ".join(sorted(name for name in one.cited if name and name in other.outlets))


def _same_source(one: _Told, other: _Told) -> str:
    if one.source.is_reporter or one.source.type not in {*OFFICIAL, "media"} or one.source.type != other.source.type:
        return ""
    same = one.source.name and one.source.name == other.source.name and one.source.party == other.source.party
    return one.source.name or "" if same else ""


def _same_side(one: _Told, other: _Told) -> str:
    if one.official and other.official and one.source.party and one.source.party == other.source.party:
        return one.source.party
    return ""


def _same_words(one: _Told, other: _Told) -> str:
    return min(one.quoted & other.quoted, default="")


def _same_document(one: _Told, other: _Told) -> str:
    if one.source.type in PAPERS and one.source.type == other.source.type:
        alike = one.source.party == other.source.party and overlap(one.words, other.words) >= SAME_PAPER
        return one.report.source if alike else ""
    return ""


def _unnamed(one: _Told, other: _Told) -> str:
    if one.source.type == other.source.type == "unnamed" and one.source.party == other.source.party:
        return one.source.party or "no side known"
    return ""


RULES: tuple[tuple[str, Callable[[_Told, _Told], str]], ...] = (
    ("same_text", _restated),
    ("same_source", _same_source),
    ("same_side", _same_side),
    ("outlet_cited", _outlet_cited),
    ("same_wire", _same_wire),
    ("same_words", _same_words),
    ("same_document", _same_document),
    ("unnamed", _unnamed),
)


def _joined(ids: list[str], ties: Iterable[Tie]) -> list[frozenset[str]]:
    of = {i: frozenset((i,)) for i in ids}
    for tie in ties:
        if of[tie.one] is not of[tie.other]:
            union = of[tie.one] | of[tie.other]
            of.update(dict.fromkeys(union, union))
    return sorted(set(of.values()), key=min)


def _origin(group: frozenset[str], told: list[_Told], ties: list[Tie], circles: tuple[tuple[str, ...], ...]) -> Origin:
    members = [r for r in told if r.report.id in group]
    base = _base(members)
    circular = all(any(_cites_within(r, circle) for circle in circles) for r in members)
    return Origin(
        id=min(group),
        label=base.report.source,
        source_type=base.report.source_type,
        party=base.report.party,
        reports=tuple(sorted(group)),
        ties=tuple(tie for tie in ties if tie.one in group),
        circular=circular,
    )


def _base(members: list[_Told]) -> _Told:
    """Return the report the others rest on: one that names a source outside of the press, else the earliest."""

    def rank(told: _Told) -> tuple[bool, bool, str, str]:
        days = [c.published.isoformat() for c in told.claims if c.published]
        return (told.source.type == "media", told.source.is_reporter, min(days, default="9999"), told.report.id)

    return min(members, key=rank)


def _circles(told: list[_Told]) -> tuple[tuple[str, ...], ...]:
    """Return the sets of outlets that cite one another, each in order of names."""
    cites: dict[str, set[str]] = defaultdict(set)
    for report in told:
        for outlet in report.outlets:
            cites[outlet] |= report.cited - report.outlets
    reach = {outlet: _reached(outlet, cites) for outlet in list(cites)}
    found = {tuple(sorted({o for o in far if outlet in reach.get(o, set())})) for outlet, far in reach.items()}
    return tuple(sorted(circle for circle in found if len(circle) > 1))


def _reached(start: str, cites: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for outlet in cites.get(waiting.pop(), ()):
            if outlet not in seen:
                seen.add(outlet)
                waiting.append(outlet)
    return seen


def _cites_within(told: _Told, circle: tuple[str, ...]) -> bool:
    return told.source.type == "media" and bool(told.outlets & set(circle)) and bool(told.cited & set(circle))


def _advice(origins: tuple[Origin, ...], told: list[_Told]) -> str:
    if len(origins) != 1:
        return ""
    only = origins[0]
    parties = sorted({party for r in told for c in r.claims for party in c.parties} - {only.party})
    other_side = f"an official of {' or '.join(parties)}, " if parties else ""
    return f"one origin: {only.label}. A second would be {other_side}a witness, or a paper from elsewhere."
