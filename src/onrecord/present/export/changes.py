"""What differs between two native exports, row by row: added, changed (in which columns), withdrawn.

Rows are told by the keys of their tables, which follow from content, so that the same thing has the same key in every
release. Guarantees: the same two exports give the same list, tables and keys in order; memory grows with the number of
rows (some hundred bytes each), not with what they hold.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from onrecord.tables.specs import tables_of
from onrecord.tables.stored import stored_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from onrecord.tables.specs import Table

TABLES = tables_of("record", "event", "expectation", "kept")
# a change of one row in 2^80 would not be seen
HASH_BYTES = 10
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One row that came, went or differs; `columns` are those that differ."""

    table: str
    change: Literal["added", "changed", "withdrawn"]
    key: Key
    columns: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        """Return the change as plain values."""
        found: dict[str, Any] = {"table": self.table, "change": self.change, "key": list(self.key)}
        return found | ({"columns": list(self.columns)} if self.columns else {})


def changes(before: Path, after: Path) -> Iterator[Change]:
    """Yield what differs, by table, and within it by kind of change and key."""
    for table in TABLES:
        yield from _changes(table, before, after)


def _changes(table: Table, before: Path, after: Path) -> Iterator[Change]:
    old, new = _hashes(table, before), _hashes(table, after)
    yield from (Change(table.name, "added", key) for key in sorted(new.keys() - old.keys()))
    differ = {key for key in new.keys() & old.keys() if new[key] != old[key]}
    if differ:
        columns = _differing(table, before, after, differ)
        yield from (Change(table.name, "changed", key, columns[key]) for key in sorted(differ))
    yield from (Change(table.name, "withdrawn", key) for key in sorted(old.keys() - new.keys()))


def _hashes(table: Table, folder: Path) -> dict[Key, bytes]:
    return {_key(table, row): _hash(list(row.values())) for row in stored_rows(folder, table.name)}


def _differing(table: Table, before: Path, after: Path, keys: set[Key]) -> dict[Key, tuple[str, ...]]:
    """Return the columns in which rows differ; of each row the values are kept as hashes alone."""
    old = {
        _key(table, row): {name: _hash([value]) for name, value in row.items()}
        for row in stored_rows(before, table.name)
        if _key(table, row) in keys
    }
    return {
        key: tuple(name for name, value in row.items() if old[key].get(name) != _hash([value]))
        for row in stored_rows(after, table.name)
        for key in (_key(table, row),)
        if key in keys
    }


def _key(table: Table, row: Mapping[str, Any]) -> Key:
    return tuple(row[name] for name in table.key)


def _hash(values: Sequence[Any]) -> bytes:
    return hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest()
