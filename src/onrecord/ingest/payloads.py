"""What a server or an archive delivers, told apart by declared type and first bytes: pages, PDF, text; the rest is not.

Guarantees: pure; a charset declared outside of the page is used where the page's bytes are not plain UTF-8.
"""

from __future__ import annotations

import codecs
import re
from typing import Literal

from onrecord.ingest.streams import HEAD, sniff

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
META = re.compile(rb"<meta[^>]{1,200}charset|<\?xml[^>]{1,100}encoding", re.IGNORECASE)
PAGES = frozenset({"text/html", "application/xhtml+xml"})
TEXTS = frozenset({"text/plain", "text/markdown"})
PDFS = frozenset({"application/pdf", "application/x-pdf"})
UNSURE = frozenset({"", "application/octet-stream", "binary/octet-stream", "unk", "unknown", "*/*", "no-type"})

PageKind = Literal["text", "html", "pdf"]


def plain_type(content_type: str | None) -> str:
    """Return a media type without its parameters, in small letters."""
    return (content_type or "").partition(";")[0].strip().lower()


def page_kind(content_type: str | None, content: bytes) -> PageKind | None:
    """Return how content is to be read as an article, None where it is no page (an image, a script, a feed)."""
    declared = plain_type(content_type)
    if declared in PAGES:
        return "html"
    if declared in PDFS:
        return "pdf"
    if declared not in TEXTS and declared not in UNSURE:
        return None
    found = sniff(content[:HEAD])
    if found in ("html", "pdf"):
        return "pdf" if found == "pdf" else "html"
    return "text" if declared in TEXTS and found == "text" else None


def with_charset(content: bytes, content_type: str | None) -> bytes | str:
    """Return a page decoded by the charset declared outside of it, where it names none itself and is not UTF-8."""
    declared = CHARSET.search(content_type or "")
    if declared is None or META.search(content, 0, HEAD):
        return content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return content
    try:
        codec = codecs.lookup(declared[1])
        return content.decode(codec.name) if codec._is_text_encoding else content  # noqa: SLF001
    except (LookupError, UnicodeError, ValueError):
        return content
