"""Marks that follow from counts."""

from __future__ import annotations

import pytest
from claims_by_hand import MINISTRY, UNNAMED, claim

from onrecord.resolve.grading import LEAST_RESOLVED, digit, letter, wilson
from onrecord.resolve.origins import trace
from onrecord.types.claim import ClaimSource

DELHI = ClaimSource("institution", "IND", "Ministry of External Affairs", None, "India's foreign ministry")


def test_one_telling_cannot_be_judged() -> None:
    """A single telling is 6."""
    assert digit(trace([claim("a", source=MINISTRY)])).mark == "6"


def test_two_independent_origins_in_two_texts_are_1() -> None:
    """Both sides telling it is confirmation."""
    told = trace([claim("a", source=MINISTRY), claim("b", source=DELHI)])
    assert digit(told).mark == "1"


def test_two_origins_in_one_text_are_not_1() -> None:
    """One text that names two sources is one witness of both."""
    told = trace([claim("a", source=MINISTRY, group="g"), claim("b", source=DELHI, group="g")])
    assert digit(told).mark == "2"


def test_five_reports_of_one_ministry_are_not_1() -> None:
    """Many texts of one origin confirm nothing."""
    told = trace([claim(x, source=MINISTRY) for x in "abcde"])
    assert digit(told).mark == "3"


def test_a_denial_on_the_record_beats_one_unnamed_source() -> None:
    """Told by an unnamed official and denied by both ministries: improbable."""
    told = trace([claim("a", source=UNNAMED)])
    denied = trace([claim("b", source=MINISTRY, status="denied"), claim("c", source=DELHI, status="denied")])
    assert digit(told, denied=denied).mark == "5"


def test_a_denial_by_one_leaves_it_doubtful() -> None:
    """Told by an unnamed official and denied by one ministry: doubtful."""
    told = trace([claim("a", source=UNNAMED)])
    assert digit(told, denied=trace([claim("b", source=DELHI, status="denied")])).mark == "4"


def test_origins_that_differ_do_not_confirm() -> None:
    """Two origins with two days are possibly true."""
    told = trace([claim("a", source=MINISTRY), claim("b", source=DELHI)])
    assert digit(told, conflicts=("day",)).mark == "3"


def test_announced_by_another_counts_for_one_origin() -> None:
    """What one side announced and the other told is probably true."""
    grade = digit(trace([claim("a", source=MINISTRY)]), announced=trace([claim("b", source=DELHI)]))
    assert grade.mark == "2"
    assert "announced before" in grade.reasons[1]


def test_a_source_has_no_letter_without_a_record() -> None:
    """Below the minimum every source is F, whatever its share."""
    assert letter(LEAST_RESOLVED - 1, LEAST_RESOLVED - 1).mark == "F"


@pytest.mark.parametrize(("kept", "resolved", "mark"), [(40, 40, "A"), (18, 20, "C"), (10, 20, "E"), (0, 20, "E")])
def test_letters_go_by_the_lower_bound(kept: int, resolved: int, mark: str) -> None:
    """A high share of few does not make a reliable source."""
    assert letter(kept, resolved).mark == mark


def test_wilson_interval_is_the_published_one() -> None:
    """Eight of ten: 0.490 to 0.943."""
    assert tuple(round(bound, 3) for bound in wilson(8, 10)) == (0.490, 0.943)
    assert wilson(0, 0) == (0.0, 1.0)
