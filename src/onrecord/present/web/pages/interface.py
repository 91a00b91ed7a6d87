"""The page about the interface for programs: every address, what it takes, and how to ask."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.present.web.serving import Reader, render

router = APIRouter()


@router.get("/api")
def interface(request: Request, who: Reader) -> Response:
    """Show the addresses of the interface."""
    described = request.app.openapi()
    lines = [
        (verb.upper(), path, call.get("description") or call.get("summary", ""), call.get("parameters", []))
        for path, calls in sorted(described["paths"].items())
        for verb, call in calls.items()
    ]
    return render(request, "interface.html", lines=lines)
