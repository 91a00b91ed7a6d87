"""A record as JSON, one object a document: what was found, and the sourcing profile (docs/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.present.lines import one_line
from onrecord.query.sourcing import sourcing_profile
from onrecord.record.assemble import FORMAT, assemble, maybe_span, qualifier_values, span_values

if TYPE_CHECKING:
    from onrecord.query.sourcing import ActSourcing, Declined, Source, SourcingProfile, Tally
    from onrecord.types.record import Record

__all__ = ["FORMAT", "to_dict", "to_json"]


def to_json(record: Record, *, with_text: bool = False) -> str:
    """Return the record as one line of JSON, keys in fixed order; the same record gives the same bytes."""
    return one_line(to_dict(record, with_text=with_text))


def to_dict(record: Record, *, with_text: bool = False) -> dict[str, Any]:
    """Return the record as plain values; `with_text` adds the document's text (always added for extracted text)."""
    text = record.document.text
    found = assemble(record, with_text=with_text or record.document.kind != "text")
    sourcing = {"sourcing": _sourcing(sourcing_profile(record), text)}
    last = ("issues", "provenance")
    return {k: v for k, v in found.items() if k not in last} | sourcing | {k: found[k] for k in last}


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
        "loose": profile.loose,
        "shares": dict(profile.shares),
        "by_type": [_tally(tally, "type") for tally in profile.by_type],
        "by_party": [_tally(tally, "party") for tally in profile.by_party],
        "sources": [_source(source, text) for source in profile.sources],
        "reasons": [{**qualifier_values(q, text), "source": source} for source, q in profile.reasons],
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
        "words": maybe_span(source.words, text),
        "type": source.type,
        "party": source.party,
        "name": source.name,
        "office": source.office,
        "attributions": list(source.attributions),
        "parts": list(source.parts),
        "sentences": source.sentences,
        "qualifiers": [qualifier_values(q, text) for q in source.qualifiers],
    }


def _declined(declined: Declined, text: str) -> dict[str, Any]:
    return {
        "attribution": declined.attribution,
        "words": maybe_span(declined.words, text),
        "type": declined.type,
        "party": declined.party,
        "name": declined.name,
        "cue": span_values(declined.cue, text),
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
