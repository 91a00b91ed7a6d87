"""Measure speed: bare spaCy against the whole pipeline, without and with triage, on the same articles in the same run.

usage: python benchmarks/speed.py ARTICLES.jsonl[.gz]... [--every N] [--articles N] [--rounds R]

ARTICLES hold objects with `text` and `published`; of each file every N-th article is read. Bare is all components of
the same model over whole articles, as spaCy comes. The three ways take turns over slices of twenty articles, so that
a machine that slows down slows all of them. Times are those of the processor, not of the clock: other programs on the
machine disturb less. Prints words and articles a second (the median of the rounds), the ratio of each way to bare in
each round, the time of one 700-word article, and the peak of memory.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from triage import articles

from onrecord import pipeline
from onrecord.annotate.syntax import load_model

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.types.text import Document

WORDS = 700
SLICE = 20


def bare(documents: Sequence[Document]) -> None:
    """Run all components of the bare model over whole articles."""
    for _ in load_model().pipe((document.text for document in documents), batch_size=8):
        pass


def whole(documents: Sequence[Document]) -> None:
    """Read each article whole."""
    for document in documents:
        pipeline.read_document(document, strict=True)


def triaged(documents: Sequence[Document]) -> None:
    """Read each article with triage."""
    for document in documents:
        pipeline.read_document(document, strict=True, triage="on")


WAYS: tuple[Callable[[Sequence[Document]], None], ...] = (bare, whole, triaged)


def seconds(way: Callable[[Sequence[Document]], None], documents: Sequence[Document]) -> float:
    """Return the processor time one way takes."""
    start = time.process_time()
    way(documents)
    return time.process_time() - start


def one_round(documents: Sequence[Document]) -> dict[str, float]:
    """Return the time of each way over all articles, in turns."""
    total: dict[str, float] = defaultdict(float)
    for start in range(0, len(documents), SLICE):
        part = documents[start : start + SLICE]
        for way in WAYS:
            total[way.__name__] += seconds(way, part)
    return total


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", type=Path, nargs="+")
    arguments.add_argument("--every", type=int, default=1)
    arguments.add_argument("--articles", type=int, default=None)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    documents = list(articles(options.files, options.every, 0))[: options.articles]
    words = sum(len(document.text.split()) for document in documents)
    for way in WAYS:
        way(documents[:SLICE])
    rounds = [one_round(documents) for _ in range(options.rounds)]
    print(f"{len(documents)} articles, {words} words")
    for way in WAYS:
        name = way.__name__
        time_taken = statistics.median(found[name] for found in rounds)
        ratios = sorted(found["bare"] / found[name] for found in rounds)
        print(
            f"{name:8} {words / time_taken:7.0f} words/s  {len(documents) / time_taken:6.1f} articles/s  "
            f"{statistics.median(ratios):.2f} x bare ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        )
    near = min(documents, key=lambda document: abs(len(document.text.split()) - WORDS))
    print(f"one article of {len(near.text.split())} words: {seconds(whole, [near]):.3f} s")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
