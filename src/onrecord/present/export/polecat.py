"""POLECAT: a table of 40 columns parted by tabs, one row an event, in PLOVER's own reading; nothing is "None"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from onrecord.ingest.coded.rows import layout
from onrecord.present.export.coded import day_of, first_telling, place_within, reading_of
from onrecord.present.export.exporter import EventItem, Kind, Summary
from onrecord.present.export.sides import actors_of
from onrecord.present.export.tabbed import Tabbed, clean, listed
from onrecord.vocab.crosswalks import parties, plover_score, plover_types

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from onrecord.present.export.exporter import Header, Item

MISSING = "None"


class Polecat:
    """One row an event."""

    name: ClassVar[str] = "polecat"
    suffix: ClassVar[str] = ".tsv"
    needs: ClassVar[frozenset[Kind]] = frozenset({Kind.EVENT})
    drops: ClassVar[tuple[str, ...]] = (
        "where an act stands, but for PLOVER's auxiliary modes",
        "who says so: of all tellings the outlet and day of the first",
        "counts, grades, conflicts; how exact a day is: the first of several stands for them",
        "NATO, the African Union and other bodies are IGO; WEST and INT have no code",
        "Wikipedia and GeoNames ids, districts, provinces, features: the record has none",
        "events without any day",
    )

    def setup(self, out: Path, header: Header) -> None:
        """Open the file and write the names of the columns."""
        self._rows = Tabbed(out, layout("polecat").columns, missing=MISSING)
        self._version = f"onrecord {header.program}"
        self._summary = Summary()

    def feed(self, item: Item) -> None:
        """Write an event."""
        if not isinstance(item, EventItem):
            return
        row = row_of(item.values)
        if row is None:
            self._summary.drop("no day")
            return
        self._rows.write(row | {"Version": self._version})
        self._summary.write("events")

    def finish(self) -> Summary:
        """Close the file."""
        self._rows.close()
        return self._summary


def row_of(values: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return an event as a row, None where it has no day."""
    reading = reading_of(values)
    day = day_of(values, as_intent=reading.type != values["type"])
    if day is None:
        return None
    first = first_telling(values)
    codes = parties().get(values["country"] or "")
    people = {
        name for one in values["tellings"] for source in (one["source"], *one["chain"]) if (name := source["name"])
    }
    row: dict[str, Any] = {
        "Event ID": values["id"],
        "Event Date": day,
        "Event Type": reading.type,
        "Event Mode": listed([reading.mode, *reading.auxiliary]),
        "Intensity": plover_score(reading.type, reading.mode),
        "Quad Code": plover_types()[reading.type][0],
        "Contexts": listed(values["contexts"]),
        "Placename": values["place"],
        "City": place_within(values),
        "Country": codes.plover if codes else None,
        "Latitude": values["latitude"],
        "Longitude": values["longitude"],
        "Raw Placename": _raw_place(values),
        "Source": first.get("outlet"),
        "Publication Date": first.get("published"),
        "Story People": listed(sorted(people)),
    }
    return row | _sides(values, "Actor", "actors") | _sides(values, "Recipient", "recipients")


def _sides(values: Mapping[str, Any], column: str, role: str) -> dict[str, Any]:
    """Return the columns of one side; lists have an entry for each party, "UNK" and "None" where nothing is known."""
    sides = actors_of(values, role)
    if not sides:
        return {}
    codes = [parties()[side.base].cow if side.base in parties() else "" for side in sides]
    sectors = [side.sector for side in sides]
    return {
        f"{column} Name": listed(side.name for side in sides),
        f"{column} Country": listed(side.plover or MISSING for side in sides),
        f"{column} COW": listed(code or MISSING for code in codes),
        f"Primary {column} Sector": next(filter(None, sectors), None),
        f"{column} Sectors": listed(sector or "UNK" for sector in sectors) if any(sectors) else None,
        f"{column} Title": listed(side.office for side in sides),
        f"{column} Name Raw": listed(side.words for side in sides),
    }


def _raw_place(values: Mapping[str, Any]) -> str | None:
    places = (one["event"].get("place") or {} for one in values["tellings"])
    words = ((place.get("mention") or {}).get("text") for place in places)
    found = next((clean(one) for one in words if one), None)
    return found or None
