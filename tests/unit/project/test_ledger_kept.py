"""The ledger the store keeps is the ledger of the claims that stand, however they came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest
from arrivals import arrival, reading
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_by_hand import ledger

from onrecord.project.across import Across
from onrecord.record.expected import Wanted
from onrecord.record.happenings import EventFilters
from onrecord.record.resolution import Resolutions
from onrecord.record.rows import Judgement
from onrecord.record.store import Store
from onrecord.types.expectation import OUTCOMES, Decision

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.types.expectation import Entry

FIRST = date(2024, 5, 1)
STATES = ("open", "due", "overdue", *OUTCOMES)
SENTENCES = {
    "scheduled": "Peru will pay Oslo a visit",
    "expected": "Peru is expected to pay Oslo a visit",
    "occurred": "Peru paid Oslo a visit",
    "cancelled": "Peru postponed its visit to Oslo",
    "denied": "Peru denied a visit to Oslo",
}
NUMBERS = count()
# one telling: its status, the day of the act counted from the first (None where none is told), the day it is told on
TELLINGS = st.lists(
    st.tuples(st.sampled_from(sorted(SENTENCES)), st.none() | st.integers(0, 40), st.integers(0, 60)),
    min_size=1,
    max_size=6,
)


def tell(store: Store, told: tuple[str, int | None, int]) -> str:
    """Add an article with one telling; returns its id."""
    status, day, published = told
    number = next(NUMBERS)
    text = f"{SENTENCES[status]}, as outlet {number} has it."
    on = (FIRST + timedelta(days=day)).isoformat() if day is not None else None
    sides = [{"party": p, "name": None, "role": None, "mention": None} for p in ("PER", "NOR")]
    event = {
        "id": f"e{number}",
        "trigger": {"start": 0, "end": 4, "text": text[:4]},
        "type": "CONSULT",
        "status": status,
    }
    event |= {"mode": "visit", "contexts": [], "actors": sides[:1], "recipients": sides[1:], "attribution": None}
    event |= {"date": {"start": on, "end": on, "edtf": on, "basis": "explicit", "mention": None} if on else None}
    event |= {"place": {"country": "NOR", "name": "Oslo", "mention": None}}
    one = arrival(
        f"https://o{number}.example/a", text, published=FIRST + timedelta(days=published), outlet=f"Outlet {number}"
    )
    (version,) = store.add([one]).new
    body = {"attributions": [], "events": [event], "evaluations": []}
    store.keep_reading(reading(version, text, body=body))
    return store.named(version).article


def plain(entries: tuple[Entry, ...]) -> dict[str, Entry]:
    """Return entries by id, without the moment at which a decision was made."""
    return {
        e.expectation.id: replace(e, decisions=tuple(replace(d, at="", expectation="") for d in e.decisions))
        for e in entries
    }


@settings(max_examples=25, deadline=None)
@given(tellings=TELLINGS, at_once=st.booleans(), days=st.integers(0, 120), confidence=st.sampled_from([None, 0.5]))
def test_the_kept_ledger_is_that_of_the_claims(
    tmp_path_factory: pytest.TempPathFactory,
    *,
    tellings: list[tuple[str, int | None, int]],
    at_once: bool,
    days: int,
    confidence: float | None,
) -> None:
    """Resolved after each article or at the end, every entry is that of the claims, and so is every count by state."""
    today = FIRST + timedelta(days=days)
    path = tmp_path_factory.mktemp("ledger") / "record.db"
    with Store.create(path) as store, Resolutions(path) as resolutions:
        across = Across(resolutions, confidence)
        for told in tellings:
            tell(store, told)
            if not at_once:
                across.resolve()
        found = across.ledger(today=today)
        by_hand = ledger(resolutions.all_claims(), (), today, confidence)
        assert plain(found) == plain(by_hand)
        for state in STATES:
            expected = sum(entry.state == state for entry in by_hand)
            assert across.count_expectations(Wanted(states=(state,)), today=today) == expected
        proposed = sum(entry.proposal is not None for entry in by_hand)
        assert across.count_expectations(Wanted(proposed=True), today=today) == proposed


@pytest.fixture
def across(tmp_path: Path) -> Across:
    """Return the questions to a store in which a visit was announced and told."""
    path = tmp_path / "record.db"
    with Store.create(path) as store:
        tell(store, ("scheduled", 10, 0))
        tell(store, ("occurred", 10, 11))
    return Across(Resolutions(path), 0.5)


def test_a_person_goes_before_what_stands_by_itself(across: Across) -> None:
    """What was resolved by itself is reopened by a person and then stays open, also in the counts."""
    today = FIRST + timedelta(days=12)
    (entry,) = across.ledger(today=today)
    assert (entry.state, entry.decisions[-1].by) == ("happened", "auto")
    across.decide(entry.expectation.id, "open", by="ana")
    (entry,) = across.ledger(today=today)
    assert (entry.state, [said.by for said in entry.decisions]) == ("due", ["ana"])
    assert across.count_expectations(Wanted(states=("due",)), today=today) == 1
    assert across.ledger(today=today, state="happened") == ()


def test_a_decision_outlives_a_resolution_anew(across: Across) -> None:
    """Everything resolved again, a decision still stands beside its expectation."""
    (entry,) = across.ledger()
    across.decide(entry.expectation.id, "partly", by="ana")
    across.resolve(again=True)
    assert [e.state for e in across.ledger()] == ["partly"]
    assert [d.outcome for d in across.ledger()[0].decisions] == ["partly"]


def test_an_outcome_goes_with_its_article(tmp_path: Path) -> None:
    """A telling that a person rejects proposes nothing any more."""
    path = tmp_path / "record.db"
    today = FIRST + timedelta(days=12)
    with Store.create(path) as store, Resolutions(path) as resolutions:
        tell(store, ("scheduled", 10, 0))
        article = tell(store, ("occurred", 10, 11))
        asked = Across(resolutions)
        assert [e.proposal and e.proposal.outcome for e in asked.ledger(today=today)] == ["happened"]
        (claim,) = resolutions.claims_of_article(article)
        named, kind, anchor = store.anchor(claim.id)
        store.judge(Judgement("", named, kind, "reject", anchor, "ana", "2024-05-12T10:00:00Z", assertion=claim.id))
        assert [e.proposal for e in asked.ledger(today=today)] == [None]


def test_other_rules_make_the_ledger_anew(across: Across, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the rules have changed since, everything is looked at once more, and nothing twice."""
    before = across.ledger()
    assert across.store.ledger_waiting() == 0
    monkeypatch.setattr("onrecord.project.ledgering.digest_of_rules", lambda: "other rules")
    across.store.ledger_by("other rules")
    assert across.store.ledger_waiting() == len(across.store.events(EventFilters()))
    assert across.ledger() == before
    assert across.store.ledger_waiting() == 0


def test_nobody_decides_under_the_name_of_the_program(across: Across) -> None:
    """The name of what is decided by itself is no person's."""
    (entry,) = across.ledger()
    with pytest.raises(Exception, match="no person"):
        across.decide(entry.expectation.id, "late", by="auto")


def test_a_decision_is_read_as_it_was_made(across: Across) -> None:
    """Its outcome, reason and name stand beside the expectation."""
    (entry,) = across.ledger()
    across.decide(entry.expectation.id, "late", by="ana", why="a day after")
    (said,) = across.ledger()[0].decisions
    assert (said.outcome, said.by, said.why) == ("late", "ana", "a day after")
    assert isinstance(said, Decision)
