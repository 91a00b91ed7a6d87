"""Files: what a file, a folder or standard input holds, told by name or first bytes, plain or gzipped.

Guarantees: items come in the order of the paths, folders in the order of their sorted names; one file, line, row or
record at a time is held; no file stops the others; of a folder, what is passed over (hidden, binary, of another type)
is named. What stands elsewhere (the pages a sitemap lists) is given as a `Link`, never fetched here.
"""

from __future__ import annotations

import gzip
import os
import zlib
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.errors import SourceError
from onrecord.ingest.feeds import Entry, read_feed
from onrecord.ingest.items import LeftOut, Link, Place, Rules, left_out, new_item
from onrecord.ingest.jsonl import read_lines, read_whole
from onrecord.ingest.mail import read_mail
from onrecord.ingest.opml import read_opml
from onrecord.ingest.sitemaps import read_sitemap
from onrecord.ingest.streams import HEAD, BoundedGzip, GzipBombError, Kind, buffered, is_gzip, kind_by_name, sniff
from onrecord.ingest.tables import read_table
from onrecord.ingest.warc import read_archive

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from onrecord.types.text import RawItem


def read_path(path: Path, rules: Rules) -> Iterator[RawItem | LeftOut | Link]:
    """Yield what a file, or all files of a folder and its folders, hold."""
    if path.is_dir():
        yield from _read_folder(path, rules)
    else:
        yield from _read_file(path, kind_by_name(path.name), rules)


def _read_folder(top: Path, rules: Rules) -> Iterator[RawItem | LeftOut | Link]:
    for one in list_folder(top):
        if isinstance(one, LeftOut):
            yield one
        else:
            yield from _read_file(*one, rules)


def list_folder(top: Path) -> Iterator[tuple[Path, Kind | None] | LeftOut]:
    """Yield the files below a folder that are read, in order, each with its kind, and what is passed over.

    The kind is None where only opening the file will tell. Links to folders are not followed.
    """
    for folder, folders, files in os.walk(top, onerror=None):
        for name in sorted(folders):
            if name.startswith("."):
                yield _passed_over(Path(folder) / name, "hidden", "the folder is hidden")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            yield _member(Path(folder) / name)


def _member(file: Path) -> tuple[Path, Kind | None] | LeftOut:
    if file.name.startswith("."):
        return _passed_over(file, "hidden", "the file is hidden")
    if not file.is_file():
        return _passed_over(file, "no-file", "it is no ordinary file")
    kind = kind_by_name(file.name)
    if kind is None:
        kind = sniff_file(file)
        if kind == "text":
            return _passed_over(file, "other-type", "its ending is not one of texts; name the file itself to read it")
        if kind == "binary":
            return _passed_over(file, "binary", "it is no text, page, table, feed, archive, PDF or mail")
    return file, kind


def _passed_over(path: Path, code: str, message: str) -> LeftOut:
    return left_out(str(path), code, message, skipped=1)


def sniff_file(path: Path) -> Kind | None:
    """Return what a file of unknown ending holds by its first bytes; None where only opening it will tell."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return None
    return None if head.startswith(b"\x1f\x8b") else sniff(head)


def _read_file(path: Path, kind: Kind | None, rules: Rules) -> Iterator[RawItem | LeftOut | Link]:
    try:
        place = Place(str(path), str(path.resolve()))
        with path.open("rb") as file:
            yield from read_stream(file, place, kind, rules)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        yield left_out(str(path), "unreadable", f"cannot be read ({reason})")


def read_stream(
    stream: BinaryIO, place: Place, kind: Kind | None, rules: Rules, *, base: str | None = None
) -> Iterator[RawItem | LeftOut | Link]:
    """Yield what one stream holds, unpacked where it is gzipped; its kind is sniffed where it is not known.

    `base` is the address relative links in it stand against.
    """
    plain = buffered(stream)
    try:
        if kind == "warc" or not is_gzip(plain):
            yield from _read_plain(plain, place, kind, rules, base)
        else:
            with closing(buffered(BoundedGzip(cast("BinaryIO", plain), rules.limits))) as unpacked:
                yield from _read_plain(unpacked, place, kind, rules, base)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield left_out(place.location, "bad-gzip", f"the gzip stream is broken ({error})")
    except GzipBombError:
        message = f"it unpacks to more than {rules.limits.gzip_ratio} times its size; unpack it by hand if it is sound"
        yield left_out(place.location, "gzip-ratio", message)
    finally:
        plain.detach()


def _read_plain(
    stream: io.BufferedReader, place: Place, kind: Kind | None, rules: Rules, base: str | None
) -> Iterator[RawItem | LeftOut | Link]:
    kind = kind or sniff(stream.peek(HEAD)[:HEAD])
    lines = cast("BinaryIO", stream)
    if kind in ("text", "html", "pdf"):
        yield from _read_page(stream, place, kind, rules)
    elif kind == "jsonl":
        yield from read_lines(lines, place, rules)
    elif kind == "json":
        yield from _entries(read_whole(lines, place, rules))
    elif kind == "table":
        yield from read_table(stream, place, rules)
    elif kind == "warc":
        yield from read_archive(lines, place, rules)
    elif kind == "mail":
        yield from read_mail(lines, place, rules)
    elif kind == "feed":
        yield from _read_feed(stream, place, rules, base)
    elif kind in ("opml", "sitemap"):
        yield from _read_list(lines, place, kind, rules, base)
    else:
        yield _refused(place, kind)


def _refused(place: Place, kind: Kind) -> LeftOut:
    if kind == "lz4":
        return left_out(place.location, "lz4", "it is packed with LZ4, which is not read; repack it with gzip")
    return left_out(place.location, "binary", "it is binary data: no text, page, table, feed, archive, PDF or mail")


def _read_page(stream: io.BufferedReader, place: Place, kind: Kind, rules: Rules) -> Iterator[RawItem | LeftOut | Link]:
    limits = rules.limits
    if kind == "html":
        limit, content = limits.html, stream.read(limits.html + 1)
    elif kind == "pdf":
        limit, content = limits.pdf, stream.read(limits.pdf + 1)
    else:
        limit, content = limits.text, stream.read(limits.text + 1)
    if len(content) > limit:
        yield left_out(place.location, "too-large", f"it is larger than {limit:,} bytes; it is left out")
    elif kind == "html":
        yield new_item(place, content, "html", rules)
    else:
        yield new_item(place, content, "pdf" if kind == "pdf" else "text", rules)


def _read_feed(
    stream: io.BufferedReader, place: Place, rules: Rules, base: str | None
) -> Iterator[RawItem | LeftOut | Link]:
    content = stream.read(rules.limits.feed + 1)
    if len(content) > rules.limits.feed:
        yield left_out(place.location, "too-large", f"the feed is larger than {rules.limits.feed:,} bytes")
    else:
        yield from _entries(read_feed(content, place, rules, base=base))


def _entries(found: Iterator[RawItem | LeftOut | Entry]) -> Iterator[RawItem | LeftOut | Link]:
    """Yield the items of entries that hold their article, and links for those that only sum it up."""
    for one in found:
        if not isinstance(one, Entry):
            yield one
        elif one.full or not one.item.url:
            yield one.item
        else:
            yield Link(Place(one.item.location, one.item.source), one.item.url, "page", one.item)


def _read_list(
    stream: BinaryIO, place: Place, kind: Kind, rules: Rules, base: str | None
) -> Iterator[RawItem | LeftOut | Link]:
    """Yield links for what an OPML file or a sitemap lists."""
    try:
        if kind == "opml":
            for feed in read_opml(stream, base, rules.limits):
                yield Link(place, feed.url, "feed")
            return
        for listed in read_sitemap(stream, base, rules.limits):
            if listed.is_map:
                yield Link(place, listed.url, "sitemap")
            else:
                yield Link(place, listed.url, "page", listed.item(rules))
    except SourceError as error:
        yield left_out(place.location, f"bad-{kind}", str(error))
