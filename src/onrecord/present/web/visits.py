"""When a visitor was here last: kept in a cookie of this browser, one for each role.

A visit lasts until half an hour has passed without the desk; what is new is counted from the end of the one before.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from onrecord.present.web.security import Visitor

VISIT = timedelta(minutes=30)
YEAR_SECONDS = 365 * 24 * 3600


class Visit(NamedTuple):
    """`since` is when the visit before this one ended, None on the first; `latest` the last look at the desk."""

    since: datetime | None
    latest: datetime

    @property
    def moment(self) -> str:
        """Return since when things are new, as the store writes moments; "" for ever."""
        return "" if self.since is None else self.since.isoformat(timespec="microseconds")


def visit_of(request: Request, visitor: Visitor, now: datetime | None = None) -> Visit:
    """Return this visit, from what the browser remembers."""
    here = now or datetime.now(UTC)
    since, _, latest = request.cookies.get(_name(request, visitor), "").partition("~")
    before, last = _moment(since), _moment(latest)
    if last is None or last > here:
        return Visit(None, here)
    return Visit(before if here - last < VISIT else last, here)


def all_seen(now: datetime | None = None) -> Visit:
    """Return a visit on which everything so far has been seen."""
    here = now or datetime.now(UTC)
    return Visit(here, here)


def keep_visit(response: Response, request: Request, visitor: Visitor, visit: Visit) -> None:
    """Let the browser remember this visit."""
    words = f"{visit.since.isoformat() if visit.since else ''}~{visit.latest.isoformat()}"
    response.set_cookie(_name(request, visitor), words, max_age=YEAR_SECONDS, httponly=True, samesite="lax", path="/")


def _name(request: Request, visitor: Visitor) -> str:
    return f"{request.app.state.keeper.cookie}_seen_{visitor.role}"


def _moment(words: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
