"""A short run of every fuzzing target, so that no door stays shut to hostile input unnoticed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TARGETS = {"document", "attribution", "times", "feed", "warc", "files", "coded", "api"}
CASES = 40


def test_no_target_fails(tmp_path: Path) -> None:
    """Every target takes some dozens of hostile cases without a crash, a hang or a wrong record."""
    ended = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "fuzz.py"), "--cases", str(CASES), "--seed", "3"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
        timeout=250,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout[-600:] + ended.stderr[-600:]
    told = dict(re.findall(r"^(\w+): ([\d,]+) cases", ended.stdout, re.MULTILINE))
    assert told == dict.fromkeys(TARGETS, str(CASES))
