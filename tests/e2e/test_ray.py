"""The same corpus on a real Ray cluster of this machine gives the same files, also where a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from shards_by_hand import bytes_of, code_here

from onrecord.errors import UsageError
from onrecord.scale.on_ray import RayEngine

ROOT = Path(__file__).parents[2]
ARTICLES, SHARD = 6, 2
LONG_ENOUGH = 280


def start(corpus: Path, lake: Path) -> subprocess.Popen[str]:
    """Start coding a corpus with two Ray workers."""
    arguments = [
        "code",
        str(corpus),
        "--out",
        str(lake),
        "--engine",
        "ray",
        "--workers",
        "2",
        "--shard-size",
        str(SHARD),
    ]
    command = [sys.executable, "-m", "onrecord", *arguments, "--json"]
    environment = {name: value for name, value in os.environ.items() if name != "RAY_ADDRESS"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, encoding="utf-8", stdout=-1, stderr=-1)


def descendants(process: int) -> list[int]:
    """Return the processes a process has started, and those they have."""
    found, waiting = [], [process]
    while waiting:
        one = waiting.pop()
        with suppress(OSError):
            children = [int(c) for f in Path(f"/proc/{one}/task").glob("*/children") for c in f.read_text().split()]
            found += children
            waiting += children
    return found


def kill_a_worker(running: subprocess.Popen[str], lake: Path) -> None:
    """Kill a Ray worker once one has an article in hand."""
    end = time.monotonic() + LONG_ENOUGH
    while time.monotonic() < end and running.poll() is None:
        if any("c" in mark.read_text() for mark in (lake / "work").glob("*.at")):
            for process in descendants(running.pid):
                with suppress(OSError):
                    if Path(f"/proc/{process}/cmdline").read_bytes().startswith(b"ray::Coder"):
                        os.kill(process, signal.SIGKILL)
                        return
        time.sleep(0.02)
    pytest.fail("no worker was there to be killed")


# twenty seconds on a machine at rest; starting a cluster takes long on one that is not
@pytest.mark.timeout(2 * LONG_ENOUGH + 60)
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the workers to be killed in /proc")
def test_ray_gives_what_this_machine_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two Ray workers, one of them killed at work, give byte for byte the files of a run in one process."""
    pytest.importorskip("ray", reason="the extra onrecord[ray] is not installed")
    corpus = tmp_path / "dispatches.jsonl"
    lines = (ROOT / "examples/dispatches.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    corpus.write_text("".join(lines[:ARTICLES]), encoding="utf-8")
    with start(corpus, tmp_path / "ray") as on_ray:
        try:
            kill_a_worker(on_ray, tmp_path / "ray")
            printed, errors = on_ray.communicate(timeout=LONG_ENOUGH)
        finally:
            # its cluster ends with it; where all went well it has ended already
            on_ray.terminate()
    assert on_ray.returncode == 0, errors
    assert '"worker_ends": 1' in printed
    code_here(monkeypatch, corpus, tmp_path / "local", SHARD)
    assert bytes_of(tmp_path / "ray") == bytes_of(tmp_path / "local")


def test_a_missing_ray_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Ray, its engine says what to install."""
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"onrecord\[ray\]"):
        RayEngine(1)
