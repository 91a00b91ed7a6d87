"""Raw item to document: decode, extract, tell the language.

Guarantees: the document's text is the decoded text exactly as given (for HTML: as extracted); what the caller
knows is never overwritten by what a page says; a SourceError is raised only for what cannot be a document at all:
too large, binary, empty. A text in another language is a document as well: `language_issue` tells it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.document.decode import decode
from onrecord.document.extract import Page, extract
from onrecord.document.language import language_of, primary_language
from onrecord.errors import SourceError
from onrecord.types.text import Document, RawItem, digest

if TYPE_CHECKING:
    from onrecord.types.annotation import Issue

LONGEST = {"text": 10_000_000, "html": 50_000_000}
ALNUM = re.compile(r"[^\W_]")
ID_DIGITS = 16


def to_document(item: RawItem) -> tuple[Document, tuple[Issue, ...]]:
    """Return the document a raw item holds and what went wrong on the way; raises SourceError, naming the place."""
    _refuse_large(item)
    try:
        text, decoding = decode(item.content, is_html=item.kind == "html")
    except SourceError as error:
        raise SourceError(f"{item.location}: {error}") from error
    page, extraction = extract(text) if item.kind == "html" else (Page(text), ())
    if not ALNUM.search(page.text):
        reasons = "".join(f"; {issue.message}" for issue in extraction)
        raise SourceError(f"{item.location}: there is no text in it{reasons}")
    sha256 = digest(page.text)
    document = Document(
        id=item.id or sha256[:ID_DIGITS],
        text=page.text,
        sha256=sha256,
        kind=item.kind,
        title=item.title or page.title,
        outlet=item.outlet or page.outlet,
        published=item.published or page.published,
        url=item.url or page.url,
        language=language_of(page.text) or primary_language(item.language or page.language),
    )
    return document, (*decoding, *extraction)


def _refuse_large(item: RawItem) -> None:
    most = LONGEST[item.kind]
    if len(item.content) > most:
        raise SourceError(f"{item.location}: larger than {most:,} characters; split it or leave it out")
