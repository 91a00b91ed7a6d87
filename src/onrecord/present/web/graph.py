"""The graph of parties: which of them the record tells acts between, laid out the same way every time.

The layout is that of Fruchterman and Reingold (1991) from a circle in the order of the codes: no chance in it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.query.dyads import parties_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.record.overview import DyadCount

MOST_NODES = 60
WIDTH, HEIGHT, MARGIN = 900.0, 600.0, 48.0
ROUNDS = 140
MOST_CONFLICT, LEAST_CONFLICT = 0.6, 0.4
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """A party, its number of events, and its place."""

    party: str
    events: int
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Edge:
    """The acts between two parties: how many, how many of them conflict, and the stroke."""

    dyad: str
    events: int
    conflict: int
    x1: float
    y1: float
    x2: float
    y2: float
    width: float

    @property
    def kind(self) -> str:
        """Return "conflict", "cooperation" or "mixed", by the share of conflict."""
        share = self.conflict / self.events
        if share > MOST_CONFLICT:
            return "conflict"
        return "cooperation" if share < LEAST_CONFLICT else "mixed"


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges in place; `left_out` parties had fewer events than those shown."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    width: float = WIDTH
    height: float = HEIGHT


def graph(dyads: Sequence[DyadCount], most: int = MOST_NODES) -> Graph:
    """Return the graph of the parties with most events."""
    weights: dict[str, int] = {}
    for dyad in dyads:
        for party in sorted(parties_of(dyad.dyad)):
            weights[party] = weights.get(party, 0) + dyad.events
    shown = sorted(sorted(weights), key=lambda party: -weights[party])[:most]
    kept = [dyad for dyad in dyads if parties_of(dyad.dyad) <= set(shown)]
    places = layout(shown, [(*sorted(parties_of(d.dyad)), d.events) for d in kept])  # type: ignore[misc]
    top = max((dyad.events for dyad in kept), default=1)
    heaviest = max(weights.values(), default=1)
    nodes = (Node(p, weights[p], *places[p], round(9 + 13 * math.sqrt(weights[p] / heaviest), 1)) for p in shown)
    edges = (_edge(dyad, places, top) for dyad in kept)
    return Graph(tuple(nodes), tuple(edges), len(weights) - len(shown))


def _edge(dyad: DyadCount, places: Mapping[str, Point], top: int) -> Edge:
    one, other = (places[party] for party in sorted(parties_of(dyad.dyad)))
    width = round(1 + 6 * math.sqrt(dyad.events / top), 1)
    return Edge(dyad.dyad, dyad.events, dyad.conflict, *one, *other, width)


def layout(names: Sequence[str], ties: Iterable[tuple[str, str, int]]) -> dict[str, Point]:
    """Return a place for every name within the drawing; the same names and ties give the same places."""
    order = sorted(names)
    if not order:
        return {}
    at = {name: number for number, name in enumerate(order)}
    points = [_on_circle(number, len(order)) for number in range(len(order))]
    pairs = [(at[one], at[other], 1 + math.log(weight)) for one, other, weight in sorted(ties) if one != other]
    ideal = math.sqrt(1.0 / len(order))
    for turn in range(ROUNDS):
        heat = 0.12 * (1 - turn / ROUNDS)
        points = _moved(points, pairs, ideal, heat)
    return _fitted(order, points)


def _on_circle(number: int, total: int) -> Point:
    angle = 2 * math.pi * number / total
    return (0.5 + 0.4 * math.cos(angle), 0.5 + 0.4 * math.sin(angle))


def _moved(points: Sequence[Point], pairs: Sequence[tuple[int, int, float]], ideal: float, heat: float) -> list[Point]:
    """Return the points after one round: all push one another away, ties pull, the middle pulls a little."""
    dx, dy = [0.0] * len(points), [0.0] * len(points)
    for one, (ax, ay) in enumerate(points):
        for other in range(one):
            x, y = ax - points[other][0], ay - points[other][1]
            push = ideal * ideal / max(x * x + y * y, 1e-6)
            dx[one] += x * push
            dy[one] += y * push
            dx[other] -= x * push
            dy[other] -= y * push
    for one, other, weight in pairs:
        x, y = points[one][0] - points[other][0], points[one][1] - points[other][1]
        pull = math.hypot(x, y) / ideal * 0.25 * weight
        dx[one] -= x * pull
        dy[one] -= y * pull
        dx[other] += x * pull
        dy[other] += y * pull
    return [_step(point, (dx[n], dy[n]), heat) for n, point in enumerate(points)]


def _step(point: Point, force: Point, heat: float) -> Point:
    x, y = force[0] + (0.5 - point[0]) * 0.35, force[1] + (0.5 - point[1]) * 0.35
    length = math.hypot(x, y) or 1.0
    step = min(length, heat) / length
    return (point[0] + x * step, point[1] + y * step)


def _fitted(order: Sequence[str], points: Sequence[Point]) -> dict[str, Point]:
    """Return the points stretched over the drawing."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)

    def fit(value: float, low: float, high: float, size: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(MARGIN + share * (size - 2 * MARGIN), 1)

    return {
        name: (fit(x, left, right, WIDTH), fit(y, top, bottom, HEIGHT))
        for name, (x, y) in zip(order, points, strict=True)
    }
