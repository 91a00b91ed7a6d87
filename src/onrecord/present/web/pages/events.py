"""Events: the list, and the page of one with its tellings, origins, versions and decisions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from onrecord.present.web.errors import Refused
from onrecord.present.web.listing import Listing, addresses, respond
from onrecord.present.web.serving import Opened, ReviewerPosted, go_to, render
from onrecord.present.web.views import checks
from onrecord.present.web.views.events import PAGE, STATUSES, TYPES, Row, filters_of, page_of, rows_of, values_of, whole
from onrecord.project.across import Across
from onrecord.record.happenings import EventFilters
from onrecord.types.claim import Claim, ResolvedEvent
from onrecord.types.expectation import OUTCOMES

router = APIRouter()
NEAR = 12
MOST_IN_LISTS = 1000


def asked(request: Request) -> dict[str, str]:
    """Return what the address asks for, without what is empty."""
    return {name: value for name, value in request.query_params.items() if value.strip()}


@router.get("/events")
def events(request: Request, project: Opened) -> Response:
    """Show the events asked for, the latest first."""
    query = asked(request)
    filters = filters_of(query)
    offset = whole(query.get("offset"))
    found = project.across.events(filters, limit=PAGE, offset=offset, latest_first=True)
    total = project.across.store.count_events(filters)
    return render(
        request,
        "events.html",
        rows=rows_of(found, _claims(project.across, found)),
        total=total,
        asked=query,
        statuses=STATUSES,
        types=TYPES,
        page=page_of("/events", query, total),
        formats=addresses("/events", query),
    )


@router.get("/events.{ending}")
def events_as(request: Request, project: Opened, ending: str) -> Response:
    """Return the same list as JSON, CSV or Atom."""
    query = asked(request)
    filters = filters_of(query)
    limit = min(whole(query.get("limit")) or MOST_IN_LISTS, MOST_IN_LISTS)
    found = project.across.events(filters, limit=limit, offset=whole(query.get("offset")), latest_first=True)
    rows = values_of(rows_of(found, _claims(project.across, found)))
    total = project.across.store.count_events(filters)
    return respond(request, Listing("Events", "/events", rows, total), ending)


def _claims(across: Across, events: tuple[ResolvedEvent, ...]) -> dict[str, Claim]:
    return {claim.id: claim for claim in across.store.claims(i for event in events for i in event.claims)}


@router.get("/events/{identity}")
def event(request: Request, project: Opened, identity: str, near: Annotated[str, Query()] = "") -> Response:
    """Show one event: its tellings, their origins, what is not agreed, its grade, and what was decided."""
    found = project.across.check(identity)
    decisions = found.entry.decisions if found.entry else ()
    return render(
        request,
        "event.html",
        found=found,
        event=found.event,
        tellings=checks.tellings_of(found.claims),
        chains=checks.chains_of(found),
        conflicts=checks.conflicts_of(found),
        matches=checks.matches_of(project.across.why_same(found.event), found.claims),
        history=checks.history_of(decisions, project.across.said_on(found.event)),
        persons=checks.participants_of(found.claims)["persons"],
        near=_near(project.across, found.event),
        outcomes=(*OUTCOMES, "open"),
        near_id=near,
    )


def _near(across: Across, event: ResolvedEvent) -> tuple[Row, ...]:
    """Return other events between the same parties near in time: those it could be one with."""
    dyad = "-".join(sorted({*event.actors, *event.recipients})[:2])
    day = event.first.isoformat() if event.first else None
    later = across.events(EventFilters(dyad=dyad, since=day), limit=NEAR)
    earlier = across.events(EventFilters(dyad=dyad, until=day), limit=NEAR, latest_first=True)
    others = {one.id: one for one in (*earlier, *later) if one.id != event.id}
    return rows_of(others.values(), _claims(across, tuple(others.values())))


@router.post("/events/{identity}/outcome")
def decide(project: Opened, form: ReviewerPosted, identity: str) -> Response:
    """Keep a word on what became of what was expected."""
    project.across.decide(identity, form.get("outcome"), by=form.visitor.name, why=form.maybe("why"))
    return go_to(form.get("back") or f"/events/{identity}#history")


@router.post("/events/{identity}/same")
def same(project: Opened, form: ReviewerPosted, identity: str) -> Response:
    """Keep a word that two tellings are of one event, or of two."""
    verdict = form.get("verdict")
    if verdict not in {"same", "different"}:
        raise Refused(400, "bad-value", f"{verdict!r} is neither same nor different", "choose one of them")
    one, other = form.get("one") or identity, form.get("other")
    if not other:
        raise Refused(400, "bad-value", "name the other telling or event", "its id stands on its page")
    kept = project.across.decide_same(
        one, other, "same" if verdict == "same" else "different", by=form.visitor.name, why=form.maybe("why")
    )
    claim = next(iter(project.across.store.claims_of_article(kept.one.article)), None)
    return go_to(f"/events/{_still(project.across, one, claim.id if claim else one)}#history")


def _still(across: Across, identity: str, otherwise: str) -> str:
    """Return the id an event has now: putting together and parting gives it another."""
    across.resolve()
    found = across.store.event(identity)
    return found.id if found else otherwise


@router.post("/events/{identity}/same/{said}/undo")
def take_back(project: Opened, form: ReviewerPosted, identity: str, said: str) -> Response:
    """Take a word on two tellings back."""
    project.across.take_back_same(said, by=form.visitor.name, why=form.maybe("why"))
    return go_to(f"/events/{_still(project.across, identity, identity)}#history")
