"""Web addresses: what stands there, and what that leads to: pages, PDF, feeds, lists of feeds, sitemaps.

Guarantees: the network is reached through the fetcher only; an address is read once in a run; a feed's state is renewed
only when everything it leads to was read, so that what failed is tried again; sitemaps are followed to a bounded depth
and number.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.ingest.fetch import Fetched, Fetcher, FetchError
from onrecord.ingest.files import read_stream
from onrecord.ingest.items import FeedState, LeftOut, Link, Place, Rules, left_out, new_item
from onrecord.ingest.payloads import page_kind, plain_type, with_charset
from onrecord.ingest.streams import HEAD, Kind, sniff
from onrecord.ingest.urls import canonical_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, MutableMapping

    from onrecord.types.text import RawItem

DEEPEST = 5
LISTS = frozenset({"feed", "opml", "sitemap", "json"})
PACKED = frozenset({"application/gzip", "application/x-gzip"})
FEED_TYPE = re.compile(r"(?:rss|atom|rdf)\+xml|feed\+json", re.IGNORECASE)


class Web:
    """One run's reading of the web."""

    def __init__(
        self,
        fetcher: Fetcher,
        rules: Rules,
        states: MutableMapping[str, FeedState],
        known: Callable[[str], bool] | None = None,
    ) -> None:
        self._fetcher, self._rules, self._states = fetcher, rules, states
        self._known = known or (lambda _: False)
        self._seen: set[str] = set()
        self._sitemaps = 0

    def read(self, url: str) -> Iterator[RawItem | LeftOut]:
        """Yield what stands at an address and what it leads to."""
        yield from self._read(url, 0)

    def follow(self, link: Link, depth: int = 0) -> Iterator[RawItem | LeftOut]:
        """Yield what a link leads to."""
        if link.role == "page":
            yield from self._page(link)
        elif depth >= DEEPEST:
            yield left_out(link.url, "too-deep", f"it is listed more than {DEEPEST} lists deep")
        else:
            yield from self._read(link.url, depth + 1)

    def _read(self, url: str, depth: int) -> Iterator[RawItem | LeftOut]:
        address = canonical_url(url)
        if address in self._seen:
            return
        self._seen.add(address)
        state = self._states.get(url, FeedState())
        try:
            answer = self._fetcher.get(_ascii(url), etag=state.etag, modified=state.modified)
        except FetchError as error:
            yield left_out(url, error.code, str(error))
            return
        if answer.not_modified:
            yield left_out(url, "not-modified", "nothing is new since it was last read", skipped=1)
            return
        kind = _kind(answer)
        if kind not in LISTS:
            yield from self._content(answer, Place(url, url), None)
            return
        whole = True
        for found in self._list(url, answer, kind, depth):
            whole = whole and not (isinstance(found, LeftOut) and found.whole and not found.skipped)
            yield found
        if whole and (answer.etag or answer.modified):
            self._states[url] = FeedState(answer.etag, answer.modified)

    def _list(self, url: str, answer: Fetched, kind: Kind, depth: int) -> Iterator[RawItem | LeftOut]:
        if kind == "sitemap":
            self._sitemaps += 1
            if self._sitemaps > self._rules.limits.sitemaps:
                yield left_out(url, "too-many", f"more than {self._rules.limits.sitemaps:,} sitemaps in one run")
                return
        stream = cast("BinaryIO", io.BytesIO(answer.content))
        for found in read_stream(stream, Place(url, url), kind, self._rules, base=answer.url):
            if isinstance(found, Link):
                yield from self.follow(found, depth)
            else:
                yield found

    def _page(self, link: Link) -> Iterator[RawItem | LeftOut]:
        """Yield a page that a feed or sitemap lists, with what that says of it."""
        address = canonical_url(link.url)
        if address in self._seen or self._known(address):
            return
        self._seen.add(address)
        try:
            answer = self._fetcher.get(_ascii(link.url))
        except FetchError as error:
            yield left_out(link.url, error.code, str(error))
            return
        yield from self._content(answer, Place(link.url, link.place.source or link.url), link.item)

    def _content(self, answer: Fetched, place: Place, listed: RawItem | None) -> Iterator[RawItem | LeftOut]:
        """Yield the item an answer holds; what is listed of it goes before what the caller knows of all."""
        kind = page_kind(answer.content_type, answer.content)
        if kind is None:
            what = plain_type(answer.content_type) or "nothing that can be read"
            yield left_out(place.location, "other-content", f"the server sent {what[:80]}")
            return
        limits = self._rules.limits
        if len(answer.content) > {"html": limits.html, "text": limits.text, "pdf": limits.pdf}[kind]:
            yield left_out(place.location, "too-large", "the page is too large")
            return
        body = answer.content if kind == "pdf" else with_charset(answer.content, answer.content_type)
        item = new_item(place, body, kind, self._rules)
        if listed is not None:
            item = replace(listed, location=place.location, content=body, kind=kind, source=place.source)
        yield replace(item, url=item.url or answer.url)


def _kind(answer: Fetched) -> Kind:
    """Return what an answer holds, by its first bytes, and by its type where those do not tell."""
    if answer.content.startswith(b"\x1f\x8b"):
        return "sitemap" if plain_type(answer.content_type) in PACKED or ".xml" in answer.url else "binary"
    found = sniff(answer.content[:HEAD])
    if found in ("jsonl", "text") and FEED_TYPE.search(answer.content_type or ""):
        return "json" if answer.content.lstrip()[:1] == b"{" else "feed"
    return found


def _ascii(url: str) -> str:
    """Return an address as it can be sent: letters beyond ASCII escaped, no fragment."""
    if url.isascii() and "#" not in url and " " not in url:
        return url
    return canonical_url(url).partition("#")[0]
