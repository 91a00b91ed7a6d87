"""Answers that take long, kept until the record changes.

Guarantees: what is given is what asking now would give (the stamp of the store and the key tell), and several who ask
for the same at once make it once.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from onrecord.project.project import Project

Answer = TypeVar("Answer")
MOST = 256


class Kept:
    """Answers by key, each good for one stamp of the store."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, tuple[tuple[float, ...], Any]] = OrderedDict()
        self._locks: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, project: Project, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return the answer for a key, made where it is not there or the record has changed since."""
        with self._lock:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            stamp = project.store.stamp()
            held = self._held.get(key)
            if held is not None and held[0] == stamp:
                found: Answer = held[1]
                return found
            made = make()
            with self._lock:
                # the stamp as it was before: what changed meanwhile makes the next one ask again
                self._held[key] = (stamp, made)
                self._held.move_to_end(key)
                while len(self._held) > MOST:
                    gone, _ = self._held.popitem(last=False)
                    self._locks.pop(gone, None)
            return made
