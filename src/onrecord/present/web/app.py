"""The workbench put together: pages, interface, guard."""

from __future__ import annotations

import hashlib
from contextlib import asynccontextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from onrecord.present.web import api, api_across, errors
from onrecord.present.web.guard import Guard
from onrecord.present.web.jobs import Jobs
from onrecord.present.web.keeping import Kept
from onrecord.present.web.security import Doorkeeper
from onrecord.present.web.serving import Projects
from onrecord.present.web.settings import WebSettings
from onrecord.present.web.upkeep import AT_ONCE, Upkeep
from onrecord.project import folder
from onrecord.project.judging import whoever
from onrecord.version import __version__

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from os import PathLike

# One router a family of pages, in the order in which addresses are tried.
PAGES = (
    "desk",
    "entrance",
    "articles",
    "search",
    "review",
    "sources",
    "interface",
    "events",
    "ledger",
    "dyads",
    "parties",
    "graph",
    "map",
    "compare",
    "exports",
)


def create_app(project: str | PathLike[str], settings: WebSettings | None = None) -> FastAPI:
    """Return the workbench of the project in a folder; raises UsageError where there is none."""
    chosen = settings or WebSettings()
    home = folder.find(project)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        app.state.upkeep.start()
        app.state.projects.at_once = AT_ONCE
        yield
        app.state.upkeep.close()
        app.state.jobs.close()
        app.state.projects.close()

    app = FastAPI(
        title="onrecord",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=life,
    )
    app.state.settings = chosen
    app.state.projects = Projects(str(home))
    app.state.kept = Kept()
    app.state.jobs = Jobs(home)
    app.state.upkeep = Upkeep(home)
    app.state.projects_name = folder.read_settings(home).name
    # cookies know no port: two workbenches on one machine keep theirs apart by the folder
    cookie = f"onrecord_{hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:8]}"
    app.state.keeper = Doorkeeper(chosen, cookie, whoever())
    errors.register(app)
    for name in PAGES:
        page = import_module(f"onrecord.present.web.pages.{name}")
        app.include_router(page.router, include_in_schema=False)
    app.include_router(api.router)
    app.include_router(api_across.router)
    app.mount("/static", StaticFiles(packages=[("onrecord.present.web", "static")]), name="static")
    app.add_middleware(Guard, keeper=app.state.keeper, settings=chosen)
    return app
