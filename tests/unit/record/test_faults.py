"""A store under faults of the machine: no room, no rights, cut files, failed migrations; nothing kept is lost."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import pytest
from arrivals import TEXT, arrival

from onrecord.errors import StoreError
from onrecord.record import database
from onrecord.record.rows import Judgement
from onrecord.record.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Usage(NamedTuple):
    """What the machine tells of a disk."""

    total: int
    used: int
    free: int


MIGRATIONS = database.migrations()
OTHER = TEXT.replace("Friday", "Sunday") + " Nobody else was named."


def test_a_full_disk_keeps_what_was_there(store: Store, fill: Callable[..., str]) -> None:
    """Where the file can grow no more a change is refused with a clear error, and all before it stands."""
    fill()
    before = store.digest()
    (pages,) = store._writer.execute("PRAGMA page_count").fetchone()
    store._writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match=r"full.*nothing of this step was kept"):
        store.add(
            [
                arrival(text=f"{OTHER} {number} {'x' * 4000}", url=f"https://post.example/n{number}")
                for number in range(50)
            ]
        )
    assert store.digest() == before
    store._writer.execute("PRAGMA max_page_count = 1000000")
    assert store.add([arrival(text=OTHER, url="https://post.example/other")]).new


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be opened for want of room says so, instead of an error of reading."""
    Store.create(tmp_path / "record.db").close()
    (tmp_path / "record.db").write_bytes(b"cut")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10, 10, 0))
    with pytest.raises(StoreError, match="the disk is full: make room"):
        Store(tmp_path / "record.db")


@pytest.fixture
def unwritable(tmp_path: Path, fill: Callable[..., str], store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store with one article that may not be written."""
    fill()
    store.close()
    monkeypatch.setattr(database.os, "access", lambda _path, _mode: False)
    return Store(tmp_path / "record.db")


def test_a_store_without_rights_answers(unwritable: Store) -> None:
    """Nobody may write the file: it can be asked, and a change is refused with what to check."""
    with unwritable as asked:
        assert asked.counts().articles == 1
        with pytest.raises(StoreError, match="readonly"):
            asked.add([arrival(text=OTHER, url="https://post.example/other")])


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.95])
def test_a_cut_store_is_told(share: float, store: Store, fill: Callable[..., str], tmp_path: Path) -> None:
    """A store whose end is missing is refused at opening, or its problems are named; never anything else."""
    for number in range(20):
        fill(text=f"{TEXT} {number}. {OTHER * 5}", url=f"https://post.example/n{number}")
    store.close()
    path = tmp_path / "record.db"
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    try:
        with Store(path) as cut:
            assert cut.problems()
    except (StoreError, sqlite3.DatabaseError) as error:
        assert str(error)  # noqa: PT017 - either way of being told is right


def test_a_failed_backup_leaves_no_file(store: Store, fill: Callable[..., str], tmp_path: Path) -> None:
    """Where the copy cannot be written nothing stands under the name asked for, nor beside it."""
    fill()
    target = tmp_path / "gone" / "copy.db"
    with pytest.raises(StoreError, match="the copy cannot be written"):
        store.backup(target)
    target.parent.mkdir()
    assert not list(target.parent.iterdir())
    store.backup(target)
    assert [path.name for path in target.parent.iterdir()] == ["copy.db"]


def test_records_that_are_gone_from_the_view_are_told(store: Store, fill: Callable[..., str]) -> None:
    """A view that has lost rows is a problem, named with an article, and rebuilding mends it."""
    fill()
    with database.writing(store._writer) as connection:
        connection.execute("DELETE FROM effective_record WHERE position = 0")
    assert any("1 articles show other records" in problem for problem in store.problems())
    store.rebuild()
    assert store.problems() == []


def test_the_later_decision_wins_whatever_the_clock_says(store: Store, fill: Callable[..., str]) -> None:
    """A decision made after the clock was set back stands after the one before it, at a moment just behind."""
    fill()
    (record,) = (row[0] for row in store._reader.execute("SELECT id FROM effective_record WHERE type = 'CONSULT'"))
    article, kind, anchor = store.anchor(record)

    def decided(value: str, at: str) -> Judgement:
        made = Judgement("", article, kind, "correct", anchor, "A", at, assertion=record, field="status", value=value)
        return store.judge(made)

    first = decided("cancelled", "2031-01-01T00:00:00.000000+00:00")
    second = decided("expected", "2025-01-01T00:00:00.000000+00:00")
    assert second.at == "2031-01-01T00:00:00.000001+00:00"
    assert decided("cancelled", first.at).at == "2031-01-01T00:00:00.000002+00:00"
    (status,) = store._reader.execute("SELECT status FROM effective_record WHERE id = ?", (record,)).fetchone()
    assert status == "cancelled"


def of_schema(number: int, full: sqlite3.Connection, path: Path) -> None:
    """Write a store as the program with that schema would have: its tables, with the rows of a full store."""
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.create_function("unpacked", 1, database._searchable, deterministic=True)
        for _, _, script in MIGRATIONS[:number]:
            for statement in database.statements(script):
                made.execute(statement)
        made.execute(f"PRAGMA application_id = {database.APPLICATION}")
        made.execute(f"PRAGMA user_version = {MIGRATIONS[number - 1][0]}")
        tables = [
            row[0]
            for row in made.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
            if not row[0].startswith(("search_", "sqlite_"))
        ]
        for table in tables:
            columns = ", ".join(row[1] for row in made.execute(f"PRAGMA table_info({table})"))
            rows = full.execute(f"SELECT {columns} FROM {table}").fetchall()  # noqa: S608 - our own tables
            made.execute(f"DELETE FROM {table}")  # noqa: S608
            marks = ", ".join("?" * len(columns.split(",")))
            made.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
        made.execute("INSERT INTO search (search) VALUES ('rebuild')")


@pytest.mark.parametrize("number", range(1, len(MIGRATIONS)))
def test_every_older_schema_is_brought_up_to_date(
    number: int, store: Store, fill: Callable[..., str], tmp_path: Path
) -> None:
    """A store of each earlier schema opens with all it held: the same digest, a sound file, the newest schema."""
    fill()
    fill(text=OTHER, url="https://post.example/other")
    path = tmp_path / "old.db"
    of_schema(number, store._reader, path)
    with Store(path) as opened:
        assert opened.digest() == store.digest()
        assert opened.problems() == []
        assert database.schema_number(opened._reader) == MIGRATIONS[-1][0]


def test_a_migration_that_fails_changes_nothing(
    store: Store, fill: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a migration is none: the store stays what it was, and the program that wrote it opens it."""
    fill()
    before = store.digest()
    store.close()
    broken = (
        MIGRATIONS[-1][0] + 1,
        "broken",
        "CREATE TABLE half (a);\nDROP TABLE run;\nSELECT 1 FROM nowhere;\n",
    )
    with monkeypatch.context() as patch:
        patch.setattr(database, "migrations", lambda: (*MIGRATIONS, broken))
        with pytest.raises(StoreError, match=r"nowhere.*nothing of this step was kept"):
            Store(tmp_path / "record.db")
    with Store(tmp_path / "record.db") as opened:
        assert opened.digest() == before
        assert opened.problems() == []
