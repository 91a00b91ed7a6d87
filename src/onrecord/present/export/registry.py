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


FORMATS = (
    Format("parquet", "native:Parquet", "every table, typed, as a data package; onrecord import takes it back whole"),
    Format("csv", "native:Csv", "the same tables as text"),
    Format("events-csv", "events_csv:EventsCsv", "one row an event, for spreadsheets"),
    Format("plover", "plover:Plover", "PLOVER records, one JSON object a line"),
    Format("polecat", "polecat:Polecat", "POLECAT's 40 columns, one row an event, in PLOVER"),
    Format("icews", "icews:Icews", "ICEWS's 20 columns, one row a pair, in CAMEO"),
    Format("gdelt", "gdelt:Gdelt", "a folder of GDELT-like events and mentions, in CAMEO"),
    Format("web-annotation", "annotations:WebAnnotation", "W3C Web Annotation with PROV: every record on its words"),
    Format("schema-claim", "claims:SchemaClaims", "schema.org claims: who asserts what, where it appeared"),
    Format("ftm", "ftm:FollowTheMoney", "FollowTheMoney entities, for OpenAleph and its like"),
    Format("stix", "stix:StixBundle", "a STIX 2.1 bundle, for OpenCTI and its like"),
    Format("gexf", "graphs:Gexf", "parties and their ties over time, for Gephi"),
    Format("graphml", "graphs:GraphMl", "parties and their ties, for networkx, yEd, Cytoscape"),
    Format("geojson", "geojson:GeoJson", "events on the map, for GIS"),
    Format("ical", "calendar_file:LedgerCalendar", "what is expected, as a calendar"),
)


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
