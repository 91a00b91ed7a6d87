"""What a page says about itself: headline, time, section."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.document import to_document
from onrecord.types.text import Document, RawItem

BODY = "<p>" + "The ministers of both states met in the capital and talked about trade and a railway. " * 4 + "</p>"


def page(head: str = "", top: str = "", *, url: str | None = None) -> tuple[Document, list[str]]:
    html = f"<html><head>{head}</head><body>{top}<article>{BODY * 3}</article></body></html>"
    document, issues = to_document(RawItem("a.html", html, "html", url=url))
    return document, [issue.code for issue in issues]


@pytest.mark.parametrize(
    ("head", "top", "title"),
    [
        ("<title>Envoys meet in Oslo | Gazette</title>", "<h1>Envoys meet in Oslo</h1>", "Envoys meet in Oslo"),
        (
            "<title>Gazette » Archive » Envoys meet</title>",
            "<h1><a href='/'>Gazette</a></h1><h2>Envoys meet</h2>",
            "Envoys meet",
        ),
        ("<title>Envoys meet - The Harbour Blog</title>", "<h1 id=logo>The Harbour Blog</h1>", "Envoys meet"),
        ("<title>Envoys meet</title>", "<h1><span class=kicker>Norway</span> Envoys meet</h1>", "Envoys meet"),
        ("<title>Envoys meet</title>", "<h1>Envoys meet <small>A second line of words</small></h1>", "Envoys meet"),
        ("<title>Talks - what now?</title>", "", "Talks - what now?"),
        ("<title>Home</title>", "<h1>Envoys meet in Oslo</h1>", "Envoys meet in Oslo"),
        ("<title>Oslo</title>", "<h1>Envoys</h1><h1>Others</h1>", "Oslo"),
        ("", "<h1>Envoys meet</h1>", "Envoys meet"),
    ],
)
def test_headline_is_the_heading_that_titles_confirm(head: str, top: str, title: str) -> None:
    assert page(head, top)[0].title == title


MORNING = "2025-06-02T10:00:00+02:00"
DATED = '{"@type": "NewsArticle", "headline": "T", "datePublished": "2025-06-02T08:00:00Z"}'


@pytest.mark.parametrize(
    ("head", "top", "url", "day", "at"),
    [
        (f'<meta property="article:published_time" content="{MORNING}">', "", None, 2, MORNING),
        (f'<script type="application/ld+json">{DATED}</script>', "", None, 2, "2025-06-02T08:00:00+00:00"),
        ('<script type="application/ld+json">{broken</script>', '<time datetime="2025-06-02">x</time>', None, 2, None),
        ("", '<div class="comments"><time datetime="2025-06-09">x</time></div><time>02.06.2025</time>', None, 2, None),
        ('<meta name="pubdate" content="2025-06-01">', '<time datetime="2025-06-02">Monday</time>', None, 2, None),
        ('<meta property="article:published_time" content="2025-06-01T23:30:00+00:00">', "",
         "https://g.example/2025/06/02/a", 2,
         "2025-06-01T23:30:00+00:00"),
        ("", "", "https://g.example/2025/06/02/a", 2, None),
    ],
)  # fmt: skip
def test_day_of_publication(head: str, top: str, url: str | None, day: int, at: str | None) -> None:
    document, codes = page(head, top, url=url)
    assert (document.published, document.published_at) == (date(2025, 6, day), at)
    assert "date-guessed" not in codes


def test_section_author_and_outlet_are_read() -> None:
    head = (
        '<meta property="article:section" content="World"><meta property="og:site_name" content="Gazette">'
        '<meta name="author" content="Ann Prova">'
    )
    document = page(head)[0]
    assert (document.section, document.outlet, document.author) == ("World", "Gazette", "Ann Prova")


def test_deep_structured_data_is_no_crash() -> None:
    nested = '{"@graph":[' * 5_000
    assert page(f'<script type="application/ld+json">{nested}</script>')[0].text
