"""A small project built by hand and a client of its workbench, for the tests of the web."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from arrivals import arrival, body_of, reading
from starlette.testclient import TestClient

from onrecord.present.web.app import create_app
from onrecord.present.web.security import token_of
from onrecord.present.web.settings import WebSettings
from onrecord.project.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.present.web.security import Role

SECRET = "a secret of the tests only"  # noqa: S105 - opens nothing but a test
SECOND = (
    "Norway denied on Tuesday that its minister would visit Lima.\n\nPeru and Norway signed nothing, a newspaper said."
)


# told in one article only, by nobody who can be named: it waits for review
WEAK = "A delegation will visit Kampala, an official said.\n\nKenya and Uganda signed a tea accord in March."


def project_at(folder: Path, *more: Any) -> Project:
    """Make a project with three articles that were read by hand, and what is given; the caller closes it."""
    project = Project.init(folder, name="Test bench")
    run = project.store.start_run("add", {"sources": ["by hand"]}, "2024-05-06T08:00:00+00:00")
    arrivals = (
        arrival(),
        arrival("https://post.example/b", SECOND, "Visit denied", outlet="Example Courier"),
        arrival("https://post.example/c", WEAK, "Delegation expected", outlet="Example Courier"),
        *more,
    )
    added = project.store.add(arrivals, run=run)
    texts = {one.document.sha256: one.document.text for one in arrivals}
    for version in project.store.unread("hand-1"):
        text = texts[version.sha256]
        project.store.keep_reading(reading(version.id, text, body=_body(text)))
    project.store.end_run(run, {"new": len(added.new)}, "2024-05-06T08:00:01+00:00")
    return project


def client_of(folder: Path, role: Role | None = "admin", **settings: Any) -> TestClient:
    """Return a client of the workbench of a project, entered in a role; it follows no redirects."""
    chosen = WebSettings(secret=SECRET, hosts=("testserver",), **settings)
    client = TestClient(create_app(folder, chosen), raise_server_exceptions=False, follow_redirects=False)
    if role is not None:
        client.get("/", params={"token": token_of(SECRET, role)})
    return client


def mark_in(page: str) -> str:
    """Return the mark the forms of a page carry."""
    return page.partition('data-csrf="')[2].partition('"')[0]


def _body(text: str) -> dict[str, Any]:
    body = body_of(text)
    parties = dict(zip(("NOR", "PER"), ("KEN", "UGA") if text == WEAK else ("NOR", "PER"), strict=True))
    for event in body["events"]:
        for side in (*event["actors"], *event["recipients"]):
            side["party"] = parties[side["party"]]
    return body
