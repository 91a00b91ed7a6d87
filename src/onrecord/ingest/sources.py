"""The one entry to reading: files, folders, standard input and web addresses in, items and what was left out, out.

Guarantees: sources come in the order they are named, each in its own order; everything streams; nothing that one item
holds stops the others; the network is reached through the given fetcher only, and not at all without one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import UsageError
from onrecord.ingest.fields import check_field_map
from onrecord.ingest.files import read_path, read_stream
from onrecord.ingest.items import FeedState, ItemDefaults, LeftOut, Limits, Link, Place, Rules, left_out
from onrecord.ingest.urls import is_url
from onrecord.ingest.web import Web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping

    from onrecord.ingest.fetch import Fetcher
    from onrecord.types.text import RawItem

__all__ = ["FeedState", "ItemDefaults", "LeftOut", "Limits", "read_sources"]

STDIN = "-"
NOTHING = ItemDefaults()
LIMITS = Limits()


def read_sources(  # noqa: PLR0913 - all but the names are options
    named: Iterable[str],
    *,
    defaults: ItemDefaults = NOTHING,
    field_map: Mapping[str, str] | None = None,
    fetcher: Fetcher | None = None,
    feed_state: MutableMapping[str, FeedState] | None = None,
    stdin: BinaryIO | None = None,
    limits: Limits = LIMITS,
    known: Callable[[str], bool] | None = None,
) -> Iterator[RawItem | LeftOut]:
    """Yield the items of files, folders, standard input (`-`) and web addresses, and what was left out.

    `field_map` names the columns of CSV and JSON for fields ("title" → "headline"). `feed_state` is sent to servers
    and renewed, by URL, once everything a feed leads to was read. `known` says of a URL whether its page is there
    already, so that a feed's or sitemap's entry for it is not fetched again.
    Without a fetcher, entries that only sum up a page elsewhere are given as they are, other links are left out.
    Raises UsageError, before anything is read, for a path that does not exist, an unknown field, or an address
    without a fetcher.
    """
    names = list(named)
    rules = Rules(defaults, limits, dict(field_map or {}))
    check_field_map(rules.field_map)
    for name in names:
        _check(name, fetcher, stdin)
    web = Web(fetcher, rules, feed_state if feed_state is not None else {}, known) if fetcher else None
    for name in names:
        if is_url(name) and web:
            yield from web.read(name)
        elif name == STDIN and stdin is not None:
            yield from _linked(read_stream(stdin, Place(STDIN), None, rules), web)
        else:
            yield from _linked(read_path(Path(name), rules), web)


def _check(name: str, fetcher: Fetcher | None, stdin: BinaryIO | None) -> None:
    if is_url(name):
        if fetcher is None:
            raise UsageError(f"{name}: reading from the web is not switched on here; save the page and give the file")
    elif name == STDIN:
        if stdin is None:
            raise UsageError("-: there is no standard input to read")
    elif not _exists(name):
        raise UsageError(f"{name}: no such file or folder; check the spelling")


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def _linked(found: Iterable[RawItem | LeftOut | Link], web: Web | None) -> Iterator[RawItem | LeftOut]:
    """Yield what was found, with what links lead to; without the web, the summary where there is one."""
    for one in found:
        if not isinstance(one, Link):
            yield one
        elif web:
            yield from web.follow(one)
        elif one.item is not None and one.item.content:
            yield one.item
        else:
            yield left_out(one.place.location, "needs-network", f"{one.url} stands elsewhere and was not fetched")
