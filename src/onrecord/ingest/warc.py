"""Web archives (WARC and ARC, plain or gzipped): the one door to warcio.

Guarantees: one record is held at a time; pages, texts and PDF files with status 200 become items, everything else is
passed over and counted by type at the end; a record that is broken, clipped or too large is left out with the reason,
and reading goes on at the next record that can be found. Of a stream that cannot be sought, what follows a broken
record is lost, and told.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from onrecord.ingest.items import LeftOut, Place, Rules, left_out, new_item, with_defaults
from onrecord.ingest.payloads import PageKind, page_kind, plain_type, with_charset
from onrecord.ingest.streams import BoundedGzip, GzipBombError, buffered
from onrecord.ingest.urls import is_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.types.text import RawItem

READ = frozenset({"response", "resource", "conversion"})
SILENT = frozenset({"warcinfo", "arc_header", "request", "metadata"})
# where a record can begin: a gzip member, the first line of a WARC record, that of an ARC record
NEXT = re.compile(rb"\x1f\x8b\x08|(?<=\n)WARC/[01]\.|(?<=\n)https?://\S{1,2000} [\d.]{7,15} \d{14} \S{1,99} \d{1,12}\n")
WINDOW = 1 << 20
OVERLAP = 1 << 12
CHUNK = 1 << 16
# what reading one record's head may take from the file: longer lines than this are no heads of records
HEAD_BYTES = 1 << 18
MOST_ATTEMPTS = 10_000
OK = "200"
SHOWN_TYPES = 8


def read_archive(stream: BinaryIO, place: Place, rules: Rules) -> Iterator[RawItem | LeftOut]:
    """Yield the pages of an archive, and what was left out of it."""
    archive = _Archive(stream, place, rules)
    yield from archive.read()
    if archive.passed:
        total = sum(archive.passed.values())
        told = ", ".join(f"{count} {name}" for name, count in archive.passed.most_common(SHOWN_TYPES))
        message = f"{total} record(s) that are no pages were passed over ({told})"
        yield left_out(place.location, "other-content", message, skipped=total)


class _BrokenError(Exception):
    """Reading cannot go on from here; the message is empty where that was told already."""


class _Archive:
    """One reading of one archive."""

    def __init__(self, stream: BinaryIO, place: Place, rules: Rules) -> None:
        self._stream, self._place, self._rules = stream, place, rules
        self.passed: Counter[str] = Counter()
        self._number = 0
        # where the record last begun stands in the file
        self._position = 0

    def read(self) -> Iterator[RawItem | LeftOut]:
        """Yield what all stretches hold that can be read; a broken record ends one, and the next one is looked for."""
        start: int | None = 0
        attempts = 0
        while start is not None and attempts < MOST_ATTEMPTS:
            before = self._number
            try:
                yield from self._stretch(start)
            except _BrokenError as error:
                attempts = 0 if self._number > before else attempts + 1
                if str(error) and attempts <= 1:
                    yield left_out(self._place.part(self._number + 1).location, "bad-record", str(error))
                start = self._next_start(self._position + 1)
            else:
                return

    def _stretch(self, start: int) -> Iterator[RawItem | LeftOut]:
        """Yield what the records from an offset on hold; raises _BrokenError where they cannot be read on."""
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - only archives need it

        if start:
            self._stream.seek(start)
        guarded = _Guarded(self._stream)
        self._position = start
        records: Any = ArchiveIterator(guarded)
        held: RawItem | None = None
        errors, clipped = 0, False
        while True:
            try:
                record = _next(records, guarded)
            except GzipBombError:
                raise
            except Exception as error:  # noqa: BLE001 - broken archives break the library in ways none can list
                yield from [held] if held is not None else []
                self._position = max(self._position, records.offset)
                yield from self._unchunked(error, told=clipped)
                return
            if held is not None:
                yield from _with_length(held, wrong=records.err_count > errors)
                held = None
            if record is None:
                break
            errors = records.err_count
            self._position = records.offset
            self._number += 1
            found = self._record(record)
            clipped = False
            if isinstance(found, LeftOut):
                clipped = found.issue.code == "clipped"
                yield found
            else:
                held = found
        if clipped:
            # a damaged gzip member ends the library's reading without a word
            raise _BrokenError("")

    def _unchunked(self, error: Exception, *, told: bool) -> Iterator[RawItem | LeftOut]:
        """Read an archive that was gzipped as a whole, from its begin, as a stream; other errors end the stretch."""
        if "non-chunked gzip" not in str(error):
            raise _BrokenError("" if told else f"the record cannot be read ({_reason(error)})") from None
        try:
            self._stream.seek(0)
        except (OSError, ValueError):
            message = "the archive is gzipped as a whole and cannot be read from a pipe; give the file"
            raise _BrokenError(message) from None
        whole = _Archive(buffered(BoundedGzip(self._stream, self._rules.limits)), self._place, self._rules)
        first = self._number
        for found in whole.read():
            # the first ones were given already
            if whole._number > first or isinstance(found, LeftOut):
                yield found
        self.passed = whole.passed

    def _next_start(self, start: int) -> int | None:
        """Return where the next record may begin, None where none does or the stream cannot be sought."""
        try:
            self._stream.seek(max(start - 1, 0))
        except (OSError, ValueError):
            return None
        offset, window = max(start - 1, 0), b""
        while more := self._stream.read(WINDOW):
            window += more
            found = NEXT.search(window, start - offset if start > offset else 0)
            if found:
                return offset + found.start()
            offset += max(len(window) - OVERLAP, 0)
            window = window[-OVERLAP:]
        return None

    def _record(self, record: Any) -> RawItem | LeftOut | None:
        """Return the item a record holds, what is wrong with it, or None where it is passed over."""
        place = self._place.part(self._number)
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                return self._read_record(record, place)
        except GzipBombError:
            raise
        except Exception as error:  # noqa: BLE001 - see above
            return left_out(place.location, "bad-record", f"the record cannot be read ({_reason(error)})")

    def _read_record(self, record: Any, place: Place) -> RawItem | LeftOut | None:
        http = record.http_headers
        if record.rec_type in SILENT:
            return _clipped(record, place)
        if record.rec_type not in READ:
            return self._passed_over(record, place, f"of type {str(record.rec_type or 'unknown')[:20]}")
        if _url(record) is None:
            # notes of the crawler itself, stored beside what it fetched
            return self._passed_over(record, place, "of no article's address")
        status = http.get_statuscode() if http else OK
        if status != OK:
            return self._passed_over(record, place, f"with status {str(status)[:20]}")
        declared = http.get_header("content-type") if http else record.content_type
        content = _bounded(record.content_stream(), self._rules.limits.html)
        kind = page_kind(declared, content)
        if kind is None:
            return self._passed_over(record, place, plain_type(declared)[:60] or "of no type")
        return _clipped(record, place) or self._page(record, place, content, kind)

    def _passed_over(self, record: Any, place: Place, name: str) -> LeftOut | None:
        """Count a record that is no page; returns what is wrong with it, None where nothing is."""
        lost = _clipped(record, place)
        if lost is None:
            self.passed[name] += 1
        return lost

    def _page(self, record: Any, place: Place, content: bytes, kind: PageKind) -> RawItem | LeftOut:
        limits = self._rules.limits
        limit = {"html": limits.html, "text": limits.text, "pdf": limits.pdf}[kind]
        if len(content) > min(limit, limits.html):
            return left_out(place.location, "too-large", f"the page is larger than {limit:,} bytes; it is left out")
        if not content.strip():
            return left_out(place.location, "empty", "the record holds no content")
        http = record.http_headers
        identity = record.rec_headers.get_header("WARC-Record-ID")
        key = f"{self._place.source}#{identity or self._number}" if self._place.source else None
        body = content if kind == "pdf" else with_charset(content, http.get_header("content-type") if http else None)
        item = new_item(place._replace(source=key), body, kind, Rules())
        return with_defaults(replace(item, url=_url(record)), self._rules.defaults)


def _with_length(item: RawItem, *, wrong: bool) -> Iterator[RawItem | LeftOut]:
    """Yield an item, after what is told where its record had another length than it says."""
    if wrong:
        message = "the record's length is wrong; it may be cut or run into the next one"
        yield left_out(item.location, "bad-length", message, whole=False)
    yield item


class _Guarded:
    """A stream that gives no more than `allowed` bytes; None is no bound. Seeking is left to who owns the stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.allowed: int | None = None
        self._offset = _tell(stream)

    def read(self, size: int = -1) -> bytes:
        """Read; raises ValueError where more is asked than is allowed."""
        data = self._stream.read(size)
        self._offset += len(data)
        if self.allowed is not None:
            self.allowed -= len(data)
            if self.allowed < 0:
                raise ValueError(f"no record's head in {HEAD_BYTES:,} bytes")
        return data

    def tell(self) -> int:
        """Return how far was read."""
        return self._offset


def _tell(stream: BinaryIO) -> int:
    try:
        return stream.tell()
    except (OSError, ValueError):
        return 0


def _next(records: Any, guarded: _Guarded) -> Any:
    """Return the next record, None at the end; what is left of the one before is passed over piece by piece."""
    guarded.allowed = None
    # the library writes warnings to the standard error stream
    with contextlib.redirect_stderr(io.StringIO()):
        if records.record is not None and not records.member_info:
            while records.record.raw_stream.read(CHUNK):
                pass
        guarded.allowed = HEAD_BYTES
        try:
            return next(records, None)
        finally:
            guarded.allowed = None


def _url(record: Any) -> str | None:
    """Return the web address of a record; None where it has none, or one that no article has."""
    url = record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header("uri")
    return url if url and is_url(url) and not url.endswith("/robots.txt") else None


def _bounded(stream: Any, limit: int) -> bytes:
    """Return what a stream holds, at most one byte more than the limit."""
    parts, left = [], limit + 1
    while left > 0 and (part := stream.read(min(left, CHUNK))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _clipped(record: Any, place: Place) -> LeftOut | None:
    """Return what to tell where the file ends, or its compression breaks, before the record does."""
    stream = record.raw_stream
    while stream.read(CHUNK):
        pass
    missing = getattr(stream, "limit", 0)
    if not isinstance(missing, int) or missing <= 0:
        return None
    return left_out(place.location, "clipped", f"the record is clipped: {missing:,} of its bytes are missing")


def _reason(error: Exception) -> str:
    words = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
