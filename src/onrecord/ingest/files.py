"""Files: text, HTML and JSON lines, plain or gzipped, from paths, folders and standard input.

Guarantees: items come in the order of the paths, folders in the order of their sorted names; one file or line at
a time is held; no file stops the others. A path that does not exist is a UsageError before anything is read.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import zlib
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

from onrecord.errors import UsageError
from onrecord.ingest.items import Failure, ItemDefaults, Limits, failure
from onrecord.ingest.jsonl import read_lines
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Failure", "ItemDefaults", "Limits", "read_items"]

Kind = Literal["text", "html", "jsonl"]

STDIN = "-"
KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
LIMITS = Limits()
HEAD = 4096
GZIP_MAGIC = b"\x1f\x8b"
BOM = b"\xef\xbb\xbf"
HTML_START = re.compile(rb"<(?:!doctype\s+html|!--|\?xml|html|head|body|meta|title|article|div|p|h1)\b", re.IGNORECASE)


def read_items(
    paths: Iterable[str], *, defaults: ItemDefaults, stdin: BinaryIO | None = None, limits: Limits = LIMITS
) -> Iterator[RawItem | Failure]:
    """Yield the items of files, folders and standard input (`-`), and failures for what cannot be read."""
    named = list(paths)
    for name in named:
        if name == STDIN and stdin is None:
            raise UsageError("-: there is no standard input to read")
        if name != STDIN and not Path(name).exists():
            raise UsageError(f"{name}: no such file or folder; check the spelling")
    for name in named:
        if name == STDIN and stdin is not None:
            yield from _read_stream(stdin, STDIN, None, defaults, limits)
        else:
            for path in _files_of(Path(name)):
                yield from _read_file(path, defaults, limits)


def _files_of(path: Path) -> Iterator[Path]:
    """Yield a file itself, or the readable files of a folder and its folders; hidden ones are left out."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(folder) / name
            if not name.startswith(".") and kind_by_name(file) and file.is_file():
                yield file


def kind_by_name(path: Path) -> Kind | None:
    """Return what a file holds by its suffix, with or without .gz after it; None where it does not say."""
    name = path.name.lower().removesuffix(".gz")
    return KINDS.get(Path(name).suffix)


def _read_file(path: Path, defaults: ItemDefaults, limits: Limits) -> Iterator[RawItem | Failure]:
    try:
        with path.open("rb") as file:
            yield from _read_stream(file, str(path), kind_by_name(path), defaults, limits)
    except OSError as error:
        yield failure(str(path), "unreadable", f"cannot be read ({error.strerror or error})")


def _read_stream(
    stream: BinaryIO, location: str, kind: Kind | None, defaults: ItemDefaults, limits: Limits
) -> Iterator[RawItem | Failure]:
    """Yield the items of one stream, unpacked where it is gzipped; its kind is sniffed where it is not known."""
    buffered = _buffered(stream)
    try:
        if buffered.peek(2)[:2] == GZIP_MAGIC:
            bounded = _BoundedGzip(buffered, limits)
            with closing(_buffered(bounded)) as unpacked:
                yield from _read_plain(unpacked, location, kind, defaults, limits)
        else:
            yield from _read_plain(buffered, location, kind, defaults, limits)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield failure(location, "bad-gzip", f"the gzip stream is broken ({error})")
    except _GzipBombError:
        message = f"it unpacks to more than {limits.gzip_ratio} times its size; unpack it by hand if it is sound"
        yield failure(location, "gzip-ratio", message)
    finally:
        buffered.detach()


def _buffered(stream: BinaryIO | io.RawIOBase) -> io.BufferedReader:
    return io.BufferedReader(cast("io.RawIOBase", stream))


def _read_plain(
    stream: io.BufferedReader, location: str, kind: Kind | None, defaults: ItemDefaults, limits: Limits
) -> Iterator[RawItem | Failure]:
    kind = kind or sniff(stream.peek(HEAD)[:HEAD])
    if kind == "jsonl":
        yield from read_lines(cast("BinaryIO", stream), location, defaults, limits)
        return
    limit = limits.html if kind == "html" else limits.text
    content = stream.read(limit + 1)
    if len(content) > limit:
        yield failure(location, "too-large", f"it is larger than {limit:,} bytes; it is left out")
        return
    yield RawItem(
        location=location,
        content=content,
        kind=kind,
        title=defaults.title,
        outlet=defaults.outlet,
        published=defaults.published,
        url=defaults.url,
        language=defaults.language,
    )


def sniff(head: bytes) -> Kind:
    """Return what a stream holds by its first bytes: HTML, JSON lines, or else text."""
    start = head.removeprefix(BOM).lstrip()
    if HTML_START.match(start):
        return "html"
    first, newline, _ = start.partition(b"\n")
    if not first.startswith(b"{"):
        return "text"
    if not newline and len(head) == HEAD:
        return "jsonl"
    try:
        return "jsonl" if isinstance(json.loads(first), dict) else "text"
    except (ValueError, RecursionError):
        # A broken first line is still meant as JSON where it begins like an object.
        return "jsonl" if re.match(rb'\{\s*"\w+"\s*:', first) else "text"


class _GzipBombError(Exception):
    """A gzip stream unpacks to far more than its size."""


class _BoundedGzip(io.RawIOBase):
    """A gzip stream that stops where it unpacks to more than its size warrants."""

    def __init__(self, packed: io.BufferedReader, limits: Limits) -> None:
        self._packed, self._limits = _Counted(packed), limits
        self._file = gzip.GzipFile(fileobj=self._packed, mode="rb")
        self._unpacked = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        data = self._file.read(len(view))
        self._unpacked += len(data)
        most = max(self._limits.gzip_free, self._limits.gzip_ratio * self._packed.count)
        if self._unpacked > most:
            raise _GzipBombError
        view[: len(data)] = data
        return len(data)


class _Counted(io.RawIOBase):
    """A stream that counts what was read from it; closing it leaves what lies under it open."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data
