"""Measure the workbench: how long the server takes for each page of a project with many articles.

usage: python benchmarks/web.py DIR [--articles N] [--rounds R] [--paint]

DIR is a project made by an earlier call, or a folder to make one in: N invented articles (20,000 by default) in which
60 parties meet, accuse and sign, read by hand (no language model), and one article of 1,200 words. Prints for each
page the first answer after the start and the median of R further ones, in milliseconds of server time, with the part
that was processor time (on a machine with other work the rest is waiting). With --paint Debian's chromium opens some
pages on the loopback, and the time to the first contentful paint is printed. Where the bars of 300 ms (150 ms for the
article, 1 s to the first paint) are not reached, exits with 1.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import threading
import time
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from onrecord.document.syndication import signature
from onrecord.present.web.app import create_app
from onrecord.present.web.settings import WebSettings
from onrecord.project.project import Project
from onrecord.record.expected import Wanted
from onrecord.record.ids import article_key, reading_id
from onrecord.record.rows import Arrival, Reading
from onrecord.types.record import Provenance
from onrecord.types.text import Document, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTIES = (
    "AFG ALB DZA AGO ARG ARM AUS AUT AZE BGD BEL BOL BRA BGR CAN CHL CHN COL CUB CZE DNK EGY ETH FIN FRA GEO DEU GHA"
    " GRC HUN IND IDN IRN IRQ IRL ISR ITA JPN JOR KAZ KEN KWT LBN MYS MEX MAR NLD NZL NGA NOR PAK PER PHL POL RUS SAU"
    " SRB TUR UKR USA"
).split()
ACTS = (
    ("will visit", "CONSULT", "visit", "scheduled"),
    ("met", "CONSULT", "meet", "occurred"),
    ("accused", "ACCUSE", None, "occurred"),
    ("signed an accord with", "AGREE", None, "occurred"),
    ("may sanction", "SANCTION", None, "possible"),
    ("denied having met", "CONSULT", "meet", "denied"),
)
OUTLETS = tuple(f"Example {name}" for name in "Wire Post Courier Herald Ledger Tribune Gazette Mirror".split())
SOURCES = ("institution", "unnamed", "named_person", "media", "unspecified")
FILLER = "harbour grain railway season market river winter talks border coast paper measure village bridge"
BATCH = 500
BAR, ARTICLE_BAR = 300.0, 150.0
SECRET = "only for measuring"  # noqa: S105 - opens nothing but this measurement
# Every page, with addresses that hold much; {event}, {expectation}, {article} and {long} are of the project.
PAGES = (
    "/",
    "/search",
    "/search?q=harbour",
    "/search?dyad=RUS-USA",
    "/search?q=accord&party=IND&status=scheduled",
    "/search?kind=event&outlet=Example+Post&since=2025-01-01",
    "/review",
    "/sources",
    "/events",
    "/events?dyad=AFG-ALB",
    "/events?party=IND&status=denied",
    "/events/{event}",
    "/ledger",
    "/ledger?view=overdue",
    "/ledger?view=proposed",
    "/ledger?view=resolved",
    "/ledger?dyad=AFG-ALB",
    "/ledger/calendar?month=2025-06",
    "/ledger/records",
    "/events/{expectation}",
    "/dyads",
    "/dyads/AFG-ALB",
    "/dyads/RUS-USA?step=week&unit=copies",
    "/parties",
    "/parties/IND",
    "/persons/ministry of IND",
    "/graph",
    "/graph?party=IND",
    "/map",
    "/map?part=world",
    "/compare",
    "/compare?dyad=AFG-ALB",
    "/compare?event={event}",
    "/exports",
    "/api",
    "/you",
    "/articles/{article}",
    "/articles/{article}/versions",
    "/articles/{long}",
    "/search.csv?q=harbour",
    "/events.atom",
    "/ledger.json?limit=100",
    "/api/v1/articles?q=harbour",
    "/api/v1/articles/{article}",
    "/api/v1/facets?q=harbour",
    "/api/v1/events?party=IND",
    "/api/v1/events/{event}",
    "/api/v1/ledger?party=IND",
    "/api/v1/ledger/records",
    "/api/v1/dyads",
    "/api/v1/dyads/AFG-ALB",
    "/api/v1/parties",
    "/api/v1/queue",
    "/api/v1/status",
)
# what a reader opens, for the time to the first paint in a browser
PAINTED = ("/", "/search?q=harbour", "/ledger", "/events", "/dyads/AFG-ALB", "/parties/IND", "/map", "/articles/{long}")
PAINT_BAR = 1000.0
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-dev-shm-usage"
).split()
PAINT = """const paint = performance.getEntriesByType("paint").find(one => one.name === "first-contentful-paint");
const page = performance.getEntriesByType("navigation")[0];
return [page.responseStart, paint ? paint.startTime : null];"""


def article(number: int, sentences: int) -> tuple[Arrival, dict[str, Any]]:
    """Return an invented article and what stands in it."""
    dice = random.Random(number)
    published = date(2024, 1, 1) + timedelta(days=dice.randrange(700))
    parts: list[str] = []
    events: list[dict[str, Any]] = []
    said: list[dict[str, Any]] = []
    at = 0
    for place in range(sentences):
        words = " ".join(dice.sample(FILLER.split(), 6))
        sentence = f"On the {words}, "
        one, other = dice.sample(PARTIES[: 12 + number % 49], 2)
        act, kind, mode, status = dice.choice(ACTS)
        trigger = {"start": at + len(sentence), "end": at + len(sentence) + len(act), "text": act}
        sides = [{"party": p, "name": None, "role": None, "mention": None} for p in (one, other)]
        when = published + timedelta(days=dice.randrange(-3, 20))
        day = {"start": when.isoformat(), "end": when.isoformat(), "edtf": when.isoformat(), "basis": "published"}
        event = {"id": f"e{place}", "trigger": trigger, "type": kind, "mode": mode, "contexts": [], "status": status}
        event |= {"actors": sides[:1], "recipients": sides[1:], "status_cue": None, "date": {**day, "mention": None}}
        events.append(event | {"place": None, "attribution": f"a{place}", "why": ["made"], "forum": None})
        content = f"{act} {other}"
        cue = at + len(sentence) + len(content) + 2
        source = {"id": f"a{place}", "cue": {"start": cue, "end": cue + 4, "text": "said"}, "source": None}
        source |= {"source_type": dice.choice(SOURCES), "source_party": one, "source_name": f"ministry of {one}"}
        body = [{"start": at + len(sentence), "end": at + len(sentence) + len(content), "text": content}]
        source |= {"source_office": None, "cue_class": "neutral", "content": body, "qualifiers": [], "parent": None}
        said.append(source | {"quote": "indirect", "continues": None, "denies": None, "why": ["made"]})
        sentence += f"{content}, said {one}."
        parts.append(sentence)
        at += len(sentence) + 2
    text = "\n\n".join(parts)
    url = f"https://news.example/{number}"
    sha256 = digest(text)
    title = f"{parts[0][7:40]} {number}"
    document = Document(
        sha256[:16], text, sha256, title=title, published=published, url=url, outlet=dice.choice(OUTLETS), language="en"
    )
    key = article_key(url, document.outlet, None, url, sha256)
    return Arrival(key, document, url, url, signature(text)), {
        "attributions": said,
        "events": events,
        "evaluations": [],
        "times": [],
        "people": [],
    }


def make(folder: Path, count: int) -> None:
    """Make a project of so many articles, and resolve it."""
    start = time.perf_counter()
    made = Provenance("made", "none", "none")
    with Project.init(folder) as project:
        run = project.store.start_run("add", {"sources": ["invented"]}, "2024-01-01T00:00:00+00:00")
        for first in range(0, count, BATCH):
            # about as long as a report; the last one has 1,200 words
            batch = [article(n, 92 if n == count - 1 else 4) for n in range(first, min(first + BATCH, count))]
            added = project.store.add((arrival for arrival, _ in batch), run=run)
            for version, (_, body) in zip(added.new, batch, strict=True):
                identity = reading_id(version, made)
                project.store.keep_reading(Reading(identity, version, "made", "none", "none", body), run)
        project.store.end_run(run, {"new": count}, "2024-01-01T01:00:00+00:00")
        print(f"{count:,} articles made in {time.perf_counter() - start:.0f} s", flush=True)
        start = time.perf_counter()
        project.across.resolve()
        print(f"resolved in {time.perf_counter() - start:.0f} s", flush=True)


def named(folder: Path) -> dict[str, str]:
    """Return ids to put into addresses: of an event many tell, of an expectation, of an article and the longest one."""
    with Project(folder) as project:
        counts = project.status()
        print(f"{counts.articles:,} articles, {counts.records}", flush=True)
        across = project.across
        across.resolve()
        expected = across.expectations(Wanted(), limit=1)
        long = project.search(f'title:"{counts.articles - 1}"').hits[0].article
        short = project.search("harbour").hits[0].article
        event = across.store.widely_told(1)[0]
        return {"event": event, "expectation": expected[0].expectation.event, "long": long, "article": short}


def measure(folder: Path, rounds: int) -> bool:
    """Print how long each page takes; returns whether all reach their bar."""
    from starlette.testclient import TestClient  # noqa: PLC0415 - only to measure

    ids = named(folder)
    good = True
    print("| page | first answer | median | of it processor | kB | |\n|---|---:|---:|---:|---:|---|", flush=True)
    with TestClient(create_app(folder, WebSettings(secret=SECRET, hosts=("testserver",)))) as client:
        client.get("/you", params={"token": SECRET})
        for page in PAGES:
            path = page.format(**ids)
            took, processor = [], []
            for _ in range(rounds + 1):
                start, busy = time.perf_counter(), time.process_time()
                answer = client.get(path)
                took.append(1000 * (time.perf_counter() - start))
                processor.append(1000 * (time.process_time() - busy))
            median = statistics.median(took[1:])
            bar = ARTICLE_BAR if page == "/articles/{long}" else BAR
            missed = "" if median < bar and answer.status_code == 200 else f"missed ({answer.status_code})"
            good = good and not missed
            own = statistics.median(processor[1:])
            size = len(answer.content) / 1000
            print(f"| `{page}` | {took[0]:.0f} | {median:.0f} | {own:.0f} | {size:.0f} | {missed} |", flush=True)
    return good


def paint(folder: Path, rounds: int) -> bool:
    """Print when each page first paints in a browser on this machine; returns whether all reach their bar."""
    ids = named(folder)
    good = True
    print("| page | first byte | first paint | |\n|---|---:|---:|---|", flush=True)
    with served(folder) as base, TemporaryDirectory() as profile, browser(profile) as driver:
        driver.get(f"{base}/you?token={quote(SECRET)}")
        for page in PAINTED:
            found = []
            for _ in range(rounds):
                driver.get(base + page.format(**ids))
                wait = time.monotonic() + 10
                while (times := driver.execute_script(PAINT))[1] is None and time.monotonic() < wait:
                    time.sleep(0.02)
                found.append(times)
            byte, painted = (statistics.median(one[at] or 1e9 for one in found) for at in (0, 1))
            missed = "" if painted < PAINT_BAR else "missed"
            good = good and not missed
            print(f"| `{page}` | {byte:.0f} | {painted:.0f} | {missed} |", flush=True)
    return good


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the project on a free port of the loopback; yields its address."""
    import uvicorn  # noqa: PLC0415 - only to measure

    config = uvicorn.Config(create_app(folder, WebSettings(secret=SECRET)), port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def browser(profile: str) -> Iterator[Any]:
    """Start Debian's chromium without a window, with an empty profile."""
    from selenium import webdriver  # noqa: PLC0415 - only to measure
    from selenium.webdriver.chrome.options import Options  # noqa: PLC0415
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415

    options = Options()
    options.binary_location = str(shutil.which("chromium"))
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
    try:
        yield driver
    finally:
        driver.quit()


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--paint", action="store_true")
    asked = parser.parse_args()
    if not (asked.folder / "record.db").exists():
        make(asked.folder, asked.articles)
    good = measure(asked.folder, asked.rounds)
    if asked.paint:
        good = paint(asked.folder, asked.rounds) and good
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
