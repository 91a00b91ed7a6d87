"""The guard: how many answers are made at once, and when the next one begins."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.present.web.guard import Guard
from onrecord.present.web.security import Doorkeeper, token_of
from onrecord.present.web.settings import WebSettings

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

SECRET = "a secret of the tests only"  # noqa: S105 - opens nothing but a test
SETTINGS = WebSettings(secret=SECRET, hosts=("testserver",), at_once=2)


class Slow:
    """An application whose answers begin after a while and then stream for a while; it counts itself."""

    def __init__(self, *, fails: bool = False) -> None:
        self.now = self.most = self.streaming = self.done = 0
        self.fails, self.ended = fails, asyncio.Event()

    async def __call__(self, _: Scope, _receive: Receive, send: Send) -> None:
        """Answer after a while."""
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0.01)
        self.now -= 1
        if self.fails:
            raise RuntimeError
        self.streaming += 1
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.sleep(0.1)
        self.done += 1
        self.ended.set()
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def requests(app: Slow, count: int, path: str = "/articles") -> list[int]:
    """Send requests at once; returns the status of each answer."""
    guard = Guard(app, Doorkeeper(SETTINGS, "cookie", "somebody"), SETTINGS)
    token = f"Bearer {token_of(SECRET, 'reader')}".encode()
    headers = [(b"host", b"testserver"), (b"authorization", token)]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers, "client": None}
    statuses: list[int] = []

    async def one() -> None:
        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        await guard({**scope, "state": {}}, receive, send)

    await asyncio.gather(*(one() for _ in range(count)))
    return statuses


def test_few_answers_are_made_at_once() -> None:
    """No more answers are in the making than the setting says; all are given."""
    app = Slow()
    assert asyncio.run(requests(app, 7)) == [200] * 7
    assert (app.most, app.done) == (2, 7)


def test_an_answer_on_its_way_holds_nobody_up() -> None:
    """Once an answer has begun, the next one is made, however slowly the first is taken."""
    app = Slow()

    async def watched() -> int:
        running = asyncio.ensure_future(requests(app, 6))
        await app.ended.wait()
        begun = app.streaming
        await running
        return begun

    assert asyncio.run(watched()) > SETTINGS.at_once


@pytest.mark.filterwarnings("ignore")
def test_a_failure_gives_its_turn_back() -> None:
    """Answers that fail inside leave the way free for others, each with an answer of its own."""
    assert asyncio.run(requests(Slow(fails=True), 6)) == [500] * 6


def test_static_files_need_no_turn() -> None:
    """What needs no project is never kept waiting."""
    app = Slow()
    asyncio.run(requests(app, 5, "/static/style.css"))
    assert app.most == 5
