"""Outlines of states to draw a map on: coarse ones (Natural Earth, about 1:110 million), from the package countryinfo.

They show where a place lies, not who owns what. States too small for that scale have none, and some others lack one in
the package (Hungary, Serbia, Montenegro).
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PACKAGE = "countryinfo"
# Myanmar stands among those without a code
FOLDERS = ("data", "data_no_iso")
Ring = tuple[tuple[float, float], ...]


class Outline(NamedTuple):
    """One closed line, as longitudes and latitudes, and the least box around it: west, south, east, north."""

    ring: Ring
    west: float
    south: float
    east: float
    north: float


@cache
def outlines() -> tuple[Outline, ...]:
    """Return all outlines; a state with islands has several."""
    found: dict[Ring, Outline] = {}
    for folder in FOLDERS:
        for file in sorted((files(PACKAGE) / folder).iterdir(), key=lambda file: file.name):
            if file.name.endswith(".json"):
                shape = json.loads(file.read_text(encoding="utf-8")).get("geoJSON") or {}
                found |= {outline.ring: outline for outline in _outlines(shape)}
    return tuple(found.values())


def _outlines(shape: dict[str, Any]) -> Iterator[Outline]:
    for feature in shape.get("features") or ():
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        for polygon in polygons:
            # holes are states of their own, which have their outline
            yield _outline(polygon[0])


def _outline(points: Sequence[Sequence[float]]) -> Outline:
    ring = tuple((float(longitude), float(latitude)) for longitude, latitude, *_ in points)
    longitudes, latitudes = zip(*ring, strict=True)
    return Outline(ring, min(longitudes), min(latitudes), max(longitudes), max(latitudes))
