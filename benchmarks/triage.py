"""Triage against the whole reading: what it loses, how fast it is, and the weights it goes by.

usage: python benchmarks/triage.py audit ARTICLES.jsonl[.gz]... [--every N] [--first K] [--out COUNTS.json]
       python benchmarks/triage.py learn ARTICLES.jsonl[.gz]... [--every N] [--first K] > WEIGHTS.csv

Of each file every N-th article is read, from the K-th on. `audit` reads each whole and triaged and prints what is
lost; with --out it also keeps the counts, which `sum` adds up: python benchmarks/triage.py sum COUNTS.json...
`learn` reads whole and prints signs with their weights, as in lexicons/en/triage_weights.csv; the threshold is chosen
by hand from an audit on other articles.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import sys
from collections import Counter, defaultdict
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord import pipeline
from onrecord.annotate.triage.losses import Losses
from onrecord.annotate.triage.signs import TextSigns
from onrecord.types.text import Document, digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROUNDS, STEP, SHRINK, WEIGHT_OF_ACTS, SMALLEST = 4, 0.15, 1e-3, 4, 0.05


def articles(paths: Sequence[Path], every: int, first: int) -> Iterator[Document]:
    """Yield every n-th article of each file; those without text are left out."""
    for path in paths:
        opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
        with opened as lines:
            for number, line in enumerate(lines):
                if number % every != first:
                    continue
                row: dict[str, Any] = json.loads(line)
                if (row.get("text") or "").strip():
                    yield article(row)


def article(row: dict[str, Any]) -> Document:
    """Return the document of a row; a day that is none is left out."""
    try:
        day = date.fromisoformat((row.get("published") or "")[:10])
    except ValueError:
        day = None
    text = row["text"]
    return Document(row["id"], text, digest(text), title=row.get("title"), published=day, language="en")


def audit(documents: Iterator[Document]) -> Losses:
    """Read each document whole and triaged and add up what is lost; tells every hundredth on standard error."""
    total = Losses()
    for document in documents:
        total.add(pipeline.audit(document).losses)
        if total.articles % 100 == 0:
            print(f"{total.articles} articles, {total.share_lost:.2%} lost", file=sys.stderr, flush=True)
    return total


def show(total: Losses) -> None:
    """Print the counts."""
    print(f"{total.articles} articles: {total.told()}")
    print(f"parsed: {total.parsed_characters / max(1, total.characters):.1%} of the text")
    print(f"lost: {total.share_lost:.2%} of events between parties")
    print("by type: " + ", ".join(f"{kind} {count}" for kind, count in total.by_type.most_common()))


def learn(documents: Iterator[Document]) -> None:
    """Read whole, learn the weights of signs by logistic regression (one sentence at a time), print them."""
    rows: list[tuple[list[str], bool]] = []
    for document in documents:
        record = pipeline.read_document(document)
        signs = TextSigns(document.text, record.layout.sentences)
        acts = [
            event.trigger.start
            for event in record.events
            if len({p.party for p in (*event.actors, *event.recipients) if p.party}) > 1
        ]
        for i, span in enumerate(record.layout.sentences):
            rows.append((signs.of(i), any(span.start <= at < span.end for at in acts)))
    weights = fit(rows)
    for sign, weight in sorted(weights.items()):
        if abs(weight) >= SMALLEST:
            print(f"{sign},{weight:.2f}")


def fit(rows: list[tuple[list[str], bool]]) -> dict[str, float]:
    """Return the weights after some rounds of adaptive gradient descent, those of the later half averaged."""
    weights, squares, kept = (
        defaultdict[str, float](float),
        defaultdict[str, float](float),
        defaultdict[str, float](float),
    )
    order, chance = list(range(len(rows))), random.Random(0)
    for turn in range(ROUNDS):
        chance.shuffle(order)
        for number in order:
            signs, told = rows[number]
            guess = 1 / (1 + math.exp(-sum(weights[sign] for sign in signs)))
            pull = (guess - told) * (WEIGHT_OF_ACTS if told else 1)
            for sign in signs:
                slope = pull + SHRINK * weights[sign]
                squares[sign] += slope * slope
                weights[sign] -= STEP * slope / math.sqrt(1 + squares[sign])
        if turn >= ROUNDS // 2:
            for sign, weight in weights.items():
                kept[sign] += weight / (ROUNDS - ROUNDS // 2)
    return kept


def main() -> None:
    """Do what is asked."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("task", choices=["audit", "learn", "sum"])
    arguments.add_argument("files", type=Path, nargs="+")
    arguments.add_argument("--every", type=int, default=1)
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--out", type=Path)
    options = arguments.parse_args()
    if options.task == "learn":
        learn(articles(options.files, options.every, options.first))
        return
    if options.task == "audit":
        total = audit(articles(options.files, options.every, options.first))
    else:
        total = Losses()
        for path in options.files:
            counts = json.loads(path.read_text(encoding="utf-8"))
            total.add(Losses(**counts | {"by_type": Counter(counts["by_type"])}))
    if options.out is not None:
        counts = {each.name: getattr(total, each.name) for each in fields(total)}
        options.out.write_text(json.dumps(counts), encoding="utf-8")
    show(total)


if __name__ == "__main__":
    main()
