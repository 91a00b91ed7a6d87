"""Parties and persons as their pages show them: who held which office when, and whom they deal with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.present.web.views.checks import tellings_of
from onrecord.query.dyads import parties_of
from onrecord.vocab.lexicon import load_rows, multiple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.present.web.views.checks import Telling
    from onrecord.record.overview import DyadCount
    from onrecord.record.rows import Dossier
    from onrecord.types.claim import Claim

# the offices a party's page begins with, in the order of their weight abroad
LEADING = tuple(
    "head_of_state head_of_government foreign_minister defence_minister security_adviser spokesperson".split()
)
SURNAME = "surname="
MOST_SAYINGS = 60


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office; days are written as exactly as they are known, `last` is empty in office."""

    person: str
    party: str
    office: str
    title: str
    first: str
    last: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Party:
    """A party in a list: with how many others it has events, and how many events."""

    code: str
    events: int
    conflict: int
    dyads: tuple[DyadCount, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing somebody is told to have said."""

    article: str
    record: str
    outlet: str | None
    published: str | None
    source: str
    words: str
    direct: bool


def terms() -> tuple[Term, ...]:
    """Return all terms of office that are known."""
    rows = load_rows("actors/offices")
    names = ("person", "party", "office", "title", "from", "to", "as_of")
    return tuple(Term(*(row[name] for name in names)) for row in rows)


def offices_of_party(code: str) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """Return the offices of a party with their holders, the latest first; leading offices first."""
    found: dict[str, list[Term]] = {}
    for term in terms():
        if term.party == code:
            found.setdefault(term.office, []).append(term)
    order = {office: place for place, office in enumerate(LEADING)}
    offices = sorted(found, key=lambda office: (order.get(office, len(order)), office))
    return tuple((office, _latest_first(found[office])) for office in offices)


def offices_of_person(name: str) -> tuple[Term, ...]:
    """Return the offices of a person, named as the record or an alias names them, the latest first."""
    people = {row["person"] for row in load_rows("actors/offices") if name in _names(row)}
    return _latest_first(term for term in terms() if term.person in people)


def _names(row: Mapping[str, str]) -> frozenset[str]:
    return frozenset((row["person"], *(n for n in multiple(row["aliases"]) if not n.startswith(SURNAME))))


def _latest_first(found: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(sorted(found, key=lambda term: (term.first, term.person), reverse=True))


def parties_in(dyads: Sequence[DyadCount]) -> tuple[Party, ...]:
    """Return the parties of these dyads, those with most events first."""
    found: dict[str, list[DyadCount]] = {}
    for dyad in dyads:
        for code in parties_of(dyad.dyad):
            found.setdefault(code, []).append(dyad)
    made = (
        Party(code, sum(d.events for d in own), sum(d.conflict for d in own), tuple(own)) for code, own in found.items()
    )
    return tuple(sorted(made, key=lambda party: (-party.events, party.code)))


def other_side(dyad: str, code: str) -> str:
    """Return the other party of a dyad."""
    return next(iter(parties_of(dyad) - {code}), code)


def latest(claims: Iterable[Claim]) -> tuple[Telling, ...]:
    """Return claims as lines, the latest first; copies of one text tell it once."""
    once = {(claim.group, claim.sentence, claim.type): claim for claim in claims}
    return tellings_of(once.values())[::-1]


def sayings_of(dossiers: Iterable[Dossier], name: str) -> tuple[Saying, ...]:
    """Return what a person is told to have said in these articles, article by article; copies say it once."""
    found: dict[tuple[str, str], Saying] = {}
    for dossier in dossiers:
        version = dossier.version
        for record in dossier.view.of("attribution"):
            body = record.body
            if record.state == "rejected" or body.get("source_name") != name:
                continue
            words = " … ".join(part["text"] for part in body.get("content", ()))
            source = (body.get("source") or {}).get("text") or name
            at = (version.article, record.id, version.outlet, version.published)
            told = Saying(*at, source, words, body["quote"] != "indirect")
            found.setdefault((dossier.group or version.id, words), told)
    return tuple(found.values())[:MOST_SAYINGS]
