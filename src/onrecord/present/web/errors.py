"""What went wrong, as a page for people and as one shape for programs.

Over the API every error is {"error": {"code", "message", "hint"}}. Nothing of the inside is told: an unexpected error
is logged with a number, and the number is what the visitor sees.
"""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response

from onrecord.errors import OnrecordError, StoreError, UsageError
from onrecord.present.web.templating import ENVIRONMENT

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

LOG = logging.getLogger("onrecord.web")
CODES = {400: "bad-request", 401: "no-token", 403: "not-allowed", 404: "not-found", 405: "no-such-verb"}
HINTS = {
    403: "ask who runs this workbench for the token of a higher role",
    404: "go to the desk, or search for it",
    405: "see the list of addresses under /api",
}


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """A request that is answered with an error: status, code, message, and what to do."""

    def __init__(self, status: int, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.status, self.code, self.hint = status, code, hint


def wants_values(request: Request) -> bool:
    """Return whether a program asks."""
    path = request.url.path
    return path.startswith("/api/") or path.endswith((".json", ".csv", ".atom", ".ics"))


def answer_error(request: Request, status: int, code: str, message: str, hint: str = "") -> Response:
    """Return an error as a page or as values."""
    if wants_values(request):
        body: dict[str, Any] = {"error": {"code": code, "message": message, "hint": hint}}
        response: Response = JSONResponse(body, status)
    else:
        page = ENVIRONMENT.get_template("error.html")
        words = page.render(status=status, code=code, message=message, hint=hint, path=request.url.path)
        response = HTMLResponse(words.encode("utf-8", "replace"), status)
    if status == 401:
        response.headers["www-authenticate"] = "Bearer"
    return response


def register(app: FastAPI) -> None:
    """Let an app answer every error in our way."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(OnrecordError, _ours)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 - the type the handler is registered for
    return answer_error(request, error.status, error.code, str(error), error.hint)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - idem
    status = error.status_code
    words = "there is no such page" if status == 404 else str(error.detail)
    return answer_error(request, status, CODES.get(status, "error"), words, HINTS.get(status, ""))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - idem
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return answer_error(request, 422, "bad-value", f"{place}: {first['msg']}", "see the list of addresses under /api")


async def _ours(request: Request, error: Exception) -> Response:
    if isinstance(error, UsageError):
        # an address that names something is wrong where it names nothing; other wrong values are the caller's
        missing = request.method in {"GET", "HEAD"} and bool(request.path_params)
        status, code = (404, "not-found") if missing else (400, "bad-request")
        return answer_error(request, status, code, str(error), HINTS.get(status, ""))
    code = "store" if isinstance(error, StoreError) else "program"
    return answer_error(request, 503, code, str(error), "see onrecord doctor")


def answer_unexpected(request: Request, error: Exception) -> Response:
    """Return the answer to an error nobody foresaw, after writing it into the log."""
    number = secrets.token_hex(4)
    LOG.error("error %s at %s %s", number, request.method, request.url.path, exc_info=error)
    message = "something went wrong inside the program"
    return answer_error(request, 500, "internal", f"{message} (number {number})", "the log of the server tells more")
