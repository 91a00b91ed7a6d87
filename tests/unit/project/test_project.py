"""The verbs of a project from Python, without the language model."""

from __future__ import annotations

import io
import json
import sqlite3
from typing import TYPE_CHECKING

import pytest
from arrivals import TEXT, reading
from rich.console import Console

import onrecord
from onrecord.errors import StoreError, UsageError
from onrecord.ingest.items import ItemDefaults
from onrecord.present import review
from onrecord.project import folder
from onrecord.project.results import AddResult, ReadResult, Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.project.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Return a new project."""
    with onrecord.init(tmp_path / "watch") as made:
        yield made


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return a text file."""
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def read_by_hand(project: Project) -> str:
    """Keep a reading made by hand of the one article; return its planned visit."""
    (version,) = project.store.unread("hand-1")
    project.store.keep_reading(reading(version.id, TEXT))
    view = project.show(version.article).view
    return next(r.id for r in view.of("event") if r.body["status"] == "scheduled")


def test_init_refuses_a_project(project: Project) -> None:
    """A folder with a project is left alone."""
    with pytest.raises(UsageError, match="already"):
        onrecord.init(project.folder)


def test_found_from_below(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project is found from a folder in it, and by the environment from anywhere."""
    monkeypatch.delenv(folder.VARIABLE, raising=False)
    below = project.folder / "deep" / "down"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert folder.find().samefile(project.folder)
    monkeypatch.chdir(project.folder.parent)
    assert not folder.is_inside()
    monkeypatch.setenv(folder.VARIABLE, str(project.folder))
    assert folder.find() == project.folder


@pytest.mark.parametrize(("given", "confidence"), [("false", None), ("0.8", 0.8), ("1", 1.0)])
def test_strong_proposals_stand_by_themselves_where_set(project: Project, given: str, confidence: float | None) -> None:
    """auto_resolve is off in a new project; a score switches it on for the ledger."""
    path = project.folder / "onrecord.toml"
    text = path.read_text(encoding="utf-8")
    assert "auto_resolve = false" in text
    path.write_text(text.replace("auto_resolve = false", f"auto_resolve = {given}"), encoding="utf-8")
    with onrecord.open(project.folder) as again:
        assert again.across.confidence == confidence


@pytest.mark.parametrize("given", ["true", "0", "2", '"much"'])
def test_a_wrong_score_is_told(project: Project, given: str) -> None:
    """What is no score from above 0 to 1 is refused with what would do."""
    path = project.folder / "onrecord.toml"
    text = path.read_text(encoding="utf-8").replace("auto_resolve = false", f"auto_resolve = {given}")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="auto_resolve = false or a score"):
        onrecord.open(project.folder)


def test_broken_settings_are_told(project: Project) -> None:
    """A settings file that is no TOML is named."""
    (project.folder / folder.SETTINGS).write_text("name = ", encoding="utf-8")
    with pytest.raises(UsageError, match=folder.SETTINGS):
        onrecord.open(project.folder)


def test_add_counts(project: Project, article: Path, tmp_path: Path) -> None:
    """New, unchanged, updated and failed are told apart, and defaults fill gaps."""
    (tmp_path / "empty.txt").write_text("...", encoding="utf-8")
    steps: list[Step] = []
    result = project.add([article, tmp_path / "empty.txt"], defaults=ItemDefaults(outlet="Post"), watch=steps.append)
    assert (result.new, result.failed, len(steps)) == (1, 1, 2)
    assert project.add([article], defaults=ItemDefaults(outlet="Post")).unchanged == 1
    article.write_text(TEXT + " More is said.", encoding="utf-8")
    assert project.add([article], defaults=ItemDefaults(outlet="Post")).updated == 1
    assert [failure.code for failure in project.failures()] == ["no-document"]
    assert project.search(outlet="post").total == 1


def test_add_takes_a_field_map(project: Project, tmp_path: Path) -> None:
    """Columns of other names are read by a map."""
    table = tmp_path / "t.jsonl"
    table.write_text(json.dumps({"text": TEXT, "headline": "Visit planned"}) + "\n", encoding="utf-8")
    project.add([table], field_map={"title": "headline"})
    assert [hit.title for hit in project.search("planned").hits] == ["Visit planned"]


def test_interrupt_keeps_what_was_in_hand(project: Project, tmp_path: Path) -> None:
    """Ctrl-C ends with counts, and what was read until then is kept."""
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"{TEXT} Number {number}.", encoding="utf-8")

    def interrupt(step: Step) -> None:
        if step.done == 3:
            raise KeyboardInterrupt

    files = sorted(tmp_path.glob("?.txt"))
    result = project.add(files, watch=interrupt)
    assert (result.stopped, result.new) == (True, 3)
    assert project.add(files).new == 2


def test_retry_runs_the_same_sources(project: Project, tmp_path: Path) -> None:
    """What failed is tried again with the same options, and then no longer listed."""
    file = tmp_path / "later.txt"
    file.write_text("...", encoding="utf-8")
    project.add([file], defaults=ItemDefaults(outlet="Post"))
    file.write_text(TEXT, encoding="utf-8")
    assert project.retry().new == 1
    assert project.failures() == ()
    assert project.search(outlet="Post").total == 1


def test_log_has_runs_and_judgements(project: Project, article: Path) -> None:
    """The log lists what was done, latest first."""
    project.add([article])
    event = read_by_hand(project)
    project.judge("ada").accept(event, "sure")
    latest, earlier = project.log()
    assert (getattr(latest, "by", None), getattr(earlier, "verb", None)) == ("ada", "add")


def test_search_checks_its_filters(project: Project) -> None:
    """A malformed dyad or day is told."""
    with pytest.raises(UsageError, match="dyad"):
        project.search(dyad="RUS")
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        project.search(since="May")


def test_backup_and_restore(project: Project, article: Path, tmp_path: Path) -> None:
    """What is restored has the same digest and settings."""
    project.add([article])
    digest = project.backup(tmp_path / "b.db")
    with onrecord.restore(tmp_path / "b.db", tmp_path / "again") as again:
        assert again.digest() == digest == project.digest()
        assert again.settings == project.settings


def test_doctor(project: Project, article: Path) -> None:
    """A sound project passes; a broken index is told, and repaired."""
    project.add([article])
    assert all(check.ok for check in project.doctor() if check.required)
    connection = sqlite3.connect(project.folder / folder.STORE, isolation_level=None)
    connection.create_function("unpacked", 1, lambda _: "")
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    connection.close()
    assert [check.name for check in project.doctor() if check.required and not check.ok] == ["store"]
    assert all(check.ok for check in project.doctor(repair=True) if check.required)


def test_store_that_is_gone(project: Project) -> None:
    """A project without its store says so."""
    project.close()
    (project.folder / folder.STORE).unlink()
    with pytest.raises(StoreError, match="no such store"):
        onrecord.open(project.folder)


@pytest.mark.parametrize(
    ("keys", "state", "status"),
    [
        (["a", "seen it"], "accepted", "scheduled"),
        (["r", ""], "rejected", "scheduled"),
        (["x", "c", "status", "perhaps", "", "c", "status", "denied", ""], "corrected", "denied"),
        (["s"], "unreviewed", "scheduled"),
        (["q"], "unreviewed", "scheduled"),
        ([], "unreviewed", "scheduled"),
    ],
)
def test_review_by_keys(
    project: Project, article: Path, monkeypatch: pytest.MonkeyPatch, keys: list[str], state: str, status: str
) -> None:
    """One key a decision; a wrong value is asked for again; end of input quits."""
    project.add([article])
    event = read_by_hand(project)
    printed = io.StringIO()
    monkeypatch.setattr(review, "screen_of", lambda _: Console(file=printed, width=200))
    typed = iter(keys)

    def ask(_: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    review.walk(project, project.judge("ada"), 1, ask)
    record = next(r for r in project.show(event).view.records if r.id == event)
    assert (record.state, record.body["status"]) == (state, status)
    assert "single-source" in printed.getvalue()
    assert "embassy official" in printed.getvalue()


def test_words_of_results() -> None:
    """Counts are one line; what is nought is left out."""
    told = AddResult(new=312, copies=41, stories=9, updated=6, failed=3).words()
    assert told == "312 new, 41 copies of 9 stories, 6 updated versions, 3 failed (onrecord log --failed)"
    assert AddResult(stopped=True).words() == "stopped: 0 new"
    assert ReadResult(read=1, events=2, attributions=1).words() == "1 article read: 2 events and 1 attribution"
