"""What the pages are told: lists for programs, differences, visits, the record beside a text, kept answers."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from starlette.requests import Request
from workbench import project_at

from onrecord.present.web.keeping import Kept
from onrecord.present.web.listing import Listing, respond
from onrecord.present.web.pages.search import snippet
from onrecord.present.web.views.differences import differences
from onrecord.present.web.views.dossier import profile, shown_records
from onrecord.present.web.views.tellings import context_of
from onrecord.present.web.visits import VISIT, Visit, visit_of

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2024, 5, 6, 12, tzinfo=UTC)
HOSTILE = '=HYPERLINK("x")<script>\x00\u202e&'


def request(cookie: str = "") -> Request:
    class Keeper:
        cookie = "c"

    class App:
        class state:  # noqa: N801 - as the framework names it
            keeper = Keeper

    headers = [(b"cookie", cookie.encode()), (b"host", b"testserver")]
    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": "/x", "query_string": b"q=%3Ca", "app": App}
    return Request(scope | {"headers": headers, "scheme": "http", "server": ("testserver", 80), "root_path": ""})


@pytest.fixture
def listing() -> Listing:
    return Listing("A <list>", "/x", [{"title": HOSTILE, "day": "2024-05-06", "link": "/articles/1", "n": -3}], 1)


def test_a_cell_is_no_formula(listing: Listing) -> None:
    """A cell that a spreadsheet would run is quoted; a negative number stays one."""
    rows = list(csv.DictReader(io.StringIO(bytes(respond(request(), listing, "csv").body).decode())))
    assert rows[0]["title"] == '\'=HYPERLINK("x")<script>␀␦&'
    assert rows[0]["n"] == "-3"


def test_a_feed_is_well_formed(listing: Listing) -> None:
    """A feed holds its texts whole whatever is in them, and names its own address with its query."""
    feed = ET.fromstring(bytes(respond(request(), listing, "atom").body))  # noqa: S314 - our own
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.findtext(f"{atom}entry/{atom}title") == '=HYPERLINK("x")<script>␀␦&'
    assert feed.findtext(f"{atom}id") == "http://testserver/x?q=%3Ca"
    assert feed.findtext(f"{atom}updated") == "2024-05-06T00:00:00Z"


def test_differences_are_told_by_words() -> None:
    """A word that changed is told, what stands around it stays; a new paragraph came."""
    found = differences("Same.\n\nThe visit is on Friday.", "Same.\n\nThe visit is on Monday.\n\nNew.")
    assert [[tuple(piece) for piece in paragraph] for paragraph in found] == [
        [("same", "Same.")],
        [("same", "The visit is on "), ("gone", "Friday"), ("come", "Monday"), ("same", ".")],
        [("come", "New.")],
    ]


def test_a_snippet_is_escaped() -> None:
    """What was found is marked, everything else is text."""
    assert snippet("a «b» <i>") == "a <mark>b</mark> &lt;i&gt;"
    assert snippet("«b") == "«b"


def test_a_context_stays_in_its_paragraph() -> None:
    """What stands around words ends with the paragraph."""
    assert context_of("One.\n\nTwo three four.\n\nFive.", (10, 15)) == ("Two ", "three", " four.")


def test_the_first_visit_has_no_before() -> None:
    """Without a cookie, or with a broken one, everything is new."""
    assert visit_of(request(), _reader(), NOW) == Visit(None, NOW)
    assert visit_of(request("c_seen_reader=nonsense"), _reader(), NOW) == Visit(None, NOW)


def test_a_visit_lasts_half_an_hour() -> None:
    """Within a visit the line between old and new stays; after it, it moves to the last look."""
    before, soon = NOW - timedelta(days=1), NOW - timedelta(minutes=5)
    assert visit_of(request(f"c_seen_reader={before.isoformat()}~{soon.isoformat()}"), _reader(), NOW).since == before
    late = NOW - VISIT
    assert visit_of(request(f"c_seen_reader={before.isoformat()}~{late.isoformat()}"), _reader(), NOW).since == late


def _reader() -> Any:
    from onrecord.present.web.security import Visitor  # noqa: PLC0415

    return Visitor("reader", "r", "s")


def test_the_machines_value_stays_visible(tmp_path: Path) -> None:
    """A corrected field shows what stands and what the machine had said, and who said otherwise, and why."""
    with project_at(tmp_path / "p") as project:
        article = next(h.article for h in project.search("accord").hits)
        event = next(r for r in project.show(article).view.of("event") if r.body["status"] == "scheduled")
        project.judge("ada").correct(event.id, "status", "cancelled", "seen elsewhere")
        shown = next(one for one in shown_records(project.show(article)) if one.record.id == event.id)
    field = next(one for one in shown.fields if one.name == "status")
    assert (field.value, field.machine) == ("cancelled", "scheduled")
    assert [(j.by, j.why) for j in shown.history] == [("ada", "seen elsewhere")]
    assert [link.words for link in shown.chain] == ["embassy official (NOR)"]


def test_the_profile_counts_what_rests_on_whom(tmp_path: Path) -> None:
    """The sourcing profile counts attributions and events by kind of source; shares add up."""
    with project_at(tmp_path / "p") as project:
        lines = profile(project.show(next(h.article for h in project.search("accord").hits)))
    assert [(line.kind, line.attributions, line.events) for line in lines] == [("unnamed", 1, 1), ("reporter", 0, 1)]
    assert sum(line.share for line in lines) == pytest.approx(1)


def test_answers_are_kept_until_the_record_changes(tmp_path: Path) -> None:
    """An answer is made once, and again after a decision."""
    asked: list[int] = []
    kept = Kept()
    with project_at(tmp_path / "p") as project:
        for _ in range(2):
            kept.get(project, "key", lambda: asked.append(1))
        assert len(asked) == 1
        article = project.search("accord").hits[0].article
        project.judge("ada").accept(project.show(article).view.records[0].id)
        kept.get(project, "key", lambda: asked.append(1))
    assert len(asked) == 2
