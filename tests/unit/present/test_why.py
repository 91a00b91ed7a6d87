"""The reasons of a record built by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from onrecord.present.why import print_why

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.types.record import Record

Shown = Callable[[], str]


@pytest.fixture
def reasons(record: Record, screen: Console, shown: Shown) -> str:
    """Return the reasons as shown, in one line."""
    print_why(record, screen)
    return shown()


def test_every_id_is_named(record: Record, reasons: str) -> None:
    """Every event and attribution is named by its id."""
    for found in (*record.events, *record.attributions):
        assert f" {found.id}: " in reasons


def test_trigger_with_rule(record: Record, reasons: str) -> None:
    """An event's trigger is shown with its offsets and the rule that read it."""
    start, end = record.events[0].trigger
    assert f"trigger “signed” [{start}:{end}] · agree.sign.sign" in reasons


def test_status_words(reasons: str) -> None:
    """The words that give a status are shown with it."""
    assert "status “may”" in reasons
    assert "· possible" in reasons


def test_date_and_place(reasons: str) -> None:
    """The words of date and place are shown with the basis and the country."""
    assert "date “4 March 2024”" in reasons
    assert "· explicit" in reasons
    assert "place “Bergen”" in reasons


def test_unknown_party(reasons: str) -> None:
    """A party that could not be told is said to be unknown."""
    assert "recipient “rivals”" in reasons
    assert "party unknown" in reasons


def test_carried_by(reasons: str) -> None:
    """An attributed event names the attribution that carries it."""
    assert "carried by attribution att-ministry" in reasons


def test_qualifier(reasons: str) -> None:
    """The words that tell a source's footing are shown with axis, value and rule."""
    assert "terms “who asked not to be named”" in reasons
    assert "anonymity · terms.not-named" in reasons


def test_parent(reasons: str) -> None:
    """A nested attribution names the one it stands in."""
    assert "inside attribution att-diplomat" in reasons


def test_evaluation_of_any_voice(reasons: str) -> None:
    """Evaluative wording is shown with its voice, the attributed included."""
    assert "evaluation: loaded, own voice" in reasons
    assert "evaluation: speculation, attributed voice" in reasons


def test_time(reasons: str) -> None:
    """A time is shown with its days and what it was placed by."""
    assert "time: 2024-05-09 · 2024-05-09 to 2024-05-09 · basis: explicit" in reasons
