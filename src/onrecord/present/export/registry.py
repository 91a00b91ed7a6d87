"""The formats there are: one line each; the module of a format is loaded when it is asked for."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.present.export.exporter import Exporter


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, where its class stands ("module:Class" in this package), and what it is, in words."""

    name: str
    place: str
    words: str


FORMATS = (Format("events-csv", "events_csv:EventsCsv", "one row an event, for spreadsheets"),)


def names() -> tuple[str, ...]:
    """Return the names of all formats."""
    return tuple(known.name for known in FORMATS)


def exporter(name: str) -> Exporter:
    """Return a new exporter of a format; raises UsageError, naming those there are."""
    found = next((known for known in FORMATS if known.name == name), None)
    if found is None:
        raise UsageError(f"{name!r} is no format; there are {', '.join(names())} (onrecord export --list)")
    module, _, kind = found.place.partition(":")
    return cast("Exporter", getattr(importlib.import_module(f"{__package__}.{module}"), kind)())
