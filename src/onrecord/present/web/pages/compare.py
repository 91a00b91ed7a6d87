"""Coverages side by side: of one event, or of all between two parties."""

from __future__ import annotations

from typing import Annotated, Any, cast

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from onrecord.present.web.errors import Refused
from onrecord.present.web.pages.dyads import all_dyads
from onrecord.present.web.pages.events import asked
from onrecord.present.web.serving import Opened, kept, render
from onrecord.present.web.views import compare as views
from onrecord.present.web.views.events import Row, day_of, dyad_of, rows_of
from onrecord.project.comparing import told_of
from onrecord.project.project import Project
from onrecord.query.contrast import Contrast, Grouping, contrast

router = APIRouter()
OFFERED = 12


@router.get("/compare")
def compare(request: Request, project: Opened, by: Annotated[str, Query()] = "outlet") -> Response:
    """Show a comparison, or what could be compared."""
    query = asked(request)
    if by not in views.GROUPINGS:
        words = ", ".join(views.GROUPINGS)
        raise Refused(400, "bad-value", f"{by!r} makes no groups", f"use one of {words}")
    event, dyad = query.get("event"), dyad_of(query.get("dyad"))
    if event and dyad:
        raise Refused(400, "bad-value", "an event and a dyad are asked for at once", "leave one of them out")
    values: dict[str, Any] = {
        "asked": query,
        "by": by,
        "groupings": views.GROUPINGS,
        "dyads": all_dyads(request, project)[:OFFERED],
    }
    if not event and not dyad:
        return render(request, "compare.html", found=None, rows=_widely_told(request, project), columns=(), **values)
    found = _contrast(request, project, (event, dyad, day_of(query.get("since")), day_of(query.get("until"))), by)
    claims = project.across.store.claims(project.across.event(event).claims) if event else ()
    return render(
        request,
        "compare.html",
        found=found,
        columns=views.columns(claims),
        aspects=views.ASPECTS,
        evaluations=views.rates(found.groups, evaluative=True),
        sources=views.rates(found.groups, evaluative=False),
        terms=views.terms_by_group(found),
        roles=views.roles_by_group(found),
        left_out=views.left_out_by_group(found),
        **values,
    )


def _widely_told(request: Request, project: Project) -> tuple[Row, ...]:
    """Return the events most articles tell: those where comparing says most."""
    store = project.across.store
    widely = kept(request).get(project, "widely told", lambda: store.widely_told(OFFERED))
    events = [event for one in widely if (event := store.event(one))]
    return rows_of(events, {c.id: c for c in store.claims(i for event in events for i in event.claims)})


def _contrast(
    request: Request, project: Project, of: tuple[str | None, str | None, str | None, str | None], by: str
) -> Contrast:
    event, dyad, since, until = of
    grouping = cast("Grouping", by)
    return kept(request).get(
        project,
        ("compare", of, by),
        lambda: contrast(told_of(project, event=event, dyad=dyad, since=since, until=until), grouping),
    )
