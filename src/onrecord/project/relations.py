"""What the articles on a dyad tell beside acts: forums, instruments, positions, leverage, narratives, flows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.query.dyads import parties_of
from onrecord.record.kinds import SHAPES
from onrecord.resolve.claims import Telling
from onrecord.resolve.series import forum_series, forum_tellings, instrument_histories, instrument_tellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.project.project import Project
    from onrecord.record.rows import Dossier
    from onrecord.types.proceeding import ForumSeries, ForumTelling, InstrumentHistory, InstrumentTelling

# how many articles are looked at for one page: the latest ones
MOST_ARTICLES = 40
# the fields that say what a record is about, and those that hold its sides
WORDS = ("issue", "goods", "end", "claim")
SIDES = ("holder", "target", "supplier", "receiver", "owner", "counter")
# against whom a narrative may be set besides the two: the world
AT_LARGE = "INT"


@dataclass(frozen=True, slots=True)
class Found:
    """A position, leverage, narrative or flow as an article tells it: its values (docs/json.md), where, who says so."""

    article: str
    outlet: str | None
    published: str | None
    source: str | None
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Relation:
    """What the latest articles on a dyad tell beside acts; `articles` is how many were looked at.

    forums and instruments   of both, with their sessions and stages; `told` are their tellings by id
    positions   of either party, on the other or on nobody in particular
    leverages   of either party, on the other or on nobody in particular
    narratives  of either party, or set against one of them; of nobody else
    flows       from one to the other
    """

    articles: int
    forums: tuple[ForumSeries, ...]
    instruments: tuple[InstrumentHistory, ...]
    positions: tuple[Found, ...]
    leverages: tuple[Found, ...]
    narratives: tuple[Found, ...]
    flows: tuple[Found, ...]
    told: Mapping[str, ForumTelling | InstrumentTelling]


def relation(project: Project, dyad: str, most: int = MOST_ARTICLES) -> Relation:
    """Return what the latest articles on a dyad tell beside acts."""
    parties = parties_of(dyad)
    project.across.resolve()
    dossiers = [project.store.dossier(article) for article in project.across.store.articles_on(dyad, most)]
    forums: list[ForumTelling] = []
    instruments: list[InstrumentTelling] = []
    for dossier in dossiers:
        record, telling = record_of(dossier), _telling(dossier)
        forums += [one for one in forum_tellings(telling, record) if parties <= set(one.parties)]
        instruments += [one for one in instrument_tellings(telling, record) if parties <= set(one.parties)]
    told: dict[str, ForumTelling | InstrumentTelling] = {one.id: one for one in forums}
    return Relation(
        articles=len(dossiers),
        forums=forum_series(forums),
        instruments=instrument_histories(instruments),
        positions=tuple(_found(dossiers, "positions", parties)),
        leverages=tuple(_found(dossiers, "leverages", parties)),
        narratives=tuple(_found(dossiers, "narratives", parties)),
        flows=tuple(_found(dossiers, "flows", parties)),
        told=told | {one.id: one for one in instruments},
    )


def record_of(dossier: Dossier) -> dict[str, Any]:
    """Return an article's record as one object: what stands where people may correct it, else what was read."""
    read = dossier.reading.body if dossier.reading else {}
    record: dict[str, Any] = dict(read)
    for kind in {one.kind for one in dossier.view.records}:
        standing = [one for one in dossier.view.of(kind) if one.state != "rejected"]
        # attributions keep the ids their reading gave them: everything else refers to them by these
        record[SHAPES[kind].plural] = [one.body for one in standing]
    return record


def _telling(dossier: Dossier) -> Telling:
    version = dossier.version
    published = date.fromisoformat(version.published[:10]) if version.published else None
    group = dossier.group or version.id
    return Telling(version.id, version.article, group, version.outlet, version.wire, published, dossier.text)


def _found(dossiers: Iterable[Dossier], kind: str, parties: frozenset[str]) -> Iterator[Found]:
    """Yield what is told of one kind between two parties; copies of one text tell it once."""
    seen = set()
    for dossier in dossiers:
        record = record_of(dossier)
        sources = {one.get("id"): one for one in record.get("attributions", ())}
        for body in record.get(kind, ()):
            key = (dossier.group or dossier.version.id, *_key(body))
            if key in seen or not _concerns(body, parties):
                continue
            seen.add(key)
            source = sources.get(body.get("attribution")) or {}
            words = source.get("source_name") or (source.get("source") or {}).get("text")
            yield Found(dossier.version.article, dossier.version.outlet, dossier.version.published, words, body)


def _key(body: Mapping[str, Any]) -> tuple[str, ...]:
    words: Mapping[str, Any] = next((body[name] for name in WORDS if body.get(name)), {})
    sides = (party_in(body, side) or "" for side in SIDES)
    sort = body.get("stance") or body.get("kind") or body.get("standing")
    return (str(sort), " ".join(str(words.get("text")).lower().split()), *sides)


def _concerns(body: Mapping[str, Any], parties: frozenset[str]) -> bool:
    if "holder" in body:
        return party_in(body, "holder") in parties and party_in(body, "target") in {*parties, None}
    if "owner" in body:
        sides = {party_in(body, "owner"), party_in(body, "counter")}
        return bool(sides & parties) and sides <= {*parties, None, AT_LARGE}
    return {party_in(body, "supplier"), party_in(body, "receiver")} == parties


def party_in(body: Mapping[str, Any], side: str) -> str | None:
    """Return the party on one side."""
    party = (body.get(side) or {}).get("party")
    return str(party) if party else None
