"""Measure a project: how fast articles are added and found, how much room they take, and what a kill leaves.

usage: python benchmarks/store.py add ARTICLES.jsonl… [--articles N]
       python benchmarks/store.py kill ARTICLES.jsonl… [--articles N] [--kills K] [--workers W]
       python benchmarks/store.py busy ARTICLES.jsonl… [--articles N]

ARTICLES holds objects with `text`, where known with `title`, `published`, `outlet`; where there are fewer than N,
more are mixed of their paragraphs. `add` prints articles a second, milliseconds a search, and bytes an article.
`kill` kills add and read with all their processes at random moments and compares the record with that of an
undisturbed run. `busy` lets four processes add at once while this one searches.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import onrecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.project.project import Project

QUERIES = (
    "president",
    "minister visit",
    '"foreign minister"',
    "sanction* -oil",
    "title:talks",
    "said",
    "the",
    "embassy spokesman denied",
)
ROUNDS = 5


def articles(paths: list[Path]) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSONL files."""
    for path in paths:
        opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
        with opened as lines:
            for line in lines:
                row = json.loads(line)
                if len(row.get("text") or "") > 200:
                    yield row


def corpus(paths: list[Path], count: int) -> list[dict[str, Any]]:
    """Return so many articles; where there are fewer, further ones are mixed of the paragraphs of two."""
    found = list(islice(articles(paths), count))
    dice = random.Random(1)
    parts = [part for row in found for part in row["text"].split("\n") if len(part) > 80]
    while len(found) < count:
        pattern = found[len(found) % 997]
        text = "\n\n".join(dice.sample(parts, min(len(parts), 8)))
        found.append({**pattern, "text": text, "title": f"{pattern.get('title')} {len(found)}"})
    return [
        {
            "id": f"n{number}",
            "text": row["text"],
            "title": row.get("title"),
            "published": row.get("published"),
            "outlet": row.get("outlet") or "Example Wire",
        }
        for number, row in enumerate(found)
    ]


def write(rows: list[dict[str, Any]], path: Path) -> Path:
    """Write articles as JSON lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def searched(project: Project) -> dict[str, float]:
    """Return the milliseconds of each query, the median of several rounds."""
    took: dict[str, float] = {}
    for query in QUERIES:
        rounds = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            project.search(query)
            rounds.append(1000 * (time.perf_counter() - start))
        took[query] = statistics.median(rounds)
    return took


def measure_add(file: Path, count: int, folder: Path) -> None:
    """Print how fast articles are added and found, and their size."""
    with onrecord.init(folder / "watch") as project:
        start, busy = time.perf_counter(), time.process_time()
        result = project.add([file])
        took, used = time.perf_counter() - start, time.process_time() - busy
        print(f"{result.words()} in {took:.1f} s: {count / took:.0f} articles/s (signatures and copies included)")
        print(f"{used:.1f} s of one processor: {count / used:.0f} articles/s where nothing else runs")
        for query, milliseconds in searched(project).items():
            print(f"  search {query!r}: {milliseconds:.1f} ms, {project.search(query).total:,} found")
        size = (folder / "watch" / "record.db").stat().st_size
        print(
            f"{size / 1e6:.0f} MB: {size / count:.0f} bytes an article; texts {file.stat().st_size / count:.0f} bytes"
        )


def command(*words: str) -> list[str]:
    """Return the command line of a verb."""
    return [sys.executable, "-m", "onrecord", *words]


def run(*words: str) -> str:
    """Run a verb to its end."""
    return subprocess.run(command(*words), capture_output=True, text=True, check=True).stdout


def killed(seconds: float, *words: str, folder: Path | None = None, least: int = 0) -> bool:
    """Run a verb and kill it with all its processes; returns whether it was still running.

    The time counts from the start, or with `folder` from when so many articles of the project are read.
    """
    process = subprocess.Popen(
        command(*words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    while folder is not None and process.poll() is None and state(folder)[1] < least:
        time.sleep(0.02)
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
        return False
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return True


def state(folder: Path) -> tuple[int, int]:
    """Return how many articles there are, and how many are read."""
    with onrecord.open(folder) as project:
        counts = project.status()
    return counts.articles, counts.articles - counts.unread


def measure_kills(file: Path, kills: int, workers: int, folder: Path) -> None:
    """Kill add and read at random moments, go on, and compare with an undisturbed run."""
    dice = random.Random(7)
    calm, torn = folder / "calm", folder / "torn"
    for project in (calm, torn):
        run("init", str(project))
    start = time.perf_counter()
    run("add", str(file), "--project", str(calm))
    adding = time.perf_counter() - start
    start = time.perf_counter()
    run("read", "--workers", str(workers), "--project", str(calm))
    reading = time.perf_counter() - start
    print(f"undisturbed: add {adding:.1f} s, read {reading:.1f} s")
    done = 0
    total = state(calm)[0]
    adds = kills // 3
    for number in range(kills):
        if number < adds:
            hit = killed(dice.uniform(0.3, 1.2) * adding, "add", str(file), "--project", str(torn))
        else:
            verb = ("read", "--workers", str(workers), "--project", str(torn))
            least = int(total * (number - adds + dice.random()) / (kills - adds + 1))
            hit = killed(dice.uniform(0, 0.3), *verb, folder=torn, least=least)
        done += hit
        print(f"  kill {number + 1}: {'killed' if hit else 'had ended'}, articles and read: {state(torn)}", flush=True)
        if number + 1 == adds:
            run("add", str(file), "--project", str(torn))
    run("read", "--workers", str(workers), "--project", str(torn))
    same = run("status", "--digest", "--project", str(calm)) == run("status", "--digest", "--project", str(torn))
    with onrecord.open(torn) as project:
        problems = project.store.problems()
    print(f"{done} kills: record {'the same' if same else 'NOT THE SAME'}; problems of the file: {problems or 'none'}")


def measure_busy(rows: list[dict[str, Any]], folder: Path) -> None:
    """Let four processes add at once while this one searches."""
    run("init", str(folder / "busy"))
    files = [write(rows[part::4], folder / f"part{part}.jsonl") for part in range(4)]
    start = time.perf_counter()
    adding = [
        subprocess.Popen(command("add", str(file), "--project", str(folder / "busy")), stderr=subprocess.PIPE)
        for file in files
    ]
    waits = []
    with onrecord.open(folder / "busy") as project:
        while any(process.poll() is None for process in adding):
            began = time.perf_counter()
            project.search("minister visit")
            waits.append(1000 * (time.perf_counter() - began))
            time.sleep(0.05)
        took = time.perf_counter() - start
        count = project.status().articles
        problems = project.store.problems()
    errors = [process.stderr.read().decode() for process in adding if process.stderr and process.returncode]
    print(f"{count} of {len(rows)} articles in {took:.1f} s by four processes; errors: {errors or 'none'}")
    print(f"{len(waits)} searches meanwhile: median {statistics.median(waits):.1f} ms, longest {max(waits):.0f} ms")
    print(f"problems of the file: {problems or 'none'}")


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("add", "kill", "busy"))
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--articles", dest="count", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    rows = corpus(options.articles, options.count)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if options.what == "busy":
            measure_busy(rows, folder)
            return
        file = write(rows, folder / "articles.jsonl")
        if options.what == "add":
            measure_add(file, len(rows), folder)
        else:
            measure_kills(file, options.kills, options.workers, folder)


if __name__ == "__main__":
    main()
