"""A corpus is coded from outside: however it is cut and by however many, the records are the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from shards_by_hand import code_here, rows

from onrecord.scale.contents import shard_tables

ROOT = Path(__file__).parents[2]
ARTICLES = 16


def code(*arguments: str, code: int = 0) -> dict[str, Any]:
    """Run `onrecord code` and return what it prints as JSON."""
    command = [sys.executable, "-m", "onrecord", "code", "--json", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, timeout=240, check=False)
    assert done.returncode == code, done.stderr
    found: dict[str, Any] = json.loads(done.stdout or "null")
    return found


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a few of the invented dispatches."""
    path = tmp_path_factory.mktemp("corpus") / "dispatches.jsonl"
    lines = (ROOT / "examples/dispatches.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:ARTICLES]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def lake(corpus: Path) -> Path:
    """Return a lake of them, made as one shard."""
    made = corpus.parent / "lake"
    with pytest.MonkeyPatch.context() as patch:
        result = code_here(patch, corpus, made)
    assert (result.articles, result.read, result.failed, result.shards) == (ARTICLES, ARTICLES, 0, 1)
    return made


def everything(lake: Path) -> list[str]:
    """Return all rows of all tables but what tells of shards, in order."""
    apart = {"shard", "ordinal"}
    return sorted(
        f"{table} {sorted((k, repr(v)) for k, v in row.items() if k not in apart)}"
        for table in shard_tables()
        for row in rows(lake, table)
    )


def test_cutting_and_workers_change_nothing(corpus: Path, lake: Path) -> None:
    """Two workers on shards of three give the rows that one worker gives on the whole, byte for byte."""
    other = corpus.parent / "other"
    result = code(str(corpus), "--out", str(other), "--workers", "2", "--shard-size", "3")
    assert (result["shards"], result["lost"]) == (6, {})
    assert everything(other) == everything(lake)
    assert any(row["dyads"] for row in rows(lake, "tellings"))


def test_a_second_run_makes_nothing(corpus: Path, lake: Path) -> None:
    """What is finished is passed over, and told."""
    result = code(str(corpus), "--out", str(lake))
    assert (result["shards"], result["finished"], result["articles"]) == (0, 1, 0)


def test_a_lake_keeps_the_size_of_its_shards(corpus: Path, lake: Path) -> None:
    """Another size of shards is refused rather than everything made anew."""
    assert code(str(corpus), "--out", str(lake), "--shard-size", "4", code=2) is None


def test_what_fails_is_told(tmp_path: Path) -> None:
    """A line that is no JSON fails alone: the exit code says so, the table where and why."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "  "}\nno json\n', encoding="utf-8")
    result = code(str(path), "--out", str(tmp_path / "lake"), code=1)
    assert (result["read"], result["failed"]) == (0, 2)
    failed = [(row["location"].rpartition(":")[2], row["code"]) for row in rows(tmp_path / "lake", "failures")]
    assert failed == [("1", "no-text"), ("2", "not-json")]


def test_triage_is_another_lake(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With triage the same articles have less in them, and what made them says so; without it all is made anew."""
    made = tmp_path / "lake"
    sparing = code_here(monkeypatch, corpus, made, triage="on")
    assert {row["extractor"].partition("+")[2] for row in rows(made, "articles")} == {"triage"}
    whole = code_here(monkeypatch, corpus, made)
    assert (sparing.read, whole.shards, whole.read) == (ARTICLES, 1, ARTICLES)
    assert 0 < sparing.attributions < whole.attributions
