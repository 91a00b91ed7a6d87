"""What can be taken out of the workbench, in which forms."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.present.web.serving import Opened, render

router = APIRouter()
TABLES = ("json", "csv", "atom")


@dataclass(frozen=True, slots=True)
class Export:
    """One list that can be taken out: its name, its page, the endings it has, and what a row is."""

    name: str
    path: str
    endings: tuple[str, ...]
    row: str


LISTS = (
    Export("Events", "/events", TABLES, "one happening with all its tellings taken together"),
    Export("Ledger", "/ledger", (*TABLES, "ics"), "one expectation: by when, according to whom, what became of it"),
    Export("Track records", "/ledger/records", TABLES, "how often what one source expected came about"),
    Export("Dyads", "/dyads", TABLES, "one pair of parties; each dyad’s own page has its periods"),
    Export("Parties", "/parties", TABLES, "one party with its numbers"),
    Export("Articles found", "/search", TABLES, "one article that passes the filters of the search"),
)
COMMANDS = (
    ("onrecord read FILE… --json", "the whole record of articles, one object a line (docs/json.md)"),
    ("onrecord show ARTICLE --json --with-text", "all that stands for an article, with its versions and decisions"),
    ("onrecord events --json", "events with every telling"),
    ("onrecord check EVENT --json", "an event’s chain: copies, reports, independent origins, grade and grounds"),
    ("onrecord ledger --json", "expectations with proposals and decisions"),
    ("onrecord dyad RUS IND --json", "cooperation and conflict by month or week"),
    ("onrecord compare --dyad RUS-IND --json", "coverages side by side"),
    ("onrecord backup FILE", "the whole project in one file that onrecord restore reads"),
)
MOST_ROWS = 1000


@router.get("/exports")
def exports(request: Request, project: Opened) -> Response:
    """Show what can be taken out."""
    return render(request, "exports.html", lists=LISTS, commands=COMMANDS, counts=project.status(), most=MOST_ROWS)
