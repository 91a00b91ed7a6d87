"""Effective records as flat facts: what filters, tables and the search index ask for. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.record.anchors import type_of
from onrecord.record.kinds import SHAPES, codes_of
from onrecord.types.claim import dyads_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.record.rows import EffectiveRecord, EffectiveView


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
    """Return the records of a view as flat facts; a record's source is that of the attribution that carries it."""
    carriers = {r.body["id"]: r.body for r in view.of("attribution") if "id" in r.body and r.state != "rejected"}
    return [_flat(record, carriers) for record in view.records]


def _flat(record: EffectiveRecord, carriers: Mapping[str, Mapping[str, Any]]) -> Flat:
    body = record.body
    source = body if record.kind == "attribution" else carriers.get(body.get("attribution") or "", {})
    day = body.get("date") or {}
    status = SHAPES[record.kind].status
    return Flat(
        record,
        type_of(record.kind, body),
        body.get(status) if status else None,
        source.get("source_type"),
        source.get("source_name"),
        source.get("source_party"),
        day.get("start"),
        day.get("end"),
        tuple(sorted(set(_parties(record, source)))),
        dyads(record.kind, body),
    )


def _parties(record: EffectiveRecord, source: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for role, field in SHAPES[record.kind].sides:
        yield from ((code, role) for code in codes_of(record.body, field))
    if source.get("source_party"):
        yield source["source_party"], "source"


def dyads(kind: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the pairs between which a record stands: the one side with the other, or each two of one side.

    >>> dyads("event", {"actors": [{"party": "RUS"}, {"party": "IND"}], "recipients": []})
    ('IND-RUS',)
    >>> dyads("position", {"holder": {"party": "RUS"}, "target": {"party": "IND"}})
    ('IND-RUS',)
    """
    sides = [set(codes_of(body, field)) for _, field in SHAPES[kind].sides]
    return dyads_of(*(*sides, set(), set())[:2])


def dyad(a: str, b: str) -> str:
    """Return the name of a pair of parties: their codes in alphabetic order."""
    return "-".join(sorted((a, b)))


def actor_words(view: EffectiveView) -> str:
    """Return names and codes of those on any side of a record, and of forums and instruments, for the search index."""
    found: dict[str, None] = {}
    for record in view.records:
        if record.state != "rejected":
            found.update(dict.fromkeys(_names(record)))
    return "\n".join(sorted(found))


def _names(record: EffectiveRecord) -> Iterator[str]:
    body = record.body
    for _, field in SHAPES[record.kind].sides:
        yield from codes_of(body, field)
        value = body.get(field)
        sides = value if isinstance(value, (list, tuple)) else [value]
        yield from (str(side["name"]) for side in sides if isinstance(side, dict) and side.get("name"))
    if body.get("name"):
        yield str(body["name"])


def source_words(view: EffectiveView) -> str:
    """Return the names of those who speak, or the words for them, a line each, for the search index."""
    found: dict[str, None] = {}
    for record in view.of("attribution"):
        if record.state != "rejected":
            words = record.body.get("source") or {}
            names = (record.body.get("source_name"), words.get("text"), record.body.get("source_party"))
            found.update(dict.fromkeys(filter(None, names)))
    return "\n".join(sorted(found))
