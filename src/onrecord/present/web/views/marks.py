"""Which stretches of an article carry which layer: the effective record as marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.present.dossiers import record_words
from onrecord.present.web.views.layers import Mark
from onrecord.present.wording import MARKS, party_name
from onrecord.record.kinds import SHAPES
from onrecord.record.rows import Dossier, EffectiveRecord, EffectiveView

LAYERS = {
    "event": "Events",
    "said": "Attributions",
    "party": "Parties and people",
    "time": "Times",
    "relation": "Positions, flows, forums",
    "evaluation": "Evaluations",
}
DEEPEST = 3


def marks_of(dossier: Dossier) -> Iterator[Mark]:
    """Yield the marks of all layers; what a person rejected is not drawn."""
    for record in dossier.view.records:
        if record.state != "rejected":
            yield from _MAKERS.get(record.kind, _relation)(record, dossier.view)
    body = dossier.reading.body if dossier.reading else {}
    for time in body.get("times", ()):
        yield Mark(time["start"], time["end"], "time", "time", None, f"time: {time.get('edtf') or 'not resolved'}")
    for person in body.get("people", ()):
        title = ", ".join(filter(None, (person["name"], person.get("office"), person.get("party"))))
        for mention in person.get("mentions", ()):
            yield Mark(mention["start"], mention["end"], "party", "party", None, title)


def _event(record: EffectiveRecord, _: EffectiveView) -> Iterator[Mark]:
    body = record.body
    yield _mark(body["trigger"], "event", f"ev ev-{body['status']}", record, anchor=True)
    for role in ("actors", "recipients"):
        for side in body.get(role, ()):
            if side.get("mention"):
                code = side.get("party")
                title = f"{role[:-1]}: {side.get('name') or ''} {party_name(code) if code else ''}".replace("  ", " ")
                yield _mark(side["mention"], "party", "party", record, title=title)
    if body.get("status_cue"):
        yield _mark(body["status_cue"], "event", "cue-status", record, title=f"shows the status {body['status']}")
    if body.get("place") and body["place"].get("mention"):
        yield _mark(body["place"]["mention"], "party", "place", record, title="place of the event")


def _attribution(record: EffectiveRecord, view: EffectiveView) -> Iterator[Mark]:
    body = record.body
    words = MARKS.get(body["source_type"], ("·", body["source_type"]))[1]
    depth = min(depth_of(body, view), DEEPEST)
    yield _mark(body["cue"], "said", "cue", record, anchor=True)
    if body.get("source"):
        yield _mark(body["source"], "said", f"src src-{body['source_type']}", record, title=f"source: {words}")
    for part in body.get("content", ()):
        title = f"according to {body.get('source_name') or (body.get('source') or {}).get('text') or words}"
        yield _mark(part, "said", f"said said-{depth}", record, title=title)
    for qualifier in body.get("qualifiers", ()):
        if qualifier.get("axis") not in {"identity", None}:
            title = f"{qualifier['axis']}: {qualifier['value']}".replace("_", " ")
            yield _mark(qualifier, "said", "qualifier", record, title=title)


def _evaluation(record: EffectiveRecord, _: EffectiveView) -> Iterator[Mark]:
    title = f"{record.body['kind']}, {record.body['voice']} voice".replace("_", " ")
    yield _mark(record.body, "evaluation", "evaluation", record, title=title, anchor=True)


def _relation(record: EffectiveRecord, _: EffectiveView) -> Iterator[Mark]:
    names = SHAPES[record.kind].words
    places = [record.body[name] for name in names if record.body.get(name)] if names else [record.body]
    for number, place in enumerate(places):
        yield _mark(place, "relation", "relation", record, anchor=number == 0)


_MAKERS = {"event": _event, "attribution": _attribution, "evaluation": _evaluation}


def _mark(
    place: Mapping[str, Any],
    layer: str,
    look: str,
    record: EffectiveRecord,
    *,
    title: str | None = None,
    anchor: bool = False,
) -> Mark:
    words = record_words(record.kind, record.body) if title is None else title
    return Mark(int(place["start"]), int(place["end"]), layer, look, record.id, words, anchor)


def depth_of(body: Mapping[str, Any], view: EffectiveView) -> int:
    """Return how many attributions stand around one."""
    by_local = {r.body["id"]: r.body for r in view.of("attribution") if "id" in r.body}
    seen: set[Any] = set()
    depth, parent = 0, body.get("parent")
    while parent in by_local and parent not in seen:
        seen.add(parent)
        depth, parent = depth + 1, by_local[parent].get("parent")
    return depth
