"""Forums, instruments and what parties want, over all articles of a store."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from arrivals import arrival, reading, words

from onrecord.present.proceedings import print_forums, print_instruments
from onrecord.present.wants import print_wants
from onrecord.project.across import Across
from onrecord.project.asking import pair, parties_asked
from onrecord.project.judging import Judging
from onrecord.project.proceedings import forums, instruments
from onrecord.project.wants import wants
from onrecord.record.resolution import Resolutions
from onrecord.record.rows import Filters
from onrecord.record.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEAT = "Oslo backs the Peruvian bid for a seat, {who} said. Peru wants lower tariffs. Norway sells Peru helicopters."
HELD = "The 4th Norway-Peru Fisheries Commission met in {place}. The fisheries accord was signed there."
NEXT = (
    "The 6th Norway-Peru Fisheries Commission will meet in Lima. The fisheries accord is expected to enter into force."
)


def side(code: str | None) -> dict[str, Any] | None:
    """Return a participant."""
    return {"party": code, "name": None, "role": None, "mention": None} if code else None


def wanting(text: str, source: str) -> dict[str, Any]:
    """Return a reading of SEAT by hand: two positions and a flow."""
    said = {"id": "a1", "cue": words(text, "said"), "source": words(text, source), "source_type": "unnamed"}
    said |= {"source_party": "NOR", "source_name": None, "cue_class": "neutral", "content": []}
    if source.startswith("Minister"):
        said |= {"source_type": "named_person", "source_name": source}
    common = {"topic": None, "condition": None, "why": ["test"]}
    backs = {"id": "p1", "holder": side("NOR"), "stance": "supports", "target": side("PER"), **common}
    backs |= {"cue": words(text, "backs"), "issue": words(text, "bid for a seat"), "attribution": "a1"}
    seeks = {"id": "p2", "holder": side("PER"), "stance": "seeks", "target": None, **common}
    seeks |= {"cue": words(text, "wants"), "issue": words(text, "lower tariffs"), "attribution": None}
    flow = {"id": "f1", "kind": "supply", "supplier": side("NOR"), "receiver": side("PER"), "status": "ongoing"}
    flow |= {"cue": words(text, "sells"), "goods": words(text, "helicopters"), "sector": "arms", "good": None}
    flow |= {"change": None, "quantities": [], "attribution": None, "why": ["test"]}
    return {"attributions": [said], "positions": [backs, seeks], "flows": [flow]}


def sitting(text: str, number: int, status: str, stage: str, place: str) -> dict[str, Any]:
    """Return a reading by hand with a session and a stage."""
    common = {"parties": ["NOR", "PER"], "attribution": None, "why": ["test"], "date": None}
    where = {"country": "PER", "name": place, "mention": words(text, place)}
    forum = {"id": "o1", **words(text, "Fisheries Commission"), "key": "NOR-PER commission fishery", **common}
    forum |= {"name": "Fisheries Commission", "session": number, "status": status, "place": where, "chairs": []}
    accord = {"id": "i1", **words(text, "fisheries accord"), "key": "NOR-PER agreement fishery", "kind": "agreement"}
    accord |= {"name": "fisheries accord", "stage": stage, "sector": "fish", "quantities": [], **common}
    return {"forums": [forum], "instruments": [accord]}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with three articles on what is wanted and three on a forum."""
    told = [(SEAT.format(who=who), wanting(SEAT.format(who=who), who)) for who in ("a diplomat", "Minister Ada Lie")]
    # the second outlet has the same official, so that it is one origin
    told.append((told[1][0] + " Rain fell.", told[1][1]))
    for place in ("Bergen", "Callao"):
        text = HELD.format(place=place)
        told.append((text, sitting(text, 4, "occurred", "signed", place)))
    told.append((NEXT, sitting(NEXT, 6, "scheduled", "expected", "Lima")))
    with Store.create(tmp_path / "record.db") as made:
        for number, (text, body) in enumerate(told):
            one = arrival(
                f"https://{number}.example/a", text, published=date(2024, 5, 6 + number), outlet=f"Outlet {number}"
            )
            (version,) = made.add([one]).new
            made.keep_reading(reading(version, text, body=body))
        yield made


@pytest.fixture
def across(store: Store) -> Iterator[Across]:
    """Return the questions across the articles of the store."""
    with Resolutions(store.path) as resolutions:
        yield Across(resolutions)


def test_sessions_stand_in_order(across: Across) -> None:
    """Sessions come in order of their numbers, with what nobody tells of and what is not agreed."""
    (series,) = forums(across, ("NOR", "PER")).series
    assert [session.number for session in series.sessions] == [4, 6]
    assert series.missing == (5,)
    assert [conflict.field for conflict in series.sessions[0].conflicts] == ["place"]
    assert forums(across, ("NOR", "SWE")).series == ()


def test_an_agreement_goes_through_stages(across: Across, store: Store) -> None:
    """Stages come in order of time; a mention that a person rejected tells nothing."""
    (history,) = instruments(across).histories
    assert [stage.stage for stage in history.stages] == ["signed", "expected"]
    record = next(
        r.id
        for hit in store.search("enter", Filters(kind="instrument")).hits
        for r in store.dossier(hit.article).view.of("instrument")
    )
    Judging(store, "ada").reject(record)
    (history,) = instruments(across).histories
    assert [stage.stage for stage in history.stages] == ["signed"]


def test_what_is_told_is_found_once(across: Across) -> None:
    """What articles tell of forums and instruments is kept; asked again, or made anew, the answer is the same."""
    before = forums(across), instruments(across)
    assert across.store.proceedings_waiting() == 0
    assert (forums(across), instruments(across)) == before
    across.store.ledger_by("other rules")
    assert across.store.proceedings_waiting() == 3
    assert (forums(across), instruments(across)) == before


def test_what_is_wanted_is_counted_by_origins(store: Store) -> None:
    """Tellings of the same are one entry; the officials of one government are one origin."""
    found = wants(store, ("NOR", "PER"))
    (backs,) = found.sides["NOR"]
    assert (backs.articles, backs.origins, backs.other) == (3, 1, "PER")
    assert {telling.source.type for telling in backs.tellings} == {"unnamed", "named_person"}
    (seeks,) = found.sides["PER"]
    assert (seeks.body["stance"], seeks.other) == ("seeks", None)
    assert [(flow.holder, flow.other) for flow in found.flows] == [("NOR", "PER")]


def test_one_party_alone(store: Store) -> None:
    """Of one party: what it wants, and what others want of it."""
    found = wants(store, ("PER",))
    assert [len(side) for side in found.sides.values()] == [1, 1]
    assert found.sides[""][0].holder == "NOR"
    assert wants(store, ("SWE",)).sides == {"SWE": (), "": ()}


def test_what_is_printed(across: Across, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Each answer is shown to people and as JSON."""
    for as_json in (False, True):
        print_forums(forums(across), as_json=as_json)
        print_instruments(instruments(across), as_json=as_json)
        print_wants(wants(store, ("NOR", "PER")), as_json=as_json)
        print_wants(wants(store, ("SWE",)), as_json=as_json)
        shown = capsys.readouterr().out
        if as_json:
            forum, accord, both, _ = (json.loads(line) for line in shown.splitlines())
            assert len(forum["told"]) == len(accord["told"]) == 3
            assert both["sides"]["NOR"][0]["tellings"][0]["outlet"] == "Outlet 0"
        else:
            assert "nobody tells of session 5" in shown
            assert "NOT AGREED" in shown
            assert "Norway wants" in shown


def test_parties_as_people_write_them() -> None:
    """A dyad keeps the order in which it is named; an armed group is one party."""
    assert pair("rus-ind") == ("RUS", "IND")
    assert pair(None) == ()
    assert parties_asked(" isr–pse-reb") == ("ISR", "PSE-REB")
    assert parties_asked("afg-reb") == ("AFG-REB",)
