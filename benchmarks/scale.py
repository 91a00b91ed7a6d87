"""Measure work on many articles: scaling, memory, what a killed worker changes, counting ten million events.

usage: python benchmarks/scale.py scaling CORPUS [--articles N] [--workers 1,2,…] [--rounds R] [--engine local|ray]
       python benchmarks/scale.py memory CORPUS [--articles N] [--every SECONDS]
       python benchmarks/scale.py kill CORPUS [--articles N]
       python benchmarks/scale.py count [--events N]

CORPUS is a file of JSON lines, packed or not. `scaling` codes the same articles with each number of workers in turn and
prints articles a second without the start of the workers; `memory` samples the resident memory of one worker;
`kill` kills a worker every few seconds and compares the lake with one left alone; `count` makes a lake of invented
events and counts all dyads by month.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import shutil
import signal
import statistics
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from onrecord.scale.code import code
from onrecord.scale.counting import counting_sql, dyads
from onrecord.scale.lake import Lake
from onrecord.scale.linking import link_lake

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.scale.running import Progress

WARM = 40
KILLS_APART = 8.0
# a process as large as this has its models and an article in hand
LOADED = 450
ARTICLE = {"text": "Norway and Peru signed a fishing accord in Lima on Monday.", "published": "2024-05-06"}
# parties by a steep law, as coverage is; ten years of days; types with their quads
EVENTS = """COPY (
    SELECT least(a, b) || '-' || greatest(a, b) AS dyad, day, printf('%016x', number) AS happening,
        type, NULL::VARCHAR AS mode, quad, score, status, articles, reports, origins
    FROM (
        SELECT range AS number,
            'P' || printf('%02d', (99 * pow(random(), 3))::INT) AS a,
            'Q' || printf('%02d', (99 * pow(random(), 3))::INT) AS b,
            DATE '2015-01-01' + (random() * 3650)::INT AS day,
            ['CONSULT', 'AID', 'ACCUSE', 'ASSAULT'][1 + (random() * 3.99)::INT % 4] AS type,
            1 + (random() * 3.99)::BIGINT % 4 AS quad, round(random() * 20 - 10, 1) AS score,
            ['occurred', 'ongoing', 'expected', 'denied'][1 + (random() * 3.99)::INT % 4] AS status,
            1 + (random() * 5)::BIGINT AS articles, 1 + (random() * 3)::BIGINT AS reports,
            1 + (random() * 2)::BIGINT AS origins
        FROM range({events})
    ) ORDER BY dyad, day
) TO '{file}' (FORMAT parquet, COMPRESSION zstd)"""


def part(corpus: Path, articles: int, home: Path) -> Path:
    """Write the first articles of a corpus into a file of its own."""
    opened = gzip.open(corpus, "rb") if corpus.suffix == ".gz" else corpus.open("rb")
    file = home / "part.jsonl"
    with opened as lines, file.open("wb") as out:
        for _, line in zip(range(articles), lines, strict=False):
            out.write(line)
    return file


def scaling(corpus: Path, articles: int, workers: Sequence[int], rounds: int, engine: Any) -> None:
    """Print articles a second for each number of workers, the best and the middle of all rounds, and their ratios."""
    speeds: dict[int, list[float]] = {number: [] for number in workers}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        file = part(corpus, articles, home)
        for _ in range(rounds):
            for number in workers:
                speeds[number].append(speed(file, home, number, engine))
                print(
                    f"{number} workers: {speeds[number][-1]:.2f} articles/s (load {os.getloadavg()[0]:.1f})", flush=True
                )
    first = workers[0]
    for number in workers:
        best, middle = max(speeds[number]), statistics.median(speeds[number])
        ratios = f"{best / max(speeds[first]):.2f} best, {middle / statistics.median(speeds[first]):.2f} middle"
        print(f"{number} workers: best {best:.2f}, middle {middle:.2f} articles/s; times {first} worker: {ratios}")


def speed(file: Path, home: Path, workers: int, engine: Any) -> float:
    """Return articles a second, from the first moments in which all workers were at work to the last article."""
    seen: list[tuple[float, int]] = []

    def watch(progress: Progress) -> None:
        seen.append((progress.seconds, progress.articles))

    lake = home / f"lake-{workers}"
    shutil.rmtree(lake, ignore_errors=True)
    code([str(file)], lake, workers=workers, shard_size=50, engine=engine, watch=watch)
    total = seen[-1][1]
    begun = next((moment, count) for moment, count in seen if count >= WARM)
    # until the first worker has nothing left to do: the last shards of one alone are no measure of all
    ended = next((moment, count) for moment, count in seen if count >= total - 50 * workers)
    return (ended[1] - begun[1]) / (ended[0] - begun[0])


def memory(corpus: Path, articles: int, every: float) -> None:
    """Print the resident memory of one worker over the articles it has read."""
    with tempfile.TemporaryDirectory() as folder:
        file, last = part(corpus, articles, Path(folder)), [0.0]

        def watch(progress: Progress) -> None:
            if progress.seconds - last[0] >= every:
                last[0] = progress.seconds
                most = max((resident(process) for process in descendants(os.getpid())), default=(0, 0))
                print(f"{progress.articles:>7} articles: {most[0]} MB now, {most[1]} MB at most", flush=True)

        code([str(file)], Path(folder) / "lake", workers=1, watch=watch)


def kill(corpus: Path, articles: int) -> None:
    """Print whether a lake whose workers were killed again and again is the one left alone."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        file = part(corpus, articles, home)
        code([str(file)], home / "alone", workers=2, shard_size=20)
        over = threading.Event()
        killer = threading.Thread(target=kill_now_and_then, args=(over,))
        killer.start()
        result = code([str(file)], home / "killed", workers=2, shard_size=20)
        over.set()
        killer.join()
        same = digest(home / "alone") == digest(home / "killed")
        print(f"{result.worker_ends} workers killed; the same lake, byte for byte: {same}; lost: {dict(result.lost)}")


def kill_now_and_then(over: threading.Event) -> None:
    """Kill a worker every few seconds."""
    while not over.wait(KILLS_APART):
        workers = [process for process in descendants(os.getpid()) if resident(process)[0] > LOADED]
        if workers:
            with suppress(OSError):
                os.kill(workers[0], signal.SIGKILL)


def digest(lake: Path) -> str:
    """Return one hash over all files of a lake."""
    found = hashlib.sha256()
    for path in sorted(path for path in lake.rglob("*.*") if path.is_file()):
        found.update(f"{path.relative_to(lake)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def descendants(process: int) -> list[int]:
    """Return the processes a process has started, and those they have."""
    found, waiting = [], [process]
    while waiting:
        one = waiting.pop()
        with suppress(OSError):
            children = [int(c) for f in Path(f"/proc/{one}/task").glob("*/children") for c in f.read_text().split()]
            found += children
            waiting += children
    return found


def resident(process: int) -> tuple[int, int]:
    """Return the resident memory of a process in MB: now, and at most."""
    with suppress(OSError, IndexError):
        words = Path(f"/proc/{process}/status").read_text()
        return tuple(int(words.split(f"{name}:")[1].split()[0]) // 1024 for name in ("VmRSS", "VmHWM"))  # type: ignore[return-value]
    return 0, 0


def count(events: int) -> None:
    """Print how long counting all dyads by month takes over so many invented events."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "one.jsonl").write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
        code([str(home / "one.jsonl")], home / "lake", workers=1)
        link_lake(home / "lake")
        lake = Lake(home / "lake")
        file = lake.resolved.file("acts")
        duckdb.execute(EVENTS.format(events=events, file=file))
        print(f"{events:,} events, {file.stat().st_size / 1e6:.0f} MB")
        for name, detail in (("all dyads by month", False), ("all dyads by month, type and status", True)):
            sql = counting_sql("month", "status IN ('occurred', 'ongoing')", detail=detail)
            whole = f"SELECT count(*), sum(happenings) FROM ({sql})"  # noqa: S608 - words of ours
            timed(f"{name}, aggregated", lambda whole=whole: lake.ask(whole))
            timed(f"{name}, every row as a value of Python", lambda detail=detail: dyads(lake, detail=detail))
        timed("one dyad by month", lambda: dyads(lake, dyad="P01-Q02"))


def timed(name: str, run: Callable[[], Any]) -> None:
    """Print the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        rows = len(run().rows)
        best = min(best, time.perf_counter() - start)
    print(f"{name}: {best:.2f} s, {rows:,} rows")


def main() -> None:
    """Measure what is asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("what", choices=("scaling", "memory", "kill", "count"))
    asked.add_argument("corpus", nargs="?", type=Path)
    asked.add_argument("--articles", type=int, default=400)
    asked.add_argument("--workers", default="1,2")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--engine", default="local", choices=("local", "ray"))
    asked.add_argument("--every", type=float, default=10.0)
    asked.add_argument("--events", type=int, default=10_000_000)
    given = asked.parse_args()
    if given.what == "count":
        count(given.events)
    elif given.what == "memory":
        memory(given.corpus, given.articles, given.every)
    elif given.what == "kill":
        kill(given.corpus, given.articles)
    else:
        scaling(given.corpus, given.articles, [int(w) for w in given.workers.split(",")], given.rounds, given.engine)


if __name__ == "__main__":
    main()
