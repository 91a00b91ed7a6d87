"""What `onrecord read` does between its options and its output."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from onrecord import pipeline
from onrecord.annotate.triage import MODES
from onrecord.annotate.triage.losses import Losses
from onrecord.document import to_document
from onrecord.errors import SourceError, UsageError
from onrecord.ingest.items import ItemDefaults, LeftOut
from onrecord.ingest.sources import STDIN, read_sources
from onrecord.present.brief import print_brief
from onrecord.present.json import to_json
from onrecord.present.screens import screen_of
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from rich.console import Console

    from onrecord.annotate.triage import TriageMode
    from onrecord.types.annotation import Issue
    from onrecord.types.record import Record


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How records are shown."""

    as_json: bool = False
    with_text: bool = False
    why: bool = False
    quiet: bool = False
    triage: TriageMode = "off"


def triage_mode(name: str) -> TriageMode:
    """Return the mode of that name; raises UsageError where there is none."""
    for mode in MODES:
        if name == mode:
            return mode
    raise UsageError(f"--triage {name}: choose one of {', '.join(MODES)}")


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
    screen, errors = screen_of(sys.stdout), screen_of(sys.stderr)
    counts = {"read": 0, "failed": 0}
    lost = Losses()
    left_out: list[Issue] = []
    with _progress(errors, quiet=options.quiet) as progress:
        task = progress.add_task("reading", total=None)
        for item in read_sources(files, defaults=defaults, stdin=sys.stdin.buffer):
            progress.update(task, description=f"reading {item.location}")
            if isinstance(item, LeftOut) and item.skipped:
                continue
            if isinstance(item, LeftOut) and not item.whole:
                # only one field is lost: the item itself comes next and takes the issue along
                left_out.append(item.issue)
                continue
            record = _record(item, errors, counts, lost, options.triage)
            if record is not None:
                told = replace(record, issues=(*left_out, *record.issues)) if left_out else record
                _show(told, item.location, screen, options, first=counts["read"] == 0)
                counts["read"] += 1
            left_out.clear()
            progress.advance(task)
    _sum_up(counts, errors, quiet=options.quiet)
    if options.triage == "audit" and lost.articles:
        errors.print(f"{lost.told()}: {lost.share_lost:.1%} of events between parties", style="dim", soft_wrap=True)
    return counts["failed"]


def explain_sentence(sentence: str, *, published: date | None) -> None:
    """Print what is read in a sentence and which event frames nearly fired; raises SourceError on an empty one."""
    from onrecord.present.why import print_why_not  # noqa: PLC0415 - only this option needs it

    print_why_not(pipeline.read(RawItem("the sentence", sentence, published=published)), screen_of(sys.stdout))


def _sum_up(counts: Mapping[str, int], errors: Console, *, quiet: bool) -> None:
    total = counts["read"] + counts["failed"]
    if total > 1 and not quiet:
        errors.print(f"{counts['read']} read, {counts['failed']} failed", style="dim")
    if total == 0:
        errors.print("nothing to read: no text, HTML or JSONL file there", style="yellow")


def _progress(errors: Console, *, quiet: bool) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=errors, transient=True, disable=quiet or not errors.is_terminal)


def _record(
    item: RawItem | LeftOut, errors: Console, counts: dict[str, int], lost: Losses, triage: TriageMode
) -> Record | None:
    if isinstance(item, LeftOut):
        message = item.issue.message
    else:
        try:
            return _audited(item, lost) if triage == "audit" else pipeline.read(item, triage=triage)
        except SourceError as error:
            message = str(error)
    errors.print(f"onrecord: {item.location}: {message}", style="red", soft_wrap=True)
    counts["failed"] += 1
    return None


def _audited(item: RawItem, lost: Losses) -> Record:
    audited = pipeline.audit(*to_document(item))
    lost.add(audited.losses)
    return audited.record


def _show(record: Record, location: str, screen: Console, options: ReadOptions, *, first: bool) -> None:
    if options.as_json:
        screen.file.write(to_json(record, with_text=options.with_text) + "\n")
        return
    if not first:
        screen.print()
    print_brief(record, screen, location="standard input" if location == STDIN else location, why=options.why)
