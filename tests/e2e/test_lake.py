"""A lake is asked, resolved and merged: its answers are those of a project that holds the same articles."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from shards_by_hand import code_here
from typer.testing import CliRunner

import onrecord
from onrecord.errors import UsageError
from onrecord.present.cli import app
from onrecord.record.happenings import EventFilters
from onrecord.scale.counting import dyads
from onrecord.scale.lake import Lake
from onrecord.scale.linking import LinkResult, link_lake

if TYPE_CHECKING:
    from onrecord.project.project import Project

ROOT = Path(__file__).parents[2]
# an article that comes twice, one in two versions, copies in other outlets, and tellings of the same act
ARTICLES = 26


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return half of the invented dispatches, the first of them once more at the end, and one in a second version."""
    path = tmp_path_factory.mktemp("corpus") / "dispatches.jsonl"
    lines = (ROOT / "examples/dispatches.jsonl").read_text(encoding="utf-8").splitlines()[:ARTICLES]
    later = json.loads(lines[1])
    later |= {"text": later["text"] + "\n\nThis report was brought up to date.", "published": "2025-12-31"}
    path.write_text("\n".join([*lines, lines[0], json.dumps(later)]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def home(corpus: Path) -> Path:
    """Return a lake of them, in shards of ten."""
    made = corpus.parent / "lake"
    with pytest.MonkeyPatch.context() as patch:
        assert code_here(patch, corpus, made, 10).failed == 0
    return made


@pytest.fixture(scope="module")
def linked(home: Path) -> LinkResult:
    """Resolve the lake; returns what was found."""
    return link_lake(home)


@pytest.fixture(scope="module")
def project(corpus: Path) -> Project:
    """Return a project in which the same articles were added and read."""
    made = onrecord.init(corpus.parent / "project")
    made.add([corpus])
    made.read(workers=1)
    return made


def asked(home: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of an answer."""
    return Lake(home).ask(sql).rows


def test_happenings_are_those_of_a_project(home: Path, linked: LinkResult, project: Project) -> None:
    """Copies, groups, happenings with their claims and origins, and what stands aside, agree with the project."""
    told = project.across.events(EventFilters())
    events = sorted((e.id, e.type, e.mode, list(e.actors), list(e.recipients), e.first, e.last) for e in told)
    assert sorted(asked(home, "SELECT id, type, mode, actors, recipients, first, last FROM happenings")) == events
    claims = sorted((claim, event.id) for event in told for claim in event.claims)
    assert sorted(asked(home, "SELECT id, happening FROM claims")) == claims
    origins = {event.id: len(project.across.check(event.id).told.origins) for event in told[:10]}
    assert {i: n for i, n in asked(home, "SELECT id, origins FROM happenings") if i in origins} == origins
    assert (linked.happenings, linked.claims) == (len(events), len(claims))
    assert linked.copies > 0
    assert sorted(asked(home, "SELECT why FROM aside")) == [("double",), ("older",)]


def test_what_stands_aside_is_not_counted(home: Path, linked: LinkResult, project: Project) -> None:
    """Every article is there once, in the version that stands; events are those of these versions."""
    counts = project.store.counts()
    assert linked.aside == 2
    assert asked(home, "SELECT count(*), count(DISTINCT article) FROM articles") == [(counts.articles, counts.articles)]
    assert asked(home, "SELECT count(*) FROM events") == [(counts.records["event"],)]


def test_a_merged_lake_is_as_if_read_here(home: Path, project: Project, tmp_path: Path) -> None:
    """A project after a merge is the one that read the articles itself; merging again changes nothing."""
    with onrecord.init(tmp_path / "merged") as merged:
        result = merged.merge(home)
        assert (result.new, result.updated, result.unchanged, result.left) == (ARTICLES, 1, 1, 0)
        assert merged.digest() == project.digest()
        again = merged.merge(home)
        assert (again.new, again.updated, again.readings) == (0, 0, 0)
        assert merged.digest() == project.digest()


def test_what_is_known_otherwise_is_read_anew(home: Path, tmp_path: Path) -> None:
    """A reading of what does not stand here is not taken over: its article waits to be read."""
    with onrecord.init(tmp_path / "other") as other:
        other.add([ROOT / "examples/dispatches.jsonl"])
        some = asked(home, "SELECT article, outlet FROM articles ORDER BY published LIMIT 1")[0]
        other.store._writer.execute("UPDATE version SET outlet = 'Another' WHERE article = ?", (some[0],))
        result = other.merge(home)
    assert result.left >= 1
    assert 0 < result.readings < ARTICLES


def test_dyads_are_counted(home: Path, linked: LinkResult, project: Project) -> None:
    """Happenings by dyad and month are those of the project, whichever way round the dyad is named."""
    assert linked.happenings
    answer = dyads(Lake(home), dyad="tur-arm", statuses=("occurred", "ongoing", "cancelled"))
    quad = answer.columns.index("verbal_coop")
    found = {row[1]: sum(row[quad : quad + 4]) for row in answer.rows}
    wanted: dict[date, int] = {}
    for event in project.across.events(EventFilters(dyad="ARM-TUR")):
        claims = project.across.store.claims(event.claims)
        day = event.first or min(c.published for c in claims if c.published)
        if {"occurred", "ongoing", "cancelled"} & {c.status for c in claims}:
            wanted[day.replace(day=1)] = wanted.get(day.replace(day=1), 0) + 1
    assert found == wanted
    detail = dyads(Lake(home), detail=True, by="year", since=date(2025, 1, 1))
    assert {"type", "status", "quad", "reports", "origins", "score"} <= set(detail.columns)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('{outside}')",
        "SELECT * FROM '{outside}'",
        "SELECT * FROM read_text('{lake}/../secret.csv')",
        "SELECT * FROM glob('{lake}/../*')",
        "SELECT * FROM read_csv('https://host.example/a.csv')",
        "COPY (SELECT 1) TO '{lake}/events/x.csv'",
        "ATTACH '{lake}/x.db'",
        "INSTALL httpfs",
        "CREATE TABLE t AS SELECT 1",
        "SET memory_limit = '1GB'",
        "SELECT 1; SELECT 2",
        "SELECT nothing FROM events",
        "SELECT FROM WHERE",
        "",
    ],
)
def test_only_the_lake_can_be_read(home: Path, sql: str) -> None:
    """A query reads no other file, no network, writes nothing and changes nothing; what is wrong with it is told."""
    secret = home.parent / "secret.csv"
    secret.write_text("a,b\n1,2\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    with pytest.raises(UsageError, match="sql: "):
        Lake(home).ask(sql.format(outside=secret, lake=home))
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def test_limits_hold(home: Path) -> None:
    """An answer has no more rows than asked for and says so; a query that takes too long is ended."""
    answer = Lake(home).ask("FROM events", limit=3)
    assert (len(answer.rows), answer.more) == (3, True)
    with pytest.raises(UsageError, match="longer than"):
        Lake(home).ask("SELECT count(*) FROM range(1000000000) AS a, range(1000000000) AS b", seconds=0.2)


def test_results_of_other_shards_do_not_count(home: Path, linked: LinkResult, tmp_path: Path) -> None:
    """Where shards have come or gone, the results are gone until the lake is resolved again, and that is told."""
    assert linked.happenings
    copy = tmp_path / "lake"
    shutil.copytree(home, copy)
    next((copy / "manifests").glob("*.json")).unlink()
    with pytest.raises(UsageError, match="onrecord lake resolve"):
        Lake(copy).ask("FROM happenings")
    with pytest.raises(UsageError, match="onrecord lake resolve"):
        dyads(Lake(copy))


def test_answers_are_printed(home: Path, linked: LinkResult, tmp_path: Path) -> None:
    """Answers come as a table, as CSV, as JSON lines, and as a Parquet file."""
    assert linked.happenings
    runner, sql = CliRunner(), "SELECT type, first, actors FROM happenings ORDER BY id LIMIT 2"
    printed = {
        form: runner.invoke(app, ["sql", sql, "--lake", str(home), "--format", form])
        for form in ("table", "csv", "json")
    }
    assert [run.exit_code for run in printed.values()] == [0, 0, 0]
    assert "actors" in printed["table"].stdout
    assert printed["csv"].stdout.splitlines()[0] == "type,first,actors"
    rows = [json.loads(line) for line in printed["json"].stdout.splitlines()]
    assert [type(row["actors"]) for row in rows] == [list, list]
    out = tmp_path / "a.parquet"
    assert (
        runner.invoke(app, ["sql", sql, "--lake", str(home), "--format", "parquet", "--out", str(out)]).exit_code == 0
    )
    assert out.read_bytes()[:4] == b"PAR1"
    run = runner.invoke(app, ["lake", "dyads", "--lake", str(home), "--format", "csv"])
    assert run.stdout.startswith("dyad,month,verbal_coop")


def test_what_is_no_lake_is_told(tmp_path: Path) -> None:
    """A folder that is no lake, or an empty one, is told from one that can be asked."""
    with pytest.raises(UsageError, match="no lake here"):
        Lake(tmp_path)
