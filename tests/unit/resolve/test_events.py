"""Claims to events."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from claims_by_hand import claim
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.events import Decisions, link, resolve

if TYPE_CHECKING:
    from onrecord.types.claim import Claim

VISIT = {"mode": "visit", "actors": ("RUS",), "recipients": ("IND",)}
WORDS = "President arrives in Delhi for a two-day state visit"


def _groups(claims: list[Claim], decisions: Decisions | None = None) -> set[tuple[str, ...]]:
    return {event.claims for event in resolve(claims, decisions).events}


def test_tellings_of_one_day_are_one_event() -> None:
    """The same visit on the same day by two outlets is one event."""
    claims = [claim("a", on="2025-12-04", sentence=WORDS, **VISIT), claim("b", on="2025-12-04", **VISIT)]
    assert _groups(claims) == {("a", "b")}


def test_the_return_visit_is_another_event() -> None:
    """A visit the other way round is not the same visit."""
    back = {"mode": "visit", "actors": ("IND",), "recipients": ("RUS",)}
    assert len(_groups([claim("a", on="2025-12-04", **VISIT), claim("b", on="2025-12-05", **back)])) == 2


def test_a_plan_and_its_report_are_one_event() -> None:
    """An announced visit and the telling that it took place are one event with two statuses."""
    plan = claim("a", on="2025-12-04", status="scheduled", sentence="to pay a state visit to Delhi", **VISIT)
    told = claim("b", on="2025-12-04", published="2025-12-05", sentence=WORDS, **VISIT)
    (event,) = resolve([plan, told]).events
    assert dict(event.statuses) == {"occurred": 1, "scheduled": 1}


def test_conflicting_days_stay_side_by_side() -> None:
    """Tellings that differ on the day make one event with both versions."""
    one = claim("a", on="2025-12-04", sentence=WORDS, country="IND", place="Delhi", **VISIT)
    other = claim("b", on="2025-12-05", sentence=WORDS, country="IND", place="Delhi", **VISIT)
    (event,) = resolve([one, other]).events
    assert [conflict.field for conflict in event.conflicts] == ["day"]


def test_copies_do_not_outvote_an_independent_telling() -> None:
    """Three copies of one text count once when the event's day is settled."""
    copies = [claim(x, on="2025-12-05", group="wire", sentence=WORDS, **VISIT) for x in "abc"]
    others = [claim(x, on="2025-12-04", sentence=WORDS, **VISIT) for x in "de"]
    (event,) = resolve([*copies, *others]).events
    assert str(event.first) == "2025-12-04"


def test_people_may_split_and_join() -> None:
    """A decision for "different" parts what matches, one for "same" joins what does not."""
    one, other = claim("a", on="2025-12-04", **VISIT), claim("b", on="2025-12-04", **VISIT)
    assert len(_groups([one, other], Decisions(different=frozenset({("a", "b")})))) == 2
    far = claim("c", on="2026-03-01", **VISIT)
    assert _groups([one, far], Decisions(same=frozenset({("a", "c")}))) == {("a", "c")}


def test_a_join_against_a_split_is_reported() -> None:
    """What was said to be different is not brought together; the decision that asked for it is named."""
    claims = [claim(x, on="2025-12-04", **VISIT) for x in "ab"]
    decided = Decisions(same=frozenset({("a", "b")}), different=frozenset({("a", "b")}))
    assert resolve(claims, decided).unmet == (("a", "b"),)


@st.composite
def _claims(draw: st.DrawFn) -> list[Claim]:
    count = draw(st.integers(1, 7))
    days = [f"2025-12-{draw(st.integers(1, 6)):02d}" for _ in range(count)]
    texts = st.sampled_from([WORDS, "Leaders sign fuel pact in Moscow", "Ministers hold talks by phone"])
    return [
        claim(str(n), on=days[n] if draw(st.booleans()) else None, sentence=draw(texts), published=days[n], **VISIT)
        for n in range(count)
    ]


@given(_claims(), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(claims: list[Claim], random: object) -> None:
    """Any order of the same claims gives the same events."""
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(claims) == resolve(shuffled)


@given(_claims())
def test_linking_in_steps_equals_linking_at_once(claims: list[Claim]) -> None:
    """Matches found as claims come in are those found when all are there."""
    known: list[Claim] = []
    found: dict[tuple[str, str], object] = {}
    for one in claims:
        found |= link([one], known)
        known.append(one)
    assert found == link(claims)


def test_every_order_of_three_gives_the_same_event() -> None:
    """A chain of three tellings resolves alike whichever came first."""
    claims = [claim(x, on=f"2025-12-0{n}", sentence=WORDS, **VISIT) for n, x in enumerate("abc", 4)]
    assert len({frozenset(_groups(list(order))) for order in permutations(claims)}) == 1
