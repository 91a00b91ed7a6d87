"""Score the status reading as certainty, on corpora that mark single words from -3 (no fact) to +3 (a fact).

    score_certainty(load_certainty(path))      path: gzipped JSONL, see `load_certainty`

The status of an act, as the events layer reads it, is put on the scale by one table (`CERTAINTY`); the choice of its
numbers is told in docs/certainty.md. No frame is asked: every marked word counts, whatever it names.

Figures, of a label and the number read
    polarity     share of words where both have the same sign: above 0.5, below -0.5, between
    certain      share of words where both are certain (2 or more in size), or neither
    correlation  Pearson's r; 0 where either side never varies
    mae          mean absolute error
    words        how many words were judged
"""

from __future__ import annotations

import gzip
import json
import math
import statistics
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.events.grammar import VERBAL, Grammar
from onrecord.annotate.events.status import StatusReader
from onrecord.annotate.syntax import parse
from onrecord.evaluate.measures import share
from onrecord.types.syntax import Syntax
from onrecord.types.text import Document, Layout, Span, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from onrecord.types.annotation import Status
    from onrecord.types.syntax import Token

CERTAINTY: dict[Status, float] = {
    "occurred": 3.0,
    "ongoing": 3.0,
    "scheduled": 2.0,
    "expected": 1.5,
    "possible": 0.5,
    "conditional": 0.5,
    "demanded": 0.5,
    "cancelled": -1.0,
    "denied": -2.5,
}
SIGN_FROM = 0.5  # a label within half a point of 0 says neither yes nor no
CERTAIN_FROM = 2.0
# white space that the corpora put around these marks is not in the news they were taken from
CLOSING = frozenset({",", ".", ";", ":", "?", "!", "%", ")", "]", "''", "n't", "n’t", "'s", "’s", "'"})
OPENING = frozenset({"(", "[", "``", "$"})


class Target(NamedTuple):
    """A marked word: tokens `first` (inclusive) to `last` (exclusive) of the row's text, and its label."""

    first: int
    last: int
    label: float


class CertaintyRow(NamedTuple):
    """One sentence as space-separated tokens, and its marked words."""

    text: str
    targets: tuple[Target, ...]


class Judged(NamedTuple):
    """What the corpus says of one word, and what was read."""

    label: float
    read: float


def load_certainty(path: Path) -> list[CertaintyRow]:
    """Return the sentences of a gzipped JSONL file: {text, targets: [{span1: [first, last], label}]}."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [
            CertaintyRow(row["text"], tuple(Target(*t["span1"], float(t["label"])) for t in row["targets"]))
            for row in map(json.loads, lines)
        ]
