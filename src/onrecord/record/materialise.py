"""The fourth layer on disk: tables that hold the effective view for filters and search, and nothing of their own.

`refresh` makes the rows of one article anew from the layers below; `rebuild` those of all. Guarantees: whatever was
in these tables before, the rows afterwards depend on the layers below alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.record.articles import current_version, text_of
from onrecord.record.database import indexable
from onrecord.record.effective import effective
from onrecord.record.flatten import actor_words, flatten, source_words
from onrecord.record.judgements import judgements_of
from onrecord.record.readings import assertions_of, current_reading, keep_all_assertions
from onrecord.record.rows import EffectiveView

if TYPE_CHECKING:
    import sqlite3

    from onrecord.record.flatten import Flat
    from onrecord.record.rows import Version

# a fact about the store that a migration leaves where the tables of the view are to be made anew
REBUILD = "rebuild"
TABLES = ("effective_dyad", "effective_party", "effective_record", "stale", "searched")


def view_of(connection: sqlite3.Connection, version: Version) -> EffectiveView:
    """Return what stands for an article, computed from the layers below; `version` is its current one."""
    reading = current_reading(connection, version.id)
    judgements = judgements_of(connection, version.article)
    if reading is None and not judgements:
        return EffectiveView()
    assertions = assertions_of(reading) if reading else ()
    # only judgements need the text, to find their words in it
    text = text_of(connection, version.sha256) if judgements else ""
    return effective(text, assertions, judgements, was_read=reading is not None)


def refresh(connection: sqlite3.Connection, article: str) -> None:
    """Make the rows of one article anew; the caller holds the write lock."""
    version = current_version(connection, article)
    if version is None:
        return
    _clear(connection, article)
    view = view_of(connection, version)
    for flat in flatten(view):
        _keep(connection, version, flat)
    rows = ((stale.judgement.id, article, stale.reason) for stale in view.stale)
    connection.executemany("INSERT INTO stale VALUES (?, ?, ?)", rows)
    _index(connection, version, view)


def differing(connection: sqlite3.Connection, most: int) -> list[str]:
    """Return those articles, of `most` spread evenly over all, whose rows are not what the layers below give."""
    articles = [row[0] for row in connection.execute("SELECT id FROM article ORDER BY id")]
    step = max(1, -(-len(articles) // most))
    return [article for article in articles[::step] if _differs(connection, article)]


def _differs(connection: sqlite3.Connection, article: str) -> bool:
    version = current_version(connection, article)
    if version is None:
        return False
    right = {(flat.record.id, flat.record.state) for flat in flatten(view_of(connection, version))}
    found = connection.execute("SELECT id, state FROM effective_record WHERE article = ?", (article,))
    return right != {(row[0], row[1]) for row in found}


def rebuild(connection: sqlite3.Connection) -> int:
    """Make all rows anew; returns how many articles there are."""
    keep_all_assertions(connection)
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own tables
    articles = [row[0] for row in connection.execute("SELECT id FROM article ORDER BY id")]
    for article in articles:
        refresh(connection, article)
    connection.execute("DELETE FROM meta WHERE name = ?", (REBUILD,))
    return len(articles)


def _clear(connection: sqlite3.Connection, article: str) -> None:
    connection.execute("DELETE FROM effective_record WHERE article = ?", (article,))
    connection.execute("DELETE FROM stale WHERE article = ?", (article,))
    row = connection.execute("SELECT number FROM searched WHERE article = ?", (article,)).fetchone()
    if row is not None:
        # before its content goes: the index looks up there what it must forget
        connection.execute("DELETE FROM search WHERE rowid = ?", row)
        connection.execute("DELETE FROM searched WHERE number = ?", row)


def _keep(connection: sqlite3.Connection, version: Version, flat: Flat) -> None:
    record = flat.record
    connection.execute(
        "INSERT INTO effective_record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (record.id, version.article, version.id, record.kind, record.position, record.origin, record.state, *flat[1:8]),
    )
    if record.state == "rejected":
        return
    parties = ((record.id, party, role) for party, role in flat.parties)
    connection.executemany("INSERT INTO effective_party VALUES (?, ?, ?)", parties)
    connection.executemany("INSERT INTO effective_dyad VALUES (?, ?)", ((record.id, dyad) for dyad in flat.dyads))


def _index(connection: sqlite3.Connection, version: Version, view: EffectiveView) -> None:
    words = (version.title or "", actor_words(view), source_words(view))
    connection.execute(
        "INSERT INTO searched VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            version.number,
            version.article,
            version.sha256,
            *map(indexable, words),
            version.published,
            version.outlet,
            version.language,
        ),
    )
    connection.execute(
        "INSERT INTO search (rowid, title, text, actors, sources)"
        " SELECT number, title, text, actors, sources FROM search_content WHERE number = ?",
        (version.number,),
    )
