"""Sessions in order and agreements through their stages, whatever the order the tellings come in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.resolve.claims import Telling
from onrecord.resolve.series import (
    forum_series,
    forum_tellings,
    instrument_histories,
    instrument_tellings,
)
from onrecord.types.proceeding import ForumTelling, InstrumentTelling

KEY = "IND-RUS commission port"
PACT = "IND-RUS agreement potash"


def forum(identifier: str, session: int | None = None, day: str | None = None, **more: Any) -> ForumTelling:
    first = date.fromisoformat(day) if day else None
    parties = more.pop("parties", ("IND", "RUS"))
    fields: dict[str, Any] = {
        "article": f"a-{identifier}",
        "outlet": "O",
        "published": date(2031, 3, 1),
        "key": KEY,
        "name": "Commission on Ports",
        "source": "reporter",
        "status": "occurred" if day else None,
        "first": first,
        "last": first,
    }
    return ForumTelling(identifier, parties=parties, session=session, **(fields | more))


def pact(identifier: str, stage: Any, published: str, day: str | None = None, **more: Any) -> InstrumentTelling:
    first = date.fromisoformat(day) if day else None
    fields: dict[str, Any] = {
        "article": f"a-{identifier}",
        "outlet": "O",
        "key": PACT,
        "name": "potash agreement",
        "kind": "agreement",
        "parties": ("IND", "RUS"),
        "source": f"source {identifier}",
        "first": first,
        "last": first,
    }
    return InstrumentTelling(identifier, stage=stage, published=date.fromisoformat(published), **(fields | more))


def test_sessions_stand_in_order_with_what_is_missing() -> None:
    (series,) = forum_series([forum("c", 9), forum("a", 5, "2029-01-01"), forum("b", 6), forum("d")])
    assert [s.number for s in series.sessions] == [5, 6, 9]
    assert series.missing == (7, 8)
    assert series.mentions == ("d",)


def test_a_session_takes_what_most_say_and_keeps_what_does_not_agree() -> None:
    told = [forum("a", 5, "2031-01-01"), forum("b", 5, "2031-01-01"), forum("c", 5, "2031-01-02", chairs=("A", "B"))]
    ((session,),) = [s.sessions for s in forum_series(told)]
    assert session.first == date(2031, 1, 1)
    assert session.chairs == ("A", "B")
    (conflict,) = session.conflicts
    assert conflict.field == "date"
    assert conflict.versions == (("2031-01-01/2031-01-01", ("a", "b")), ("2031-01-02/2031-01-02", ("c",)))


def test_wider_days_are_no_conflict() -> None:
    wide = replace(forum("a", 5, "2031-01-01"), last=date(2031, 1, 31))
    ((session,),) = [s.sessions for s in forum_series([wide, forum("b", 5, "2031-01-04")])]
    assert (session.first, session.conflicts) == (date(2031, 1, 4), ())


def test_the_last_day_of_a_sitting_is_no_conflict() -> None:
    sitting = replace(forum("a", 5, "2031-01-04"), last=date(2031, 1, 6))
    ((session,),) = [s.sessions for s in forum_series([sitting, forum("b", 5, "2031-01-06")])]
    assert (session.first, session.last, session.conflicts) == (date(2031, 1, 4), date(2031, 1, 6), ())


def test_the_latest_telling_gives_the_status() -> None:
    told = [
        forum("a", 5, "2031-04-01", status="cancelled", published=date(2031, 3, 9)),
        forum("b", 5, "2031-04-01", status="scheduled", published=date(2031, 3, 1)),
    ]
    ((session,),) = [s.sessions for s in forum_series(told)]
    assert session.status == "cancelled"


def test_a_session_without_a_number_stands_by_its_day() -> None:
    (series,) = forum_series([forum("a", None, "2031-02-01"), forum("b", None, "2031-02-01"), forum("c", 4)])
    assert [(s.number, s.tellings) for s in series.sessions] == [(4, ("c",)), (None, ("a", "b"))]


def test_a_key_without_parties_joins_the_only_one_that_fits() -> None:
    bare = forum("b", 6, key="commission port", parties=())
    assert len(forum_series([forum("a", 5), bare])) == 1
    other = forum("c", 5, key="CHN-IND commission port", parties=("CHN", "IND"))
    assert len(forum_series([forum("a", 5), bare, other])) == 3


def test_an_agreement_goes_through_its_stages() -> None:
    told = [
        pact("d", "in_force", "2031-05-04", "2031-05-01"),
        pact("b", "expected", "2031-02-01", "2031-03-01"),
        pact("c", "signed", "2031-03-02", "2031-03-01"),
        pact("a", "under_discussion", "2031-01-01"),
        pact("e", "signed", "2031-06-01"),
    ]
    (history,) = instrument_histories(told)
    assert [(s.stage, s.since) for s in history.stages] == [
        ("under_discussion", date(2031, 1, 1)),
        ("expected", date(2031, 2, 1)),
        ("signed", date(2031, 3, 1)),
        ("in_force", date(2031, 5, 1)),
    ]
    assert history.stages[1].due == (date(2031, 3, 1),)
    assert history.stages[2].sources == ("source c", "source e")


def test_what_was_suspended_may_be_in_force_again() -> None:
    told = [
        pact("a", "in_force", "2031-01-01"),
        pact("b", "suspended", "2031-02-01", "2031-01-20"),
        pact("c", "in_force", "2031-03-01"),
    ]
    (history,) = instrument_histories(told)
    assert [s.stage for s in history.stages] == ["in_force", "suspended", "in_force"]


def test_a_narrower_subject_joins_the_only_wider_one() -> None:
    wide = pact("a", "signed", "2031-01-01", key="IND-RUS agreement insurance ship")
    narrow = pact("b", "in_force", "2031-02-01", key="IND-RUS agreement insurance")
    assert [h.key for h in instrument_histories([narrow, wide])] == [wide.key]
    rival = pact("c", None, "2031-02-01", key="IND-RUS agreement crop insurance")
    assert len(instrument_histories([narrow, wide, rival])) == 3


def test_amounts_that_do_not_agree_are_kept() -> None:
    told = [
        pact("a", "signed", "2031-01-01", amounts=((2e6, "tonne/year"),)),
        pact("b", None, "2031-01-02", amounts=((2.5e6, "tonne/year"), (1e9, "USD"))),
    ]
    (history,) = instrument_histories(told)
    assert history.amounts == (("USD", (1e9,)), ("tonne/year", (2e6, 2.5e6)))
    assert [(c.field, c.versions) for c in history.conflicts] == [
        ("tonne/year", (("2000000", ("a",)), ("2500000", ("b",))))
    ]


RECORD = {
    "attributions": [{"id": "t", "source": {"text": "the  ministry"}, "source_type": "institution"}],
    "forums": [
        {
            "id": "f",
            "key": KEY,
            "name": "Commission on Ports",
            "parties": ["IND", "RUS"],
            "session": 8,
            "status": "scheduled",
            "chairs": [{"name": None, "mention": {"text": "an envoy"}}, {"name": "Ana Lark", "mention": {"text": "A"}}],
            "agenda": {"text": "quays"},
            "date": {"start": "2031-04-01", "end": "2031-04-02"},
            "place": {"name": "Kochi"},
            "attribution": "t",
        }
    ],
    "instruments": [
        {
            "id": "i",
            "key": PACT,
            "name": "potash agreement",
            "kind": "agreement",
            "parties": ["IND", "RUS"],
            "stage": "signed",
            "sector": "fertilisers",
            "date": None,
            "attribution": None,
            "quantities": [{"value": 2e6, "unit": "tonne"}],
        }
    ],
}
TELLING = Telling("v", "a", "g", "The Gull", None, date(2031, 3, 1), "")


def test_tellings_of_a_record() -> None:
    (told,) = forum_tellings(TELLING, RECORD)
    assert (told.source, told.chairs, told.agenda, told.place) == (
        "the ministry",
        ("an envoy", "Ana Lark"),
        "quays",
        "Kochi",
    )
    assert (told.first, told.last) == (date(2031, 4, 1), date(2031, 4, 2))
    (paper,) = instrument_tellings(TELLING, RECORD)
    assert (paper.source, paper.stage, paper.amounts) == ("reporter", "signed", ((2e6, "tonne"),))


@pytest.mark.parametrize("tell", [forum_tellings, instrument_tellings])
def test_a_record_without_proceedings_tells_none(tell: Any) -> None:
    assert tell(TELLING, {}) == ()


DAYS = st.dates(date(2031, 1, 1), date(2031, 3, 1))
STAGES = st.sampled_from(["under_discussion", "expected", "signed", "in_force", "stalled", "suspended", "ended", None])
IDS = st.integers(0, 10**6).map(str)
FORUMS = st.lists(
    st.builds(
        lambda i, n, day, key: forum(
            i, n, day.isoformat() if day else None, key=key, parties=("IND", "RUS") if "IND" in key else ()
        ),
        IDS,
        st.none() | st.integers(1, 9),
        st.none() | DAYS,
        st.sampled_from([KEY, "commission port", "IND-RUS commission grain"]),
    ),
    unique_by=lambda t: t.id,
    max_size=12,
)
PACTS = st.lists(
    st.builds(
        lambda i, stage, published, day, key: pact(
            i, stage, published.isoformat(), day.isoformat() if day else None, key=key
        ),
        IDS,
        STAGES,
        DAYS,
        st.none() | DAYS,
        st.sampled_from([PACT, "IND-RUS agreement potash supply", "IND-RUS agreement", "IND-RUS protocol potash"]),
    ),
    unique_by=lambda t: t.id,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(FORUMS, st.randoms(use_true_random=False))
def test_forums_do_not_depend_on_order_or_repetition(told: list[ForumTelling], chance: Any) -> None:
    mixed = [*told, *told[:3]]
    chance.shuffle(mixed)
    series = forum_series(mixed)
    assert series == forum_series(told)
    held = [t for s in series for session in s.sessions for t in session.tellings] + [
        t for s in series for t in s.mentions
    ]
    assert sorted(held) == sorted(t.id for t in told)


@settings(max_examples=60, deadline=None)
@given(PACTS, st.randoms(use_true_random=False))
def test_instruments_do_not_depend_on_order_or_repetition(told: list[InstrumentTelling], chance: Any) -> None:
    mixed = [*told, *told[:3]]
    chance.shuffle(mixed)
    histories = instrument_histories(mixed)
    assert histories == instrument_histories(told)
    staged = [t for h in histories for step in h.stages for t in step.tellings]
    assert sorted(staged) == sorted(t.id for t in told if t.stage is not None)
    assert sorted(t for h in histories for t in h.tellings) == sorted(t.id for t in told)
