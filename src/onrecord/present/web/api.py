"""The interface for programs: /api/v1, described at /api/v1/openapi.json.

A token goes into the header `Authorization: Bearer …`. Every error is {"error": {"code", "message", "hint"}}. Lists
have `items`, `total` and `next`, the offset of the page after.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request

from onrecord.errors import UsageError
from onrecord.present.dossiers import dossier_values
from onrecord.present.web.jobs import Jobs
from onrecord.present.web.pages.review import queue_of
from onrecord.present.web.pages.search import AskedFor, facets_of, find
from onrecord.present.web.serving import AdminPosted, Opened, Reader, ReviewerPosted
from onrecord.present.web.values import (
    ERRORS,
    JobBody,
    JudgementBody,
    Limit,
    Offset,
    RecordBody,
    UndoBody,
    Values,
    paged,
)
from onrecord.record.rows import Judgement, Run
from onrecord.version import __version__

router = APIRouter(prefix="/api/v1", responses=ERRORS)
Identity = Annotated[str, Path(max_length=64, description="An id, or its beginning.")]
LOG = 1_000


@router.get("")
def root(request: Request, project: Opened, who: Reader) -> Values:
    """Return what this is, as whom one is here, and where to go on."""
    paths = sorted(request.app.openapi()["paths"])
    return Values(
        {
            "program": "onrecord",
            "version": __version__,
            "project": project.settings.name,
            "role": who.role,
            "description": "/api/v1/openapi.json",
            "paths": paths,
        }
    )


@router.get("/status")
def status(project: Opened) -> Values:
    """Return how much there is; `waiting` is of about how many articles events are yet to be brought together."""
    return Values({**asdict(project.status()), "waiting": project.across.waiting()})


@router.get("/articles")
def articles(project: Opened, what: AskedFor, limit: Limit = 20, offset: Offset = 0) -> Values:
    """Return the articles that have the words and pass the filters, as the search page does."""
    found = find(project, what, limit, offset)
    return paged([asdict(hit) for hit in found.hits], found.total, limit, offset)


@router.get("/facets")
def facets(request: Request, project: Opened, what: AskedFor) -> Values:
    """Return how many of the articles found have which party, dyad, type, status, source, outlet and language."""
    return Values(asdict(facets_of(request, project, what)))


@router.get("/articles/{identity}")
def article(project: Opened, identity: Identity, text: Literal["no", "yes"] = "no") -> Values:
    """Return all that is known of an article; text=yes adds its text."""
    return Values(dossier_values(project.show(identity), with_text=text == "yes"))


@router.get("/articles/{identity}/judgements")
def judgements(project: Opened, identity: Identity) -> Values:
    """Return every decision on an article, those taken back among them."""
    found = [_judgement(one) for one in project.show(identity).judgements]
    return paged(found, len(found), len(found), 0)


@router.post("/articles/{identity}/records", status_code=201)
def add(project: Opened, posted: ReviewerPosted, identity: Identity, body: RecordBody) -> Values:
    """Add a record that is missing; returns the decision."""
    made = project.judge(posted.visitor.name).add(
        identity, body.kind, body.quote, body.fields, body.why, start=body.start
    )
    return Values(_judgement(made), 201)


@router.post("/records/{identity}/judgements", status_code=201)
def judge(project: Opened, posted: ReviewerPosted, identity: Identity, body: JudgementBody) -> Values:
    """Decide on a record; returns the decision."""
    judging = project.judge(posted.visitor.name)
    if body.action == "accept":
        made = judging.accept(identity, body.why)
    elif body.action == "reject":
        made = judging.reject(identity, body.why)
    elif body.action == "note":
        made = judging.note(identity, body.why or "")
    elif body.field is None or body.value is None:
        raise UsageError("correct needs a field and a value")
    else:
        made = judging.correct(identity, body.field, body.value, body.why)
    return Values(_judgement(made), 201)


@router.post("/judgements/{identity}/undo", status_code=201)
def undo(project: Opened, posted: ReviewerPosted, identity: Identity, body: UndoBody) -> Values:
    """Take a decision back; returns the decision that does so."""
    return Values(_judgement(project.judge(posted.visitor.name).undo(identity, body.why)[1]), 201)


@router.get("/queue")
def queue(request: Request, project: Opened, limit: Limit = 50) -> Values:
    """Return the records that most need a person's eye, each with the reason."""
    found = [asdict(item) for item in queue_of(request, project, limit)]
    return paged(found, len(found), limit, 0)


@router.get("/failures")
def failures(project: Opened, limit: Limit = 50, offset: Offset = 0) -> Values:
    """Return what could not be added or read and has not succeeded since."""
    found = [asdict(failure) for failure in project.failures()]
    return paged(found[offset : offset + limit], len(found), limit, offset)


@router.get("/log")
def log(project: Opened, limit: Limit = 50, offset: Offset = 0) -> Values:
    """Return what was done, runs and decisions, the latest first; it goes back a thousand entries."""
    found = project.log(LOG)
    return paged([_entry(one) for one in found[offset : offset + limit]], len(found), limit, offset)


@router.get("/jobs")
def jobs(request: Request, project: Opened) -> Values:
    """Return what this workbench runs, and how far the last call of a verb has come."""
    running: Jobs = request.app.state.jobs
    latest = next(iter(project.store.runs(1)), None)
    progress = project.store.progress(latest.number) if latest else None
    return Values({"running": running.running(), "latest": asdict(progress) if progress else None})


@router.post("/jobs", status_code=202)
def start(request: Request, posted: AdminPosted, body: JobBody) -> Values:
    """Start a job; returns what runs."""
    found: Jobs = request.app.state.jobs
    if body.job == "read":
        found.read()
    elif body.job == "retry":
        found.retry()
    elif body.source:
        found.add(body.source, fetch=body.fetch)
    else:
        raise UsageError("add needs a source")
    return Values({"running": found.running()}, 202)


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {**asdict(judgement), "anchor": judgement.anchor._asdict()}


def _entry(entry: Run | Judgement) -> dict[str, Any]:
    return {"entry": "run", **asdict(entry)} if isinstance(entry, Run) else {"entry": "judgement", **_judgement(entry)}
