"""From copies to reports to independent origins: who really told it first.

Reports that rest on the same source are one origin:

    same_source     both name the same person or body
    same_side       both rest on officials of one party or its own outlet: a government does not confirm itself
    same_words      they quote the same words
    same_sentence   they tell it in the same sentence: twelve words in a row or more
    same_document   both rest on the same paper
    unnamed         both rest on unnamed people of one side whom nobody can tell apart
    same_outlet     both stand in the own voice of one outlet

A report that only passes on what another tells adds no origin. It goes with one report, the first of these that fits,
and never makes one origin of two:

    outlet_cited    it names the other's outlet as its source
    same_text       it stands in the same text, which itself restates what its source said
    same_wire       it carries the credit of the other's outlet, or both that of one agency, and it names no source
    same_outlet     the outlet had told it before on the word of a source
    same_side       it rests on "both governments", or a release of nobody named, beside an official
    unnamed         it rests on unnamed people of no known side, beside unnamed people of a known one
    same_document   it rests on a paper of no known side, beside papers of a known one
    recalled        the outlet recalls, in its own voice, what others told days before

Everything else counts as independent. The rules err on the side of fewer origins.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from onrecord.resolve.reports import outlet_key, reports
from onrecord.resolve.ties import passed_on, same
from onrecord.types.origin import Chain, Origin, Tie

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.resolve.reports import Told
    from onrecord.types.claim import Claim

Circles = tuple[tuple[str, ...], ...]


def trace(claims: Iterable[Claim]) -> Chain:
    """Return the chain of the claims of one event; the order of the claims does not matter."""
    told = reports(claims)
    groups, ties = _groups(told)
    names, circles = _circles(told)
    origins = tuple(
        sorted((_origin(group, told, ties, names) for group in groups), key=lambda o: (-len(o.reports), o.id))
    )
    return Chain(
        copies=len({article for r in told for article in r.report.articles}),
        texts=len({r.report.group for r in told}),
        reports=tuple(r.report for r in told),
        origins=origins,
        circles=circles,
        advice=_advice(origins, told),
    )


def _groups(told: list[Told]) -> tuple[list[frozenset[str]], list[Tie]]:
    """Return the sets of reports that are one origin, and the ties that make them so."""
    ties = [tie for one, other in combinations(told, 2) if (tie := same(one, other)) is not None]
    of = _joined([r.report.id for r in told], ties)
    for tie in passed_on(told):
        # a report already one with that one needs no further reason
        if of[tie.one] is not of[tie.other]:
            _join(of, tie)
            ties.append(tie)
    return sorted(set(of.values()), key=min), ties


def _joined(ids: Iterable[str], ties: Iterable[Tie]) -> dict[str, frozenset[str]]:
    of = {i: frozenset((i,)) for i in ids}
    for tie in ties:
        if of[tie.one] is not of[tie.other]:
            _join(of, tie)
    return of


def _join(of: dict[str, frozenset[str]], tie: Tie) -> None:
    union = of[tie.one] | of[tie.other]
    of.update(dict.fromkeys(union, union))


def _origin(group: frozenset[str], told: list[Told], ties: list[Tie], circles: Circles) -> Origin:
    members = [r for r in told if r.report.id in group]
    base = _base(members)
    return Origin(
        id=min(group),
        label=base.report.source,
        source_type=base.report.source_type,
        party=base.report.party,
        reports=tuple(sorted(group)),
        ties=tuple(tie for tie in ties if tie.one in group and tie.other in group),
        circular=all(any(_cites_within(r, circle) for circle in circles) for r in members),
    )


def _base(members: list[Told]) -> Told:
    """Return the report the others rest on: one that names a source outside of the press, else the earliest."""
    return min(members, key=lambda r: (r.source.type == "media", r.reporter, r.published, r.report.id))


def _circles(told: list[Told]) -> tuple[Circles, Circles]:
    """Return the sets of outlets that cite one another: as they are compared, and as they are called."""
    cites: dict[str, set[str]] = defaultdict(set)
    called: dict[str, str] = {}
    for report in told:
        for outlet in report.outlets:
            cites[outlet] |= report.cited - report.outlets
        for name in sorted({c.outlet for c in report.claims if c.outlet}, reverse=True):
            called[outlet_key(name)] = min(name, called.get(outlet_key(name), name))
    reach = {outlet: _reached(outlet, cites) for outlet in list(cites)}
    found = {tuple(sorted({o for o in far if outlet in reach.get(o, set())})) for outlet, far in reach.items()}
    keys = tuple(sorted(circle for circle in found if len(circle) > 1))
    return keys, tuple(tuple(sorted(called.get(key, key) for key in circle)) for circle in keys)


def _reached(start: str, cites: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for outlet in cites.get(waiting.pop(), ()):
            if outlet not in seen:
                seen.add(outlet)
                waiting.append(outlet)
    return seen


def _cites_within(told: Told, circle: tuple[str, ...]) -> bool:
    return told.source.type == "media" and bool(told.outlets & set(circle)) and bool(told.cited & set(circle))


def _advice(origins: tuple[Origin, ...], told: list[Told]) -> str:
    if len(origins) != 1:
        return ""
    only = origins[0]
    parties = sorted({party for r in told for c in r.claims for party in c.parties} - {only.party})
    other_side = f"an official of {' or '.join(parties)}, " if parties else ""
    return f"one origin: {only.label}. A second would be {other_side}a witness, or a paper from elsewhere."
