"""A comparison from outside: two outlets on one dyad, in one project."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXTS = {
    "Lima Herald": "Peru and Chile signed a fishing accord in Lima on Monday. The brazen blockade by Chile ended.",
    "Santiago Post": "Chile and Peru signed a fishing accord in Lima on Monday. Chile accused Peru of theft.",
}


def onrecord(*arguments: str, code: int = 0) -> str:
    """Run a command and return what it prints, after checking its exit code."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**kept, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "160"},
        timeout=240,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a project with one report of each outlet, read."""
    folder = tmp_path_factory.mktemp("compare")
    rows = [{"id": o, "text": t, "outlet": o, "title": o, "published": "2024-05-07"} for o, t in TEXTS.items()]
    (folder / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    place = str(folder / "project")
    onrecord("init", place)
    onrecord("add", str(folder / "news.jsonl"), "--project", place)
    onrecord("read", "--project", place, "--workers", "1", "--quiet")
    return place


def test_two_outlets(project: str) -> None:
    """Each outlet is a group, with its own voice and what only the other tells."""
    found = json.loads(onrecord("compare", "--dyad", "CHL-PER", "--project", project, "--json"))
    groups = {group["name"]: group for group in found["groups"]}
    assert set(groups) == set(TEXTS)
    assert groups["Lima Herald"]["evaluations"]["loaded"]["count"] == 1
    assert groups["Santiago Post"]["evaluations"]["all"]["count"] == 0
    assert "Lima Herald" in {one["group"] for one in found["left_out"]}


def test_too_few_is_printed(project: str) -> None:
    """Two short reports give no rates."""
    assert "too few" in onrecord("compare", "--dyad", "CHL-PER", "--by", "source-type", "--project", project)


def test_name_one_thing(project: str) -> None:
    """Neither an event nor a dyad is a mistake of the call."""
    assert "--dyad RUS-IND" in onrecord("compare", "--project", project, code=2)
