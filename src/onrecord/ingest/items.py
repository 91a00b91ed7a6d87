"""What reading yields: raw items, and what was left out with the reason; what is known and what is allowed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord.types.annotation import Issue
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

STAGE = "ingest"


@dataclass(frozen=True, slots=True)
class ItemDefaults:
    """What the caller knows about all items; it fills in what an item itself does not say."""

    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read, in bytes; more is left out and never held in memory.

    `gzip_ratio` bounds what a compressed stream may unpack to, counted from `gzip_free` bytes on; `depth` is the most
    levels an XML file may nest, `entries` the most a feed or sitemap may list, `sitemaps` the most that one
    leads to.
    """

    text: int = 10_000_000
    html: int = 50_000_000
    pdf: int = 100_000_000
    feed: int = 50_000_000
    mail: int = 50_000_000
    line: int = 64_000_000
    field: int = 10_000_000
    gzip_ratio: int = 200
    gzip_free: int = 64_000_000
    depth: int = 200
    entries: int = 50_000
    sitemaps: int = 1_000


@dataclass(frozen=True, slots=True)
class Rules:
    """How everything is read: what is known beforehand, the limits, and the user's field map (field → column)."""

    defaults: ItemDefaults = field(default_factory=ItemDefaults)
    limits: Limits = field(default_factory=Limits)
    field_map: Mapping[str, str] = field(default_factory=dict)


class Place(NamedTuple):
    """Where something is: `location` for messages, `source` as a key that stays (see `RawItem`)."""

    location: str
    source: str | None = None

    def part(self, name: object) -> Place:
        """Return the place of a numbered or named part in it."""
        return Place(f"{self.location}:{name}", f"{self.source}#{name}" if self.source else None)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that was not read, where, and why (`issue.code` is a stable name of the reason).

    `whole` is True where the item is lost (a bad line, a file too large); False where only one field of it is:
    the item itself follows. `skipped` is above 0 where that many things were passed over by rule, not by a failure:
    hidden files, images in an archive; trying again would change nothing.
    """

    location: str
    issue: Issue
    whole: bool = True
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """Something that stands elsewhere in the web and is to be fetched: a page, a feed, a sitemap.

    `item` holds what is known of a page already (an entry of a feed: title, date, summary).
    """

    place: Place
    url: str
    role: Literal["page", "feed", "sitemap"]
    item: RawItem | None = None


@dataclass(frozen=True, slots=True)
class FeedState:
    """What a server said about a URL when it was last read, sent back so that it answers "not modified"."""

    etag: str | None = None
    modified: str | None = None


def left_out(location: str, code: str, message: str, *, whole: bool = True, skipped: int = 0) -> LeftOut:
    """Return what was left out by this stage, and why."""
    return LeftOut(location, Issue(STAGE, code, message), whole, skipped)


def new_item(place: Place, content: bytes | str, kind: Literal["text", "html", "pdf"], rules: Rules) -> RawItem:
    """Return an item with nothing known of it but where it is and what the caller knows of all."""
    return with_defaults(RawItem(place.location, content, kind, source=place.source), rules.defaults)


def with_defaults(item: RawItem, defaults: ItemDefaults) -> RawItem:
    """Return the item with its gaps filled by what the caller knows of all items."""
    return replace(
        item,
        title=item.title or defaults.title,
        outlet=item.outlet or defaults.outlet,
        published=item.published or defaults.published,
        url=item.url or defaults.url,
        language=item.language or defaults.language,
    )
