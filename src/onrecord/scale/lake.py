"""Ask a lake with SQL: the one door to DuckDB.

Guarantees of `ask`: it reads the tables of this lake and nothing else, no file, no network, no extension; it changes
nothing; it stops at the limits it is given. Only what finished shards hold is seen; an article that several shards
have is seen once, and of several versions of one the one that stands, as soon as the lake was resolved.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from onrecord.errors import SourceError, UsageError
from onrecord.scale.contents import own_table, shard_tables
from onrecord.scale.manifests import LakeFolder
from onrecord.scale.parts import SCHEMA
from onrecord.scale.resolved import RESULTS, Resolved
from onrecord.tables.arrow import ParquetTable, save_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from onrecord.scale.manifests import Manifest
    from onrecord.tables.rows import Row

T = TypeVar("T")
ASIDE = "aside"
SETTINGS = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
READS = frozenset({duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN})
SECONDS = 300.0
MEMORY = "4GB"
BATCH = 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of an answer with their types, its rows, and whether there were more than asked for."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    more: bool = False


class Lake:
    """A lake to be asked; raises UsageError where there is none, or nothing in it."""

    def __init__(self, home: Path) -> None:
        self.folder = LakeFolder(home)
        self.made = self.folder.settings()
        self.resolved = Resolved(self.folder)

    @cached_property
    def manifests(self) -> tuple[Manifest, ...]:
        """The finished shards, by name."""
        found = tuple(self.folder.manifests())
        if not found:
            raise UsageError(f"{self.folder.home}: this lake is empty; fill it with onrecord code INPUT --out LAKE")
        return found

    def is_resolved(self) -> bool:
        """Return whether copies and events were found among exactly what is there now."""
        return self.resolved.is_of(self.manifests)

    def files(self, table: str) -> list[str]:
        """Return the files of a table, those of finished shards only."""
        return [str(self.folder.file(table, manifest.shard)) for manifest in self.manifests]

    @contextmanager
    def connected(
        self, work: Path | None = None, known: Sequence[str] | None = None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a connection in which the tables of the lake can be asked; `work` is a database file to be made.

        `known` are the tables of results that hold; by default all of them where the lake is resolved, else none.
        """
        connection = duckdb.connect(str(work) if work else ":memory:", config=dict(SETTINGS))
        try:
            connection.execute("SET preserve_insertion_order = false")
            connection.execute(f"SET memory_limit = '{MEMORY}'")
            if work:
                connection.execute(f"SET temp_directory = {_quoted(str(work.parent))}")
            if known is None:
                known = RESULTS if self.is_resolved() else ()
            for name, source in self._sources(known):
                self._view(connection, name, source)
            yield connection
        finally:
            connection.close()

    def _view(self, connection: duckdb.DuckDBPyConnection, name: str, source: str) -> None:
        try:
            connection.execute(f"CREATE VIEW {name} AS {source}")
        except duckdb.Error as error:
            first = str(error).strip().split("\n")[0]
            raise SourceError(
                f"{self.folder.home}: the table {name} cannot be read ({first});"
                " run onrecord code again with the same inputs: it makes anew what is damaged"
            ) from error

    def _sources(self, known: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the tables, each with the query that gives it; what stands aside is left out."""
        for name in shard_tables():
            source = f"FROM {_files(self.files(name))} AS t"
            if ASIDE in known and name != "failures":
                aside = f"(SELECT version, shard FROM {_files([str(self.resolved.file(ASIDE))])})"
                source += (
                    f" ANTI JOIN {aside} AS a ON a.version = t.version AND a.shard = parse_filename(t.filename, true)"
                )
            columns = "t.* EXCLUDE (filename)"
            if name == "articles" and "groups" in known:
                # what only a look at all articles tells
                source += f" LEFT JOIN {_files([str(self.resolved.file('groups'))])} AS g ON g.version = t.version"
                columns += ' REPLACE (coalesce(g.id, t.version) AS "group")'
            yield name, f"SELECT {columns} {source}"
        for name in known:
            yield name, f"SELECT * EXCLUDE (filename) FROM {_files([str(self.resolved.file(name))])}"

    def ask(
        self, sql: str, values: Sequence[object] = (), *, limit: int | None = None, seconds: float = SECONDS
    ) -> Answer:
        """Return the answer to one SELECT; `values` stand for its question marks.

        Raises UsageError where it is another statement, is wrong, or takes too long.
        """
        return self._asked(
            sql, seconds, lambda connection: _answer(connection.execute(sql, list(values) or None), limit)
        )

    def save(self, sql: str, path: Path, *, seconds: float = SECONDS) -> int:
        """Write the answer to one SELECT as a Parquet file; returns how many rows it has. Raises as `ask` does."""
        return self._asked(sql, seconds, lambda connection: save_whole(connection.sql(sql).to_arrow_table(), path))

    def _asked(self, sql: str, seconds: float, run: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        with self.connected() as connection:
            self._lock(connection)
            statements = _parsed(connection, sql)
            if len(statements) != 1 or statements[0].type not in READS:
                raise UsageError("sql: one SELECT can be asked; a lake is read only")
            clock = threading.Timer(seconds, connection.interrupt)
            clock.start()
            try:
                return run(connection)
            except duckdb.InterruptException:
                message = f"sql: it took longer than {seconds:g} seconds; ask for less, or give --seconds"
                raise UsageError(message) from None
            except duckdb.Error as error:
                raise UsageError(f"sql: {self._hint(str(error))}") from None
            finally:
                clock.cancel()

    def _lock(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Shut everything but the tables of this lake."""
        homes = [self.folder.home / name for name in shard_tables()] + [self.resolved.home]
        connection.execute(f"SET allowed_directories = [{', '.join(_quoted(str(home)) for home in homes)}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")

    def _hint(self, message: str) -> str:
        first = message.strip().split("\n\n")[0]
        if not self.is_resolved() and any(f"Table with name {name} " in message for name in RESULTS):
            return f"{first}\nthis table is there after onrecord lake resolve {self.folder.home}"
        return first


def _parsed(connection: duckdb.DuckDBPyConnection, sql: str) -> Sequence[Any]:
    try:
        return connection.extract_statements(sql)
    except duckdb.Error as error:
        raise UsageError(f"sql: {error}") from None


def _answer(cursor: duckdb.DuckDBPyConnection, limit: int | None) -> Answer:
    described = cursor.description or []
    columns, types = tuple(str(one[0]) for one in described), tuple(str(one[1]) for one in described)
    rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
    more = limit is not None and len(rows) > limit
    return Answer(columns, types, rows[:limit] if limit is not None else rows, more)


def batches(cursor: duckdb.DuckDBPyConnection) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of an answer, a bounded number at a time."""
    while rows := cursor.fetchmany(BATCH):
        yield rows


def keep_table(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: Sequence[tuple[str, str, str]],
    rows: Iterable[Row],
    work: Path,
) -> None:
    """Make a table of a connection from rows; many rows at once go by a file, which is much quicker than one by one."""
    file = work / f"{name}.parquet"
    made = ParquetTable(file, own_table(name, "", columns), SCHEMA)
    for row in rows:
        made.write([row])
    made.close()
    connection.execute(f"CREATE TABLE {name} AS SELECT * EXCLUDE (filename) FROM {_files([str(file)])}")


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _files(paths: Sequence[str]) -> str:
    return f"read_parquet([{', '.join(map(_quoted, paths))}], filename = true)"
