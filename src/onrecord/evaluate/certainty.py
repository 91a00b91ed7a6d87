"""Score the status reading as certainty, on corpora that mark single words from -3 (no fact) to +3 (a fact).

    score_certainty(load_certainty(path))      path: gzipped JSONL, see `load_certainty`

The status of an act, as the events layer reads it, is put on the scale by one table (`CERTAINTY`); the choice of its
numbers is told in docs/certainty.md. No frame is asked: every marked word counts, whatever it names.

Figures, of a label and the number read
    polarity     share of words where both have the same sign: above 0.5, below -0.5, between
    certain      share of words where both are certain (2 or more in size), or neither
    correlation  Pearson's r; 0 where either side never varies
    mae          mean absolute error: less is better, so it takes no floor
"""

from __future__ import annotations

import gzip
import json
import statistics
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.events.grammar import VERBAL, Grammar
from onrecord.annotate.events.status import StatusReader
from onrecord.annotate.syntax import parse
from onrecord.evaluate.measures import share
from onrecord.types.text import Document, Layout, Span, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from onrecord.types.annotation import Status
    from onrecord.types.syntax import Syntax, Token

CERTAINTY: dict[Status, float] = {
    "occurred": 3.0,
    "ongoing": 3.0,
    "scheduled": 2.0,
    "expected": 2.0,
    "possible": 1.0,
    "conditional": 1.0,
    "demanded": 1.0,
    "cancelled": -2.0,
    "denied": -3.0,
}
SIGN_FROM = 0.5  # a label within half a point of 0 says neither yes nor no
CERTAIN_FROM = 2.0


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
            CertaintyRow(row["text"], tuple(Target(t["span1"][0], t["span1"][1], t["label"]) for t in row["targets"]))
            for row in map(json.loads, lines)
        ]


def score_certainty(rows: Iterable[CertaintyRow]) -> dict[str, float]:
    """Return the figures of the status reading over the marked words; raises ValueError where there are none."""
    return figures(list(judge(rows)))


def judge(rows: Iterable[CertaintyRow]) -> Iterator[Judged]:
    """Parse the rows, each as one sentence, and yield every marked word's label with the number read, in order."""
    kept = list(rows)
    text, sentences = _joined(kept)
    layout = Layout((), sentences, (), ())
    syntax = next(iter(parse([(Document("certainty", text, digest(text)), layout)]))).syntax
    reader = StatusReader(Grammar(syntax))
    starts = [token.start for token in syntax.tokens]
    for row, sentence in zip(kept, sentences, strict=True):
        ends = _ends(row.text)
        for target in row.targets:
            last = sentence.start + ends[target.last - 1] - 1
            token = syntax.tokens[bisect_right(starts, last) - 1]
            yield Judged(target.label, CERTAINTY[status_of(token, syntax, reader)])


def status_of(token: Token, syntax: Syntax, reader: StatusReader) -> Status:
    """Return where the act stands that a word names, of whatever part of speech and without a frame for it.

    A verb and a noun are read as triggers; an adjective said of something ("was ready") stands as its verb does.
    """
    if token.pos in VERBAL:
        return reader.of(token, "", None, is_noun=False).status
    head = syntax.head(token)
    if token.pos == "ADJ" and head.pos in VERBAL:
        return reader.of(head, "", None, is_noun=False).status
    return reader.of(token, "", None, is_noun=True).status


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Return polarity, certain, correlation and mae; raises ValueError where nothing was judged."""
    if not judged:
        raise ValueError("no marked words: nothing to score")
    count = len(judged)
    return {
        "polarity": share(sum(_sign(j.label) == _sign(j.read) for j in judged), count),
        "certain": share(sum(_is_certain(j.label) == _is_certain(j.read) for j in judged), count),
        "correlation": _correlation(judged),
        "mae": statistics.fmean(abs(j.label - j.read) for j in judged),
    }


def _joined(rows: Sequence[CertaintyRow]) -> tuple[str, tuple[Span, ...]]:
    """Put the rows on lines of one text; a line is a sentence, as the corpora cut them."""
    sentences = []
    at = 0
    for row in rows:
        sentences.append(Span(at, at + len(row.text)))
        at += len(row.text) + 1
    return "\n".join(row.text for row in rows), tuple(sentences)


def _ends(text: str) -> list[int]:
    """Return where each space-separated token ends."""
    return list(accumulate((len(word) + 1 for word in text.split(" ")), initial=-1))[1:]


def _sign(value: float) -> int:
    return (value > SIGN_FROM) - (value < -SIGN_FROM)


def _is_certain(value: float) -> bool:
    return abs(value) >= CERTAIN_FROM


def _correlation(judged: Sequence[Judged]) -> float:
    labels, reads = zip(*judged, strict=True)
    if len(set(labels)) < 2 or len(set(reads)) < 2:
        return 0.0
    return statistics.correlation(labels, reads)
