"""GeoJSON (RFC 7946): a feature an event, a point where its place is a known city, else without geometry.

Points are longitude before latitude in WGS 84, north and east positive (RFC 7946, 3.1.1 and 4). There are no rings, so
none that could wind the wrong way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from onrecord.present.export.exporter import EventItem, Kind, Summary
from onrecord.present.export.lists import ListFile
from onrecord.present.icalendar import summary

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from onrecord.present.export.exporter import Header, Item

PLAIN = (
    "type mode status first last country place told_first told_last articles texts reports origins origins_denying"
    " grade"
).split()
BETWEEN = "; "


class GeoJson:
    """One feature collection."""

    name: ClassVar[str] = "geojson"
    suffix: ClassVar[str] = ".geojson"
    needs: ClassVar[frozenset[Kind]] = frozenset({Kind.EVENT})
    drops: ClassVar[tuple[str, ...]] = (
        "places of an event that its tellings do not agree on: the one most tell stands",
        "provinces, countries and seas as areas: an event there has no geometry",
        "single tellings: their outlets, sources and the first sentence stay",
        "all that is no event",
    )

    def setup(self, out: Path, header: Header) -> None:
        """Open the file."""
        self._features = ListFile(out, {"type": "FeatureCollection"}, "features")
        self._summary = Summary()

    def feed(self, item: Item) -> None:
        """Write an event."""
        if not isinstance(item, EventItem):
            return
        made = feature(item.values)
        self._features.add(made)
        self._summary.write("events with a point" if made["geometry"] else "events without geometry")

    def finish(self) -> Summary:
        """Close the file."""
        self._features.close()
        return self._summary


def feature(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event as a feature; its properties are flat, several values in one parted by "; "."""
    told = event["tellings"]
    sources = (one["source"]["name"] or one["source"]["words"] or one["source"]["type"] for one in told)
    properties = {
        "title": summary({**event, "kind": event["status"]}),
        **{name: event[name] for name in PLAIN},
        **{name: BETWEEN.join(event[name]) for name in ("actors", "recipients", "contexts")},
        "outlets": BETWEEN.join(sorted({one["outlet"] for one in told if one["outlet"]})),
        "sources": BETWEEN.join(dict.fromkeys(sources)),
        "sentence": told[0]["sentence"] if told else "",
    }
    point = None
    if event["latitude"] is not None and event["longitude"] is not None:
        point = {"type": "Point", "coordinates": [event["longitude"], event["latitude"]]}
    return {"type": "Feature", "id": event["id"], "geometry": point, "properties": properties}
