"""The guard every request passes: host, size, who asks, and the headers of every answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.present.web.errors import answer_error, answer_unexpected
from onrecord.present.web.security import HEADERS, SESSION_SECONDS, Visitor

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from onrecord.present.web.security import Doorkeeper
    from onrecord.present.web.settings import WebSettings

OPEN = ("/static/", "/enter")
# what needs no project
QUICK = ("/static/", "/enter")
BEARER = "bearer "


class Guard:
    """Lets in who has a token or a session; puts the visitor into `request.state.visitor`."""

    def __init__(self, app: ASGIApp, keeper: Doorkeeper, settings: WebSettings) -> None:
        self.app, self.keeper, self.settings = app, keeper, settings
        # more at once would share the same processors, and each holds a project with its caches open
        self.turns = asyncio.Semaphore(settings.at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        refused = self._refuse(request) or self._enter(request)
        turn = _Turn(None if refused or request.url.path.startswith(QUICK) else self.turns)
        sending = _Answer(send, request, turn)
        try:
            await turn.take()
            await (refused or self.app)(scope, self._bounded(receive), sending)
        except Exception as error:
            if sending.begun:
                raise
            await answer_unexpected(request, error)(scope, receive, sending)
        finally:
            turn.give_back()

    def _refuse(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        name = host if host.endswith("]") else host.rsplit(":", 1)[0]
        if name.lower() not in self.settings.hosts and "*" not in self.settings.hosts:
            return answer_error(
                request, 421, "wrong-host", f"{name!r} is no name of this server", "start it with --host"
            )
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.settings.most_bytes:
            return answer_error(request, 413, "too-large", "the request is too large", "send less at once")
        return None

    def _enter(self, request: Request) -> Response | None:
        """Put the visitor into the request, or return what to answer instead."""
        given = request.query_params.get("token")
        if given is not None and request.method == "GET":
            return self.by_token(request, given, request.url.remove_query_params("token"))
        visitor = self._known(request)
        if visitor is None and not request.url.path.startswith(OPEN):
            hint = "open the address that onrecord serve printed, or enter its token here"
            return answer_error(request, 401, "no-token", "this workbench is closed", hint)
        request.state.visitor = visitor
        return None

    def by_token(self, request: Request, given: str, target: object) -> Response:
        """Return the answer to a token: a session and the way on, or a refusal."""
        client = request.client.host if request.client else ""
        role = self.keeper.role_of(given)
        if role is None:
            allowed = self.keeper.tries.take(client)
            status, code = (403, "wrong-token") if allowed else (429, "too-many-tries")
            return answer_error(request, status, code, "this token opens nothing", "see what onrecord serve printed")
        response = RedirectResponse(str(target), 303)
        give_cookie(response, self.keeper, self.keeper.welcome(role), secure=request.url.scheme == "https")
        return response

    def _known(self, request: Request) -> Visitor | None:
        header = request.headers.get("authorization", "")
        if header.lower().startswith(BEARER):
            role = self.keeper.role_of(header[len(BEARER) :].strip())
            client = request.client.host if request.client else ""
            if role is None:
                self.keeper.tries.take(client)
                return None
            return Visitor(role, self.keeper.welcome(role).name, f"bearer {role} {client}", bearer=True)
        return self.keeper.visitor_of(request.cookies.get(self.keeper.cookie, ""))

    def _bounded(self, receive: Receive) -> Receive:
        """Return a receive that ends a body without a length once it is too long."""
        seen = 0

        async def bounded() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.settings.most_bytes:
                return {"type": "http.disconnect"}
            return message

        return bounded


class _Turn:
    """The right to make an answer, held from the request until the answer begins; None stands for no need of one."""

    def __init__(self, turns: asyncio.Semaphore | None) -> None:
        self._turns, self._held = turns, False

    async def take(self) -> None:
        """Wait for the turn."""
        if self._turns is not None:
            await self._turns.acquire()
            self._held = True

    def give_back(self) -> None:
        """Let the next one have it; giving back twice does no harm."""
        if self._turns is not None and self._held:
            self._held = False
            self._turns.release()


class _Answer:
    """Sends an answer on with our headers; `begun` tells whether there is one already."""

    def __init__(self, send: Send, request: Request, turn: _Turn) -> None:
        self.send, self.request, self.turn, self.begun = send, request, turn, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            # a reader with a slow line keeps nobody else waiting
            self.turn.give_back()
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if not self.request.url.path.startswith("/static/"):
                headers.setdefault("cache-control", "no-store")
        await self.send(message)


def give_cookie(response: Response, keeper: Doorkeeper, visitor: Visitor, *, secure: bool) -> None:
    """Put a visitor's session into an answer."""
    response.set_cookie(
        keeper.cookie,
        keeper.cookie_of(visitor),
        max_age=SESSION_SECONDS,
        httponly=True,
        samesite="lax",
        secure=secure,
        path="/",
    )
