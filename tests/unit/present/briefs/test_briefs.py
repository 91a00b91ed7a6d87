"""Briefs: what they say, and that no word of a text is ever more than a word."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
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
from onrecord.present.briefs.dyad import dyad_page
from onrecord.present.briefs.event import event_page
from onrecord.present.briefs.gathering import gather
from onrecord.present.briefs.html import as_page
from onrecord.present.briefs.markdown import as_markdown, escaped
from onrecord.present.briefs.page import line
from onrecord.present.briefs.telling import thin, thin_by_kind
from onrecord.present.cli import app
from onrecord.project.wants import Want, Wants, WantTelling
from onrecord.types.claim import ClaimSource
from onrecord.types.series import ChangePoint, DyadSeries, Period

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


def test_a_long_part_is_cut() -> None:
    """Beyond twenty entries a part says how many more there are."""
    many = [telling(f"c{n}", article=f"a{n}") for n in range(23)]
    assert "- and 3 more" in as_markdown(page_of(tellings=many))


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


def series(**given: Any) -> DyadSeries:
    """Return two quiet months after one with a change."""
    months = [date(2024, month, 1) for month in (3, 4, 5)]
    periods = [Period(m, m.replace(day=30), (0, 0, 0, 0), None, (), 1, 1, 4, "nothing told") for m in months]
    periods[0] = replace(periods[0], quads=(2, 0, 0, 1), score=1.5, events=("e1",), quiet="")
    change = ChangePoint(months[0], -2.0, 1.5, 9.0, ("e1",))
    return DyadSeries("NOR-PER", "origins", "month", ("occurred", "ongoing"), tuple(periods), (change,))


def want(kind: str, /, **body: Any) -> Want:
    """Return what one outlet tells that somebody wants."""
    told = WantTelling("r1", "a1", "Example Post", "2024-05-06", ClaimSource("unnamed", "NOR", None, None, ""), "s")
    return Want(kind, "NOR", "PER", body, 2, 1, 1, ("Example Post",), (told,))


def test_a_brief_on_a_dyad_tells_its_course() -> None:
    """Changes, quiet months, what is overdue, who denies what and what each wants: all stand on the page."""
    no = telling("c2", status="denied", source=source(party="PER", name="Foreign Ministry of Peru"))
    versions = [["Lima", ["c1"]], ["Cuzco", ["c2"]]]
    more = [telling(f"c{n}", source=source(name=f"Source {n}")) for n in range(5)]
    events = [
        event(tellings=[telling(), no], told=chain([telling()]), denied=chain([no])).values,
        event("e2", tellings=more, conflicts=[{"field": "place", "versions": versions}], first=None).values,
    ]
    side = {"party": "NOR", "name": None}
    held = want("position", holder=side, stance="seeks", target=None, issue={"text": "a trout quota"}, topic=None)
    goods = {
        "supplier": side,
        "receiver": {"party": "PER", "name": None},
        "goods": {"text": "trout"},
        "sector": "goods",
    }
    flow = want("flow", status="ongoing", kind="supply", change=None, **goods)
    wants = Wants(("NOR", "PER"), {"NOR": (held,), "PER": ()}, (flow,))
    found = events, [expectation(state="overdue").values]
    text = as_markdown(dyad_page(series(), found, wants, FOOT))
    assert "The mean score was -2.0, and +1.5 from 1 Mar 2024 on." in text
    assert "Quiet for 2 months: nothing told." in text
    assert "| 1 Apr 2024 – 30 May 2024 | · | · | · | · |   | 2 of 8 | nothing told |" in text
    assert "1 expectation open, 1 of them overdue." in text
    assert "denied by Foreign Ministry of Peru; told as occurred" in text
    assert "not agreed: place: **Lima**" in text
    assert "; and 2 more" in text
    assert "told 6 May 2024" in text
    assert "**Norway:** NOR seeks “a trout quota”" in text
    assert "NOR → PER “trout”" in text
    assert "Norway → Peru: agree “Norway and Peru signed a trout accord in Lima" in text


def test_a_long_course_is_drawn_in_its_last_part() -> None:
    """Of many months the last are drawn, and those without events are one row."""
    months = [
        replace(series().periods[1], first=date(y, m, 1), last=date(y, m, 28))
        for y in range(2010, 2020)
        for m in range(1, 13)
    ]
    long = replace(series(), periods=(series().periods[0], *months))
    page = dyad_page(long, ([], []), Wants(("NOR", "PER"), {}, ()), FOOT)
    assert "Drawn: the last 36 of 121 months." in as_page(page)
    assert as_page(page).count("<tr>") == 3


def test_a_brief_on_a_dyad_without_anything_says_so() -> None:
    """Where nothing is told and nothing due, the page says that instead of leaving parts out."""
    none = replace(series(), periods=(), changes=())
    text = as_markdown(dyad_page(none, ([], []), Wants(("NOR", "PER"), {}, ()), FOOT))
    assert "No event between the two." in text
    assert "Nothing is expected, as far as the record tells." in text


def test_a_brief_on_an_article_says_what_others_deny() -> None:
    """What contradicts an article, what sides want, its own wording and what could not be read have their parts."""
    no = telling("c2", article="a2", status="denied")
    versions = [["Lima", ["c1"]], ["Cuzco", ["c2"]]]
    told = event(
        tellings=[telling(), no],
        denied=chain([no]),
        told=chain([telling()]),
        conflicts=[{"field": "place", "versions": versions}],
        articles=2,
    )
    side = {"party": "NOR", "name": None}
    record = {
        "attributions": [],
        "positions": [{"holder": side, "stance": "seeks", "target": None, "issue": {"text": "a quota"}, "topic": None}],
        "evaluations": [{**records()[2].body, "text": "talks"}],
        "issues": [{"stage": "layout", "code": "x", "message": "a quotation without end", "span": None}],
    }
    meta = {**article().meta, "author": "Ida", "wire": "Example Wire"}
    text = as_markdown(article_page(article(record=record, meta=meta), [told.values], [], FOOT))
    assert "2 acts elsewhere denied or told differently." in text
    assert "denied by Ministry of Fisheries; told as occurred" in text
    assert "NOR seeks “a quota”" in text
    assert "**talks** — loaded" in text
    assert "layout: a quotation without end" in text
    assert "1 other article, 1 origin, grade 6" in text
    assert "**Credits:** Example Wire" in text


def test_ties_circles_and_footing_stand_below_an_origin() -> None:
    """Why reports are one origin, that outlets cite one another, and the words that tell a footing are said."""
    said = {"qualifiers": [{"text": "on condition of anonymity", "axis": "terms", "value": "background"}]}
    told = telling(attributions=[said], sentence="long " * 200)
    made = chain([told])
    made["origins"][0] |= {"circular": True, "ties": [{"rule": "same_side", "one": "x", "other": "y", "detail": "NOR"}]}
    text = as_markdown(page_of(tellings=[told], told=made))
    assert "on its footing: “on condition of anonymity”" in text
    assert "one origin by same\\_side: NOR" in text
    assert "its reports cite one another and nothing outside" in text
    assert max(map(len, text.splitlines())) < 500


def test_what_is_due_says_how_sure_the_day_is() -> None:
    """An assumed day is called assumed, no day is said, decisions and proposals stand below."""
    assumed = {"first": "2024-06-01", "last": "2024-06-30", "basis": "assumed"}
    proposal = {"outcome": "happened", "reasons": ["same day", "told as occurred"]}
    decided = [{"at": "2024-06-12T08:00:00+00:00", "by": "Ida", "outcome": "happened", "why": "seen"}]
    first = expectation(horizon=assumed, condition="if it rains", decisions=decided).values
    second = {**expectation("x2", horizon=None).values, "proposal": proposal}
    text = as_markdown(event_page(event().values, [first, second], FOOT))
    assert "**open (to 30 Jun 2024, assumed)**" in text
    assert "on condition: “if it rains”" in text
    assert "decided 12 Jun 2024 by Ida: happened: seen" in text
    assert "**no day told**" in text
    assert "later tellings suggest: happened (told as occurred, and 1 more ground)" in text
