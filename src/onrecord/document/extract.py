"""The one door to HTML: a page in, its main text and what it says about itself out.

Guarantees: never fails; nothing of the page is run or fetched; nothing is printed. The same page gives the same
text. Paragraphs are separated by blank lines and the page's title stands first.
A page with more than MOST_ELEMENTS elements, or without a recognisable article, is read more simply, and told so.
"""

from __future__ import annotations

import logging
import re
import warnings
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.document.language import primary_language
from onrecord.types.annotation import Issue

STAGE = "extract"
# The extraction takes quadratic time on nested elements; news pages have 1,000 to 10,000.
MOST_ELEMENTS = 20_000
NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Fixed, so that the answer does not depend on the day of reading.
DATES = {"extensive_search": False, "original_date": True, "min_date": "1990-01-01", "max_date": "2099-12-31"}
SITE_TITLE = re.compile(r"(?P<title>.*\S) (?:[|–—-]|::) (?P<site>[^|]{3,50})")
SHORTEST_SITE = 4
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


def extract(html: str) -> tuple[Page, tuple[Issue, ...]]:
    """Return the main text of a page, empty where there is none, and what went wrong."""
    _silence()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _extract(NOT_XML.sub(" ", html))
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


def _extract(html: str) -> tuple[Page, tuple[Issue, ...]]:
    from trafilatura.utils import load_html  # noqa: PLC0415 - heavy, and only pages need it

    tree = load_html(html)
    if tree is None:
        return Page(""), (Issue(STAGE, "not-html", "the page has no readable HTML; give it as text"),)
    language = _language(tree)
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        message = f"the page has more than {MOST_ELEMENTS:,} elements; its text was read without telling parts apart"
        return _simple(tree, language, Issue(STAGE, "page-too-complex", message))
    found = _article(tree)
    if found is None or not (found.text or "").strip():
        message = "no article was recognised on the page; all its paragraphs were read"
        return _simple(load_html(html), language, Issue(STAGE, "no-article", message))
    return _page(found, language)


def _article(tree: Any) -> Any:
    from trafilatura import bare_extraction  # noqa: PLC0415

    return bare_extraction(
        tree, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=dict(DATES)
    )


def _simple(tree: Any, language: str | None, issue: Issue) -> tuple[Page, tuple[Issue, ...]]:
    from trafilatura import baseline  # noqa: PLC0415

    title = next((words for element in tree.iter("title") if (words := _line(element.text_content()))), None)
    _, text, _ = baseline(tree)
    text, issues = _with_title(text or "", title)
    return Page(text, title=title, language=language), (issue, *issues)


def _page(found: Any, language: str | None) -> tuple[Page, tuple[Issue, ...]]:
    outlet = _line(found.sitename)
    title = _without_outlet(_line(found.title), outlet)
    text, issues = _with_title(found.text, title)
    page = Page(
        text,
        title=title,
        outlet=outlet,
        published=_day(found.date),
        author=_line(found.author),
        url=_line(found.url),
        language=language,
    )
    return page, issues


def _with_title(body: str, title: str | None) -> tuple[str, tuple[Issue, ...]]:
    """Return the paragraphs with the title first; where it was not there already, an issue tells."""
    paragraphs = [line.strip() for line in body.split("\n") if line.strip()]
    if not paragraphs or title is None:
        return "\n\n".join(paragraphs), ()
    places = [i for i, line in enumerate(paragraphs[:5]) if _letters(line) == _letters(title)]
    if places:
        paragraphs.insert(0, paragraphs.pop(places[0]))
        return "\n\n".join(paragraphs), ()
    issue = Issue(STAGE, "title-added", "the first line is the title the page gives; it is not part of its main text")
    return "\n\n".join([title, *paragraphs]), (issue,)


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """Return the title of a page without the name of its outlet behind a dash or bar ("... - The Courier")."""
    named = SITE_TITLE.fullmatch(title or "")
    if named is None or outlet is None:
        return title
    tail, site = _letters(named["site"]), _letters(outlet)
    same = min(len(tail), len(site)) >= SHORTEST_SITE and (tail in site or site in tail)
    return named["title"] if same else title


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


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
