"""Where output goes: a console that fits its stream, and the progress of a long verb."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.project.results import Step

WIDTH_OF_PIPES = 110
NAME_SHOWN = 48


def screen_of(stream: TextIO) -> Console:
    """Return a console as wide as the terminal; a pipe has no width and gets one a table can be read in."""
    width = None if stream.isatty() or "COLUMNS" in os.environ else WIDTH_OF_PIPES
    return Console(file=stream, highlight=False, markup=False, emoji=False, width=width)


@contextmanager
def watching(verb: str, *, quiet: bool) -> Iterator[Callable[[Step], None]]:
    """Show how far a long verb is, on standard error and only to a terminal."""
    errors = screen_of(sys.stderr)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=errors, transient=True, disable=quiet or not errors.is_terminal) as progress:
        task = progress.add_task(verb, total=None)

        def watch(step: Step) -> None:
            words = f"{verb} {step.name[-NAME_SHOWN:]}"
            progress.update(task, completed=step.done, total=step.total, description=words)

        yield watch
