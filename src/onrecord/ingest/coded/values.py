"""Values of rows of event data: days, numbers, places. What cannot be read is said, never guessed."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import TYPE_CHECKING

from onrecord.types.outside import Noted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?[\d:.]+Z?)?")
LIST = re.compile(r"\s*[;|]\s*")


class Unreadable(Exception):  # noqa: N818 - a row that cannot be read is no error of the program
    """A row cannot be used; `code` names the reason."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def day_of(words: str | None, column: str) -> date:
    """Return a day written 2018-06-01 or 20180601, with or without a time. Raises Unreadable."""
    if not words:
        raise Unreadable("no-date", f"{column} is empty")
    match = DAY.fullmatch(words)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise Unreadable("bad-date", f"{column} is no day ({words[:40]!r})")


def day_or_none(words: str | None) -> date | None:
    """Return a day, None where there is none or it cannot be read."""
    try:
        return day_of(words, "")
    except Unreadable:
        return None


def number_of(words: str | None) -> float | None:
    """Return a finite number, None where there is none; a comma may stand for the point."""
    try:
        found = float((words or "").replace(",", "."))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def whole_of(words: str | None) -> int | None:
    """Return a whole number, None where there is none."""
    found = number_of(words)
    return int(found) if found is not None and found == int(found) else None


def place_of(row: Mapping[str, str], latitude: str, longitude: str) -> tuple[float, float] | None:
    """Return where a row lies, None where it does not say or says what cannot be."""
    lat, long = number_of(row.get(latitude)), number_of(row.get(longitude))
    if lat is None or long is None or not (-90 <= lat <= 90 and -180 <= long <= 180):
        return None
    return lat, long


def place_notes(line: int, row: Mapping[str, str], latitude: str, longitude: str) -> Iterator[Noted]:
    """Yield a note where a row gives a place that cannot be."""
    given = [row[name] for name in (latitude, longitude) if name in row]
    if given and place_of(row, latitude, longitude) is None:
        yield Noted(line, "bad-place", ", ".join(given)[:80])


def parts_of(words: str | None) -> tuple[str, ...]:
    """Return the parts of a value with several, which POLECAT divides with ";" and "|"."""
    return tuple(part for part in places_of(words) if part)


def places_of(words: str | None) -> tuple[str, ...]:
    """Return the parts of a list in their places, "" for "None"; nothing where no part says anything.

    >>> places_of("PER; None; CHL"), places_of("None; None")
    (('PER', '', 'CHL'), ())
    """
    found = tuple("" if part == "None" else part for part in LIST.split((words or "").strip()))
    return found if any(found) else ()
