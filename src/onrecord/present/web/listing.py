"""Lists as programs want them: the same rows as JSON, CSV and Atom, at the page's own address with an ending.

Guarantees: the query of a page's address gives the same rows with every ending; a cell never begins a formula of a
spreadsheet; a feed is well-formed XML whatever its texts hold.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape, quoteattr

from fastapi import Request
from starlette.responses import Response

from onrecord.present.escaping import neutral
from onrecord.present.web.errors import Refused
from onrecord.present.web.values import Values
from onrecord.record.values import plain_values

FORMULA = re.compile(r"^[=+\-@\t\r]")
UNKNOWN_DAY = "1970-01-01"
ENDINGS = ("json", "csv", "atom")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list a page shows.

    path   address of the page · rows: plain values, all with the same keys
    total  how many there are beyond this page of them
    title_of, link_of, day_of   names of the keys that hold an entry's headline, its page and its day
    """

    title: str
    path: str
    rows: Sequence[Mapping[str, Any]]
    total: int
    title_of: str = "title"
    link_of: str = "link"
    day_of: str = "day"


def respond(request: Request, listing: Listing, ending: str) -> Response:
    """Return a list with one of the endings json, csv and atom."""
    if ending == "json":
        return Values({"title": listing.title, "total": listing.total, "rows": plain_values(listing.rows)})
    if ending == "csv":
        return Response(_csv(listing), media_type="text/csv; charset=utf-8")
    if ending == "atom":
        return Response(_atom(request, listing), media_type="application/atom+xml; charset=utf-8")
    raise Refused(404, "not-found", f"no list ends in .{ending}", f"the endings are {', '.join(ENDINGS)}")


def _whole(text: str) -> str:
    """Return a text without halves of characters, which UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _csv(listing: Listing) -> str:
    out = io.StringIO()
    names = list(listing.rows[0]) if listing.rows else []
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in listing.rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        value = " ".join(map(str, value))
    words = "" if value is None else neutral(str(value))
    return f"'{words}" if FORMULA.match(words) and not isinstance(value, (int, float)) else words


def _atom(request: Request, listing: Listing) -> str:
    base = str(request.base_url).rstrip("/")
    own = f"{base}{request.url.path}" + (f"?{request.url.query}" if request.url.query else "")
    days = [str(row[listing.day_of] or UNKNOWN_DAY) for row in listing.rows]
    entries = "".join(_entry(base, listing, row, day) for row, day in zip(listing.rows, days, strict=True))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f'<title>{_xml(listing.title)}</title><id>{_xml(own)}</id><link rel="self" href={quoteattr(_clean(own))}/>'
        f"<link href={quoteattr(_clean(base + listing.path))}/>"
        f"<updated>{_moment(max(days, default=UNKNOWN_DAY))}</updated>"
        f"<author><name>onrecord</name></author>{entries}</feed>\n"
    )


def _entry(base: str, listing: Listing, row: Mapping[str, Any], day: str) -> str:
    link = f"{base}{row[listing.link_of]}"
    told = "; ".join(f"{name}: {_cell(value)}" for name, value in row.items() if value and name != listing.link_of)
    return (
        f"<entry><title>{_xml(str(row[listing.title_of] or 'untitled'))}</title><id>{_xml(link)}</id>"
        f"<link href={quoteattr(_clean(link))}/><updated>{_moment(day)}</updated>"
        f"<summary>{_xml(told)}</summary></entry>"
    )


def _moment(day: str) -> str:
    return day if "T" in day else f"{day[:10]}T00:00:00Z"


def _xml(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    return _whole(neutral(text))


def addresses(path: str, query: Mapping[str, str]) -> dict[str, str]:
    """Return the addresses of a list with its endings, for the links under it."""
    words = urlencode({name: value for name, value in query.items() if value})
    return {ending: f"{path}.{ending}" + (f"?{words}" if words else "") for ending in ENDINGS}
