"""The articles of a shard, read as any reader of its files reads them: same items, same places, same failures."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from onrecord.ingest.fields import has_text, read_row
from onrecord.ingest.items import Place, Rules, left_out
from onrecord.ingest.jsonl import read_lines
from onrecord.ingest.sources import read_sources
from onrecord.scale.shards import PIECE, open_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.ingest.items import LeftOut
    from onrecord.scale.shards import Shard
    from onrecord.types.text import RawItem


def read_shard(shard: Shard, rules: Rules) -> Iterator[RawItem | LeftOut]:
    """Yield the items of a shard, and what was left out of it; everything streams."""
    if shard.kind == "lines":
        yield from _lines(shard, rules)
    elif shard.kind == "rows":
        yield from _rows(shard, rules)
    else:
        yield from read_sources(shard.paths, defaults=rules.defaults, field_map=rules.field_map, limits=rules.limits)


def _lines(shard: Shard, rules: Rules) -> Iterator[RawItem | LeftOut]:
    file = Path(shard.paths[0])
    with open_lines(file, packed=shard.packed, limits=rules.limits) as stream:
        _skip(stream, shard)
        part = cast("BinaryIO", io.BufferedReader(_Part(stream, shard.size), PIECE))
        yield from read_lines(part, Place(str(file), str(file.resolve())), rules, first=shard.first)


def _skip(stream: BinaryIO, shard: Shard) -> None:
    if not shard.packed:
        stream.seek(shard.start)
        return
    left = shard.start
    while left and (piece := stream.read(min(left, PIECE))):
        left -= len(piece)


class _Part(io.RawIOBase):
    """The next bytes of a stream, and then its end."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream, self._left = stream, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        data = self._stream.read(min(len(view), self._left))
        self._left -= len(data)
        view[: len(data)] = data
        return len(data)


def _rows(shard: Shard, rules: Rules) -> Iterator[RawItem | LeftOut]:
    """Yield the items of row groups; the place of a row is its number in the file, counted from 1."""
    from onrecord.tables.arrow import group_sizes, read_rows  # noqa: PLC0415 - only who has Parquet needs it

    file = Path(shard.paths[0])
    place = Place(str(file), str(file.resolve()))
    first = shard.first - 1
    number = sum(group_sizes(file)[:first])
    for row in read_rows(file, groups=range(first, first + shard.start)):
        if not has_text(row, rules.field_map):
            message = f"no column is known to hold the text ({', '.join(row)[:200]})"
            yield left_out(place.location, "no-text-column", message)
            return
        number += 1
        yield from read_row(_plain(row), place.part(number), rules)


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with days and moments as words, as every other file gives them."""
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
