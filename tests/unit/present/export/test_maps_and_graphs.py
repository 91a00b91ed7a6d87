"""GEXF, GraphML, GeoJSON and iCalendar: opened by the libraries people open them with."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import icalendar
import networkx as nx
import pytest
from exporting import exported
from items_by_hand import HEADER, HOSTILE, event, expectation, hostile_event, telling
from shapely.geometry import shape

if TYPE_CHECKING:
    from pathlib import Path

READERS = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}
EVENTS = (
    event(),
    event("e2", first="2024-05-06", last="2024-05-08", origins=2, reports=3, copies=4),
    event("e3", status="scheduled", first=None, last=None),
    event("e4", actors=["PER", "NOR"], recipients=[], type="CONSULT"),
    event("e5", recipients=[]),
)


def edges(name: str, folder: Path, *items: Any) -> dict[tuple[str, str, str, str], dict[str, Any]]:
    """Return the edges a library reads: ends, type and status with all attributes."""
    out, _ = exported(name, folder, *items)
    graph = READERS[name](out)
    return {(a, b, values["type"], values["status"]): values for a, b, values in graph.edges(data=True)}


@pytest.mark.parametrize("name", sorted(READERS))
def test_edges_are_counted_by_pair_type_and_status(tmp_path: Path, name: str) -> None:
    """Two events of one pair, type and status are one edge with their sums; who acts on whom is its direction."""
    found = edges(name, tmp_path, *EVENTS)
    assert set(found) == {
        ("NOR", "PER", "AGREE", "occurred"),
        ("NOR", "PER", "AGREE", "scheduled"),
        ("NOR", "PER", "CONSULT", "occurred"),
    }
    one = found["NOR", "PER", "AGREE", "occurred"]
    assert [one[count] for count in ("events", "origins", "reports", "copies")] == [2, 3, 4, 5]
    assert (one["weight"], one["first"], one["last"], one["joint"]) == (3, "2024-05-05", "2024-05-08", False)
    assert found["NOR", "PER", "CONSULT", "occurred"]["joint"] is True


@pytest.mark.parametrize("name", sorted(READERS))
def test_nodes_are_parties_with_names(tmp_path: Path, name: str) -> None:
    """A node is a code with its name and what sort of party it is."""
    out, summary = exported(name, tmp_path, *EVENTS, event("e6", actors=["NATO"], recipients=["PSE-REB"]))
    nodes = READERS[name](out).nodes(data=True)
    assert {code: (values["label"], values["kind"]) for code, values in nodes} == {
        "NOR": ("Norway", "state"),
        "PER": ("Peru", "state"),
        "NATO": ("NATO", "organisation"),
        "PSE-REB": (nodes["PSE-REB"]["label"], "group"),
    }
    assert summary.dropped["fewer than two parties"] == 1


def test_an_edge_is_there_on_its_days(tmp_path: Path) -> None:
    """In GEXF the days of an edge are stretches that do not overlap; one without days has none."""
    more = event("e7", first="2024-05-07", last="2024-05-12")
    found = edges("gexf", tmp_path, *EVENTS, more)
    assert found["NOR", "PER", "AGREE", "occurred"]["spells"] == [
        ("2024-05-05", "2024-05-05"),
        ("2024-05-06", "2024-05-12"),
    ]
    assert "spells" not in found["NOR", "PER", "AGREE", "scheduled"]


def features(folder: Path, *items: Any) -> list[dict[str, Any]]:
    """Return the features of an export."""
    out, _ = exported("geojson", folder, *items)
    return list(json.loads(out.read_text(encoding="utf-8"))["features"])


def test_a_point_is_longitude_before_latitude(tmp_path: Path) -> None:
    """Lima lies west and south; its event has its days as properties."""
    (found,) = features(tmp_path, event())
    point = shape(found["geometry"])
    assert (point.x, point.y) == (-77.04, -12.05)
    assert (found["id"], found["properties"]["first"], found["properties"]["actors"]) == ("e1", "2024-05-05", "NOR")


def test_an_event_without_a_known_city_has_no_geometry(tmp_path: Path) -> None:
    """What lies nowhere that is known stays in the list, without a geometry; its words are words."""
    (found,) = features(tmp_path, hostile_event())
    assert found["geometry"] is None
    assert found["properties"]["sentence"] == HOSTILE.replace("\ud800", "\ufffd")


def test_properties_are_flat(tmp_path: Path) -> None:
    """A table program can take the properties: no lists, no objects."""
    told = [telling(), telling("c2", outlet="Other Post")]
    (found,) = features(tmp_path, event(tellings=told))
    assert not [v for v in found["properties"].values() if isinstance(v, (list, dict))]
    assert found["properties"]["outlets"] == "Example Post; Other Post"


def calendar(folder: Path, *items: Any) -> Any:
    """Return the calendar a library reads."""
    out, _ = exported("ical", folder, *items)
    assert max(map(len, out.read_bytes().split(b"\r\n"))) <= 75
    return icalendar.Calendar.from_ical(out.read_bytes())


def test_an_entry_takes_whole_days_and_leaves_people_free(tmp_path: Path) -> None:
    """Two days end before the third; nobody is made busy; the id stays."""
    found = calendar(tmp_path, expectation())
    (entry,) = found.walk("VEVENT")
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2024, 6, 10), date(2024, 6, 12))
    assert (entry["TRANSP"], entry["UID"], entry["STATUS"]) == ("TRANSPARENT", "x1@onrecord", "CONFIRMED")
    assert found["X-WR-CALNAME"] == HEADER.project
    assert "trout, perch and pike" in entry["DESCRIPTION"]


def test_what_was_called_off_stays(tmp_path: Path) -> None:
    """A cancelled visit is an entry that says so, one change further."""
    (entry,) = calendar(tmp_path, expectation(state="cancelled", decisions=[{}])).walk("VEVENT")
    assert (entry["STATUS"], entry["SEQUENCE"]) == ("CANCELLED", 1)


def test_what_has_no_told_day_is_counted(tmp_path: Path) -> None:
    """An assumed day and no day are no entries; the summary says why."""
    assumed = {"first": "2024-06-01", "last": "2024-06-30", "basis": "assumed"}
    out, summary = exported("ical", tmp_path, expectation(horizon=assumed), expectation("x2", horizon=None))
    assert not icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert dict(summary.dropped) == {"day assumed, not told": 1, "no day told": 1}


def test_a_hostile_line_begins_no_entry(tmp_path: Path) -> None:
    """Line ends, separators and control characters of a text do not steer a calendar."""
    (entry,) = calendar(tmp_path, expectation(words=HOSTILE, kind="expected")).walk("VEVENT")
    assert "BEGIN:VEVENT" in entry["DESCRIPTION"]
    assert entry["STATUS"] == "TENTATIVE"
    assert "\x1b" not in entry["DESCRIPTION"]
