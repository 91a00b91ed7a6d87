"""The desk: what is new since one's last visit, and what waits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.present.web.listing import Listing, addresses, respond
from onrecord.present.web.serving import Opened, Reader, ReaderPosted, go_to, kept, render
from onrecord.present.web.views.tellings import Line, lines_of
from onrecord.present.web.visits import Visit, all_seen, keep_visit, visit_of
from onrecord.project.across import Across
from onrecord.project.project import Project
from onrecord.record.expected import Wanted
from onrecord.resolve.origins import trace

router = APIRouter()
DYADS = 8
EVENTS_OF_A_DYAD = 3
SHOWN = 6
LOOKED_AT = 40
DAYS = 14
QUEUE = 50


class NewOfDyad(NamedTuple):
    """A dyad with new events: how many, and the latest of them."""

    dyad: str
    events: int
    lines: list[Line]


@router.get("/")
def desk(request: Request, project: Opened, who: Reader) -> Response:
    """Show what is new and what waits."""
    visit = visit_of(request, who)
    response = render(request, "desk.html", **_values(request, project, visit))
    keep_visit(response, request, who, visit)
    return response


@router.get("/desk.{ending}")
def desk_list(request: Request, project: Opened, who: Reader, ending: str) -> Response:
    """Return the new events as a list for programs; asking does not count as a visit."""
    visit = visit_of(request, who)
    rows = [
        {"title": line.words, "dyad": new.dyad, "act": line.act, "day": line.told, "link": f"/events/{line.id}"}
        for new in _new(project, visit)
        for line in new.lines
    ]
    return respond(request, Listing("New events", "/", rows, len(rows)), ending)


@router.post("/seen")
def seen(request: Request, posted: ReaderPosted) -> Response:
    """Count everything so far as seen."""
    response = go_to("/")
    keep_visit(response, request, posted.visitor, all_seen())
    return response


def _values(request: Request, project: Project, visit: Visit) -> dict[str, Any]:
    today = date.today()  # noqa: DTZ011 - the reader's own day
    answers = kept(request)
    across = project.across
    across.resolve()
    one_origin = answers.get(project, "one origin", lambda: _one_origin(across))
    return {
        "visit": visit,
        "arrived": answers.get(project, ("arrived", visit.moment), lambda: project.store.arrived(visit.moment)),
        "counts": answers.get(project, "counts", project.status),
        "new": answers.get(project, ("new", visit.moment), lambda: _new(project, visit)),
        **_ledger(across, today),
        "days": DAYS,
        "contradicted": answers.get(
            project, "contradicted", lambda: lines_of(across, across.store.contradicted(SHOWN))
        ),
        "one_origin": one_origin,
        "failures": answers.get(project, "failures", project.failures),
        "queue": answers.get(project, ("queue", QUEUE), lambda: project.queue(QUEUE)),
        "most_queued": QUEUE,
        "shown": SHOWN,
        "formats": addresses("/desk", {}),
    }


def _new(project: Project, visit: Visit) -> list[NewOfDyad]:
    across = project.across
    across.resolve()
    return [
        NewOfDyad(dyad, count, lines_of(across, across.store.new_of_dyad(dyad, visit.moment, EVENTS_OF_A_DYAD)))
        for dyad, count in across.store.new_by_dyad(visit.moment, DYADS)
    ]


def _ledger(across: Across, today: date) -> dict[str, Any]:
    """Return what is overdue and due soon, and how many; what is told for no day of its own is not counted as late."""
    overdue = Wanted(states=("overdue",), told=True)
    due = Wanted(states=("open", "due"), until=today + timedelta(days=DAYS))
    return {
        "overdue": across.expectations(overdue, today=today, limit=SHOWN, latest_first=True),
        "due": across.expectations(due, today=today, limit=SHOWN),
        "all_overdue": across.count_expectations(overdue, today=today),
        "all_due": across.count_expectations(due, today=today),
    }


def _one_origin(across: Across) -> list[Line]:
    """Return events that several articles tell and that all rest on one origin."""
    found: list[Line] = []
    for line in lines_of(across, across.store.widely_told(LOOKED_AT)):
        chain = trace(line.claims)
        if len(chain.origins) == 1 and len(found) < SHOWN:
            found.append(line._replace(origin=chain.origins[0].label, copies=chain.copies))
    return found
