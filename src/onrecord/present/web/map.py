"""Places of events on a map: the plate carrée projection, a graticule, and a point a place. There are no outlines.

A place without coordinates of its own, or a state told without a place, is shown at the state's capital and marked so.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.present.wording import party_name
from onrecord.vocab.lexicon import load_rows, multiple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.record.overview import PlaceCount

# units of the drawing to a degree
SCALE = 3.0
EVERY = 30
LEAST_SPAN = 30.0
BORDER = 6.0
MOST_NAMED = 14
Coordinates = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Point:
    """A place with its events: where it lies, how large it is drawn, and whether only its state is known."""

    name: str
    country: str
    place: str | None
    events: int
    x: float
    y: float
    radius: float
    at_capital: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the graticule with its label."""

    x1: float
    y1: float
    x2: float
    y2: float
    words: str


@dataclass(frozen=True, slots=True)
class Map:
    """Points, graticule, and the part of the world that is shown (x, y, width, height); `unplaced` have no place."""

    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    box: tuple[float, float, float, float]
    unplaced: tuple[PlaceCount, ...]


def project(latitude: float, longitude: float) -> Coordinates:
    """Return the point of a place: x from the date line eastwards, y from the north pole."""
    return (round((longitude + 180) * SCALE, 1), round((90 - latitude) * SCALE, 1))


@cache
def _cities() -> Mapping[tuple[str, str], Coordinates]:
    rows = load_rows("actors/coordinates.csv")
    return {(row["country"], row["name"]): (float(row["latitude"]), float(row["longitude"])) for row in rows}


@cache
def _capitals() -> Mapping[str, Coordinates]:
    found: dict[str, Coordinates] = {}
    for row in load_rows("actors/states.csv"):
        names = (name.removesuffix("?") for name in multiple(row["capital"]))
        known = [_cities()[row["code"], name] for name in names if (row["code"], name) in _cities()]
        if known:
            found[row["code"]] = known[0]
    return found


def map_of(places: Sequence[PlaceCount], *, world: bool = False) -> Map:
    """Return the map of places; it shows the part of the world they lie in, or with `world` all of it."""
    found: dict[tuple[str, str | None], tuple[Coordinates, int]] = {}
    unplaced = []
    for place in places:
        own = _cities().get((place.country, place.name or ""))
        there = own or _capitals().get(place.country)
        if there is None:
            unplaced.append(place)
            continue
        key = (place.country, place.name if own else None)
        found[key] = (there, found.get(key, (there, 0))[1] + place.events)
    heaviest = max((count for _, count in found.values()), default=1)
    order = sorted(found.items(), key=lambda item: (-item[1][1], item[0][0], item[0][1] or ""))
    points = tuple(_point(key, *told, heaviest, named=n < MOST_NAMED) for n, (key, told) in enumerate(order))
    box = _box(points) if points and not world else (0.0, 0.0, 360 * SCALE, 180 * SCALE)
    return Map(points, tuple(_graticule(box)), box, tuple(unplaced))


def _point(key: tuple[str, str | None], place: Coordinates, count: int, heaviest: int, *, named: bool) -> Point:
    country, name = key
    words = name or party_name(country)
    x, y = project(*place)
    return Point(words, country, name, count, x, y, round(3 + 9 * math.sqrt(count / heaviest), 1), name is None, named)


def _box(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """Return the part of the drawing that holds the points, in the proportion 2 : 1 and never tiny."""
    xs, ys = zip(*((p.x, p.y) for p in points), strict=True)
    width = max(max(xs) - min(xs) + 2 * BORDER * SCALE, LEAST_SPAN * SCALE)
    height = max(max(ys) - min(ys) + 2 * BORDER * SCALE, width / 2)
    width = min(360 * SCALE, max(width, height * 2))
    height = min(180 * SCALE, width / 2)
    left = (min(xs) + max(xs) - width) / 2
    top = (min(ys) + max(ys) - height) / 2
    left = min(max(left, 0.0), 360 * SCALE - width)
    top = min(max(top, 0.0), 180 * SCALE - height)
    return (round(left, 1), round(top, 1), round(width, 1), round(height, 1))


def _graticule(box: tuple[float, float, float, float]) -> Iterable[Line]:
    left, top, width, height = box
    every = EVERY if width > 180 * SCALE else EVERY // 3
    for longitude in range(-180, 181, every):
        x, _ = project(0, longitude)
        if left <= x <= left + width:
            yield Line(x, top, x, top + height, _degrees(longitude, "E", "W"))
    for latitude in range(-90, 91, every):
        _, y = project(latitude, 0)
        if top <= y <= top + height:
            yield Line(left, y, left + width, y, _degrees(latitude, "N", "S"))


def _degrees(value: int, positive: str, negative: str) -> str:
    return f"{abs(value)}°{positive if value > 0 else negative if value < 0 else ''}"
