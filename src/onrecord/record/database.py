"""The one door to SQLite: connections, transactions that write, and the numbered migrations.

Guarantees: a file is in WAL mode, so that readers never wait; every change goes through `writing`, which takes the
write lock at the start (BEGIN IMMEDIATE), waits for it and tries again a bounded number of times; a change is made
whole or not at all. A file that may not be written can still be asked. A file written by a newer program is refused
with a StoreError, as is a file of another kind.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import time
import zlib
from contextlib import closing, contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# "ORec": tells our files from other SQLite files
APPLICATION = 0x4F526563
WAIT_MILLISECONDS = 10_000
TRIES = 12
LONGEST_PAUSE = 0.5
CACHE_KIBIBYTES = 16_000
# the log and the index of a store in use need so many bytes at least
LEAST_FREE = 200_000


def pack(text: str) -> bytes:
    """Return a text packed; halves of characters are kept."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack(body: bytes) -> str:
    """Return the text that was packed."""
    return zlib.decompress(body).decode("utf-8", "surrogatepass")


def _searchable(body: bytes) -> str:
    """Return a packed text as SQLite can index it: without halves of characters and zero bytes."""
    return indexable(unpack(body))


def indexable(text: str) -> str:
    """Return a text that SQLite can index: halves of characters as "?", zero characters as spaces."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def connect(path: Path, *, durable: bool = False) -> sqlite3.Connection:
    """Open a store that is there; `durable` waits for the disk at every commit. Raises StoreError.

    Where the file or its disk may not be written, the store is opened for asking only: a change raises StoreError.
    """
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?{_mode(path)}",
            uri=True,
            isolation_level=None,
            timeout=WAIT_MILLISECONDS / 1000,
            check_same_thread=False,
        )
        _prepare(connection, durable=durable)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be opened as a store ({error}); {_advice(path)}") from error
    return connection


def _advice(path: Path) -> str:
    """Return what to do where a file cannot be opened: a full disk shows as an error of reading only."""
    free = shutil.disk_usage(path.parent).free
    return "the disk is full: make room and run again" if free < LEAST_FREE else "see onrecord doctor"


def may_write(path: Path) -> bool:
    """Return whether a store can be changed, as far as the rights tell."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _mode(path: Path) -> str:
    """Return how a file can be opened; a write-ahead log needs a folder to write in, unless nobody changes the file."""
    if may_write(path):
        return "mode=rw"
    log = path.with_name(f"{path.name}-wal")
    has_log = log.exists() and log.stat().st_size > 0
    return "mode=ro" if has_log else "mode=ro&immutable=1"


def _prepare(connection: sqlite3.Connection, *, durable: bool) -> None:
    connection.create_function("unpacked", 1, _searchable, deterministic=True)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    connection.execute("PRAGMA temp_store = MEMORY")


@contextmanager
def writing(connection: sqlite3.Connection, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
    """Hold the write lock for one change: committed at the end, taken back on any exception.

    `durable` waits until the disk has it (for what a person typed). Raises StoreError where another process holds
    the lock for minutes, or the disk refuses.
    """
    connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
    _begin(connection)
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.OperationalError):
            raise StoreError(f"the store could not be written ({error}); nothing of this step was kept") from error
        raise


def _begin(connection: sqlite3.Connection) -> None:
    """Take the write lock; only here a store can be locked, since in WAL mode nobody takes it away again."""
    for attempt in range(TRIES):
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                raise StoreError(f"the store cannot be written ({error}); check the disk and the rights") from error
            # spread out those that wait, so that they do not come back at once
            time.sleep(random.uniform(0, min(LONGEST_PAUSE, 0.01 * 2**attempt)))  # noqa: S311 - no secret
        else:
            return
    seconds = TRIES * WAIT_MILLISECONDS // 1000
    raise StoreError(f"another process has been writing to the store for {seconds} seconds; let it end and run again")


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def copy_to(connection: sqlite3.Connection, target: Path, check: Callable[[Path], str]) -> str:
    """Copy a store into a new file as of one moment; returns what `check` says of the copy. Raises StoreError.

    The copy has another name until it is checked: what bears the name asked for is whole.
    """
    half = target.with_name(f".{target.name}.part")
    try:
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(half)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        found = check(half)
        half.replace(target)
    except sqlite3.Error as error:
        raise StoreError(f"{target}: the copy cannot be written ({error}); check the disk and the rights") from error
    finally:
        for left in (half, *(half.with_name(f"{half.name}{end}") for end in ("-journal", "-wal", "-shm"))):
            left.unlink(missing_ok=True)
    return found


def migrations() -> tuple[tuple[int, str, str], ...]:
    """Return number, name and SQL of every migration, in order."""
    found = []
    for file in (files("onrecord.record") / "schema").iterdir():
        number, _, name = file.name.removesuffix(".sql").partition("_")
        if file.name.endswith(".sql"):
            found.append((int(number), name, file.read_text(encoding="utf-8")))
    return tuple(sorted(found))


def create(path: Path) -> None:
    """Make the store where there is none, and bring an older one up to date; a current one is left as it is."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=WAIT_MILLISECONDS / 1000)) as connection:
        _prepare(connection, durable=True)
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection, path)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Apply the migrations that are missing, each whole or not at all. Raises StoreError on a store of the future."""
    check_kind(connection, path)
    for number, _, script in migrations():
        if number <= schema_number(connection):
            continue
        with writing(connection, durable=True):
            # somebody else may have done it while we waited for the lock
            if number > schema_number(connection):
                for statement in statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {number}")


def check_kind(connection: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError where the file is no store of ours, or one of a newer program."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION and (application or tables):
        raise StoreError(f"{path}: a database, but none of onrecord; name another file")
    newest = migrations()[-1][0]
    found = schema_number(connection)
    if found > newest:
        raise StoreError(
            f"{path}: written by a newer onrecord (schema {found}, this program knows {newest}); update the program"
        )


def schema_number(connection: sqlite3.Connection) -> int:
    """Return the number of the last migration a store has had."""
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def statements(script: str) -> Iterator[str]:
    """Yield the statements of an SQL script one by one."""
    lines: list[str] = []
    for line in script.splitlines():
        lines.append(line)
        statement = "\n".join(lines)
        if line.rstrip().endswith(";") and sqlite3.complete_statement(statement):
            yield statement
            lines.clear()
