"""The graph of parties."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.present.web.errors import Refused
from onrecord.present.web.graph import MOST_NODES, graph
from onrecord.present.web.pages.dyads import all_dyads
from onrecord.present.web.pages.events import asked
from onrecord.present.web.serving import Opened, kept, render
from onrecord.present.web.views.events import whole
from onrecord.query.dyads import parties_of

router = APIRouter()
LEAST_NODES, USUAL = 2, 40
LISTED = 60


@router.get("/graph")
def show(request: Request, project: Opened) -> Response:
    """Show who has events with whom, or with `party` only what is around one."""
    query = asked(request)
    most = whole(query.get("most")) or USUAL
    if not LEAST_NODES <= most <= MOST_NODES:
        raise Refused(400, "bad-value", f"{most} parties cannot be drawn", f"ask for {LEAST_NODES} to {MOST_NODES}")
    party = query.get("party", "").upper()
    dyads = all_dyads(request, project)
    if party:
        near = {code for dyad in dyads if party in (codes := parties_of(dyad.dyad)) for code in codes}
        dyads = tuple(dyad for dyad in dyads if parties_of(dyad.dyad) <= near)
    drawing = kept(request).get(project, ("graph", party, most), lambda: graph(dyads, most))
    return render(request, "graph.html", graph=drawing, dyads=dyads[:LISTED], total=len(dyads), party=party, most=most)
