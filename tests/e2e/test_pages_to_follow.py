"""The pages that are followed command by command: each runs from top to bottom in a folder of its own."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.present.cli import app
from onrecord.project import annotating

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "docs" / "quickstart.md",
    ROOT / "docs" / "tutorial.md",
    *sorted((ROOT / "docs" / "howto").glob("*.md")),
]
BLOCK = re.compile(r"^```shell-session\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# the id a reader is told to put in: the first one that this command has printed last
PRINTED_BY = {"ARTICLE": "search", "EVENT": "events", "EXPECTATION": "ledger", "RECORD": "review"}
ID = re.compile(r"^([0-9a-f]{8,16}) ", re.MULTILINE)

READ: dict[annotating.Task, annotating.Outcome] = {}


def commands(page: Path) -> list[str]:
    """Return the commands of a page, in order."""
    lines = "\n".join(BLOCK.findall(page.read_text(encoding="utf-8"))).splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


FOLLOWED = [page for page in PAGES if commands(page)]


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages, which all read the same collection, share its readings, made in this process."""
    made = annotating.read_task

    def read_task(task: annotating.Task) -> annotating.Outcome:
        if task not in READ:
            READ[task] = made(task)
        return READ[task]

    monkeypatch.setattr(annotating, "read_task", read_task)
    monkeypatch.setattr(annotating, "cores", lambda: 1)


def filled(word: str, printed: dict[str, str]) -> str:
    """Return a word of a command with the id it stands for."""
    if word not in PRINTED_BY:
        return word
    found = ID.search(printed[PRINTED_BY[word]])
    assert found, f"{PRINTED_BY[word]} printed no id for {word}"
    return found[1]


@pytest.mark.parametrize("page", FOLLOWED, ids=lambda page: page.stem)
def test_a_page_can_be_followed(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of the page succeeds after those before it, with the ids they printed."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    printed: dict[str, str] = {}
    for command in commands(page):
        program, *words = shlex.split(command)
        assert program == "onrecord"
        run = CliRunner().invoke(app, [filled(word, printed) for word in words])
        assert (run.exit_code, run.exception) == (0, None), f"{command}: {run.stderr}"
        assert run.output.strip(), f"{command} prints nothing"
        printed[words[0]] = run.stdout
