"""The workbench over HTTP: every page, who may what, lists, errors, decisions, and articles that mean harm."""

from __future__ import annotations

import re
import time
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from arrivals import arrival
from workbench import SECRET, client_of, mark_in, project_at

from onrecord.present.web.security import token_of
from onrecord.project.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

PAGES = ("/", "/search", "/search?q=visit&dyad=NOR-PER&status=scheduled", "/review", "/sources", "/you", "/api")
LISTS = ("/desk", "/search", "/review", "/sources", "/failures")
VALUES = ("", "/status", "/articles", "/facets", "/queue", "/failures", "/log", "/jobs", "/openapi.json")
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>&b;'
HARM = (
    f"<script>alert(1)</script> said “visit”</p><img src=x onerror=alert(1)> \u202egnp.exe\u2066 {BOMB} "
    "javascript:alert(1) {{7*7}} \x1b[31m \x00 \ud800 end.\n\n\"'><svg onload=alert(1)>\u200f signed."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose record no test changes."""
    path = tmp_path_factory.mktemp("web") / "p"
    harm = {"outlet": "<b>Outlet</b>", "author": "<i>x", "section": "\u202ex", "wire": "<u>"}
    long = ("a long line of news and <b>more</b> of it " * 52_000)[:2_000_000]
    project_at(
        path,
        arrival("https://post.example/harm", HARM, "<script>alert(2)</script>\u202e{{7*7}}", **harm),
        arrival("https://post.example/long", long, "Two megabytes"),
    ).close()
    return path


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with client_of(folder, writes=1_000) as client:
        yield client


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A project a test may change."""
    project_at(tmp_path / "p").close()
    return tmp_path / "p"


class Elements(HTMLParser):
    """The elements and attributes of a page, and its problems."""

    VOID = frozenset("meta link input br img hr rect line circle path col area base source wbr".split())

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a beginning."""
        self.names.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that is empty."""
        self.names.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """Take an end."""
        if tag in self.VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    @property
    def is_inert(self) -> bool:
        """Whether nothing runs but files of ours."""
        scripts = [value for tag, name, value in self.attributes if (tag, name) == ("script", "src")]
        handlers = [name for _, name, _ in self.attributes if name.startswith("on") or name == "style"]
        links = [value or "" for _, name, value in self.attributes if name in {"href", "src", "action"}]
        odd = [link for link in links if link.startswith("javascript")]
        ours = all((value or "").startswith("/static/") for value in scripts)
        return ours and len(scripts) == self.names.count("script") and not handlers and not odd


def article_of(client: TestClient, words: str) -> str:
    """Return the id of the first article a search finds."""
    return str(client.get("/api/v1/articles", params={"q": words}).json()["items"][0]["article"])


def scheduled_in(client: TestClient, article: str) -> str:
    """Return the id of the planned event of an article."""
    records = client.get(f"/api/v1/articles/{article}").json()["records"]
    return str(next(r["id"] for r in records if r["kind"] == "event" and r["body"]["status"] == "scheduled"))


# -- pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers(client: TestClient, path: str) -> None:
    """Every page is there, well-formed, and runs nothing but files of ours."""
    answer = client.get(path)
    assert answer.status_code == 200
    found = Elements(answer.text)
    assert found.is_inert
    assert (found.wrong, found.open) == ([], [])


@pytest.mark.parametrize("path", LISTS)
def test_lists_serve_programs(client: TestClient, path: str) -> None:
    """Every list also serves JSON, CSV and Atom, and nothing else."""
    values = client.get(f"{path}.json").json()
    assert set(values) == {"title", "total", "rows"}
    assert client.get(f"{path}.csv").headers["content-type"].startswith("text/csv")
    ET.fromstring(client.get(f"{path}.atom").content)  # noqa: S314 - our own
    assert client.get(f"{path}.xls").status_code == 404


@pytest.mark.parametrize("path", VALUES)
def test_the_interface_answers(client: TestClient, path: str) -> None:
    """Every address of the interface gives JSON."""
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200
    assert isinstance(answer.json(), dict)


def test_an_article_shows_text_and_record(client: TestClient) -> None:
    """Words lead to their record and back, by links that need no script."""
    article = article_of(client, "fishing accord")
    event = scheduled_in(client, article)
    page = client.get(f"/articles/{article}").text
    assert f'href="#r-{event}" id="s-{event}"' in page
    assert f'id="r-{event}"' in page
    assert f'href="#s-{event}"' in page


def test_layers_are_in_the_address(client: TestClient) -> None:
    """Without a script, the address says which layers are drawn; none is a choice too."""
    article = article_of(client, "fishing accord")
    assert '<section class="text show-event show-said"' in client.get(f"/articles/{article}").text
    assert '<section class="text show-time"' in client.get(f"/articles/{article}?layer=time").text
    assert '<section class="text"' in client.get(f"/articles/{article}?layer=none").text


def test_the_beginning_of_an_id_is_enough(client: TestClient) -> None:
    """An article is found by the beginning of its id, and a wrong id is a page that says what to do."""
    assert client.get(f"/articles/{article_of(client, 'fishing accord')[:10]}").status_code == 200
    missing = client.get("/articles/0000000000000000")
    assert missing.status_code == 404
    assert "<h1>" in missing.text


def test_facets_narrow(client: TestClient) -> None:
    """A facet leads to the same search with one filter more, and away from it again."""
    page = client.get("/search?q=visit").text
    assert 'href="/search?q=visit&amp;dyad=KEN-UGA"' in page
    narrowed = client.get("/search?q=visit&dyad=KEN-UGA").text
    assert "Delegation expected" in narrowed
    assert "Minister to visit Lima" not in narrowed
    assert 'href="/search?q=visit"' in narrowed


def test_pages_need_no_other_host(client: TestClient) -> None:
    """No page loads anything from elsewhere, and the policy would not let it."""
    article = article_of(client, "fishing accord")
    for path in (*PAGES, f"/articles/{article}"):
        answer = client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert policy.startswith("default-src 'none'")
        assert re.findall(r'(?:src|href)="(?:https?:)?//', answer.text) == []


# -- harm -------------------------------------------------------------------------------------------------------------


def test_a_hostile_article_is_inert(client: TestClient) -> None:
    """Script tags, handlers, entity bombs, templates and overrides in an article are shown as the text they are."""
    article = article_of(client, "gnp")
    for path in (f"/articles/{article}", f"/articles/{article}/versions", "/search?q=gnp", "/", "/sources"):
        answer = client.get(path)
        assert answer.status_code == 200
        found = Elements(answer.text)
        assert found.is_inert
        assert "img" not in found.names
        assert (found.wrong, found.open) == ([], [])
        assert not set(answer.text) & set("\u202e\u2066\u200f\x1b\x00")
    page = client.get(f"/articles/{article}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;!ENTITY a" in page
    assert "{{7*7}}" in page


def test_a_hostile_article_is_inert_for_programs(client: TestClient) -> None:
    """JSON, CSV and Atom hold the same article whole."""
    article = article_of(client, "gnp")
    assert client.get(f"/api/v1/articles/{article}?text=yes").json()["text"].startswith("<script>")
    ET.fromstring(client.get("/search.atom?q=gnp").content)  # noqa: S314 - our own
    assert client.get("/search.csv?q=gnp").status_code == 200


def test_two_megabytes_on_one_line(client: TestClient) -> None:
    """A text of two megabytes on one line is shown whole within seconds."""
    article = article_of(client, 'title:"Two megabytes"')
    start = time.perf_counter()
    answer = client.get(f"/articles/{article}")
    assert answer.status_code == 200
    assert len(answer.content) > 2_000_000
    assert time.perf_counter() - start < 10


# -- who may what -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*PAGES, "/api/v1/articles", "/search.csv", "/jobs/progress", "/api/v1/openapi.json"])
def test_nothing_is_shown_without_a_token(folder: Path, path: str) -> None:
    """Without a token every address is closed, in its own shape, and tells nothing of the project."""
    with client_of(folder, None) as stranger:
        answer = stranger.get(path)
    assert answer.status_code == 401
    assert "Test bench" not in answer.text
    if path.startswith("/api/"):
        assert answer.json()["error"]["code"] == "no-token"


def test_a_token_becomes_a_session(folder: Path) -> None:
    """A token in the address is taken out of it and kept as a cookie that scripts cannot read."""
    with client_of(folder, None) as stranger:
        answer = stranger.get("/search", params={"q": "visit", "token": SECRET})
        assert answer.status_code == 303
        assert answer.headers["location"] == "http://testserver/search?q=visit"
        assert "HttpOnly" in answer.headers["set-cookie"]
        assert SECRET not in answer.headers["set-cookie"]
        assert stranger.get("/search").status_code == 200


def test_wrong_tokens_are_limited(folder: Path) -> None:
    """Who guesses tokens is soon stopped."""
    with client_of(folder, None, tries=3) as stranger:
        codes = [stranger.get("/", params={"token": f"guess {n}"}).status_code for n in range(5)]
    assert codes == [403, 403, 403, 429, 429]


def test_a_token_in_the_header_is_enough(folder: Path) -> None:
    """A program sends its token in a header, and gets the role of it."""
    with client_of(folder, None) as program:
        bearer = {"authorization": f"Bearer {token_of(SECRET, 'reader')}"}
        assert program.get("/api/v1", headers=bearer).json()["role"] == "reader"


def test_another_host_name_is_refused(client: TestClient) -> None:
    """A request under a name that is not ours is refused, so that no page elsewhere can reach in by renaming."""
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


def test_a_reader_changes_nothing(own: Path) -> None:
    """A reader may not decide, a reviewer may not start jobs."""
    with client_of(own, "reader") as reader:
        article = article_of(reader, "fishing accord")
        sent = {"csrf": mark_in(reader.get("/").text), "action": "accept", "record": scheduled_in(reader, article)}
        assert reader.post(f"/articles/{article}/judge", data=sent).status_code == 403
        assert "<button name=" not in reader.get(f"/articles/{article}").text
    with client_of(own, "reviewer") as reviewer:
        sent = {"csrf": mark_in(reviewer.get("/").text), "job": "read"}
        assert reviewer.post("/jobs", data=sent).status_code == 403


@pytest.mark.parametrize("mark", ["", "0" * 64])
def test_a_foreign_form_is_refused(own: Path, mark: str) -> None:
    """A form without the mark of the session changes nothing, over pages and over the interface."""
    with client_of(own) as client:
        article = article_of(client, "fishing accord")
        record = scheduled_in(client, article)
        sent = {"csrf": mark, "action": "accept", "record": record}
        assert client.post(f"/articles/{article}/judge", data=sent).status_code == 403
        body = {"action": "accept"}
        assert client.post(f"/api/v1/records/{record}/judgements", json=body).status_code == 403
        assert client.get(f"/api/v1/articles/{article}/judgements").json()["items"] == []


def test_writes_are_limited(own: Path) -> None:
    """After so many changes in a minute, the next is refused."""
    with client_of(own, writes=2) as client:
        mark = mark_in(client.get("/").text)
        codes = [client.post("/seen", data={"csrf": mark}).status_code for _ in range(4)]
    assert codes == [303, 303, 429, 429]


def test_a_long_body_is_refused(client: TestClient) -> None:
    """A body beyond the limit is refused before it is read."""
    assert client.post("/seen", data={"csrf": "x" * 2_000_000}).status_code == 413


def test_ways_lead_to_our_own_pages_only(own: Path) -> None:
    """A form that names another host as its way back leads to the desk."""
    with client_of(own) as client:
        article = article_of(client, "fishing accord")
        sent = {"csrf": mark_in(client.get("/").text), "action": "accept", "record": scheduled_in(client, article)}
        answer = client.post(f"/articles/{article}/judge", data=sent | {"back": "//evil.example/"})
    assert answer.headers["location"] == "/"


# -- decisions --------------------------------------------------------------------------------------------------------


def test_a_correction_is_kept_and_taken_back(own: Path) -> None:
    """A correction by form is signed with the visitor's name, shown beside the machine's value, and undone."""
    with client_of(own) as client:
        mark = mark_in(client.get("/").text)
        client.post("/you", data={"csrf": mark, "name": "Ada L."})
        article = article_of(client, "fishing accord")
        record = scheduled_in(client, article)
        sent = {"csrf": mark, "record": record, "action": "correct", "field": "status", "value": "cancelled"}
        answer = client.post(f"/articles/{article}/judge", data=sent | {"why": "seen <elsewhere>"})
        assert answer.headers["location"] == f"/articles/{article}#r-{record}"
        page = client.get(f"/articles/{article}").text
        assert "<del>scheduled</del>" in page
        assert "seen &lt;elsewhere&gt;" in page
        (judgement,) = client.get(f"/api/v1/articles/{article}/judgements").json()["items"]
        assert (judgement["by"], judgement["value"]) == ("Ada L.", "cancelled")
        undo = {"csrf": mark, "record": record, "action": "undo", "judgement": judgement["id"]}
        client.post(f"/articles/{article}/judge", data=undo)
        assert "<del>scheduled</del>" not in client.get(f"/articles/{article}").text


def test_a_wrong_value_is_told(own: Path) -> None:
    """A value a field cannot hold is refused with what it takes."""
    with client_of(own) as client:
        article = article_of(client, "fishing accord")
        sent = {"csrf": mark_in(client.get("/").text), "record": scheduled_in(client, article)}
        answer = client.post(
            f"/articles/{article}/judge", data=sent | {"action": "correct", "field": "status", "value": "maybe"}
        )
    assert answer.status_code == 400
    assert "one of occurred" in answer.text


def test_a_record_is_added_where_the_words_stand(own: Path) -> None:
    """Words that stand more than once are told apart by their place; without it they are refused."""
    with client_of(own) as client:
        mark, article = mark_in(client.get("/").text), article_of(client, "fishing accord")
        text = client.get(f"/api/v1/articles/{article}?text=yes").json()["text"]
        sent = {"csrf": mark, "record_kind": "evaluation", "quote": "visit", "voice": "own"}
        assert client.post(f"/articles/{article}/add", data=sent).status_code == 400
        place = text.rindex("visit", 0, text.index("bold"))
        assert client.post(f"/articles/{article}/add", data=sent | {"start": str(place)}).status_code == 303
        added = [r for r in client.get(f"/api/v1/articles/{article}").json()["records"] if r["origin"] == "human"]
    assert [r["body"]["start"] for r in added] == [place]


def test_the_interface_decides(own: Path) -> None:
    """A program accepts a record with its token, and takes that back; both stay in the log."""
    bearer = {"authorization": f"Bearer {token_of(SECRET, 'reviewer')}"}
    with client_of(own, None) as program:
        program.headers.update(bearer)
        record = scheduled_in(program, article_of(program, "fishing accord"))
        made = program.post(f"/api/v1/records/{record}/judgements", json={"action": "accept", "why": "checked"})
        assert made.status_code == 201
        identity = made.json()["id"]
        assert program.post(f"/api/v1/judgements/{identity}/undo", json={}).status_code == 201
        log = program.get("/api/v1/log").json()["items"]
    assert [one["action"] for one in log if one["entry"] == "judgement"] == ["undo", "accept"]


def test_what_is_new_is_counted_from_the_last_visit(own: Path) -> None:
    """After everything was counted as seen, only what came later is new, and new events are told by dyad."""
    with client_of(own) as client:
        first = client.get("/").text
        assert "everything is new" in first
        assert 'href="/dyads/NOR-PER"' in first
        client.post("/seen", data={"csrf": mark_in(first)})
        assert "0 new articles" in client.get("/").text
        with Project(own) as project:
            run = project.store.start_run("add", {"sources": []}, "2999-01-01T00:00:00+00:00")
            project.store.add([arrival("https://post.example/new", "A new one.", "New")], run=run)
        assert "1 new article." in client.get("/").text


def test_an_error_inside_tells_nothing(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error is a page with a number and nothing of the inside."""
    with client_of(own) as client:
        monkeypatch.setattr(Project, "status", lambda _: 1 / 0)
        answer = client.get("/api/v1/status")
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal"
    assert "division" not in answer.text
    assert "content-security-policy" in answer.headers


def test_progress_is_streamed_until_the_end(client: TestClient) -> None:
    """The stream of a job's progress tells how far it is and ends where nothing runs."""
    answer = client.get("/jobs/progress")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert "event: progress" in answer.text
    assert answer.text.rstrip().endswith("event: end\ndata: {}")
