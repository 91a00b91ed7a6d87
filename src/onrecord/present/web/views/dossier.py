"""The record beside a text: each record with its fields, who says so, and what people made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from onrecord.present.dossiers import record_words
from onrecord.present.web.views.marks import depth_of
from onrecord.present.wording import MARKS
from onrecord.record.anchors import span_of
from onrecord.record.effective import active
from onrecord.record.fields import FIELDS
from onrecord.record.kinds import KINDS, ONE_SIDE, SHAPES
from onrecord.record.rows import Dossier, EffectiveRecord, Judgement

ALWAYS = frozenset({"event", "attribution", "evaluation"})
TITLES = {kind: shape.plural.capitalize() for kind, shape in SHAPES.items()}
MOST_LINKS = 8


class Field(NamedTuple):
    """One field of a record: what stands, and what the machine had said where a person changed it."""

    name: str
    value: str
    machine: str | None


class Link(NamedTuple):
    """One link of a chain of sources, from the one who asserts it outwards."""

    kind: str
    words: str
    record: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One record as the page shows it."""

    record: EffectiveRecord
    kind: str
    head: str
    words: str
    place: tuple[int, int] | None
    depth: int
    chain: tuple[Link, ...]
    fields: tuple[Field, ...]
    history: tuple[Judgement, ...]
    undoable: tuple[str, ...]
    why: str


def groups(dossier: Dossier) -> list[tuple[str, str, list[Shown]]]:
    """Return the records of an article by kind, acts first, in the order of the text.

    Events, attributions and evaluations are listed also where there are none.
    """
    made = shown_records(dossier)
    there = {one.kind for one in made} | ALWAYS
    order = sorted(KINDS, key=lambda kind: kind != "event")
    return [(kind, TITLES[kind], [one for one in made if one.kind == kind]) for kind in order if kind in there]


def shown_records(dossier: Dossier) -> list[Shown]:
    """Return every record of an article as the page shows it, in the order of the text within its kind."""
    standing = {judgement.id for judgement in active(dossier.judgements)}
    by_id = {judgement.id: judgement for judgement in dossier.judgements}
    carriers = {r.body["id"]: r for r in dossier.view.of("attribution") if "id" in r.body}
    found = [_shown(record, dossier, carriers, by_id, standing) for record in dossier.view.records]
    return sorted(found, key=lambda one: (one.place or (0, 0), one.record.id))


def _shown(
    record: EffectiveRecord,
    dossier: Dossier,
    carriers: Mapping[str, EffectiveRecord],
    by_id: Mapping[str, Judgement],
    standing: set[str],
) -> Shown:
    body = record.body
    span = span_of(record.kind, body)
    history = tuple(by_id[i] for i in record.judgements if i in by_id)
    start = body.get("attribution") if record.kind != "attribution" else body.get("parent")
    return Shown(
        record=record,
        kind=record.kind,
        head=record_words(record.kind, body),
        words=_words(record),
        place=(span.start, span.end) if span else None,
        depth=depth_of(body, dossier.view) if record.kind == "attribution" else 0,
        chain=tuple(_chain(start, carriers)),
        fields=tuple(_fields(record, dossier)),
        history=history,
        undoable=tuple(judgement.id for judgement in history if judgement.id in standing),
        why=_why(body),
    )


def _words(record: EffectiveRecord) -> str:
    body = record.body
    if record.kind == "event":
        return str(body["trigger"]["text"])
    if record.kind == "attribution":
        return " … ".join(part["text"] for part in body.get("content", ())) or str(body["cue"]["text"])
    words = SHAPES[record.kind].words
    return str(body[words[-1]]["text"] if words else body["text"])


def _why(body: Mapping[str, Any]) -> str:
    why = body.get("why") or ()
    return why if isinstance(why, str) else ", ".join(why)


def _chain(start: str | None, carriers: Mapping[str, EffectiveRecord]) -> Iterator[Link]:
    seen: set[str] = set()
    while start is not None and start in carriers and start not in seen and len(seen) < MOST_LINKS:
        seen.add(start)
        record = carriers[start]
        yield Link(record.body["source_type"], source_of(record.body), record.id)
        start = record.body.get("parent")


def source_of(body: Mapping[str, Any]) -> str:
    """Return who speaks in an attribution, in words."""
    named = body.get("source_name") or (body.get("source") or {}).get("text")
    words = named or MARKS.get(body["source_type"], ("", "no source given"))[1]
    party = body.get("source_party")
    return f"{words} ({party})" if party else str(words)


def _fields(record: EffectiveRecord, dossier: Dossier) -> Iterator[Field]:
    machine = _machine(record, dossier)
    for name in FIELDS[record.kind]:
        changed = name in record.corrected and machine is not None
        before = value_words(name, machine.get(name)) if changed and machine is not None else None
        yield Field(name, value_words(name, record.body.get(name)), before)


def _machine(record: EffectiveRecord, dossier: Dossier) -> Mapping[str, Any] | None:
    """Return what the machine said of a record."""
    if record.origin != "machine" or dossier.reading is None:
        return None
    said: Sequence[Mapping[str, Any]] = dossier.reading.body.get(SHAPES[record.kind].plural, ())
    return said[record.position] if record.position < len(said) else None


def value_words(field: str, value: Any) -> str:
    """Return the value of a field as one types it; "" for none."""
    if value is None:
        return ""
    if field in {"actors", "recipients"}:
        return ", ".join(side.get("party") or "?" for side in value)
    if field == "parties":
        return ", ".join(value)
    if field in ONE_SIDE:
        return str(value.get("party") or "?")
    if field == "date":
        return str(value["start"]) if value["start"] == value["end"] else f"{value['start']}/{value['end']}"
    if field == "place":
        return " ".join(filter(None, (value.get("country"), value.get("name"))))
    return str(value)


class Footing(NamedTuple):
    """One kind of source in an article: how many attributions rest on it, how many events, and its share of both."""

    kind: str
    mark: str
    words: str
    attributions: int
    events: int
    share: float


def profile(dossier: Dossier) -> list[Footing]:
    """Return what an article rests on, the kinds of sources in fixed order and the reporter's own voice last."""
    said = [r.body for r in dossier.view.of("attribution") if r.state != "rejected"]
    carriers = {body.get("id"): body["source_type"] for body in said}
    sayings = Counter(body["source_type"] for body in said if not body.get("continues"))
    told = [r.body for r in dossier.view.of("event") if r.state != "rejected"]
    events = Counter(carriers.get(body.get("attribution"), "reporter") for body in told)
    kinds = {**MARKS, "reporter": ("✎", "the reporter’s own voice")}
    total = sum(sayings.values()) + sum(events.values())
    return [
        Footing(kind, mark, words, sayings[kind], events[kind], (sayings[kind] + events[kind]) / total)
        for kind, (mark, words) in kinds.items()
        if sayings[kind] or events[kind]
    ]
