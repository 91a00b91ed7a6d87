"""CSV and TSV: a header of column names, then one item a row.

Guarantees: the delimiter is told from the header (comma, semicolon, tab, bar), the encoding from the byte order mark or
the first rows; one row is held at a time; a row that cannot be read is left out and the reading goes on. The fields are
those of `fields.py`.
"""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from charset_normalizer import from_bytes

from onrecord.ingest.fields import has_text, known_columns, read_row
from onrecord.ingest.items import LeftOut, Place, Rules, left_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.types.text import RawItem

DELIMITERS = ",;\t|"
SAMPLE = 1 << 16
CHUNK = 1 << 20
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_table(stream: io.BufferedReader, place: Place, rules: Rules) -> Iterator[RawItem | LeftOut]:
    """Yield the items of a table, and what was left out of it."""
    text = io.TextIOWrapper(stream, encoding=_encoding(stream), errors="replace", newline="")
    try:
        lines = _Lines(text, rules.limits.line)
        header = next(lines, "")
        delimiter = best_delimiter(header, rules)
        csv.field_size_limit(rules.limits.field)
        yield from _rows(csv.reader(_after(header, lines), delimiter=delimiter), lines, place, rules)
    finally:
        text.detach()


def best_delimiter(header: str, rules: Rules) -> str:
    """Return the delimiter that gives the most columns whose names are known, and then the most columns."""

    def merit(delimiter: str) -> tuple[int, int]:
        try:
            columns = next(csv.reader([header.lstrip("\ufeff")], delimiter=delimiter), [])
        except csv.Error:
            return 0, 0
        return known_columns(columns, rules.field_map), len(columns)

    return max(DELIMITERS, key=merit)


def _after(header: str, lines: _Lines) -> Iterator[str]:
    yield header
    yield from lines


def _rows(reader: Iterator[list[str]], lines: _Lines, place: Place, rules: Rules) -> Iterator[RawItem | LeftOut]:
    try:
        header = [column.lstrip("\ufeff") for column in next(reader, [])]
    except csv.Error as error:
        yield left_out(place.location, "not-csv", f"the header is not CSV ({error})")
        return
    if not has_text(header, rules.field_map):
        named = ", ".join(header)[:200]
        message = f"no column is known to hold the text ({named}); say which with a field map, text=COLUMN"
        yield left_out(place.location, "no-text-column", message)
        return
    number = 1
    while True:
        number += 1
        here = place.part(number)
        lines.cut = False
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield left_out(here.location, "bad-row", f"the row is not CSV ({error}); it is left out")
            continue
        yield from _row(header, row, lines, here, rules)


def _row(header: list[str], row: list[str], lines: _Lines, place: Place, rules: Rules) -> Iterator[RawItem | LeftOut]:
    if lines.cut:
        message = f"the row has a line longer than {lines.limit:,} characters; it is left out"
        yield left_out(place.location, "line-too-long", message)
    elif len(row) > len(header):
        message = f"the row has {len(row)} fields, the header {len(header)}: a quotation mark is missing or too many"
        yield left_out(place.location, "bad-row", message)
    elif any(row):
        if any("\ufffd" in value for value in row):
            yield left_out(place.location, "undecodable", "some characters could not be decoded", whole=False)
        yield from read_row(dict(zip(header, row, strict=False)), place, rules)


class _Lines:
    """The lines of a text, none longer than `limit`; `cut` is True after one that was, which is given cut."""

    def __init__(self, text: io.TextIOWrapper, limit: int) -> None:
        self._text, self.limit, self.cut = text, limit, False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self.limit + 1)
        if not line:
            raise StopIteration
        if len(line) > self.limit:
            self.cut = True
            rest = line
            while rest and not rest.endswith("\n"):
                rest = self._text.readline(CHUNK)
            return "\n"
        return line


def _encoding(stream: io.BufferedReader) -> str:
    sample = stream.peek(SAMPLE)[:SAMPLE]
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        best = from_bytes(sample).best()
        return best.encoding if best else "cp1252"
    return "utf-8"
