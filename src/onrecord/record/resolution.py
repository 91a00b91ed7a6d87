"""What articles together tell, as the store keeps it: claims, events, and people's decisions on them.

`Resolutions` opens the store beside `Store`: reading never waits, and every step of resolving is one transaction.
It knows nothing of how claims are matched; that is `onrecord.resolve`, brought together with it by the project.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Self

from onrecord.record import (
    articles,
    claims,
    copies,
    database,
    expected,
    happenings,
    materialise,
    news,
    overview,
    proceedings,
)
from onrecord.record.claims import claims_of_article, keep_claim, keep_links, links_of
from onrecord.record.judgements import not_before
from onrecord.record.ledgering import LedgerStep, pending, start_ledger_anew

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from onrecord.record.expected import Expected, Moment, Wanted
    from onrecord.record.expected import Kept as KeptExpectation
    from onrecord.record.happenings import EventFilters, OutcomeDecision, SameEvent
    from onrecord.record.overview import DyadCount, PlaceCount
    from onrecord.record.proceedings import Told
    from onrecord.record.rows import EffectiveView, Version
    from onrecord.types.claim import Claim, Match, ResolvedEvent

Pair = tuple[str, str]
Window = tuple[date, date]


class Standing(NamedTuple):
    """What stands for one article: its current version, its group of copies, its text and the effective view."""

    version: Version
    group: str
    text: str
    view: EffectiveView


class Naming(NamedTuple):
    """One article for the coverage of a dyad: its day, its outlet, and the parties asked for that it tells of."""

    published: date
    outlet: str | None
    parties: frozenset[str]


class Step:
    """One transaction of resolving: what is pending goes in, claims, links and events come out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def pending(self, most: int) -> tuple[str, ...]:
        """Return the articles whose claims are to be made anew."""
        rows = self._connection.execute("SELECT article FROM unresolved ORDER BY article LIMIT ?", (most,))
        return tuple(row[0] for row in rows)

    def standing(self, article: str) -> Standing | None:
        """Return what stands for an article."""
        return standing_of(self._connection, article)

    def replace(self, article: str, made: Iterable[tuple[Claim, Window]]) -> None:
        """Put the claims of an article in the place of those it had; events of the old ones go."""
        gone = [claim.id for claim in claims_of_article(self._connection, article)]
        self.forget_events(gone)
        claims.drop_claims(self._connection, article)
        for claim, window in made:
            keep_claim(self._connection, claim, window)
        self._connection.execute("DELETE FROM unresolved WHERE article = ?", (article,))

    def near(self, asked: Iterable[tuple[Claim, Window]]) -> tuple[Claim, ...]:
        """Return the claims that share a dyad with one of these and whose days meet its window."""
        found = {
            claim
            for one, window in asked
            for dyad in one.dyads
            for claim in claims.claims_near(self._connection, dyad, window)
        }
        return tuple(claims.claims_by_id(self._connection, found))

    def forget_events(self, ids: Iterable[str]) -> None:
        """Take away the events these claims tell of; their other claims are returned by `without_event`."""
        happenings.drop_events(self._connection, ids)

    def without_event(self) -> tuple[str, ...]:
        """Return the ids of the claims that tell of no event yet."""
        rows = self._connection.execute(
            "SELECT id FROM claim WHERE id NOT IN (SELECT claim FROM event_claim) ORDER BY id"
        )
        return tuple(row[0] for row in rows)

    def keep_links(self, matches: Mapping[Pair, Match]) -> None:
        """Keep matches."""
        keep_links(self._connection, matches)

    def component(self, start: Iterable[str], joined: Iterable[Pair]) -> tuple[set[str], dict[Pair, Match]]:
        """Return the claims that hang together with these, by links and by decisions, and the links among them."""
        neighbours: dict[str, set[str]] = {}
        for one, other in joined:
            neighbours.setdefault(one, set()).add(other)
            neighbours.setdefault(other, set()).add(one)
        seen: set[str] = set()
        found: dict[Pair, Match] = {}
        waiting = set(start)
        while waiting:
            seen |= waiting
            links = links_of(self._connection, waiting)
            found |= links
            linked = {i for key in links for i in key}
            waiting = (linked | {i for one in waiting for i in neighbours.get(one, ())}) - seen
        return seen, found

    def claims(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """Return claims by id."""
        return tuple(claims.claims_by_id(self._connection, ids))

    def claims_of(self, article: str) -> tuple[Claim, ...]:
        """Return the claims of an article."""
        return claims_of_article(self._connection, article)

    def keep_events(self, events: Iterable[ResolvedEvent]) -> None:
        """Keep events."""
        for event in events:
            happenings.keep_event(self._connection, event)

    def pending_proceedings(self, most: int) -> tuple[str, ...]:
        """Return articles of which what they tell of forums and instruments is to be found."""
        return proceedings.pending(self._connection, most)

    def keep_proceedings(self, article: str, told: Told) -> None:
        """Keep what an article tells of forums and instruments."""
        proceedings.keep(self._connection, article, told)

    def decisions(self) -> tuple[SameEvent, ...]:
        """Return what people said on pairs of claims."""
        return happenings.same_events(self._connection)


def standing_of(connection: sqlite3.Connection, article: str) -> Standing | None:
    """Return what stands for an article, None where there is no such article."""
    version = articles.current_version(connection, article)
    if version is None:
        return None
    group = copies.group_of(connection, version.id) or version.id
    text = articles.text_of(connection, version.sha256)
    return Standing(version, group, text, materialise.view_of(connection, version))


class Resolutions:
    """The part of the store that holds claims and events; close it, or use it in a `with`."""

    def __init__(self, path: Path) -> None:
        self._may_write = database.may_write(path)
        self._writer = database.connect(path)
        self._reader = database.connect(path)
        self._reader.execute("PRAGMA query_only = ON")

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._reader.close()
        self._writer.close()

    @contextmanager
    def step(self) -> Iterator[Step]:
        """Hold the write lock for one step of resolving; it is kept whole or not at all."""
        with database.writing(self._writer) as connection:
            yield Step(connection)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Let every question within get its answer as of one moment, whatever others write meanwhile."""
        self._reader.execute("BEGIN")
        try:
            self.stamp()
            yield
        finally:
            self._reader.execute("COMMIT")

    def stamp(self) -> tuple[float, ...]:
        """Return what changes with every change of the record, as `Store.stamp`."""
        return news.stamp(self._reader)

    @contextmanager
    def ledger_step(self) -> Iterator[LedgerStep]:
        """Hold the write lock for one step of making the ledger; it is kept whole or not at all."""
        with database.writing(self._writer) as connection:
            yield LedgerStep(connection)

    def waiting(self) -> int:
        """Return how many articles are to be resolved."""
        (count,) = self._reader.execute("SELECT count(*) FROM unresolved").fetchone()
        return int(count)

    def ledger_waiting(self) -> int:
        """Return how many events and claims came since the ledger was last made."""
        return pending(self._reader)

    def proceedings_waiting(self) -> int:
        """Return of how many articles what they tell of forums and instruments is to be found."""
        return proceedings.waiting(self._reader)

    def ledger_by(self, rules: str) -> None:
        """Have the whole ledger made anew where it was made by other rules than those with this name."""
        row = self._reader.execute("SELECT value FROM meta WHERE name = 'ledger'").fetchone()
        # one that nobody may write answers as it is
        if (row is None or row[0] != rules) and self._may_write:
            with database.writing(self._writer) as connection:
                start_ledger_anew(connection, rules)

    def start_anew(self) -> None:
        """Mark every article as to be resolved."""
        with database.writing(self._writer) as connection:
            connection.execute(
                "INSERT INTO unresolved SELECT id FROM article WHERE true ON CONFLICT DO NOTHING",
            )

    # -- ask ----------------------------------------------------------------------------------------------------

    def events(
        self, filters: EventFilters, *, limit: int = -1, offset: int = 0, latest_first: bool = False
    ) -> tuple[ResolvedEvent, ...]:
        """Return the events asked for, by day."""
        found = happenings.events(self._reader, filters, limit=limit, offset=offset, latest_first=latest_first)
        return tuple(found)

    def event_ids_in_order(self, filters: EventFilters) -> tuple[str, ...]:
        """Return the ids of the events asked for, by day and id."""
        return happenings.event_ids(self._reader, filters)

    def events_by_id(self, ids: Iterable[str]) -> tuple[ResolvedEvent, ...]:
        """Return the events with these ids, in the order of the ids given."""
        found = (happenings.event_by_id(self._reader, one) for one in ids)
        return tuple(event for event in found if event is not None)

    def count_events(self, filters: EventFilters) -> int:
        """Return how many events are asked for."""
        return happenings.count_events(self._reader, filters)

    def event(self, identity: str) -> ResolvedEvent | None:
        """Return the event with this id, or the one a claim with this id tells of; the beginning of an id is enough."""
        found = self._named_event(identity)
        return happenings.event_by_id(self._reader, found) if found else None

    def _named_event(self, identity: str) -> str | None:
        prefix = identity.strip().lower()
        rows = self._reader.execute(
            "SELECT DISTINCT event FROM event_claim WHERE claim BETWEEN ? AND ? LIMIT 2", (prefix, prefix + "g")
        ).fetchall()
        return str(rows[0][0]) if len(rows) == 1 else None

    def claims(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """Return claims by id, in order of ids."""
        return tuple(claims.claims_by_id(self._reader, ids))

    def claims_of_dyad(self, dyad: str) -> tuple[Claim, ...]:
        """Return all claims between two parties."""
        return claims.claims_of_dyad(self._reader, dyad)

    def all_claims(self) -> tuple[Claim, ...]:
        """Return all claims, in order of ids."""
        return tuple(
            claims.claim_from_json(row[0]) for row in self._reader.execute("SELECT body FROM claim ORDER BY id")
        )

    def claims_of_article(self, article: str) -> tuple[Claim, ...]:
        """Return the claims of an article."""
        return claims_of_article(self._reader, article)

    def new_by_dyad(self, since: str, most: int) -> tuple[tuple[str, int], ...]:
        """Return the dyads with the most events told for the first time since a moment, and how many."""
        return news.new_by_dyad(self._reader, since, most)

    def new_of_dyad(self, dyad: str, since: str, most: int) -> tuple[str, ...]:
        """Return ids of events of a dyad told for the first time since a moment, the latest first."""
        return news.new_of_dyad(self._reader, dyad, since, most)

    def contradicted(self, most: int) -> tuple[str, ...]:
        """Return ids of events that some tell as denied or cancelled and others do not, the latest first."""
        return news.contradicted(self._reader, most)

    def widely_told(self, most: int) -> tuple[str, ...]:
        """Return ids of the events that most articles tell, more than one at least."""
        return news.widely_told(self._reader, most)

    def links(self, ids: Iterable[str]) -> dict[Pair, Match]:
        """Return the matches these claims have."""
        return links_of(self._reader, ids)

    def same_events(self) -> tuple[SameEvent, ...]:
        """Return what people said on pairs of claims and did not take back."""
        return happenings.same_events(self._reader)

    def expectations(
        self, wanted: Wanted, at: Moment, *, limit: int = -1, offset: int = 0, latest_first: bool = False
    ) -> tuple[KeptExpectation, ...]:
        """Return the expectations asked for as of a day, soonest first, with decisions and what claims propose."""
        return expected.find(self._reader, wanted, at, limit=limit, offset=offset, latest_first=latest_first)

    def count_expectations(self, wanted: Wanted, at: Moment) -> int:
        """Return how many expectations are asked for."""
        return expected.count(self._reader, wanted, at)

    def expected_by(self, at: Moment) -> Iterator[Expected]:
        """Yield for everybody who expects how many of their expectations stand in which state on a day."""
        return expected.expected_by(self._reader, at)

    def proceedings(self) -> Iterator[Told]:
        """Yield what each article tells of forums and instruments."""
        return proceedings.told(self._reader)

    def coverage(self, parties: Collection[str]) -> Iterator[Naming]:
        """Yield every dated article with its outlet, and which of these parties it tells of."""
        of = {party: overview.articles_naming(self._reader, party) for party in sorted(parties)}
        rows = self._reader.execute(
            "SELECT article, published, outlet FROM searched WHERE published IS NOT NULL ORDER BY published, article"
        )
        for article, published, outlet in rows:
            named = frozenset(party for party, articles in of.items() if article in articles)
            yield Naming(date.fromisoformat(published), outlet, named)

    # -- count --------------------------------------------------------------------------------------------------

    def dyads(self, conflict: tuple[str, ...], dyad: str | None = None) -> tuple[DyadCount, ...]:
        """Return the dyads that have events, most events first; `conflict` are the types that count as conflict."""
        return tuple(overview.dyads(self._reader, conflict, dyad))

    def places(self) -> tuple[PlaceCount, ...]:
        """Return the places of events, most events first."""
        return tuple(overview.places(self._reader))

    def claims_said(self, party: str, most: int, *, by: bool) -> tuple[Claim, ...]:
        """Return the latest claims that sources of a party assert, or that those of others assert about it."""
        asked = overview.claims_said_by if by else overview.claims_said_about
        return tuple(asked(self._reader, party, most))

    def claims_with_person(self, name: str, most: int) -> tuple[Claim, ...]:
        """Return the latest claims a person asserts or takes part in."""
        return tuple(overview.claims_with_person(self._reader, name, most))

    def people(self, party: str, most: int) -> tuple[tuple[str, int], ...]:
        """Return the persons of a party who speak, with how often, most first."""
        return tuple(overview.people(self._reader, party, most))

    def articles_quoting(self, name: str, most: int) -> tuple[str, ...]:
        """Return the articles in which somebody speaks, the latest first."""
        return overview.articles_quoting(self._reader, name, most)

    def articles_on(self, dyad: str, most: int) -> tuple[str, ...]:
        """Return the articles that tell anything between two parties, the latest first."""
        return overview.articles_on(self._reader, dyad, most)

    def event_ids(self, claims_asked: Iterable[str]) -> dict[str, str]:
        """Return for claims the ids of the events they tell of."""
        found = ((claim, happenings.event_of_claim(self._reader, claim)) for claim in claims_asked)
        return {claim: event for claim, event in found if event is not None}

    # -- decide -------------------------------------------------------------------------------------------------

    def keep_same_event(self, said: SameEvent) -> SameEvent:
        """Keep a person's word on two claims, and mark their articles as to be resolved."""
        with database.writing(self._writer, durable=True) as connection:
            kept = happenings.keep_same_event(connection, replace(said, at=not_before(connection, said.at)))
            for place in (kept.one, kept.other):
                connection.execute("INSERT INTO unresolved VALUES (?) ON CONFLICT DO NOTHING", (place.article,))
        return kept

    def keep_outcome(self, decision: OutcomeDecision) -> OutcomeDecision:
        """Keep a person's word on an expectation."""
        with database.writing(self._writer, durable=True) as connection:
            at = not_before(connection, decision.at)
            kept = happenings.keep_outcome(connection, replace(decision, at=at))
            expected.mark_at(connection, kept.claim)
        return kept
