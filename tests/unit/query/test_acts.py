"""Tellings brought together to acts, and the chains that carry them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from onrecord.query.acts import act_of, chain_of, is_international, tellings_by_act
from onrecord.types.annotation import EventDate

Build = Any


def on(day: int) -> EventDate:
    """Return a day in March 2024."""
    when = date(2024, 3, day)
    return EventDate(when, when, when.isoformat(), "explicit", None)


def grouped(article: Build, *events: Build) -> list[list[str]]:
    """Return the ids of the tellings of each act."""
    return [[event.id for event in group] for group in tellings_by_act(article(events=events))]


def test_between_parties(act: Build) -> None:
    """An act is between parties if two of them are known."""
    assert is_international(act("e0"))
    assert not is_international(act("e0", actor="QAT"))
    assert not is_international(act("e0", actor=None))


def test_act_of(act: Build) -> None:
    """Type, mode, parties and status make the act."""
    assert act_of(act("e0")) == ("CONSULT", "visit", ("OMN",), ("QAT",), "occurred")


def test_different_days_are_different_acts(article: Build, act: Build) -> None:
    """Tellings that name different days are kept apart, however alike they are."""
    assert grouped(article, replace(act("e0"), date=on(4)), replace(act("e1"), date=on(20))) == [["e0"], ["e1"]]


def test_undated_telling_joins_a_single_day(article: Build, act: Build) -> None:
    """A telling without a day belongs to the act told with one; other acts stand apart, in order of the text."""
    other = act("e1", status="possible")
    assert grouped(article, replace(act("e0"), date=on(4)), other, act("e2")) == [["e0", "e2"], ["e1"]]


def test_chain(article: Build, said: Build, act: Build) -> None:
    """A chain runs from inside out; the reporter's own voice has none, and a circle ends."""
    record = article(said("it/PRP", parent=1), said("they/PRP", parent=0))
    attributions = {a.id: a for a in record.attributions}
    assert [a.id for a in chain_of(act("e0", 1), attributions)] == ["a1", "a0"]
    assert chain_of(act("e0"), attributions) == []
