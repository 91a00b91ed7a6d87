"""The data sets `onrecord evaluate` knows: the examples shipped with the project and, where present, outside data.

Each set is read with the pipeline as anybody would run it and scored by its own module.
The digest of a set's files is kept beside its floors, so that a figure is never compared across different data.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import yaml

from onrecord import pipeline
from onrecord.annotate.times import find_times
from onrecord.evaluate.articles import GoldArticle, load_gold, score_articles
from onrecord.evaluate.certainty import load_certainty, score_certainty
from onrecord.evaluate.polnear import load_polnear, score_polnear
from onrecord.evaluate.sentences import load_rows, score_gsr, score_plv
from onrecord.evaluate.timeml import score_timeml
from onrecord.types.text import Document, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from onrecord.types.record import Record


@dataclass(frozen=True, slots=True)
class DataSet:
    """One set: its name, the files it needs (relative to the data folder), and how to score it."""

    name: str
    files: tuple[str, ...]
    score: Callable[[Path], dict[str, float]]
    outside: bool = True


def _read(identity: str, text: str, title: str | None, outlet: str | None, published: str | None) -> Record:
    day = date.fromisoformat(published[:10]) if published else None
    return pipeline.read_document(
        Document(identity, text, digest(text), title=title, outlet=outlet, published=day, language="en"), strict=True
    )


def _articles(root: Path) -> dict[str, float]:
    gold = load_gold(root / "gold/articles.jsonl", root / "gold/dev")
    return score_articles((a, _read(a.id, a.text, a.title, a.outlet, a.published)) for a in gold)


def _examples(root: Path) -> dict[str, float]:
    gold = list(_example_articles(root))
    return score_articles((a, _read(a.id, a.text, a.title, a.outlet, a.published)) for a in gold)


def _example_articles(root: Path) -> Iterator[GoldArticle]:
    with (root / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    for row in rows:
        text = (root / row["file"]).read_text(encoding="utf-8")
        stem = row["file"].removesuffix(".txt")
        gold = yaml.safe_load((root / "gold" / f"{stem}.yml").read_text(encoding="utf-8"))
        yield GoldArticle(stem, text, row["title"], row["outlet"], row["published"], gold)


def _polnear(root: Path) -> dict[str, float]:
    articles = load_polnear(root / "data/attribution/polnear_dev.jsonl.gz")
    return score_polnear((a, _read(a.id, a.text, a.title, a.outlet, a.published)) for a in articles)


def _gsr(root: Path) -> dict[str, float]:
    rows = load_rows(root / "data/events/plover_gsr_dev.jsonl.gz")
    return score_gsr((row, _read(row["id"], row["text"], None, None, None)) for row in rows)


def _plv(root: Path) -> dict[str, float]:
    rows = load_rows(root / "data/events/plv_train.jsonl.gz")
    return score_plv((row, _read(row["id"], row["text"], None, None, None)) for row in rows)


def _times(root: Path) -> dict[str, float]:
    """Without a parse: the corpus comes as bare text, and the grammar alone is measured."""
    scores = score_timeml(root / "data/times/tempeval3_timeml.tar.gz", find_times)
    kept = {"strict_f1", "relaxed_f1", "value_f1"}
    return {
        f"{part.replace('all', '').strip().lower() or 'all'}.{name}": value
        for part in ("all", "all DATE")
        for name, value in scores[part].items()
        if name in kept
    }


def _certainty(corpus: str) -> DataSet:
    """Return the set of words marked for certainty in one corpus; only syntax and status reading are measured."""
    file = f"data/certainty/{corpus}_dev.jsonl.gz"
    return DataSet(
        f"certainty_{corpus.partition('_')[0]}", (file,), lambda root: score_certainty(load_certainty(root / file))
    )


SETS = (
    DataSet("examples", ("manifest.csv", "gold"), _examples, outside=False),
    DataSet("articles", ("gold/articles.jsonl", "gold/dev"), _articles),
    DataSet("polnear", ("data/attribution/polnear_dev.jsonl.gz",), _polnear),
    DataSet("gsr", ("data/events/plover_gsr_dev.jsonl.gz",), _gsr),
    DataSet("plv", ("data/events/plv_train.jsonl.gz",), _plv),
    DataSet("times", ("data/times/tempeval3_timeml.tar.gz",), _times),
    _certainty("uw"),
    _certainty("uds_ih2"),
    _certainty("meantime"),
)


def data_digest(root: Path, files: tuple[str, ...]) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 over a set's files, in name order."""
    total = hashlib.sha256()
    for name in files:
        path = root / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                total.update(file.relative_to(root).as_posix().encode())
                total.update(file.read_bytes())
    return total.hexdigest()[:16]
