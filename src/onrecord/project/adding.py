"""The verb `add`: everything that sources yield becomes versions in the store, in small transactions.

Guarantees: nothing is annotated; what was added before changes nothing; a kill loses at most the last batch, which
the same call adds again; an interrupt (Ctrl-C) keeps the batch in hand and ends with counts; what cannot be read is
written down with its reason and stops nothing.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING

from onrecord.document import to_document
from onrecord.errors import SourceError
from onrecord.ingest.items import FeedState
from onrecord.ingest.sources import read_sources
from onrecord.ingest.urls import canonical_url
from onrecord.project.results import AddResult, Step, ignore
from onrecord.record.arrivals import arrival
from onrecord.record.database import indexable
from onrecord.record.ids import article_id
from onrecord.record.rows import Trouble
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping, Sequence

    from onrecord.ingest.fetch import Fetcher
    from onrecord.ingest.items import ItemDefaults, LeftOut
    from onrecord.project.results import Watch
    from onrecord.record.rows import Arrival
    from onrecord.record.store import Store
    from onrecord.types.annotation import Issue

BATCH = 100
# A feed with a pause between its pages shows what it brought at least this often.
BATCH_SECONDS = 5.0


@dataclass(slots=True)
class _Batch:
    """What waits to be written."""

    arrivals: list[Arrival] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    since: float = field(default_factory=time.monotonic)

    def is_full(self) -> bool:
        waits = time.monotonic() - self.since > BATCH_SECONDS
        return len(self.arrivals) + len(self.troubles) >= BATCH or (waits and bool(self.arrivals or self.troubles))


class Adding:
    """One call of `add` on a store."""

    def __init__(self, store: Store, run: int, watch: Watch = ignore) -> None:
        self.store, self.run, self.watch = store, run, watch
        self.new: list[str] = []
        self.updated = self.unchanged = self.failed = self.skipped = self.done = 0

    def add(
        self,
        sources: Sequence[str],
        defaults: ItemDefaults,
        field_map: Mapping[str, str],
        fetcher: Fetcher | None,
    ) -> AddResult:
        """Add everything the sources yield; returns counts, also after an interrupt."""
        states = self._feed_states() if fetcher else {}
        known = dict(states)
        items = read_sources(
            sources, defaults=defaults, field_map=field_map, fetcher=fetcher, feed_state=states, known=self._is_known
        )
        stopped = False
        try:
            self._take(items, states, known)
        except KeyboardInterrupt:
            stopped = True
        return self._result(stopped=stopped)

    def _take(
        self, items: Iterator[RawItem | LeftOut], states: MutableMapping[str, FeedState], known: dict[str, FeedState]
    ) -> None:
        batch = _Batch()
        issues: list[Issue] = []
        try:
            for item in items:
                if isinstance(item, RawItem):
                    self._item(item, tuple(issues), batch)
                    issues.clear()
                elif item.whole:
                    self._left_out(item, batch)
                    issues.clear()
                else:
                    # only one field is lost: the item itself comes next and takes the issue along
                    issues.append(item.issue)
                self.watch(Step(self.done, None, item.location))
                if batch.is_full():
                    self._write(batch)
                    batch = _Batch()
        finally:
            # also what was in hand when somebody pressed Ctrl-C
            self._write(batch)
        # only now, so that a kill before this line asks the servers for everything again
        changed = {url: json.dumps(asdict(state)) for url, state in states.items() if known.get(url) != state}
        if changed:
            self.store.keep_feed_states(changed)

    def _item(self, item: RawItem, issues: tuple[Issue, ...], batch: _Batch) -> None:
        self.done += 1
        try:
            document, more = to_document(item)
        except SourceError as error:
            message = str(error).removeprefix(f"{item.location}: ")
            batch.troubles.append(_trouble(item.location, "no-document", message))
            self.failed += 1
            return
        batch.arrivals.append(arrival(item, document, (*issues, *more)))

    def _left_out(self, item: LeftOut, batch: _Batch) -> None:
        if item.skipped:
            self.skipped += item.skipped
            if item.issue.code == "not-modified":
                # the server has answered, and what it had is here
                self.store.succeeded("add", indexable(item.location))
            return
        self.done += 1
        self.failed += 1
        batch.troubles.append(_trouble(item.location, item.issue.code, item.issue.message))

    def _write(self, batch: _Batch) -> None:
        if batch.arrivals or batch.troubles:
            added = self.store.add(batch.arrivals, batch.troubles, self.run)
            self.new += added.new
            self.updated += len(added.updated)
            self.unchanged += added.unchanged

    def _is_known(self, url: str) -> bool:
        """Return whether the page a feed or sitemap names is here already; then it is not fetched again."""
        return self.store.has_article(article_id(canonical_url(url)))

    def _feed_states(self) -> dict[str, FeedState]:
        names = {f.name for f in fields(FeedState)}
        found = {url: json.loads(state) for url, state in self.store.feed_states().items()}
        return {url: FeedState(**{k: v for k, v in state.items() if k in names}) for url, state in found.items()}

    def _result(self, *, stopped: bool) -> AddResult:
        copies, stories = self.store.copies_among(self.new)
        return AddResult(
            new=len(self.new),
            copies=copies,
            stories=stories,
            updated=self.updated,
            unchanged=self.unchanged,
            skipped=self.skipped,
            failed=self.failed,
            stopped=stopped,
        )


def _trouble(location: str, code: str, message: str) -> Trouble:
    place = indexable(location)
    return Trouble("add", place, place, code, indexable(message))
