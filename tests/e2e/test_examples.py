"""The shipped examples, read as anybody would read them."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from onrecord import Record, pipeline, to_dict
from onrecord.evaluate.articles import GoldArticle, score_articles
from onrecord.evaluate.sets import SETS, data_digest
from onrecord.types.text import RawItem

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
FLOORS = ROOT / "benchmarks/floors.json"
# one flipped item moves the figures of so small a set by far more than this
TOLERANCE = 0.0005

with (EXAMPLES / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
    ROWS = list(csv.DictReader(manifest))
NAMES = [row["file"].removesuffix(".txt") for row in ROWS]


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    """Return the records of all examples, read with title, outlet and date of the manifest."""
    found = {}
    for row in ROWS:
        path = EXAMPLES / row["file"]
        item = RawItem(
            str(path),
            path.read_bytes(),
            title=row["title"],
            outlet=row["outlet"],
            published=date.fromisoformat(row["published"]),
        )
        found[path.stem] = pipeline.read(item)
    return found


def gold_of(row: dict[str, str]) -> GoldArticle:
    """Return an example's annotation by hand."""
    name = row["file"].removesuffix(".txt")
    text = (EXAMPLES / row["file"]).read_text(encoding="utf-8")
    gold = yaml.safe_load((EXAMPLES / "gold" / f"{name}.yml").read_text(encoding="utf-8"))
    return GoldArticle(name, text, row["title"], row["outlet"], row["published"], gold)


def test_manifest_names_every_text() -> None:
    """Every text is in the manifest and has its annotation."""
    assert sorted(NAMES) == sorted(path.stem for path in EXAMPLES.glob("*.txt"))
    assert sorted(NAMES) == sorted(path.stem for path in (EXAMPLES / "gold").glob("*.yml"))


@pytest.mark.parametrize("name", NAMES)
def test_reads_without_failure(name: str, records: dict[str, Record]) -> None:
    """Every stage reads every example, and each yields attributions and events."""
    record = records[name]
    assert [issue for issue in record.issues if issue.code == "stage-failed"] == []
    assert record.attributions
    assert record.events


@pytest.mark.parametrize("name", NAMES)
def test_references_resolve(name: str, records: dict[str, Record]) -> None:
    """Ids are unique in a record, and every attribution an event or another attribution names is there."""
    record = records[name]
    ids = [found.id for found in (*record.attributions, *record.events)]
    assert len(ids) == len(set(ids))
    attributions = {found.id for found in record.attributions}
    named = {e.attribution for e in record.events} | {a.parent for a in record.attributions}
    assert named - {None} <= attributions


@pytest.mark.parametrize("name", NAMES)
def test_reading_twice_changes_nothing(name: str, records: dict[str, Record]) -> None:
    """Reading the same document again gives the same record."""
    record = records[name]
    assert to_dict(pipeline.read_document(record.document, record.issues)) == to_dict(record)


def test_figures_reach_their_floors(records: dict[str, Record]) -> None:
    """On the examples, no figure falls below its floor."""
    if not FLOORS.exists():
        pytest.skip("benchmarks/floors.json is not written yet")
    floor = json.loads(FLOORS.read_text(encoding="utf-8"))["examples"]
    (examples,) = (s for s in SETS if s.name == "examples")
    assert data_digest(EXAMPLES, examples.files) == floor["digest"], "the gold has changed: measure anew"
    figures = score_articles((gold_of(row), records[Path(row["file"]).stem]) for row in ROWS)
    fallen = {
        name: (round(figures[name], 4), least)
        for name, least in floor["figures"].items()
        if figures[name] < least - TOLERANCE
    }
    assert fallen == {}
