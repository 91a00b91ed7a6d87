"""How runs over many articles are shown while they go on, and what they did."""

from __future__ import annotations

import csv
import json
import sys
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, TextIO

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table

from onrecord.errors import UsageError
from onrecord.present.lines import one_line
from onrecord.present.screens import screen_of
from onrecord.present.wording import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from onrecord.scale.code import CodeResult
    from onrecord.scale.lake import Answer, Lake
    from onrecord.scale.linking import LinkResult, Stage
    from onrecord.scale.running import Progress

# where nobody looks on, a line in a log is enough so often
SECONDS_BETWEEN_LINES = 60.0
NUMBERS = frozenset({"BIGINT", "INTEGER", "DOUBLE", "HUGEINT", "FLOAT", "UBIGINT", "SMALLINT"})


@contextmanager
def watching_shards(*, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Show on standard error how far a run is: live on a terminal, as a line a minute elsewhere."""
    errors = screen_of(sys.stderr)
    if quiet:
        yield lambda _: None
        return
    if errors.is_terminal:
        with errors.status("planning") as status:
            yield lambda progress: status.update(progress_words(progress))
        return
    last = [0.0]

    def line(progress: Progress) -> None:
        if progress.seconds - last[0] >= SECONDS_BETWEEN_LINES:
            last[0] = progress.seconds
            typer.echo(progress_words(progress), err=True)

    yield line


def progress_words(progress: Progress) -> str:
    """Return how far a run is in one line."""
    speed = progress.articles / progress.seconds if progress.seconds else 0.0
    left = "" if progress.left is None else f", {_time(progress.left)} left"
    return f"{progress.articles:,} articles, {speed:.1f} a second, shard {progress.shards:,} of {progress.of:,}{left}"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def print_coded(result: CodeResult, lake: Path, *, as_json: bool, quiet: bool) -> None:
    """Print what a run did: JSON on standard output, or words on standard error."""
    if as_json:
        typer.echo(one_line(asdict(result)))
    if quiet:
        return
    for line in coded_words(result, lake):
        typer.echo(line, err=True)


def coded_words(result: CodeResult, lake: Path) -> Iterator[str]:
    """Yield what a run did, line by line."""
    speed = f"{result.articles / result.seconds:.1f} a second" if result.seconds and result.articles else ""
    parts = [f"{result.read:,} articles read{f' ({speed})' if speed else ''}"]
    parts.append(f"{result.events:,} events and {result.attributions:,} attributions")
    if result.failed:
        parts.append(f"{result.failed:,} failed (table failures)")
    if result.skipped:
        parts.append(f"{result.skipped:,} passed over")
    shards = [f"{result.shards:,} shards made"]
    if result.finished:
        shards.append(f"{result.finished:,} finished before")
    if result.dropped:
        shards.append(f"{result.dropped:,} no longer wanted taken out")
    if result.worker_ends:
        shards.append(f"workers that ended: {result.worker_ends}")
    yield ("stopped: " if result.stopped else "") + ", ".join(parts)
    yield ", ".join(shards)
    for name, reason in result.lost.items():
        yield f"shard {name} could not be made: {reason}"
    if result.stopped or result.lost:
        yield "run the same command again to go on: finished shards are kept"
    else:
        yield f"next: onrecord lake resolve {lake}"


@contextmanager
def watching_stages(*, quiet: bool) -> Iterator[Callable[[Stage], None]]:
    """Show on standard error how far a second pass is, on a terminal only."""
    errors = screen_of(sys.stderr)
    if quiet or not errors.is_terminal:
        yield lambda _: None
        return
    with errors.status("reading the lake") as status:
        yield lambda stage: status.update(f"{stage.name} {stage.done:,}" + (f" of {stage.of:,}" if stage.of else ""))


def print_linked(result: LinkResult, *, as_json: bool, quiet: bool) -> None:
    """Print what a second pass found."""
    if as_json:
        typer.echo(one_line(asdict(result)))
    if quiet:
        return
    parts = [f"{result.happenings:,} happenings told by {result.claims:,} claims"]
    parts.append(f"{result.copies:,} pairs of copies in {result.groups:,} groups")
    if result.aside:
        parts.append(f"{result.aside:,} doubles and older versions set aside")
    typer.echo(", ".join(parts), err=True)
    if result.bands_left_out:
        typer.echo(f"{result.bands_left_out:,} bands that very many texts share were left out", err=True)


def save_answer(lake: Lake, query: str, out: Path | None, *, seconds: float) -> None:
    """Write an answer as Parquet."""
    if out is None:
        raise UsageError("sql: Parquet cannot be printed; give --out FILE")
    rows = lake.save(query, out, seconds=seconds)
    typer.echo(f"{out}: {rows:,} rows", err=True)


def print_answer(answer: Answer, form: str, out: Path | None) -> None:
    """Print an answer as a table, as CSV or as JSON lines, or write it into a file."""
    if out is None:
        _write(answer, form, sys.stdout)
        return
    try:
        with out.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            _write(answer, form, file)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror or error})") from error
    typer.echo(f"{out}: {len(answer.rows):,} rows", err=True)


def _write(answer: Answer, form: str, stream: TextIO) -> None:
    if form == "json":
        for row in answer.rows:
            values = dict(zip(answer.columns, row, strict=True))
            stream.write(one_line(json.loads(json.dumps(values, default=_plain))) + "\n")
    elif form == "csv":
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(answer.columns)
        table.writerows([[_cell(value) for value in row] for row in answer.rows])
    else:
        _write_table(answer, stream)
    if answer.more:
        typer.echo("there are more rows; give --limit, or --format csv for all", err=True)


def _write_table(answer: Answer, stream: TextIO) -> None:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name, type_ in zip(answer.columns, answer.types, strict=True):
        # a heading of several words may take several lines; a day may not
        number = type_ in NUMBERS
        table.add_column(
            name.replace("_", " "), justify="right" if number else "left", overflow="fold", no_wrap=type_ == "DATE"
        )
    for row in answer.rows:
        table.add_row(*(_cell(value) for value in row))
    screen_of(stream).print(table)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return plain(str(_plain(value)))


def _plain(value: object) -> object:
    """Return days and moments as words, bytes as digits."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value if isinstance(value, (int, float)) else str(value)
