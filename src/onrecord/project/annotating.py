"""The verb `read` inside a project: annotate what is new, in worker processes, with this process as the one writer.

Guarantees: every reading is a transaction of its own, so that a kill loses at most what the workers had in hand; the
same call goes on where the last one ended; the readings do not depend on the number of workers. A document that fails
is written down and stops nothing; an interrupt ends cleanly with counts.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.errors import OnrecordError
from onrecord.project.results import ReadResult, Step, ignore
from onrecord.record.ids import reading_id
from onrecord.record.rows import Reading, Trouble
from onrecord.types.text import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.project.results import Watch
    from onrecord.record.rows import Version
    from onrecord.record.store import Store
    from onrecord.types.record import Provenance

# Documents handed to each worker ahead of its work.
AHEAD = 3
# Below this many documents, starting further processes takes longer than reading.
FEWEST_FOR_WORKERS = 8


class Task(NamedTuple):
    """One version to read."""

    version: str
    document: Document


class Outcome(NamedTuple):
    """What became of a task: a reading, or the reason why there is none."""

    version: str
    reading: Reading | None
    error: str = ""


def read_task(task: Task) -> Outcome:
    """Read one document; never raises but for what ends the process, so that a worker outlives every document."""
    from onrecord import pipeline  # noqa: PLC0415 - the language model is loaded only where something is read
    from onrecord.record.assemble import assemble  # noqa: PLC0415

    try:
        record = pipeline.read_document(task.document)
    except Exception as error:  # noqa: BLE001 - whatever a document breaks is told of that document
        return Outcome(task.version, None, f"{type(error).__name__}: {error}")
    made = record.provenance
    identity = reading_id(task.version, made)
    body = assemble(record)
    return Outcome(task.version, Reading(identity, task.version, made.extractor, made.model, made.vocabulary, body))


def provenance() -> Provenance:
    """Return what a reading made now would carry; loads the language model."""
    from onrecord import pipeline  # noqa: PLC0415

    return pipeline.provenance()


class Annotating:
    """One call of `read` on a store."""

    def __init__(self, store: Store, run: int, watch: Watch = ignore) -> None:
        self.store, self.run, self.watch = store, run, watch
        self.read = self.events = self.attributions = self.failed = 0

    def annotate(self, versions: tuple[Version, ...], workers: int) -> ReadResult:
        """Read the versions; returns counts, also after an interrupt."""
        tasks = (Task(version.id, self._document(version)) for version in versions)
        alone = workers <= 1 or len(versions) < FEWEST_FOR_WORKERS
        stopped = False
        try:
            for outcome in map(read_task, tasks) if alone else spread(tasks, workers):
                self._keep(outcome)
                self.watch(Step(self.read + self.failed, len(versions), outcome.version))
        except KeyboardInterrupt:
            stopped = True
        left = len(versions) - self.read - self.failed
        return ReadResult(self.read, self.events, self.attributions, self.failed, left, stopped)

    def _document(self, version: Version) -> Document:
        published = date.fromisoformat(version.published) if version.published else None
        return Document(
            id=version.id,
            text=self.store.text_of(version),
            sha256=version.sha256,
            title=version.title,
            outlet=version.outlet,
            published=published,
            url=version.url,
            language=version.language,
        )

    def _keep(self, outcome: Outcome) -> None:
        if outcome.reading is None:
            self.failed += 1
            trouble = Trouble("read", outcome.version, f"version {outcome.version}", "reading-failed", outcome.error)
            self.store.fail([trouble], self.run)
            return
        self.store.keep_reading(outcome.reading, self.run)
        self.read += 1
        self.events += len(outcome.reading.body["events"])
        self.attributions += sum(1 for a in outcome.reading.body["attributions"] if a["continues"] is None)


def spread(tasks: Iterator[Task], workers: int) -> Iterator[Outcome]:
    """Yield the outcome of each task, in the order in which they are done, few tasks being held at a time."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare_worker)
    waiting: set[Future[Outcome]] = set()
    try:
        while True:
            waiting |= {pool.submit(read_task, task) for task in islice(tasks, workers * AHEAD - len(waiting))}
            if not waiting:
                return
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from _outcomes(done)
    except BrokenProcessPool as error:
        message = "a worker process was ended from outside (out of memory?); run again with --workers 1"
        raise OnrecordError(message) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _outcomes(done: Iterable[Future[Any]]) -> Iterator[Outcome]:
    for future in done:
        yield future.result()


def _prepare_worker() -> None:
    """Leave interrupts to the parent, and end with it, even where it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
