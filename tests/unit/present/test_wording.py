"""Codes, dates and sources in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest

from onrecord.present.wording import (
    MARKS,
    SOURCE_LENGTH,
    act_words,
    counted,
    date_words,
    day,
    party_name,
    plain,
    source_words,
    status_style,
)
from onrecord.types.annotation import EventDate, SourceType, Status
from onrecord.types.text import Span

if TYPE_CHECKING:
    from onrecord.types.record import Record


def event_date(first: date, last: date) -> EventDate:
    """Return an event date of these days."""
    return EventDate(first, last, "", "explicit", None)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("RUS", "Russia"),
        ("IND", "India"),
        ("EUR", "European Union"),
        ("WEST", "the West"),
        ("IGO", "other organisations"),
        ("PSE-REB", "armed group, Palestine"),
        ("XXX", "XXX"),
    ],
)
def test_party_name(code: str, name: str) -> None:
    """A party's code has an everyday name; an unknown code is shown as it is."""
    assert party_name(code) == name


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 12, 4), date(2025, 12, 4), "4 Dec 2025"),
        (date(2025, 12, 4), date(2025, 12, 5), "4–5 Dec 2025"),
        (date(2025, 12, 1), date(2025, 12, 31), "Dec 2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "Feb 2024"),
        (date(2014, 1, 1), date(2014, 12, 31), "2014"),
        (date(1990, 1, 1), date(1993, 12, 31), "1990–1993"),
        (date(2025, 11, 30), date(2025, 12, 2), "30 Nov 2025 – 2 Dec 2025"),
    ],
)
def test_date_words(first: date, last: date, words: str) -> None:
    """An event's days are told as shortly as they can be."""
    assert date_words(event_date(first, last)) == words


def test_nearly_a_month() -> None:
    """A stretch that ends before its month does is no whole month."""
    assert date_words(event_date(date(2025, 12, 1), date(2025, 12, 28))) == "1–28 Dec 2025"


def test_no_date() -> None:
    """An event without a date has no words for it."""
    assert date_words(None) == ""


def test_day() -> None:
    """A day has no leading zero."""
    assert day(date(2025, 12, 3)) == "3 Dec 2025"


@pytest.mark.parametrize("kind", get_args(SourceType))
def test_every_source_type_has_a_mark(kind: str) -> None:
    """Every source type has a mark and a label."""
    mark, label = MARKS[kind]
    assert len(mark) == 1
    assert label


@pytest.mark.parametrize("status", get_args(Status))
def test_every_status_has_a_style(status: str) -> None:
    """Every status has a colour."""
    assert status_style(status)


def test_act_words(record: Record) -> None:
    """An act is told by its type and its mode, where it has one."""
    assert [act_words(event.type, event.mode) for event in record.events[2:]] == ["consult/visit", "assault"]


def test_source_by_name(record: Record) -> None:
    """A source with a name is told by its name."""
    assert source_words(record.attributions[0], record.document.text) == "● Foreign Ministry"


def test_source_by_own_words(record: Record) -> None:
    """A source without a name is told in the text's words, without its mark if so asked."""
    assert source_words(record.attributions[1], record.document.text, mark=False) == "A diplomat"


def test_source_left_out(record: Record) -> None:
    """A source the text leaves out is told by the cue."""
    silent = replace(record.attributions[1], source=None)
    assert source_words(silent, record.document.text) == "◌ “said”"


def test_source_and_cue_left_out(record: Record) -> None:
    """A quotation carried on without source and cue says that its speaker is not named there."""
    silent = replace(record.attributions[1], source=None, cue=Span(40, 40))
    assert source_words(silent, record.document.text) == "◌ speaker not named there"


def test_long_source_is_cut(record: Record) -> None:
    """A long source is cut at a word, with an omission mark."""
    long = replace(record.attributions[0], source_name="ministry of " + "very " * 40 + "long names")
    words = source_words(long, record.document.text, mark=False)
    assert len(words) <= SOURCE_LENGTH
    assert words.endswith("very…")


def test_plain() -> None:
    """White space, control and direction characters become single spaces."""
    assert plain(" a\n\tb\x1b[31mc\u202ed ") == "a b [31mc d"


def test_counted() -> None:
    """One is counted in the singular."""
    assert (counted(0, "act"), counted(1, "act"), counted(2, "act")) == ("0 acts", "1 act", "2 acts")
