"""An article: its text with layers, its record beside it, its sourcing, versions and copies, and what people decide."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.present.escaping import neutral
from onrecord.present.web.serving import Opened, Posted, Reader, ReviewerPosted, go_to, render
from onrecord.present.web.views.differences import differences
from onrecord.present.web.views.dossier import groups, profile
from onrecord.present.web.views.layers import draw
from onrecord.present.web.views.marks import LAYERS, marks_of
from onrecord.project.judging import Judging
from onrecord.project.project import Project
from onrecord.record.fields import FIELDS, TYPES
from onrecord.record.kinds import KINDS
from onrecord.record.rows import Dossier, Judgement

router = APIRouter()
BESIDES = ("event", "said")
Layers = Annotated[list[str] | None, Query()]
CHOICES = {"type": TYPES}


@router.get("/articles/{identity}")
def article(request: Request, project: Opened, who: Reader, identity: str, layer: Layers = None) -> Response:
    """Show an article; `layer` says which layers are switched on, none of them as layer=none."""
    dossier = project.show(identity)
    chosen = [name for name in LAYERS if name in layer] if layer else list(BESIDES)
    return render(
        request,
        "article.html",
        dossier=dossier,
        version=dossier.version,
        paragraphs=draw(dossier.text, marks_of(dossier)),
        groups=groups(dossier),
        profile=profile(dossier),
        layers=LAYERS,
        chosen=chosen,
        fields=FIELDS,
        kinds=KINDS,
        types=TYPES,
        body=dossier.reading.body if dossier.reading else {},
        issues=_issues(dossier),
    )


def _issues(dossier: Dossier) -> list[str]:
    found = [issue["message"] for sighting in dossier.sightings for issue in sighting.issues]
    body: dict[str, Any] = dict(dossier.reading.body) if dossier.reading else {}
    return [*found, *(issue["message"] for issue in body.get("issues", ()))]


@router.get("/articles/{identity}/versions")
def versions(
    request: Request, project: Opened, who: Reader, identity: str, old: str | None = None, new: str | None = None
) -> Response:
    """Show what changed between two versions; without a choice, between the last two."""
    dossier = project.show(identity)
    known = {version.id: version for version in dossier.versions}
    last = list(known)[-2:]
    before, after = known.get(old or last[0]), known.get(new or last[-1])
    if before is None or after is None:
        raise UsageError("there is no such version of this article")
    pieces = differences(project.store.text_of(before), project.store.text_of(after))
    return render(request, "versions.html", dossier=dossier, old=before, new=after, paragraphs=pieces)


@router.post("/articles/{identity}/judge")
def judge(project: Opened, posted: ReviewerPosted, identity: str) -> Response:
    """Keep a decision on one record of an article, and go back to it."""
    made = decide(project.judge(posted.visitor.name), posted)
    back = posted.get("back") or f"/articles/{identity}"
    return go_to(f"{back.partition('#')[0]}#r-{made.assertion or posted.get('record')}")


def decide(judging: Judging, posted: Posted) -> Judgement:
    """Keep the decision a form holds: `action` on `record`, with `field`, `value` and `why` where they belong."""
    action, record, why = posted.get("action"), posted.get("record"), posted.maybe("why")
    if action == "accept":
        return judging.accept(record, why)
    if action == "reject":
        return judging.reject(record, why)
    if action == "note":
        return judging.note(record, why or "")
    if action == "correct":
        return judging.correct(record, posted.get("field"), posted.get("value"), why)
    if action == "undo":
        return judging.undo(posted.get("judgement"), why)[1]
    raise UsageError(f"{action!r} is nothing one can decide")


@router.post("/articles/{identity}/add")
def add(project: Opened, posted: ReviewerPosted, identity: str) -> Response:
    """Add a record that is missing, on words of the text."""
    kind = posted.get("record_kind")
    names = [name for name in FIELDS.get(kind, {}) if posted.get(name)]
    quote, start = _quote(project, identity, posted)
    values = {name: posted.get(name) for name in names}
    made = project.judge(posted.visitor.name).add(identity, kind, quote, values, posted.maybe("why"), start=start)
    return go_to(f"/articles/{identity}#r-{made.id}")


def _quote(project: Project, identity: str, posted: Posted) -> tuple[str, int | None]:
    """Return the words of the text that were meant: by their place where the page sent it, else as typed."""
    quote, start = posted.get("quote"), posted.get("start")
    if not (start.isascii() and start.isdigit() and len(start) < 10):
        return quote, None
    text = project.show(identity).text
    at = int(start)
    given = posted.fields.get("quote", "").replace("\r\n", "\n")
    there = text[at : at + len(given)]
    return (there, at) if neutral(there) == given else (quote, None)
