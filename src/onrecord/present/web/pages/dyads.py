"""Dyads: all of them, and the page of one: its course, what is due, what each wants, what binds the two."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.present.web.charts import QUADS, dyad_chart
from onrecord.present.web.errors import Refused
from onrecord.present.web.listing import Listing, addresses, respond
from onrecord.present.web.pages.events import asked
from onrecord.present.web.serving import Opened, kept, render
from onrecord.present.web.views.dyads import STEPS, UNITS, Switches, by_owner, conflict_types, course_of, switches_of
from onrecord.present.web.views.events import STATUSES, dyad_of, page_of, rows_of, whole
from onrecord.project.project import Project
from onrecord.project.relations import relation
from onrecord.query.dyads import parties_of
from onrecord.record.expected import Wanted
from onrecord.record.happenings import EventFilters
from onrecord.record.overview import DyadCount
from onrecord.record.values import as_values
from onrecord.types.outside import OutsideSeries
from onrecord.types.series import DyadSeries

router = APIRouter()
PAGE = 100
LATEST = 20
WAITING = ("open", "due", "overdue")
COMING = 30


def all_dyads(request: Request, project: Project) -> tuple[DyadCount, ...]:
    """Return all dyads, most events first."""
    project.across.resolve()
    return kept(request).get(project, "dyads", lambda: project.across.store.dyads(conflict_types()))


@router.get("/dyads")
def dyads(request: Request, project: Opened) -> Response:
    """Show all pairs of parties with events between them; `one` and `other` go to that of two."""
    query = asked(request)
    if query.get("one") and query.get("other"):
        name = dyad_of(f"{query['one']}-{query['other']}")
        return render_dyad(request, project, name or "")
    found = all_dyads(request, project)
    offset = whole(query.get("offset"))
    return render(
        request,
        "dyads.html",
        dyads=found[offset : offset + PAGE],
        total=len(found),
        page=page_of("/dyads", query, len(found), PAGE),
        formats=addresses("/dyads", {}),
    )


@router.get("/dyads.{ending}")
def dyads_as(request: Request, project: Opened, ending: str) -> Response:
    """Return all dyads as JSON, CSV or Atom."""
    rows = [
        {"title": d.dyad, "events": d.events, "conflict": d.conflict, "first": d.first, "day": d.last}
        | {"link": f"/dyads/{d.dyad}"}
        for d in all_dyads(request, project)
    ]
    return respond(request, Listing("Dyads", "/dyads", rows, len(rows)), ending)


@router.get("/dyads/{name}.{ending}")
def dyad_as(request: Request, project: Opened, name: str, ending: str) -> Response:
    """Return the periods of a dyad as JSON, CSV or Atom."""
    dyad = _named(name)
    series = series_of(request, project, dyad, _switches(request))
    rows = [
        {"title": f"{dyad} from {period.first}", "day": period.first, **as_values(period), "link": f"/dyads/{dyad}"}
        for period in series.periods
    ]
    return respond(request, Listing(dyad, f"/dyads/{dyad}", rows, len(rows)), ending)


@router.get("/dyads/{name}")
def dyad(request: Request, project: Opened, name: str) -> Response:
    """Show one dyad."""
    return render_dyad(request, project, _named(name))


def _named(name: str) -> str:
    try:
        return dyad_of(name) or ""
    except UsageError as error:
        raise Refused(404, "not-found", str(error), "see the list of dyads") from None


def _switches(request: Request) -> Switches:
    try:
        return switches_of(request.query_params)
    except UsageError as error:
        raise Refused(400, "bad-value", str(error), "use the switches of the page") from None


def series_of(request: Request, project: Project, name: str, switches: Switches) -> DyadSeries:
    """Return the course of a dyad."""
    one, other = sorted(parties_of(name))
    project.across.resolve()
    return kept(request).get(
        project,
        ("dyad", name, switches),
        lambda: project.across.dyad(one, other, step=switches.step, unit=switches.unit, statuses=switches.statuses),
    )


def _outside(request: Request, project: Project, name: str, switches: Switches) -> tuple[OutsideSeries, ...]:
    """Return what imported event data have on a dyad, counted as our own course is."""
    one, other = sorted(parties_of(name))
    return kept(request).get(
        project,
        ("outside", name, switches),
        lambda: project.outside.dyad(one, other, step=switches.step, statuses=switches.statuses),
    )


def render_dyad(request: Request, project: Project, name: str) -> Response:
    """Return the page of a dyad."""
    switches = _switches(request)
    series = series_of(request, project, name, switches)
    across = project.across
    everything = across.store.events(EventFilters(dyad=name))
    latest = across.events(EventFilters(dyad=name), limit=LATEST, latest_first=True)
    claims = {claim.id: claim for claim in across.store.claims(i for event in latest for i in event.claims)}
    awaited = Wanted(dyad=name, states=WAITING)
    told = kept(request).get(project, ("relation", name), lambda: relation(project, name))
    query = {key: value for key, value in asked(request).items() if key in {"unit", "step", "status"}}
    return render(
        request,
        "dyad.html",
        name=name,
        parties=tuple(sorted(parties_of(name))),
        series=series,
        chart=dyad_chart(series, {event.id: event for event in everything}),
        course=course_of(series, {event.id: event for event in everything}),
        outside=_outside(request, project, name, switches),
        quads=QUADS,
        rows=rows_of(latest, claims),
        total=len(everything),
        coming=across.expectations(awaited, limit=COMING, latest_first=True)[::-1],
        awaited=across.count_expectations(awaited),
        told=told,
        narratives=by_owner(told.narratives),
        switches=switches,
        choices={"unit": UNITS, "step": STEPS, "statuses": STATUSES},
        formats=addresses(f"/dyads/{name}", query),
    )
