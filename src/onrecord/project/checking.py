"""The verb `doctor`: is everything there that this program needs, and is a project sound?

Each check says what it found and what to do. A check that is `required` and not `ok` makes the command fail.
"""

from __future__ import annotations

import importlib.metadata
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.annotate.models import MODELS, model_folder
from onrecord.errors import ModelError, OnrecordError
from onrecord.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.project.project import Project

PACKAGES = ("spacy", "trafilatura", "feedparser", "pypdfium2", "warcio", "rensa", "py3langid", "urllib3", "rich")
OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 37, 0)
LEAST_FREE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    ok: bool
    words: str
    required: bool = True


def check_program(folder: Path) -> Iterator[Check]:
    """Yield what can be said of the program and the machine; `folder` is where a project is or would be."""
    yield Check("onrecord", ok=True, words=__version__)
    python = ".".join(map(str, sys.version_info[:3]))
    yield Check("python", sys.version_info >= OLDEST_PYTHON, f"{python} (3.11 or newer is needed)")
    for package in PACKAGES:
        yield _package(package)
    yield _model()
    is_new = sqlite3.sqlite_version_info >= OLDEST_SQLITE
    yield Check("sqlite", is_new, f"{sqlite3.sqlite_version} (3.37 or newer is needed)")
    yield _search()
    yield _writing(folder)
    free = shutil.disk_usage(folder).free
    words = f"{free / 1e9:.1f} GB free" + ("" if free >= LEAST_FREE else "; make room")
    yield Check("disk", free >= LEAST_FREE, words, required=False)


def _package(name: str) -> Check:
    try:
        return Check(name, ok=True, words=importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Check(name, ok=False, words="missing; install onrecord with its dependencies")


def _model() -> Check:
    try:
        name = model_folder().name
    except ModelError as error:
        return Check("model", ok=False, words=str(error))
    best = MODELS[0].folder
    return Check("model", ok=True, words=f"{name}, unchanged" if name == best else f"{name}; {best} reads better")


def _search() -> Check:
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("CREATE VIRTUAL TABLE t USING fts5 (a, tokenize = 'porter unicode61')")
    except sqlite3.Error as error:
        return Check("full-text search", ok=False, words=f"this SQLite has no FTS5 ({error}); use another Python")
    return Check("full-text search", ok=True, words="FTS5")


def _writing(folder: Path) -> Check:
    try:
        with (
            tempfile.TemporaryDirectory(dir=folder, prefix=".onrecord-") as made,
            closing(sqlite3.connect(Path(made) / "test.db")) as connection,
        ):
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
            connection.execute("CREATE TABLE t (a)")
    except (OSError, sqlite3.Error) as error:
        return Check("write test", ok=False, words=f"{folder} cannot be written ({error}); check rights and disk")
    is_local = mode == "wal"
    return Check("write test", is_local, "done" if is_local else "no write-ahead log here; use a disk of this machine")


def check_project(folder: Path, *, repair: bool = False) -> Iterator[Check]:
    """Yield what can be said of a project; with `repair`, make its view and search index anew."""
    from onrecord.project.project import Project  # noqa: PLC0415 - a project can check itself

    try:
        with Project(folder) as project:
            if repair:
                yield Check("repair", ok=True, words=f"view and index of {project.repair():,} articles made anew")
            yield from _soundness(project)
    except (OnrecordError, sqlite3.DatabaseError) as error:
        words = str(error).removesuffix("; see onrecord doctor")
        yield Check("project", ok=False, words=f"{words}; restore a backup with onrecord restore")


def _soundness(project: Project) -> Iterator[Check]:
    problems = project.store.problems()
    advice = "; try onrecord doctor --repair, or restore a backup"
    yield Check("store", not problems, problems[0] + advice if problems else "sound")
    counts = project.store.counts()
    yield Check("failures", counts.failures == 0, f"{counts.failures:,} open (onrecord log --failed)", required=False)
    yield Check("stale judgements", counts.stale == 0, f"{counts.stale:,} (onrecord log --stale)", required=False)
