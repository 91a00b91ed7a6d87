"""Sources and jobs: where articles come from, what failed, what ran and what runs; add a source, start a reading."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from onrecord.errors import UsageError
from onrecord.ingest.urls import is_url
from onrecord.present.web.jobs import Jobs
from onrecord.present.web.listing import Listing, addresses, respond
from onrecord.present.web.serving import AdminPosted, Opened, Projects, Reader, go_to, kept, render
from onrecord.project.project import Project
from onrecord.record.news import Progress

router = APIRouter()
RUNS = 30
EVERY_SECONDS = 1.0
OUTLETS = 30


@router.get("/sources")
def sources(request: Request, project: Opened, who: Reader) -> Response:
    """Show sources, failures and jobs."""
    jobs: Jobs = request.app.state.jobs
    runs = project.store.runs(RUNS)
    # only the latest may still run: one writer at a time goes on where a killed one ended
    live = runs[0] if runs and runs[0].ended is None else None
    progress = project.store.progress(live.number) if live else None
    return render(
        request,
        "sources.html",
        counts=kept(request).get(project, "counts", project.status),
        outlets=kept(request).get(project, "outlets", lambda: project.store.outlets(OUTLETS)),
        feeds=sorted(project.store.feed_states()),
        failures=project.failures(),
        runs=runs,
        live=live,
        progress=progress,
        running=jobs.running(),
        formats=addresses("/sources", {}),
    )


@router.get("/sources.{ending}")
def runs_list(request: Request, project: Opened, who: Reader, ending: str) -> Response:
    """Return what ran as a list for programs."""
    rows = [
        {
            "run": run.number,
            "title": f"{run.verb} {' '.join(map(str, run.arguments.get('sources', ())))}".strip(),
            "day": run.started,
            "ended": run.ended,
            "did": ", ".join(f"{number} {name}" for name, number in (run.counts or {}).items() if number),
            "link": f"/sources#run-{run.number}",
        }
        for run in project.store.runs(RUNS)
    ]
    return respond(request, Listing("Runs", "/sources", rows, len(rows)), ending)


@router.get("/failures.{ending}")
def failures_list(request: Request, project: Opened, who: Reader, ending: str) -> Response:
    """Return what failed as a list for programs."""
    rows = [
        {"title": f"{one.verb}: {one.location}", "day": None, "link": "/sources#failures", **asdict(one)}
        for one in project.failures()
    ]
    return respond(request, Listing("Failures", "/sources", rows, len(rows)), ending)


@router.post("/jobs")
def start(request: Request, posted: AdminPosted) -> Response:
    """Start a job: read what is new, add a source, or try again what failed."""
    jobs: Jobs = request.app.state.jobs
    job = posted.get("job")
    if job == "read":
        jobs.read()
    elif job == "retry":
        jobs.retry()
    elif job == "add":
        source = posted.get("source")
        if not source:
            raise UsageError("name a file or folder of this machine, or a web address")
        jobs.add(source, fetch=bool(posted.get("fetch")) or is_url(source))
    else:
        raise UsageError(f"{job!r} is no job; the jobs are read, add and retry")
    return go_to("/sources#jobs")


@router.get("/jobs/progress")
async def progress(request: Request, who: Reader) -> StreamingResponse:
    """Stream how far the jobs are, an event a second, until nothing runs."""
    return StreamingResponse(_events(request), media_type="text/event-stream")


async def _events(request: Request) -> AsyncIterator[str]:
    jobs: Jobs = request.app.state.jobs
    projects: Projects = request.app.state.projects
    until = time.monotonic() + request.app.state.settings.follow_seconds
    # a job that was just started has not written its run yet
    yield "retry: 2000\n\n"
    while time.monotonic() < until and not await request.is_disconnected():
        found = await run_in_threadpool(_progress, projects)
        running = jobs.running()
        values = {"running": running, "job": _values(found)}
        yield f"event: progress\ndata: {json.dumps(values)}\n\n"
        if not running and (found is None or found.ended):
            yield "event: end\ndata: {}\n\n"
            return
        await asyncio.sleep(EVERY_SECONDS)


def _progress(projects: Projects) -> Progress | None:
    project: Project = projects.take()
    try:
        latest = next(iter(project.store.runs(1)), None)
        return project.store.progress(latest.number) if latest else None
    finally:
        projects.give_back(project)


def _values(found: Progress | None) -> dict[str, Any] | None:
    return None if found is None else asdict(found)
