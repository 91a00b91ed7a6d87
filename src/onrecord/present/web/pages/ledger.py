"""The ledger: what is expected, as a list, as a month, as iCalendar, with its decisions and track records."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.present.web.calendars import icalendar, last_of_month, month_of
from onrecord.present.web.listing import Listing, addresses, respond
from onrecord.present.web.pages.events import MOST_IN_LISTS
from onrecord.present.web.pages.events import asked as asked_in
from onrecord.present.web.serving import Opened, kept, render
from onrecord.present.web.views.events import PAGE, page_of, whole
from onrecord.present.web.views.ledger import VIEWS, Asked, asked_of, month_named, values_of, wanted_of
from onrecord.project.project import Project
from onrecord.record.expected import Wanted
from onrecord.record.values import as_values
from onrecord.types.expectation import OUTCOMES, TrackRecord

router = APIRouter()
STATES = ("open", "due", "overdue", *OUTCOMES)


def today() -> date:
    """Return the reader's own day."""
    return date.today()  # noqa: DTZ011 - the reader's own day


@router.get("/ledger")
def ledger(request: Request, project: Opened) -> Response:
    """Show the entries asked for, soonest first."""
    query = asked_in(request)
    asked = asked_of(query)
    day, across = today(), project.across
    wanted = wanted_of(asked, day)
    counts = {
        view: across.count_expectations(wanted_of(Asked(view, None, asked.dyad, asked.within), day)) for view in VIEWS
    }
    total = counts[asked.view] if asked.state is None else across.count_expectations(wanted)
    return render(
        request,
        "ledger.html",
        entries=across.expectations(wanted, limit=PAGE, offset=whole(query.get("offset"))),
        total=total,
        counts=counts,
        views=VIEWS,
        states=STATES,
        asked=asked,
        confidence=across.confidence,
        outcomes=(*OUTCOMES, "open"),
        back=_here(request),
        page=page_of("/ledger", query, total),
        formats=_addresses(query),
    )


def _here(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _addresses(query: dict[str, str]) -> dict[str, str]:
    found = addresses("/ledger", query)
    return {**found, "ics": found["json"].replace("/ledger.json", "/ledger.ics", 1)}


@router.get("/ledger.{ending}")
def ledger_as(request: Request, project: Opened, ending: str) -> Response:
    """Return the same entries as JSON, CSV, Atom or iCalendar."""
    query = asked_in(request)
    wanted = wanted_of(asked_of(query), today())
    across = project.across
    if ending == "ics":
        # a calendar looks ahead: where there are too many, the earliest are left out
        found = across.expectations(wanted, limit=MOST_IN_LISTS, latest_first=True)[::-1]
        base = str(request.base_url).rstrip("/")
        words = icalendar(found, f"{project.settings.name}: what is expected", base)
        return Response(words.encode("utf-8", "replace"), media_type="text/calendar; charset=utf-8")
    limit = min(whole(query.get("limit")) or MOST_IN_LISTS, MOST_IN_LISTS)
    found = across.expectations(wanted, limit=limit, offset=whole(query.get("offset")))
    listing = Listing("What is expected", "/ledger", values_of(found), across.count_expectations(wanted))
    return respond(request, listing, ending)


@router.get("/ledger/calendar")
def calendar(request: Request, project: Opened) -> Response:
    """Show a month with what is expected in it."""
    query = asked_in(request)
    asked = Asked("all", None, asked_of(query).dyad, 0)
    first = month_named(query.get("month"), today())
    wanted = Wanted(dyad=asked.dyad, meets=(first, last_of_month(first)))
    month = month_of(project.across.expectations(wanted), first, today())
    return render(request, "calendar.html", month=month, asked=asked, formats=_addresses({"dyad": asked.dyad or ""}))


def records_of(request: Request, project: Project) -> tuple[TrackRecord, ...]:
    """Return the track records as of today."""
    day = today()
    project.across.resolve()
    return kept(request).get(project, ("records", day), lambda: project.across.track_records(today=day))


@router.get("/ledger/records")
def records(request: Request, project: Opened) -> Response:
    """Show how often what was expected came about, by who expected it."""
    return render(
        request,
        "records.html",
        records=records_of(request, project),
        formats=addresses("/ledger/records", {}),
    )


@router.get("/ledger/records.{ending}")
def records_as(request: Request, project: Opened, ending: str) -> Response:
    """Return the track records as JSON, CSV or Atom."""
    rows = [
        {"title": f"{r.kind} {r.key}", **as_values(r), "day": None, "link": "/ledger/records"}
        for r in records_of(request, project)
    ]
    return respond(request, Listing("Track records", "/ledger/records", rows, len(rows)), ending)
