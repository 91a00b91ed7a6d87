"""Parts: the Parquet files of one shard, one a table, written a bounded number of rows at a time.

Guarantees: equal rows give equal bytes; a part stands under its final name only when it is whole; no more than
`ROWS` rows of a table are held in memory.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

# rows of a table between two writes to disk
ROWS = 256
COMPRESSION = "zstd"

# columns and types of the tables every lake has; docs/scale.md tells what each holds
TABLES: Mapping[str, Mapping[str, str]] = {
    "articles": {
        "version": "string",
        "article": "string",
        "key": "string",
        "shard": "string",
        "ordinal": "int32",
        "location": "string",
        "source": "string",
        "sha256": "string",
        "title": "string",
        "published": "date32",
        "published_at": "string",
        "kind": "string",
        "outlet": "string",
        "url": "string",
        "language": "string",
        "author": "string",
        "section": "string",
        "wire": "string",
        "characters": "int32",
        "issues": "string",
        "reading": "string",
    },
    "texts": {"version": "string", "text": "string"},
    "signatures": {"version": "string", "minhash": "binary", "shingles": "int32"},
    "bands": {"band": "int64", "version": "string"},
    "records": {"version": "string", "reading": "string", "record": "string"},
    "claims": {
        "claim": "string",
        "version": "string",
        "article": "string",
        "dyads": "list<string>",
        "opens": "date32",
        "closes": "date32",
        "type": "string",
        "status": "string",
        "body": "string",
    },
    "failures": {
        "shard": "string",
        "ordinal": "int32",
        "location": "string",
        "code": "string",
        "message": "string",
    },
}


class Written(NamedTuple):
    """One file of a shard: its table, its rows, its bytes and their SHA-256."""

    table: str
    rows: int
    bytes: int
    sha256: str


class Parts:
    """The files of one shard while they are written into a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._waiting: dict[str, list[Mapping[str, Any]]] = {table: [] for table in TABLES}
        self._rows = dict.fromkeys(TABLES, 0)
        self._writers = {table: self._open(table) for table in TABLES}

    def _open(self, table: str) -> Any:
        import pyarrow.parquet as pq  # noqa: PLC0415 - heavy, and only those who write tables need it

        # dictionaries pay where a column repeats itself, which ids and texts do not
        return pq.ParquetWriter(self._folder / f"{table}.parquet", schema_of(table), compression=COMPRESSION)

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """Add a row, whose keys are the columns of its table."""
        waiting = self._waiting[table]
        waiting.append(row)
        if len(waiting) >= ROWS:
            self._write(table)

    def _write(self, table: str) -> None:
        import pyarrow as pa  # noqa: PLC0415

        rows = self._waiting[table]
        if rows:
            self._writers[table].write_table(pa.Table.from_pylist(rows, schema=schema_of(table)))
            self._rows[table] += len(rows)
            self._waiting[table] = []

    def close(self) -> tuple[Written, ...]:
        """Write what waits and close the files; returns what each of them is."""
        found = []
        for table, writer in self._writers.items():
            self._write(table)
            writer.close()
            path = self._folder / f"{table}.parquet"
            found.append(Written(table, self._rows[table], path.stat().st_size, sha256_of(path)))
        return tuple(found)

    def abandon(self) -> None:
        """Close the files without caring for what they hold."""
        for writer in self._writers.values():
            writer.close()


def schema_of(table: str) -> Any:
    """Return the Arrow schema of a table."""
    import pyarrow as pa  # noqa: PLC0415

    types = {"list<string>": pa.list_(pa.string())}
    columns = TABLES[table].items()
    return pa.schema([(name, types.get(type_) or pa.type_for_alias(type_)) for name, type_ in columns])


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def move(source: Path, target: Path) -> None:
    """Put a whole file in its place at once, and on the disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb+") as file:
        os.fsync(file.fileno())
    source.replace(target)


def row_groups(file: Path) -> tuple[int, ...]:
    """Return how many rows each row group of a Parquet file has; raises OSError or ValueError where it is none."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    with pq.ParquetFile(file) as opened:
        found = opened.metadata
        return tuple(found.row_group(n).num_rows for n in range(found.num_row_groups))


def read_rows(file: Path, first: int, groups: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows of some row groups of a Parquet file, each with its number in the file, counted from 0."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    with pq.ParquetFile(file) as opened:
        number = sum(opened.metadata.row_group(n).num_rows for n in range(first))
        for batch in opened.iter_batches(ROWS, row_groups=list(range(first, first + groups))):
            for row in batch.to_pylist():
                yield number, row
                number += 1


def read_table(files: Sequence[Path], columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of files of one table, in their order."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    for file in files:
        with pq.ParquetFile(file) as opened:
            for batch in opened.iter_batches(ROWS, columns=list(columns) if columns else None):
                yield from batch.to_pylist()
