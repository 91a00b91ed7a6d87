"""Numbered releases: what changed since the one before, told by ids that stay."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from arrivals import arrival, reading
from workbench import project_at

from onrecord.errors import UsageError
from onrecord.present.export.releases import numbers, release
from onrecord.project.asking import asked_of
from onrecord.project.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = "2024-06-01"
NEW = "Kenya and Uganda signed a tea accord, and a delegation will visit Kampala, he said."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Return a project of three articles."""
    with project_at(tmp_path / "p") as made:
        yield made


def made(project: Project, folder: Path, **filters: Any) -> Any:
    """Make a release on a fixed day."""
    return release(project, folder, asked_of(today=DAY, **filters))


def listed(folder: Path) -> list[dict[str, Any]]:
    """Return the changes of a release."""
    return [json.loads(line) for line in (folder / "changes.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_first_release_has_all(project: Project, tmp_path: Path) -> None:
    """The first release is number 1, with every file named in its sums, and each sum right."""
    first = made(project, tmp_path / "r")
    assert (first.number, first.before, numbers(tmp_path / "r")) == (1, None, [1])
    sums = dict(reversed(line.split("  ")) for line in (first.folder / "SHA256SUMS").read_text().splitlines())
    assert set(sums) | {"SHA256SUMS"} == {file.name for file in first.folder.iterdir()}
    assert all(hashlib.sha256((first.folder / name).read_bytes()).hexdigest() == told for name, told in sums.items())


def test_nothing_new_is_no_release(project: Project, tmp_path: Path) -> None:
    """Where nothing has changed, no release is made and nothing is left behind."""
    made(project, tmp_path / "r")
    again = made(project, tmp_path / "r")
    assert (again.made, numbers(tmp_path / "r")) == (False, [1])
    assert [one.name for one in (tmp_path / "r").iterdir()] == ["1"]


def test_what_came_went_and_changed_is_told(project: Project, tmp_path: Path) -> None:
    """A new article is added, a corrected act changed in its columns, a rejected one withdrawn."""
    made(project, tmp_path / "r")
    added = project.store.add([arrival("https://post.example/new", NEW, "Accord")])
    project.store.keep_reading(reading(added.new[0], NEW))
    old = next(row["article"] for row in project.articles() if row["title"] == "Minister to visit Lima")
    one, other = [r for r in project.show(old).view.records if r.kind == "event"]
    desk = project.judge("Ada")
    desk.correct(one.id, "status", "cancelled")
    desk.reject(other.id)
    second = made(project, tmp_path / "r")
    found = listed(second.folder)
    new = project.store.named(added.new[0]).article
    assert {"table": "articles", "change": "added", "key": [new]} in found
    changed = {"table": "events", "change": "changed", "key": [old, one.body["id"]]}
    assert changed | {"columns": ["state", "corrected", "status"]} in found
    assert {"table": "events", "change": "withdrawn", "key": [old, other.body["id"]]} in found
    assert second.counts["judgements"] == {"added": 2}
    words = (second.folder / "CHANGES.md").read_text(encoding="utf-8")
    assert words.startswith("# Changes from release 1 to 2")
    assert f"`{new}`" in words


def test_releases_are_the_same_every_time(project: Project, tmp_path: Path) -> None:
    """The same project on the same day gives the same bytes wherever it is released."""
    one, other = made(project, tmp_path / "a"), made(project, tmp_path / "b")
    for file in sorted(one.folder.iterdir()):
        assert file.read_bytes() == (other.folder / file.name).read_bytes(), file.name


def test_a_release_says_what_it_is(project: Project, tmp_path: Path) -> None:
    """The statement names outlets, days, filters and rights; the citation is YAML with number and day."""
    first = made(project, tmp_path / "r", dyad="NOR-PER")
    statement = (first.folder / "STATEMENT.md").read_text(encoding="utf-8")
    assert "- Example Courier: 1" in statement
    assert "published from 2024-05-06 to 2024-05-06" in statement
    assert "dyad IND-RUS" not in statement
    assert "dyad NOR-PER" in statement
    assert "None stated; texts belong" in statement
    cited = yaml.safe_load((first.folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["cff-version"], cited["version"], cited["date-released"]) == ("1.2.0", "1", date(2024, 6, 1))


def test_a_licence_is_told(tmp_path: Path) -> None:
    """A licence in the settings stands in package, citation and statement."""
    project_at(tmp_path / "p").close()
    settings = tmp_path / "p" / "onrecord.toml"
    settings.write_text('licence = "CC-BY-4.0"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    with Project(tmp_path / "p") as opened:
        first = made(opened, tmp_path / "r")
    about = json.loads((first.folder / "datapackage.json").read_text(encoding="utf-8"))
    assert about["licenses"] == [{"name": "CC-BY-4.0"}]
    assert yaml.safe_load((first.folder / "CITATION.cff").read_text(encoding="utf-8"))["license"] == "CC-BY-4.0"
    assert "they belong to those who published them" in (first.folder / "STATEMENT.md").read_text(encoding="utf-8")


def test_a_release_comes_back(project: Project, tmp_path: Path) -> None:
    """A release is a native export: it makes the same project elsewhere."""
    first = made(project, tmp_path / "r")
    with Project.init(tmp_path / "q") as again:
        again.bring_back(first.folder)
        assert again.digest() == project.digest()


def test_the_form_can_change(project: Project, tmp_path: Path) -> None:
    """The same record released as CSV after Parquet has changed in nothing; another form is refused."""
    made(project, tmp_path / "r")
    assert not release(project, tmp_path / "r", asked_of(today=DAY), form="csv").made
    with pytest.raises(UsageError, match="parquet or csv"):
        release(project, tmp_path / "r", asked_of(today=DAY), form="xlsx")
