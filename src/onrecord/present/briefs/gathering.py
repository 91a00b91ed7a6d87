"""What a brief is made of, out of a project: the event, article or dyad asked for, as of one day."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.present.briefs.article import article_page
from onrecord.present.briefs.dyad import dyad_page
from onrecord.present.briefs.event import event_page
from onrecord.present.briefs.html import as_page
from onrecord.present.briefs.markdown import as_markdown
from onrecord.present.briefs.page import line
from onrecord.present.wording import day
from onrecord.project.asking import day_asked, dyad_asked
from onrecord.project.feeding import article_item
from onrecord.query.dyads import parties_of
from onrecord.record.happenings import EventFilters
from onrecord.record.snapshot import Snapshot
from onrecord.record.tellings import Tellings, event_values
from onrecord.record.values import as_values

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from onrecord.present.briefs.page import Line, Page
    from onrecord.project.project import Project
    from onrecord.types.claim import ResolvedEvent

IN_HAND = 256


class Gathering:
    """Makes briefs of one moment of a project, as of one day."""

    def __init__(self, project: Project, today: date, moment: Snapshot) -> None:
        self.project, self.today, self.moment = project, today, moment
        # several events of a dyad stand in one article
        self._tellings = Tellings(lru_cache(IN_HAND)(moment.standing_of))

    def event(self, identity: str) -> Page:
        """Return the brief on the event with this id, or that of one of its claims; raises UsageError."""
        event = self.project.across.event(identity)
        (values,) = self.values([event])
        return event_page(values, self.entries([event]), self.foot())

    def article(self, identity: str) -> Page:
        """Return the brief on the article with this id, or in which a version or record has it; raises UsageError."""
        across, moment = self.project.across, self.moment
        article = self.project.store.named(identity).article
        standing = moment.standing_of(article)
        if standing is None:
            raise UsageError(f"{identity}: no such article in this project; find one with onrecord search")
        reading = moment.reading_of(standing.version.id)
        item = article_item(standing, reading, moment.key_of(article))
        claims = across.store.claims_of_article(article)
        found = {e.id: e for claim in claims if (e := across.store.event(claim.id)) is not None}
        events = sorted(found.values(), key=lambda e: (e.first or self.today, e.id))
        return article_page(item, self.values(events), self.entries(events), self.foot())

    def dyad(self, words: str, *, since: str | None = None, until: str | None = None) -> Page:
        """Return the brief on two parties ("RUS-IND"), of events within days if asked; raises UsageError."""
        name = dyad_asked(words) or ""
        one, other = sorted(parties_of(name))
        across = self.project.across
        first, last = day_asked(since) or "", day_asked(until) or "9999"
        series = across.dyad(one, other)
        periods = tuple(p for p in series.periods if p.last.isoformat() >= first and p.first.isoformat() <= last)
        series = replace(series, periods=periods)
        events = across.events(EventFilters(dyad=name, since=day_asked(since), until=day_asked(until)))
        found = self.values(events), self.entries(events)
        return dyad_page(series, found, self.project.wants(name), self.foot())

    def values(self, events: Iterable[ResolvedEvent]) -> list[dict[str, Any]]:
        """Return events as exports have them."""
        store = self.project.across.store
        return [event_values(event, store.claims(event.claims), self._tellings) for event in events]

    def entries(self, events: Iterable[ResolvedEvent]) -> list[dict[str, Any]]:
        """Return the lines of the ledger on some events."""
        return [as_values(entry) for entry in self.project.across.entries(tuple(events), self.today)]

    def foot(self) -> Line:
        """Return what a brief was made from."""
        readers = self.moment.readers()
        made = "; ".join(f"{r.extractor}, {r.model}, knowledge {r.vocabulary}" for r in readers)
        name = self.project.settings.name
        words = f"From the project “{name}” as of {day(self.today)}. Read by {made or 'nobody yet'}."
        meant = "Counts are of this collection alone; a grade weighs how it is told, not whether it is true."
        return line(f"{words} {meant}")


def gather(
    project: Project,
    what: str,
    *,
    today: date,
    since: str | None = None,
    until: str | None = None,
    html: bool = False,
) -> str:
    """Return the brief on what an id or a dyad names, as Markdown or HTML; raises UsageError where it names nothing.

    An id of an event or of a claim is one of the event; any other id is one of its article.
    """
    project.across.resolve()
    with Snapshot(project.store.path) as moment:
        page = _page(Gathering(project, today, moment), what, since, until)
    return as_page(page) if html else as_markdown(page)


def _page(gathering: Gathering, what: str, since: str | None, until: str | None) -> Page:
    if "-" in what or "–" in what:
        return gathering.dyad(what, since=since, until=until)
    if since or until:
        raise UsageError("brief: --since and --until narrow a dyad; an event and an article have their own days")
    named = gathering.project.store.named(what)
    event = gathering.project.across.store.event(named.id) if named.what == "record" else None
    return gathering.event(named.id) if event is not None else gathering.article(named.id)
