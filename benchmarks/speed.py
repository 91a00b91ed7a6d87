"""Measure speed: bare spaCy against the whole pipeline on the same articles in the same run.

usage: python benchmarks/speed.py ARTICLES.jsonl[.gz] [--articles N] [--rounds R]

ARTICLES holds objects with `text` and `published`. Prints articles and words a second of both, their ratio
(the best round of each, alternating), where the pipeline's time goes, and the time of one 700-word article.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from onrecord import pipeline
from onrecord.annotate.syntax import load_model
from onrecord.types.text import Document, digest

WORDS = 700


def load(path: Path, count: int) -> list[Document]:
    """Return the first `count` English articles of a JSONL file."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    documents = []
    with opened as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            text = row["text"]
            day = date.fromisoformat(row["published"][:10]) if row.get("published") else None
            documents.append(
                Document(row["id"], text, digest(text), title=row.get("title"), published=day, language="en")
            )
            if len(documents) == count:
                break
    return documents


def bare(documents: list[Document]) -> float:
    """Return the seconds that all components of the bare model take over whole articles."""
    nlp = load_model()
    start = time.perf_counter()
    for _ in nlp.pipe((document.text for document in documents), batch_size=8):
        pass
    return time.perf_counter() - start


def whole(documents: list[Document]) -> float:
    """Return the seconds that the pipeline takes."""
    start = time.perf_counter()
    for document in documents:
        pipeline.read_document(document, strict=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("articles", type=Path)
    arguments.add_argument("--articles", dest="count", type=int, default=120)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    documents = load(options.articles, options.count)
    words = sum(len(document.text.split()) for document in documents)
    bare(documents[:10])
    whole(documents[:10])
    best: Counter[str] = Counter()
    for _ in range(options.rounds):
        for name, measure in (("bare", bare), ("whole", whole)):
            speed = words / measure(documents)
            best[name] = max(best[name], int(speed))
    for name in ("bare", "whole"):
        print(f"{name:6} {best[name]:6} words/s  {best[name] * len(documents) / words:6.1f} articles/s")
    print(f"ratio  {best['whole'] / best['bare']:.3f}")
    near = min(documents, key=lambda document: abs(len(document.text.split()) - WORDS))
    print(f"one article of {len(near.text.split())} words: {whole([near]):.3f} s")


if __name__ == "__main__":
    main()
