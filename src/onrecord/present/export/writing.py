"""Write an export: into a new place beside the target, which takes the target's name when all is there.

Guarantees: after an error, a full disk or Ctrl-C, OUT holds what it held before, and nothing is left beside it; after a
kill it holds what it held before or the whole export (a folder that was to be replaced may by then stand beside it,
under a name that begins with a dot). What is there is replaced with `force` alone, and a folder only where it is empty
or an export itself. Memory does not grow with what is exported.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.project.feeding import feeding
from onrecord.project.results import Step, ignore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.present.export.exporter import Exporter, Summary
    from onrecord.project.outgoing import Asked
    from onrecord.project.project import Project
    from onrecord.project.results import Watch

STANDARD_OUTPUT = "-"
CHUNK = 1 << 20
# what marks a folder as one that an export made
MARKS = ("datapackage.json", "events.mentions.CSV")


def export(
    project: Project, exporter: Exporter, out: str, asked: Asked, *, force: bool = False, watch: Watch = ignore
) -> Summary:
    """Write what is asked for of a project in one format to a file, a folder, or "-" for standard output.

    Raises UsageError where OUT cannot be or must not be written.
    """
    if out == STANDARD_OUTPUT:
        if not exporter.suffix:
            raise UsageError(f"{exporter.name} is a folder of files; name one instead of -")
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / f"export{exporter.suffix}"
            summary = fill(project, exporter, made, asked, watch)
            with made.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer, CHUNK)
            sys.stdout.flush()
        return summary
    with new_place(Path(out), folder=not exporter.suffix, force=force) as made:
        return fill(project, exporter, made, asked, watch)


def fill(project: Project, exporter: Exporter, made: Path, asked: Asked, watch: Watch = ignore) -> Summary:
    """Feed an exporter what is asked for."""
    with feeding(project, asked) as feed:
        total, items = feed.items(exporter.needs)
        exporter.setup(made, feed.header())
        for number, item in enumerate(items, 1):
            exporter.feed(item)
            watch(Step(number, total, item.id))
        return exporter.finish()


@contextmanager
def new_place(out: Path, *, folder: bool, force: bool = False) -> Iterator[Path]:
    """Give a new place beside OUT; it takes the name of OUT at the end, or is taken away after an error."""
    check(out, folder=folder, force=force)
    try:
        home = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise UsageError(
            f"{out.parent}: cannot be written ({error.strerror or error}); choose another place"
        ) from error
    made = home / out.name
    try:
        if folder:
            made.mkdir()
        yield made
        _put(made, out, home)
    except OSError as error:
        raise UsageError(
            f"{out}: cannot be written ({error.strerror or error}); what was there is unchanged"
        ) from error
    finally:
        shutil.rmtree(home, ignore_errors=True)


def check(out: Path, *, folder: bool, force: bool) -> None:
    """Raise UsageError where OUT cannot take an export, or holds something that must not be lost."""
    if not out.parent.is_dir():
        raise UsageError(f"{out.parent}: no such folder; make it first")
    if not out.exists():
        return
    if not force:
        raise UsageError(f"{out}: there is something already; name another, or give --force to put this in its place")
    if out.is_dir() != folder:
        kinds = ("a folder", "a file") if folder else ("a file", "a folder")
        raise UsageError(f"{out}: this format is {kinds[0]} and there is {kinds[1]}; name another")
    if folder and any(out.iterdir()) and not any((out / mark).is_file() for mark in MARKS):
        raise UsageError(f"{out}: a folder that no export made; --force does not replace it, name another")


def _put(made: Path, out: Path, home: Path) -> None:
    """Give what was made the name of OUT; what stood there is taken away when the new one stands."""
    if made.is_dir() and out.is_dir():
        os.replace(out, home / "before")  # noqa: PTH105 - Path.replace says the same
    os.replace(made, out)  # noqa: PTH105
