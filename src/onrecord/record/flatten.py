"""Effective records as flat facts: what filters, tables and the search index ask for. Pure functions."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.record.anchors import type_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.record.rows import EffectiveRecord, EffectiveView

ROLES = {"actor": "actors", "recipient": "recipients"}


class Flat(NamedTuple):
    """One effective record, flat."""

    record: EffectiveRecord
    type: str | None
    status: str | None
    source_type: str | None
    source_name: str | None
    source_party: str | None
    first: str | None
    last: str | None
    parties: tuple[tuple[str, str], ...]
    dyads: tuple[str, ...]


def flatten(view: EffectiveView) -> list[Flat]:
    """Return the records of a view as flat facts; an event's source is that of the attribution that carries it."""
    carriers = {r.body["id"]: r.body for r in view.of("attribution") if "id" in r.body and r.state != "rejected"}
    return [_flat(record, carriers) for record in view.records]


def _flat(record: EffectiveRecord, carriers: Mapping[str, Mapping[str, Any]]) -> Flat:
    body = record.body
    source = body if record.kind == "attribution" else carriers.get(body.get("attribution") or "", {})
    day = body.get("date") or {}
    return Flat(
        record,
        type_of(record.kind, body),
        body.get("status"),
        source.get("source_type"),
        source.get("source_name"),
        source.get("source_party"),
        day.get("start"),
        day.get("end"),
        tuple(sorted(set(_parties(record, source)))),
        dyads(body),
    )


def _parties(record: EffectiveRecord, source: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for role, key in ROLES.items():
        yield from ((participant["party"], role) for participant in record.body.get(key, ()) if participant["party"])
    if source.get("source_party"):
        yield source["source_party"], "source"


def dyads(body: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the pairs between which an event stands: doer and target, or each two of those who act jointly.

    >>> dyads({"actors": [{"party": "RUS"}, {"party": "IND"}], "recipients": []})
    ('IND-RUS',)
    """
    actors = {p["party"] for p in body.get("actors", ()) if p["party"]}
    recipients = {p["party"] for p in body.get("recipients", ()) if p["party"]}
    pairs = product(actors, recipients) if recipients else combinations(actors, 2)
    return tuple(sorted({dyad(a, b) for a, b in pairs if a != b}))


def dyad(a: str, b: str) -> str:
    """Return the name of a pair of parties: their codes in alphabetic order."""
    return "-".join(sorted((a, b)))


def actor_words(view: EffectiveView) -> str:
    """Return names and codes of those who act or are acted on, a line each, for the search index."""
    found: dict[str, None] = {}
    for record in view.of("event"):
        for key in ROLES.values():
            for participant in record.body.get(key, ()) if record.state != "rejected" else ():
                found.update(dict.fromkeys(filter(None, (participant["name"], participant["party"]))))
    return "\n".join(sorted(found))


def source_words(view: EffectiveView) -> str:
    """Return the names of those who speak, or the words for them, a line each, for the search index."""
    found: dict[str, None] = {}
    for record in view.of("attribution"):
        if record.state != "rejected":
            words = record.body.get("source") or {}
            names = (record.body.get("source_name"), words.get("text"), record.body.get("source_party"))
            found.update(dict.fromkeys(filter(None, names)))
    return "\n".join(sorted(found))
