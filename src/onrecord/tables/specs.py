"""Which tables there are, with their columns, keys and references, from `formats/tables.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args

from onrecord.errors import VocabularyError
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "formats/tables.yml"
Type = Literal["string", "strings", "integer", "number", "boolean", "date", "json", "bytes"]
Of = Literal["record", "event", "expectation", "kept", "dyad"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `path` says where its value stands, `default` what stands where there is none."""

    name: str
    type: Type
    words: str
    path: str
    optional: bool = False
    unit: str | None = None
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    of       what a row is made from
    each     the list that has an entry a row, None where the whole is one row
    within   further lists inside of each entry, by tag; empty where the entry is the row
    key      columns that tell a row from all others
    to       columns that point to the key of another table
    """

    name: str
    words: str
    of: Of
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    each: str | None
    within: Mapping[str, str]
    to: Mapping[tuple[str, ...], str]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return tuple(column.name for column in self.columns)


@cache
def tables() -> Mapping[str, Table]:
    """Return all tables by name, those that are pointed to before those that point; raises VocabularyError."""
    found = {name: _table(name, raw) for name, raw in load_yaml(FILE).items()}
    for table in found.values():
        for columns, target in table.to.items():
            unknown = {*columns, *table.key} - set(table.names)
            if unknown or target not in found or len(columns) != len(found[target].key):
                raise VocabularyError(
                    f"{FILE}: {table.name}: {', '.join(columns)} does not point to the key of {target}"
                )
    return found


def tables_of(*kinds: Of) -> tuple[Table, ...]:
    """Return the tables whose rows are made from one of these."""
    return tuple(table for table in tables().values() if table.of in kinds)


def _table(name: str, raw: Mapping[str, Any]) -> Table:
    if raw.get("of") not in get_args(Of):
        raise VocabularyError(f"{FILE}: {name}: of takes one of {', '.join(get_args(Of))}")
    return Table(
        name=name,
        words=raw["words"],
        of=raw["of"],
        columns=tuple(_column(name, column) for column in raw["columns"]),
        key=tuple(raw["key"]),
        each=raw.get("each"),
        within=raw.get("within", {}),
        to={tuple(columns.split(",")): target for columns, target in raw.get("to", {}).items()},
    )


def _column(table: str, raw: Mapping[str, Any]) -> Column:
    name = raw["name"]
    if raw.get("type") not in get_args(Type):
        raise VocabularyError(f"{FILE}: {table}.{name}: type takes one of {', '.join(get_args(Type))}")
    return Column(
        name=name,
        type=raw["type"],
        words=raw["words"],
        path=raw.get("from", name),
        optional=raw.get("optional", False),
        unit=raw.get("unit"),
        default=raw.get("default"),
    )
