"""What runs shards: how an engine is spoken to, and what every engine's workers have in common."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.scale.coding import Job
    from onrecord.scale.manifests import Manifest

# libraries of arithmetic start as many threads as there are cores; beside one process a core these only disturb
THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)
ONE_THREAD = dict.fromkeys(THREADS, "1")


@dataclass(frozen=True, slots=True)
class Ended:
    """A job that has ended: with a manifest, with an error that is the shard's, or with the end of its worker.

    `fatal` where no other shard would fare better.
    """

    job: Job
    manifest: Manifest | None = None
    error: str = ""
    crashed: bool = False
    fatal: bool = False


class Engine(Protocol):
    """Workers, each with one job in hand at most."""

    def free(self) -> int:
        """Return how many jobs could be started now."""
        ...

    def start(self, job: Job) -> None:
        """Give a job to a worker that is free."""
        ...

    def wait(self, seconds: float) -> list[Ended]:
        """Return the jobs that have ended; waits for one up to so many seconds."""
        ...

    def close(self) -> None:
        """End all workers, whatever they have in hand."""
        ...


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Let the processes started meanwhile use one thread each for arithmetic."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(ONE_THREAD)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
