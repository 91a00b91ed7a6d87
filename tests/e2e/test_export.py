"""Exports from the command line: what is written, what is printed, and back again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner
from workbench import project_at

from onrecord.present.cli import app

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

TODAY = ("--today", "2024-06-01")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a project "p", in which commands are run."""
    project_at(tmp_path / "p").close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_PROJECT", "p")
    return tmp_path


def run(*arguments: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(app, arguments)


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_out_and_back(here: Path, form: str) -> None:
    """A project that is exported and imported elsewhere has the same digest."""
    told = run("export", "--to", form, "out", *TODAY, "--json")
    assert told.exit_code == 0
    assert json.loads(told.stdout)["written"]["articles"] == 3
    run("init", "q")
    assert "3 articles, 3 of them new" in run("import", "out", "-p", "q").stdout
    assert run("status", "--digest", "-p", "q").stdout == run("status", "--digest").stdout


def test_an_export_is_no_article(here: Path) -> None:
    """Adding an export is refused with the command that takes it."""
    run("export", "--to", "csv", "out")
    assert "onrecord import out" in str(run("add", "out").exception)


def test_formats_are_listed(here: Path) -> None:
    """The list names every format with what it leaves out, for people and as JSON."""
    assert "parquet" in run("export", "--list").stdout
    listed = [json.loads(line) for line in run("export", "--list", "--json").stdout.splitlines()]
    assert {"name", "words", "suffix", "drops"} == set(listed[0])


def test_standard_output_holds_the_export_alone(here: Path) -> None:
    """With "-" the summary goes to standard error, so that the output can be piped."""
    told = run("export", "--to", "events-csv", "-")
    assert told.stdout.startswith("id,type,mode")
    assert "events" in told.stderr


def test_nothing_is_overwritten(here: Path) -> None:
    """What is there is refused, and replaced with --force."""
    assert run("export", "--to", "csv", "out").exit_code == 0
    assert "--force" in str(run("export", "--to", "csv", "out").exception)
    assert run("export", "--to", "csv", "out", "--force").exit_code == 0
    assert sorted(path.name for path in here.iterdir()) == ["out", "p"]


def test_releases_are_numbered(here: Path) -> None:
    """Each release gets the next number; where nothing has changed, the command says so."""
    first = json.loads(run("release", "r", *TODAY, "--json").stdout)
    assert (first["release"], first["before"], first["made"]) == (1, None, True)
    assert "nothing has changed" in run("release", "r", *TODAY).stdout
    assert sorted(path.name for path in (here / "r").iterdir()) == ["1"]
