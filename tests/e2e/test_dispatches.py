"""The invented dispatches as a project: events told by several, their origins, and what became of what was expected."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.project.project import Project
from onrecord.record.happenings import EventFilters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.project.across import EventCheck
    from onrecord.types.expectation import Entry

DISPATCHES = Path(__file__).parents[2] / "examples/dispatches.jsonl"
AS_OF = date(2026, 1, 31)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Return a project of all dispatches, read."""
    with Project.init(tmp_path_factory.mktemp("dispatches") / "project") as made:
        made.add([str(DISPATCHES)])
        made.read(workers=1)
        yield made


@pytest.fixture(scope="module")
def checks(project: Project) -> tuple[EventCheck, ...]:
    """Return all events as they stand on the day the collection ends."""
    across = project.across
    return tuple(across.check(event.id, AS_OF) for event in across.events(EventFilters()))


def _told(checks: tuple[EventCheck, ...], dyad: str, kind: str, day: str) -> EventCheck:
    """Return the event between two parties of a type whose days hold a day: of those told as done, told by most."""
    wanted = date.fromisoformat(day)
    found = [
        check
        for check in checks
        if {*dyad.split("-")} <= {*check.event.actors, *check.event.recipients}
        and check.event.type == kind
        and check.event.first
        and check.event.last
        and check.event.first <= wanted <= check.event.last
    ]
    assert found, f"no {kind} of {dyad} on {day}"
    return max(found, key=lambda check: ("occurred" in dict(check.event.statuses), len(check.claims)))


def _expected(checks: tuple[EventCheck, ...], dyad: str, day: str) -> list[Entry]:
    """Return the expectations between two parties whose horizon, as told, holds a day."""
    wanted = date.fromisoformat(day)
    return [
        check.entry
        for check in checks
        if check.entry
        and {*dyad.split("-")} <= {*check.event.actors, *check.event.recipients}
        and (horizon := check.entry.expectation.horizon)
        and horizon.basis == "told"
        and horizon.first <= wanted <= horizon.last
    ]


@pytest.mark.parametrize(
    ("dyad", "day", "outcome"),
    [
        ("IND-RUS", "2025-10-14", "happened"),
        ("IND-RUS", "2025-11-12", "partly"),
        ("IND-RUS", "2026-01-21", "happened"),
        ("ARM-TUR", "2025-10-23", "happened"),
        ("ARM-TUR", "2025-12-10", "postponed"),
        ("ARM-TUR", "2026-01-14", "happened"),
        ("CHN-PHL", "2026-01-12", "happened"),
        ("SRB-XKX", "2025-10-21", "happened"),
        ("ETH-KEN", "2026-01-08", "unknown"),
        pytest.param("IND-RUS", "2025-12-31", "did_not", marks=pytest.mark.xfail(reason="the promise is not read")),
        pytest.param("CHN-PHL", "2025-11-25", "cancelled", marks=pytest.mark.xfail(reason="read as agreed, not due")),
        pytest.param("CHN-PHL", "2025-12-18", "happened", marks=pytest.mark.xfail(reason="the plan is not read")),
    ],
)
def test_what_became_of_what_was_expected(checks: tuple[EventCheck, ...], dyad: str, day: str, outcome: str) -> None:
    """Later tellings propose the true outcome, and none of another."""
    proposals = [entry.proposal.outcome for entry in _expected(checks, dyad, day) if entry.proposal]
    assert proposals
    assert set(proposals) == {outcome}


def test_a_postponed_visit_has_a_new_day(checks: tuple[EventCheck, ...]) -> None:
    """The telling that put the visit off says until when."""
    (entry,) = _expected(checks, "ARM-TUR", "2025-12-10")
    assert entry.proposal is not None
    assert entry.proposal.new_horizon is not None
    assert entry.proposal.new_horizon.first == date(2026, 1, 14)


@pytest.mark.parametrize(
    ("dyad", "kind", "day", "copies", "origins"),
    [
        ("CHN-PHL", "SANCTION", "2025-11-03", 2, 1),
        ("CHN-PHL", "SUPPORT", "2025-12-18", 2, 1),
        ("ETH-KEN", "SUPPORT", "2025-11-18", 2, 1),
        ("IND-RUS", "SUPPORT", "2025-11-12", 2, 2),
        pytest.param("CHN-PHL", "ASSAULT", "2025-10-11", 3, 3, marks=pytest.mark.xfail(reason="told as two events")),
    ],
)
def test_copies_are_told_from_origins(
    checks: tuple[EventCheck, ...], dyad: str, kind: str, day: str, copies: int, origins: int
) -> None:
    """A copy, verbatim or edited, is no second origin; two ministries of two sides are."""
    told = _told(checks, dyad, kind, day).told
    assert (told.copies, len(told.origins)) == (copies, origins)


@pytest.mark.xfail(reason="who rammed whom is told as two events, a day apart")
def test_the_collision_is_shown_as_a_contradiction(checks: tuple[EventCheck, ...]) -> None:
    """Each side says that the other rammed it."""
    fields = {conflict.field for conflict in _told(checks, "CHN-PHL", "ASSAULT", "2025-10-11").event.conflicts}
    assert "sides" in fields


@pytest.mark.xfail(reason="no event is read from the reports on the draft")
def test_the_leak_runs_in_a_circle(checks: tuple[EventCheck, ...]) -> None:
    """The paper that published the draft cites those who cite it."""
    assert any("The Ankara Ledger" in circle for check in checks for circle in check.told.circles)


def test_nothing_is_graded_1_on_one_text(checks: tuple[EventCheck, ...]) -> None:
    """Confirmation needs two texts and two origins."""
    assert all(c.told.texts >= 2 and len(c.told.origins) >= 2 for c in checks if c.grade.mark == "1")


def test_order_and_repetition_change_nothing(project: Project, checks: tuple[EventCheck, ...]) -> None:
    """Resolving everything anew gives the same events."""
    before = {check.event for check in checks}
    project.across.resolve(again=True)
    assert set(project.across.events(EventFilters())) == before
