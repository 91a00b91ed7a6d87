"""The review queue: the records that most need a person's eye, one after the other, by keyboard or by forms."""

from __future__ import annotations

from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.present.web.listing import Listing, addresses, respond
from onrecord.present.web.serving import Opened, Reader, kept, render
from onrecord.present.web.views.dossier import Shown, shown_records
from onrecord.present.web.views.tellings import Context, context_of
from onrecord.project.project import Project
from onrecord.record.counting import QueueItem
from onrecord.record.fields import FIELDS, TYPES
from onrecord.record.rows import Version

router = APIRouter()
SHOWN = 20
LISTED = 200
WHY = {
    "conflict": "Told differently elsewhere",
    "single-source": "One weak source",
    "low-evidence": "Something is missing",
}


class Item(NamedTuple):
    """One record to look at: why, where it stands, and the words around it."""

    why: str
    words: str
    version: Version
    shown: Shown
    context: Context


@router.get("/review")
def review(request: Request, project: Opened, who: Reader) -> Response:
    """Show the records that wait, the most pressing first."""
    queue = queue_of(request, project, LISTED)
    return render(
        request,
        "review.html",
        items=_items(project, queue[:SHOWN]),
        waiting=len(queue),
        most=LISTED,
        fields=FIELDS,
        types=TYPES,
        formats=addresses("/review", {}),
    )


@router.get("/review.{ending}")
def review_list(request: Request, project: Opened, who: Reader, ending: str) -> Response:
    """Return the queue as a list for programs."""
    rows = [
        {
            "record": item.record,
            "why": item.why,
            "title": item.words,
            "article": item.article,
            "day": None,
            "link": f"/articles/{item.article}#r-{item.record}",
        }
        for item in queue_of(request, project, LISTED)
    ]
    return respond(request, Listing("To review", "/review", rows, len(rows)), ending)


def queue_of(request: Request, project: Project, most: int) -> tuple[QueueItem, ...]:
    """Return the records that wait for a person's eye."""
    return kept(request).get(project, ("queue", most), lambda: project.queue(most))


def _items(project: Project, queue: tuple[QueueItem, ...]) -> list[Item]:
    found = []
    dossiers = {article: project.show(article) for article in dict.fromkeys(item.article for item in queue)}
    records = {one.record.id: one for dossier in dossiers.values() for one in shown_records(dossier)}
    for item in queue:
        one, dossier = records.get(item.record), dossiers[item.article]
        if one is not None:
            around = context_of(dossier.text, one.place)
            found.append(Item(WHY.get(item.why, item.why), item.words, dossier.version, one, around))
    return found
