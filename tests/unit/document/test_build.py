"""Raw item to document: text as given, pages as extracted."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import date

import pytest

from onrecord.document import lay_out, to_document
from onrecord.document.language import language_issue, language_of
from onrecord.errors import SourceError
from onrecord.types.text import Document, RawItem, digest

BODY = "".join(
    f"<p>On day {day} the ministers spoke of the strait, of trade and of the harvest, and they agreed on little.</p>"
    for day in range(8)
)
PAGE = (
    '<html lang="en-GB"><head><title>Ministers meet in Oslo | Gazette</title>'
    '<meta property="og:title" content="Ministers meet in Oslo">'
    '<meta property="og:site_name" content="Oslo Gazette">'
    '<meta property="article:published_time" content="2025-06-02T10:00:00Z">'
    '<link rel="canonical" href="https://gazette.example/oslo"></head>'
    f"<body><nav><a href='/'>Home</a></nav><article>{BODY}</article><script>alert('no')</script></body></html>"
)
RUSSIAN = "Министр прибыл в столицу в понедельник. Переговоры продлятся два дня, сообщили в министерстве. " * 4


def test_text_is_kept_exactly_as_given() -> None:
    document, issues = to_document(RawItem("a.txt", b"\tThe ministers\r\nmet. \n"))
    assert document.text == "\tThe ministers\r\nmet. \n"
    assert issues == ()


def test_id_is_the_start_of_the_digest_where_none_is_given() -> None:
    document, _ = to_document(RawItem("a.txt", "They met."))
    assert document.id == digest("They met.")[:16]
    assert to_document(RawItem("a.txt", "They met.", id="x1"))[0].id == "x1"


def test_page_gives_its_text_and_what_it_says_about_itself() -> None:
    document, _ = to_document(RawItem("a.html", PAGE.encode(), kind="html"))
    assert document.text.startswith("Ministers meet in Oslo\n\nOn day 0 the ministers")
    assert "alert" not in document.text
    assert (document.title, document.outlet, document.published) == (
        "Ministers meet in Oslo",
        "Oslo Gazette",
        date(2025, 6, 2),
    )
    assert (document.url, document.language) == ("https://gazette.example/oslo", "en")


def test_title_of_a_page_is_without_the_name_of_its_outlet() -> None:
    """Only the outlet's own name is cut off; a dash in a headline stays."""
    bare = PAGE.replace('in Oslo">', 'in Oslo - what now - Oslo Gazette">')
    assert to_document(RawItem("a.html", bare, "html"))[0].title == "Ministers meet in Oslo - what now"
    other = PAGE.replace('in Oslo">', 'in Oslo - what now">')
    assert to_document(RawItem("a.html", other, "html"))[0].title == "Ministers meet in Oslo - what now"


def test_title_with_other_marks_is_not_added_twice() -> None:
    """A headline with curly marks is the title with straight ones."""
    page = PAGE.replace("<article>", "<article><p>Minister’s talks in Oslo</p>").replace(
        "Ministers meet", "Minister's talks"
    )
    document, issues = to_document(RawItem("a.html", page, "html"))
    assert document.text.count("talks in Oslo") == 1
    assert not [issue for issue in issues if issue.code == "title-added"]


def test_what_the_caller_knows_is_not_overwritten() -> None:
    item = RawItem("a.html", PAGE, kind="html", title="Given", outlet="Wire", published=date(2025, 1, 1))
    document, _ = to_document(item)
    assert (document.title, document.outlet, document.published) == ("Given", "Wire", date(2025, 1, 1))


def test_added_title_is_told_and_laid_out_as_headline() -> None:
    document, issues = to_document(RawItem("a.html", PAGE, kind="html"))
    assert "title-added" in [issue.code for issue in issues]
    assert lay_out(document.text, document.title)[0].zones[0].kind == "headline"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "deep",
        "<table><tr><td>" * 5_000 + "wide",
        "<" * 100_000,
        "<!--" * 50_000,
        "<p>\0\x01<b>a\x0c</p>",
        '<?xml version="1.0" encoding="utf-8"?><html><body><p>They met.</p></body></html>',
    ],
)
def test_hostile_page_is_read_or_refused_never_a_crash(page: str) -> None:
    with suppress(SourceError):
        assert to_document(RawItem("a.html", page, kind="html"))[0].text


def test_page_of_very_many_elements_is_read_simply_and_told() -> None:
    page = f"<html><body>{'<p>The ministers met on Monday.</p>' * 21_000}</body></html>"
    document, issues = to_document(RawItem("a.html", page, kind="html"))
    assert "The ministers met on Monday." in document.text
    assert "page-too-complex" in [issue.code for issue in issues]


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SourceError):
        to_document(RawItem("a.html", "<html></html>", kind="html"))
    assert capfd.readouterr() == ("", "")
    assert not logging.getLogger("trafilatura").propagate


@pytest.mark.parametrize("content", [b"", b" \n\t ", "…", b"%PDF-1.4 "])
def test_what_is_no_text_is_a_source_error_that_names_the_place(content: bytes | str) -> None:
    with pytest.raises(SourceError, match=r"^in/a\.txt: "):
        to_document(RawItem("in/a.txt", content))


def test_text_too_large_is_a_source_error() -> None:
    with pytest.raises(SourceError, match=r"larger than 10,000,000"):
        to_document(RawItem("a.txt", "x" * 10_000_001))


def test_language_is_told_from_twenty_words_on() -> None:
    assert language_of(RUSSIAN) == "ru"
    assert language_of("Министр прибыл в столицу.") is None


def test_other_languages_are_kept_with_an_issue() -> None:
    document, _ = to_document(RawItem("a.txt", RUSSIAN))
    issue = language_issue(document)
    assert document.language == "ru"
    assert issue is not None
    assert (issue.stage, issue.code) == ("language", "not-english")


def test_label_counts_where_the_text_is_too_short() -> None:
    short = Document("a", "Hola.", digest("Hola."), language="es-ES")
    assert language_issue(short) is not None
    assert language_issue(Document("a", "They met.", digest("They met."))) is None
