"""Texts and places in them: spans, documents and how a document is laid out.

All offsets are code points into `Document.text`, half-open: `text[start:end]`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import date

ZoneKind = Literal["headline", "byline", "dateline", "slug", "caption", "boilerplate"]
QuoteStyle = Literal["double", "single", "block"]
Kind = Literal["text", "html", "pdf"]

SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029\u00a0\u202f\u2009\u200a\u2007\u3000", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", " "),
        **dict.fromkeys("‐‑", "-"),
    }
)
# letters that stand for themselves with a mark ("é", "ş") and those that have no decomposition ("ø", "ł")
UNMARKED = str.maketrans(
    {
        **{
            letter: base
            for letter in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
            if (base := unicodedata.normalize("NFD", letter)[0]) != letter
        },
        **dict(zip("øØłŁđĐıħ", "oOlLdDih", strict=True)),
    }
)
LETTERS = re.compile(r"[^\W\d_]{2,}")
SHOUTED_WORDS = 4
ANNOTATION_DIGITS = 16


class Span(NamedTuple):
    """A stretch of a document's text, half-open: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Return whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class RawItem:
    """Something to read as it came in: its bytes or its decoded text, and what is known about it.

    `location` says where it came from, for messages ("reports.jsonl:12", "page.html", "-").
    `source` is the same place as a key that stays: the resolved path of a file, with `#` and the position or record
    id of an item in it, or a URL (of a feed entry: the feed's, with `#` and the entry's id); None for standard input.
    `published_at` is the full ISO 8601 time where one is given, `wire` the agency credited ("Reuters").
    """

    location: str
    content: bytes | str
    kind: Kind = "text"
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
    section: str | None = None
    wire: str | None = None
    published_at: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text version: the decoded (for HTML and PDF: extracted) text exactly as given, never changed afterwards.

    `id` is the given id or, without one, the first 16 hexadecimal digits of the text's SHA-256.
    `published_at` is the full ISO 8601 time of publication where the source gives one; its day is `published`.
    `wire` is the code of the agency the text is credited to ("Reuters", "TASS"), None where none is.
    """

    id: str
    text: str
    sha256: str
    kind: Kind = "text"
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
    section: str | None = None
    wire: str | None = None
    published_at: str | None = None


def digest(text: str) -> str:
    """Return the SHA-256 of the text in UTF-8, as hexadecimal digits; lone surrogates are kept apart."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def annotation_id(document: Document, layer: str, span: Span, key: str) -> str:
    """Return the content hash of an annotation: 16 hexadecimal digits, of its text, layer, place and `key`."""
    return digest(f"{document.sha256}\0{layer}\0{span.start}\0{span.end}\0{key}")[:ANNOTATION_DIGITS]


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch that is not running prose: headline, byline, dateline, agency slug, caption, boilerplate."""

    span: Span
    kind: ZoneKind
    rule: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch: `span` with its marks, `inner` without them.

    `closed` is False where no closing mark was found (the stretch then ends with its paragraph);
    `continues` is True where the quotation is carried on from the paragraph before
    (each paragraph of a long quotation is opened anew).
    """

    span: Span
    inner: Span
    style: QuoteStyle
    closed: bool = True
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is laid out.

    `paragraphs` and `sentences` are in order and do not overlap; each sentence lies in one paragraph.
    Sentences cover the prose only: zones of kind dateline, slug, byline, caption and boilerplate are outside
    of them; a headline is a sentence of its own.
    """

    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    zones: tuple[Zone, ...]


def plain_view(text: str) -> str:
    r"""Return a view of equal length with straight quotation marks, plain hyphens and plain spaces.

    >>> plain_view("Moscow’s “shield”")
    'Moscow\'s "shield"'
    """
    return text.translate(SAME_LENGTH)


def name_view(text: str) -> str:
    """Return the plain view without diacritics, of equal length: names are spelt with and without them.

    >>> name_view("Guaidó’s")
    "Guaido's"
    """
    return plain_view(text).translate(UNMARKED)


def is_shouting(text: str) -> bool:
    """Return whether the text is an all-capital line (a headline or a link), not just an acronym or two."""
    words = LETTERS.findall(text)
    return len(words) >= SHOUTED_WORDS and sum(w.isupper() for w in words) > 0.8 * len(words)
