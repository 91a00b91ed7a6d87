"""Sitemaps: the pages a site lists, with what the news extension says of them, and sitemaps that list sitemaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.ingest.items import with_defaults
from onrecord.ingest.markup import read_events
from onrecord.ingest.published import read_time
from onrecord.ingest.urls import absolute
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from onrecord.ingest.items import Limits, Rules

GROUPS = {"url": False, "sitemap": True}
# of images and videos of a page, which name places of their own
FOREIGN = frozenset({"image", "video"})


class Listed(NamedTuple):
    """A page or (`is_map`) a further sitemap, and what the list says of it."""

    url: str
    is_map: bool
    modified: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None

    def item(self, rules: Rules) -> RawItem:
        """Return what is known of the page before it is fetched, as an item without content."""
        time = read_time(self.published or "")
        item = RawItem(
            self.url,
            "",
            "html",
            title=self.title,
            outlet=self.outlet,
            published=time.day if time else None,
            published_at=time.at if time else None,
            url=self.url,
            language=self.language,
            source=self.url,
        )
        return with_defaults(item, rules.defaults)


def read_sitemap(stream: BinaryIO, base: str | None, limits: Limits) -> Iterator[Listed]:
    """Yield what a sitemap lists, in its order; raises SourceError on broken or hostile XML, after what came before."""
    fields: dict[str, str] = {}
    within, count = 0, 0
    for event in read_events(stream, limits.depth):
        if event.kind == "start":
            within += event.name in FOREIGN
            if event.name in GROUPS:
                fields = {}
            continue
        if event.name in FOREIGN:
            within -= 1
        elif event.name in GROUPS:
            url = absolute(base, fields.get("loc"))
            if url and count < limits.entries:
                count += 1
                yield _listed(url, fields, is_map=GROUPS[event.name])
        elif event.text and not within:
            fields.setdefault(event.name, event.text)


def _listed(url: str, fields: dict[str, str], *, is_map: bool) -> Listed:
    return Listed(
        url,
        is_map,
        modified=fields.get("lastmod"),
        title=fields.get("title"),
        published=fields.get("publication_date"),
        outlet=fields.get("name"),
        language=fields.get("language"),
    )
