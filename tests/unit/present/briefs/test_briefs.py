"""Briefs: what they say, and that no word of a text is ever more than a word."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from items_by_hand import HOSTILE, article, chain, event, expectation, hostile_event, records, source, telling
from markdown_it import MarkdownIt
from typer.testing import CliRunner
from workbench import project_at

from onrecord.errors import UsageError
from onrecord.present.briefs.article import article_page
from onrecord.present.briefs.event import event_page
from onrecord.present.briefs.gathering import gather
from onrecord.present.briefs.html import as_page
from onrecord.present.briefs.markdown import as_markdown, escaped
from onrecord.present.briefs.page import line
from onrecord.present.briefs.telling import thin, thin_by_kind
from onrecord.present.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.present.briefs.page import Page
    from onrecord.project.project import Project

FOOT = line("made by hand")
TODAY = date(2024, 6, 1)
# what a page of ours is made of; a text that brought another would have broken out
TAGS = set(
    "html head meta title style body main p h1 h2 dl div dt dd section ul li blockquote footer span strong a table"
    " thead tbody tr th td figure figcaption svg line text rect circle title".split()
)


class Seen(HTMLParser):
    """What stands in a page: elements, attributes, words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.words.append(data)


def page_of(**given: Any) -> Page:
    """Return the brief on an event."""
    return event_page(event(**given).values, [expectation().values], FOOT)


def hostile_page() -> Page:
    """Return a brief in which every word from outside is hostile."""
    bad = event(
        "e2",
        place=HOSTILE,
        grounds=[HOSTILE],
        tellings=hostile_event().values["tellings"],
        conflicts=[{"field": "place", "versions": [[HOSTILE, ["c1"]], ["Lima", ["c1"]]]}],
    )
    return event_page(bad.values, [expectation(words=HOSTILE, condition=f"{HOSTILE}!").values], FOOT)


def test_a_brief_says_on_whose_word() -> None:
    """Sources stand with their footing and their words, and a link leads to the article."""
    text = as_markdown(page_of())
    assert "● **Ministry of Fisheries** — on the record" in text
    assert "> Norway and Peru signed a trout accord in Lima" in text
    assert "[Example Post](<https://post.example/trout>), 6 May 2024" in text
    assert "1 article → 1 text → 1 independent origin" in text


def test_a_brief_says_who_denies() -> None:
    """A denial has its own part, and the gist says so; without one that is said too."""
    no = telling("c2", status="denied", source=source(party="PER", name="Foreign Ministry of Peru"))
    text = as_markdown(page_of(tellings=[telling(), no], told=chain([telling()]), denied=chain([no])))
    assert "Denied by Foreign Ministry of Peru." in text
    assert "Nobody in this collection." in as_markdown(page_of())


def test_a_brief_says_what_is_not_agreed_and_due() -> None:
    """Versions of a field stand side by side with who tells them; what is due has its day and its source."""
    versions = [["2024-05-05", ["c1"]], ["2024-05-06", ["c2"]]]
    told = [telling(), telling("c2", outlet="Courier")]
    text = as_markdown(page_of(tellings=told, conflicts=[{"field": "date", "versions": versions}]))
    assert "date: **2024-05-05** (Example Post) or **2024-05-06** (Courier)" in text
    assert "**10–11 Jun 2024** — Norway → Peru: consult/visit scheduled · open" in text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "A second would be a witness."),
        ({"tellings": [telling(source=source(type="unnamed"))]}, "nobody stands on the record"),
        ({"tellings": [telling(source=source(type="reporter", name=None))]}, "own voice only"),
        ({"first": None, "last": None}, "no telling gives a day"),
        ({"actors": ["NOR"], "recipients": []}, "only one party"),
        ({"told": chain([telling(), telling("c2", article="a2")])}, "2 articles carry one and the same text"),
        ({"told": chain([telling()], circles=[["Post", "Courier"]])}, "cite one another: Post, Courier"),
    ],
)
def test_what_is_thin_is_said(given: dict[str, Any], words: str) -> None:
    """Each weakness of a telling has its sentence."""
    assert any(words in found.words for found in thin(event(**given).values))


def test_two_origins_seen_by_a_person_are_not_thin() -> None:
    """Two origins in two texts, with a day and two parties, of which a person accepted one: nothing is thin."""
    told = [telling(state="accepted"), telling("c2", article="a2", group="g2")]
    assert thin(event(tellings=told).values) == []


def test_a_weakness_of_several_acts_stands_once() -> None:
    """What all acts share is one line; what some share names them."""
    events = [event().values, event("e2", first=None).values]
    found = [as_markdown_line(item.line) for item in thin_by_kind(events)]
    assert "all 2 acts: one independent origin" in found
    assert "1 act: no telling gives a day" in found


def as_markdown_line(words: Any) -> str:
    """Return the words of a line."""
    return "".join(run.words for run in words)


def test_a_brief_on_an_article_audits_its_sourcing() -> None:
    """It says what is told, who says so on which footing, and what hangs on nobody who can be named."""
    weak = telling(source=source(type="unnamed", name=None, words="an official"), status="expected")
    weak["chain"] = [weak["source"]]
    item = article(record={"attributions": [records()[0].body], "evaluations": [], "issues": []})
    text = as_markdown(article_page(item, [event(tellings=[weak]).values], [], FOOT))
    assert "Tells 1 act between parties; 1 told here only, 1 only on unnamed or non-public sources." in text
    assert "## Only on unnamed or non-public sources" in text
    assert "**the Norwegian fisheries ministry (NOR)** — on the record, 1 attribution" in text


def test_an_article_that_was_not_read_says_so() -> None:
    """Without a record there is nothing to audit, and the brief says what to do."""
    assert "Not read yet (onrecord read)" in escaped_back(as_markdown(article_page(article(), [], [], FOOT)))


def escaped_back(text: str) -> str:
    """Return Markdown without its escapes."""
    return re.sub(r"\\(.)", r"\1", text)


def test_hostile_words_are_words_in_html() -> None:
    """No element, attribute or address comes from a text; the page allows its own style and nothing else."""
    seen = Seen(as_page(hostile_page()))
    assert seen.tags <= TAGS
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name in {"style", "src", "srcset"}]
    assert not [v for name, v in seen.attributes if name == "href" and not v.startswith("https://")]
    assert any("<img src=x onerror=alert(1)>" in words for words in seen.words)
    assert not any("\u202e" in words or "\x1b" in words for words in seen.words)


def test_the_policy_allows_the_page_s_own_style_alone() -> None:
    """The hash in the policy is that of the style, so a browser shows it, and nothing else may load or run."""
    page = as_page(page_of())
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert "url(" not in style


def test_hostile_words_are_words_in_markdown() -> None:
    """A reader of Markdown makes no element, no link and no picture of a text; its words stand in it."""
    text = as_markdown(hostile_page())
    html = MarkdownIt("commonmark").enable("table").render(text)
    seen = Seen(html)
    assert not seen.tags & {"script", "img", "iframe"}
    assert not [v for name, v in seen.attributes if name == "href"]
    assert "<img src=x onerror=alert(1)>" in "".join(seen.words)


@given(st.text(alphabet="*_`<>&[]()!#+-.=~|\\1a\n @:/w$", max_size=30))
def test_escaped_words_come_back(words: str) -> None:
    """Whatever the words, Markdown shows them as they are, on one line and in one paragraph."""
    shown = " ".join(words.split())
    html = MarkdownIt("commonmark").enable("table").render(f"x {escaped(shown)}" if not shown else escaped(shown))
    assert "".join(Seen(html).words).strip() == (shown or "x")


@pytest.mark.parametrize("form", [as_page, as_markdown])
def test_the_same_page_gives_the_same_bytes(form: Any) -> None:
    """No clock and no chance: two makings are one."""
    assert form(page_of()) == form(page_of())
    assert form(hostile_page()).encode("utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Return a project of three articles."""
    with project_at(tmp_path / "p") as made:
        yield made


def test_an_id_or_a_dyad_is_enough(project: Project) -> None:
    """An id of an event, a claim or an article, or two codes, say what the brief is on."""
    (found, *_) = project.across.store.events_by_id(project.across.store.event_ids_in_order(_all(project)))
    assert gather(project, found.id, today=TODAY).startswith("# Norway")
    (claim,) = project.across.store.claims(found.claims[:1])
    assert gather(project, claim.article, today=TODAY).startswith(("# Minister", "# Visit", "# Delegation"))
    text = gather(project, "PER-NOR", today=TODAY, html=True)
    assert '<h1 dir="auto">Norway – Peru</h1>' in text
    assert "<svg" in text
    with pytest.raises(UsageError, match="narrow a dyad"):
        gather(project, found.id, today=TODAY, since="2024-01-01")


def _all(project: Project) -> Any:
    from onrecord.record.happenings import EventFilters  # noqa: PLC0415

    project.across.resolve()
    return EventFilters(dyad="NOR-PER")


def test_the_command_writes_by_the_ending(project: Project, tmp_path: Path) -> None:
    """A file that ends in .html is HTML, standard output Markdown; what is there is kept without --force."""
    out = tmp_path / "b.html"
    asked = ["brief", "NOR-PER", "--today", "2024-06-01", "--project", str(project.folder)]
    run = CliRunner()
    assert run.invoke(app, [*asked, str(out)]).exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run.invoke(app, asked).stdout.startswith("# Norway – Peru")
    assert "something already" in str(run.invoke(app, [*asked, str(out)]).exception)
    assert run.invoke(app, [*asked, str(out), "--force", "--quiet"]).stdout == ""
    assert "ends in .md or .html" in str(run.invoke(app, [*asked, str(tmp_path / "b.pdf")]).exception)
