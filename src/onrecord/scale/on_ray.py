"""The engine of a cluster: the same function in Ray actors, one a core; the one door to Ray.

Paths go to the actors and counts come back: texts and tables never enter Ray's object store, so that it stays small
whatever the corpus. Inputs and the lake must lie where every machine sees them under the same path. An actor that
ends, or whose machine does, is replaced by another, and its shard is made anew.

With the variable RAY_ADDRESS (or within a Ray job) a running cluster is used; without, one of this machine is started
and ended.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.scale.coding import outcome_of
from onrecord.scale.engines import ONE_THREAD, Ended

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.scale.coding import Job, Outcome

# the least Ray takes; only what a job says and its manifest pass through
OBJECT_STORE_BYTES = 80_000_000
ADDRESS = "RAY_ADDRESS"


class Coder:
    """One worker: loads the models with its first shard and keeps them."""

    def __init__(self, run: Callable[[Job], Outcome] | None = None) -> None:
        self._run = run or outcome_of

    def make(self, job: Job) -> Outcome:
        """Make a shard."""
        return self._run(job)


class RayEngine:
    """Actors of a Ray cluster, by default one a core of it.

    Raises UsageError where Ray is not installed or no cluster can be reached.
    """

    def __init__(self, workers: int | None = None, run: Callable[[Job], Outcome] | None = None) -> None:
        self._ray = _ray()
        self._run = run
        self._mine = not self._ray.is_initialized()
        if self._mine:
            _connect(self._ray, workers)
        self._most = workers or max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        # one core each, and one thread: see engines.THREADS
        options = {"num_cpus": 1, "max_restarts": 0, "runtime_env": {"env_vars": ONE_THREAD}}
        self._actor = self._ray.remote(**options)(Coder)
        self._idle: list[Any] = []
        self._busy: dict[Any, tuple[Any, Job]] = {}

    def free(self) -> int:
        """Return how many jobs could be started now."""
        return self._most - len(self._busy)

    def start(self, job: Job) -> None:
        """Give a job to an actor that is free, a new one where there is none."""
        actor = self._idle.pop() if self._idle else self._actor.remote(self._run)
        self._busy[actor.make.remote(job)] = (actor, job)

    def wait(self, seconds: float) -> list[Ended]:
        """Return the jobs that have ended; waits for one up to so many seconds."""
        done, _ = self._ray.wait(list(self._busy), num_returns=1, timeout=seconds)
        return [self._ended(one) for one in done]

    def _ended(self, reference: Any) -> Ended:
        actor, job = self._busy.pop(reference)
        try:
            manifest, error, fatal = self._ray.get(reference)
        except self._ray.exceptions.RayError as ended:
            words = " ".join(str(ended).split())[:200]
            return Ended(job, error=f"its worker ended ({type(ended).__name__}: {words})", crashed=True)
        self._idle.append(actor)
        return Ended(job, manifest, error, fatal=fatal)

    def close(self) -> None:
        """End all actors, whatever they have in hand, and the cluster where it was started here."""
        for actor in (*self._idle, *(actor for actor, _ in self._busy.values())):
            self._ray.kill(actor)
        self._idle.clear()
        self._busy.clear()
        if self._mine:
            self._ray.shutdown()


def _ray() -> Any:
    try:
        import ray  # noqa: PLC0415 - an extra, and heavy
    except ImportError as error:
        raise UsageError("engine: Ray is not installed; install onrecord[ray], or use --engine local") from error
    return ray


def _connect(ray: Any, workers: int | None) -> None:
    quiet = {"include_dashboard": False, "log_to_driver": False, "configure_logging": False}
    try:
        if os.environ.get(ADDRESS):
            ray.init(log_to_driver=False, configure_logging=False)
        else:
            ray.init(num_cpus=workers, object_store_memory=OBJECT_STORE_BYTES, **quiet)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise UsageError(f"engine: no Ray cluster can be reached or started ({error}); see docs/scale.md") from error
