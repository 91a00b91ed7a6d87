"""What `onrecord read` does between its options and its output."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from onrecord import pipeline
from onrecord.errors import SourceError
from onrecord.ingest.files import Failure, ItemDefaults, read_items
from onrecord.present.brief import print_brief
from onrecord.present.json import to_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from onrecord.types.record import Record
    from onrecord.types.text import RawItem


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How records are shown."""

    as_json: bool = False
    with_text: bool = False
    why: bool = False
    quiet: bool = False


def read_files(
    files: Sequence[str],
    *,
    title: str | None,
    published: date | None,
    outlet: str | None,
    url: str | None,
    options: ReadOptions,
) -> int:
    """Read and show every item; returns how many could not be read (each is named on standard error)."""
    defaults = ItemDefaults(title=title, published=published, outlet=outlet, url=url)
    screen = Console(file=sys.stdout, highlight=False, soft_wrap=not sys.stdout.isatty())
    errors = Console(file=sys.stderr, highlight=False)
    counts = {"read": 0, "failed": 0}
    with _progress(errors, quiet=options.quiet) as progress:
        task = progress.add_task("reading", total=None)
        for item in read_items(files, defaults=defaults, stdin=sys.stdin.buffer):
            progress.update(task, description=f"reading {item.location}")
            record = _record(item, errors, counts)
            if record is not None:
                _show(record, screen, options, first=counts["read"] == 0)
                counts["read"] += 1
            progress.advance(task)
    if counts["read"] + counts["failed"] > 1 and not options.quiet:
        errors.print(f"{counts['read']} read, {counts['failed']} failed", style="dim")
    if counts["read"] + counts["failed"] == 0:
        errors.print("nothing to read: no text, HTML or JSONL file there", style="yellow")
    return counts["failed"]


def _progress(errors: Console, *, quiet: bool) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=errors, transient=True, disable=quiet or not errors.is_terminal)


def _record(item: RawItem | Failure, errors: Console, counts: dict[str, int]) -> Record | None:
    if isinstance(item, Failure):
        message = item.issue.message
    else:
        try:
            return pipeline.read(item)
        except SourceError as error:
            message = str(error)
    counts["failed"] += 1
    errors.print(f"onrecord: {item.location}: {message}", style="red", markup=False)
    return None


def _show(record: Record, screen: Console, options: ReadOptions, *, first: bool) -> None:
    if options.as_json:
        screen.file.write(to_json(record, with_text=options.with_text) + "\n")
        return
    if not first:
        screen.print()
    print_brief(record, screen, why=options.why)
