"""Tables parted by tabs without quotation, as event data sets are published: one line a row, whatever the values hold.

Guarantees: a value holds no tab, no end of line and no control character; a list is parted by "; " and no value in it
holds a semicolon or a bar; half characters are written as escapes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

BREAKING = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
PARTING = re.compile(r"[;|]")
BETWEEN = "; "


class Tabbed:
    """A file of rows under fixed columns."""

    def __init__(self, path: Path, columns: Sequence[str], *, missing: str = "", header: bool = True) -> None:
        self._columns, self._missing = columns, missing
        self._file: TextIO = path.open("w", encoding="utf-8", errors="backslashreplace", newline="")
        if header:
            self._file.write("\t".join(columns) + "\n")

    def write(self, row: Mapping[str, object]) -> None:
        """Write a row; columns it does not have are empty, and None is what stands for nothing."""
        self._file.write("\t".join(self._cell(row.get(name)) for name in self._columns) + "\n")

    def _cell(self, value: object) -> str:
        words = "" if value is None else number(value) if isinstance(value, float) else clean(str(value))
        return words or self._missing

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def number(value: float) -> str:
    """Return a number as short as it can be read back the same, whole ones without a point.

    >>> number(-8.0), number(77.2167)
    ('-8', '77.2167')
    """
    return repr(int(value)) if value == int(value) else repr(value)


def clean(words: str) -> str:
    r"""Return words that stand in one cell: what would break the row is a space.

    >>> clean("one\tline\r\n more ")
    'one line more'
    """
    return BREAKING.sub(" ", words).strip()


def listed(values: Iterable[str | None]) -> str:
    """Return values as a list in one cell, each cleaned of what parts a list; nothing of those that are empty.

    >>> listed(["a;b", None, "c"])
    'a,b; c'
    """
    return BETWEEN.join(filter(None, (clean(PARTING.sub(",", value or "")) for value in values)))
