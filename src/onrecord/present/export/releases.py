"""Numbered releases of a project's data set: each a native export that tells what changed since the one before.

A folder holds the releases, named by their numbers; each has the tables, `datapackage.json`, `changes.jsonl` (a line a
change) and `CHANGES.md`, `STATEMENT.md`, `CITATION.cff` and `SHA256SUMS`. Guarantees: no release is ever altered; where
nothing has changed none is made; the same project, filters, day and release before give the same bytes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.present.export import registry
from onrecord.present.export.changes import TABLES, changes
from onrecord.present.export.statement import citation, statement
from onrecord.present.export.writing import fill, new_place
from onrecord.present.lines import one_line
from onrecord.project.results import ignore
from onrecord.tables.package import NAME, sha256_of

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.present.export.changes import Change
    from onrecord.project.outgoing import Asked
    from onrecord.project.project import Project
    from onrecord.project.results import Watch

LINES, WORDS, SUMS = "changes.jsonl", "CHANGES.md", "SHA256SUMS"
STATEMENT, CITATION = "STATEMENT.md", "CITATION.cff"
NAMED = 50
# what a reader of the list wants to see by name; the other tables follow from these
READ = ("articles", "happenings", "expectations")
FORMS = ("parquet", "csv")


@dataclass(slots=True)
class Release:
    """A release that was made, or was not, since nothing changed; `counts` are changes by table and kind."""

    number: int
    folder: Path
    before: int | None
    made: bool = True
    counts: dict[str, Counter[str]] = field(default_factory=dict)


class _NothingNew(Exception):  # noqa: N818 - no error: it takes the new folder away again
    """Nothing has changed since the release before."""


def numbers(folder: Path) -> list[int]:
    """Return the numbers of the releases in a folder, in order."""
    if not folder.is_dir():
        return []
    return sorted(int(one.name) for one in folder.iterdir() if one.name.isdigit() and (one / NAME).is_file())


def release(project: Project, folder: Path, asked: Asked, *, form: str = "parquet", watch: Watch = ignore) -> Release:
    """Make the next release in a folder, which is made where it is not there; raises UsageError."""
    if form not in FORMS:
        raise UsageError(f"{form!r} is no form of releases; use {' or '.join(FORMS)}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made ({error.strerror or error}); choose another folder") from error
    before = max(numbers(folder), default=None)
    made = Release((before or 0) + 1, folder / str((before or 0) + 1), before)
    try:
        with new_place(made.folder, folder=True) as place:
            fill(project, registry.exporter(form), place, asked, watch)
            _describe(made, place)
    except _NothingNew:
        made.made = False
    return made


def _describe(made: Release, place: Path) -> None:
    if made.before is not None:
        _write_changes(made, made.folder.parent / str(made.before), place)
        if not made.counts:
            raise _NothingNew
    else:
        (place / LINES).write_text("", encoding="utf-8")
        (place / WORDS).write_text("# Changes\n\nThe first release.\n", encoding="utf-8")
    (place / STATEMENT).write_text(statement(place, made.number), encoding="utf-8", errors="backslashreplace")
    (place / CITATION).write_text(citation(place, made.number), encoding="utf-8")
    sums = (f"{sha256_of(file)}  {file.name}\n" for file in sorted(place.iterdir()) if file.name != SUMS)
    (place / SUMS).write_text("".join(sums), encoding="utf-8")


def _write_changes(made: Release, before: Path, place: Path) -> None:
    """Write every change as a line, and the list for people."""
    named: dict[tuple[str, str], list[Change]] = {}
    with (place / LINES).open("w", encoding="utf-8") as file:
        for change in changes(before, place):
            made.counts.setdefault(change.table, Counter())[change.change] += 1
            file.write(one_line(change.values()) + "\n")
            some = named.setdefault((change.table, change.change), [])
            if change.table in READ and len(some) < NAMED:
                some.append(change)
    (place / WORDS).write_text("\n".join(_words(made, named)) + "\n", encoding="utf-8")


def _words(made: Release, named: dict[tuple[str, str], list[Change]]) -> list[str]:
    kinds = ("added", "changed", "withdrawn")
    lines = [f"# Changes from release {made.before} to {made.number}", "", f"| table | {' | '.join(kinds)} |"]
    lines.append("|---|---:|---:|---:|")
    for known in TABLES:
        counts = made.counts.get(known.name)
        if counts:
            lines.append(f"| {known.name} | {' | '.join(f'{counts[kind]:,}' for kind in kinds)} |")
    for table in READ:
        for kind in kinds:
            some = named.get((table, kind), [])
            if some:
                lines += ["", f"## {table}: {kind}", "", *map(_line, some)]
                left = made.counts[table][kind] - len(some)
                lines += [f"- … and {left:,} more"] if left else []
    return [*lines, "", f"Every change stands in `{LINES}`, a line each, with the columns that differ."]


def _line(change: Change) -> str:
    columns = f": {', '.join(change.columns)}" if change.columns else ""
    return f"- `{' '.join(map(str, change.key))}`{columns}"
