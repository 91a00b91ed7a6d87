"""Rows from plain values: a record (docs/json.md), an event or a line of the ledger becomes rows of its tables.

Guarantees: pure functions of the values; rows in the order of the values; every column of a table has a value of its
type or None. A value of another kind than the column tells raises SourceError, naming table and column.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.errors import SourceError
from onrecord.record.ids import content_id
from onrecord.tables.specs import tables_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from onrecord.tables.specs import Column, Of, Table

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
HALVES = re.compile("[\ud800-\udfff]")
ISO_DAY = 10
# one encoder for all: json.dumps makes a new one each time
ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# types whose values stand in a row as they come; Arrow checks that they are those of their column
AS_THEY_COME = frozenset({"string", "integer", "number", "boolean"})
PLAIN = frozenset({str, int, float, bool, type(None)})
SORTS = ("words", "words within", "plain", "plain within", "days", "lists", "rest")
NOTHING: Mapping[str, Any] = {}


class _Entry(NamedTuple):
    """What one row is made from: the entry itself, what encloses it, the whole, its tag and its place in the list."""

    row: Any
    outer: Any
    top: Any
    tag: str
    nth: int


def record_rows(
    record: Mapping[str, Any],
    *,
    article: str | None = None,
    text: str | None = None,
    more: Mapping[str, Any] | None = None,
    only: frozenset[str] | None = None,
) -> Rows:
    """Return the rows of one record, by table.

    `article` is the id under which its rows hang together (of the document, where none is given), `text` what its
    spans point into; `more` holds `version`, `key`, `group` and, as `record`, the JSON of the record as it was read
    where that is another one. With `only`, rows of these tables alone are made.
    """
    document = record.get("document", {})
    whole = text if text is not None else document.get("text")
    top = {
        **record,
        "article": article or document["id"],
        "text": whole,
        "characters": None if whole is None else len(whole),
        "text_json": json.dumps(whole) if whole is not None and HALVES.search(whole) else None,
        "evaluations": [_with_id(one) for one in record.get("evaluations", ())],
        **({"record": json_text(record)} if more is None or "record" not in more else {}),
        **(more or {}),
    }
    return rows_of("record", top, only)


def rows_of(kind: Of, values: Mapping[str, Any], only: frozenset[str] | None = None) -> Rows:
    """Return the rows of what an event, a line of the ledger or a prepared record holds, by table (`only` of some)."""
    return {
        table.name: [make(entry) for entry in _entries(table, values)]
        for table, make in _makers(kind)
        if only is None or table.name in only
    }


def _with_id(evaluation: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an evaluation under the id of its content, as a store knows it."""
    if "id" in evaluation:
        return evaluation
    own = {name: value for name, value in evaluation.items() if name not in {"record", "state", "corrected"}}
    return {**evaluation, "id": content_id(json.dumps(own, sort_keys=True))}


def json_text(value: Any) -> str:
    """Return a value as JSON, compact, keys in their order; halves of characters as escapes."""
    if not value and value in ([], {}):
        return "[]" if isinstance(value, list) else "{}"
    line = ENCODE(value)
    return line if line.isascii() else HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", line)


def _entries(table: Table, top: Mapping[str, Any]) -> list[_Entry]:
    outers: Iterable[Any] = (top,) if table.each is None else top.get(table.each) or ()
    if not table.within:
        return [_Entry(one, top, top, "", nth) for nth, one in enumerate(outers)]
    found: list[_Entry] = []
    for outer in outers:
        for tag, path in table.within.items():
            inner = _follow(outer, path.split(".")) or ()
            found += [_Entry(one, outer, top, tag, nth) for nth, one in enumerate(inner)]
    return found


@cache
def _makers(kind: Of) -> tuple[tuple[Table, Callable[[_Entry], Row]], ...]:
    return tuple((table, _maker(table)) for table in tables_of(kind))


def _maker(table: Table) -> Callable[[_Entry], Row]:
    """Return what makes a row. Columns of one sort are made together, since a row has many and there are many rows."""
    getters = [_getter(table, column) for column in table.columns]
    sorts = [_sort(column) for column in table.columns]
    paths = {sort: [c.path for c, own in zip(table.columns, sorts, strict=True) if own == sort] for sort in SORTS}
    within = {sort: [tuple(path.split(".")) for path in paths[sort]] for sort in ("words within", "plain within")}
    rest = [getters[n] for n, sort in enumerate(sorts) if sort == "rest"]
    places = [n for sort in SORTS for n, own in enumerate(sorts) if own == sort]
    order = [places.index(n) for n in range(len(places))]

    def make(entry: _Entry) -> Row:
        get = entry.row.get
        try:
            # no words are no value where a column may be empty: CSV knows no difference
            values: list[Any] = [get(name) or None for name in paths["words"]]
            values += [(get(a) or NOTHING).get(b) or None for a, b in within["words within"]]
            values += [get(name) for name in paths["plain"]]
            values += [(get(a) or NOTHING).get(b) for a, b in within["plain within"]]
            known = PLAIN.issuperset(map(type, values))
            values += [_day(day) if day else None for day in map(get, paths["days"])]
            values += [_strings(some) if some else [] for some in map(get, paths["lists"])]
        except (AttributeError, TypeError, ValueError):
            known = False
        if not known:
            # one by one, so that the wrong one is named
            return tuple([get(entry) for get in getters])
        values += [get(entry) for get in rest]
        return tuple([values[n] for n in order])

    return make


def _sort(column: Column) -> str:
    """Return how the values of a column are made: those of one sort alike."""
    parts = column.path.split(".")
    if parts[0] in {"tag", "nth", "outer", "top"} or "*" in parts or len(parts) > 2:
        return "rest"
    if column.type in AS_THEY_COME and column.default is None:
        sort = "words" if column.type == "string" and column.optional else "plain"
        return sort if len(parts) == 1 else f"{sort} within"
    if len(parts) == 1 and column.type in {"date", "strings"}:
        return "days" if column.type == "date" else "lists"
    return "rest"


def _getter(table: Table, column: Column) -> Callable[[_Entry], Any]:
    read, convert, place = _reader(column.path), CONVERT[column.type], f"{table.name}.{column.name}"
    absent: Any = [] if column.type == "strings" else column.default

    def get(entry: _Entry) -> Any:
        value = read(entry)
        # where a column may be empty, no words are no value: CSV knows no difference
        if value is None or (value == "" and column.optional):
            return "[]" if column.type == "json" and not column.optional else absent
        try:
            return convert(value)
        except (TypeError, ValueError) as error:
            raise SourceError(
                f"{place}: {value!r} is no {column.type}; docs/exports.md tells what stands there"
            ) from error

    return get


def _reader(path: str) -> Callable[[_Entry], Any]:
    parts = path.split(".")
    if path in {"tag", "nth"}:
        at = _Entry._fields.index(path)
        return lambda entry: entry[at]
    if parts[0] in {"outer", "top"}:
        whose = _Entry._fields.index(parts.pop(0))
        return lambda entry: _follow(entry[whose], parts)
    if len(parts) == 1:
        return lambda entry: entry.row.get(path)
    if len(parts) == 2 and "*" not in parts:
        first, second = parts
        return lambda entry: (entry.row.get(first) or NOTHING).get(second)
    return lambda entry: _follow(entry.row, parts)


def _follow(value: Any, parts: list[str]) -> Any:
    for place, part in enumerate(parts):
        if value is None:
            return None
        if part == "*":
            return [_follow(one, parts[place + 1 :]) for one in value]
        value = value.get(part)
    return value


@lru_cache(8192)
def _day(value: str) -> date:
    return date.fromisoformat(value[:ISO_DAY])


def _strings(value: Any) -> list[str]:
    """Return the strings of a list, each once, without gaps."""
    return list(dict.fromkeys([str(one) for one in value if one is not None])) if value else []


CONVERT: Mapping[str, Callable[[Any], Any]] = {
    "string": str,
    "strings": _strings,
    "integer": int,
    "number": float,
    "boolean": bool,
    "date": _day,
    "json": lambda value: value if isinstance(value, str) else json_text(value),
}
