"""What can be taken out of the workbench: every format of `onrecord export`, and the lists of the pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.present.export import registry
from onrecord.present.web.downloads import download
from onrecord.present.web.pages.events import MOST_IN_LISTS
from onrecord.present.web.pages.search import FILTERS, TITLES, AskedFor
from onrecord.present.web.serving import Opened, Reader, render
from onrecord.project.asking import asked_of

router = APIRouter()
TABLES = ("json", "csv", "atom")


@dataclass(frozen=True, slots=True)
class Export:
    """One list that can be taken out: its name, its page, the endings it has, and what a row is."""

    name: str
    path: str
    endings: tuple[str, ...]
    row: str


@dataclass(frozen=True, slots=True)
class Form:
    """One format: its name, what it is, the ending of its file, what it leaves out, and where it is downloaded."""

    name: str
    words: str
    suffix: str
    drops: tuple[str, ...]
    href: str


LISTS = (
    Export("Events", "/events", TABLES, "one happening with all its tellings taken together"),
    Export("Ledger", "/ledger", (*TABLES, "ics"), "one expectation: by when, according to whom, what became of it"),
    Export("Track records", "/ledger/records", TABLES, "how often what one source expected came about"),
    Export("Dyads", "/dyads", TABLES, "one pair of parties; each dyad’s own page has its periods"),
    Export("Parties", "/parties", TABLES, "one party with its numbers"),
    Export("Articles found", "/search", TABLES, "one article that passes the filters of the search"),
)


@router.get("/exports")
def exports(request: Request, project: Opened, what: AskedFor) -> Response:
    """Show the formats, with the filters that a download takes on."""
    query = urlencode(what.filters)
    return render(
        request,
        "exports.html",
        forms=[_form(known, query) for known in registry.FORMATS],
        lists=LISTS,
        asked=what.filters,
        filters=FILTERS,
        titles=TITLES,
        most=MOST_IN_LISTS,
    )


def _form(known: registry.Format, query: str) -> Form:
    suffix, drops = _shape(known.name)
    return Form(known.name, known.words, suffix, drops, f"/exports/{known.name}" + (f"?{query}" if query else ""))


@cache
def _shape(name: str) -> tuple[str, tuple[str, ...]]:
    """Return the ending of a format's file and what it leaves out; kept, since some formats load large libraries."""
    made = registry.exporter(name)
    return made.suffix or ".zip", tuple(made.drops)


@router.get("/exports/{name}")
def export(project: Opened, who: Reader, what: AskedFor, name: str) -> Response:
    """Send the record, or the part of it that passes the filters, in one format; a reader may read all of it."""
    filters: dict[str, Any] = dict(what.filters)
    # what leaves is whole, however long that takes: nothing is left for later as on pages
    project.across.at_once = None
    return download(project, name, asked_of(**filters))
