"""What an export is: one class a format, set up once, fed item by item, finished once.

    class Thing:
        name, suffix = "thing", ".jsonl"
        needs = frozenset({Kind.EVENT})
        drops = ("which article copied which",)

        def setup(self, out: Path, header: Header) -> None: ...   # open what is to be written
        def feed(self, item: Item) -> None: ...                   # once an item, articles before events before ledger
        def finish(self) -> Summary: ...                          # close it; how much was written, what was dropped

`out` is a new file, or for a format without suffix a new empty folder. Nothing but `out` may be written, no clock may
be read, and the same items must give the same bytes. `finish` is called once, after the last item; where something
fails before, `out` is taken away.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Protocol

from onrecord.project.outgoing import ArticleItem, EventItem, ExpectationItem, Header, Item, Kind, LayerItem

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "ArticleItem",
    "EventItem",
    "ExpectationItem",
    "Exporter",
    "Header",
    "Item",
    "Kind",
    "LayerItem",
    "Summary",
]


@dataclass(slots=True)
class Summary:
    """What an export did: how many things of which sort were written, how many were left out for which reason.

    >>> summary = Summary()
    >>> summary.write("events"); summary.drop("no day")
    >>> dict(summary.written), dict(summary.dropped)
    ({'events': 1}, {'no day': 1})
    """

    written: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)

    def write(self, what: str, number: int = 1) -> None:
        """Count what was written."""
        self.written[what] += number

    def drop(self, reason: str, number: int = 1) -> None:
        """Count what the format could not hold."""
        self.dropped[reason] += number


class Exporter(Protocol):
    """One format. `suffix` is that of its file, "" where it is a folder; `drops` is what it cannot hold, in words."""

    name: ClassVar[str]
    suffix: ClassVar[str]
    needs: ClassVar[frozenset[Kind]]
    drops: ClassVar[tuple[str, ...]]

    def setup(self, out: Path, header: Header) -> None:
        """Open a new file (or use a new empty folder) for what is to come."""

    def feed(self, item: Item) -> None:
        """Take one item, of a kind that is needed."""

    def finish(self) -> Summary:
        """Write what is left, close everything, and return what was done."""
