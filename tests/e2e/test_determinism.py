"""The same input gives the same bytes: in any process, hash seed, locale, time zone, order, and with any workers."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord.record.happenings import EventFilters

ROOT = Path(__file__).parents[2]
DISPATCHES = ROOT / "examples" / "dispatches.jsonl"
SOME = 8
# settings of a machine that a program without care lets into its output
MACHINES = (
    {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"},
    {"PYTHONHASHSEED": "31337", "TZ": "America/Adak", "LC_ALL": "POSIX", "LANG": "tr_TR.UTF-8", "COLUMNS": "40"},
)


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """The first dispatches, a JSON object a line."""
    return DISPATCHES.read_text(encoding="utf-8").splitlines(keepends=True)[:SOME]


def records(file: Path, machine: dict[str, str]) -> bytes:
    """Return what a process of its own prints on a machine so set."""
    ended = subprocess.run(
        [sys.executable, "-m", "onrecord", "read", str(file), "--json"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **machine},
        capture_output=True,
        timeout=120,
        check=True,
    )
    return ended.stdout


def test_any_machine_prints_the_same_bytes(tmp_path: Path, lines: list[str]) -> None:
    """Hash seed, time zone, locale and the order of the articles change not a byte of a record."""
    forth, back = tmp_path / "forth.jsonl", tmp_path / "back.jsonl"
    forth.write_text("".join(lines), encoding="utf-8")
    back.write_text("".join(reversed(lines)), encoding="utf-8")
    first, second = records(forth, MACHINES[0]), records(back, MACHINES[1])
    assert first.splitlines() == second.splitlines()[::-1]
    assert hashlib.sha256(first).hexdigest() != hashlib.sha256(second).hexdigest()
    assert all(json.loads(line)["events"] is not None for line in first.splitlines())


def test_any_order_and_workers_make_the_same_project(tmp_path: Path, lines: list[str]) -> None:
    """A project filled in another order, in several steps, and read by two workers has the same record and events."""
    made = []
    for name, rows, steps, workers in (("a", lines, 1, 1), ("b", lines[::-1], 3, 2)):
        with onrecord.init(tmp_path / name) as project:
            for step in range(steps):
                file = tmp_path / f"{name}{step}.jsonl"
                file.write_text("".join(rows[step::steps]), encoding="utf-8")
                project.add([file])
                project.read(workers=workers)
            standing = list(project.store._reader.execute("SELECT * FROM effective_record ORDER BY id"))
            made.append((standing, project.across.events(EventFilters())))
    assert made[0] == made[1]
    assert all(made[0])
