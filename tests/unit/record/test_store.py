"""What a store keeps: articles once, versions linked, sightings, failures, readings; and what it refuses."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from arrivals import TEXT, arrival, reading

from onrecord.errors import StoreError, UsageError
from onrecord.record import database
from onrecord.record.rows import Filters, Trouble
from onrecord.record.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from onrecord.record.rows import Arrival

EDITED = TEXT.replace("on Friday", "on Monday")
LONG = (
    "Customs officers of the two island states opened a shared post at the northern pier on Tuesday morning. The post "
    "will check fish, timber and machine parts, and lorries will wait for one hour at most, the harbour master told "
    "those who had gathered. Farmers on both sides had asked for such a post for eleven years without an answer."
)


def test_same_again_changes_nothing(store: Store) -> None:
    """The same article from the same place is known, and the store stays as it was."""
    assert len(store.add([arrival()]).new) == 1
    before = store.digest()
    assert store.add([arrival()]).unchanged == 1
    assert store.digest() == before


def test_another_place_is_a_sighting(store: Store) -> None:
    """The same article met elsewhere is one article seen twice, and what the places say is joined."""
    store.add([arrival(source="feed-1", author=None)])
    store.add([arrival(source="feed-2", author="A. Writer")])
    dossier = store.dossier(next(iter(store.search("", Filters()).hits)).article)
    assert [s.source for s in dossier.sightings] == ["feed-1", "feed-2"]
    assert dossier.version.author == "A. Writer"


def test_changed_text_is_a_version(store: Store) -> None:
    """Another text of one article is a further version; the later one stands, and search finds it alone."""
    store.add([arrival()])
    added = store.add([arrival(text=EDITED)])
    assert (len(added.new), len(added.updated)) == (0, 1)
    (hit,) = store.search("monday", Filters()).hits
    assert [v.id for v in store.dossier(hit.article).versions][-1] == hit.version
    assert store.search("friday", Filters()).total == 0


def test_later_day_stands_whatever_came_first(store: Store) -> None:
    """Of two versions with different days the later stands, even where the earlier one came last."""
    store.add([arrival(text=EDITED, published=date(2024, 5, 8)), arrival(published=date(2024, 5, 6))])
    assert store.search("monday", Filters()).total == 1


def test_moved_file_is_a_sighting(store: Store) -> None:
    """A file under another name with the same text, title and outlet is not a second article."""
    for path in ("/old/a.txt", "/new/a.txt"):
        found = arrival(source=path)
        store.add([replace(found, key=f"file:{path}", document=replace(found.document, url=None))])
    assert store.counts().articles == 1
    assert store.counts().sightings == 2


def test_odd_characters_are_kept(store: Store) -> None:
    """Halves of characters and zero bytes in a text are kept as they are and harm neither store nor search."""
    odd = "A half \ud800 and a zero \0 stand here, said the clerk."
    store.add([arrival(text=odd)])
    (hit,) = store.search("clerk", Filters()).hits
    assert store.dossier(hit.article).text == odd


def test_copies_are_grouped(store: Store) -> None:
    """A copy under another outlet is an article of its own in one group; what is told is the share of the text."""
    store.add([arrival("https://one.example/a", LONG), arrival("https://two.example/b", LONG + " More follows.")])
    version = store.search("customs", Filters()).hits[0]
    dossier = store.dossier(version.article)
    assert dossier.group is not None
    assert [copy.joins for copy in dossier.copies] == [True]
    assert dossier.copies[0].share > 0.9
    assert (store.counts().copies, store.counts().stories) == (2, 1)


def test_failure_closes_on_success(store: Store) -> None:
    """What failed is listed once until the same place succeeds."""
    trouble = Trouble("add", "here", "here", "no-document", "there is no text in it")
    store.add([], [trouble])
    store.add([], [trouble])
    (failure,) = store.failures()
    assert (failure.times, failure.message) == (2, "there is no text in it")
    store.add([arrival(source="here")])
    assert store.failures() == ()


def test_reading_is_kept_once(store: Store, fill: Callable[..., str]) -> None:
    """A reading by the same extractor is there already; another extractor's stands beside and counts."""
    version = fill()
    assert not store.keep_reading(reading(version, TEXT))
    assert store.keep_reading(reading(version, TEXT, extractor="hand-2", body={"events": [], "attributions": []}))
    assert store.counts().records == {}


def test_unread_by_extractor(store: Store, fill: Callable[..., str]) -> None:
    """What one extractor has read is unread for another."""
    fill()
    assert store.unread("hand-1") == ()
    assert len(store.unread("hand-2")) == 1
    assert len(store.unread("hand-1", "another model")) == 1


def test_ids_by_their_beginning(store: Store, fill: Callable[..., str]) -> None:
    """The beginning of an id is enough; what is none, or unknown, is told."""
    version = fill()
    assert store.named(version[:8]).what == "version"
    for words, told in (("xyz!", "is no id"), ("00000000", "nothing in this project")):
        with pytest.raises(UsageError, match=told):
            store.named(words)


def test_another_file_is_refused(tmp_path: Path) -> None:
    """A database of another program, text, or nothing at all is no store."""
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (a)")
    with pytest.raises(StoreError, match="none of onrecord"):
        Store(other)
    (tmp_path / "text.db").write_text("no database at all, only a line of words" * 50)
    with pytest.raises(StoreError):
        Store(tmp_path / "text.db")
    with pytest.raises(StoreError, match="no such store"):
        Store(tmp_path / "none.db")


def test_newer_store_is_refused(tmp_path: Path) -> None:
    """A store of a newer program is refused with what to do."""
    path = tmp_path / "record.db"
    Store.create(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 9999")
    with pytest.raises(StoreError, match="update the program"):
        Store(path)


def test_failed_change_leaves_nothing(store: Store) -> None:
    """An exception in the middle of a change takes all of it back."""
    before = store.digest()

    def arrivals() -> Iterator[Arrival]:
        yield arrival()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.add(arrivals())
    assert store.digest() == before


def test_view_is_rebuilt_byte_for_byte(store: Store, fill: Callable[..., str]) -> None:
    """The effective view and the search index are an index only: emptied and made anew they are the same."""
    fill()
    before = store.digest()
    with database.writing(store._writer) as connection:
        connection.execute("DELETE FROM effective_record")
        connection.execute("UPDATE searched SET actors = ''")
    assert store.digest() != before
    assert store.rebuild() == 1
    assert store.digest() == before
    assert store.problems() == []


def test_broken_index_is_told(store: Store, fill: Callable[..., str]) -> None:
    """A search index that does not agree with the texts is a problem, and rebuilding mends it."""
    fill()
    with database.writing(store._writer) as connection:
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    assert any("search index" in problem for problem in store.problems())
    store.rebuild()
    assert store.problems() == []


def test_backup_holds_the_same(store: Store, fill: Callable[..., str], tmp_path: Path) -> None:
    """A backup has the digest of the store and opens as one."""
    fill()
    assert store.backup(tmp_path / "copy.db") == store.digest()
    with Store(tmp_path / "copy.db") as copy:
        assert copy.counts().articles == 1


def test_every_table_and_column_is_described() -> None:
    """Each table of the schema has a comment above it and each column one beside it."""
    (_, _, script), *_ = database.migrations()
    lines = script.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("CREATE TABLE"):
            assert lines[number - 1].startswith("--") or lines[number - 1] == ");" or "STRICT" in lines[number - 1]
            end = next(i for i in range(number + 1, len(lines)) if lines[i].startswith(")"))
            columns = [c for c in lines[number + 1 : end] if not c.strip().startswith("PRIMARY KEY")]
            assert [column for column in columns if "--" not in column] == []
