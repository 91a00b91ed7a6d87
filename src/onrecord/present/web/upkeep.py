"""Bring events and the ledger up to date behind the pages, so that no page waits for what a long reading left.

Pages bring up to date by themselves what is quickly done (`AT_ONCE` articles); of more, this thread takes care, step by
step, and until it is through pages show what is there so far and say so.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.project.project import Project

if TYPE_CHECKING:
    from pathlib import Path

LOG = logging.getLogger("onrecord.web")
AT_ONCE = 50
EVERY_SECONDS = 1.0


class _Stopped(Exception):  # noqa: N818 - no fault
    """The workbench ends."""


class Upkeep:
    """One thread with a project of its own; `waiting` is how many articles it has yet to take in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.waiting = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End after the step under way."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            with Project(self.folder) as project:
                while not self._stop.is_set():
                    self._take_in(project)
                    self._stop.wait(EVERY_SECONDS)
        except _Stopped:
            return
        except OnrecordError as error:
            # the pages answer from what is there
            LOG.warning("events are not brought up to date any more: %s", error)
        finally:
            self.waiting = 0

    def _take_in(self, project: Project) -> None:
        self.waiting = project.across.waiting()
        if self.waiting:
            project.across.resolve(watch=self._watch)
        self.waiting = 0

    def _watch(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise _Stopped
        self.waiting = max(total - done, 1)
