"""Places of events on a map: the plate carrée projection, outlines of states, a graticule, and a point a place.

A place without coordinates of its own, or a state told without a place, is shown at the state's capital and marked so.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.present.web.outlines import outlines
from onrecord.present.wording import party_name
from onrecord.vocab.lexicon import load_rows, multiple
from onrecord.vocab.places import Coordinates, coordinates_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.record.overview import PlaceCount

# units of the drawing to a degree
SCALE = 3.0
EVERY = 30
LEAST_SPAN = 30.0
BORDER = 6.0
MOST_NAMED = 24
# the drawing is this wide in letters' measure: radii and letters are given in 900ths of its width
MEASURE = 900.0
LETTER, LINE, GAP = 7.2, 13.0, 3.0
Rectangle = tuple[float, float, float, float]


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


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a place where it lies free on the map: its start, middle or end lies at x, as `anchor` says."""

    words: str
    x: float
    y: float
    anchor: str


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
    """Points, graticule, and the part of the world that is shown (x, y, width, height).

    land      outlines of the states in it, as one path
    unit      size of a 900th of the drawing's width; radii are in it
    unplaced  places that are nowhere on the map
    """

    points: tuple[Point, ...]
    labels: tuple[Label, ...]
    lines: tuple[Line, ...]
    land: str
    box: Rectangle
    unit: float
    unplaced: tuple[PlaceCount, ...]


def project(latitude: float, longitude: float) -> Coordinates:
    """Return the point of a place: x from the date line eastwards, y from the north pole."""
    return (round((longitude + 180) * SCALE, 1), round((90 - latitude) * SCALE, 1))


@cache
def _capitals() -> Mapping[str, Coordinates]:
    found: dict[str, Coordinates] = {}
    for row in load_rows("actors/states.csv"):
        names = (name.removesuffix("?") for name in multiple(row["capital"]))
        known = [place for name in names if (place := coordinates_of(name, row["code"]))]
        if known:
            found[row["code"]] = known[0]
    return found


def map_of(places: Sequence[PlaceCount], *, world: bool = False) -> Map:
    """Return the map of places; it shows the part of the world they lie in, or with `world` all of it."""
    found: dict[tuple[str, str | None], tuple[Coordinates, int]] = {}
    unplaced = []
    for place in places:
        own = coordinates_of(place.name or "", place.country)
        there = own or _capitals().get(place.country)
        if there is None:
            unplaced.append(place)
            continue
        key = (place.country, place.name if own else None)
        found[key] = (there, found.get(key, (there, 0))[1] + place.events)
    heaviest = max((count for _, count in found.values()), default=1)
    order = sorted(found.items(), key=lambda item: (-item[1][1], item[0][0], item[0][1] or ""))
    points = tuple(_point(key, *told, heaviest) for key, told in order)
    box = _box(points) if points and not world else (0.0, 0.0, 360 * SCALE, 180 * SCALE)
    unit = box[2] / MEASURE
    labels, lines = tuple(_labels(points, box, unit)), tuple(_graticule(box))
    return Map(points, labels, lines, _land(box), box, round(unit, 4), tuple(unplaced))


def _point(key: tuple[str, str | None], place: Coordinates, count: int, heaviest: int) -> Point:
    country, name = key
    words = name or party_name(country)
    radius = round(3 + 9 * math.sqrt(count / heaviest), 1)
    return Point(words, country, name, count, *project(*place), radius, name is None)


def _labels(points: Sequence[Point], box: Rectangle, unit: float) -> Iterable[Label]:
    """Yield names where they cover neither a point nor another name; those that find no place stand in the list."""
    taken = [_around(point, unit) for point in points]
    for point in points[:MOST_NAMED]:
        width, height = len(point.name) * LETTER * unit, LINE * unit
        aside = (point.radius + GAP) * unit
        places = (
            ("start", point.x + aside, point.x + aside, point.y - height / 2),
            ("end", point.x - aside, point.x - aside - width, point.y - height / 2),
            ("middle", point.x, point.x - width / 2, point.y + aside),
            ("middle", point.x, point.x - width / 2, point.y - aside - height),
        )
        for anchor, at, left, top in places:
            own = (left, top, width, height)
            if _inside(own, box) and not any(_meet(own, other) for other in taken):
                taken.append(own)
                yield Label(point.name, round(at, 1), round(top + height * 0.78, 1), anchor)
                break


def _around(point: Point, unit: float) -> Rectangle:
    radius = point.radius * unit
    return (point.x - radius, point.y - radius, 2 * radius, 2 * radius)


def _inside(one: Rectangle, box: Rectangle) -> bool:
    return (
        one[0] >= box[0]
        and one[1] >= box[1]
        and one[0] + one[2] <= box[0] + box[2]
        and one[1] + one[3] <= box[1] + box[3]
    )


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def _box(points: Iterable[Point]) -> Rectangle:
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


@cache
def _land(box: Rectangle) -> str:
    """Return the outlines that meet a part of the world as an SVG path, in steps from point to point."""
    parts = []
    for outline in outlines():
        left, top = project(outline.north, outline.west)
        right, bottom = project(outline.south, outline.east)
        if _meet((left, top, right - left, bottom - top), box):
            points = [project(latitude, longitude) for longitude, latitude in outline.ring]
            steps = (f"{b[0] - a[0]:.4g} {b[1] - a[1]:.4g}" for a, b in pairwise(points) if a != b)
            parts.append(f"M{points[0][0]:g} {points[0][1]:g}l{' '.join(steps)}z")
    return "".join(parts)


def _graticule(box: Rectangle) -> Iterable[Line]:
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
