"""OPML: a list of feeds as feed readers export it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.ingest.markup import read_events
from onrecord.ingest.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from onrecord.ingest.items import Limits


class FeedLink(NamedTuple):
    """A feed of a list: where it is and what the list calls it."""

    url: str
    title: str | None


def read_opml(stream: BinaryIO, base: str | None, limits: Limits) -> Iterator[FeedLink]:
    """Yield each feed of a list once, in its order, from folders in it as well; raises SourceError on broken XML."""
    known: set[str] = set()
    for event in read_events(stream, limits.depth):
        if event.kind != "start" or event.name != "outline" or len(known) >= limits.entries:
            continue
        url = absolute(base, event.attributes.get("xmlurl"))
        if url and url not in known:
            known.add(url)
            yield FeedLink(url, event.attributes.get("title") or event.attributes.get("text") or None)
