"""The one door to Arrow: tables with the types that `specs` tells, written as Parquet that is the same every time.

Guarantees of a file: rows in the order in which they came, in row groups of a fixed size, zstd; in its metadata the
table's name and the schema version, and of every column its meaning; no clock. A file that is not closed is no Parquet
file. Memory is that of one row group. Text that UTF-8 cannot hold (halves of characters) is written as escapes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from onrecord.tables.rows import Row
    from onrecord.tables.specs import Column, Table

GROUP_ROWS = 20_000
# rows of a table that holds whole texts and records
GROUP_TEXTS = 500
# rows that are turned into columns at a time; divides both sizes
PORTION = 500
BIG = frozenset({"articles", "readings", "texts"})
READ_ROWS = 256
TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "strings": pa.list_(pa.string()),
    "integer": pa.int64(),
    "bytes": pa.binary(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "json": pa.string(),
}


def schema_of(table: Table, schema: int) -> pa.Schema:
    """Return the Arrow schema of a table; `schema` is the version of the description."""
    about = {"onrecord": json.dumps({"table": table.name, "schema": schema}, separators=(",", ":"))}
    return pa.schema([_field(column) for column in table.columns], metadata=about)


def _field(column: Column) -> pa.Field:
    about = {"meaning": column.words} | ({"unit": column.unit} if column.unit else {})
    nullable = column.optional
    return pa.field(column.name, TYPES[column.type], nullable=nullable, metadata=about)


def table_of(table: Table, rows: Iterable[Row], schema: int) -> pa.Table:
    """Return rows as an Arrow table; raises SourceError, naming the column, where a value is of another type."""
    made = schema_of(table, schema)
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    arrays = [_array(table, field, values) for field, values in zip(made, columns, strict=True)]
    return pa.Table.from_arrays(arrays, schema=made)


def _array(table: Table, field: pa.Field, values: Sequence[Any]) -> pa.Array:
    if not field.nullable and None in values:
        raise SourceError(f"{table.name}.{field.name}: a value is missing; docs/exports.md tells what stands there")
    try:
        return pa.array(values, field.type)
    except UnicodeEncodeError:
        return pa.array([_held(value) for value in values], field.type)
    except (pa.ArrowException, TypeError) as error:
        raise SourceError(f"{table.name}.{field.name}: a value is no {field.type} ({error})") from error


def _held(value: Any) -> Any:
    if isinstance(value, list):
        return [_held(one) for one in value]
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value


class ParquetTable:
    """One Parquet file that takes rows; close it, or rows are missing."""

    def __init__(self, path: Path, table: Table, schema: int) -> None:
        self.rows = 0
        self._table, self._schema = table, schema
        self._size = GROUP_TEXTS if table.name in BIG else GROUP_ROWS
        self._waiting: list[Row] = []
        self._made: list[pa.Table] = []
        self._writer = pq.ParquetWriter(path, schema_of(table, schema), compression="zstd", version="2.6")

    def write(self, rows: Sequence[Row]) -> None:
        """Take rows; every time a row group is full, it is written."""
        self._waiting += rows
        portion = min(PORTION, self._size)
        while len(self._waiting) >= portion:
            self._make(self._waiting[:portion])
            del self._waiting[:portion]

    def close(self) -> int:
        """Write what is left and close the file; returns how many rows there are."""
        if self._waiting or not (self.rows or self._made):
            self._make(self._waiting)
        self._waiting = []
        self._put()
        self._writer.close()
        return self.rows

    def __del__(self) -> None:
        """Give a file up that was not closed: the library would try to finish it, and complain where it cannot."""
        writer = getattr(self, "_writer", None)
        if writer is not None:
            writer.is_open = False

    def _make(self, rows: Sequence[Row]) -> None:
        """Turn rows into columns, which take a fraction of their room, until a row group is full."""
        self._made.append(table_of(self._table, rows, self._schema))
        if sum(len(made) for made in self._made) >= self._size:
            self._put()

    def _put(self) -> None:
        if self._made:
            group = pa.concat_tables(self._made).combine_chunks()
            self._writer.write_table(group, row_group_size=self._size)
            self.rows += len(group)
        self._made = []


def save_whole(table: pa.Table, path: Path) -> int:
    """Write an Arrow table as one Parquet file; returns how many rows it has."""
    pq.write_table(table, path, compression="zstd")
    return int(table.num_rows)


def read_rows(
    path: Path, columns: Sequence[str] | None = None, groups: Sequence[int] | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file, or of some of its row groups, a few hundred at a time.

    Raises SourceError where it is no Parquet file.
    """
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(READ_ROWS, row_groups=groups, columns=list(columns) if columns else None):
                yield from batch.to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise SourceError(f"{path}: cannot be read as Parquet ({error})") from error


def group_sizes(path: Path) -> tuple[int, ...]:
    """Return how many rows each row group of a Parquet file has; raises SourceError where it is none."""
    try:
        with pq.ParquetFile(path) as file:
            return tuple(file.metadata.row_group(n).num_rows for n in range(file.num_row_groups))
    except (pa.ArrowException, OSError) as error:
        raise SourceError(f"{path}: cannot be read as Parquet ({error})") from error
