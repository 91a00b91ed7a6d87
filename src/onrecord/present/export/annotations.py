"""W3C Web Annotation as JSON-LD with PROV: one annotation a record, on the words it hangs on.

Web Annotation Data Model and Vocabulary (W3C Recommendations, 23 February 2017), PROV-O (30 April 2013). One object
with `@context` and `@graph`, a node a line. docs/exports.md describes the keys.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, ClassVar

from onrecord.present.dossiers import record_words
from onrecord.present.export.context import CONTEXT
from onrecord.present.export.exporter import ArticleItem, Kind, Summary
from onrecord.present.export.iri import hashed, iri, web_address
from onrecord.present.export.lists import ListFile
from onrecord.present.export.provenance import human_nodes, made_by, reading_nodes
from onrecord.present.export.selectors import Selectors
from onrecord.record.kinds import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from onrecord.present.export.exporter import Header, Item
    from onrecord.record.rows import EffectiveRecord

# keys of the record that Web Annotation uses for something else
RENAMED = {
    "type": "act_type",
    "source": "source_words",
    "target": "aimed_at",
    "start": "first_day",
    "end": "last_day",
}
# keys that name another record of the same reading, and its kind
OTHERS = {
    "attribution": "attribution",
    "parent": "attribution",
    "continues": "attribution",
    "denies": "attribution",
    "event": "event",
}
SPAN = frozenset({"start", "end", "text"})


class WebAnnotation:
    """One JSON-LD file of annotations on articles."""

    name: ClassVar[str] = "web-annotation"
    suffix: ClassVar[str] = ".jsonld"
    needs: ClassVar[frozenset[Kind]] = frozenset({Kind.ARTICLE})
    drops: ClassVar[tuple[str, ...]] = (
        "the texts themselves: each is named, with its SHA-256, and quoted",
        "what people rejected",
        "people, parties and times of a text that no record holds",
        "events across articles, and the ledger",
    )

    def setup(self, out: Path, header: Header) -> None:
        """Open the file."""
        self._graph = ListFile(out, {"@context": CONTEXT}, "@graph")
        self._summary = Summary()

    def feed(self, item: Item) -> None:
        """Write the annotations of an article."""
        if not isinstance(item, ArticleItem):
            return
        for node in (text_node(item), *reading_nodes(item)):
            self._graph.add_once(node)
        places = Selectors(item.text, iri("text", item.version))
        for record in item.standing:
            if record.state == "rejected":
                self._summary.drop("rejected by a person")
                continue
            self._graph.add(annotation(item, record, places))
            self._summary.write("annotations")
            for node in human_nodes(item, record, annotation_iri(item, record)):
                self._graph.add_once(node)

    def finish(self) -> Summary:
        """Close the file."""
        self._graph.close()
        return self._summary


def text_node(item: ArticleItem) -> dict[str, Any]:
    """Return the node of an article's text: what every offset counts in."""
    meta = item.meta
    found = {
        "id": iri("text", item.version),
        "type": ["Entity", "Text"],
        "article": item.id,
        "sha256": meta.get("sha256"),
        "characters": len(item.text),
        "title": meta.get("title"),
        "outlet": meta.get("outlet"),
        "published": meta.get("published"),
        "language": meta.get("language"),
        "wasDerivedFrom": web_address(meta.get("url")),
    }
    return {key: value for key, value in found.items() if value is not None}


def annotation_iri(item: ArticleItem, record: EffectiveRecord) -> str:
    """Return the name of the annotation a record is."""
    return record_iri(item, record.kind, str(record.body.get("id") or _content(record.body)))


def record_iri(item: ArticleItem, kind: str, local: str) -> str:
    """Return the name of a record by its id within the reading of a text."""
    return iri("annotation", f"{item.version}-{kind}-{local}")


def _content(body: Mapping[str, Any]) -> str:
    """Return an id for a record that has none: an evaluation is what it says where."""
    return hashed(json.dumps(body, sort_keys=True))


def annotation(item: ArticleItem, record: EffectiveRecord, places: Selectors) -> dict[str, Any]:
    """Return the annotation of one record that stands."""
    own = annotation_iri(item, record)
    words = {
        "type": "TextualBody",
        "value": " ".join(record_words(record.kind, record.body).split()),
        "format": "text/plain",
        "purpose": "describing",
    }
    body = {"type": record.kind.capitalize(), **_values(record.body, item, places)}
    if record.state != "unreviewed":
        body |= {"state": record.state, "corrected": list(record.corrected)}
    targets = [places.target(span) for span in _targets(record)]
    return {
        "id": own,
        "type": ["Annotation", "Entity"],
        "motivation": "classifying",
        "body": [words, body],
        "target": targets,
        "wasDerivedFrom": iri("text", item.version),
        **made_by(item, record),
    }


def _targets(record: EffectiveRecord) -> Iterator[Mapping[str, Any]]:
    """Yield the words an annotation is on: what is attributed, an act's trigger, a position's issue, an evaluation."""
    body = record.body
    if record.kind == "attribution" and body.get("content"):
        yield from body["content"]
        return
    words = [body[name] for name in reversed(SHAPES[record.kind].words) if body.get(name)]
    yield words[0] if words else body


def _values(body: Mapping[str, Any], item: ArticleItem, places: Selectors) -> dict[str, Any]:
    """Return the fields of a record under our keys; what is empty is left out, as linked data has no null."""
    found: dict[str, Any] = {}
    own_words = body.keys() >= SPAN
    for key, value in body.items():
        if value is None or value == [] or key == "id" or (own_words and key in SPAN):
            continue
        if key in OTHERS and isinstance(value, str):
            found[key] = record_iri(item, OTHERS[key], value)
        else:
            found[RENAMED.get(key, key)] = _value(value, item, places)
    return found


def _value(value: Any, item: ArticleItem, places: Selectors) -> Any:
    if isinstance(value, (list, tuple)):
        return [_value(one, item, places) for one in value]
    if not isinstance(value, dict):
        return value
    if not value.keys() >= SPAN:
        return _values(value, item, places)
    rest = _values(value, item, places)
    place = places.target(value)
    return {**rest, "words": place} if rest else place
