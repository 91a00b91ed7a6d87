"""The course of a dyad."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from claims_by_hand import claim

from onrecord.query.dyads import Coverage, dyad_series, parties_of, quad_of, score_of
from onrecord.resolve.events import resolve

if TYPE_CHECKING:
    from onrecord.types.claim import Claim
    from onrecord.types.series import DyadSeries, Unit

BOTH = frozenset({"IND", "RUS"})


def _series(claims: list[Claim], coverage: list[Coverage] | None = None, unit: Unit = "origins") -> DyadSeries:
    articles = coverage or [Coverage(c.published, c.outlet, BOTH) for c in claims if c.published]
    by_id = {c.id: c for c in claims}
    return dyad_series("IND-RUS", resolve(claims).events, by_id, articles, unit=unit)


def _monthly(types: list[str]) -> list[Claim]:
    first = date(2025, 1, 10)
    days = [(first + timedelta(days=31 * n)).replace(day=10).isoformat() for n in range(len(types))]
    return [
        claim(f"{n:02d}", type=kind, on=day, published=day, actors=("RUS",), recipients=("IND",))
        for n, (kind, day) in enumerate(zip(types, days, strict=True))
    ]


def test_scores_and_quads_are_those_of_the_manual() -> None:
    """A mode's own score goes before its type's; classes run from verbal cooperation to material conflict."""
    assert (score_of("CONSULT", "visit"), score_of("CONSULT", None)) == (4.0, 2.5)
    assert [quad_of(t) for t in ("AGREE", "AID", "ACCUSE", "ASSAULT")] == [1, 2, 3, 4]


def test_an_event_counts_once_an_origin() -> None:
    """Five copies are five copies, one report and one origin."""
    words = "The two ministers met in Delhi on Thursday"
    copies = [claim(x, group="wire", on="2025-12-04", sentence=words) for x in "abcde"]
    counts = {unit: _series(copies, unit=unit).periods[0].quads[0] for unit in ("copies", "reports", "origins")}
    assert counts == {"copies": 5, "reports": 1, "origins": 1}


def test_months_without_anything_are_told_from_months_without_coverage() -> None:
    """Quiet with the usual number of articles is quiet; quiet with hardly any is thin coverage."""
    articles = [Coverage(date(2025, month, n), "X", frozenset()) for month in (1, 2, 4) for n in range(1, 11)]
    articles.append(Coverage(date(2025, 3, 1), "X", frozenset()))
    told = [claim("a", on="2025-01-10", published="2025-01-10")]
    assert [p.quiet for p in _series(told, articles).periods] == ["", "nothing told", "coverage fell", "nothing told"]


def test_what_is_told_of_days_before_the_collection_is_left_out() -> None:
    """Background of decades ago is no period of the series."""
    told = [claim("a", on="1993-04-01", published="2025-12-03")]
    assert [p.first for p in _series(told).periods] == [date(2025, 12, 1)]


def test_a_turn_from_cooperation_to_conflict_is_flagged_with_its_events() -> None:
    """Five months of talks, then five of accusations: one change, in the sixth month."""
    series = _series(_monthly(["CONSULT"] * 5 + ["ACCUSE"] * 5))
    assert [(c.period, c.before, c.after) for c in series.changes] == [(date(2025, 6, 1), 2.5, -3.0)]
    assert series.changes[0].events == ("05",)


def test_an_even_course_has_no_change() -> None:
    """The same act every month changes nothing."""
    assert _series(_monthly(["CONSULT"] * 12)).changes == ()


def test_a_code_may_hold_a_hyphen() -> None:
    """Groups are told from the state they belong to."""
    assert parties_of("PSE-REB-ISR") == parties_of("ISR-PSE-REB") == {"ISR", "PSE-REB"}
    assert parties_of("NATO-RUS") == {"NATO", "RUS"}
