"""How runs over many articles are shown while they go on, and what they did."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from onrecord.present.lines import one_line
from onrecord.present.screens import screen_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.scale.code import CodeResult
    from onrecord.scale.running import Progress

# where nobody looks on, a line in a log is enough so often
SECONDS_BETWEEN_LINES = 60.0


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


def print_coded(result: CodeResult, *, as_json: bool, quiet: bool) -> None:
    """Print what a run did: JSON on standard output, or words on standard error."""
    if as_json:
        typer.echo(one_line(asdict(result)))
    if quiet:
        return
    for line in coded_words(result):
        typer.echo(line, err=True)


def coded_words(result: CodeResult) -> Iterator[str]:
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
