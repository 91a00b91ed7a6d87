"""Expectations and what became of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from claims_by_hand import MINISTRY, claim
from ledger_by_hand import ledger

from onrecord.types.expectation import AUTO, Decision, Entry

if TYPE_CHECKING:
    from onrecord.types.claim import Claim

VISIT = {"mode": "visit", "actors": ("RUS",), "recipients": ("IND",), "country": "IND", "place": "Delhi"}
PLAN = claim("p", on="2025-12-04/2025-12-05", status="scheduled", sentence="to visit Delhi", source=MINISTRY, **VISIT)

WHO = frozenset({"Ivan Example"})


def _entry(claims: list[Claim], today: str, *decisions: Decision) -> Entry:
    entries = ledger(claims, decisions, date.fromisoformat(today))
    return next(entry for entry in entries if "p" in entry.expectation.claims)


def test_an_expectation_is_open_before_its_days_and_due_on_them() -> None:
    """The horizon told decides between open, due and overdue."""
    assert [_entry([PLAN], day).state for day in ("2025-12-03", "2025-12-04", "2025-12-08", "2025-12-09")] == [
        "open",
        "due",
        "due",
        "overdue",
    ]


def test_silence_proposes_unknown_and_never_did_not() -> None:
    """Thirty days of silence propose that nobody knows."""
    assert _entry([PLAN], "2025-12-20").proposal is None
    proposal = _entry([PLAN], "2026-02-01").proposal
    assert proposal is not None
    assert proposal.outcome == "unknown"


def test_a_report_on_the_day_proposes_happened() -> None:
    """The arrival told for the first day proposes that it happened, with the claim as evidence."""
    told = claim("t", on="2025-12-04", published="2025-12-04", sentence="arrived in Delhi for a visit", **VISIT)
    proposal = _entry([PLAN, told], "2025-12-05").proposal
    assert proposal is not None
    assert (proposal.outcome, proposal.claims) == ("happened", ("t",))


def test_a_later_day_proposes_late() -> None:
    """The same visit two weeks on came about late."""
    told = claim("t", on="2025-12-20", published="2025-12-20", sentence="arrived in Delhi to visit", **VISIT)
    proposal = _entry([PLAN, told], "2025-12-21").proposal
    assert proposal is not None
    assert proposal.outcome == "late"


def test_a_cancellation_is_told_from_a_postponement() -> None:
    """Called off is cancelled; put off is postponed."""
    for words, outcome in (("the visit to Delhi was called off", "cancelled"), ("postponed the visit", "postponed")):
        told = claim("t", published="2025-12-03", status="cancelled", sentence=words, **VISIT)
        proposal = _entry([PLAN, told], "2025-12-04").proposal
        assert proposal is not None
        assert proposal.outcome == outcome


def test_an_earlier_visit_is_no_outcome() -> None:
    """What happened before it was announced is not what was announced."""
    before = claim("t", on="2025-07-10", published="2025-12-04", sentence="visited Delhi in July", **VISIT)
    assert _entry([PLAN, before], "2025-12-06").proposal is None


def test_a_decision_stands_until_taken_back() -> None:
    """A person's outcome is the state; "open" reopens, the history stays."""
    done = Decision("p", "happened", "ana", "2025-12-06T10:00:00Z")
    back = Decision("p", "open", "ana", "2025-12-07T10:00:00Z")
    assert _entry([PLAN], "2025-12-10", done).state == "happened"
    entry = _entry([PLAN], "2025-12-10", done, back)
    assert (entry.state, len(entry.decisions)) == ("overdue", 2)


def test_a_day_that_had_passed_when_told_is_no_expectation() -> None:
    """ "Scheduled" of a past day is history."""
    old = claim("p", on="2025-11-04", status="scheduled", published="2025-12-03", **VISIT)
    assert ledger([old], (), date(2025, 12, 4)) == ()


def _proposed(claims: list[Claim], today: str) -> str | None:
    proposal = _entry(claims, today).proposal
    return proposal.outcome if proposal else None


def test_a_later_day_with_a_word_for_delay_is_a_postponement() -> None:
    """Put off to a day named, the visit has a new horizon, even once it was held."""
    words = "the visit to Delhi has been postponed to 20 December"
    later = {"on": "2025-12-20", "status": "scheduled", "published": "2025-12-03"}
    moved = claim("m", sentence=words, **(VISIT | later))
    held = claim("t", on="2025-12-20", published="2025-12-20", sentence="arrived in Delhi to visit", **VISIT)
    proposal = _entry([PLAN, moved, held], "2025-12-21").proposal
    assert proposal is not None
    assert proposal.outcome == "postponed"
    assert proposal.new_horizon is not None
    assert proposal.new_horizon.first == date(2025, 12, 20)


def test_a_stop_of_a_journey_tells_that_it_was_held() -> None:
    """Of a journey to three countries, a meeting in one of them shows that it took place."""
    trip = claim("p", on="2025-12-04/2025-12-08", status="scheduled", **(VISIT | {"recipients": ("IND", "NPL", "BTN")}))
    met = claim("t", on="2025-12-05", published="2025-12-05", country="IND", place="Delhi", actors=("IND", "RUS"))
    assert _proposed([trip, met], "2025-12-09") == "happened"


def test_what_was_told_in_the_same_article_is_no_outcome() -> None:
    """The announcement does not tell what became of itself."""
    told = claim("t", on="2025-12-04", article=PLAN.article, sentence="spoke in Delhi", **VISIT)
    assert _proposed([PLAN, told], "2025-12-06") is None


def test_told_before_the_day_is_no_outcome() -> None:
    """A preview told as done, published before the first day, proves nothing."""
    told = claim("t", published="2025-12-03", sentence="the visit to Delhi covers trade", **VISIT)
    assert _proposed([PLAN, told], "2025-12-04") is None


def test_a_meeting_elsewhere_is_no_outcome() -> None:
    """What happened in another country on the day is another act."""
    told = claim("t", on="2025-12-04", published="2025-12-04", **(VISIT | {"country": "RUS", "place": "Moscow"}))
    assert _proposed([PLAN, told], "2025-12-05") is None


def test_without_a_day_the_place_must_agree() -> None:
    """Announced for no day, a visit is held when a visit to that place is told; a call is not it."""
    plan = claim("p", status="scheduled", published="2025-12-01", **VISIT)
    held = claim("t", on="2025-12-20", published="2025-12-20", **VISIT)
    call = claim("c", on="2025-12-20", published="2025-12-20", mode="phone", actors=("IND", "RUS"))
    assert _proposed([plan, held], "2025-12-21") == "happened"
    assert _proposed([plan, call], "2025-12-21") is None


def test_acts_that_recur_need_a_day() -> None:
    """Aid announced for no day is not resolved by aid given later."""
    aid = {"type": "AID", "actors": ("RUS",), "recipients": ("IND",), "country": "IND", "place": "Delhi"}
    plan = claim("p", status="scheduled", published="2025-12-01", **aid)
    given = claim("t", on="2025-12-20", published="2025-12-20", **aid)
    assert _proposed([plan, given], "2025-12-21") is None


def test_a_strong_proposal_stands_where_that_is_switched_on() -> None:
    """From the score asked for on it is decided by nobody's hand, and says so; below it, or switched off, it waits."""
    told = claim(
        "t", on="2025-12-04", published="2025-12-04", sentence="arrived in Delhi for a visit", **VISIT, persons=WHO
    )
    plan = replace(PLAN, last=PLAN.first, persons=WHO)

    def entry(confidence: float | None, *decisions: Decision) -> Entry:
        return ledger([plan, told], decisions, date(2025, 12, 6), confidence)[0]

    off = entry(None)
    assert off.proposal is not None
    assert off.proposal.strong
    assert (off.state, off.decisions) == ("due", ())
    score = off.proposal.score
    (said,) = entry(score).decisions
    assert (entry(score).state, said.by, said.outcome) == ("happened", AUTO, "happened")
    assert entry(score + 0.01).state == "due"


def test_what_a_person_said_goes_before_what_stands_by_itself() -> None:
    """A person's outcome holds, and a person who reopens an expectation keeps it open."""
    told = claim(
        "t", on="2025-12-04", published="2025-12-04", sentence="arrived in Delhi for a visit", **VISIT, persons=WHO
    )
    plan = replace(PLAN, last=PLAN.first, persons=WHO)
    for outcome, state in (("partly", "partly"), ("open", "due")):
        decision = Decision("p", outcome, "ana", "2025-12-06")  # type: ignore[arg-type]
        (entry,) = ledger([plan, told], [decision], date(2025, 12, 6), 0.1)
        assert (entry.state, entry.decisions) == (state, (decision,))
