"""Rows of a table of event data: its columns found by header or by place, each row as column → value, or refused.

Guarantees: no row is lost: each line after the header gives a row, a `Refused`, or is empty; columns are those of
`formats/coded.yml` whatever their spelling and order; what stands in no known column is kept under its own name; values
that stand for nothing are left out of a row. Tabs are never quoted in these files, so a quotation mark is text there;
in tables with commas or semicolons it quotes.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.errors import SourceError
from onrecord.types.outside import Noted, Refused
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.ingest.coded.opening import Line

FILE = "formats/coded.yml"
DELIMITERS = ("\t", ";", ",", "|")
MARKS = re.compile(r"[^0-9a-z]+")
# an index some programs write in front of each row
INDEX_NAMES = frozenset({"", "unnamed0", "rownames", "x1"})


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a data set in order, other spellings, what must be there, and what older layouts lack."""

    name: str
    columns: tuple[str, ...]
    plain: Mapping[str, str]
    required: tuple[str, ...]
    short: frozenset[str]
    missing: frozenset[str]


class Row(NamedTuple):
    """One row: its line and its filled columns."""

    line: int
    values: Mapping[str, str]


@cache
def layout(name: str) -> Layout:
    """Return the layout of a data set."""
    entry: Mapping[str, Any] = load_yaml(FILE)[name]
    columns = tuple(entry["columns"])
    plain = {plain_name(column): column for column in columns} | dict(entry["aliases"])
    return Layout(
        name,
        columns,
        plain,
        tuple(entry["required"]),
        frozenset(entry["short"]),
        frozenset(map(str, entry["missing"])),
    )


def plain_name(column: str) -> str:
    """Return a column's name in small letters and digits alone.

    >>> plain_name("Actor1Geo_FullName")
    'actor1geofullname'
    """
    return MARKS.sub("", column.casefold())


def read_rows(lines: Iterator[Line], wanted: Layout) -> Iterator[Row | Refused | Noted]:
    """Yield the rows of a table. Raises SourceError where it is no table of this data set."""
    first = next((line for line in lines if line.text is None or line.text.strip()), None)
    if first is None:
        return
    if first.text is None:
        raise SourceError(f"the first line is too long to be a header or a row of {wanted.name}; is it the right file?")
    delimiter = best_delimiter(first.text, wanted)
    header = split(first.text, delimiter)
    columns = columns_of(header, wanted)
    if columns is None:
        columns = unnamed_columns(len(header), wanted)
        lines = chain((first,), lines)
    yield from _rows(lines, columns, delimiter, wanted)


def best_delimiter(line: str, wanted: Layout) -> str:
    """Return the delimiter that gives most known columns, and then the most fields."""

    def merit(delimiter: str) -> tuple[int, int]:
        fields = split(line, delimiter)
        return sum(plain_name(field) in wanted.plain for field in fields), len(fields)

    return max(DELIMITERS, key=merit)


def split(line: str, delimiter: str) -> list[str]:
    """Return the fields of a line; tabs are not quoted."""
    if delimiter == "\t":
        return line.split("\t")
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


def columns_of(header: Sequence[str], wanted: Layout) -> tuple[str, ...] | None:
    """Return the columns a header names; None where it is a row. Raises SourceError where columns are missing."""
    found = [wanted.plain.get(plain_name(name)) for name in header]
    known = {name for name in found if name}
    if len(known) < min(3, len(wanted.required)):
        return None
    lacking = [name for name in wanted.required if name not in known]
    if lacking:
        raise SourceError(f"the header has no column {lacking[0]!r}; it is no table of {wanted.name}")
    own = [
        name or ("" if plain_name(given) in INDEX_NAMES else given) for name, given in zip(found, header, strict=True)
    ]
    # of two columns of one name the first counts
    return tuple("" if name in own[:at] else name for at, name in enumerate(own))


def unnamed_columns(fields: int, wanted: Layout) -> tuple[str, ...]:
    """Return the columns of a table without header, by how many there are. Raises SourceError."""
    if fields == len(wanted.columns):
        return wanted.columns
    older = tuple(name for name in wanted.columns if name not in wanted.short)
    if fields == len(older):
        return older
    raise SourceError(
        f"the first line has {fields} fields and names no columns; {wanted.name} has {len(wanted.columns)}:"
        " is it the right file, and the right data set?"
    )


def _rows(
    lines: Iterable[Line], columns: tuple[str, ...], delimiter: str, wanted: Layout
) -> Iterator[Row | Refused | Noted]:
    for line in lines:
        if line.text is None:
            yield Refused(line.number, "line-too-long", "the line is longer than a million characters")
            continue
        if not line.text.strip():
            continue
        if line.odd:
            yield Noted(line.number, "not-utf8", "read as Windows-1252")
        fields = split(line.text, delimiter)
        while len(fields) > len(columns) and not fields[-1].strip():
            fields.pop()
        # the last columns may be left away where they are empty
        optional = wanted.short | frozenset(columns[-1:])
        lacking = columns[len(fields) :]
        if len(fields) > len(columns) or any(name and name not in optional for name in lacking):
            message = f"the row has {len(fields)} fields instead of {len(columns)}"
            yield Refused(line.number, "wrong-fields", message)
            continue
        yield Row(line.number, _filled(columns, fields, wanted))


def _filled(columns: Sequence[str], fields: Sequence[str], wanted: Layout) -> dict[str, str]:
    found = {}
    for name, field in zip(columns, fields, strict=False):
        value = field.strip().replace("\0", "")
        if name and value not in wanted.missing:
            found[name] = value
    return found
