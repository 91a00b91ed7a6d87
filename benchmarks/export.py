"""Export a million synthetic events to Parquet through the writer of `onrecord export`; print what it took.

    python benchmarks/export.py                 # a million events, each told once
    python benchmarks/export.py --events 100000

Prints seconds (of the clock and of the processor), events a second, peak memory and bytes as one line of JSON.
Exits with 1 where the bar is missed
(60 seconds and 1,000 MB for a million events).
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.present.export.native import Parquet
from onrecord.project.outgoing import EventItem, Header
from onrecord.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS, MEGABYTES, BAR = 60.0, 1000.0, 1_000_000
PARTIES = "CHN IND JPN KEN NOR PER PHL RUS SRB TUR UGA UKR USA VNM XKX ZAF".split()
TYPES = "CONSULT AGREE SUPPORT COOPERATE AID REQUEST ACCUSE REJECT THREATEN SANCTION MOBILIZE ASSAULT".split()
STATUSES = ("occurred", "ongoing", "scheduled", "expected", "denied")
PLACES = (("PER", "Lima", -12.05, -77.04), ("NOR", "Oslo", 59.91, 10.75), (None, None, None, None))
FIRST = date(2015, 1, 1)
KILOBYTE = 1024


def main() -> int:
    """Run the benchmark; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=BAR, help="how many events")
    number = parser.parse_args().events
    home = Path(tempfile.mkdtemp())
    try:
        started, before = time.perf_counter(), time.process_time()
        size = export(home, number)
        seconds, processor = time.perf_counter() - started, time.process_time() - before
    finally:
        shutil.rmtree(home)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE / 1e6
    found = {"events": number, "seconds": round(seconds, 1), "events_a_second": round(number / seconds)}
    found["processor_seconds"] = round(processor, 1)
    print(json.dumps(found | {"peak_megabytes": round(peak), "bytes": size}))
    return int(seconds > SECONDS * max(1, number / BAR) or peak > MEGABYTES)


def export(home: Path, number: int) -> int:
    """Export so many events into a folder; returns the bytes of its files."""
    exporter = Parquet()
    exporter.setup(home, Header("benchmark", __version__, 1, (), {}, FIRST))
    for item in items(number):
        exporter.feed(item)
    exporter.finish()
    return sum(path.stat().st_size for path in home.iterdir())


def items(number: int) -> Iterator[EventItem]:
    """Yield invented events by day, the same ones every time, as a project would feed them."""
    chance = random.Random(7)
    for place in range(number):
        identity = f"{place:016x}"
        yield EventItem(identity, event(identity, FIRST + timedelta(days=place * 3650 // number), chance))


def event(identity: str, day: date, chance: random.Random) -> dict[str, Any]:
    """Return an invented event with one telling and one origin."""
    one, other = chance.sample(PARTIES, 2)
    kind, status = chance.choice(TYPES), chance.choice(STATUSES)
    country, place, latitude, longitude = chance.choice(PLACES)
    source = {"type": "institution", "party": one, "name": None, "office": None, "words": "the ministry", "quoted": []}
    when, actors, recipients = day.isoformat(), [one], [other]
    origin = {"id": f"{identity}:0", "label": f"institution ({one})", "source_type": "institution", "party": one}
    telling = {
        "id": identity,
        "article": identity[::-1],
        "version": identity[::-1],
        "group": identity[::-1],
        "outlet": "Example Wire",
        "wire": None,
        "published": when,
        "status": status,
        "state": "unreviewed",
        "source": source,
        "chain": [source],
        "sentence": f"The ministry said that {one} and {other} met in {place or 'private'}, act number {identity}.",
        "span": {"start": 40, "end": 43, "text": "met"},
        "event": {"id": identity[:12]},
        "attributions": [],
    }
    return {
        "id": identity,
        "type": kind,
        "mode": None,
        "contexts": [],
        "actors": actors,
        "recipients": recipients,
        "dyads": ["-".join(sorted((one, other)))],
        "status": status,
        "statuses": {status: 1},
        "first": when,
        "last": when,
        "country": country,
        "place": place,
        "latitude": latitude,
        "longitude": longitude,
        "told_first": when,
        "told_last": when,
        "articles": 1,
        "copies": 1,
        "texts": 1,
        "reports": 1,
        "origins": 1,
        "origins_denying": 0,
        "grade": "3",
        "grounds": ["one origin"],
        "conflicts": [],
        "told": {"origins": [{**origin, "reports": [f"{identity}:0"], "ties": [], "circular": False}]},
        "denied": None,
        "announced": None,
        "tellings": [telling],
    }


if __name__ == "__main__":
    sys.exit(main())
