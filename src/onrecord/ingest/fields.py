"""Fields of one row (a JSON object, a line of a CSV file) to an item: by the user's map or by usual names.

Guarantees: a row's own names (`text`, `title`, ...) go before the usual ones of `formats/columns.yml`, the user's map
before both; what a row lacks is filled in from what the caller knows; a field that cannot be read is told and left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from onrecord.errors import UsageError
from onrecord.ingest.items import LeftOut, Place, Rules, left_out, new_item, with_defaults
from onrecord.ingest.published import Published, read_time
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from onrecord.types.text import RawItem

FILE = "formats/columns.yml"
OTHER_MARKS = re.compile(r"[^0-9a-z]+")
WORDS = ("title", "outlet", "url", "language", "author", "section", "wire")
# Seconds since 1970 in the years 1990 to 2099; thousands of them are milliseconds.
SECONDS = (631_152_000, 4_102_444_800)


class Field(NamedTuple):
    """A value of a row and the column it stands in; `own` where the row was given that name for it."""

    value: Any
    column: str
    own: bool


def check_field_map(field_map: Mapping[str, str]) -> None:
    """Raise a UsageError where a field map names a field that items do not have."""
    unknown = [name for name in field_map if name not in _usual_names()]
    if unknown:
        raise UsageError(f"field map: {unknown[0]!r} is no field; the fields are {', '.join(_usual_names())}")


def known_columns(columns: Iterable[str], field_map: Mapping[str, str]) -> int:
    """Return how many of the columns stand for a field."""
    named = {plain_name(name) for name in field_map.values()} | _all_names()
    return sum(plain_name(column) in named for column in columns)


def has_text(columns: Iterable[str], field_map: Mapping[str, str]) -> bool:
    """Return whether one of the columns can hold the text."""
    names = {
        plain_name(name)
        for field in ("text", "html", "summary")
        for name in ([field_map[field]] if field in field_map else _usual_names()[field])
    }
    return any(plain_name(column) in names for column in columns)


def plain_name(column: str) -> str:
    """Return a column's name in small letters with one underscore for any other marks.

    >>> plain_name(" Publication Date")
    'publication_date'
    """
    return OTHER_MARKS.sub("_", column.casefold()).strip("_")


def read_row(row: Mapping[str, Any], place: Place, rules: Rules) -> Iterator[RawItem | LeftOut]:
    """Yield the item a row holds, after what had to be left out of it; only the latter where it has no text."""
    plain = {plain_name(key): value for key, value in reversed([*row.items()]) if isinstance(key, str)}
    find = _Finder(row, plain, rules.field_map)
    kind: Literal["text", "html"] = "text"
    body = find("text")
    if body is None or not isinstance(body.value, str) or not body.value.strip():
        kind, body = "html", find("html")
    if body is None:
        kind, body = "text", find("summary")
    if body is None or not isinstance(body.value, str):
        yield left_out(place.location, "no-text", 'it has neither "text" nor "html" with a string')
        return
    limit = rules.limits.text if kind == "text" else rules.limits.html
    if len(body.value) > limit:
        yield left_out(place.location, "too-large", f"the {kind} is longer than {limit:,} characters; it is left out")
        return
    yield from _with_fields(new_item(place, body.value, kind, Rules()), find, rules)


class _Finder:
    """Finds the value of a field in one row."""

    def __init__(self, row: Mapping[str, Any], plain: Mapping[str, Any], field_map: Mapping[str, str]) -> None:
        self._row, self._plain, self._map = row, plain, field_map

    def __call__(self, name: str) -> Field | None:
        """Return the first filled column of a field."""
        if name in self._map:
            column = self._map[name]
            value = self._row.get(column, self._plain.get(plain_name(column)))
            value = _nested(self._row, column) if value is None else value
            return None if value in (None, "") else Field(value, column, own=True)
        for column in _usual_names()[name]:
            value = self._plain.get(column)
            if value not in (None, "", [], {}):
                return Field(value, column, own=column == name)
        return None


def _nested(row: Mapping[str, Any], path: str) -> Any:
    """Return what a dotted path leads to ("source.name")."""
    value: Any = row
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _with_fields(item: RawItem, find: _Finder, rules: Rules) -> Iterator[RawItem | LeftOut]:
    place = item.location
    known: dict[str, str | None] = {}
    for name in WORDS:
        field = find(name)
        known[name] = _words(field.value) if field else None
        if field and field.own and known[name] is None and not _is_blank(field.value):
            yield left_out(place, "field-unreadable", f'"{field.column}" is no string; it is left out', whole=False)
    field = find("published")
    published = _time(field.value) if field else None
    if field and published is None:
        message = f'"{field.column}" {str(field.value)[:40]!r} is no ISO or RFC 2822 date; it is left out'
        yield left_out(place, "published-unreadable", message, whole=False)
    field = find("id")
    identity = field.value if field else None
    if isinstance(identity, bool) or not isinstance(identity, (str, int, type(None))):
        yield left_out(place, "field-unreadable", '"id" is no string or number; it is left out', whole=False)
        identity = None
    day: date | None = published.day if published else None
    item = replace(
        item,
        id=str(identity).strip() or None if identity is not None else None,
        published=day,
        **known,  # type: ignore[arg-type]
    )
    yield with_defaults(replace(item, published_at=published.at if published else None), rules.defaults)


def _is_blank(value: Any) -> bool:
    return isinstance(value, str) and not value.strip()


def _words(value: Any) -> str | None:
    """Return a value as one line of words: a string, the name of an object, or a list of such."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, dict):
        return _words(value.get("name") or value.get("title"))
    if isinstance(value, list) and value and all(isinstance(part, (str, dict)) for part in value):
        return "; ".join(words for part in value if (words := _words(part))) or None
    return None


def _time(value: Any) -> Published | None:
    if isinstance(value, str):
        return read_time(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    for seconds in (value, value / 1000):
        if SECONDS[0] <= seconds <= SECONDS[1]:
            return _since_1970(seconds)
    return None


def _since_1970(seconds: float) -> Published:
    moment = datetime.fromtimestamp(int(seconds), UTC)
    return Published(moment.date(), moment.isoformat())


@cache
def _usual_names() -> Mapping[str, tuple[str, ...]]:
    return {field: tuple(names) for field, names in load_yaml(FILE)["fields"].items()}


@cache
def _all_names() -> frozenset[str]:
    return frozenset(name for names in _usual_names().values() for name in names)
