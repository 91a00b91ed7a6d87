"""What the commands of a project print: lines for people, or JSON lines."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from onrecord.present.lines import one_line
from onrecord.present.screens import screen_of
from onrecord.present.wording import plain
from onrecord.project.results import counted
from onrecord.record.kinds import KINDS
from onrecord.record.rows import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from onrecord.project.checking import Check
    from onrecord.project.merging import MergeResult
    from onrecord.project.project import Project
    from onrecord.project.results import AddResult, ReadResult
    from onrecord.record.rows import Counts, Failure, Found, Judgement, Stale

DIM, STRONG = "dim", "bold"
SECONDS = 19


def print_values(values: object) -> None:
    """Print one object as one line of JSON."""
    sys.stdout.write(one_line(values) + "\n")


def say(*lines: str, style: str = "") -> None:
    """Print lines on standard output."""
    screen = screen_of(sys.stdout)
    for line in lines:
        screen.print(Text(line, style=style), soft_wrap=True)


def print_made(project: Project, *, as_json: bool) -> None:
    """Print where a project was made and what to do next."""
    if as_json:
        print_values({"project": project.settings.name, "folder": str(project.folder)})
        return
    say(f"project {project.settings.name!r} in {project.folder}: onrecord.toml (settings) and record.db (the record)")
    say(f"next: onrecord add PATH --project {project.folder}, or cd there first", style=DIM)


def print_checks(checks: Sequence[Check], *, as_json: bool) -> bool:
    """Print what was checked; returns whether everything that is required is there."""
    if as_json:
        for check in checks:
            print_values(asdict(check))
    else:
        screen = screen_of(sys.stdout)
        table = Table(box=None, show_header=False, pad_edge=False)
        for check in checks:
            mark = "ok" if check.ok else ("MISSING" if check.required else "note")
            style = "" if check.ok else ("red" if check.required else "yellow")
            table.add_row(Text(mark, style), Text(check.name), Text(check.words, style))
        screen.print(table)
    return all(check.ok for check in checks if check.required)


def print_result(result: AddResult | ReadResult | MergeResult, *, as_json: bool, quiet: bool) -> None:
    """Print what a long verb did, and what to do next."""
    if as_json:
        print_values({**result.counts(), "stopped": result.stopped})
        return
    say(result.words())
    if not quiet:
        screen_of(sys.stderr).print(Text(result.next(), style=DIM), soft_wrap=True)


def print_found(found: Found, *, offset: int, as_json: bool) -> None:
    """Print one page of what a search found."""
    if as_json:
        for hit in found.hits:
            print_values(asdict(hit))
        return
    if not found.hits:
        say("nothing found" if found.total == 0 else f"{counted(found.total, 'article')} found, none on this page")
        return
    screen = screen_of(sys.stdout)
    for hit in found.hits:
        line = Text(f"{hit.article}  ", style=DIM)
        line.append(plain(hit.title or "(no title)"), style=STRONG)
        line.append("".join(f" · {plain(part)}" for part in (hit.outlet, hit.published) if part), style=DIM)
        screen.print(line, soft_wrap=True)
        screen.print(Text(f"    {plain(hit.snippet)}"), soft_wrap=True)
    last = offset + len(found.hits)
    order = "best first" if found.order == "relevance" else "latest first"
    more = f"; more: --offset {last}" if last < found.total else ""
    words = f"{offset + 1} to {last} of {counted(found.total, 'article')}, {order}{more}; next: onrecord show ID"
    screen_of(sys.stderr).print(Text(words, style=DIM), soft_wrap=True)


def print_status(project: Project, *, as_json: bool) -> None:
    """Print how much there is."""
    counts = project.status()
    if as_json:
        print_values({"project": project.settings.name, **asdict(counts)})
        return
    screen = screen_of(sys.stdout)
    table = Table(box=None, show_header=False, pad_edge=False)
    rows = {
        "project": f"{project.settings.name} ({project.folder})",
        "articles": f"{counts.articles:,} in {counted(counts.versions, 'version')}, {counts.unread:,} not read yet",
        "copies": f"{counts.copies:,} articles tell {counted(counts.stories, 'story', 'stories')} together",
        "record": ", ".join(counted(counts.records[kind], kind) for kind in KINDS if kind in counts.records)
        or "nothing read yet",
        "judgements": f"{counts.judgements:,} on {counted(counts.judged, 'record')}, {counts.stale:,} stale",
        "failures": f"{counts.failures:,} open",
        "size": f"{counts.bytes / 1e6:,.1f} MB",
    }
    for name, words in rows.items():
        table.add_row(Text(name, DIM), Text(words))
    screen.print(table)
    screen_of(sys.stderr).print(Text(_next(counts), style=DIM))


def _next(counts: Counts) -> str:
    if not counts.articles:
        return "next: onrecord add PATH"
    if counts.unread:
        return "next: onrecord read"
    return "next: onrecord log --failed" if counts.failures else "next: onrecord review, or onrecord search WORDS"


def print_failures(failures: Iterable[Failure], *, as_json: bool) -> None:
    """Print what failed and why, and how to try again."""
    some = False
    for failure in failures:
        some = True
        if as_json:
            print_values(asdict(failure))
        else:
            times = f" ({failure.times} times)" if failure.times > 1 else ""
            say(plain(f"{failure.verb}  {failure.location}: {failure.message} [{failure.code}]{times}"))
    if not as_json:
        words = "next: onrecord add --retry, or onrecord read, to try again" if some else "nothing has failed"
        screen_of(sys.stderr).print(Text(words, style=DIM))


def print_stale(found: Iterable[Stale], *, as_json: bool) -> None:
    """Print the judgements that hold for nothing in the current text."""
    for stale in found:
        if as_json:
            print_values({"reason": stale.reason, **_judgement(stale.judgement)})
        else:
            say(f"{stale.reason}  {judgement_words(stale.judgement)}")


def print_log(entries: Iterable[Run | Judgement], *, as_json: bool) -> None:
    """Print what was done, latest first."""
    for entry in entries:
        if isinstance(entry, Run):
            _print_run(entry, as_json=as_json)
        elif as_json:
            print_values({"entry": "judgement", **_judgement(entry)})
        else:
            say(f"{entry.at[:SECONDS]}  {judgement_words(entry)}")


def _print_run(run: Run, *, as_json: bool) -> None:
    if as_json:
        print_values({"entry": "run", **asdict(run)})
        return
    told = ", ".join(f"{number:,} {name}" for name, number in (run.counts or {}).items() if number)
    words = told or ("nothing to do" if run.counts is not None else "did not end (killed, or still running)")
    sources = " ".join(map(str, run.arguments.get("sources", ())))
    say(plain(f"{run.started[:SECONDS]}  {run.verb} {sources}: {words}"))


def print_backup(target: Path, digest: str, *, as_json: bool) -> None:
    """Print where a backup was written and its digest."""
    if as_json:
        print_values({"backup": str(target), "digest": digest})
        return
    say(f"{target}: written and checked, digest {digest}")
    say(f"to use it: onrecord restore {target} DIR", style=DIM)


def print_judgement(judgement: Judgement, *, as_json: bool, taken_back: bool = False) -> None:
    """Print a judgement that was made or taken back."""
    if as_json:
        print_values({"taken_back": taken_back, **_judgement(judgement)})
    elif taken_back:
        say(f"taken back: {judgement_words(judgement)}")
    else:
        say(judgement_words(judgement))
        screen_of(sys.stderr).print(Text(f"to take it back: onrecord undo {judgement.id}", style=DIM))


def judgement_words(judgement: Judgement) -> str:
    """Return a judgement in one line."""
    parts = [judgement.id, judgement.by, judgement.action]
    if judgement.action == "undo":
        parts.append(judgement.undoes or "")
    else:
        parts.append(f"{judgement.kind} “{' '.join(judgement.anchor.quote.split())}”")
    if judgement.field is not None:
        parts.append(f"{judgement.field} = {one_line(judgement.value)}")
    return plain("  ".join(parts) + (f" — {judgement.why}" if judgement.why else ""))


def _judgement(judgement: Judgement) -> dict[str, object]:
    return {**asdict(judgement), "anchor": judgement.anchor._asdict()}
