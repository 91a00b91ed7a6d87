"""Load a workbench: many readers and some writers at once, for minutes; nothing may fail, be lost, or grow.

usage: python benchmarks/load.py DIR [--readers 50] [--writers 4] [--minutes 5]

DIR is a project (benchmarks/web.py makes one of 20,000 articles); it is copied, and the copy is served by
`onrecord serve` in a process of its own. Each reader opens pages, lists and API answers in random order, pausing up to
eight seconds between them as a person would; each writer decides on records through the API and, in turn, takes the
decision back. Prints requests, answers by status, milliseconds (median, 95th of 100, longest) by kind of page, memory
of the server minute by minute, and whether every decision that was confirmed stands in the store. Exits with 1 where
an answer is an error of the server, a decision is missing, or memory grows by more than a tenth after the first minute.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from pathlib import Path

import onrecord

TOKEN = "only for measuring, and long enough"  # noqa: S105 - opens nothing but this measurement
LISTS = (
    "/",
    "/search?q=harbour",
    "/search?dyad=RUS-USA",
    "/search?q=accord&status=scheduled",
    "/events",
    "/events?dyad=IND-RUS",
    "/ledger",
    "/dyads",
    "/dyads/IND-RUS",
    "/parties/IND",
    "/review",
    "/sources",
    "/api/v1/articles?q=minister&limit=20",
    "/api/v1/queue?limit=20",
    "/events.csv?dyad=RUS-USA",
)
MOST_PAUSE = 8.0
WRITER_PAUSE = 3.0
MOST_GROWTH = 1.10


class Load:
    """What came of all requests; its methods are called by many threads."""

    def __init__(self, port: int, ends: float) -> None:
        self.port, self.ends = port, ends
        self.lock = threading.Lock()
        self.took: dict[str, list[float]] = defaultdict(list)
        self.answers: Counter[int] = Counter()
        self.errors: list[str] = []
        self.kept: list[str] = []

    def ask(self, line: http.client.HTTPConnection, verb: str, path: str, body: object = None) -> tuple[int, bytes]:
        """Send a request and wait for the whole answer; a connection that was closed is opened again once."""
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
        began = time.perf_counter()
        for last in (False, True):
            try:
                line.request(verb, path, json.dumps(body) if body is not None else None, headers)
                answer = line.getresponse()
                break
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                # the server closes a line on which nobody asked for seconds, as servers do
                line.close()
                if last:
                    raise
        content = answer.read()
        milliseconds = 1000 * (time.perf_counter() - began)
        kind = re.sub(r"/[0-9a-f]{8,}", "/…", path.partition("?")[0])
        with self.lock:
            self.took[f"{verb} {kind}"].append(milliseconds)
            self.answers[answer.status] += 1
            if answer.status >= 500:
                self.errors.append(f"{answer.status} {verb} {path}: {content[:200]!r}")
        return answer.status, content

    def run(self, work: object, seed: int) -> None:
        """Do a person's work until the time is up; what breaks the line is kept as an error."""
        dice = random.Random(seed)
        time.sleep(dice.uniform(0, MOST_PAUSE))
        while time.monotonic() < self.ends:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                while time.monotonic() < self.ends:
                    work(line, dice)  # type: ignore[operator]
            except (OSError, http.client.HTTPException) as error:
                with self.lock:
                    self.errors.append(f"{type(error).__name__}: {error}")
            finally:
                line.close()


def reading(load: Load, articles: list[str]) -> object:
    """Return what a reader does next: open a list or an article, and look at it."""

    def work(line: http.client.HTTPConnection, dice: random.Random) -> None:
        is_list = dice.random() < 0.5
        load.ask(line, "GET", dice.choice(LISTS) if is_list else f"/articles/{dice.choice(articles)}")
        time.sleep(dice.uniform(0, MOST_PAUSE))

    return work


def writing(load: Load, records: list[str]) -> object:
    """Return what a reviewer does next: decide on a record; now and then take it back."""

    def work(line: http.client.HTTPConnection, dice: random.Random) -> None:
        status, content = load.ask(
            line,
            "POST",
            f"/api/v1/records/{dice.choice(records)}/judgements",
            {"action": dice.choice(("accept", "note")), "why": f"measured {dice.random()}"},
        )
        if status == 201:
            made = json.loads(content)["id"]
            with load.lock:
                load.kept.append(made)
            if dice.random() < 0.2:
                load.ask(line, "POST", f"/api/v1/judgements/{made}/undo", {"why": "measured"})
        time.sleep(dice.uniform(0.5, 1.5) * WRITER_PAUSE)

    return work


def memory(process: int) -> float:
    """Return the resident memory of a process in MB."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    return 0.0


def start(folder: Path) -> tuple[subprocess.Popen[str], int]:
    """Serve the project on a free port; returns the process and the port."""
    command = [sys.executable, "-m", "onrecord", "serve", str(folder), "--port", "0", "--token", TOKEN]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    found = re.search(r"http://[^:]+:(\d+)/", server.stdout.readline() if server.stdout else "")
    if found is None:
        raise SystemExit("the server did not start")
    return server, int(found[1])


def sample(folder: Path) -> tuple[list[str], list[str]]:
    """Return the ids of some articles and of some records of a project."""
    with onrecord.open(folder) as project:
        hits = project.search("", limit=400).hits
        articles = [hit.article for hit in hits]
        records = [item.record for item in project.queue(200)]
    return articles, records


def measure(options: argparse.Namespace, folder: Path) -> bool:
    """Run the load and print what came of it; returns whether all was well."""
    articles, records = sample(folder)
    server, port = start(folder)
    load = Load(port, time.monotonic() + 60 * options.minutes)
    people = [reading(load, articles)] * options.readers + [writing(load, records)] * options.writers
    threads = [threading.Thread(target=load.run, args=(work, seed)) for seed, work in enumerate(people)]
    for thread in threads:
        thread.start()
    sizes = []
    while any(thread.is_alive() for thread in threads):
        sizes.append(memory(server.pid))
        time.sleep(5)
    server.terminate()
    server.wait(30)
    return told(load, sizes, folder)


def told(load: Load, sizes: list[float], folder: Path) -> bool:
    """Print the figures; returns whether all was well."""
    everything = sorted(value for values in load.took.values() for value in values)
    print(f"{len(everything):,} requests, answers {dict(load.answers)}, errors {len(load.errors)}")
    for kind, values in [("all", everything), *sorted(load.took.items())]:
        values.sort()
        late = values[min(len(values) - 1, int(0.95 * len(values)))]
        print(f"  {kind:44} {len(values):6,}  {statistics.median(values):7.0f}  {late:7.0f}  {values[-1]:7.0f} ms")
    minutes = [max(sizes[at : at + 12]) for at in range(0, len(sizes), 12)]
    print(f"memory by minute: {', '.join(f'{size:.0f}' for size in minutes)} MB")
    with onrecord.open(folder) as project:
        standing = {row[0] for row in project.store._reader.execute("SELECT id FROM judgement")}  # noqa: SLF001
        problems = project.store.problems()
    missing = [one for one in load.kept if one not in standing]
    print(f"{len(load.kept)} decisions confirmed, {len(missing)} missing; problems of the file: {problems or 'none'}")
    for error in load.errors[:5]:
        print(f"  {error}")
    is_flat = len(minutes) < 3 or minutes[-1] <= MOST_GROWTH * minutes[1]
    return not (load.errors or missing or problems) and is_flat


def main() -> None:
    """Copy the project and load the copy."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--minutes", type=float, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "watch"
        shutil.copytree(options.folder, folder)
        sys.exit(not measure(options, folder))


if __name__ == "__main__":
    main()
