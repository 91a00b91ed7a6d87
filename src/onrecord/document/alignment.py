"""Alignment: the part two texts have in common, laid side by side, and how alike it is.

Guarantees: symmetric (the same for a and b as for b and a, turned round); pure; the text is compared word by word
only between runs the two share, so that long texts cost little more than short ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.document.shingles import RUN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from onrecord.document.shingles import Shingled

# Between two shared runs as much is compared word by word; longer stretches have been rewritten.
LONGEST_GAP = 60
MOST_REPEATS = 4


class Block(NamedTuple):
    """A stretch of words equal in both texts: where it begins in each, and its length."""

    a: int
    b: int
    size: int


@dataclass(frozen=True, slots=True)
class Side:
    """The shared part as it stands in one text: from word `start` to `end` of `length`, `matched` of them equal."""

    start: int
    end: int
    length: int
    matched: int

    @property
    def density(self) -> float:
        """The share of equal words within the shared part."""
        return self.matched / (self.end - self.start)

    @property
    def share(self) -> float:
        """The share of the whole text that is equal."""
        return self.matched / self.length


def align(a: Shingled, b: Shingled) -> tuple[Side, Side] | None:
    """Return the shared part of two texts as it stands in each; None where they share no run."""
    if (len(a.words), a.words.tobytes()) > (len(b.words), b.words.tobytes()):
        turned = align(b, a)
        return turned and (turned[1], turned[0])
    blocks = list(_blocks(a, b))
    if not blocks:
        return None
    matched = sum(block.size for block in blocks) + sum(_between(a, b, one, two) for one, two in pairwise(blocks))
    first, last = blocks[0], blocks[-1]
    return (
        Side(first.a, last.a + last.size, len(a.words), matched),
        Side(first.b, last.b + last.size, len(b.words), matched),
    )


def _blocks(a: Shingled, b: Shingled) -> Iterator[Block]:
    """Yield the stretches of shared runs, in the order of both texts, without overlap."""
    if min(len(a.words), len(b.words)) < RUN:
        return
    matcher = SequenceMatcher(None, _distinct(a.runs, odd=1), _distinct(b.runs, odd=0), autojunk=False)
    end_a = end_b = 0
    for start_a, start_b, size in matcher.get_matching_blocks():
        skipped = max(end_a - start_a, end_b - start_b, 0)
        length = size + RUN - 1 - skipped
        if size and length > 0:
            yield Block(start_a + skipped, start_b + skipped, length)
            end_a, end_b = start_a + skipped + length, start_b + skipped + length


def _distinct(runs: NDArray[np.uint64], *, odd: int) -> list[int]:
    """Return runs as numbers; one repeated again and again equals nothing, or comparing would take for ever."""
    _, place, counts = np.unique(runs, return_inverse=True, return_counts=True)
    often = counts[place] > MOST_REPEATS
    return [
        -2 * i - 1 - odd if many else run
        for i, (run, many) in enumerate(zip(runs.tolist(), often.tolist(), strict=True))
    ]


def _between(a: Shingled, b: Shingled, one: Block, two: Block) -> int:
    """Return how many words between two stretches are equal and in order."""
    gap_a = a.words[one.a + one.size : two.a]
    gap_b = b.words[one.b + one.size : two.b]
    if not 0 < len(gap_a) <= LONGEST_GAP or not 0 < len(gap_b) <= LONGEST_GAP or not _meet(gap_a, gap_b):
        return 0
    blocks = SequenceMatcher(None, gap_a.tolist(), gap_b.tolist(), autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def _meet(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> bool:
    return bool(np.isin(a, b).any())
