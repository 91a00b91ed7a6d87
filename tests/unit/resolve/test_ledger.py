"""Expectations and what became of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from claims_by_hand import MINISTRY, claim

from onrecord.resolve.events import resolve
from onrecord.resolve.ledger import ledger
from onrecord.types.expectation import Decision, Entry

if TYPE_CHECKING:
    from onrecord.types.claim import Claim

VISIT = {"mode": "visit", "actors": ("RUS",), "recipients": ("IND",), "country": "IND", "place": "Delhi"}
PLAN = claim("p", on="2025-12-04/2025-12-05", status="scheduled", sentence="to visit Delhi", source=MINISTRY, **VISIT)


def _entry(claims: list[Claim], today: str, *decisions: Decision) -> Entry:
    by_id = {c.id: c for c in claims}
    entries = ledger(resolve(claims).events, by_id, decisions, date.fromisoformat(today))
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
    assert ledger(resolve([old]).events, {"p": old}, (), date(2025, 12, 4)) == ()
