"""Publication dates as files and feeds write them: ISO 8601 dates and datetimes, RFC 2822."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import parsedate_to_datetime


def read_published(value: str) -> date | None:
    """Return the day a date names, in its own time zone; None for anything but a full date.

    >>> read_published("2025-12-04T23:30:00+03:00")
    datetime.date(2025, 12, 4)
    >>> read_published("Thu, 04 Dec 2025 10:00:00 GMT")
    datetime.date(2025, 12, 4)
    >>> read_published("yesterday") is None
    True
    """
    words = value.strip()
    if len(words) > 64:
        return None
    for reader in (date.fromisoformat, datetime.fromisoformat, parsedate_to_datetime):
        try:
            found: date = reader(words)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return found.date() if isinstance(found, datetime) else found
    return None
