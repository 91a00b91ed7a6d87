"""The verb `code`: every shard that is not finished is made, by whichever engine, and what ends a worker is found.

What a worker's end costs: its shard is made anew. The article that two workers had in hand when they ended is given up
and written down as failed; a shard that ends workers at ever other places is left out after `MOST_ENDS` of them.
Guarantees: what the lake holds at the end depends on the inputs and on what made it, not on the engine, the number of
workers, the order of shards, or how often any of it was killed; a shard counts when its manifest is there.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import OnrecordError
from onrecord.scale.coding import CODING, Job, read_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onrecord.ingest.items import Rules
    from onrecord.scale.coding import Mark
    from onrecord.scale.engines import Ended, Engine
    from onrecord.scale.manifests import LakeFolder, Made, Manifest
    from onrecord.scale.shards import Shard

SECONDS_BETWEEN_LOOKS = 0.5
MOST_ENDS = 6
# workers that end before they began anything, with none that did anything between them
MOST_FALSE_STARTS = 3
ENDED_TWICE = "reading it ended two worker processes (out of memory?); it is left out"


class Progress(NamedTuple):
    """How far a run is: shards and bytes done, articles done, and the seconds it took; `left` seconds where known."""

    shards: int
    of: int
    articles: int
    seconds: float
    left: float | None


@dataclass(slots=True)
class RunResult:
    """What a run did: manifests of the shards it made, and why there is none of the others."""

    made: list[Manifest] = field(default_factory=list)
    lost: dict[str, str] = field(default_factory=dict)
    worker_ends: int = 0
    seconds: float = 0.0
    stopped: bool = False


@dataclass(slots=True)
class _Case:
    """One shard and what became of the workers that had it."""

    job: Job
    ends: Counter[Mark | None] = field(default_factory=Counter)


class Running:
    """One run over the shards that are to be made."""

    def __init__(self, folder: LakeFolder, engine: Engine, watch: Callable[[Progress], None]) -> None:
        self.folder, self.engine, self.watch = folder, engine, watch
        self.result = RunResult()
        self._cases: dict[str, _Case] = {}
        self._waiting: deque[str] = deque()
        self._active: set[str] = set()
        self._false_starts = 0
        self._bytes = self._bytes_done = 0
        self._begun = time.monotonic()

    def run(self, shards: Iterable[Shard], made: Made, rules: Rules) -> RunResult:
        """Make the shards; returns also after an interrupt. Raises OnrecordError where no worker can work."""
        for shard in shards:
            self._cases[shard.name] = _Case(Job(shard, str(self.folder.home), made, rules, {}))
            self._waiting.append(shard.name)
            self._bytes += shard.size
        try:
            while self._waiting or self._active:
                self._step()
        except KeyboardInterrupt:
            self.result.stopped = True
        finally:
            self.engine.close()
        self.result.seconds = time.monotonic() - self._begun
        return self.result

    def _step(self) -> None:
        while self._waiting and self.engine.free():
            name = self._waiting.popleft()
            self._active.add(name)
            self.folder.mark(name).unlink(missing_ok=True)
            self.engine.start(self._cases[name].job)
        for ended in self.engine.wait(SECONDS_BETWEEN_LOOKS):
            self._active.discard(ended.job.shard.name)
            self._take(ended)
        self.watch(self._progress())

    def _take(self, ended: Ended) -> None:
        name = ended.job.shard.name
        if ended.fatal:
            raise OnrecordError(f"no shard can be read: {ended.error}")
        if ended.crashed:
            self._after_end(name, ended.error)
            return
        self._false_starts = 0
        self._bytes_done += ended.job.shard.size
        if ended.manifest is not None:
            self.result.made.append(ended.manifest)
        else:
            self.result.lost[name] = ended.error

    def _after_end(self, name: str, error: str) -> None:
        """Decide on a shard whose worker ended: again, again without the article that ends workers, or not at all."""
        case = self._cases[name]
        at = read_mark(self.folder.mark(name))
        self.result.worker_ends += 1
        case.ends[at] += 1
        self._false_starts = self._false_starts + 1 if at is None else 0
        if self._false_starts >= MOST_FALSE_STARTS:
            raise OnrecordError(f"worker processes end before they read anything ({error}); see onrecord doctor")
        if at is not None and case.ends[at] > 1:
            case.job = _without(case.job, at)
        elif case.ends.total() - 2 * len(case.job.given_up) >= MOST_ENDS:
            self.result.lost[name] = f"{error}, and so did those that tried again; give fewer --workers, or more memory"
            self._bytes_done += case.job.shard.size
            return
        self._waiting.append(name)

    def _progress(self) -> Progress:
        done = sum(manifest.articles for manifest in self.result.made)
        bytes_done = float(self._bytes_done)
        for name in self._active:
            mark, shard = read_mark(self.folder.mark(name)), self._cases[name].job.shard
            if mark is not None:
                # fields left out have places among the items as well
                done += min(mark.ordinal, shard.count) if shard.count else mark.ordinal
                bytes_done += shard.size * min(1.0, mark.ordinal / shard.count) if shard.count else 0
        seconds = time.monotonic() - self._begun
        left = seconds * (self._bytes - bytes_done) / bytes_done if bytes_done else None
        finished = len(self.result.made) + len(self.result.lost)
        return Progress(finished, len(self._cases), done, seconds, left)


def _without(job: Job, at: Mark) -> Job:
    """Return a job that gives up the article a worker had in hand, or ends before the one that cannot be read."""
    if at.doing == CODING:
        return replace(job, given_up={**job.given_up, at.ordinal: ENDED_TWICE})
    return replace(job, until=at.ordinal)
