"""What a project is made from as items, and back from rows: texts, sightings, readings and decisions.

Guarantees: what `layer_items` and the items of articles give is enough for `kept` and `decided` to make a project with
the same digest; an id that does not follow from its content is a SourceError, so that nothing changed on the way is
taken for the original.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.document.syndication import signature
from onrecord.errors import SourceError
from onrecord.project.outgoing import LayerItem
from onrecord.record.happenings import OutcomeDecision, Place, SameEvent
from onrecord.record.ids import article_id, reading_id, version_id
from onrecord.record.judgements import with_id
from onrecord.record.layers import Decisions, Kept
from onrecord.record.rows import Anchor, Arrival, Judgement, Reading
from onrecord.record.values import as_values
from onrecord.types.annotation import Issue
from onrecord.types.record import Provenance
from onrecord.types.text import Document, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.record.layers import Layers
    from onrecord.record.rows import Version
    from onrecord.record.snapshot import Snapshot

Row = dict[str, Any]
SHORT_ID = 16


# -- out ----------------------------------------------------------------------------------------------------------


def layer_items(moment: Snapshot, articles: Iterable[str]) -> Iterator[LayerItem]:
    """Yield what each article is made from, then what people decided about these articles."""
    asked = []
    for article in articles:
        asked.append(article)
        yield LayerItem(article, _article_values(moment, article, moment.layers_of(article)))
    yield LayerItem("", _decided_values(moment.decisions(), frozenset(asked)))


def _article_values(moment: Snapshot, article: str, layers: Layers) -> Row:
    standing = moment.standing_of(article)
    current = standing.version if standing else layers.versions[-1]
    reading = moment.reading_of(current.id)
    former = {v.sha256: v for v in layers.versions if v.sha256 != current.sha256}
    return {
        "article": article,
        "sightings": [
            {
                "version": version.id,
                "sha256": version.sha256,
                "source": sighting.source,
                "facts": {"title": version.title, "published": version.published, **sighting.facts},
                "issues": list(sighting.issues),
            }
            for version in layers.versions
            for sighting in layers.sightings
            if sighting.version == version.id
        ],
        "texts": [_text(moment.text_of(version.sha256), version) for version in former.values()],
        "readings": [as_values(one) for one in layers.readings if reading is None or one.id != reading.id],
    }


def _text(text: str, version: Version) -> Row:
    exact = text.encode("utf-8", "replace").decode("utf-8") == text
    return {"sha256": version.sha256, "text": text, "text_json": None if exact else json.dumps(text)}


def _decided_values(found: Decisions, articles: frozenset[str]) -> Row:
    judgements = [one for one in found.judgements if one.article in articles]
    said = [one for one in found.same_events if {one.one.article, one.other.article} <= articles]
    decided = [one for one in found.outcomes if one.claim.article in articles]
    return {
        "judgements": [_whole(one, "judgement") for one in judgements],
        "same_events": [_whole(one, "said") for one in said],
        "decisions": [_whole(one, "decision") for one in decided],
    }


def _whole(found: Judgement | SameEvent | OutcomeDecision, name: str) -> Row:
    values = {
        field: value._asdict() if isinstance(value, Anchor | Place) else value
        for field in found.__slots__
        for value in (getattr(found, field),)
    }
    return {**values, name: values}


# -- back ---------------------------------------------------------------------------------------------------------


def kept(article: Row, sightings: Sequence[Row], texts: Iterable[Row], readings: Iterable[Row]) -> Kept:
    """Return an article from its rows; raises SourceError where they do not hang together."""
    known = {row["sha256"]: _exact(row) for row in (article, *texts)}
    if article_id(article["key"]) != article["article"] or not sightings:
        raise SourceError(
            f"article {article['article']}: its rows do not belong together; use the export as it was made"
        )
    arrivals = tuple(_arrival(article["key"], row, known) for row in sightings)
    found = [_reading(row["version"], row, row["body"]) for row in readings]
    if article["record"] is not None:
        found.append(_reading(article["version"], article, article["record"]))
    return Kept(article["article"], arrivals, tuple(found))


def _exact(row: Row) -> str:
    text = json.loads(row["text_json"]) if row["text_json"] else row["text"] or ""
    if digest(text) != row["sha256"]:
        raise SourceError(
            f"text {row['sha256'][:SHORT_ID]}: changed since it was exported; use the export as it was made"
        )
    return str(text)


def _arrival(key: str, row: Row, texts: Mapping[str, str]) -> Arrival:
    facts = json.loads(row["facts"])
    published = facts.pop("published", None)
    if row["sha256"] not in texts:
        raise SourceError(f"version {row['version']}: its text is missing; use the export as it was made")
    text = texts[row["sha256"]]
    day = date.fromisoformat(published) if published else None
    document = Document(row["sha256"][:SHORT_ID], text, row["sha256"], published=day, **facts)
    if version_id(article_id(key), document) != row["version"]:
        raise SourceError(f"version {row['version']}: changed since it was exported; use the export as it was made")
    issues = tuple(Issue(one["stage"], one["code"], one["message"]) for one in json.loads(row["issues"]))
    return Arrival(key, document, row["source"], row["source"], signature(text), issues)


def _reading(version: str, row: Row, body: str) -> Reading:
    made = Provenance(row["extractor"], row["model"], row["vocabulary"])
    identity = reading_id(version, made)
    return Reading(identity, version, made.extractor, made.model, made.vocabulary, json.loads(body))


def decided(judgements: Iterable[Row], said: Iterable[Row], decisions: Iterable[Row]) -> Decisions:
    """Return what people decided from its rows; raises SourceError where an id does not follow from its content."""
    found = Decisions(
        tuple(_judgement(json.loads(row["judgement"])) for row in judgements),
        tuple(_same_event(json.loads(row["said"])) for row in said),
        tuple(_decision(json.loads(row["decision"])) for row in decisions),
    )
    for judgement in found.judgements:
        if with_id(judgement).id != judgement.id:
            raise SourceError(f"judgement {judgement.id}: changed since it was exported; use the export as it was made")
    return found


def _judgement(values: Row) -> Judgement:
    return Judgement(**{**values, "anchor": Anchor(**values["anchor"])})


def _same_event(values: Row) -> SameEvent:
    return SameEvent(**{**values, "one": Place(**values["one"]), "other": Place(**values["other"])})


def _decision(values: Row) -> OutcomeDecision:
    return OutcomeDecision(**{**values, "claim": Place(**values["claim"])})
