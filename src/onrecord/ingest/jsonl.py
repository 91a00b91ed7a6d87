"""JSON: one object a line with `text` or `html` and what is known of it, or a whole file of objects.

The fields are those of `fields.py`; unknown keys are ignored. A bad line is left out and the reading goes on.
Of JSON lines only one line is held at a time; a whole file of JSON may be as long as a line.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.ingest.feeds import Entry, is_json_feed, read_json_feed
from onrecord.ingest.fields import read_row
from onrecord.ingest.items import LeftOut, Place, Rules, left_out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from onrecord.types.text import RawItem

BOM = b"\xef\xbb\xbf"
CHUNK = 1 << 20


def read_lines(stream: BinaryIO, place: Place, rules: Rules, *, first: int = 1) -> Iterator[RawItem | LeftOut]:
    """Yield the items of a stream of JSON lines, and what was left out of each line or field that cannot be read.

    `first` is the number of the stream's first line, above 1 where the stream is a later part of a file.
    """
    number, limit = first - 1, rules.limits.line
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            message = f"the line is longer than {limit:,} bytes; it is left out"
            yield left_out(place.part(number).location, "line-too-long", message)
            _skip_line(stream, line)
        elif line.strip():
            yield from read_line(line.removeprefix(BOM) if number == 1 else line, place.part(number), rules)


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(CHUNK)


def read_line(line: bytes, place: Place, rules: Rules) -> Iterator[RawItem | LeftOut]:
    """Yield the item one JSON line holds, after the fields of it that cannot be read."""
    record, trouble = _parsed(line, place, "the line")
    if trouble:
        yield trouble
    elif not isinstance(record, dict):
        yield left_out(place.location, "not-json", "the line is no JSON object; write one object a line")
    else:
        yield from read_row(record, place, rules)


def read_whole(stream: BinaryIO, place: Place, rules: Rules) -> Iterator[RawItem | LeftOut | Entry]:
    """Yield the items of a JSON file: a JSON Feed, a list of objects, an object with such a list, or one object."""
    content = stream.read(rules.limits.line + 1)
    if len(content) > rules.limits.line:
        message = f"it is larger than {rules.limits.line:,} bytes; write one object a line (.jsonl)"
        yield left_out(place.location, "too-large", message)
        return
    value, trouble = _parsed(content.removeprefix(BOM), place, "the file")
    if trouble:
        if b"\n" in content.strip() and content.lstrip().startswith(b"{"):
            yield from _as_lines(content, place, rules)
        else:
            yield trouble
    elif is_json_feed(value):
        yield from read_json_feed(value, place, rules)
    else:
        yield from _objects(value, place, rules)


def _as_lines(content: bytes, place: Place, rules: Rules) -> Iterator[RawItem | LeftOut]:
    for number, line in enumerate(content.removeprefix(BOM).splitlines(), 1):
        if line.strip():
            yield from read_line(line, place.part(number), rules)


def _objects(value: Any, place: Place, rules: Rules) -> Iterator[RawItem | LeftOut]:
    if isinstance(value, dict):
        lists = [part for part in value.values() if isinstance(part, list) and part and isinstance(part[0], dict)]
        has_body = any(isinstance(value.get(key), str) for key in ("text", "html", "content", "body"))
        if has_body or not lists:
            yield from read_row(value, place, rules)
            return
        value = max(lists, key=len)
    if not isinstance(value, list):
        yield left_out(place.location, "not-json", "the file holds neither an object nor a list of objects")
        return
    for number, row in enumerate(value, 1):
        if isinstance(row, dict):
            yield from read_row(row, place.part(number), rules)
        else:
            yield left_out(place.part(number).location, "not-json", "the entry is no JSON object")


def _parsed(content: bytes, place: Place, what: str) -> tuple[Any, LeftOut | None]:
    try:
        return json.loads(content.decode("utf-8")), None
    except UnicodeDecodeError as error:
        return None, left_out(place.location, "not-utf8", f"{what} is not UTF-8 ({error.reason} at byte {error.start})")
    except (ValueError, RecursionError) as error:
        return None, left_out(place.location, "not-json", f"{what} is not JSON ({error})")
