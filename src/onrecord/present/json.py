"""A record as JSON: one object a document, spans as {start, end, text}; docs/json.md describes every key."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from onrecord.query.sourcing import sourcing_profile

if TYPE_CHECKING:
    from onrecord.query.sourcing import ActSourcing, Declined, Source, SourcingProfile, Tally
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
    from onrecord.types.text import Document, Span

FORMAT = 1
# Some readers end a line at these, and half a character cannot be written as UTF-8: printed as escapes.
ESCAPED = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def to_json(record: Record, *, with_text: bool = False) -> str:
    """Return the record as one line of JSON, keys in fixed order; the same record gives the same bytes."""
    line = json.dumps(to_dict(record, with_text=with_text), ensure_ascii=False, separators=(", ", ": "))
    return ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def to_dict(record: Record, *, with_text: bool = False) -> dict[str, Any]:
    """Return the record as plain values; `with_text` adds the document's text (always added for extracted text)."""
    text = record.document.text
    return {
        "format": FORMAT,
        "document": _document(record.document, with_text=with_text or record.document.kind != "text"),
        "parties": _parties(record),
        "people": _people(record),
        "times": [_time(t, text) for t in record.times],
        "attributions": [_attribution(a, text) for a in record.attributions],
        "events": [_event(e, text) for e in record.events],
        "evaluations": [_evaluation(e, text) for e in record.evaluations],
        "sourcing": _sourcing(sourcing_profile(record), text),
        "issues": [_issue(i, text) for i in record.issues],
        "provenance": {
            "extractor": record.provenance.extractor,
            "model": record.provenance.model,
            "vocabulary": record.provenance.vocabulary,
        },
    }


def _span(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _maybe(span: Span | None, text: str) -> dict[str, Any] | None:
    return None if span is None else _span(span, text)


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
            person["mentions"].append(_span(mention.span, record.document.text))
    return list(found.values())


def _time(time: TimeExpression, text: str) -> dict[str, Any]:
    return {
        **_span(time.span, text),
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
        "source": _maybe(attribution.source, text),
        "source_type": attribution.source_type,
        "source_party": attribution.source_party,
        "source_name": attribution.source_name,
        "source_office": attribution.source_office,
        "qualifiers": [_qualifier(q, text) for q in attribution.qualifiers],
        "cue": _span(attribution.cue, text),
        "cue_class": attribution.cue_class,
        "content": [_span(part, text) for part in attribution.content],
        "quote": attribution.quote,
        "parent": attribution.parent,
        "continues": attribution.continues,
        "denies": attribution.denies,
        "why": list(attribution.why),
    }


def _qualifier(qualifier: Qualifier, text: str) -> dict[str, Any]:
    return {
        **_span(qualifier.span, text),
        "axis": qualifier.axis,
        "value": qualifier.value,
        "why": qualifier.rule,
    }


def _event(event: EventMention, text: str) -> dict[str, Any]:
    return {
        "id": event.id,
        "trigger": _span(event.trigger, text),
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "actors": [_participant(p, text) for p in event.actors],
        "recipients": [_participant(p, text) for p in event.recipients],
        "status": event.status,
        "status_cue": _maybe(event.status_cue, text),
        "date": _date(event.date, text),
        "place": _place(event.place, text),
        "attribution": event.attribution,
        "why": list(event.why),
    }


def _participant(participant: Participant, text: str) -> dict[str, Any]:
    return {
        "party": participant.party,
        "name": participant.name,
        "role": participant.role,
        "mention": _span(participant.mention, text),
    }


def _date(date: EventDate | None, text: str) -> dict[str, Any] | None:
    if date is None:
        return None
    return {
        "start": date.first.isoformat(),
        "end": date.last.isoformat(),
        "edtf": date.edtf,
        "basis": date.basis,
        "mention": _maybe(date.mention, text),
    }


def _place(place: EventPlace | None, text: str) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"country": place.country, "name": place.name, "mention": _span(place.mention, text)}


def _evaluation(evaluation: Evaluation, text: str) -> dict[str, Any]:
    return {
        **_span(evaluation.span, text),
        "kind": evaluation.kind,
        "voice": evaluation.voice,
        "why": evaluation.why,
    }


def _sourcing(profile: SourcingProfile, text: str) -> dict[str, Any]:
    sentences = profile.sentences
    return {
        "sentences": {
            "total": sentences.total,
            "attributed": sentences.attributed,
            "own_voice": sentences.own_voice,
        },
        "attributions": profile.attributions,
        "unsourced": profile.unsourced,
        "shares": dict(profile.shares),
        "by_type": [_tally(tally, "type") for tally in profile.by_type],
        "by_party": [_tally(tally, "party") for tally in profile.by_party],
        "sources": [_source(source, text) for source in profile.sources],
        "reasons": [{**_qualifier(q, text), "source": source} for source, q in profile.reasons],
        "declined": [_declined(declined, text) for declined in profile.declined],
        "acts": [_act(act) for act in profile.acts],
    }


def _tally(tally: Tally, key: str) -> dict[str, Any]:
    return {
        key: tally.key,
        "sources": tally.sources,
        "attributions": tally.attributions,
        "sentences": tally.sentences,
    }


def _source(source: Source, text: str) -> dict[str, Any]:
    return {
        "id": source.id,
        "words": _maybe(source.words, text),
        "type": source.type,
        "party": source.party,
        "name": source.name,
        "office": source.office,
        "attributions": list(source.attributions),
        "parts": list(source.parts),
        "sentences": source.sentences,
        "qualifiers": [_qualifier(q, text) for q in source.qualifiers],
    }


def _declined(declined: Declined, text: str) -> dict[str, Any]:
    return {
        "attribution": declined.attribution,
        "words": _maybe(declined.words, text),
        "type": declined.type,
        "party": declined.party,
        "name": declined.name,
        "cue": _span(declined.cue, text),
    }


def _act(sourcing: ActSourcing) -> dict[str, Any]:
    return {
        "type": sourcing.act.type,
        "mode": sourcing.act.mode,
        "actors": list(sourcing.act.actors),
        "recipients": list(sourcing.act.recipients),
        "status": sourcing.act.status,
        "events": list(sourcing.events),
        "sources": list(sourcing.sources),
        "distinct_sources": sourcing.distinct_sources,
        "own_voice": sourcing.own_voice,
        "single_source": sourcing.single_source,
        "only_unnamed": sourcing.only_unnamed,
    }


def _issue(issue: Issue, text: str) -> dict[str, Any]:
    return {
        "stage": issue.stage,
        "code": issue.code,
        "message": issue.message,
        "span": _maybe(issue.span, text),
    }
