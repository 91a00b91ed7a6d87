"""Jobs the workbench starts: `read` and `add` as processes of their own, so that pages stay quick while they run.

How far a job is stands in the store, so that a job started on the command line is followed just as well.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.project.results import counted

MOST_AT_ONCE = 2


class Jobs:
    """The processes this workbench has started and not seen end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._running: list[tuple[str, subprocess.Popen[bytes]]] = []

    def running(self) -> list[str]:
        """Return what runs, in words."""
        with self._lock:
            self._running = [(words, job) for words, job in self._running if job.poll() is None]
            return [words for words, _ in self._running]

    def read(self) -> None:
        """Start reading what is new; raises UsageError where enough runs already."""
        self._start("read", ["read"])

    def add(self, source: str, *, fetch: bool = False) -> None:
        """Start adding a file, a folder or an address."""
        self._start("add", ["add", *(["--fetch"] if fetch else []), "--", source])

    def retry(self) -> None:
        """Start adding again what failed."""
        self._start("add --retry", ["add", "--retry"])

    def _start(self, words: str, arguments: Sequence[str]) -> None:
        running = self.running()
        if words in running or len(running) >= MOST_AT_ONCE:
            raise UsageError(f"{counted(len(running), 'job')} of this workbench still running; wait for the end")
        verb, *rest = arguments
        command = [sys.executable, "-m", "onrecord", verb, "--quiet", "--project", str(self.folder), *rest]
        # the job's own words go nowhere: what it did and what failed stands in the store
        with self._lock:
            job = subprocess.Popen(  # noqa: S603 - our own program; what was typed is one argument behind --
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            self._running.append((words, job))

    def close(self) -> None:
        """End what runs; what was kept so far stays."""
        for _, job in self._running:
            job.terminate()
        for _, job in self._running:
            job.wait()
