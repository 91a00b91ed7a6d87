"""A table in hand: rows to go over, and the same in Arrow, pandas or Polars.

Guarantees: the rows and their order are those of the exports; a frame never changes. pandas and Polars are loaded when
they are asked for; without them the error says how to install them.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, overload

from onrecord.errors import UsageError
from onrecord.tables.arrow import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from onrecord.tables.rows import Row
    from onrecord.tables.specs import Table

SHOWN_ROWS = 20
SHOWN_COLUMNS = 12
SHOWN_LETTERS = 80
INSTALL = 'pip install "onrecord[frames]"'


class Frame:
    """Rows of one table of docs/tables.md.

    for row in project.events(dyad="RUS-IND"):
        print(row["first"], row["type"], row["status"])

    project.events().to_pandas().groupby("type").size()
    """

    def __init__(self, table: Table, data: pa.Table) -> None:
        self._table, self._data = table, data

    @classmethod
    def of(cls, table: Table, rows: Iterable[Row], columns: Sequence[str], schema: int) -> Frame:
        """Return a frame of rows with some of the table's columns."""
        return cls(table, table_of(table, rows, schema).select(list(columns)))

    @property
    def name(self) -> str:
        """Return the name of the table."""
        return self._table.name

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return tuple(self._data.column_names)

    def meaning(self, column: str) -> str:
        """Return what a column means, with its unit; raises UsageError where there is none of this name."""
        found = next((one for one in self._table.columns if one.name == column), None)
        if found is None or column not in self.columns:
            raise UsageError(f"{self.name} has no column {column!r} here; it has {', '.join(self.columns)}")
        return f"{found.words} ({found.unit})" if found.unit else found.words

    def __len__(self) -> int:
        """Return how many rows there are."""
        return int(self._data.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield the rows as values by column."""
        for batch in self._data.to_batches(max_chunksize=1000):
            yield from batch.to_pylist()

    @overload
    def __getitem__(self, place: int) -> dict[str, Any]: ...

    @overload
    def __getitem__(self, place: slice) -> Frame: ...

    def __getitem__(self, place: int | slice) -> dict[str, Any] | Frame:
        """Return one row, or a frame of several."""
        found = range(len(self))[place]
        if isinstance(found, int):
            (row,) = self._data.slice(found, 1).to_pylist()
            return dict(row)
        return Frame(self._table, self._data.take(list(found)))

    def to_arrow(self) -> pa.Table:
        """Return the rows as an Arrow table, with the meaning of every column in its metadata."""
        return self._data

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame, days as datetime64; raises UsageError where pandas is not there."""
        try:
            import pandas as pd  # noqa: F401, PLC0415 - an extra, loaded when asked for
        except ImportError as error:
            raise UsageError(f"to_pandas needs pandas; install it with {INSTALL}") from error
        return self._data.to_pandas(date_as_object=False)

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a Polars data frame; raises UsageError where Polars is not there."""
        try:
            import polars as pl  # noqa: PLC0415 - an extra, loaded when asked for
        except ImportError as error:
            raise UsageError(f"to_polars needs Polars; install it with {INSTALL}") from error
        made = pl.from_arrow(self._data)
        return made if isinstance(made, pl.DataFrame) else made.to_frame()

    def __repr__(self) -> str:
        """Return the frame in one line."""
        return f"<{self.name}: {len(self):,} rows, {len(self.columns)} columns: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """Return the first rows as a table for notebooks; the heads of columns tell their meaning."""
        names = self.columns[:SHOWN_COLUMNS]
        heads = "".join(f'<th scope="col" title="{escape(self.meaning(name))}">{escape(name)}</th>' for name in names)
        rows = "".join(
            f"<tr>{''.join(f'<td>{_cell(row[name])}</td>' for name in names)}</tr>" for row in self[:SHOWN_ROWS]
        )
        left = [f"{len(self):,} rows"]
        if len(self.columns) > len(names):
            left.append(f"further columns: {', '.join(self.columns[SHOWN_COLUMNS:])}")
        caption = f"{escape(self.name)}: {escape('; '.join(left))}"
        return f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    words = ", ".join(value) if isinstance(value, list) else str(value)
    return escape(words if len(words) <= SHOWN_LETTERS else words[: SHOWN_LETTERS - 1] + "…")
