"""Events as one CSV file, a row each: what fits into a spreadsheet. docs/exports.md describes the columns."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, ClassVar, TextIO

from onrecord.present.export.exporter import EventItem, Kind, Summary

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from onrecord.present.export.exporter import Header, Item

PLAIN = (
    "id type mode status first last country place latitude longitude told_first told_last articles texts reports"
    " origins origins_denying grade"
).split()
LISTS = ("contexts", "actors", "recipients")
COLUMNS = (*PLAIN[:3], *LISTS, *PLAIN[3:], "statuses", "outlets", "sources", "sentence")
BETWEEN = "; "
# a cell that begins so is taken for a formula by spreadsheets
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class EventsCsv:
    """RFC 4180 in UTF-8, one row an event."""

    name: ClassVar[str] = "events-csv"
    suffix: ClassVar[str] = ".csv"
    needs: ClassVar[frozenset[Kind]] = frozenset({Kind.EVENT})
    drops: ClassVar[tuple[str, ...]] = (
        "single tellings: their counts, outlets, sources and the first sentence stay",
        "spans and rule ids",
        "articles, attributions, positions and all else that is no event",
    )

    def setup(self, out: Path, header: Header) -> None:
        """Open the file and write the names of the columns."""
        self._file: TextIO = out.open("w", encoding="utf-8", errors="backslashreplace", newline="")
        self._rows = csv.writer(self._file)
        self._rows.writerow(COLUMNS)
        self._summary = Summary()

    def feed(self, item: Item) -> None:
        """Write an event."""
        if isinstance(item, EventItem):
            self._rows.writerow([cell(value) for value in _row(item.values)])
            self._summary.write("events")

    def finish(self) -> Summary:
        """Close the file."""
        self._file.close()
        return self._summary


def cell(value: Any) -> Any:
    """Return a value for a spreadsheet: words that would be a formula there get an apostrophe before them.

    >>> cell("=1+1"), cell(-1.5)
    ("'=1+1", -1.5)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _row(values: Mapping[str, Any]) -> list[Any]:
    told = values["tellings"]
    row = dict(values) | {name: BETWEEN.join(values[name]) for name in LISTS}
    row["statuses"] = BETWEEN.join(f"{status} {count}" for status, count in values["statuses"].items())
    row["outlets"] = BETWEEN.join(sorted({one["outlet"] for one in told if one["outlet"]}))
    sources = (one["source"]["name"] or one["source"]["words"] or one["source"]["type"] for one in told)
    row["sources"] = BETWEEN.join(dict.fromkeys(sources))
    row["sentence"] = told[0]["sentence"] if told else ""
    return [row[name] for name in COLUMNS]
