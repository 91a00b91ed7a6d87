"""Counting: precision, recall and their harmonic mean, and words in spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = re.compile(r"\w+")
Words = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 (van Rijsbergen 1979) from counts of right, found and expected."""

    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        """Right among found; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right among expected; 0 where nothing was expected."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are."""
        total = self.found + self.expected
        return 2 * self.right / total if total else 0.0


def words(text: str, spans: Iterable[tuple[int, int]]) -> Words:
    """Return the places of the words within spans; punctuation and quotation marks do not count."""
    return frozenset((m.start(), m.end()) for start, end in spans for m in WORD.finditer(text, start, end))


def share(part: int, whole: int) -> float:
    """Return part of whole, 0 of nothing."""
    return part / whole if whole else 0.0
