"""Events as a list shows them, and the questions a list of events is asked with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from onrecord.errors import UsageError
from onrecord.present.across import parties_words
from onrecord.present.wording import act_words
from onrecord.query.dyads import parties_of
from onrecord.record.happenings import EventFilters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.types.claim import Claim, ResolvedEvent

STATUSES = tuple("occurred ongoing scheduled expected possible conditional demanded denied cancelled".split())
TYPES = tuple(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    " COERCE ASSAULT".split()
)
PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One event of a list: the event, one of its tellings to show, and who published them."""

    event: ResolvedEvent
    claim: Claim
    outlets: tuple[str, ...]
    act: str


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page of a list lies: addresses of those before and after (empty at the ends), and words."""

    previous: str
    next: str
    words: str


def rows_of(events: Iterable[ResolvedEvent], claims: Mapping[str, Claim]) -> tuple[Row, ...]:
    """Return the rows of a list; the telling shown is the first one published."""
    rows = []
    for event in events:
        told = sorted((claims[i] for i in event.claims), key=lambda c: (c.published or date.max, c.id))
        outlets = tuple(dict.fromkeys(claim.outlet for claim in told if claim.outlet))
        rows.append(Row(event, told[0], outlets, act_words(event.type, event.mode)))
    return tuple(rows)


def values_of(rows: Iterable[Row]) -> tuple[dict[str, Any], ...]:
    """Return the rows as plain values, for the list's other forms."""
    return tuple(
        {
            "id": row.event.id,
            "title": f"{parties_words(row.event.actors, row.event.recipients)} {row.act}",
            "day": row.event.first or row.claim.published,
            "last": row.event.last,
            "actors": row.event.actors,
            "recipients": row.event.recipients,
            "type": row.event.type,
            "mode": row.event.mode,
            "statuses": [f"{status}:{count}" for status, count in row.event.statuses],
            "country": row.event.country,
            "place": row.event.place,
            "outlets": row.outlets,
            "words": row.claim.sentence,
            "link": f"/events/{row.event.id}",
        }
        for row in rows
    )


def filters_of(query: Mapping[str, str]) -> EventFilters:
    """Return what an address asks for; raises UsageError where a value cannot be."""
    got = {name: value.strip() for name, value in query.items() if value.strip()}
    return EventFilters(
        dyad=dyad_of(got.get("dyad")),
        party=got["party"].upper() if "party" in got else None,
        type=got["type"].upper() if "type" in got else None,
        status=got.get("status"),
        since=day_of(got.get("since")),
        until=day_of(got.get("until")),
        country=got["country"].upper() if "country" in got else None,
        place=got.get("place"),
    )


def dyad_of(words: str | None) -> str | None:
    """Return a dyad as the store names it; raises UsageError."""
    if not words:
        return None
    parties = parties_of(words.upper().replace("–", "-").replace(" ", "")) if "-" in words else frozenset()
    if len(parties) != 2 or "" in parties:
        raise UsageError(f"{words!r} is no dyad; write two codes with a hyphen, like RUS-IND")
    return "-".join(sorted(parties))


def day_of(words: str | None) -> str | None:
    """Return a day as YYYY-MM-DD; raises UsageError."""
    if not words:
        return None
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        raise UsageError(f"{words!r} is no day; write it as YYYY-MM-DD, like 2025-12-03") from None


def whole(words: str | None) -> int:
    """Return a place in a list, 0 where none is given; raises UsageError."""
    if not words:
        return 0
    if not (words.isascii() and words.isdigit()) or len(words) > 9:
        raise UsageError(f"{words!r} is no place in a list; write a number")
    return int(words)


def page_of(path: str, query: Mapping[str, str], total: int, size: int = PAGE) -> Page:
    """Return where a page of a list lies."""
    offset = whole(query.get("offset"))

    def address(at: int) -> str:
        return f"{path}?{urlencode({**query, 'offset': str(at)})}"

    before = address(max(0, offset - size)) if offset else ""
    after = address(offset + size) if offset + size < total else ""
    return Page(before, after, f"{min(offset + 1, total)}–{min(offset + size, total)} of {total}")
