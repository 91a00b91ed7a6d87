"""The interface across articles: events, the ledger, dyads, forums, instruments, parties.

Filters have the names they have in a search, and mean the same there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Depends, Path, Query, Request

from onrecord.errors import UsageError
from onrecord.present.across import check_values, event_values
from onrecord.present.proceedings import forum_values, instrument_values
from onrecord.present.web.pages.dyads import all_dyads, series_of
from onrecord.present.web.pages.ledger import records_of
from onrecord.present.web.serving import Opened, ReviewerPosted, kept
from onrecord.present.web.values import ERRORS, Limit, Offset, OutcomeBody, SameBody, Values, paged
from onrecord.present.web.views.dyads import Switches, conflict_types
from onrecord.present.web.views.parties import Party, offices_of_party, parties_in
from onrecord.present.wording import party_name
from onrecord.project.asking import day_asked, dyad_asked
from onrecord.project.proceedings import Forums, Instruments
from onrecord.project.project import Project
from onrecord.query.dyads import FACTS, parties_of
from onrecord.record.expected import Wanted
from onrecord.record.happenings import EventFilters
from onrecord.record.values import as_values
from onrecord.types.expectation import State

router = APIRouter(prefix="/api/v1", responses=ERRORS)
LONGEST = 200
Word = Annotated[str | None, Query(max_length=LONGEST)]
Identity = Annotated[str, Path(max_length=64, description="An id, or its beginning.")]
DyadName = Annotated[str, Path(max_length=40, description="Two party codes, like IND-RUS.")]
Code = Annotated[str, Path(max_length=40, description="A party code, like IND.")]
Status = Literal[
    "occurred", "ongoing", "scheduled", "expected", "possible", "conditional", "demanded", "denied", "cancelled"
]


def filters(
    dyad: Word = None,
    party: Word = None,
    type: Word = None,
    status: Status | None = None,
    since: Word = None,
    until: Word = None,
    country: Word = None,
    place: Word = None,
) -> EventFilters:
    """Return which events are asked for; what is empty narrows nothing."""
    return EventFilters(
        dyad=dyad_asked(dyad or None),
        party=party.upper() if party else None,
        type=type.upper() if type else None,
        status=status,
        since=day_asked(since or None),
        until=day_asked(until or None),
        country=country.upper() if country else None,
        place=place or None,
    )


@router.get("/events")
def events(
    project: Opened, asked: Annotated[EventFilters, Depends(filters)], limit: Limit = 20, offset: Offset = 0
) -> Values:
    """Return the events asked for, the latest first, each with its tellings."""
    across = project.across
    found = across.events(asked, limit=limit, offset=offset, latest_first=True)
    claims = {claim.id: claim for claim in across.store.claims(i for event in found for i in event.claims)}
    items = [event_values(event, [claims[i] for i in event.claims]) for event in found]
    return paged(items, across.store.count_events(asked), limit, offset)


@router.get("/events/{identity}")
def event(project: Opened, identity: Identity) -> Values:
    """Return one event, named by its id or that of a claim: tellings, origins, denials, grade, what is expected."""
    return Values(check_values(project.across, project.across.check(identity)))


@router.post("/events/{identity}/outcome", status_code=201)
def decide(project: Opened, posted: ReviewerPosted, identity: Identity, body: OutcomeBody) -> Values:
    """Decide what became of what an event was expected to be; returns the decision."""
    made = project.across.decide(identity, body.outcome, by=posted.visitor.name, why=body.why)
    return Values(as_values(made), 201)


@router.post("/events/{identity}/same", status_code=201)
def same(project: Opened, posted: ReviewerPosted, identity: Identity, body: SameBody) -> Values:
    """Say that this and another claim or event tell of one happening, or of two; returns what was said."""
    made = project.across.decide_same(identity, body.other, body.verdict, by=posted.visitor.name, why=body.why)
    return Values(as_values(made), 201)


@router.get("/ledger")
def ledger(
    *,
    project: Opened,
    dyad: Word = None,
    party: Word = None,
    state: Annotated[list[State] | None, Query(max_length=len(get_args(State)))] = None,
    proposed: bool = False,
    since: Word = None,
    until: Word = None,
    today: Word = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Values:
    """Return what is expected, soonest first: its horizon, where it stands as of `today`, proposal and decisions."""
    first, last, day = (_day(words) for words in (since, until, today))
    wanted = Wanted(
        dyad=dyad_asked(dyad or None),
        party=party.upper() if party else None,
        states=tuple(state) if state else None,
        meets=(first or date.min, last or date.max) if first or last else None,
        proposed=proposed,
    )
    found = project.across.expectations(wanted, today=day, limit=limit, offset=offset)
    total = project.across.count_expectations(wanted, today=day)
    return paged([as_values(entry) for entry in found], total, limit, offset)


def _day(words: str | None) -> date | None:
    day = day_asked(words or None)
    return date.fromisoformat(day) if day else None


@router.get("/ledger/records")
def records(request: Request, project: Opened, limit: Limit = 50, offset: Offset = 0) -> Values:
    """Return how often what each source, kind of source, party and outlet expected came about, as decided."""
    return _page([as_values(record) for record in records_of(request, project)], limit, offset)


@router.get("/dyads")
def dyads(request: Request, project: Opened, party: Word = None, limit: Limit = 50, offset: Offset = 0) -> Values:
    """Return the pairs of parties with events between them, those with most first."""
    found = [one for one in all_dyads(request, project) if not party or party.upper() in parties_of(one.dyad)]
    return _page([one._asdict() for one in found], limit, offset)


@router.get("/dyads/{name}")
def dyad(
    request: Request,
    project: Opened,
    name: DyadName,
    step: Literal["month", "week"] = "month",
    unit: Literal["origins", "reports", "copies"] = "origins",
    status: Annotated[list[Status] | None, Query(max_length=len(get_args(Status)))] = None,
) -> Values:
    """Return the course of a dyad: cooperation and conflict by month or week, changes, and the coverage beside it."""
    pair = dyad_asked(name) or ""
    series = series_of(request, project, pair, Switches(unit, step, tuple(status) if status else FACTS))
    found = next(iter(project.across.store.dyads(conflict_types(), pair)), None)
    return Values({"events": found.events if found else 0, **as_values(series)})


@router.get("/forums")
def forums(request: Request, project: Opened, dyad: Word = None, limit: Limit = 20, offset: Offset = 0) -> Values:
    """Return standing bodies with their sessions and tellings; with `dyad` those both parties belong to."""
    return _page(forum_values(_forums(request, project, dyad_asked(dyad or None))), limit, offset)


def _forums(request: Request, project: Project, dyad: str | None) -> Forums:
    return kept(request).get(project, ("forums", dyad), lambda: project.forums(dyad=dyad))


@router.get("/instruments")
def instruments(request: Request, project: Opened, dyad: Word = None, limit: Limit = 20, offset: Offset = 0) -> Values:
    """Return agreements and the like through their stages, with tellings; with `dyad` those both are party to."""
    return _page(instrument_values(_instruments(request, project, dyad_asked(dyad or None))), limit, offset)


def _instruments(request: Request, project: Project, dyad: str | None) -> Instruments:
    return kept(request).get(project, ("instruments", dyad), lambda: project.instruments(dyad=dyad))


@router.get("/parties")
def parties(request: Request, project: Opened, limit: Limit = 50, offset: Offset = 0) -> Values:
    """Return the parties with events, those with most first."""
    return _page([_party(one) for one in parties_in(all_dyads(request, project))], limit, offset)


@router.get("/parties/{code}")
def party(request: Request, project: Opened, code: Code) -> Values:
    """Return one party: its dyads, and who holds which of its offices, as far as is known."""
    code = code.upper()
    found = next((one for one in parties_in(all_dyads(request, project)) if one.code == code), None)
    offices = offices_of_party(code)
    if found is None and not offices and party_name(code) == code:
        raise UsageError(f"{code!r} is no party that is known")
    terms = [as_values(term) for _, holders in offices for term in holders]
    return Values({**_party(found or Party(code, 0, 0, ())), "offices": terms})


def _party(one: Party) -> dict[str, Any]:
    pairs = [dyad.dyad for dyad in one.dyads]
    return {
        "code": one.code,
        "name": party_name(one.code),
        "events": one.events,
        "conflict": one.conflict,
        "dyads": pairs,
    }


def _page(items: Sequence[Any], limit: int, offset: int) -> Values:
    return paged(items[offset : offset + limit], len(items), limit, offset)
