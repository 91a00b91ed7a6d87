"""Feed what leaves a project, item by item: articles, then events, then expectations, each by day and id.

Guarantees: everything is as of one moment, whatever others write meanwhile; the same project, filters and day give the
same items in the same order; memory grows with the number of ids, not with what they stand for.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from onrecord.project.layering import layer_items
from onrecord.project.outgoing import ArticleItem, EventItem, ExpectationItem, Header, Kind
from onrecord.record.happenings import EventFilters
from onrecord.record.kinds import SHAPES
from onrecord.record.snapshot import Snapshot
from onrecord.record.tellings import Tellings, event_values
from onrecord.record.values import as_values
from onrecord.resolve.outcomes import rules
from onrecord.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.project.outgoing import Asked, Item
    from onrecord.project.project import Project
    from onrecord.record.resolution import Standing
    from onrecord.record.rows import Judgement, Reading
    from onrecord.types.claim import Claim

SCHEMA = 1
BATCH = 200
# articles kept in hand while events that several of them tell go by
IN_HAND = 512
META = "title outlet published published_at url language author section wire kind sha256".split()
LISTS = tuple(shape.plural for shape in SHAPES.values())


class Feed:
    """What one export is fed; made by `feeding`."""

    def __init__(self, project: Project, asked: Asked, moment: Snapshot) -> None:
        self.project, self.asked, self.moment = project, asked, moment
        self.across = project.across
        # events that are asked for, in order; articles that are, and those that tell these events
        self.events = self._events()
        self._tellings = Tellings(lru_cache(IN_HAND)(moment.standing_of))

    def header(self) -> Header:
        """Return what is true of all items."""
        readers = tuple(as_values(reader) for reader in self.moment.readers())
        asked = self.asked
        settings = self.project.settings
        return Header(settings.name, __version__, SCHEMA, readers, asked.values(), asked.today, settings.licence)

    def items(self, kinds: Iterable[Kind]) -> tuple[int, Iterator[Item]]:
        """Return how many items there are at most, and the items."""
        wanted = frozenset(kinds)
        articles = self.articles(telling=Kind.EVENT in wanted) if Kind.ARTICLE in wanted else ()
        events = self.events if Kind.EVENT in wanted else ()
        expected = self._expected() if Kind.EXPECTATION in wanted else ()
        layers = articles if Kind.LAYERS in wanted else ()
        total = len(articles) + len(events) + len(expected) + len(layers)
        found = (
            self._article_items(articles),
            self._event_items(events),
            self._expectation_items(expected),
            layer_items(self.moment, layers) if Kind.LAYERS in wanted else (),
        )
        return total, chain.from_iterable(found)

    def _article_items(self, articles: Iterable[str]) -> Iterator[ArticleItem]:
        for article in articles:
            standing = self.moment.standing_of(article)
            if standing is not None:
                reading = self.moment.reading_of(standing.version.id)
                key = self.moment.key_of(article)
                yield article_item(standing, reading, key, tuple(self._judgements(standing)))

    def _judgements(self, standing: Standing) -> Iterator[Judgement]:
        named = dict.fromkeys(one for record in standing.view.records for one in record.judgements)
        found = (self.moment.judgement(one) for one in named)
        return (one for one in found if one is not None)

    def articles(self, *, telling: bool) -> tuple[str, ...]:
        """Return the articles asked for, by day and id; with `telling` also those that tell an event asked for."""
        found = self.moment.articles_in_order(self.asked.filters)
        if not telling or not self.asked.values():
            return found
        several = (self.across.store.events_by_id(some) for some in _batches(self.events))
        claims = (self.across.store.claims(i for event in events for i in event.claims) for events in several)
        wanted = {*found, *(claim.article for some in claims for claim in some)}
        every = self.moment.articles_in_order(type(self.asked.filters)())
        return tuple(article for article in every if article in wanted)

    def _events(self) -> tuple[str, ...]:
        found = self.across.store.event_ids_in_order(self.asked.of_events())
        filters = self.asked.filters
        if not (filters.outlet or filters.language or filters.source_type):
            return found
        return tuple(one for some in _batches(found) for one in self._told_so(some))

    def _told_so(self, ids: Iterable[str]) -> Iterator[str]:
        """Yield the events with a telling in the outlet and language and by the kind of source asked for."""
        for event in self.across.store.events_by_id(ids):
            if any(self._is_so(claim) for claim in self.across.store.claims(event.claims)):
                yield event.id

    def _is_so(self, claim: Claim) -> bool:
        asked = self.asked.filters
        if asked.outlet and (claim.outlet or "").casefold() != asked.outlet.casefold():
            return False
        if asked.source_type and claim.source.type != asked.source_type:
            return False
        if not asked.language:
            return True
        standing = self.moment.standing_of(claim.article)
        return standing is not None and standing.version.language == asked.language

    def _expected(self) -> tuple[str, ...]:
        ahead = self.across.store.event_ids_in_order(EventFilters(told_as=tuple(rules().rank)))
        wanted = frozenset(self.events)
        return tuple(event for event in ahead if event in wanted)

    def _event_items(self, ids: Iterable[str]) -> Iterator[EventItem]:
        for some in _batches(ids):
            events = self.across.store.events_by_id(some)
            claims = {c.id: c for c in self.across.store.claims(i for event in events for i in event.claims)}
            for event in events:
                yield EventItem(event.id, event_values(event, [claims[i] for i in event.claims], self._tellings))

    def _expectation_items(self, ids: Iterable[str]) -> Iterator[ExpectationItem]:
        for some in _batches(ids):
            order = {event: place for place, event in enumerate(some)}
            entries = self.across.entries(self.across.store.events_by_id(some), self.asked.today)
            for entry in sorted(entries, key=lambda e: (order[e.expectation.event], e.expectation.id)):
                yield ExpectationItem(entry.expectation.id, as_values(entry))


@contextmanager
def feeding(project: Project, asked: Asked) -> Iterator[Feed]:
    """Bring events up to date, hold one moment of the project, and give what leaves it."""
    project.across.resolve()
    with ExitStack() as held:
        yield Feed(project, asked, _hold(held, project))


def _hold(held: ExitStack, project: Project) -> Snapshot:
    """Hold one and the same moment on both connections: where a write came between, let go and hold again."""
    while True:
        with ExitStack() as trying:
            moment = trying.enter_context(Snapshot(project.store.path))
            trying.enter_context(project.across.store.frozen())
            if moment.stamp == project.across.store.stamp():
                held.push(trying.pop_all())
                return moment


def article_item(
    standing: Standing, reading: Reading | None, key: str, judgements: tuple[Judgement, ...] = ()
) -> ArticleItem:
    """Return what stands for an article as an item."""
    version = standing.version
    made = None
    if reading is not None:
        made = {"extractor": reading.extractor, "model": reading.model, "vocabulary": reading.vocabulary}
    return ArticleItem(
        id=version.article,
        version=version.id,
        key=key,
        group=standing.group,
        meta={name: getattr(version, name) for name in META},
        text=standing.text,
        record=_record(standing, reading),
        standing=standing.view.records,
        read=reading.body if reading is not None else None,
        provenance=made,
        judgements=judgements,
    )


def _record(standing: Standing, reading: Reading | None) -> dict[str, Any] | None:
    """Return the record of an article with what stands in the place of what the machine found."""
    if reading is None and not standing.view.records:
        return None
    found: dict[str, Any] = dict(reading.body) if reading is not None else {}
    found |= {plural: [] for plural in LISTS}
    for record in standing.view.records:
        if record.state != "rejected":
            found[SHAPES[record.kind].plural].append(record.body)
    return found


def _batches(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    left = iter(ids)
    while some := tuple(islice(left, BATCH)):
        yield some
