"""Drawings as geometry: the chart of a dyad, the flow of a telling, the graph of parties, the map of places."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from claims_by_hand import claim

from onrecord.present.web.charts import HALF, MIDDLE, dyad_chart
from onrecord.present.web.flow import MOST_ARTICLES, flow
from onrecord.present.web.graph import HEIGHT, WIDTH, graph, layout
from onrecord.present.web.map import Label, Map, map_of, project
from onrecord.present.web.outlines import outlines
from onrecord.record.overview import DyadCount, PlaceCount
from onrecord.resolve.origins import trace
from onrecord.types.claim import ResolvedEvent
from onrecord.types.series import ChangePoint, DyadSeries, Period


def period(month: int, quads: tuple[int, int, int, int], score: float | None, *events: str) -> Period:
    quiet = "" if events else "nothing told"
    return Period(date(2024, month, 1), date(2024, month, 28), quads, score, events, 3, 2, 9, quiet)  # type: ignore[arg-type]


def event(identity: str, kind: str) -> ResolvedEvent:
    return ResolvedEvent(identity, ("c",), kind, None, ("NOR",), ("PER",), None, None, None, None, ())


SERIES = DyadSeries(
    "NOR-PER",
    "origins",
    "month",
    ("occurred",),
    (
        period(1, (1, 1, 0, 0), 4.0, "a"),
        period(2, (0, 0, 0, 0), None),
        period(3, (0, 0, 1, 3), -6.0, "b", "c", "d", "e"),
        period(4, (1, 0, 0, 0), 1.0, "f"),
    ),
    (ChangePoint(date(2024, 3, 1), 4.0, -2.5, 3.1, ("b",)),),
)
EVENTS = {i: event(i, "ASSAULT" if i in "bcde" else "AGREE") for i in "abcdef"}


def test_cooperation_is_above_conflict_below() -> None:
    """Bars of cooperation end on the middle line, those of conflict begin there; heights are to one scale."""
    first, _, third, _ = dyad_chart(SERIES, EVENTS).columns
    assert [bar.quad for bar in first.bars] == [1, 2]
    assert first.bars[0].y + first.bars[0].height == pytest.approx(MIDDLE)
    assert [bar.quad for bar in third.bars] == [3, 4]
    assert third.bars[0].y == MIDDLE
    assert sum(bar.height for bar in third.bars) == pytest.approx(HALF)
    assert sum(bar.height for bar in first.bars) == pytest.approx(HALF / 2)


def test_the_line_has_a_gap_where_nothing_is_told() -> None:
    """Scores of neighbouring periods are joined, over a period without events they are not."""
    chart = dyad_chart(SERIES, EVENTS)
    assert len(chart.line) == 1
    assert chart.columns[1].score_y is None
    assert chart.columns[1].quiet == "nothing told"


def test_marks_lead_to_the_weightiest_events() -> None:
    """At most three events of a period are marked, on the side they count on, and none covers another."""
    third = dyad_chart(SERIES, EVENTS).columns[2]
    assert len(third.marks) == 3
    assert all(mark.conflict and mark.y > MIDDLE for mark in third.marks)
    assert len({(mark.x, mark.y) for mark in third.marks}) == 3
    assert third.change


def test_labels_do_not_crowd() -> None:
    """Of very many periods only some are labelled, and a series without periods is an empty drawing."""
    many = replace(SERIES, periods=SERIES.periods * 30, changes=())
    assert 4 <= sum(bool(column.label) for column in dyad_chart(many, EVENTS).columns) <= 14
    assert dyad_chart(replace(SERIES, periods=(), changes=()), {}).columns == ()


def test_a_flow_joins_copies_reports_and_origins() -> None:
    """Every article has a box that links to it, rows lie apart, and copies run into one report."""
    claims = [claim(f"c{n}", article=f"a{n}", group="g", outlet=f"Outlet {n} " * 9) for n in range(3)]
    drawing = flow(trace(claims), {c.id: c for c in claims})
    articles = [box for box in drawing.boxes if box.kind == "article"]
    assert sorted(box.link or "" for box in articles) == ["/articles/a0", "/articles/a1", "/articles/a2"]
    assert all(b.y - a.y >= a.height for a, b in pairwise(articles))
    assert [box.kind for box in drawing.boxes].count("report") == 1
    assert max(len(box.words) for box in drawing.boxes) <= 40
    assert all(box.y + box.height <= drawing.height for box in drawing.boxes)


def test_a_flow_stays_small() -> None:
    """Of very many articles only some are drawn, and how many are not is said."""
    claims = [claim(f"c{n:03}", article=f"a{n:03}", group="g") for n in range(90)]
    drawing = flow(trace(claims), {c.id: c for c in claims})
    assert sum(box.kind == "article" for box in drawing.boxes) == MOST_ARTICLES
    assert drawing.left_out == 90 - MOST_ARTICLES


def test_the_graph_is_the_same_every_time() -> None:
    """The order in which dyads come does not move a node, and all lie inside the drawing."""
    dyads = [DyadCount(f"A{n:02}-B{n % 7:02}", n + 1, n % 3, None, None) for n in range(40)]
    drawing = graph(dyads)
    assert {n.party: (n.x, n.y) for n in drawing.nodes} == {n.party: (n.x, n.y) for n in graph(dyads[::-1]).nodes}
    assert all(0 < node.x < WIDTH and 0 < node.y < HEIGHT for node in drawing.nodes)


def test_the_graph_keeps_the_heaviest() -> None:
    """With more parties than can be drawn, those with most events stay, and edges only between these."""
    dyads = [DyadCount(f"AAA-B{n:02}", n + 1, 0, None, None) for n in range(80)]
    drawing = graph(dyads, 10)
    assert len(drawing.nodes) == 10
    assert drawing.left_out == 71
    assert drawing.nodes[0].party == "AAA"
    assert len(drawing.edges) == 9


def test_an_edge_says_what_it_is() -> None:
    """An edge is of conflict, of cooperation or mixed by its share of conflict."""
    dyads = [DyadCount("A-B", 4, 4, None, None), DyadCount("A-C", 4, 0, None, None), DyadCount("B-C", 4, 2, None, None)]
    assert [edge.kind for edge in graph(dyads).edges] == ["conflict", "cooperation", "mixed"]
    assert layout([], []) == {}
    assert graph([]).nodes == ()


def test_the_map_puts_places_where_they_are() -> None:
    """North is up, east is right; a place that is not known lies at the capital, marked so; one nowhere is listed."""
    found = map_of([PlaceCount("Chennai", "IND", 3), PlaceCount("Nowhere Hill", "IND", 1), PlaceCount(None, "QQQ", 2)])
    chennai, india = found.points
    assert (chennai.x, chennai.y) == pytest.approx(project(13.08, 80.27), abs=0.2)
    assert not chennai.at_capital
    assert (india.name, india.at_capital) == ("India", True)
    assert india.y < chennai.y
    assert [place.country for place in found.unplaced] == ["QQQ"]


def test_the_map_shows_the_part_that_is_needed() -> None:
    """The part shown holds all points; the world is shown whole when asked for, and for no points."""
    found = map_of([PlaceCount("Chennai", "IND", 3), PlaceCount(None, "RUS", 1)])
    left, top, width, height = found.box
    assert all(left < p.x < left + width and top < p.y < top + height for p in found.points)
    assert width < 1080
    assert map_of([PlaceCount("Chennai", "IND", 3)], world=True).box == map_of([]).box == (0, 0, 1080, 540)


def test_names_on_the_map_do_not_cover_one_another() -> None:
    """Names of places next to one another are put on different sides."""
    found = map_of([PlaceCount("Yerevan", "ARM", 3), PlaceCount("Nowhere", "ARM", 3), PlaceCount(None, "AZE", 1)])
    assert len({(round(label.y), label.anchor) for label in found.labels}) == len(found.labels) == 3
    assert all(inside(label, found) for label in found.labels)


def inside(label: Label, found: Map) -> bool:
    left, _, width, _ = found.box
    return left <= label.x <= left + width


def test_a_map_has_the_outlines_around_its_places() -> None:
    """The part of the world that is shown has land in it, the whole world more; every line is closed."""
    part = map_of([PlaceCount("New Delhi", "IND", 3)])
    world = map_of([PlaceCount("New Delhi", "IND", 3)], world=True)
    assert 0 < part.land.count("M") < world.land.count("M")
    assert world.land.count("M") == world.land.count("z") == len(outlines())
    assert not set(world.land) - set("Mlz -.0123456789e")


def test_outlines_lie_on_the_globe() -> None:
    """Each outline is a line of at least three points within its box, and most states have one."""
    assert len(outlines()) > 170
    for one in outlines():
        assert len(one.ring) > 3
        assert -180 <= one.west < one.east <= 180.1
        assert -90.1 <= one.south < one.north <= 90
