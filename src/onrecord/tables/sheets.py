"""The tables as CSV (RFC 4180, UTF-8): what Parquet holds, for programs that read text only, and back.

Lists are JSON arrays in their cell, days ISO 8601, truth values `true` and `false`; an empty cell is no value. Cells
are exact: a word that begins with "=" stays as it is, so import the columns as text where a spreadsheet would run it.
"""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from onrecord.tables.rows import Row
    from onrecord.tables.specs import Table

# a whole book in one cell; the reader of the standard library stops at 128 KiB otherwise
LONGEST_CELL = 1 << 28


class CsvTable:
    """One CSV file that takes rows; the names of the columns are its first line."""

    def __init__(self, path: Path, table: Table) -> None:
        self.rows = 0
        self._file = path.open("w", encoding="utf-8", errors="backslashreplace", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(table.names)
        self._write = [_WRITE.get(column.type, _same) for column in table.columns]

    def write(self, rows: Sequence[Row]) -> None:
        """Take rows."""
        write = self._write
        self._writer.writerows([[f(value) for f, value in zip(write, row, strict=True)] for row in rows])
        self.rows += len(rows)

    def close(self) -> int:
        """Close the file; returns how many rows there are."""
        self._file.close()
        return self.rows


def _same(value: Any) -> Any:
    return value


def _list(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _truth(value: Any) -> str:
    return "" if value is None else str(value).lower()


_WRITE: Mapping[str, Callable[[Any], Any]] = {"strings": _list, "boolean": _truth, "number": _same}
_READ: Mapping[str, Callable[[str], Any]] = {
    "string": str,
    "strings": json.loads,
    "integer": int,
    "number": float,
    "boolean": lambda cell: cell == "true",
    "date": date.fromisoformat,
    "json": str,
}


def read_sheet(path: Path, table: Table) -> Iterator[dict[str, Any]]:
    """Yield the rows of a CSV file of a table; raises SourceError, naming line and column, where it is none of ours.

    Where a column may be empty, an empty cell is None; else it is the empty string.
    """
    csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file, strict=True)
            if tuple(next(rows, ())) != table.names:
                raise SourceError(f"{path}: its columns are not those of {table.name}; use the export as it was made")
            for row in rows:
                yield _values(path, rows.line_num, table, row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path}: cannot be read as CSV ({error})") from error


def _values(path: Path, line: int, table: Table, row: Sequence[str]) -> dict[str, Any]:
    if len(row) != len(table.columns):
        raise SourceError(f"{path}: line {line} has {len(row)} cells, not {len(table.columns)}")
    found: dict[str, Any] = {}
    for column, cell in zip(table.columns, row, strict=True):
        try:
            lacking = cell == "" and (column.optional or column.type not in {"string", "json"})
            found[column.name] = None if lacking else _READ[column.type](cell)
        except ValueError as error:
            raise SourceError(f"{path}: line {line}, {column.name}: {cell[:40]!r} is no {column.type}") from error
    return found
