"""Lines of a file of event data: plain, gzipped or zipped, in UTF-8 or what older files are in, none too long.

Guarantees: lines are numbered from 1 over the whole file, one is held at a time; what is not UTF-8 is read as
Windows-1252, which loses no byte, and said; a line that is too long is refused and the reading goes on; a packed file
that unpacks to far more than its size is stopped.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from onrecord.errors import SourceError
from onrecord.ingest.streams import BoundedGzip, GzipBombError, buffered, is_gzip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.ingest.items import Limits

ZIP_MAGIC = b"PK\x03\x04"
BOM = "\ufeff"
# the longest rows of GDELT and POLECAT have some ten thousand characters
LONGEST = 1 << 20
CHUNK = 1 << 16


class Line(NamedTuple):
    """One line without its end: its number, its text (None where it is too long), whether it was not UTF-8."""

    number: int
    text: str | None
    odd: bool = False


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[BinaryIO]:
    """Open a file of event data, unpacked where it is gzipped or a zip of one file. Raises SourceError."""
    try:
        with path.open("rb") as raw:
            plain = buffered(raw)
            try:
                if plain.peek(4)[:4] == ZIP_MAGIC:
                    with _member(raw, path, limits) as member:
                        yield member
                elif is_gzip(plain):
                    yield cast("BinaryIO", buffered(BoundedGzip(cast("BinaryIO", plain), limits)))
                else:
                    yield cast("BinaryIO", plain)
            finally:
                plain.detach()
    except GzipBombError:
        raise SourceError(f"{path}: it unpacks to far more than its size; unpack it by hand if it is sound") from None
    except (EOFError, gzip.BadGzipFile, zlib.error, zipfile.BadZipFile) as error:
        raise SourceError(f"{path}: the packed file is broken ({error}); fetch it again") from error
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error}); check name and rights") from error


@contextmanager
def _member(raw: BinaryIO, path: Path, limits: Limits) -> Iterator[BinaryIO]:
    raw.seek(0)
    with zipfile.ZipFile(raw) as archive:
        files = [info for info in archive.infolist() if not info.is_dir()]
        if len(files) != 1:
            raise SourceError(f"{path}: the archive holds {len(files)} files; unpack it and name the files")
        (info,) = files
        if info.file_size > max(limits.gzip_free, limits.gzip_ratio * info.compress_size):
            raise GzipBombError
        with archive.open(info) as member:
            yield cast("BinaryIO", member)


def lines_of(stream: BinaryIO) -> Iterator[Line]:
    """Yield the lines of a stream; they end at LF or CR LF, never at other marks a text may hold."""
    number = 0
    while raw := stream.readline(LONGEST + 1):
        number += 1
        if len(raw) > LONGEST:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(CHUNK)
            yield Line(number, None)
            continue
        body = raw.removesuffix(b"\n").removesuffix(b"\r")
        try:
            text, odd = body.decode("utf-8"), False
        except UnicodeDecodeError:
            # the five bytes Windows-1252 leaves free are kept as the controls they are in Latin-1
            text, odd = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in body), True
        yield Line(number, text.removeprefix(BOM) if number == 1 else text, odd)
