"""The native exports: every table of `formats/tables.yml` as Parquet or CSV, described as a data package.

They hold all that a project is made from, so that `onrecord import` makes the same project of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from onrecord.present.export.exporter import ArticleItem, Kind, Summary
from onrecord.project.tabling import item_rows
from onrecord.tables.arrow import ParquetTable
from onrecord.tables.package import package_name, resource, write_package
from onrecord.tables.sheets import CsvTable
from onrecord.tables.specs import tables, tables_of

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.present.export.exporter import Header, Item
    from onrecord.tables.package import Form
    from onrecord.tables.specs import Table

TABLES = tables_of("record", "event", "expectation", "kept")
NO_LICENCE = "none stated; texts belong to those who published them"


class _Native(ABC):
    """A folder of tables; the two formats differ in how a table is written."""

    suffix: ClassVar[str] = ""
    needs: ClassVar[frozenset[Kind]] = frozenset(Kind)
    drops: ClassVar[tuple[str, ...]] = (
        "the log of runs and failures, what feeds told, and imported data of others",
        "times and persons of a text as tables (they stand in articles.record)",
    )
    form: ClassVar[Form]

    def setup(self, out: Path, header: Header) -> None:
        """Open a file for every table."""
        self._out, self._header = out, header
        self._files = {table.name: self._open(table) for table in TABLES}
        self._outlets: set[str] = set()

    def _path(self, table: Table) -> Path:
        return self._out / f"{table.name}.{self.form}"

    @abstractmethod
    def _open(self, table: Table) -> ParquetTable | CsvTable:
        """Open the file of a table."""

    def feed(self, item: Item) -> None:
        """Write the rows of an item."""
        for name, rows in item_rows(item).items():
            if rows:
                self._files[name].write(rows)
        if isinstance(item, ArticleItem) and item.meta.get("outlet"):
            self._outlets.add(item.meta["outlet"])

    def finish(self) -> Summary:
        """Close the files and describe them."""
        summary = Summary()
        present = frozenset(self._files)
        described = []
        for name, file in self._files.items():
            rows = file.close()
            summary.write(name, rows)
            described.append(resource(tables()[name], self._path(tables()[name]), self.form, rows, present))
        write_package(self._out, self._about(), described)
        return summary

    def _about(self) -> dict[str, Any]:
        header = self._header
        licence = header.licence
        return {
            "name": package_name(header.project),
            "title": header.project,
            "description": "Who did, said or plans what with whom, when and where, according to whom: made by onrecord"
            f" {header.program} from what {len(self._outlets)} outlets published.",
            "version": str(header.schema),
            "licenses": [{"name": licence}] if licence else [],
            "rights": licence or NO_LICENCE,
            "sources": [{"title": outlet} for outlet in sorted(self._outlets)],
            "onrecord": {
                "schema": header.schema,
                "program": header.program,
                "filters": dict(header.asked),
                "ledger_of": header.today.isoformat(),
                "readers": [dict(reader) for reader in header.readers],
            },
        }


class Parquet(_Native):
    """Parquet: typed, small, quick to open in R, pandas, Polars, DuckDB."""

    name: ClassVar[str] = "parquet"
    form: ClassVar[Form] = "parquet"

    def _open(self, table: Table) -> ParquetTable:
        return ParquetTable(self._path(table), table, self._header.schema)


class Csv(_Native):
    """CSV: the same tables for programs that read text only."""

    name: ClassVar[str] = "csv"
    form: ClassVar[Form] = "csv"

    def _open(self, table: Table) -> CsvTable:
        return CsvTable(self._path(table), table)
