"""Parties and persons: their offices, what they say, what is said of them, what they do."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.present.web.errors import Refused
from onrecord.present.web.listing import Listing, addresses, respond
from onrecord.present.web.pages.dyads import all_dyads
from onrecord.present.web.serving import Opened, kept, render
from onrecord.present.web.views import parties as views
from onrecord.present.web.views.events import rows_of
from onrecord.present.wording import party_name
from onrecord.query.dyads import parties_of
from onrecord.record.expected import Wanted
from onrecord.record.happenings import EventFilters

router = APIRouter()
LATEST = 15
SAID = 15
PEOPLE = 24
MOST_ARTICLES = 30
MOST_CLAIMS = 100
LONGEST_NAME = 200
WAITING = ("open", "due", "overdue")


@router.get("/parties")
def parties(request: Request, project: Opened) -> Response:
    """Show all parties with events."""
    found = views.parties_in(all_dyads(request, project))
    return render(request, "parties.html", parties=found, formats=addresses("/parties", {}))


@router.get("/parties.{ending}")
def parties_as(request: Request, project: Opened, ending: str) -> Response:
    """Return all parties as JSON, CSV or Atom."""
    rows = [
        {"title": party_name(one.code), "code": one.code, "events": one.events, "conflict": one.conflict}
        | {"dyads": [dyad.dyad for dyad in one.dyads], "day": None, "link": f"/parties/{one.code}"}
        for one in views.parties_in(all_dyads(request, project))
    ]
    return respond(request, Listing("Parties", "/parties", rows, len(rows)), ending)


@router.get("/parties/{code}")
def party(request: Request, project: Opened, code: str) -> Response:
    """Show one party."""
    code = code.upper()
    dyads = tuple(dyad for dyad in all_dyads(request, project) if code in parties_of(dyad.dyad))
    offices = views.offices_of_party(code)
    if not dyads and not offices and party_name(code) == code:
        raise Refused(404, "not-found", f"{code!r} is no party that is known", "see the list of parties")
    across = project.across
    events = across.events(EventFilters(party=code), limit=LATEST, latest_first=True)
    claims = {claim.id: claim for claim in across.store.claims(i for event in events for i in event.claims)}
    by, about = (across.store.claims_said(code, SAID, by=own) for own in (True, False))
    awaited = Wanted(party=code, states=WAITING)
    return render(
        request,
        "party.html",
        code=code,
        offices=offices,
        dyads=[(dyad, views.other_side(dyad.dyad, code)) for dyad in dyads],
        people=across.store.people(code, PEOPLE),
        rows=rows_of(events, claims),
        total=across.store.count_events(EventFilters(party=code)),
        said_by=views.latest(by),
        said_about=views.latest(about),
        coming=across.expectations(awaited, limit=LATEST, latest_first=True)[::-1],
        awaited=across.count_expectations(awaited),
    )


@router.get("/persons/{name:path}")
def person(request: Request, project: Opened, name: str) -> Response:
    """Show one person: offices over time, what they said, and what they took part in."""
    name = " ".join(name.split())[:LONGEST_NAME]
    project.across.resolve()
    store = project.across.store
    quoting = store.articles_quoting(name, MOST_ARTICLES)
    dossiers = kept(request).get(
        project, ("quoting", name), lambda: tuple(project.store.dossier(article) for article in quoting)
    )
    claims = store.claims_with_person(name, MOST_CLAIMS)
    offices = views.offices_of_person(name)
    if not (quoting or claims or offices):
        raise Refused(404, "not-found", f"nobody called {name} is told of in this project", "search for the name")
    doing = [claim for claim in claims if name in claim.persons]
    ids = store.event_ids(claim.id for claim in doing)
    events = [event for one in dict.fromkeys(ids.values()) if (event := store.event(one))]
    told = {claim.id: claim for claim in store.claims(i for event in events for i in event.claims)}
    return render(
        request,
        "person.html",
        name=name,
        offices=offices,
        sayings=views.sayings_of(dossiers, name),
        articles=len(quoting),
        most=MOST_ARTICLES,
        rows=rows_of(events[:LATEST], told),
        acting=len(events),
    )
