"""Bytes to text: by byte order mark, as UTF-8, by the declared HTML charset, by a guess, at last as Windows-1252.

Guarantees: never fails but with a SourceError for what is no text (binary data); line ends are kept as given;
the result holds no lone surrogates (each is replaced by U+FFFD, one for one). Whatever is not plain UTF-8 is told.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from onrecord.errors import SourceError
from onrecord.types.annotation import Issue

STAGE = "decode"
# UTF-32 before UTF-16: its mark begins with the other's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP or office file",
    b"\x89PNG": "an image",
    b"GIF8": "an image",
    b"\xff\xd8\xff": "an image",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an office file",
    b"\x7fELF": "a program",
    b"{\\rtf": "an RTF file",
}
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z][\w.:-]{1,40})""", re.IGNORECASE)
# Codecs of Python that are no character sets of documents, and such that ASCII bytes cannot be in.
UNFIT = frozenset({"unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined", "utf-7", "mbcs", "oem"})
WIDE = ("utf-16", "utf-32")
# What browsers read these names as.
WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}
CONTROLS = bytes(set(range(32)) - {*b"\t\n\v\f\r\x1b\x08"})
SURROGATES = re.compile("[\ud800-\udfff]")
HEAD = 4096
SAMPLE = 65536
BINARY_SHARE = 0.02
REPLACED_SHARE = 0.005


class Decoded(NamedTuple):
    """A text, and what had to be guessed or replaced to get it."""

    text: str
    issues: tuple[Issue, ...] = ()


def decode(content: bytes | str, *, is_html: bool = False) -> Decoded:
    """Return the text of an item; raises SourceError where it is binary."""
    if isinstance(content, str):
        return _without_surrogates(content)
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _by_mark(content, encoding)
    wide = _wide_without_mark(content)
    if wide:
        return _replacing(content, wide, "encoding-guessed")
    _refuse_binary(content)
    try:
        return _without_surrogates(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _not_utf8(content, is_html=is_html)


def _by_mark(content: bytes, encoding: str) -> Decoded:
    try:
        return _without_surrogates(content.decode(encoding))
    except UnicodeDecodeError:
        return _replacing(content, encoding, "undecodable-bytes")


def _replacing(content: bytes, encoding: str, code: str) -> Decoded:
    text = content.decode(encoding, "replace")
    message = f"read as {encoding}; {text.count(chr(0xFFFD))} character(s) could not be decoded"
    return Decoded(text, (Issue(STAGE, code, message),))


def _without_surrogates(text: str) -> Decoded:
    fitted, count = SURROGATES.subn("\ufffd", text)
    if not count:
        return Decoded(text)
    return Decoded(fitted, (Issue(STAGE, "lone-surrogates", f"{count} lone surrogate(s) were replaced by U+FFFD"),))


def _wide_without_mark(content: bytes) -> str | None:
    """Return the UTF-16 order of bytes without a mark: nearly every other byte of Western text is zero."""
    head = content[:HEAD]
    half = len(head) // 2
    if half < 4 or head.count(0) < half // 2:
        return None
    low, high = head[1::2].count(0), head[0::2].count(0)
    if low > 0.7 * half and high < 0.05 * half:
        return "utf-16-le"
    if high > 0.7 * half and low < 0.05 * half:
        return "utf-16-be"
    return None


def _refuse_binary(content: bytes) -> None:
    for start, what in MAGIC.items():
        if content.startswith(start):
            raise SourceError(f"this is {what}, not text; give text, HTML or JSON lines")
    head = content[:SAMPLE]
    if len(head) - len(head.translate(None, CONTROLS)) > BINARY_SHARE * len(head):
        raise SourceError("this is binary data, not text; give text, HTML or JSON lines")


def _not_utf8(content: bytes, *, is_html: bool) -> Decoded:
    declared = _declared(content) if is_html else None
    if declared:
        try:
            return _without_surrogates(content.decode(declared))
        except (UnicodeDecodeError, LookupError):
            pass
    damaged = content.decode("utf-8", "replace")
    broken = damaged.count("\ufffd")
    if broken <= max(1, REPLACED_SHARE * len(damaged)) and len(damaged) + 2 * broken < len(content):
        return _replacing(content, "utf-8", "undecodable-bytes")
    best = from_bytes(content[:SAMPLE]).best()
    return _replacing(content, best.encoding if best else "cp1252", "encoding-guessed")


def _declared(content: bytes) -> str | None:
    """Return the Python name of the charset an HTML page declares, None where it is unknown or cannot be."""
    match = DECLARED.search(content, 0, HEAD)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, ValueError):
        return None
    if name in UNFIT or name.startswith(WIDE):
        return None
    return WIDER.get(name, name)
