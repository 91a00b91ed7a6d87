"""JSON lines: one object a line with `text` or `html`, and `id title published outlet url language` where known.

`date` is read for `published`; unknown keys are ignored. A bad line is a failure and the reading goes on.
Only one line is held at a time.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from onrecord.ingest.items import Failure, ItemDefaults, Limits, failure
from onrecord.ingest.published import read_published
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

BOM = b"\xef\xbb\xbf"
CHUNK = 1 << 20
WORDS = ("title", "outlet", "url", "language")


def read_lines(stream: BinaryIO, location: str, defaults: ItemDefaults, limits: Limits) -> Iterator[RawItem | Failure]:
    """Yield the items of a stream of JSON lines, and a failure for each line or field that cannot be read."""
    number = 0
    while line := stream.readline(limits.line + 1):
        number += 1
        place = f"{location}:{number}"
        if len(line) > limits.line:
            yield failure(place, "line-too-long", f"the line is longer than {limits.line:,} bytes; it is left out")
            _skip_line(stream, line)
        elif line.strip():
            yield from read_line(line.removeprefix(BOM) if number == 1 else line, place, defaults, limits)


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(CHUNK)


def read_line(line: bytes, place: str, defaults: ItemDefaults, limits: Limits) -> Iterator[RawItem | Failure]:
    """Yield the item one JSON line holds, after failures for the fields of it that cannot be read."""
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        yield failure(place, "not-utf8", f"the line is not UTF-8 ({error.reason} at byte {error.start})")
        return
    except (ValueError, RecursionError) as error:
        yield failure(place, "not-json", f"the line is not JSON ({error})")
        return
    if not isinstance(record, dict):
        yield failure(place, "not-json", "the line is no JSON object; write one object a line")
        return
    kind: Literal["text", "html"] = "text" if isinstance(record.get("text"), str) else "html"
    content = record.get(kind)
    if not isinstance(content, str):
        yield failure(place, "no-text", 'the object has neither "text" nor "html" with a string')
        return
    limit = limits.text if kind == "text" else limits.html
    if len(content) > limit:
        yield failure(place, "too-large", f"the {kind} is longer than {limit:,} characters; it is left out")
        return
    known = RawItem(place, content, kind)
    yield from _with_fields(known, record, defaults)


def _with_fields(known: RawItem, record: dict[str, Any], defaults: ItemDefaults) -> Iterator[RawItem | Failure]:
    place = known.location
    fields: dict[str, str | None] = {}
    for key in WORDS:
        value = record.get(key)
        fields[key] = value if isinstance(value, str) and value.strip() else None
        if value is not None and not isinstance(value, str):
            yield failure(place, "field-unreadable", f'"{key}" is no string; it is left out', whole=False)
    date_words = record.get("published", record.get("date"))
    published = read_published(date_words) if isinstance(date_words, str) else None
    if published is None and date_words not in (None, ""):
        message = f'"published" {str(date_words)[:40]!r} is no ISO or RFC 2822 date; it is left out'
        yield failure(place, "published-unreadable", message, whole=False)
    identity = record.get("id")
    if isinstance(identity, bool) or not isinstance(identity, (str, int, type(None))):
        yield failure(place, "field-unreadable", '"id" is no string or number; it is left out', whole=False)
        identity = None
    yield replace(
        known,
        id=str(identity) if identity not in (None, "") else None,
        title=fields["title"] or defaults.title,
        outlet=fields["outlet"] or defaults.outlet,
        published=published or defaults.published,
        url=fields["url"] or defaults.url,
        language=fields["language"] or defaults.language,
    )
