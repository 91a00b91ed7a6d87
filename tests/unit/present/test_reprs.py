"""What notebooks show: small, escaped, made when it is asked for."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from workbench import project_at

import onrecord
from onrecord.errors import UsageError
from onrecord.present.reprs import MOST_ROWS, as_html
from onrecord.record.happenings import EventFilters
from onrecord.types.claim import Conflict, ResolvedEvent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.project.project import Project

HOSTILE = "<script>alert(1)</script>\"'&\u202e\x1b"
TAGS = set("div p strong br table thead tbody tr th td svg line text rect circle title pre".split())
SMALL = 12_000


class Seen(HTMLParser):
    """The elements and attributes of a piece of HTML."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}


def shown(value: Any) -> str:
    """Return what a notebook shows, having looked that it is small and harmless."""
    found: str = value._repr_html_()
    seen = Seen(found)
    assert set(seen.tags) <= TAGS
    assert not {name for name in seen.names if name.startswith("on")} | (seen.names & {"src", "href", "style"})
    assert len(found) < SMALL
    return found


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Return a project of three articles."""
    with project_at(tmp_path / "p") as made:
        yield made


def event(**given: Any) -> ResolvedEvent:
    """Return an event."""
    known: dict[str, Any] = {"id": "e1", "claims": ("c1",), "type": "CONSULT", "mode": "visit", "actors": ("NOR",)}
    known |= {"recipients": ("PER",), "first": date(2024, 5, 10), "last": date(2024, 5, 11), "country": "PER"}
    return ResolvedEvent(**{**known, "place": "Lima", "statuses": (("scheduled", 2),), **given})


def test_a_record_shows_its_acts() -> None:
    """A record shows each act with its status, parties and source."""
    record = onrecord.read_text(
        "Norway and Peru signed a trout accord, a Peruvian minister said.", published="2024-05-06"
    )
    found = shown(record)
    assert "NOR" in found
    assert "2024-05-06" in found
    assert "◌ a Peruvian minister" in found
    assert "sources: 1 unnamed" in found


def test_a_record_of_hostile_words_shows_words() -> None:
    """A title is text, whatever stands in it."""
    record = onrecord.read_text("Norway signed an accord with Peru.", title=HOSTILE, outlet=HOSTILE)
    assert "&lt;script&gt;" in shown(record)


def test_a_long_record_is_cut() -> None:
    """A record with more acts than fit says how many there are more."""
    acts = "CHL BOL ARG ECU COL VEN BRA PRY URY MEX CUB GTM PAN HND".split()
    record = onrecord.read_text("Norway and Peru signed an accord.")
    (one,) = record.events
    sides = [replace(one.actors[0], party=code) for code in acts]
    many = replace(record, events=tuple(replace(one, id=s.party, actors=(s,), recipients=one.actors) for s in sides))
    assert f"and {len(acts) - MOST_ROWS} more" in shown(many)


def test_an_event_shows_what_is_not_agreed() -> None:
    """An event shows its days, place and statuses, and each version of a field with its tellings."""
    found = shown(event(conflicts=(Conflict("date", (("2024-05-10", ("c1", "c2")), (HOSTILE, ("c3",)))),)))
    assert "NOR → PER consult/visit" in found
    assert "10–11 May 2024 · Lima · told as scheduled 2" in found
    assert "2024-05-10 (2)" in found


def test_a_project_shows_how_much_there_is(project: Project) -> None:
    """A project shows its name and its numbers."""
    found = shown(project)
    assert "Test bench" in found
    assert "3 articles, 3 read" in found


def test_a_dyad_shows_its_course_and_a_check_its_origins(project: Project) -> None:
    """A series is a drawing; where an event comes from is a table with its counts and grade."""
    assert "<svg" in shown(project.across.dyad("NOR", "PER"))
    assert "no dated article" in shown(replace(project.across.dyad("NOR", "PER"), periods=()))
    (one, *_) = project.across.events(EventFilters(dyad="NOR-PER"))
    found = shown(project.across.check(one.id, date(2024, 6, 1)))
    assert "→" in found
    assert "grade" in found


def test_anything_else_shows_its_plain_form() -> None:
    """What has no form of its own is shown as Python shows it, escaped."""
    assert as_html("<b>") == "<pre>&#x27;&lt;b&gt;&#x27;</pre>"


def test_showing_is_loaded_when_something_is_shown() -> None:
    """Importing the package loads nothing that draws."""
    probe = "import sys, onrecord; print('onrecord.present.reprs' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_briefs_and_exports_are_verbs(project: Project, tmp_path: Path) -> None:
    """From Python a brief is a text and an export says what it wrote."""
    assert onrecord.brief(project, "NOR-PER", today="2024-06-01").startswith("# Norway – Peru")
    assert onrecord.brief(project, "NOR-PER", form="html", today="2024-06-01").startswith("<!doctype html>")
    with pytest.raises(UsageError, match="no form"):
        onrecord.brief(project, "NOR-PER", form="pdf")  # type: ignore[arg-type]
    summary = onrecord.export(project, "geojson", tmp_path / "e.geojson", dyad="NOR-PER", today="2024-06-01")
    assert summary.written["events without geometry"] == len(project.across.events(EventFilters(dyad="NOR-PER")))
