"""Raw item to document: decode, extract, tell the language and the agency credited.

Guarantees: the document's text is the decoded text exactly as given (for HTML and PDF: as extracted); what the caller
knows is never overwritten by what a page says; a SourceError is raised only for what cannot be a document at all:
too large, binary, empty. A text in another language is a document as well: `language_issue` tells it.
"""

from __future__ import annotations

import re

from onrecord.document.credits import find_wire
from onrecord.document.decode import decode
from onrecord.document.extract import Page, extract
from onrecord.document.language import language_of, primary_language
from onrecord.document.pdf import read_pdf
from onrecord.errors import SourceError
from onrecord.types.annotation import Issue
from onrecord.types.text import Document, RawItem, digest

LONGEST = {"text": 10_000_000, "html": 50_000_000, "pdf": 100_000_000}
ALNUM = re.compile(r"[^\W_]")
ID_DIGITS = 16


def to_document(item: RawItem) -> tuple[Document, tuple[Issue, ...]]:
    """Return the document a raw item holds and what went wrong on the way; raises SourceError, naming the place."""
    _refuse_large(item)
    try:
        page, issues = _page(item)
    except SourceError as error:
        raise SourceError(f"{item.location}: {error}") from error
    if not ALNUM.search(page.text):
        reasons = "".join(f"; {issue.message}" for issue in issues)
        raise SourceError(f"{item.location}: there is no text in it{reasons}")
    sha256 = digest(page.text)
    title, author = item.title or page.title, item.author or page.author
    document = Document(
        id=item.id or sha256[:ID_DIGITS],
        text=page.text,
        sha256=sha256,
        kind=item.kind,
        title=title,
        outlet=item.outlet or page.outlet,
        published=item.published or page.published,
        url=item.url or page.url,
        language=language_of(page.text) or primary_language(item.language or page.language),
        author=author,
        section=item.section or page.section,
        wire=item.wire or find_wire(page.text, title=title, author=author),
        published_at=item.published_at or _time(item, page),
    )
    return document, issues


def _page(item: RawItem) -> tuple[Page, tuple[Issue, ...]]:
    """Return what an item holds, by its kind."""
    if item.kind == "pdf":
        if isinstance(item.content, str):
            raise SourceError("a PDF file has to be given as bytes")
        return _pdf_page(item.content)
    text, decoding = decode(item.content, is_html=item.kind == "html")
    if item.kind == "text":
        return Page(text), decoding
    page, issues = extract(text, item.url, item.title)
    return page, (*decoding, *issues)


def _pdf_page(content: bytes) -> tuple[Page, tuple[Issue, ...]]:
    found, issues = read_pdf(content)
    if found.created:
        message = "the date of publication is that of the file's creation; give another if you know it"
        issues = (*issues, Issue("extract", "date-guessed", message))
    return Page(found.text, title=found.title, published=found.created, author=found.author), issues


def _time(item: RawItem, page: Page) -> str | None:
    """Return the time a page gives, unless the item is known to be of another day."""
    return page.published_at if item.published in (None, page.published) else None


def _refuse_large(item: RawItem) -> None:
    most = LONGEST[item.kind]
    if len(item.content) > most:
        raise SourceError(f"{item.location}: larger than {most:,} characters; split it or leave it out")
