"""ICEWS: a table of 20 columns parted by tabs, one row a pair of parties, in CAMEO codes.

Who act jointly stand in both directions, and a visit is told of the visitor (042) and of the host (043), as ICEWS
has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from onrecord.ingest.coded.rows import layout
from onrecord.present.export.coded import cameo_rows, day_of, first_telling, numbered, place_within
from onrecord.present.export.exporter import EventItem, Kind, Summary
from onrecord.present.export.sides import pairs_of
from onrecord.present.export.tabbed import Tabbed
from onrecord.present.wording import party_name
from onrecord.vocab.crosswalks import HOST_A_VISIT, cameo, parties, written_sector

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from onrecord.present.export.exporter import Header, Item
    from onrecord.present.export.sides import Actor

VISIT = "042"
NOBODY, NOBODY_SECTOR = "Unspecified Actor", "Unspecified"
BODY = "International Government Organization"
BODIES = frozenset({"UNO", "EUR", "NATO", "AUN", "IGO"})


class Icews:
    """One row a pair."""

    name: ClassVar[str] = "icews"
    suffix: ClassVar[str] = ".tab"
    needs: ClassVar[frozenset[Kind]] = frozenset({Kind.EVENT})
    drops: ClassVar[tuple[str, ...]] = (
        "what is only possible, conditional or demanded, was denied or called off: CAMEO has no place for it",
        "the days of what is ahead: a stated intent counts on the day it is told",
        "acts CAMEO has no code for, and what its codes do not tell apart (crosswalks/plover_cameo.csv)",
        "how exact a day is: the first of several stands for them",
        "that several act as one: pairs stand in rows of their own",
        "who says so: of all tellings the outlet and article of the first; counts, grades, conflicts",
        "sentence numbers, districts, provinces: the record has none",
    )

    def setup(self, out: Path, header: Header) -> None:
        """Open the file and write the names of the columns."""
        self._rows = Tabbed(out, layout("icews").columns)
        self._summary = Summary()

    def feed(self, item: Item) -> None:
        """Write the rows of an event."""
        if not isinstance(item, EventItem):
            return
        for row in cameo_rows(item.values, rows_of, self._summary):
            self._rows.write(row)

    def finish(self) -> Summary:
        """Close the file."""
        self._rows.close()
        return self._summary


def directed(values: Mapping[str, Any], code: str) -> Iterator[tuple[str, Actor | None, Actor | None]]:
    """Yield code, source and target of each row: a visit also of its host."""
    for source, target in pairs_of(values):
        yield code, source, target
        if code == VISIT and target is not None:
            yield HOST_A_VISIT, target, source


def rows_of(values: Mapping[str, Any], code: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of an event, none where it has no day."""
    day = day_of(values, as_intent=True)
    if day is None:
        return
    first = first_telling(values)
    codes = parties().get(values["country"] or "")
    for written, source, target in directed(values, code):
        act = cameo(written)
        ends = [side.party if side else None for side in (source, target)]
        yield {
            "Event ID": numbered(values["id"], written, *ends),
            "Event Date": day,
            "Event Text": act.text if act else None,
            "CAMEO Code": written,
            "Intensity": act.intensity if act else None,
            "Story ID": numbered(first["article"]) if first else None,
            "Publisher": first.get("outlet"),
            "City": place_within(values),
            "Country": codes.icews[0] if codes and codes.icews else None,
            "Latitude": values["latitude"],
            "Longitude": values["longitude"],
            **_side("Source", source),
            **_side("Target", target),
        }


def _side(column: str, side: Actor | None) -> dict[str, Any]:
    """Return the columns of one side; a body goes by its own name, since only that tells it."""
    if side is None:
        return {f"{column} Name": NOBODY, f"{column} Sectors": NOBODY_SECTOR}
    codes = parties().get(side.base)
    country = codes.icews[0] if codes and codes.icews else None
    if side.base in BODIES:
        name = side.name if side.base == "IGO" else party_name(side.base)
        return {f"{column} Name": name, f"{column} Sectors": BODY}
    sector = written_sector(side.sector, "icews") if side.sector else None
    return {f"{column} Name": side.name, f"{column} Sectors": sector, f"{column} Country": country}
