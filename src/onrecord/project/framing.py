"""Tables of a project in hand: which rows, with which columns.

Articles come without their text and record unless a column is asked for by name, so that many fit into memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.project.asking import asked_of, pair
from onrecord.project.feeding import SCHEMA, feeding
from onrecord.project.tabling import MADE_FROM, item_rows
from onrecord.record.values import as_values
from onrecord.tables.frames import Frame
from onrecord.tables.rows import rows_of
from onrecord.tables.specs import tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from onrecord.project.project import Project
    from onrecord.tables.specs import Table
    from onrecord.types.series import DyadSeries, Step, Unit

LONG = frozenset({"text", "text_json", "record"})
NOT_OF_A_PROJECT = frozenset({"dyad"})
QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")


def frame(
    project: Project, name: str, columns: Sequence[str] | None = None, today: date | str | None = None, **filters: Any
) -> Frame:
    """Return a table of a project; filters as those of exports. Raises UsageError on what is no table or column."""
    known = {table.name: table for table in tables().values() if table.of not in NOT_OF_A_PROJECT}
    if name not in known:
        raise UsageError(f"{name!r} is no table; there are {', '.join(known)}")
    table = known[name]
    chosen = _columns(table, columns)
    with feeding(project, asked_of(today=today, **filters)) as feed:
        _, items = feed.items({MADE_FROM[table.of]})
        rows = [row for item in items for row in item_rows(item, frozenset({name}), _left_out(table, chosen))[name]]
    return Frame.of(table, rows, chosen, SCHEMA)


def _columns(table: Table, asked: Sequence[str] | None) -> tuple[str, ...]:
    if asked is None:
        return tuple(name for name in table.names if table.name != "articles" or name not in LONG)
    unknown = [name for name in asked if name not in table.names]
    if unknown:
        raise UsageError(f"{table.name} has no column {unknown[0]!r}; it has {', '.join(table.names)}")
    return tuple(asked)


def _left_out(table: Table, chosen: Sequence[str]) -> frozenset[str]:
    return LONG - set(chosen) if table.name == "articles" else frozenset()


def dyad_frame(project: Project, parties: tuple[str, ...], *, step: Step = "month", unit: Unit = "origins") -> Frame:
    """Return cooperation and conflict between two parties, a row a period."""
    one, other = pair("-".join(parties))
    series = project.across.dyad(one, other, step=step, unit=unit)
    return Frame.of(tables()["periods"], _periods(series), tables()["periods"].names, SCHEMA)


def _periods(series: DyadSeries) -> list[tuple[Any, ...]]:
    changes = {change.period for change in series.changes}
    found = [
        as_values(one) | dict(zip(QUADS, one.quads, strict=True)) | {"change": one.first in changes}
        for one in series.periods
    ]
    return rows_of("dyad", {"dyad": series.dyad, "periods": found})["periods"]
