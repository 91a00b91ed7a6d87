"""What a project knows across its articles: events, origins, the ledger, the course of a dyad."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from onrecord.errors import UsageError
from onrecord.project.judging import now
from onrecord.project.resolving import resolve_pending
from onrecord.project.weighing import weigh
from onrecord.query.dyads import FACTS, Coverage, dyad_series
from onrecord.query.tracks import track_records
from onrecord.record.happenings import EventFilters, OutcomeDecision, SameEvent, claim_at, place_of
from onrecord.resolve.ledger import entries, expectations, with_proposals
from onrecord.resolve.outcomes import rules
from onrecord.types.expectation import OUTCOMES, Decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from onrecord.record.resolution import Resolutions
    from onrecord.types.claim import Claim, Match, ResolvedEvent
    from onrecord.types.expectation import Entry, Outcome, TrackRecord
    from onrecord.types.origin import Chain, Grade
    from onrecord.types.series import DyadSeries, Step, Unit


@dataclass(frozen=True, slots=True)
class EventCheck:
    """One event with all that bears on it.

    told traces the claims that tell it as done, under way or still to come; `denied` those that deny it (None where
    nobody does); `announced` those that told of it before it was told as done
    """

    event: ResolvedEvent
    claims: tuple[Claim, ...]
    told: Chain
    denied: Chain | None
    announced: Chain | None
    grade: Grade
    entry: Entry | None


class Across:
    """Questions to the claims of all articles; every answer is brought up to date first."""

    def __init__(self, store: Resolutions) -> None:
        self.store = store

    def resolve(self, *, again: bool = False, watch: Callable[[int, int], None] | None = None) -> int:
        """Resolve what waits (with `again` everything); returns of how many articles."""
        if again:
            self.store.start_anew()
        return resolve_pending(self.store, watch or (lambda _done, _total: None))

    # -- events -------------------------------------------------------------------------------------------------

    def events(
        self, filters: EventFilters, *, limit: int = -1, offset: int = 0, latest_first: bool = False
    ) -> tuple[ResolvedEvent, ...]:
        """Return the events asked for, by day."""
        self.resolve()
        return self.store.events(filters, limit=limit, offset=offset, latest_first=latest_first)

    def event(self, identity: str) -> ResolvedEvent:
        """Return the event with this id, or the one that the claim with this id tells of; raises UsageError."""
        self.resolve()
        found = self.store.event(identity)
        if found is None:
            raise UsageError(f"{identity!r} is no event and no claim of one; see onrecord events and onrecord show")
        return found

    def check(self, identity: str, today: date | None = None) -> EventCheck:
        """Return the chain of an event: copies, reports, independent origins, denials, grade and what is expected."""
        event = self.event(identity)
        claims = self.store.claims(event.claims)
        return self._checked(event, claims, today or date.today())  # noqa: DTZ011 - the reader's own day

    def _checked(self, event: ResolvedEvent, claims: Sequence[Claim], today: date) -> EventCheck:
        weighed = weigh(event, claims)
        entry = next(iter(self.propose(self._entries([event], today), today)), None)
        return EventCheck(
            event=event,
            claims=tuple(claims),
            told=weighed.told,
            denied=weighed.denied,
            announced=weighed.announced,
            grade=weighed.grade,
            entry=entry,
        )

    def why_same(self, event: ResolvedEvent) -> dict[tuple[str, str], Match]:
        """Return the matches that hold the claims of an event together."""
        inside = set(event.claims)
        return {key: match for key, match in self.store.links(event.claims).items() if inside.issuperset(key)}

    def decide_same(
        self, one: str, other: str, verdict: Literal["same", "different"], *, by: str, why: str | None = None
    ) -> SameEvent:
        """Keep a person's word that two claims tell of one event, or do not. Events may stand for their claims.

        For "different", where both ids stand for events or claims of one event, the claims named are parted.
        """
        places = [place_of(self._claim(identity)) for identity in (one, other)]
        if places[0] == places[1]:
            raise UsageError(f"{one} and {other} are the same claim; name two")
        return self.store.keep_same_event(SameEvent("", verdict, places[0], places[1], by, now(), why))

    def said_on(self, event: ResolvedEvent) -> tuple[SameEvent, ...]:
        """Return what people said on which claims tell of this event, in the order it was said."""
        places = {place_of(claim) for claim in self.store.claims(event.claims)}
        return tuple(said for said in self.store.same_events() if said.one in places or said.other in places)

    def take_back_same(self, identity: str, *, by: str, why: str | None = None) -> SameEvent:
        """Take back a person's word on two claims, named by its id; raises UsageError."""
        said = next((one for one in self.store.same_events() if one.id == identity), None)
        if said is None:
            raise UsageError(f"{identity!r} is no word on two claims that still holds")
        return self.store.keep_same_event(SameEvent("", "undo", said.one, said.other, by, now(), why, said.id))

    def _claim(self, identity: str) -> Claim:
        event = self.event(identity)
        prefix = identity.strip().lower()
        named = [claim for claim in event.claims if claim.startswith(prefix)]
        (claim,) = self.store.claims(named[:1] or event.claims[:1])
        return claim

    # -- the ledger ---------------------------------------------------------------------------------------------

    def ledger(
        self,
        *,
        today: date | None = None,
        dyad: str | None = None,
        due: int | None = None,
        overdue: bool = False,
        state: str | None = None,
        proposals: bool = True,
    ) -> tuple[Entry, ...]:
        """Return the expectations, soonest first; `due` keeps those whose horizon comes within so many days.

        Without `proposals` nothing is proposed, which is much quicker; `propose` does so for those that are shown.
        """
        self.resolve()
        day = today or date.today()  # noqa: DTZ011 - the reader's own day
        found: Iterable[Entry] = self._entries(
            self.store.events(EventFilters(dyad=dyad, told_as=tuple(rules().rank))), day
        )
        if due is not None:
            found = (e for e in found if _is_due(e, day, due))
        if overdue:
            found = (e for e in found if e.state == "overdue")
        if state is not None:
            found = (e for e in found if e.state == state)
        return self.propose(found, day) if proposals else tuple(found)

    def _entries(self, events: Sequence[ResolvedEvent], today: date) -> tuple[Entry, ...]:
        asked = {claim for event in events for claim in event.claims}
        claims = {claim.id: claim for claim in self.store.claims(asked)}
        return entries(events, claims, self._decisions(), today)

    def entries(self, events: Sequence[ResolvedEvent], today: date) -> tuple[Entry, ...]:
        """Return the lines of the ledger for some events, with proposals; what waits to be resolved is left waiting."""
        return self.propose(self._entries(events, today), today)

    def propose(self, waiting: Iterable[Entry], today: date) -> tuple[Entry, ...]:
        """Return entries with what later tellings propose became of them."""
        asked = tuple(waiting)
        own = self.store.claims(i for entry in asked for i in entry.expectation.claims)
        dyads = sorted({dyad for claim in own for dyad in claim.dyads})
        near = {claim.id: claim for dyad in dyads for claim in self.store.claims_of_dyad(dyad)}
        return with_proposals(asked, near | {claim.id: claim for claim in own}, today)

    def _decisions(self) -> tuple[Decision, ...]:
        found = []
        for said in self.store.outcomes():
            claim = claim_at(said.claim, self.store.claims_of_article(said.claim.article))
            if claim is not None:
                found.append(Decision(claim.id, said.outcome, said.by, said.at, said.why or ""))
        return tuple(found)

    def decide(self, identity: str, outcome: str, *, by: str, why: str | None = None) -> OutcomeDecision:
        """Keep a person's word on an expectation, named by its id or that of its event; "open" reopens it."""
        if outcome not in (*OUTCOMES, "open"):
            raise UsageError(f"{outcome!r} is no outcome; use one of {', '.join((*OUTCOMES, 'open'))}")
        event = self.event(identity)
        claims = {claim.id: claim for claim in self.store.claims(event.claims)}
        expected = expectations([event], claims)
        if not expected:
            raise UsageError(f"{identity}: nobody tells this event as still to come, so there is nothing to resolve")
        place = place_of(claims[expected[0].id])
        chosen: Outcome | Literal["open"] = outcome  # type: ignore[assignment]
        return self.store.keep_outcome(OutcomeDecision("", place, chosen, by, now(), why))

    def track_records(self, *, today: date | None = None) -> tuple[TrackRecord, ...]:
        """Return how often what sources, kinds of sources, parties and outlets expected came about, as decided."""
        told = self.ledger(today=today, proposals=False)
        claims = {c.id: c for c in self.store.claims(i for e in told for i in e.expectation.claims)}
        return track_records(told, claims)

    # -- dyads --------------------------------------------------------------------------------------------------

    def dyad(
        self, one: str, other: str, *, step: Step = "month", unit: Unit = "origins", statuses: Sequence[str] = FACTS
    ) -> DyadSeries:
        """Return cooperation and conflict between two parties over time."""
        self.resolve()
        name = "-".join(sorted((one.upper(), other.upper())))
        events = self.store.events(EventFilters(dyad=name))
        claims = {claim.id: claim for claim in self.store.claims(i for event in events for i in event.claims)}
        coverage = (Coverage(*naming) for naming in self.store.coverage())
        return dyad_series(name, events, claims, coverage, step=step, unit=unit, statuses=statuses)


def _is_due(entry: Entry, today: date, days: int) -> bool:
    horizon = entry.expectation.horizon
    if horizon is None or horizon.basis == "assumed" or entry.state not in {"open", "due"}:
        return False
    return horizon.first <= today + timedelta(days=days)
