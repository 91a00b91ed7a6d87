"""Shards are made by worker processes; whatever ends a worker costs its article or its shard."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from shards_by_hand import MADE, InProcess, bytes_of, quick, quick_here, rows, texts, write_lines

from onrecord.errors import OnrecordError
from onrecord.ingest.items import Rules
from onrecord.scale.coding import CODING, READING, Job, _marking, read_mark
from onrecord.scale.engines import Ended, Engine
from onrecord.scale.local import LocalEngine
from onrecord.scale.manifests import LakeFolder, Manifest, manifest_of
from onrecord.scale.running import ENDED_TWICE, MOST_ENDS, Running, RunResult
from onrecord.scale.shards import plan

if TYPE_CHECKING:
    from pathlib import Path


def run(path: Path, lake: Path, engine: Engine | None = None) -> RunResult:
    """Make the shards of a file that are not finished."""
    folder = LakeFolder(lake)
    folder.keep_settings(MADE)
    folder.clear_work()
    shards = [s for s in plan([str(path)], MADE.shard_size).shards if not folder.is_finished(s, MADE)]
    return Running(folder, engine or InProcess(), lambda _: None).run(shards, MADE, Rules())


class Scripted:
    """An engine that ends jobs as told: by "end" or "end at ITEM" of the worker, or with success."""

    def __init__(self, folder: LakeFolder, script: list[str]) -> None:
        self.folder, self.script, self.jobs = folder, script, list[Job]()
        self.closed = False

    def free(self) -> int:
        """Return that one job can be started."""
        return 1

    def start(self, job: Job) -> None:
        """Take a job."""
        self.jobs.append(job)

    def wait(self, _seconds: float) -> list[Ended]:
        """End the job as told."""
        job, told = self.jobs[-1], self.script.pop(0)
        if told == "done":
            return [Ended(job, Manifest(job.shard.name, "", (), "", MADE))]
        if told == "fatal":
            return [Ended(job, error="no model", fatal=True)]
        place = self.folder.mark(job.shard.name)
        if told != "end":
            doing, ordinal = told.split()
            with _marking(place) as mark:
                mark(int(ordinal), doing)
        return [Ended(job, error="killed", crashed=True)]

    def close(self) -> None:
        """Remember that all is over."""
        self.closed = True


def scripted(tmp_path: Path, script: list[str]) -> tuple[RunResult, Scripted]:
    """Run one shard with an engine that does as told."""
    folder = LakeFolder(tmp_path / "lake")
    folder.keep_settings(MADE)
    engine = Scripted(folder, script)
    path = write_lines(tmp_path / "a.jsonl", texts(2))
    shards = plan([str(path)], 5).shards
    return Running(folder, engine, lambda _: None).run(shards, MADE, Rules()), engine


def test_a_shard_is_tried_again(tmp_path: Path) -> None:
    """A shard whose worker ended once is made anew as it was."""
    result, engine = scripted(tmp_path, [f"{CODING} 1", "done"])
    assert (len(result.made), result.worker_ends, engine.closed) == (1, 1, True)
    assert engine.jobs[0] == engine.jobs[1]


def test_an_article_that_ends_two_workers_is_given_up(tmp_path: Path) -> None:
    """Only the article that two workers had in hand is given up."""
    result, engine = scripted(tmp_path, [f"{CODING} 1", f"{CODING} 0", f"{CODING} 1", "done"])
    assert len(result.made) == 1
    assert list(engine.jobs[-1].given_up) == [1]


def test_an_item_that_cannot_be_read_ends_its_shard(tmp_path: Path) -> None:
    """Where even reading an item ends workers, the shard goes up to it."""
    _, engine = scripted(tmp_path, [f"{READING} 1", f"{READING} 1", "done"])
    assert engine.jobs[-1].until == 1


def test_a_shard_that_ends_workers_anywhere_is_lost(tmp_path: Path) -> None:
    """A shard that ends workers at ever other places is left out, with the reason."""
    result, _ = scripted(tmp_path, [f"{CODING} {n}" for n in range(MOST_ENDS)])
    assert list(result.lost.values()) == [
        "killed, and so did those that tried again; give fewer --workers, or more memory"
    ]


def test_workers_that_never_begin_end_the_run(tmp_path: Path) -> None:
    """Where workers end before they begin anything, the run ends, and the engine is closed."""
    with pytest.raises(OnrecordError, match="before they read anything"):
        scripted(tmp_path, ["end"] * 5)


def test_what_no_shard_survives_ends_the_run(tmp_path: Path) -> None:
    """A missing model is told at once, not shard by shard."""
    with pytest.raises(OnrecordError, match="no model"):
        scripted(tmp_path, ["fatal"])


def test_workers_that_end_change_nothing_but_their_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed workers, articles that end every worker, and errors cost what they must; all else is as without them."""
    monkeypatch.setenv("ENDED_ONCE", str(tmp_path / "flag"))
    good = texts(8)
    deadly = [
        *good[:4],
        "LEAVE EVERY WORKER, and then some.",
        *good[4:],
        "KILL ONE WORKER, only once.",
        "RAISE, please.",
    ]
    result = run(write_lines(tmp_path / "a.jsonl", deadly), tmp_path / "lake", LocalEngine(2, quick))
    assert result.worker_ends == 3
    assert (sum(m.articles for m in result.made), sum(m.read for m in result.made)) == (11, 9)
    failed = [(row["location"].rpartition(":")[2], row["code"]) for row in rows(tmp_path / "lake", "failures")]
    assert failed == [("5", "worker-ended"), ("11", "reading-failed")]
    alone = LakeFolder(tmp_path / "alone")
    alone.keep_settings(MADE)
    for shard in plan([str(tmp_path / "a.jsonl")], MADE.shard_size).shards:
        given_up = {1: ENDED_TWICE} if shard.first == 4 else {}
        quick_here(Job(shard, str(alone.home), MADE, Rules(), given_up))
    assert bytes_of(alone.home) == bytes_of(tmp_path / "lake")


def test_finished_shards_are_passed_over(tmp_path: Path) -> None:
    """A second run makes nothing; one after a change makes the changed shard; a damaged file is made anew."""
    path, lake = write_lines(tmp_path / "a.jsonl", texts(6)), tmp_path / "lake"
    assert len(run(path, lake).made) == 2
    whole = bytes_of(lake)
    assert run(path, lake).made == []
    damaged = next((lake / "articles").glob("*000004.parquet"))
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
    assert [m.shard for m in run(path, lake).made] == [damaged.stem]
    assert bytes_of(lake) == whole
    write_lines(path, [*texts(5), "quite another text than before, of a few words"])
    assert [m.shard for m in run(path, lake).made] == [damaged.stem]


def test_what_is_half_written_does_not_count(tmp_path: Path) -> None:
    """Files without a manifest, and a manifest cut short, are no part of a lake and are made anew."""
    path, lake = write_lines(tmp_path / "a.jsonl", texts(6)), tmp_path / "lake"
    run(path, lake)
    whole = bytes_of(lake)
    first, second = sorted((lake / "manifests").glob("*.json"))
    first.unlink()
    second.write_text(second.read_text(encoding="utf-8")[:100], encoding="utf-8")
    assert rows(lake, "articles") == []
    assert len(run(path, lake).made) == 2
    assert bytes_of(lake) == whole


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    """A manifest names what it was made of and by, what it found, and every file with its hash; it has no clock."""
    path, lake = write_lines(tmp_path / "a.jsonl", [*texts(2), "x" * (MADE.longest + 1)]), tmp_path / "lake"
    (manifest,) = run(path, lake).made
    words = LakeFolder(lake).manifest(manifest.shard).read_text(encoding="utf-8")
    assert manifest_of(words) == manifest
    assert (manifest.articles, manifest.read, dict(manifest.failures)) == (3, 2, {"too-long": 1})
    assert manifest.made == MADE
    assert {w.table: w.rows for w in manifest.files}["articles"] == 2
    assert json.loads(words)["input_sha256"] == plan([str(path)], 3).shards[0].digest


def test_a_mark_tells_where_a_worker_is(tmp_path: Path) -> None:
    """A mark outlives its writer; without one there is nothing to read."""
    assert read_mark(tmp_path / "none.at") is None
    with _marking(tmp_path / "a.at") as mark:
        assert read_mark(tmp_path / "a.at") is None
        mark(1234, CODING)
        mark(7, READING)
    assert read_mark(tmp_path / "a.at") == (7, READING)


def test_halves_of_characters_break_nothing(tmp_path: Path) -> None:
    """Half a character in a text or a title, which no file of UTF-8 can hold, is replaced."""
    path, lake = tmp_path / "a.jsonl", tmp_path / "lake"
    path.write_text(json.dumps({"text": "Some \ud83d words stand here.", "title": "Half \ud83d"}), encoding="utf-8")
    run(path, lake)
    assert [row["text"] for row in rows(lake, "articles")] == ["Some \ufffd words stand here."]
    assert [row["title"] for row in rows(lake, "articles")] == ["Half ?"]
