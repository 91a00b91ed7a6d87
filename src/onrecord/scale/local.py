"""The engine of this machine: one process a worker, each loading the models once and working until there is no more.

A worker that ends, however it ends, ends alone: the others go on, and another takes its place. Workers leave
interrupts to the parent and end with it, even where it was killed.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from onrecord.scale.engines import Ended, one_thread_each

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from onrecord.scale.coding import Job, Outcome

SECONDS_TO_END = 5.0


@dataclass(slots=True)
class _Worker:
    """One process and our end of the pipe to it."""

    process: SpawnProcess
    pipe: Connection
    job: Job | None = None


class LocalEngine:
    """Worker processes of this machine; `run` is what they do with a job, a function they can import."""

    def __init__(self, workers: int, run: Callable[[Job], Outcome] | None = None) -> None:
        self._most, self._run = workers, run
        self._workers: list[_Worker] = []

    def free(self) -> int:
        """Return how many jobs could be started now."""
        return self._most - sum(worker.job is not None for worker in self._workers)

    def start(self, job: Job) -> None:
        """Give a job to a worker that is free, a new one where there is none."""
        idle = next((worker for worker in self._workers if worker.job is None), None)
        worker = idle or self._new()
        worker.job = job
        try:
            worker.pipe.send(job)
        except OSError:
            # it has ended in between, which `wait` will tell
            return

    def _new(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        with one_thread_each():
            process = context.Process(target=_work, args=(theirs, self._run), daemon=True)
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def pids(self) -> list[int]:
        """Return the numbers of the worker processes."""
        return [worker.process.pid for worker in self._workers if worker.process.pid is not None]

    def wait(self, seconds: float) -> list[Ended]:
        """Return the jobs that have ended; waits for one up to so many seconds."""
        busy = {worker.pipe: worker for worker in self._workers if worker.job is not None}
        return [self._ended(busy[pipe]) for pipe in wait(list(busy), seconds)]  # type: ignore[index]

    def _ended(self, worker: _Worker) -> Ended:
        job = worker.job
        assert job is not None  # noqa: S101 - asked of busy workers only
        try:
            manifest, error, fatal = worker.pipe.recv()
        except (EOFError, OSError):
            self._workers.remove(worker)
            worker.pipe.close()
            worker.process.join()
            return Ended(job, error=f"its worker ended with code {worker.process.exitcode}", crashed=True)
        worker.job = None
        return Ended(job, manifest, error, fatal=fatal)

    def close(self) -> None:
        """End all workers, whatever they have in hand."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(SECONDS_TO_END)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()


def _work(pipe: Any, run: Callable[[Job], Outcome] | None) -> None:
    """Make shards until the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    from onrecord.scale.coding import outcome_of  # noqa: PLC0415 - the worker alone loads what reads texts

    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send((run or outcome_of)(job))


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)
