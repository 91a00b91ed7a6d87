"""The map of places."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.present.web.map import map_of
from onrecord.present.web.serving import Opened, kept, render

router = APIRouter()


@router.get("/map")
def show(request: Request, project: Opened) -> Response:
    """Show where events take place."""
    project.across.resolve()
    places = kept(request).get(project, "places", project.across.store.places)
    world = request.query_params.get("part") == "world"
    return render(request, "map.html", map=map_of(places, world=world), world=world)
