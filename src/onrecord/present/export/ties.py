"""Parties and what stands between them, counted from events: the nodes and edges of every graph format.

An edge is a pair of parties, a type of act and where the acts stand; who acts on whom gives its direction, and those
who act together are joined in the order of their codes with `joint`. Memory holds one entry an edge and its days.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.present.wording import party_name
from onrecord.query.dyads import quad_of, score_of
from onrecord.vocab.countries import iso2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# of the attributes of an edge: name, type as GraphML and GEXF call it
EDGE = (
    ("type", "string"),
    ("status", "string"),
    ("joint", "boolean"),
    ("quad", "int"),
    ("score", "double"),
    ("events", "int"),
    ("origins", "int"),
    ("reports", "int"),
    ("copies", "int"),
    ("first", "string"),
    ("last", "string"),
)
NODE = (("kind", "string"), ("events", "int"))
COUNTS = ("origins", "reports", "copies")


class Tie(NamedTuple):
    """What tells an edge from others."""

    source: str
    target: str
    joint: bool
    type: str
    status: str


@dataclass(slots=True)
class Weight:
    """What is counted of an edge: events, their origins, reports and copies, the sum of scores, and their days."""

    events: int = 0
    origins: int = 0
    reports: int = 0
    copies: int = 0
    score: float = 0.0
    days: set[tuple[str, str]] = field(default_factory=set)


class Ties:
    """Counts events into edges."""

    def __init__(self) -> None:
        self._weights: dict[Tie, Weight] = {}
        self._events: dict[str, int] = {}

    def count(self, event: Mapping[str, Any]) -> bool:
        """Count an event; returns whether it stands between two parties at all."""
        doers, targets = sorted(set(event["actors"])), sorted(set(event["recipients"]))
        pairs = product(doers, targets) if targets else combinations(doers, 2)
        between = [(one, other) for one, other in pairs if one != other]
        for one, other in between:
            weight = self._weights.setdefault(Tie(one, other, not targets, event["type"], event["status"]), Weight())
            weight.events += 1
            weight.score += score_of(event["type"], event["mode"])
            for name in COUNTS:
                setattr(weight, name, getattr(weight, name) + event[name])
            if event["first"]:
                weight.days.add((event["first"], event["last"] or event["first"]))
        for code in {code for pair in between for code in pair}:
            self._events[code] = self._events.get(code, 0) + 1
        return bool(between)

    def nodes(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield code, name and attributes of each party, by code."""
        for code in sorted(self._events):
            kind = "group" if "-" in code else "state" if iso2(code) else "organisation"
            yield code, party_name(code), {"kind": kind, "events": self._events[code]}

    def edges(self) -> Iterator[tuple[Tie, dict[str, Any], list[tuple[str, str]]]]:
        """Yield what an edge is, its attributes and its stretches of days, in order."""
        for tie, weight in sorted(self._weights.items()):
            days = list(_stretches(weight.days))
            values: dict[str, Any] = {"type": tie.type, "status": tie.status, "joint": tie.joint}
            values |= {"quad": quad_of(tie.type), "score": round(weight.score / weight.events, 3)}
            values |= {name: getattr(weight, name) for name in ("events", *COUNTS)}
            if days:
                values |= {"first": days[0][0], "last": max(last for _, last in days)}
            yield tie, values, days


def _stretches(days: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the days as stretches that do not overlap, by their beginning."""
    begun: tuple[str, str] | None = None
    for first, last in sorted(days):
        if begun is not None and first <= begun[1]:
            begun = begun[0], max(begun[1], last)
            continue
        if begun is not None:
            yield begun
        begun = first, last
    if begun is not None:
        yield begun
