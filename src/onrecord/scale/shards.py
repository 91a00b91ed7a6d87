"""Shards: a corpus cut into pieces of work that depend on nothing but their own input.

A file of JSON lines is cut by lines, a Parquet file by row groups, a folder of texts and pages into runs of files;
every other file that holds many articles (an archive, a table, a feed) is a shard of its own.
Guarantees: the same inputs and size give the same shards with the same names; a shard names paths, never holds text;
its digest covers every byte it reads, so that an equal digest means equal articles.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple, cast

from onrecord.errors import SourceError, UsageError
from onrecord.ingest.files import list_folder, sniff_file
from onrecord.ingest.items import LeftOut, Limits
from onrecord.ingest.streams import GZIP_MAGIC, BoundedGzip, GzipBombError, buffered, kind_by_name
from onrecord.ingest.urls import is_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ShardKind = Literal["lines", "rows", "files"]
# one article a file: such files share a shard
SINGLE = frozenset({"text", "html", "pdf", "mail"})
PIECE = 1 << 20
SLUG = re.compile(r"[^a-z0-9]+")
SLUG_LENGTH = 24
PARQUET = frozenset({".parquet", ".pq"})


@dataclass(frozen=True, slots=True)
class Shard:
    """One piece of work.

    input   the resolved path of the file or folder that was named, of which this is a part
    paths   the files it reads, as named
    first   number of its first line, row group or file, counted from 1
    start   of lines the place of the first byte in the unpacked file; of rows how many groups
    count   lines or rows it has; 0 where only reading tells
    size    bytes it reads, for telling how long the rest will take
    """

    name: str
    kind: ShardKind
    input: str
    paths: tuple[str, ...]
    digest: str
    size: int
    first: int = 1
    start: int = 0
    count: int = 0
    packed: bool = False


@dataclass(slots=True)
class Plan:
    """All shards of the inputs, and what of the inputs is passed over by rule."""

    shards: list[Shard] = field(default_factory=list)
    passed_over: list[LeftOut] = field(default_factory=list)

    @property
    def inputs(self) -> frozenset[str]:
        """Return the resolved paths of the inputs that have shards."""
        return frozenset(shard.input for shard in self.shards)


def plan(inputs: Iterable[str], most: int, limits: Limits | None = None) -> Plan:
    """Return the shards of files and folders, none of more than `most` lines, rows or files where it can be cut.

    Raises UsageError for what is no file or folder here.
    """
    found = Plan()
    for name in inputs:
        if is_url(name) or name == "-":
            raise UsageError(f"{name}: code reads files and folders; save it first, or use onrecord add")
        path = Path(name)
        if not path.exists():
            raise UsageError(f"{name}: no such file or folder; check the spelling")
        _plan_input(path, most, limits or Limits(), found)
    return found


def _plan_input(path: Path, most: int, limits: Limits, found: Plan) -> None:
    home = str(path.resolve())
    listed = list_folder(path) if path.is_dir() else [(path, kind_by_name(path.name) or sniff_file(path))]
    singles: list[Path] = []
    for one in listed:
        file = Path(one.location) if isinstance(one, LeftOut) else one[0]
        if file.suffix.lower() in PARQUET and file.is_file():
            # to those who only read texts it is binary data
            found.shards.extend(_rows(file, home, most))
        elif isinstance(one, LeftOut):
            found.passed_over.append(one)
        elif one[1] == "jsonl":
            found.shards.extend(_lines(file, home, most, limits))
        elif one[1] in SINGLE and not file.name.endswith(".gz"):
            singles.append(file)
        else:
            found.shards.append(_files([file], home, file, 1))
    for start in range(0, len(singles), most):
        found.shards.append(_files(singles[start : start + most], home, path, start + 1))


def _lines(file: Path, home: str, most: int, limits: Limits) -> Iterator[Shard]:
    """Yield the parts of a file of JSON lines; one that cannot be unpacked to its end is one shard."""
    try:
        with file.open("rb") as raw:
            packed = raw.read(len(GZIP_MAGIC)) == GZIP_MAGIC
        with open_lines(file, packed=packed, limits=limits) as stream:
            parts = list(_parts(stream, most))
    except (OSError, EOFError, zlib.error, GzipBombError):
        yield _files([file], home, file, 1)
        return
    for part in parts:
        yield Shard(_name(file, part.first), "lines", home, (str(file),), *part, packed=packed)


class _Part(NamedTuple):
    digest: str
    size: int
    first: int
    start: int
    lines: int


def _parts(stream: BinaryIO, most: int) -> Iterator[_Part]:
    """Yield the parts of a stream of lines."""
    found, first, start, lines, size = hashlib.sha256(), 1, 0, 0, 0
    ended = True
    while piece := stream.readline(PIECE):
        found.update(piece)
        ended = piece.endswith(b"\n")
        size += len(piece)
        lines += ended
        if lines == most:
            yield _Part(found.hexdigest(), size, first, start, lines)
            found, first, start, lines, size = hashlib.sha256(), first + lines, start + size, 0, 0
    if size:
        yield _Part(found.hexdigest(), size, first, start, lines + (not ended))


@contextmanager
def open_lines(file: Path, *, packed: bool, limits: Limits) -> Iterator[BinaryIO]:
    """Open a file of lines, unpacked where it is gzipped."""
    with file.open("rb") as raw:
        if not packed:
            yield raw
            return
        with closing(buffered(BoundedGzip(raw, limits))) as unpacked:
            yield cast("BinaryIO", unpacked)


def _rows(file: Path, home: str, most: int) -> Iterator[Shard]:
    """Yield the runs of row groups of a Parquet file, each of at least one group and else of at most so many rows."""
    from onrecord.tables.arrow import group_sizes  # noqa: PLC0415 - only who has Parquet needs it

    try:
        counts = group_sizes(file)
    except SourceError:
        yield _files([file], home, file, 1)
        return
    whole, size = _digest(file), file.stat().st_size
    total = max(1, sum(counts))
    first = 0
    while first < len(counts):
        last, rows = first + 1, counts[first]
        while last < len(counts) and rows + counts[last] <= most:
            rows += counts[last]
            last += 1
        digest = hashlib.sha256(f"{whole} {first} {last}".encode()).hexdigest()
        part = _Part(digest, size * rows // total, first + 1, last - first, rows)
        yield Shard(_name(file, first + 1), "rows", home, (str(file),), *part)
        first = last


def _files(files: Sequence[Path], home: str, of: Path, first: int) -> Shard:
    """Return the shard of some files."""
    found = hashlib.sha256()
    for file in files:
        found.update(f"{file}\0{_digest(file)}\n".encode("utf-8", "surrogatepass"))
    size = sum(file.stat().st_size for file in files if file.is_file())
    count = len(files) if len(files) > 1 else 0
    paths = tuple(map(str, files))
    return Shard(_name(of, first), "files", home, paths, found.hexdigest(), size, first, count=count)


def _digest(file: Path) -> str:
    """Return the SHA-256 of a file; of one that cannot be read, nothing."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _name(of: Path, first: int) -> str:
    """Return the name of a shard: words people know it by, the digest of the path it is a part of, and its place."""
    words = SLUG.sub("-", of.name.lower().partition(".")[0]).strip("-")[:SLUG_LENGTH] or "input"
    path = hashlib.sha256(str(of.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{words}-{path}-{first:09d}"
