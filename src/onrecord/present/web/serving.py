"""What every page needs: a project to ask, the visitor, the form that was sent, and a template to answer with.

Guarantees: one request uses one opened project alone, so that requests do not wait for one another; a form reaches a
page only where the visitor may write, the form is ours, and not too many came.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator, Mapping
from queue import Empty, LifoQueue
from typing import Annotated, Any, NamedTuple

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.present.web.errors import Refused
from onrecord.present.web.keeping import Kept
from onrecord.present.web.security import Doorkeeper, Role, Visitor
from onrecord.present.web.templating import ENVIRONMENT
from onrecord.project.project import Project

CSRF = "csrf"
CSRF_HEADER = "x-csrf-token"


class Projects:
    """Opened projects on one folder, each lent to one request at a time."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        # how many articles a page may bring up to date by itself; None: all that wait
        self.at_once: int | None = None
        # the last one given back is the first to be lent: its caches are warm, and few are ever opened
        self._free: LifoQueue[Project] = LifoQueue()
        self._free.put(Project(folder))

    def take(self) -> Project:
        """Return a project nobody uses."""
        try:
            project = self._free.get_nowait()
        except Empty:
            project = Project(self.folder)
        project.across.at_once = self.at_once
        return project

    def give_back(self, project: Project) -> None:
        """Let others use a project."""
        self._free.put(project)

    def close(self) -> None:
        """Close those that nobody uses."""
        while not self._free.empty():
            self._free.get_nowait().close()


class Posted(NamedTuple):
    """A form that was checked, and who sent it."""

    visitor: Visitor
    fields: Mapping[str, str]

    def get(self, name: str) -> str:
        """Return a field without space around it; "" where it is missing."""
        return self.fields.get(name, "").strip()

    def maybe(self, name: str) -> str | None:
        """Return a field, None where it is empty."""
        return self.get(name) or None


def opened(request: Request) -> Iterator[Project]:
    """Lend a project to a request."""
    projects: Projects = request.app.state.projects
    project = projects.take()
    try:
        yield project
    finally:
        projects.give_back(project)


def visitor(request: Request) -> Visitor:
    """Return who asks."""
    found: Visitor = request.state.visitor
    return found


def _posted_by(role: Role) -> Callable[[Request], Coroutine[Any, Any, Posted]]:
    async def posted(request: Request) -> Posted:
        who = visitor(request)
        keeper: Doorkeeper = request.app.state.keeper
        if not who.may(role):
            hint = f"ask who runs this workbench for the token of a {role}"
            raise Refused(403, "not-allowed", f"a {who.role} may read, but this is for a {role}", hint)
        fields = await _fields(request)
        if not keeper.is_ours(who, request.headers.get(CSRF_HEADER, "") or fields.get(CSRF, "")):
            raise Refused(403, "foreign-form", "this form was not sent by a page of your session", "reload the page")
        if not keeper.writes.take(who.session):
            raise Refused(429, "too-many-writes", "too many changes in a minute", "wait a moment and go on")
        return Posted(who, fields)

    return posted


async def _fields(request: Request) -> dict[str, str]:
    if request.headers.get("content-type", "").startswith("application/json"):
        return {}
    form = await request.form(max_files=0, max_fields=200)
    return {name: value for name, value in form.items() if not isinstance(value, UploadFile)}


def kept(request: Request) -> Kept:
    """Return the answers that are kept until the record changes."""
    found: Kept = request.app.state.kept
    return found


Opened = Annotated[Project, Depends(opened)]
Reader = Annotated[Visitor, Depends(visitor)]
# what a reader may send: nothing of the record, only how the workbench is shown to them
ReaderPosted = Annotated[Posted, Depends(_posted_by("reader"))]
ReviewerPosted = Annotated[Posted, Depends(_posted_by("reviewer"))]
AdminPosted = Annotated[Posted, Depends(_posted_by("admin"))]


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
    """Return a page made from a template.

    Every template also gets `visitor`, `csrf` (the mark for its forms), `project_name`, `path`, `query`, and
    `being_resolved`: of how many articles events are still being brought up to date.
    """
    keeper: Doorkeeper = request.app.state.keeper
    who = visitor(request)
    page = ENVIRONMENT.get_template(template).render(
        visitor=who,
        csrf=keeper.mark_of(who),
        project_name=request.app.state.projects_name,
        path=request.url.path,
        query=request.url.query,
        being_resolved=request.app.state.upkeep.waiting,
        **values,
    )
    return HTMLResponse(page.encode("utf-8", "replace"), status)


def go_to(path: str) -> Response:
    """Return the way to a page after a form was taken; only to a page of ours."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\"))
    return RedirectResponse(path if ours else "/", 303)
