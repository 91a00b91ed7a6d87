"""Publication dates as files and feeds write them: ISO 8601 dates and datetimes, RFC 2822."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

LONGEST = 64
# fractions of any length and zones without a colon are beyond what the standard library reads in every version
LOOSE = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)Z?)?")


class Published(NamedTuple):
    """The day of publication in its own time zone, and the full ISO 8601 time where one is given."""

    day: date
    at: str | None = None


def read_published(value: str) -> date | None:
    """Return the day a date names, in its own time zone; None for anything but a full date.

    >>> read_published("2025-12-04T23:30:00+03:00")
    datetime.date(2025, 12, 4)
    >>> read_published("Thu, 04 Dec 2025 10:00:00 GMT")
    datetime.date(2025, 12, 4)
    >>> read_published("yesterday") is None
    True
    """
    found = read_time(value)
    return found.day if found else None


def read_time(value: str) -> Published | None:
    """Return the day and, where there is one, the time a date names; None for anything but a full date.

    >>> read_time("2025-12-04 23:30:00.5+0300")
    Published(day=datetime.date(2025, 12, 4), at='2025-12-04T23:30:00+03:00')
    >>> read_time("4 December")
    """
    words = value.strip()
    if len(words) > LONGEST:
        return None
    try:
        return Published(date.fromisoformat(words))
    except ValueError:
        pass
    moment = _moment(words)
    return Published(moment.date(), moment.isoformat()) if moment else None


def _moment(words: str) -> datetime | None:
    loose = LOOSE.fullmatch(words)
    if loose:
        zone = (loose[3] or "").replace("UTC", "Z").replace("GMT", "Z")
        words = f"{loose[1]}T{loose[2]}{zone}"
    for reader in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return reader(words)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return _compact(words)


def _compact(words: str) -> datetime | None:
    """Return the time of an archive's date (20251204103000), which is in UTC."""
    parts = COMPACT.fullmatch(words)
    if parts is None:
        return None
    try:
        return datetime.fromisoformat(
            f"{parts[1]}-{parts[2]}-{parts[3]}T{parts[4] or '00'}:{parts[5] or '00'}:{parts[6] or '00'}+00:00"
        )
    except ValueError:
        return None
