"""Items as rows of the tables of `formats/tables.yml`: what native exports, data frames and releases are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.project.outgoing import ArticleItem, EventItem, Kind, LayerItem
from onrecord.record.kinds import SHAPES
from onrecord.tables.rows import json_text, record_rows, rows_of

if TYPE_CHECKING:
    from onrecord.project.outgoing import Item
    from onrecord.tables.rows import Rows
    from onrecord.tables.specs import Of

MADE_FROM: dict[Of, Kind] = {
    "record": Kind.ARTICLE,
    "event": Kind.EVENT,
    "expectation": Kind.EXPECTATION,
    "kept": Kind.LAYERS,
}


def item_rows(item: Item, only: frozenset[str] | None = None, without: frozenset[str] = frozenset()) -> Rows:
    """Return the rows of an item, by table: `only` of some tables; `without` leaves long columns of articles empty."""
    if isinstance(item, ArticleItem):
        return _article_rows(item, only, without)
    if isinstance(item, LayerItem):
        return rows_of("kept", item.values, only)
    return rows_of("event" if isinstance(item, EventItem) else "expectation", item.values, only)


def _article_rows(item: ArticleItem, only: frozenset[str] | None, without: frozenset[str]) -> Rows:
    record: dict[str, Any] = dict(item.record or {})
    record["document"] = {**record.get("document", {}), **item.meta}
    record["provenance"] = item.provenance or {}
    for shape in SHAPES.values():
        record[shape.plural] = []
    for standing in item.standing:
        if standing.state != "rejected":
            known = {"record": standing.id, "state": standing.state, "corrected": list(standing.corrected)}
            record[SHAPES[standing.kind].plural].append({**standing.body, **known})
    more = {
        "version": item.version,
        "key": item.key,
        "group": item.group,
        "record": json_text(item.read) if item.read is not None and "record" not in without else None,
    } | dict.fromkeys(without - {"record"})
    return record_rows(record, article=item.id, text=item.text, more=more, only=only)
