"""What a project knows across its articles: events, origins, the ledger, the course of a dyad."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from onrecord.errors import UsageError
from onrecord.project.judging import now
from onrecord.project.resolving import resolve_pending
from onrecord.query.dyads import FACTS, Coverage, dyad_series, parties_of
from onrecord.query.tracks import track_records
from onrecord.record.expected import Moment, Wanted
from onrecord.record.happenings import EventFilters, OutcomeDecision, SameEvent, place_of
from onrecord.resolve.ledger import entry_of
from onrecord.resolve.outcomes import best_of, rules
from onrecord.resolve.weighing import weigh
from onrecord.types.expectation import AUTO, OUTCOMES
from onrecord.types.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from onrecord.record.expected import Kept
    from onrecord.record.resolution import Resolutions
    from onrecord.types.claim import Claim, Match, ResolvedEvent
    from onrecord.types.expectation import Entry, Outcome, TrackRecord
    from onrecord.types.origin import Chain, Grade
    from onrecord.types.series import DyadSeries, Step, Unit

# about so many claims an article brings to the ledger
CLAIMS_AN_ARTICLE = 10


@dataclass(frozen=True, slots=True)
class EventCheck(Shown):
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

    def __init__(self, store: Resolutions, confidence: float | None = None) -> None:
        """Ask a store; from the score `confidence` on, a strong proposal stands where nobody decided."""
        self.store = store
        self.confidence = confidence
        # where set, no more articles than these are resolved before an answer; somebody else takes care of the rest
        self.at_once: int | None = None

    def resolve(self, *, again: bool = False, watch: Callable[[int, int], None] | None = None) -> int:
        """Resolve what waits (with `again` everything); returns of how many articles."""
        if again:
            self.store.start_anew()
        elif self.at_once is not None and self.waiting() > self.at_once:
            return 0
        return resolve_pending(self.store, watch or (lambda _done, _total: None))

    def waiting(self) -> int:
        """Return of how many articles the claims, or what they mean for the ledger, are yet to be resolved, about."""
        ledger = self.store.ledger_waiting() // CLAIMS_AN_ARTICLE
        return max(self.store.waiting(), ledger, self.store.proceedings_waiting())

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
        entry = next(iter(self.entries([event], today)), None)
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
    ) -> tuple[Entry, ...]:
        """Return the expectations, soonest first; `due` keeps those whose horizon comes within so many days."""
        day = today or date.today()  # noqa: DTZ011 - the reader's own day
        asked = [{state}] if state is not None else []
        asked += [{"open", "due"}] if due is not None else []
        asked += [{"overdue"}] if overdue else []
        states = tuple(sorted(set.intersection(*asked))) if asked else None
        until = day + timedelta(days=due) if due is not None else None
        return self.expectations(Wanted(dyad=dyad, states=states, until=until), today=day)

    def expectations(
        self,
        wanted: Wanted,
        *,
        today: date | None = None,
        limit: int = -1,
        offset: int = 0,
        latest_first: bool = False,
    ) -> tuple[Entry, ...]:
        """Return a stretch of the expectations asked for, soonest first, each with where it stands on a day."""
        self.resolve()
        at = self._moment(today)
        found = self.store.expectations(wanted, at, limit=limit, offset=offset, latest_first=latest_first)
        return tuple(self._entry(kept, at.today) for kept in found)

    def entries(self, events: Iterable[ResolvedEvent], today: date) -> tuple[Entry, ...]:
        """Return the lines of the ledger for some events; what waits to be resolved is left waiting."""
        at = self._moment(today)
        found = self.store.expectations(Wanted(events=tuple(event.id for event in events)), at)
        return tuple(self._entry(kept, today) for kept in found)

    def count_expectations(self, wanted: Wanted, *, today: date | None = None) -> int:
        """Return how many expectations are asked for."""
        self.resolve()
        return self.store.count_expectations(wanted, self._moment(today))

    def _entry(self, kept: Kept, today: date) -> Entry:
        one = kept.expectation
        return entry_of(one, best_of(one, kept.told, today), kept.decisions, today, self.confidence)

    def _moment(self, today: date | None) -> Moment:
        day = today or date.today()  # noqa: DTZ011 - the reader's own day
        return Moment(day, day - rules().grace, day - rules().silence, self.confidence)

    def decide(self, identity: str, outcome: str, *, by: str, why: str | None = None) -> OutcomeDecision:
        """Keep a person's word on an expectation, named by its id or that of its event; "open" reopens it."""
        if outcome not in (*OUTCOMES, "open"):
            raise UsageError(f"{outcome!r} is no outcome; use one of {', '.join((*OUTCOMES, 'open'))}")
        if by == AUTO:
            raise UsageError(f"{AUTO!r} stands for no person here; decide under another name")
        event = self.event(identity)
        entry = next(iter(self.entries([event], date.today())), None)  # noqa: DTZ011 - the reader's own day
        if entry is None:
            raise UsageError(f"{identity}: nobody tells this event as still to come, so there is nothing to resolve")
        (claim,) = self.store.claims([entry.expectation.id])
        place = place_of(claim)
        chosen: Outcome | Literal["open"] = outcome  # type: ignore[assignment]
        return self.store.keep_outcome(OutcomeDecision("", place, chosen, by, now(), why))

    def track_records(self, *, today: date | None = None) -> tuple[TrackRecord, ...]:
        """Return how often what sources, kinds of sources, parties and outlets expected came about, as decided."""
        self.resolve()
        return track_records(self.store.expected_by(self._moment(today)))

    # -- dyads --------------------------------------------------------------------------------------------------

    def dyad(
        self, one: str, other: str, *, step: Step = "month", unit: Unit = "origins", statuses: Sequence[str] = FACTS
    ) -> DyadSeries:
        """Return cooperation and conflict between two parties over time."""
        self.resolve()
        name = "-".join(sorted((one.upper(), other.upper())))
        events = self.store.events(EventFilters(dyad=name))
        claims = {claim.id: claim for claim in self.store.claims(i for event in events for i in event.claims)}
        coverage = (Coverage(*naming) for naming in self.store.coverage(parties_of(name)))
        return dyad_series(name, events, claims, coverage, step=step, unit=unit, statuses=statuses)
