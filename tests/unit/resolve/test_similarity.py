"""When two claims can tell of one event, and why."""

from claims_by_hand import claim

from onrecord.resolve.similarity import compare


def _names(one: object, other: object) -> set[str]:
    match = compare(one, other)  # type: ignore[arg-type]
    return {reason.name for reason in match.reasons} if match else set()


def test_the_comparison_is_symmetric() -> None:
    """Which claim comes first does not matter."""
    one = claim("a", on="2025-12-04", mode="visit", actors=("RUS",), recipients=("IND",))
    other = claim("b", on="2025-12-05", mode="visit", actors=("IND",), recipients=("RUS",))
    first, second = compare(one, other), compare(other, one)
    assert first is not None
    assert second is not None
    assert first.score == second.score


def test_claims_of_other_parties_are_no_match() -> None:
    """Two parties at least must be in common."""
    assert compare(claim("a"), claim("b", actors=("CHN", "RUS"))) is None


def test_types_that_are_not_kin_are_no_match() -> None:
    """A meeting and an attack are two events, whatever else they share."""
    assert compare(claim("a", on="2025-12-04"), claim("b", on="2025-12-04", type="ASSAULT")) is None


def test_days_too_far_apart_are_no_match() -> None:
    """A given day more than two days off is another event."""
    assert compare(claim("a", on="2025-12-04"), claim("b", on="2025-12-08")) is None


def test_another_session_of_the_same_forum_is_no_match() -> None:
    """The 22nd and the 23rd session are two meetings."""
    one = claim("a", forum="IND-RUS commission", session=22)
    assert compare(one, claim("b", forum="IND-RUS commission", session=23)) is None


def test_one_session_told_with_two_days_is_a_match() -> None:
    """A numbered session is one meeting even where its tellings give different days."""
    one = claim("a", forum="IND-RUS commission", session=22, on="2025-12-04")
    other = claim("b", forum="IND-RUS commission", session=22, on="2025-12-11")
    assert {"same_forum", "same_session"} <= _names(one, other)


def test_opposite_directions_count_against() -> None:
    """Who visits whom is part of the event."""
    one = claim("a", mode="visit", actors=("RUS",), recipients=("IND",))
    other = claim("b", mode="visit", actors=("IND",), recipients=("RUS",))
    assert "opposite_act" in _names(one, other)


def test_each_side_may_blame_the_other_for_one_act() -> None:
    """Told in the same word, an act the other way round may be one that the sides tell differently."""
    one = claim("a", type="ASSAULT", actors=("RUS",), recipients=("IND",), trigger="rammed")
    other = claim("b", type="ASSAULT", actors=("IND",), recipients=("RUS",), trigger="ramming")
    assert "opposite_direction" in _names(one, other)


def test_a_plan_told_after_its_day_has_passed_is_far_from_it() -> None:
    """A past telling without a day, published long before the given day, is no telling of it."""
    planned = claim("a", status="scheduled", on="2026-02-20")
    assert compare(planned, claim("b", status="occurred", published="2025-12-03")) is None


def test_the_same_sentence_is_the_same_text() -> None:
    """A copied sentence names one event."""
    words = "The two ministers met in Delhi on Thursday"
    assert "same_text" in _names(claim("a", sentence=words), claim("b", sentence=words))


def test_stances_without_a_day_are_not_one_happening() -> None:
    """Praise is given again and again; without a day it counts against one event, more so days apart."""
    praise = {"type": "SUPPORT", "actors": ("RUS",), "recipients": ("IND",)}
    one = claim("a", **praise)
    assert "lasting" in _names(one, claim("b", **praise))
    assert "lasting_and_apart" in _names(one, claim("b", published="2025-12-06", **praise))
    assert "lasting" not in _names(*(claim(x, trigger="signed", **praise) for x in "ab"))


def test_two_calls_on_two_days_are_two() -> None:
    """A call is over within the day."""
    calls = [claim(x, mode="phone", on=f"2025-12-0{n}") for n, x in enumerate("ab", 2)]
    assert compare(*calls) is None


def test_days_each_told_on_the_very_day_are_two() -> None:
    """Who tells on Tuesday of today and who tells on Wednesday of today do not tell of one day."""
    one = claim("a", on="2025-12-02", published="2025-12-02")
    other = claim("b", on="2025-12-03", published="2025-12-03")
    assert "each_its_own_day" in _names(one, other)
    assert "day_off" in _names(one, claim("b", on="2025-12-03", published="2025-12-05"))
