"""Rows of a native export on disk, whichever form it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.errors import SourceError
from onrecord.tables.arrow import read_rows
from onrecord.tables.sheets import read_sheet
from onrecord.tables.specs import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def stored_rows(folder: Path, name: str, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table in the order in which they stand, with some columns or all; raises SourceError."""
    parquet, sheet = (folder / f"{name}.{form}" for form in ("parquet", "csv"))
    if parquet.is_file():
        yield from read_rows(parquet, columns)
        return
    if not sheet.is_file():
        raise SourceError(f"{folder}: {name} is missing; use the export as it was made")
    for row in read_sheet(sheet, tables()[name]):
        yield row if columns is None else {column: row[column] for column in columns}
