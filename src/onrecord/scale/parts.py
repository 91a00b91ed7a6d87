"""Parts: the Parquet files of one shard, one a table, written a bounded number of rows at a time.

Guarantees: equal rows give equal bytes; a part stands under its final name only when it is whole.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.scale.contents import own_row, shard_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from onrecord.tables.rows import Row

SCHEMA = 1


class Written(NamedTuple):
    """One file of a shard: its table, its rows, its bytes and their SHA-256."""

    table: str
    rows: int
    bytes: int
    sha256: str


class Parts:
    """The files of one shard while they are written into a folder of their own."""

    def __init__(self, folder: Path) -> None:
        from onrecord.tables.arrow import ParquetTable  # noqa: PLC0415 - heavy, and only who writes tables needs it

        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._tables = {
            name: ParquetTable(folder / f"{name}.parquet", table, SCHEMA) for name, table in shard_tables().items()
        }

    def put(self, table: str, values: Mapping[str, Any]) -> None:
        """Add a row of a table of the lake's own, by the names of its columns."""
        self._tables[table].write([own_row(shard_tables()[table], values)])

    def write(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Add rows, by table."""
        for table, some in rows.items():
            if some:
                self._tables[table].write(some)

    def close(self) -> tuple[Written, ...]:
        """Write what waits and close the files; returns what each of them is."""
        found = []
        for name, table in self._tables.items():
            rows = table.close()
            path = self._folder / f"{name}.parquet"
            found.append(Written(name, rows, path.stat().st_size, sha256_of(path)))
        return tuple(found)


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
