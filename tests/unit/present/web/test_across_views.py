"""What the pages across articles are told: filters of addresses, chains, columns, offices, switches of a dyad."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from claims_by_hand import MINISTRY, UNNAMED, claim
from relation import relation_at
from starlette.datastructures import QueryParams

from onrecord.errors import UsageError
from onrecord.present.web.views import checks, compare, parties
from onrecord.present.web.views.dyads import course_of, switches_of
from onrecord.present.web.views.events import filters_of, page_of, whole
from onrecord.project.relations import relation
from onrecord.record.happenings import EventFilters
from onrecord.record.overview import DyadCount
from onrecord.types.claim import REPORTER, ClaimSource
from onrecord.types.series import DyadSeries, Period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.project.project import Project
    from onrecord.types.series import Quiet


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with relation_at(tmp_path / "p") as made:
        yield made


# -- addresses --------------------------------------------------------------------------------------------------------


def test_filters_of_an_address() -> None:
    """Codes are taken in any case and order; what is empty narrows nothing."""
    asked = {
        "dyad": "rus-ind",
        "party": "ind",
        "type": "consult",
        "since": "2024-05-06",
        "until": " ",
        "country": "per",
    }
    expected = EventFilters("IND-RUS", "IND", "CONSULT", None, "2024-05-06", None, "PER")
    assert filters_of(asked) == expected
    assert filters_of({"dyad": "afg-afg-reb"}).dyad == "AFG-AFG-REB"


@pytest.mark.parametrize("asked", [{"dyad": "IND"}, {"dyad": "IND-"}, {"since": "6 May"}])
def test_wrong_filters_are_named(asked: dict[str, str]) -> None:
    """What is no dyad and no day is refused."""
    with pytest.raises(UsageError):
        filters_of(asked)


@pytest.mark.parametrize("words", ["-1", "x", "1.5", "٣", "9" * 10])
def test_a_place_in_a_list_is_a_number(words: str) -> None:
    """Only a plain number is a place in a list."""
    with pytest.raises(UsageError):
        whole(words)


def test_pages_of_a_list() -> None:
    """The first page has none before it, the last none after it, and filters stay in the address."""
    assert page_of("/x", {"a": "&"}, 120).previous == ""
    middle = page_of("/x", {"a": "&", "offset": "50"}, 120)
    assert (middle.previous, middle.next) == ("/x?a=%26&offset=0", "/x?a=%26&offset=100")
    assert page_of("/x", {"offset": "100"}, 120).next == ""
    assert page_of("/x", {}, 0).words == "0–0 of 0"


# -- one event --------------------------------------------------------------------------------------------------------


def test_a_way_leads_from_the_outlet_inwards() -> None:
    """The sources of a telling follow its outlet, the outermost first; without one it is the reporter's own voice."""
    agency = ClaimSource("media", None, "An Agency")
    told = claim("a", source=MINISTRY, chain=(agency, MINISTRY), published="2024-05-07")
    own = claim("b", published="2024-05-06", outlet=None)
    first, second = checks.tellings_of([told, own])
    assert [link.kind for link in first.links] == ["outlet", REPORTER]
    assert first.links[0].words == "outlet unknown"
    assert [link.words for link in second.links] == ["Outlet a", "An Agency", "Ministry of Defence"]


def test_an_event_shows_its_chains_and_history(project: Project) -> None:
    """Told, announced and denied are chains apart; decisions on claims and outcomes are one history, latest first."""
    event = project.across.events(EventFilters(status="denied"))[0]
    found = project.across.check(event.id)
    assert [view.title for view in checks.chains_of(found)] == ["Told", "Announced before", "Denied"]
    one, other = (claim.id for claim in found.claims[:2])
    said = project.across.decide_same(one, other, "same", by="me", why="clear")
    project.across.decide(event.id, "happened", by="you")
    found = project.across.check(event.id)
    entry = found.entry
    assert entry
    history = checks.history_of(entry.decisions, project.across.said_on(found.event))
    assert {line.by for line in history} == {"me", "you"}
    project.across.take_back_same(said.id, by="me")
    assert project.across.said_on(project.across.event(one)) == ()
    with pytest.raises(UsageError):
        project.across.take_back_same(said.id, by="me")


# -- comparing --------------------------------------------------------------------------------------------------------


def test_outlets_side_by_side() -> None:
    """What outlets tell differently is marked, what they tell alike is not; words always differ and are not."""
    claims = [claim("a", sentence="One."), claim("b", source=UNNAMED, sentence="Two."), claim("c", outlet="Outlet a")]
    first, second = compare.columns(claims)
    assert first.outlet == "Outlet a"
    marks = dict(zip(compare.ASPECTS, (differs for _, differs in first.cells), strict=True))
    assert marks == dict.fromkeys(compare.ASPECTS, False) | {"according to": True}
    assert second.cells[1][0] == "a Russian official"


# -- parties ----------------------------------------------------------------------------------------------------------


def test_offices_are_dated_and_latest_first() -> None:
    """The holders of an office follow one another back in time; an alias finds the person too."""
    offices = dict(parties.offices_of_party("USA"))
    assert next(iter(offices)) == "head_of_state"
    firsts = [term.first for term in offices["head_of_state"]]
    assert firsts == sorted(firsts, reverse=True)
    assert parties.offices_of_person("JFK") == parties.offices_of_person("John F. Kennedy") != ()
    assert parties.offices_of_person("surname=Xi") == ()


def test_parties_of_dyads() -> None:
    """A party has the events of all its dyads, armed groups with a hyphen in their code too."""
    found = parties.parties_in([DyadCount("AFG-AFG-REB", 3, 3, None, None), DyadCount("AFG-PAK", 2, 0, None, None)])
    assert [(one.code, one.events, one.conflict) for one in found] == [("AFG", 5, 3), ("AFG-REB", 3, 3), ("PAK", 2, 0)]
    assert parties.other_side("AFG-AFG-REB", "AFG-REB") == "AFG"


def test_sayings_once_a_text(project: Project) -> None:
    """What a person said is told once though two outlets carry the same text."""
    dossiers = [project.show(hit.article) for hit in project.search().hits]
    found = parties.sayings_of(dossiers, "Ada Example")
    assert len({saying.words for saying in found}) == len(found)
    assert all(saying.article and saying.record for saying in found)


# -- dyads ------------------------------------------------------------------------------------------------------------


def test_switches() -> None:
    """Without a choice origins, months and facts count; a wrong one is refused."""
    assert switches_of(QueryParams("")).statuses == ("occurred", "ongoing")
    chosen = switches_of(QueryParams("unit=copies&step=week&status=denied&status=denied"))
    assert (chosen.unit, chosen.step, chosen.statuses) == ("copies", "week", ("denied",))
    with pytest.raises(UsageError):
        switches_of(QueryParams("status=odd"))


@pytest.mark.parametrize(
    ("quiet", "expected"),
    [
        (("", "nothing told", "nothing told"), (date(2024, 2, 1), 2, "nothing told")),
        (("", "coverage fell", "nothing told"), (date(2024, 2, 1), 2, "coverage fell")),
        (("nothing told", "nothing told", ""), None),
        (("", "", "nothing told"), None),
        (("nothing told", "nothing told", "nothing told"), None),
    ],
)
def test_a_quiet_stretch_is_told(quiet: tuple[Quiet, ...], expected: object) -> None:
    """A warning is given where two periods or more up to the end are silent, though the dyad was told of before."""
    ends = [(date(2024, month, 1), date(2024, month, 28)) for month in range(1, 4)]
    periods = tuple(Period(*days, (0, 0, 0, 0), None, (), 0, 0, 9, why) for days, why in zip(ends, quiet, strict=True))
    assert course_of(DyadSeries("A-B", "origins", "month", (), periods, ()), {}).quiet == expected


def test_a_relation_is_read_from_the_latest_articles(project: Project) -> None:
    """Forums and instruments keep every telling, positions and flows count once a text, and others stay out."""
    found = relation(project, "NOR-PER")
    assert [forum.name for forum in found.forums] == ["mixed commission on fisheries"]
    assert [paper.stages[0].stage for paper in found.instruments] == ["expected"]
    assert len(found.positions) == len(found.flows) == 1
    assert found.positions[0].source == "Ada Example"
    assert set(found.told) >= {*found.instruments[0].tellings}
    assert relation(project, "NOR-SWE").articles == 0
