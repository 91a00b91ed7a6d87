"""A project from outside: commands, their output, what a kill leaves, and several processes at once."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LEADS = (
    "Norway and Peru signed a fishing accord in Lima on Monday, the Norwegian foreign ministry said.",
    "An unnamed Kenyan official said that Kenya would send a delegation to Uganda next week.",
    "Chile denied on Tuesday that its minister had met the envoy of Bolivia.",
    "The Portuguese minister is expected to visit Rabat in May, according to a Moroccan newspaper.",
)
ENOUGH = 40


def onrecord(*arguments: str, cwd: Path | None = None, code: int = 0) -> str:
    """Run a command and return what it prints, after checking its exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd or ROOT,
        env=environment(),
        timeout=240,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done.stdout


def environment() -> dict[str, str]:
    """Return the environment a command runs in."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "ONRECORD_USER": "ada"}


def objects(output: str) -> list[dict[str, Any]]:
    """Return the objects of JSON lines."""
    return [json.loads(line) for line in output.splitlines()]


def news(path: Path, count: int, *, first: int = 0) -> Path:
    """Write a file of invented reports, each with its own words."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(first, first + count):
            text = f"{LEADS[number % len(LEADS)]}\n\nReport number {number} came from desk {number * 7}."
            row = {"id": f"r{number}", "text": text, "title": f"Report {number}", "published": "2024-05-06"}
            file.write(json.dumps({**row, "outlet": "Example Wire"}) + "\n")
    return path


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with five short reports, read, of which one could not be added."""
    folder = tmp_path_factory.mktemp("projects")
    file = news(folder / "news.jsonl", 5)
    file.write_text(file.read_text(encoding="utf-8") + '{"id": "bad"}\n', encoding="utf-8")
    onrecord("init", str(folder / "watch"), "--name", "Watch")
    onrecord("add", str(file), "--project", str(folder / "watch"), code=1)
    onrecord("read", "--workers", "1", "--quiet", cwd=folder / "watch")
    return folder / "watch"


def test_add_again_changes_nothing(project: Path) -> None:
    """The same file again: nothing new, the failure counted once more, the same digest."""
    before = onrecord("status", "--digest", cwd=project)
    (counts,) = objects(onrecord("add", str(project.parent / "news.jsonl"), "--json", cwd=project, code=1))
    assert (counts["new"], counts["unchanged"], counts["failed"]) == (0, 5, 1)
    assert onrecord("status", "--digest", cwd=project) == before


def test_failures_are_listed_and_retried(project: Path) -> None:
    """What failed is listed with place and reason; a retry runs the same sources again."""
    (failure,) = objects(onrecord("log", "--failed", "--json", cwd=project))
    assert failure["location"].endswith("news.jsonl:6")
    assert failure["code"] == "no-text"
    assert "5 unchanged" in onrecord("add", "--retry", cwd=project, code=1)


def test_search_show_judge_undo(project: Path) -> None:
    """From a word to an article, to a record, to a decision on it, and back."""
    hits = objects(onrecord("search", "fishing", "--dyad", "PER-NOR", "--json", "--project", str(project)))
    assert len(hits) == 2
    (shown,) = objects(onrecord("show", hits[0]["article"], "--json", cwd=project))
    event = next(record for record in shown["records"] if record["kind"] == "event")
    assert event["state"] == "unreviewed"
    onrecord("judge", "correct", event["id"], "status", "denied", "--why", "checked", cwd=project)
    assert "[corrected: status]" in onrecord("show", event["id"][:10], cwd=project)
    assert len(objects(onrecord("search", "--status", "denied", "--dyad", "NOR-PER", "--json", cwd=project))) == 1
    assert "taken back" in onrecord("undo", cwd=project)
    assert "[corrected" not in onrecord("show", event["id"], cwd=project)
    assert [e["entry"] for e in objects(onrecord("log", "--json", cwd=project))][:2] == ["judgement", "judgement"]


def test_relations_are_listed(project: Path) -> None:
    """Forums, instruments and what parties want are listed as JSON, narrowed to a dyad; a record's kind is searched."""
    found = objects(onrecord("instruments", "--dyad", "NOR-PER", "--json", cwd=project))
    assert all({"NOR", "PER"} <= set(one["parties"]) and one["told"] for one in found)
    assert objects(onrecord("forums", "--dyad", "NOR-SWE", "--json", cwd=project)) == []
    (wants,) = objects(onrecord("wants", "NOR-PER", "--json", cwd=project))
    assert wants["parties"] == ["NOR", "PER"]
    assert set(wants["sides"]) == {"NOR", "PER"}
    assert objects(onrecord("search", "--kind", "event", "--party", "NOR", "--json", cwd=project))
    onrecord("search", "--kind", "toys", cwd=project, code=2)
    onrecord("wants", "NOR-", cwd=project, code=2)


def test_review_queue(project: Path) -> None:
    """Acts on unnamed sources alone wait for a person; what is accepted leaves the queue."""
    queue = objects(onrecord("review", "--json", cwd=project))
    item = next(item for item in queue if item["why"] == "single-source")
    onrecord("judge", "accept", item["record"], cwd=project)
    assert item["record"] not in {left["record"] for left in objects(onrecord("review", "--json", cwd=project))}


def test_status_and_doctor(project: Path) -> None:
    """Counts and checks."""
    (status,) = objects(onrecord("status", "--json", cwd=project))
    assert (status["articles"], status["unread"], status["failures"]) == (5, 0, 1)
    checks = objects(onrecord("doctor", "--json", cwd=project))
    assert [check["name"] for check in checks if check["required"] and not check["ok"]] == []
    before = onrecord("status", "--digest", cwd=project)
    assert "repair" in onrecord("doctor", "--repair", cwd=project)
    assert onrecord("status", "--digest", cwd=project) == before


def test_backup_and_restore(project: Path, tmp_path: Path) -> None:
    """A backup becomes a project with the same digest; nothing is written over."""
    onrecord("backup", str(tmp_path / "b.db"), cwd=project)
    onrecord("restore", str(tmp_path / "b.db"), str(tmp_path / "again"))
    assert onrecord("status", "--digest", cwd=tmp_path / "again") == onrecord("status", "--digest", cwd=project)
    onrecord("backup", str(tmp_path / "b.db"), cwd=project, code=2)
    onrecord("restore", str(tmp_path / "b.db"), str(project), code=2)


def test_no_project_here(tmp_path: Path) -> None:
    """Without a project the error says how to make one."""
    command = [sys.executable, "-m", "onrecord", "status"]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "onrecord init" in done.stderr


@pytest.mark.parametrize("verb", ["search", "show", "status", "add", "forums", "instruments", "wants"])
def test_quick_verbs_load_no_model(project: Path, verb: str) -> None:
    """Only reading loads the language model."""
    (hit,) = objects(onrecord("search", "--limit", "1", "--json", cwd=project))
    extra = {"search": ["fishing"], "show": [hit["article"]], "add": [str(project.parent / "news.jsonl")]}
    extra |= {"status": [], "forums": [], "instruments": ["--dyad", "NOR-PER"], "wants": ["NOR"]}
    probe = (
        "import sys; sys.argv[1:] = ARGS\nfrom onrecord.present.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\nprint('spacy' in sys.modules)"
    ).replace("ARGS", repr([verb, *extra[verb]]))
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=project, env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "False"


def readings(folder: Path) -> int:
    """Return how many readings a project holds."""
    with closing(sqlite3.connect(folder / "record.db")) as connection:
        (number,) = connection.execute("SELECT count(*) FROM reading").fetchone()
    return int(number)


def kill(folder: Path, least: int, seconds: float, *arguments: str) -> None:
    """Run a command and kill it with all its processes when so many readings are kept and some time has passed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "onrecord", *arguments],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None and readings(folder) < least:
        time.sleep(0.02)
    time.sleep(seconds)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_kills_leave_the_same_record(tmp_path: Path) -> None:
    """Killed while adding and reading and started again, the project ends as one that nobody disturbed."""
    file = news(tmp_path / "news.jsonl", ENOUGH)
    for name in ("calm", "killed"):
        onrecord("init", str(tmp_path / name))
    calm, killed = tmp_path / "calm", tmp_path / "killed"
    onrecord("add", str(file), cwd=calm)
    onrecord("read", "--workers", "1", cwd=calm)
    dice = random.Random(5)  # noqa: S311 - no secret
    for seconds in (0.5, 1.0, 1.5):
        kill(killed, 0, seconds, "add", str(file))
    onrecord("add", str(file), cwd=killed)
    for target in (2, 15):
        kill(killed, target, dice.uniform(0, 0.2), "read", "--workers", "2")
    assert 15 <= readings(killed) < ENOUGH
    onrecord("read", "--workers", "1", cwd=killed)
    assert onrecord("status", "--digest", cwd=killed) == onrecord("status", "--digest", cwd=calm)
    onrecord("doctor", cwd=killed)


def test_four_at_once_and_a_reader(tmp_path: Path) -> None:
    """Four processes add while one searches: nothing is lost, nobody is locked out."""
    folder = tmp_path / "busy"
    onrecord("init", str(folder))
    files = [news(tmp_path / f"{n}.jsonl", 80, first=80 * n) for n in range(4)]
    command = [sys.executable, "-m", "onrecord", "add", "--project", str(folder)]
    adding = [
        subprocess.Popen([*command, str(file)], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for file in files
    ]
    while any(process.poll() is None for process in adding):
        onrecord("search", "report", "--project", str(folder))
        time.sleep(0.05)
    told = [process.communicate()[0].decode() for process in adding]
    assert [process.returncode for process in adding] == [0] * 4, told
    (status,) = objects(onrecord("status", "--json", "--project", str(folder)))
    assert status["articles"] == 320
