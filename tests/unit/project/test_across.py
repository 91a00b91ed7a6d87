"""Resolving in steps, decisions that outlive re-runs, and the questions across articles."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from arrivals import arrival, body_of, reading

from onrecord.errors import UsageError
from onrecord.project.across import Across
from onrecord.record.happenings import EventFilters
from onrecord.record.resolution import Resolutions
from onrecord.record.rows import Judgement
from onrecord.record.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLAN = "The Norwegian minister will pay Lima a visit on Friday to sign a fishing accord, an embassy official said."
DONE = "The Norwegian minister paid Lima a visit on Friday and the fishing accord was on the table."
OTHER = "Norway's king is to pay Lima a visit in autumn to open a hospital for children."
LATER = date(2024, 5, 12)


class Desk:
    """A store with a few articles, and the questions to it."""

    def __init__(self, path: Path) -> None:
        self.store = Store.create(path)
        self.across = Across(Resolutions(path))

    def tell(self, name: str, text: str, day: str, **event: Any) -> str:
        """Add an article whose one event has the fields given; returns the id of its article."""
        published = date.fromisoformat(day)
        one = arrival(f"https://{name}.example/{day}", text, published=published, outlet=name)
        added = self.store.add([one])
        self.read(added.new[0], text, **event)
        return self.store.named(added.new[0]).article

    def read(self, version: str, text: str, *, extractor: str = "hand-1", **event: Any) -> None:
        """Read a version; its event gets the fields given."""
        body = body_of(text)
        when = event.pop("on", None)
        dates = {"start": when, "end": when, "edtf": when, "basis": "explicit", "mention": None} if when else None
        body["events"] = [found | event | {"date": dates} for found in body["events"] if found["type"] == "CONSULT"]
        body["events"] = [found | {"id": extractor + found["id"][:8]} for found in body["events"]]
        self.store.keep_reading(reading(version, text, extractor=extractor, body=body))

    def groups(self) -> set[int]:
        """Return how many claims each event has."""
        return {len(event.claims) for event in self.across.events(EventFilters())}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return an empty desk."""
    made = Desk(tmp_path / "record.db")
    yield made
    made.across.store.close()
    made.store.close()


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Return a desk where a visit was announced by one outlet and told by another."""
    desk.tell("post", PLAN, "2024-05-06", status="scheduled", on="2024-05-10")
    desk.tell("wire", DONE, "2024-05-11", status="occurred", on="2024-05-10", attribution=None)
    return desk


def test_two_tellings_become_one_event(told: Desk) -> None:
    """The plan and the report are one event of the dyad."""
    (event,) = told.across.events(EventFilters(dyad="NOR-PER"))
    assert dict(event.statuses) == {"occurred": 1, "scheduled": 1}
    assert told.across.events(EventFilters(dyad="CHL-PER")) == ()
    assert told.across.events(EventFilters(status="denied")) == ()
    assert told.across.events(EventFilters(party="NOR", since="2024-05-10", until="2024-05-10")) == (event,)


def test_more_than_may_be_resolved_at_once_is_left(told: Desk) -> None:
    """Where a bound is set, what exceeds it waits, and answers come from what is there; below it nothing waits."""
    told.across.at_once = 1
    assert told.across.events(EventFilters()) == ()
    assert told.across.waiting() == 2
    told.across.at_once = 2
    assert len(told.across.events(EventFilters())) == 1
    assert told.across.waiting() == 0


def test_resolving_again_changes_nothing(told: Desk) -> None:
    """What was resolved is found again as it was; making everything anew gives the same."""
    before = told.across.events(EventFilters())
    assert told.across.resolve() == 0
    assert told.across.resolve(again=True) == 2
    assert told.across.events(EventFilters()) == before


def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    """Three articles in any order, resolved after each, give the same events."""
    articles = (
        ("post", PLAN, "2024-05-06", {"status": "scheduled", "on": "2024-05-10"}),
        ("wire", DONE, "2024-05-11", {"status": "occurred", "on": "2024-05-10"}),
        ("herald", OTHER, "2024-05-07", {"status": "scheduled"}),
    )
    found = set()
    for number, order in enumerate(permutations(articles)):
        made = Desk(tmp_path / f"{number}.db")
        for name, text, day, event in order:
            made.tell(name, text, day, **event)
            made.across.resolve()
        found.add(made.across.events(EventFilters()))
    assert len(found) == 1


def test_a_split_outlives_a_new_reading(told: Desk) -> None:
    """Two claims said to be different stay apart when a newer extractor reads the articles anew."""
    (event,) = told.across.events(EventFilters())
    told.across.decide_same(*event.claims, "different", by="ana")
    assert told.groups() == {1}
    article = told.across.store.claims(event.claims)[0].article
    dossier = told.store.dossier(article)
    told.read(dossier.version.id, dossier.text, extractor="hand-2", status="scheduled", on="2024-05-10")
    assert told.groups() == {1}


def test_a_rejected_event_is_no_claim(told: Desk) -> None:
    """What a person rejected tells of nothing."""
    (event,) = told.across.events(EventFilters())
    article, kind, anchor = told.store.anchor(event.claims[0])
    told.store.judge(
        Judgement("", article, kind, "reject", anchor, "ana", "2024-05-12T10:00:00Z", assertion=event.claims[0])
    )
    assert told.groups() == {1}
    assert len(told.across.events(EventFilters())) == 1


def test_a_check_names_origins_and_the_grade(told: Desk) -> None:
    """The report rests on the outlet, the plan on an unnamed official: announced before by another."""
    (event,) = told.across.events(EventFilters())
    found = told.across.check(event.id[:8], LATER)
    assert [origin.label for origin in found.told.origins] == ["wire, in its own voice"]
    assert found.announced is not None
    assert found.grade.mark == "2"


def test_the_ledger_proposes_and_a_person_decides(told: Desk) -> None:
    """The announced visit is overdue with a proposal until somebody decides; the decision can be taken back."""
    (entry,) = told.across.ledger(today=LATER)
    assert entry.proposal is not None
    assert (entry.state, entry.proposal.outcome) == ("due", "happened")
    told.across.decide(entry.expectation.id, "happened", by="ana", why="seen there")
    assert [e.state for e in told.across.ledger(today=LATER)] == ["happened"]
    told.across.decide(entry.expectation.id, "open", by="ben")
    (entry,) = told.across.ledger(today=LATER)
    assert (entry.state, len(entry.decisions)) == ("due", 2)


def test_the_ledger_is_narrowed_by_day_and_state(told: Desk) -> None:
    """What comes due within the days asked for is listed, what does not is not."""
    before = date(2024, 5, 7)
    assert len(told.across.ledger(today=before, due=3)) == 1
    assert told.across.ledger(today=before, due=2) == ()
    assert told.across.ledger(today=before, overdue=True) == ()
    assert len(told.across.ledger(today=before, state="open", dyad="NOR-PER")) == 1


def test_decided_expectations_make_a_track_record(told: Desk) -> None:
    """What was decided counts for the outlet that told of it."""
    (entry,) = told.across.ledger(today=LATER)
    told.across.decide(entry.expectation.id, "happened", by="ana")
    kept = {(r.kind, r.key): r.kept for r in told.across.track_records(today=LATER)}
    assert kept["outlet", "post"] == 1
    assert kept["source_type", "unnamed"] == 1


def test_what_nobody_expects_cannot_be_decided(desk: Desk) -> None:
    """An event told as done only is no expectation; a word that is no outcome is refused."""
    desk.tell("wire", DONE, "2024-05-11", status="occurred", on="2024-05-10")
    (event,) = desk.across.events(EventFilters())
    with pytest.raises(UsageError, match="nothing to resolve"):
        desk.across.decide(event.id, "happened", by="ana")
    with pytest.raises(UsageError, match="no outcome"):
        desk.across.decide(event.id, "true", by="ana")


def test_an_unknown_event_is_named(desk: Desk) -> None:
    """An id that stands for nothing is an error that says where ids come from."""
    with pytest.raises(UsageError, match="no event"):
        desk.across.check("abcd1234")
