"""The pages across articles over HTTP: events, ledger, dyads, parties, persons, graph, map, comparison, exports."""

from __future__ import annotations

import re
import time
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from relation import relation_at
from workbench import client_of, mark_in, project_at

from onrecord.project.project import Project
from onrecord.record.happenings import EventFilters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

PAGES = (
    "/events",
    "/events?dyad=PER-NOR&type=CONSULT&status=denied&since=2024-01-01&until=2024-12-31",
    "/events?country=PER&place=Lima",
    "/events?party=AAA",
    "/ledger",
    "/ledger?view=due",
    "/ledger?view=overdue&dyad=NOR-PER",
    "/ledger/calendar?month=2098-01",
    "/ledger/calendar",
    "/ledger/records",
    "/dyads",
    "/dyads/NOR-PER",
    "/dyads/nor-per?unit=copies&step=week&status=scheduled&status=denied",
    "/dyads/AAA-BBB",
    "/dyads?one=nor&other=per",
    "/parties",
    "/parties/NOR",
    "/persons/Ada%20Example",
    "/graph",
    "/graph?party=NOR&most=3",
    "/map",
    "/map?part=world",
    "/compare",
    "/compare?dyad=NOR-PER&by=source-type",
    "/exports",
)
LISTS = ("/events", "/ledger", "/ledger/records", "/dyads", "/dyads/NOR-PER", "/parties")
WRONG = (
    ("/events?since=yesterday", 400),
    ("/events?dyad=NOR", 400),
    ("/events?offset=-1", 400),
    ("/events/nothing", 404),
    ("/events.xls", 404),
    ("/ledger?view=odd", 400),
    ("/ledger/calendar?month=13", 400),
    ("/ledger/calendar?month=0001-01", 400),
    ("/dyads/NOR", 404),
    ("/dyads/NOR-PER?unit=tons", 400),
    ("/parties/QQQ", 404),
    ("/persons/Nobody%20At%20All", 404),
    ("/persons/a/b", 404),
    ("/graph?most=1000", 400),
    ("/compare?by=colour", 400),
    ("/compare?dyad=NOR-PER&event=1", 400),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project no test changes."""
    path = tmp_path_factory.mktemp("across") / "p"
    relation_at(path).close()
    return path


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with client_of(folder) as client:
        yield client


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A project a test may change."""
    relation_at(tmp_path / "p").close()
    return tmp_path / "p"


def event_of(folder: Path, **filters: str) -> str:
    """Return the id of the first event that passes the filters."""
    with Project(folder) as project:
        return project.across.events(EventFilters(**filters))[0].id


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_and_is_inert(client: TestClient, path: str) -> None:
    """Every page is there; hostile words in outlets and sentences stay words."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert "<script" not in answer.text.partition("<main")[2]
    assert "\u202e" not in answer.text
    assert "<h1" in answer.text


@pytest.mark.parametrize(("path", "status"), WRONG)
def test_what_cannot_be_asked_is_named(client: TestClient, path: str, status: int) -> None:
    """An address that asks for what cannot be is answered with what is wrong, never with a fault of ours."""
    assert client.get(path).status_code == status


@pytest.mark.parametrize("path", LISTS)
def test_lists_serve_programs(client: TestClient, path: str) -> None:
    """Every list also serves JSON, CSV and Atom with links that lead to pages."""
    found = client.get(f"{path}.json").json()
    assert found["rows"]
    assert client.get(f"{path}.csv").headers["content-type"].startswith("text/csv")
    ET.fromstring(client.get(f"{path}.atom").content)  # noqa: S314 - our own
    assert client.get(found["rows"][0]["link"]).status_code == 200


def test_every_link_of_ours_leads_somewhere(client: TestClient, folder: Path) -> None:
    """The pages across articles link to one another and to articles without a dead end."""
    pages = [path for path in PAGES if "?" not in path and "AAA" not in path] + [
        f"/events/{event_of(folder, status='denied')}"
    ]
    links = {link for path in pages for link in re.findall(r'(?:href|action)="(/[^"#]*)', client.get(path).text)}
    forms = {link for link in links if link.endswith(("/outcome", "/same", "/undo"))}
    ours = {link.replace("&amp;", "&") for link in links - forms if not link.startswith("/search")}
    assert {link for link in ours if client.get(link).status_code not in {200, 303}} == set()


def test_an_event_shows_who_tells_it_how(client: TestClient, folder: Path) -> None:
    """The page of an event has every telling with its source, the origins, and the denial apart."""
    page = client.get(f"/events/{event_of(folder, status='denied')}").text
    assert "Ada Example" in page
    assert "Denied: 1 article" in page
    assert "Announced before: 2 articles → 1 text" in page
    assert page.count('class="way"') == 4
    assert "Why these tellings are one event" in page


def test_a_dyad_shows_bodies_papers_wants_and_flows(client: TestClient) -> None:
    """Forums, instruments, positions and flows of the readings stand on the dyad's page, copies once."""
    page = client.get("/dyads/NOR-PER").text
    for words in ("mixed commission on fisheries", "fishing accord", "seeks", "cod"):
        assert words in page
    assert page.count("<strong>seeks</strong>") == 1
    assert page.count("to the table") == page.count("a shield for small boats") == 1
    for words in ("Its leverage", "licences", "Narratives", "the limits", "contested"):
        assert words in page
    assert re.search(r'<a href="/events/[0-9a-f]{16}" aria-label="2024-', page)


def test_a_person_has_sayings_and_acts(client: TestClient) -> None:
    """A person's page has what they said, a copy once, and what they took part in."""
    page = client.get("/persons/Ada%20Example").text
    assert page.count("The Norwegian minist") >= 1
    assert "Takes part in" in page
    assert "consult" in page


def test_an_office_holder_has_terms(client: TestClient) -> None:
    """A person of the list of office holders has a page with dated offices, told of or not."""
    assert "2013-03-14" in client.get("/persons/Xi%20Jinping").text


def test_deciding_an_expectation(own: Path) -> None:
    """A decision on the page is kept with its reason and name, resolves the entry, and can be reopened."""
    event = event_of(own, status="scheduled", until="2024-12-31")
    with client_of(own) as client:
        mark = mark_in(client.get(f"/events/{event}").text)
        form = {"csrf": mark, "outcome": "happened", "why": "both <b>said</b> so"}
        answer = client.post(f"/events/{event}/outcome", data=form)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/events/{event}#history")
        page = client.get(f"/events/{event}").text
        assert "outcome: happened" in page
        assert "both &lt;b&gt;said&lt;/b&gt; so" in page
        assert client.get("/ledger.json?view=resolved").json()["total"] == 1
        client.post(f"/events/{event}/outcome", data={"csrf": mark, "outcome": "open", "back": "//evil.example"})
        assert client.get("/ledger.json?view=resolved").json()["total"] == 0


def test_parting_and_joining(own: Path) -> None:
    """Tellings can be parted and the word taken back; the page leads on to the event as it is then."""
    event = event_of(own, status="denied")
    with Project(own) as project:
        denied = next(c.id for c in project.across.check(event).claims if c.status == "denied")
        other = next(c.id for c in project.across.check(event).claims if c.status == "occurred")
    with client_of(own) as client:
        mark = mark_in(client.get(f"/events/{event}").text)
        form = {"csrf": mark, "verdict": "different", "one": denied, "other": other}
        parted = client.post(f"/events/{event}/same", data=form).headers["location"]
        page = client.get(parted).text
        assert "tell of two events" in page
        undo = re.search(r'action="(/events/[^"]+/undo)"', page)
        assert undo
        back = client.post(undo[1], data={"csrf": mark}).headers["location"]
        assert "Denied: 1 article" in client.get(back).text
        assert client.post(f"/events/{event}/same", data={"csrf": mark, "verdict": "x"}).status_code == 400
        assert client.post(f"/events/{event}/same", data={"csrf": mark, "verdict": "same"}).status_code == 400


def test_a_reader_decides_nothing(own: Path) -> None:
    """A reader sees no forms, and what a reader or a foreign page sends is refused."""
    event = event_of(own, status="scheduled")
    with client_of(own, "reader") as client:
        page = client.get(f"/events/{event}").text
        assert '<form method="post"' not in page
        form = {"csrf": mark_in(page), "outcome": "happened"}
        assert client.post(f"/events/{event}/outcome", data=form).status_code == 403
    with client_of(own) as client:
        assert client.post(f"/events/{event}/outcome", data={"outcome": "happened"}).status_code == 403


def test_the_calendar_file(client: TestClient) -> None:
    """What is expected is a calendar other programs read: free time, and what was called off is cancelled."""
    answer = client.get("/ledger.ics?dyad=NOR-PER")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    lines = answer.content.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20980105" in lines
    assert "DTEND;VALUE=DATE:20980106" in lines
    assert lines.count("TRANSP:TRANSPARENT") == lines.count("BEGIN:VEVENT") > 0
    assert all(len(line.encode()) <= 75 for line in lines)


def test_an_empty_project_says_what_to_do(tmp_path: Path) -> None:
    """Without articles every page is there and says how to go on."""
    Project.init(tmp_path / "p").close()
    with client_of(tmp_path / "p") as client:
        for path in (
            "/events",
            "/ledger",
            "/ledger/calendar",
            "/ledger/records",
            "/dyads",
            "/parties",
            "/graph",
            "/map",
        ):
            answer = client.get(path)
            assert answer.status_code == 200
            assert 'class="empty"' in answer.text or path.endswith("calendar")


def test_other_projects_pages_work_too(tmp_path: Path) -> None:
    """A project without a single dated or placed event shows its pages."""
    project_at(tmp_path / "p").close()
    with client_of(tmp_path / "p") as client:
        for path in ("/events", "/dyads/NOR-PER", "/map", "/graph", "/parties/PER"):
            assert client.get(path).status_code == 200


def test_what_waits_is_taken_in_behind_the_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more waits than a page may take in, it answers at once, and the events come by themselves."""
    monkeypatch.setattr("onrecord.present.web.app.AT_ONCE", -1)
    project_at(tmp_path / "p").close()
    with client_of(tmp_path / "p") as client:
        until = time.monotonic() + 10
        while (
            client.get("/events.json").json()["total"] == 0
            or "still being brought together" in client.get("/events").text
        ):
            assert time.monotonic() < until
            time.sleep(0.05)


def test_pages_say_what_is_not_taken_in_yet(tmp_path: Path) -> None:
    """While events are brought together, every page says that it shows what is there so far."""
    project_at(tmp_path / "p").close()
    client = client_of(tmp_path / "p")
    client.app.state.upkeep.waiting = 400  # type: ignore[attr-defined]
    assert "about 400 articles are still being brought together" in client.get("/events").text


def test_what_stands_by_itself_is_shown_and_reopened(tmp_path: Path) -> None:
    """Switched on, a strong proposal stands as by auto, with the reason; a reviewer reopens it for good."""
    relation_at(tmp_path / "p").close()
    settings = tmp_path / "p" / "onrecord.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("auto_resolve = false", "auto_resolve = 0.5"), encoding="utf-8")
    client = client_of(tmp_path / "p", "reviewer")
    page = client.get("/ledger?view=resolved").text
    assert "Stands by itself" in page
    assert "marked as by <strong>auto</strong>" in page
    (address,) = set(re.findall(r'action="(/events/[0-9a-f]+/outcome)"', page))
    answer = client.post(address, data={"csrf": mark_in(page), "outcome": "open", "back": "/ledger"})
    assert answer.status_code == 303
    assert client.get("/ledger.json?view=resolved").json()["total"] == 0
