"""A file that is one list within one JSON object, written element by element, one a line.

Memory holds the ids of what is shared between items and must stand once (parties, articles, sources, places), so it
grows with these alone; what belongs to one event is written and forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.present.lines import line_for_others

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class ListFile:
    """A JSON object whose last key holds a list.

    `head` are the other keys, which stand first; `key` names the list.
    """

    def __init__(self, out: Path, head: Mapping[str, Any], key: str) -> None:
        self._file = out.open("w", encoding="utf-8", newline="\n")
        self._file.write(f'{line_for_others(head)[:-1]}, "{key}": [' if head else f'{{"{key}": [')
        self._first = True
        self._seen: set[str] = set()

    def add(self, element: Mapping[str, Any]) -> None:
        """Write an element."""
        self._file.write(("\n" if self._first else ",\n") + line_for_others(element))
        self._first = False

    def add_once(self, element: Mapping[str, Any], key: str = "id") -> bool:
        """Write an element the first time its id (under `key`) comes; returns whether it did."""
        if element[key] in self._seen:
            return False
        self._seen.add(element[key])
        self.add(element)
        return True

    def close(self) -> None:
        """End the list, the object and the file."""
        self._file.write("\n]}\n")
        self._file.close()
