"""A record as plain values, as they are printed and kept: one object a document, spans as {start, end, text}.

What a reading found and nothing derived from it: `present.json` adds the sourcing profile. docs/json.md describes
every key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.types.annotation import (
        Attribution,
        Evaluation,
        EventDate,
        EventMention,
        EventPlace,
        Issue,
        Participant,
        Qualifier,
        TimeExpression,
    )
    from onrecord.types.record import Record
    from onrecord.types.relation import Flow, ForumMention, InstrumentMention, Leverage, Narrative, Position, Quantity
    from onrecord.types.text import Document, Span

FORMAT = 1
NOWHERE: dict[str, Any] = {"forum": None, "instrument": None}


def assemble(record: Record, *, with_text: bool = False) -> dict[str, Any]:
    """Return all that a reading found as plain values, keys in fixed order; `with_text` adds the document's text."""
    text = record.document.text
    belongs = _proceedings_of_events(record)
    return {
        "format": FORMAT,
        "document": _document(record.document, with_text=with_text),
        "parties": _parties(record),
        "people": _people(record),
        "times": [_time(t, text) for t in record.times],
        "attributions": [_attribution(a, text) for a in record.attributions],
        "events": [_event(e, text) | belongs.get(e.id, NOWHERE) for e in record.events],
        "positions": [_position(p, text) for p in record.positions],
        "flows": [_flow(f, text) for f in record.flows],
        "leverages": [_leverage(found, text) for found in record.leverages],
        "instruments": [_instrument(i, text) for i in record.instruments],
        "forums": [_forum(f, text) for f in record.forums],
        "evaluations": [_evaluation(e, text) for e in record.evaluations],
        "narratives": [_narrative(n, text) for n in record.narratives],
        "issues": [_issue(i, text) for i in record.issues],
        "provenance": {
            "extractor": record.provenance.extractor,
            "model": record.provenance.model,
            "vocabulary": record.provenance.vocabulary,
        },
    }


def span_values(span: Span, text: str) -> dict[str, Any]:
    """Return a span as start, end and the words between."""
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def maybe_span(span: Span | None, text: str) -> dict[str, Any] | None:
    """Return a span as values, None for none."""
    return None if span is None else span_values(span, text)


def _document(document: Document, *, with_text: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published.isoformat() if document.published else None,
        "url": document.url,
        "language": document.language,
        "sha256": document.sha256,
    }
    if with_text:
        found["text"] = document.text
    return found


def _parties(record: Record) -> list[dict[str, Any]]:
    counts: dict[str, int] = {}
    for mention in record.entities.mentions:
        if mention.kind != "place" and mention.form != "pronoun":
            for party in mention.parties:
                counts[party] = counts.get(party, 0) + 1
    return [{"party": p, "mentions": n} for p, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _people(record: Record) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for mention in record.entities.mentions:
        if mention.kind == "person" and mention.name and not mention.plural:
            person = found.setdefault(
                mention.name,
                {
                    "name": mention.name,
                    "office": mention.office,
                    "party": mention.party,
                    "mentions": [],
                    "rule": mention.rule,
                },
            )
            person["mentions"].append(span_values(mention.span, record.document.text))
    return list(found.values())


def _time(time: TimeExpression, text: str) -> dict[str, Any]:
    return {
        **span_values(time.span, text),
        "kind": time.kind,
        "value": time.value,
        "edtf": time.edtf,
        "first": time.first.isoformat() if time.first else None,
        "last": time.last.isoformat() if time.last else None,
        "granularity": time.granularity,
        "basis": time.basis,
        "why": [time.rule],
    }


def _attribution(attribution: Attribution, text: str) -> dict[str, Any]:
    return {
        "id": attribution.id,
        "source": maybe_span(attribution.source, text),
        "source_type": attribution.source_type,
        "source_party": attribution.source_party,
        "source_name": attribution.source_name,
        "source_office": attribution.source_office,
        "qualifiers": [qualifier_values(q, text) for q in attribution.qualifiers],
        "cue": span_values(attribution.cue, text),
        "cue_class": attribution.cue_class,
        "content": [span_values(part, text) for part in attribution.content],
        "quote": attribution.quote,
        "parent": attribution.parent,
        "continues": attribution.continues,
        "denies": attribution.denies,
        "firm": attribution.firm,
        "why": list(attribution.why),
    }


def qualifier_values(qualifier: Qualifier, text: str) -> dict[str, Any]:
    """Return a qualifier as values."""
    return {
        **span_values(qualifier.span, text),
        "axis": qualifier.axis,
        "value": qualifier.value,
        "why": qualifier.rule,
    }


def _event(event: EventMention, text: str) -> dict[str, Any]:
    return {
        "id": event.id,
        "trigger": span_values(event.trigger, text),
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "actors": [_doer(p, text) for p in event.actors],
        "recipients": [_doer(p, text) for p in event.recipients],
        "status": event.status,
        "status_cue": maybe_span(event.status_cue, text),
        "date": _date(event.date, text),
        "place": _place(event.place, text),
        "attribution": event.attribution,
        "why": list(event.why),
    }


def _proceedings_of_events(record: Record) -> dict[str, dict[str, Any]]:
    """Return the forum session and the instrument each act belongs to, by the act's id; the first told of each."""
    found: dict[str, dict[str, Any]] = {}
    for forum in record.forums:
        if forum.event is not None:
            of_event = found.setdefault(forum.event, dict(NOWHERE))
            of_event["forum"] = of_event["forum"] or {"key": forum.key, "session": forum.session}
    for instrument in record.instruments:
        if instrument.event is not None:
            of_event = found.setdefault(instrument.event, dict(NOWHERE))
            of_event["instrument"] = of_event["instrument"] or {"key": instrument.key}
    return found


def _forum(forum: ForumMention, text: str) -> dict[str, Any]:
    return {
        **span_values(forum.span, text),
        "id": forum.id,
        "key": forum.key,
        "name": forum.name,
        "parties": list(forum.parties),
        "session": forum.session,
        "chairs": [_participant(c, text) for c in forum.chairs],
        "agenda": maybe_span(forum.agenda, text),
        "status": forum.status,
        "date": _date(forum.date, text),
        "place": _place(forum.place, text),
        "attribution": forum.attribution,
        "event": forum.event,
        "why": list(forum.why),
    }


def _instrument(instrument: InstrumentMention, text: str) -> dict[str, Any]:
    return {
        **span_values(instrument.span, text),
        "id": instrument.id,
        "key": instrument.key,
        "name": instrument.name,
        "kind": instrument.kind,
        "parties": list(instrument.parties),
        "sector": instrument.sector,
        "stage": instrument.stage,
        "cue": maybe_span(instrument.cue, text),
        "date": _date(instrument.date, text),
        "quantities": [_quantity(q, text) for q in instrument.quantities],
        "attribution": instrument.attribution,
        "event": instrument.event,
        "why": list(instrument.why),
    }


def _participant(participant: Participant, text: str) -> dict[str, Any]:
    return {
        "party": participant.party,
        "name": participant.name,
        "role": participant.role,
        "mention": span_values(participant.mention, text),
    }


def _doer(participant: Participant, text: str) -> dict[str, Any]:
    return _participant(participant, text) | {"home": participant.home, "sector": participant.sector}


def _date(date: EventDate | None, text: str) -> dict[str, Any] | None:
    if date is None:
        return None
    return {
        "start": date.first.isoformat(),
        "end": date.last.isoformat(),
        "edtf": date.edtf,
        "basis": date.basis,
        "mention": maybe_span(date.mention, text),
    }


def _place(place: EventPlace | None, text: str) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "country": place.country,
        "name": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "mention": span_values(place.mention, text),
    }


def _evaluation(evaluation: Evaluation, text: str) -> dict[str, Any]:
    return {
        **span_values(evaluation.span, text),
        "kind": evaluation.kind,
        "voice": evaluation.voice,
        "why": evaluation.why,
    }


def _position(position: Position, text: str) -> dict[str, Any]:
    return {
        "id": position.id,
        "holder": _participant(position.holder, text),
        "stance": position.stance,
        "issue": span_values(position.issue, text),
        "topic": position.topic,
        "target": None if position.target is None else _participant(position.target, text),
        "condition": maybe_span(position.condition, text),
        "cue": span_values(position.cue, text),
        "attribution": position.attribution,
        "why": list(position.why),
    }


def _flow(flow: Flow, text: str) -> dict[str, Any]:
    return {
        "id": flow.id,
        "kind": flow.kind,
        "supplier": None if flow.supplier is None else _participant(flow.supplier, text),
        "receiver": None if flow.receiver is None else _participant(flow.receiver, text),
        "goods": span_values(flow.goods, text),
        "sector": flow.sector,
        "good": flow.good,
        "change": flow.change,
        "status": flow.status,
        "quantities": [_quantity(q, text) for q in flow.quantities],
        "cue": span_values(flow.cue, text),
        "attribution": flow.attribution,
        "why": list(flow.why),
    }


def _leverage(leverage: Leverage, text: str) -> dict[str, Any]:
    return {
        "id": leverage.id,
        "holder": _participant(leverage.holder, text),
        "instrument": maybe_span(leverage.instrument, text),
        "end": span_values(leverage.end, text),
        "target": None if leverage.target is None else _participant(leverage.target, text),
        "cue": span_values(leverage.cue, text),
        "attribution": leverage.attribution,
        "why": list(leverage.why),
    }


def _quantity(quantity: Quantity, text: str) -> dict[str, Any]:
    return {**span_values(quantity.span, text), "value": quantity.value, "unit": quantity.unit}


def _narrative(narrative: Narrative, text: str) -> dict[str, Any]:
    return {
        "id": narrative.id,
        "claim": span_values(narrative.claim, text),
        "about": maybe_span(narrative.about, text),
        "owner": None if narrative.owner is None else _participant(narrative.owner, text),
        "counter": None if narrative.counter is None else _participant(narrative.counter, text),
        "standing": narrative.standing,
        "standing_cue": maybe_span(narrative.standing_cue, text),
        "quoted": narrative.quoted,
        "cue": span_values(narrative.cue, text),
        "attribution": narrative.attribution,
        "why": list(narrative.why),
    }


def _issue(issue: Issue, text: str) -> dict[str, Any]:
    return {
        "stage": issue.stage,
        "code": issue.code,
        "message": issue.message,
        "span": maybe_span(issue.span, text),
    }
