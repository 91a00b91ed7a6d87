"""Streams: what they hold, by name or first bytes, and gzip unpacked within bounds."""

from __future__ import annotations

import gzip
import io
import json
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

if TYPE_CHECKING:
    from onrecord.ingest.items import Limits

Kind = Literal[
    "text", "html", "pdf", "jsonl", "json", "table", "feed", "opml", "sitemap", "warc", "mail", "binary", "lz4"
]

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "table",
    ".tsv": "table",
    ".rss": "feed",
    ".atom": "feed",
    ".opml": "opml",
    ".warc": "warc",
    ".arc": "warc",
    ".pdf": "pdf",
    ".eml": "mail",
}
HEAD = 4096
BUFFER = 1 << 16
BOM = b"\xef\xbb\xbf"
GZIP_MAGIC = b"\x1f\x8b"
LZ4_MAGIC = b"\x04\x22\x4d\x18"
ARC_START = re.compile(rb"filedesc://\S* ")
WARC_START = b"WARC/"
HTML_START = re.compile(rb"<(?:!doctype\s+html|!--|\?xml|html|head|body|meta|title|article|div|p|h1)\b", re.IGNORECASE)
# what may stand before the root element: declarations, comments, a document type
PROLOGUE = re.compile(rb"(?:\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>)*", re.DOTALL | re.IGNORECASE)
ROOTS: dict[bytes, Kind] = {
    b"rss": "feed",
    b"rdf": "feed",
    b"feed": "feed",
    b"opml": "opml",
    b"urlset": "sitemap",
    b"sitemapindex": "sitemap",
    b"html": "html",
}
ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?([A-Za-z]+)")
# possessive, and each end of line in one way only: else a head of many lines takes for ever to be none
MAIL_START = re.compile(rb"(?:[A-Za-z][A-Za-z-]*+:[^\n]*+\n(?:[ \t][^\n]*+\n)*+){3,}+\r?\n")
MAIL_FIELDS = re.compile(
    rb"^(?:from|date|subject|received|mime-version|message-id|return-path):", re.IGNORECASE | re.MULTILINE
)
FEWEST_MAIL_FIELDS = 3
MAGIC = (b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"\x7fELF", b"{\\rtf", b"Rar!")


def kind_by_name(name: str) -> Kind | None:
    """Return what a file holds by its suffix, with or without .gz after it; None where it does not say."""
    plain = name.lower().removesuffix(".gz")
    return "lz4" if plain.endswith(".lz4") else KINDS.get(PurePath(plain).suffix)


def sniff(head: bytes) -> Kind:
    """Return what a stream holds by its first bytes; text where nothing else is told."""
    magic = _by_magic(head)
    if magic:
        return magic
    start = head.removeprefix(BOM).lstrip()
    if start.startswith(b"<"):
        return _markup(start)
    if start.startswith((b"{", b"[")):
        return _json(start, cut=len(head) >= HEAD)
    fields = MAIL_START.match(start)
    if fields and len(MAIL_FIELDS.findall(fields[0])) >= FEWEST_MAIL_FIELDS:
        return "mail"
    return "text"


def _by_magic(head: bytes) -> Kind | None:
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(LZ4_MAGIC):
        return "lz4"
    if head.startswith(WARC_START) or ARC_START.match(head):
        return "warc"
    # two zeros: UTF-16 without a mark has single ones
    zeros = b"\0\0" in head[:512] and not head.startswith(b"\xff\xfe")
    return "binary" if zeros or head.startswith(MAGIC) else None


def _markup(start: bytes) -> Kind:
    prologue = PROLOGUE.match(start)
    root = ROOT.match(start, prologue.end() if prologue else 0)
    found = ROOTS.get(root[1].lower()) if root else None
    if found:
        return found
    return "html" if HTML_START.match(start) else "text"


def _json(start: bytes, *, cut: bool) -> Kind:
    if start.startswith(b"["):
        return "json" if re.match(rb"\[\s*\{", start) else "text"
    first, newline, rest = start.partition(b"\n")
    if not newline and cut:
        return "json" if b"jsonfeed.org/version" in start[:1000] else "jsonl"
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        # An object over several lines is a file of JSON; a broken first line is still meant as JSON lines.
        if re.match(rb"\{\s*$", first.rstrip()) and re.match(rb'\s*"', rest):
            return "json"
        return "jsonl" if re.match(rb'\{\s*"\w+"\s*:', first) else "text"
    if not isinstance(value, dict):
        return "text"
    return "json" if str(value.get("version", "")).startswith("https://jsonfeed.org/") else "jsonl"


def buffered(stream: BinaryIO | io.RawIOBase) -> io.BufferedReader:
    """Return a reader of a stream that can look ahead."""
    return io.BufferedReader(cast("io.RawIOBase", stream), BUFFER)


def is_gzip(stream: io.BufferedReader) -> bool:
    """Return whether a stream begins like gzip."""
    return stream.peek(2)[:2] == GZIP_MAGIC


class GzipBombError(Exception):
    """A gzip stream unpacks to far more than its size."""


class BoundedGzip(io.RawIOBase):
    """A gzip stream that stops with a GzipBombError where it unpacks to more than its size warrants."""

    def __init__(self, packed: BinaryIO, limits: Limits) -> None:
        self._packed, self._limits = _Counted(packed), limits
        self._file = gzip.GzipFile(fileobj=self._packed, mode="rb")
        self._unpacked = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read into a buffer; returns how many bytes."""
        view = memoryview(cast("bytearray", buffer))
        data = self._file.read(len(view))
        self._unpacked += len(data)
        most = max(self._limits.gzip_free, self._limits.gzip_ratio * self._packed.count)
        if self._unpacked > most:
            raise GzipBombError
        view[: len(data)] = data
        return len(data)


class _Counted(io.RawIOBase):
    """A stream that counts what was read from it; closing it leaves what lies under it open."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data
