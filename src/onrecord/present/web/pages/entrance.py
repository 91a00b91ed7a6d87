"""The entrance: give a token, say under which name you decide, leave."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from onrecord.present.web.guard import Guard, give_cookie
from onrecord.present.web.security import Doorkeeper
from onrecord.present.web.serving import Reader, ReaderPosted, go_to, render

router = APIRouter()
LONGEST_NAME = 60


@router.post("/enter")
async def enter(request: Request) -> Response:
    """Take a token from the form on the closed door."""
    form = await request.form(max_files=0, max_fields=10)
    guard = Guard(request.app, request.app.state.keeper, request.app.state.settings)
    return guard.by_token(request, str(form.get("token", "")).strip(), "/")


@router.get("/you")
def you(request: Request, who: Reader) -> Response:
    """Show who one is here."""
    return render(request, "you.html")


@router.post("/you")
def rename(request: Request, posted: ReaderPosted) -> Response:
    """Keep the name under which decisions are signed."""
    keeper: Doorkeeper = request.app.state.keeper
    name = " ".join(posted.get("name").split())[:LONGEST_NAME] or posted.visitor.name
    response = go_to("/you")
    give_cookie(response, keeper, replace(posted.visitor, name=name), secure=request.url.scheme == "https")
    return response


@router.post("/leave")
def leave(request: Request, _: ReaderPosted) -> Response:
    """End the session of this browser."""
    response = RedirectResponse("/", 303)
    response.delete_cookie(request.app.state.keeper.cookie, path="/")
    return response
