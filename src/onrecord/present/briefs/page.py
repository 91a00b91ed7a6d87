"""A brief before it is Markdown or HTML: a title, facts, sections of lines, tables and quotations.

Every word of a page has been made one line without control characters (`plain`); escaping for a format is the work of
the one who writes it. Links are addresses of the web or none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.present.export.iri import web_address
from onrecord.present.wording import on_one_line, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.present.web.charts import DyadChart

Style = Literal["", "strong", "dim", "status"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style, which may lead somewhere."""

    words: str
    style: Style = ""
    address: str | None = None


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of a text, and where they stand."""

    words: str
    by: Line


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, with what belongs below it."""

    line: Line
    quotes: tuple[Cited, ...] = ()
    below: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under names."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing of a dyad; its table says the same where it cannot be drawn."""

    drawing: DyadChart
    words: str


Block = Item | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page; `empty` is said where it holds nothing."""

    title: str
    blocks: tuple[Block, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A brief. `short` is the gist in whole sentences; `foot` says what it was made from."""

    kind: Literal["event", "article", "dyad"]
    title: str
    facts: tuple[tuple[str, Line], ...]
    short: tuple[Line, ...]
    sections: tuple[Section, ...]
    foot: Line

    def kept(self) -> tuple[Section, ...]:
        """Return the sections that hold something or say that they do not."""
        return tuple(section for section in self.sections if section.blocks or section.empty)


def line(*parts: str | Run | Line) -> Line:
    """Return parts as one line; plain words become a run of their own."""
    found: list[Run] = []
    for part in parts:
        if isinstance(part, str):
            found.append(Run(part))
        elif isinstance(part, Run):
            found.append(part)
        else:
            found.extend(part)
    return tuple(run for run in found if run.words)


def strong(words: str) -> Run:
    """Return words that stand out."""
    return Run(on_one_line(words), "strong")


def dim(words: str) -> Run:
    """Return words that stand back."""
    return Run(on_one_line(words), "dim")


def status(words: str) -> Run:
    """Return a status."""
    return Run(words, "status")


def link(words: str, url: str | None) -> Run:
    """Return words that lead to an address of the web, or just the words."""
    return Run(plain(words), "", web_address(url))


def joined(lines: Iterable[Line], between: str = "; ") -> Line:
    """Return lines as one."""
    found: list[Run] = []
    for number, one in enumerate(lines):
        found += [Run(between)] if number else []
        found += one
    return tuple(found)
