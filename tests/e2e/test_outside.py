"""Other people's event data from outside: imported, listed, shown beside the record, taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from coded_rows import line_of, table_of
from typer.testing import CliRunner
from workbench import client_of, project_at

from onrecord.present.cli import app

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the folder of a project with Norway and Peru in it."""
    project_at(tmp_path / "p").close()
    return tmp_path / "p"


def onrecord(project: Path, *arguments: str, code: int = 0) -> tuple[str, str]:
    """Run a command in a project; returns what it prints on both streams."""
    run = CliRunner().invoke(app, [*arguments, "--project", str(project)], env={"COLUMNS": "140"})
    assert run.exit_code == code, run.output
    return run.stdout, run.stderr


def imported(project: Path, *lines: str, code: int = 0) -> tuple[str, str]:
    """Bring an ICEWS file in."""
    file = project.parent / "events.tab"
    file.write_text(table_of("icews", *lines), encoding="utf-8")
    return onrecord(project, "import", "--from", "icews", str(file), code=code)


def test_an_import_says_what_came_of_it(project: Path) -> None:
    """Counts go to standard output, each unreadable row with its line to standard error, and the exit code is 1."""
    out, errors = imported(project, line_of("icews"), "broken", code=1)
    assert "import 1: 2 rows, 1 claim, 1 could not be read" in out
    assert "events.tab:3: the row has 1 fields instead of 20 [wrong-fields]" in errors
    out, _ = onrecord(project, "outside", "--import", "1", "--json")
    assert json.loads(out)["refused"] == [
        {"line": 3, "code": "wrong-fields", "message": "the row has 1 fields instead of 20"}
    ]


def test_outside_lists_rows_with_where_they_stand(project: Path) -> None:
    """Rows are listed for people and as JSON, with import and line."""
    imported(project)
    out, _ = onrecord(project, "outside", "--dyad", "PER-NOR")
    assert "PER → NOR" in out
    assert "1:2" in out
    row = json.loads(onrecord(project, "outside", "--from", "icews", "--json")[0])
    assert (row["outside"], row["stands"][0]["line"], row["body"]["Publisher"]) == ("icews", 2, "Example Wire")
    assert "icews" in onrecord(project, "outside", "--imports")[0]


def test_dyad_and_compare_show_it_below_ours(project: Path) -> None:
    """A dyad and a comparison show the counts of other data under a heading of their own, and in JSON under a key."""
    other = line_of("icews", **{"Target Country": "Japan"})
    imported(project, line_of("icews"), other)
    for command in (("dyad", "PER", "NOR"), ("compare", "--dyad", "PER-JPN")):
        out, _ = onrecord(project, *command)
        assert "OUTSIDE DATA" in out
        (found,) = json.loads(onrecord(project, *command, "--json")[0])["outside"]
        assert (found["dataset"], found["rows"], found["periods"][0]["rows"]) == ("icews", 1, 1)


def test_nothing_is_shown_where_nothing_is(project: Path) -> None:
    """Without imports a dyad looks as before, and the lists say how to get one."""
    assert "OUTSIDE" not in onrecord(project, "dyad", "PER", "NOR")[0]
    assert "onrecord import" in onrecord(project, "outside", "--imports")[0]
    assert "no rows" in onrecord(project, "outside")[0]


def test_events_with_outside(project: Path) -> None:
    """With --with-outside rows of other data follow our events, marked in JSON; without it they do not."""
    imported(project)
    ours = onrecord(project, "events", "--dyad", "PER-NOR", "--json")[0].splitlines()
    both = onrecord(project, "events", "--dyad", "PER-NOR", "--with-outside", "--json")[0].splitlines()
    assert both[: len(ours)] == ours
    (row,) = both[len(ours) :]
    assert json.loads(row)["outside"] == "icews"
    assert "OUTSIDE DATA" in onrecord(project, "events", "--with-outside")[0]


def test_an_import_is_taken_back(project: Path) -> None:
    """After --withdraw its rows are gone, and the log has both calls."""
    imported(project)
    assert "taken back" in onrecord(project, "import", "--withdraw", "events.tab")[0]
    assert "no rows" in onrecord(project, "outside")[0]
    assert onrecord(project, "log")[0].count(" import") == 2


@pytest.mark.parametrize(
    "arguments",
    [("import",), ("import", "x.tab"), ("import", "x.tab", "--withdraw", "1"), ("import", "--withdraw", "9")],
)
def test_calls_that_cannot_be_carried_out(project: Path, arguments: tuple[str, ...]) -> None:
    """A call without files, without a data set, with both, or with an unknown import is an error."""
    run = CliRunner().invoke(app, [*arguments, "--project", str(project)], env={"COLUMNS": "140"})
    assert run.exit_code != 0


def test_the_page_of_a_dyad_has_a_section_of_its_own(project: Path) -> None:
    """The workbench shows other data in a section of the dyad's page, and none where there is none."""
    with client_of(project) as client:
        assert "Other event data" not in client.get("/dyads/NOR-PER").text
    imported(project)
    with client_of(project) as client:
        page = client.get("/dyads/NOR-PER").text
    assert '<section id="outside">' in page
    assert "<td>icews</td>" in page
