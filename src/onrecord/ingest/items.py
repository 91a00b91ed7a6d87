"""What reading yields: raw items, and failures for what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.types.annotation import Issue

if TYPE_CHECKING:
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
    """The most that is read, in bytes; more is a failure and never held in memory.

    `gzip_ratio` bounds what a compressed stream may unpack to, counted from `gzip_free` bytes on.
    """

    text: int = 10_000_000
    html: int = 50_000_000
    line: int = 64_000_000
    gzip_ratio: int = 200
    gzip_free: int = 64_000_000


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read, and where.

    `whole` is True where the item is lost (a bad line, a file too large); False where only one field of it is:
    the item itself follows.
    """

    location: str
    issue: Issue
    whole: bool = True


def failure(location: str, code: str, message: str, *, whole: bool = True) -> Failure:
    """Return a failure of this stage."""
    return Failure(location, Issue(STAGE, code, message), whole)
