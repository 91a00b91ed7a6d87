"""XML as a stream of events, for the small formats (OPML, sitemaps): what is hostile is refused.

Guarantees: entities, external or own, are never expanded; nesting deeper than the limit, broken XML and unknown
encodings are a SourceError, raised after what stands before them was given; one element's text is held at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple
from xml.parsers import expat

from onrecord.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

CHUNK = 1 << 16
LONGEST_TEXT = 100_000


class Event(NamedTuple):
    """The start or end of an element: its name without prefix in small letters, its attributes, at its end its text."""

    kind: Literal["start", "end"]
    name: str
    attributes: Mapping[str, str]
    text: str = ""


def read_events(stream: BinaryIO, depth: int) -> Iterator[Event]:
    """Yield the starts and ends of all elements; raises SourceError where the XML is broken or hostile."""
    reader = _Reader(depth)
    ended = False
    while not ended:
        chunk = stream.read(CHUNK)
        ended = not chunk
        trouble = reader.feed(chunk, last=ended)
        yield from reader.events
        reader.events.clear()
        if trouble:
            raise SourceError(trouble)


class _Reader:
    """Collects the events of an expat parser, chunk by chunk."""

    def __init__(self, depth: int) -> None:
        self.events: list[Event] = []
        self._depth = depth
        self._open: list[tuple[str, Mapping[str, str]]] = []
        self._text: list[str] = []
        self._length = 0
        self._parser = expat.ParserCreate(namespace_separator=None)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words
        self._parser.EntityDeclHandler = self._entity

    def feed(self, chunk: bytes, *, last: bool) -> str | None:
        """Read on; returns what is wrong with the XML, None where nothing is."""
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            return f"the XML is broken ({error})"
        except (SourceError, LookupError, ValueError) as error:
            return str(error)
        return None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= self._depth:
            raise SourceError(f"the XML nests deeper than {self._depth} levels")
        plain = {_local(key): value for key, value in attributes.items()}
        self._open.append((_local(name), plain))
        self._text, self._length = [], 0
        self.events.append(Event("start", _local(name), plain))

    def _end(self, _: str) -> None:
        name, attributes = self._open.pop()
        self.events.append(Event("end", name, attributes, "".join(self._text).strip()))
        self._text, self._length = [], 0

    def _words(self, words: str) -> None:
        if self._length <= LONGEST_TEXT:
            self._text.append(words)
            self._length += len(words)

    def _entity(self, *_: object) -> None:
        raise SourceError("the XML declares entities; they are not read")


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
