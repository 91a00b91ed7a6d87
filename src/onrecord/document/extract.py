"""The one door to HTML: a page in, its main text and what it says about itself out.

Guarantees: never fails; nothing of the page is run or fetched; nothing is printed. The same page gives the same
text. Paragraphs are separated by blank lines and the page's title stands first.
A page with more than MOST_ELEMENTS elements, or without a recognisable article, is read more simply, and told so.
"""

from __future__ import annotations

import logging
import re
import warnings
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from onrecord.document.language import primary_language
from onrecord.document.metadata import (
    Declared,
    Moment,
    letters,
    moment_of_url,
    published_moment,
    read_declared,
    read_title,
    read_visible_moment,
)
from onrecord.types.annotation import Issue

STAGE = "extract"
# The extraction takes quadratic time on nested elements; news pages have 1,000 to 10,000.
MOST_ELEMENTS = 20_000
NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Fixed, so that the answer does not depend on the day of reading.
DATES = {"extensive_search": False, "original_date": True, "min_date": "1990-01-01", "max_date": "2099-12-31"}
HOST = re.compile(r"https?://(?:www\.)?([^/:?#]+)", re.IGNORECASE)
PAGE = re.compile(r"<(?:!doctype|html|head|body|nav|header|footer|form|main)\b", re.IGNORECASE)
BLOCKS = frozenset(
    """p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote pre table tr td th section article figure figcaption dl dt dd hr
    center address aside""".split()
)
UNSEEN = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "head"})
ELEMENT = re.compile(r"<[a-z][a-z0-9]*[\s/>]", re.IGNORECASE)
LOGGERS = ("trafilatura", "htmldate", "courlan", "justext", "readability")


@dataclass(frozen=True, slots=True)
class Page:
    """The main text of a page and what the page says about itself; None where it says nothing."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    section: str | None = None
    published_at: str | None = None


def extract(html: str, url: str | None = None, title: str | None = None) -> tuple[Page, tuple[Issue, ...]]:
    """Return the main text of a page, empty where there is none, and what went wrong.

    `url` is the address it came from, `title` the one that is known already, where they are.
    """
    _silence()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _extract(NOT_XML.sub(" ", html), url, title)
        except Exception as error:  # noqa: BLE001 - hostile pages break the libraries in ways none can list
            message = f"the page could not be read ({type(error).__name__}: {str(error)[:200]})"
            return Page(""), (Issue(STAGE, "extraction-failed", message),)


def _silence() -> None:
    """Keep the libraries' logs off the standard error stream, where logging puts them by default."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def _extract(html: str, url: str | None, title: str | None) -> tuple[Page, tuple[Issue, ...]]:
    from trafilatura.utils import load_html  # noqa: PLC0415 - heavy, and only pages need it

    # a piece that is one element alone would be taken for no HTML
    piece = is_fragment(html) and ELEMENT.search(html)
    tree = load_html(f"<html><head></head><body>{html}</body></html>" if piece else html)
    if tree is None:
        return Page(""), (Issue(STAGE, "not-html", "the page has no readable HTML; give it as text"),)
    language = _language(tree)
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        message = f"the page has more than {MOST_ELEMENTS:,} elements; its text was read without telling parts apart"
        return _simple(tree, language, Issue(STAGE, "page-too-complex", message))
    if is_fragment(html):
        text, issues = _with_title(_whole_text(tree), title)
        return Page(text, language=language), issues
    declared = read_declared(tree)
    address = url or declared.url
    headline = read_title(tree, declared, _host(address))
    marked = published_moment(declared.published, read_visible_moment(tree), address)
    found = _article(tree)
    moment, told = (marked, ()) if marked else _guessed(html, _day(found.date if found else None), address)
    if found is None or not (found.text or "").strip():
        message = "no article was recognised on the page; all its paragraphs were read"
        page, issues = _simple(load_html(html), language, Issue(STAGE, "no-article", message))
    else:
        page, issues = _page(found, declared, title or headline, language)
    return _with_moment(replace(page, title=headline or page.title), moment), (*issues, *told)


def is_fragment(html: str) -> bool:
    """Return whether HTML is a piece of text as feeds carry it, and no page with furniture around its text.

    >>> is_fragment("<p>They met.</p>"), is_fragment("<html><p>They met.</p></html>")
    (True, False)
    """
    return PAGE.search(html) is None


def _whole_text(tree: Any) -> str:
    """Return all the text of a piece of HTML, a line a block."""
    lines: list[list[str]] = [[]]
    steps: list[tuple[Any, bool]] = [(tree, False)]
    while steps:
        element, done = steps.pop()
        is_block = element.tag in BLOCKS
        if done:
            if is_block:
                lines.append([])
            lines[-1].append(element.tail or "")
            continue
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            lines[-1].append(element.tail or "")
            continue
        if is_block:
            lines.append([])
        lines[-1].append(element.text or "")
        steps.append((element, True))
        steps.extend((child, False) for child in reversed(element))
    return "\n".join(" ".join("".join(parts).split()) for parts in lines)


def _article(tree: Any) -> Any:
    from trafilatura import bare_extraction  # noqa: PLC0415

    return bare_extraction(
        tree, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=dict(DATES)
    )


def _guessed(html: str, likely: date | None, url: str | None) -> tuple[Moment | None, tuple[Issue, ...]]:
    """Return when a page that does not mark it was published: as is likely, as its address says, or else as guessed."""
    found = Moment(likely) if likely else moment_of_url(url)
    if found:
        return found, ()
    from htmldate import find_date  # noqa: PLC0415
    from trafilatura.utils import load_html  # noqa: PLC0415

    options: dict[str, Any] = {**DATES, "extensive_search": True}
    day = _day(find_date(load_html(html), url=url, **options))
    message = "the date of publication was guessed from dates on the page; none is marked as such"
    return (Moment(day), (Issue(STAGE, "date-guessed", message),)) if day else (None, ())


def _simple(tree: Any, language: str | None, issue: Issue) -> tuple[Page, tuple[Issue, ...]]:
    from trafilatura import baseline  # noqa: PLC0415

    title = next((words for element in tree.iter("title") if (words := _line(element.text_content()))), None)
    _, text, _ = baseline(tree)
    text, issues = _with_title(text or "", title)
    return Page(text, title=title, language=language), (issue, *issues)


def _page(found: Any, declared: Declared, title: str | None, language: str | None) -> tuple[Page, tuple[Issue, ...]]:
    outlet = declared.site or _line(found.sitename)
    shown = title or _line(found.title)
    text, issues = _with_title(found.text, shown)
    page = Page(
        text,
        title=shown,
        outlet=outlet,
        author=_line(found.author) or declared.author,
        url=_line(found.url) or declared.url,
        language=language,
        section=declared.section or _line((found.categories or [None])[0]),
    )
    return page, issues


def _with_moment(page: Page, moment: Moment | None) -> Page:
    return replace(page, published=moment.day, published_at=moment.at) if moment else page


def _host(url: str | None) -> str | None:
    """Return the name in a URL's host, without what stands before and behind it ("gazette")."""
    match = HOST.match(url or "")
    parts = match[1].lower().split(".") if match else []
    return max(parts[:-1] or parts, key=len) if parts else None


def _with_title(body: str, title: str | None) -> tuple[str, tuple[Issue, ...]]:
    """Return the paragraphs with the title first; where it was not there already, an issue tells."""
    paragraphs = [line.strip() for line in body.split("\n") if line.strip()]
    if not paragraphs or title is None:
        return "\n\n".join(paragraphs), ()
    places = [i for i, line in enumerate(paragraphs[:5]) if letters(line) == letters(title)]
    if places:
        paragraphs.insert(0, paragraphs.pop(places[0]))
        return "\n\n".join(paragraphs), ()
    issue = Issue(STAGE, "title-added", "the first line is the title the page gives; it is not part of its main text")
    return "\n\n".join([title, *paragraphs]), (issue,)


def _line(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words[:10]) if words else None
    except ValueError:
        return None


def _language(tree: Any) -> str | None:
    """Return the primary language the page declares ("en" for "en-GB")."""
    return primary_language(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
