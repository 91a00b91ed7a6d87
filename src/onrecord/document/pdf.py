"""The one door to PDF: bytes in, the text in reading order and what the file says of itself out.

Guarantees: nothing of the file is run; pages, objects of a page, length and time are bounded, and what is left out
is told; an encrypted or broken file is a SourceError with the reason. Lines are joined to paragraphs, words cut at the
end of a line are made whole; lines that head or foot most pages are left out.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.errors import SourceError
from onrecord.types.annotation import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STAGE = "extract"
MOST_PAGES = 500
MOST_OBJECTS = 100_000
MOST_CHARACTERS = 10_000_000
MOST_SECONDS = 60.0
# of the lines of a page, those that may be its head or foot
EDGE_LINES = 2
FEWEST_REPEATED = 3
SHORT_LINE = 0.75
CREATED = re.compile(r"D:((?:19|20)\d\d)([01]\d)([0-3]\d)")
FILE_NAME = re.compile(r"(?i)\.(?:docx?|pdf|indd|pptx?|xlsx?|odt|rtf|qxd|pages|html?)\b|^microsoft|^untitled|^\W*$")
ENDED = re.compile(r"[.!?:;”\"’)\]]$")
ITEM = re.compile(r"(?:[•▪‣●–*-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
# what the library writes for a hyphen at the end of a line
LINE_CUT = re.compile("[\x02\ufffe]\n?")
CONTROLS = re.compile("[\x00\x01\x03-\x08\x0b\x0e-\x1f]")
NUMBERS = re.compile(r"\d+")
CUT = re.compile(r"(?:\ufffe|\u00ad|(?<=[a-z])-)$")


class Pdf(NamedTuple):
    """The text of a PDF and what the file says of itself."""

    text: str
    title: str | None = None
    author: str | None = None
    created: date | None = None


def read_pdf(content: bytes) -> tuple[Pdf, tuple[Issue, ...]]:
    """Return what a PDF holds and what was left out of it; raises SourceError where it cannot be opened."""
    import pypdfium2  # noqa: PLC0415 - only PDF files need it

    try:
        document = pypdfium2.PdfDocument(content)
    except Exception as error:
        raise SourceError(_refusal(error)) from error
    try:
        pages, issues = _pages(document)
        found = _metadata(document)
    except Exception as error:
        raise SourceError(f"the PDF file is broken ({type(error).__name__}: {str(error)[:100]})") from error
    finally:
        document.close()
    text = "\n\n".join(_paragraphs(_without_edges(pages)))
    if not text.strip() and pages:
        issues.append(Issue(STAGE, "pdf-no-text", "its pages hold no text, perhaps pictures of text"))
    return found._replace(text=text), tuple(issues)


def _refusal(error: Exception) -> str:
    words = str(error).lower()
    if "password" in words:
        return "the PDF file is encrypted and asks for a password; save it without one"
    if "security" in words:
        return "the PDF file is encrypted in a way that is not read"
    return f"the PDF file is broken ({str(error)[:100]})"


def _pages(document: Any) -> tuple[list[list[str]], list[Issue]]:
    """Return the lines of each page, within the limits."""
    pages: list[list[str]] = []
    issues: list[Issue] = []
    total, end = 0, time.monotonic() + MOST_SECONDS
    count = len(document)
    for number in range(min(count, MOST_PAGES)):
        if time.monotonic() > end:
            issues.append(Issue(STAGE, "pdf-time", f"reading took too long; pages from {number + 1} on were left out"))
            break
        try:
            words = _page_text(document[number])
        except Exception as error:  # noqa: BLE001 - a broken page must not cost the others
            issues.append(Issue(STAGE, "pdf-page", f"page {number + 1} was left out ({str(error)[:100]})"))
            continue
        total += len(words)
        if total > MOST_CHARACTERS:
            issues.append(Issue(STAGE, "pdf-length", f"the text is too long; pages from {number + 1} on were left out"))
            break
        pages.append(_lines(words))
    if count > MOST_PAGES:
        issues.append(Issue(STAGE, "pdf-pages", f"only the first {MOST_PAGES} of {count:,} pages were read"))
    return pages, issues


def _lines(words: str) -> list[str]:
    """Return the lines of a page; the library joins lines at a cut word and marks the place."""
    apart = LINE_CUT.sub("\ufffe\n", CONTROLS.sub(" ", words).replace("\r\n", "\n").replace("\r", "\n"))
    return [line.rstrip() for line in apart.split("\n")]


def _page_text(page: Any) -> str:
    from pypdfium2 import raw  # noqa: PLC0415

    try:
        objects = raw.FPDFPage_CountObjects(page.raw)
        if objects > MOST_OBJECTS:
            raise SourceError(f"it has more than {MOST_OBJECTS:,} objects")
        lines = page.get_textpage()
        try:
            return str(lines.get_text_bounded(errors="replace"))
        finally:
            lines.close()
    finally:
        page.close()


def _metadata(document: Any) -> Pdf:
    given = document.get_metadata_dict(skip_empty=True)
    title, author = (" ".join(str(given.get(key) or "").split()) or None for key in ("Title", "Author"))
    created = CREATED.match(str(given.get("CreationDate") or ""))
    day = None
    if created:
        try:
            day = date(*(int(number) for number in created.groups()))
        except ValueError:
            day = None
    return Pdf("", None if title is None or FILE_NAME.search(title) else title, author, day)


def _without_edges(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """Yield the lines of each page without numbers of pages and the lines that head or foot most pages."""
    filled = [[line.strip() for line in page if line.strip()] for page in pages]
    counts = Counter(
        key for lines in filled for key in {_key(line) for line in (*lines[:EDGE_LINES], *lines[-EDGE_LINES:])}
    )
    repeated = {key for key, count in counts.items() if count >= max(FEWEST_REPEATED, len(filled) / 2)}
    for page in pages:
        places = [place for place, line in enumerate(page) if line.strip()]
        edges = {*places[:EDGE_LINES], *places[-EDGE_LINES:]}
        yield [
            line
            for place, line in enumerate(page)
            if not (place in edges and (_key(line) in repeated or (len(pages) > 1 and not _key(line) and line.strip())))
        ]


def _key(line: str) -> str:
    return " ".join(NUMBERS.sub("", line).casefold().split()).strip(" -–—|/.")


def _paragraphs(pages: Iterator[list[str]]) -> Iterator[str]:
    """Yield the paragraphs: a blank line, a short line that ends a sentence, or an item of a list ends one."""
    lines = [line.strip() for page in pages for line in page]
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[int(0.8 * (len(lengths) - 1))] if lengths else 0
    joined = ""
    last = ""
    for line in lines:
        ends = not line or (len(last) < SHORT_LINE * usual and bool(ENDED.search(last))) or bool(ITEM.match(line))
        if ends and joined and not (not line and CUT.search(joined)):
            yield joined
            joined = ""
        if line:
            joined = _joined(joined, line)
            last = line
    if joined:
        yield joined


def _joined(before: str, line: str) -> str:
    if not before:
        return line
    if CUT.search(before) and line[:1].islower():
        return CUT.sub("", before) + line
    return f"{before} {line}"
