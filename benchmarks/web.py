"""Measure the workbench: how long the server takes for each page of a project with many articles.

usage: python benchmarks/web.py DIR [--articles N] [--rounds R]

DIR is a project made by an earlier call, or a folder to make one in: N invented articles (20,000 by default) in which
60 parties meet, accuse and sign, read by hand (no language model), and one article of 1,200 words. Prints for each
page the first answer and the median of R further ones, in milliseconds of server time, and where the bars of 300 ms
(150 ms for the article) are not reached, exits with 1.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from onrecord.document.syndication import signature
from onrecord.present.web.app import create_app
from onrecord.present.web.settings import WebSettings
from onrecord.project.project import Project
from onrecord.record.ids import article_key, reading_id
from onrecord.record.rows import Arrival, Reading
from onrecord.types.record import Provenance
from onrecord.types.text import Document, digest

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
PAGES = (
    "/",
    "/search",
    "/search?q=harbour",
    "/search?dyad=RUS-USA",
    "/search?q=accord&party=IND&status=scheduled",
    "/review",
    "/sources",
    "/events",
    "/events?dyad=RUS-USA",
    "/ledger",
    "/dyads",
    "/dyads/RUS-USA",
    "/parties",
    "/parties/IND",
    "/graph",
    "/map",
    "/compare",
    "/exports",
    "/api/v1/articles?q=harbour",
    "/search.csv?q=harbour",
)


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


def measure(folder: Path, rounds: int) -> bool:
    """Print how long each page takes; returns whether all reach their bar."""
    from starlette.testclient import TestClient  # noqa: PLC0415 - only to measure

    with Project(folder) as project:
        counts = project.status()
        number = counts.articles - 1
        long = project.search(f'title:"{number}"').hits[0].article
    print(f"{counts.articles:,} articles, {counts.records}", flush=True)
    good = True
    with TestClient(create_app(folder, WebSettings(secret=SECRET, hosts=("testserver",)))) as client:
        client.get("/you", params={"token": SECRET})
        for path in (*PAGES, f"/articles/{long}"):
            took = []
            for _ in range(rounds + 1):
                start = time.perf_counter()
                answer = client.get(path)
                took.append(1000 * (time.perf_counter() - start))
            median = statistics.median(took[1:])
            bar = ARTICLE_BAR if path.startswith("/articles/") else BAR
            missed = "" if median < bar and answer.status_code == 200 else f"  MISSED ({answer.status_code})"
            good = good and not missed
            size = len(answer.content) / 1000
            print(f"{median:8.1f} ms  first {took[0]:9.1f} ms  {size:7.0f} kB  {path}{missed}", flush=True)
    return good


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    if not (asked.folder / "record.db").exists():
        make(asked.folder, asked.articles)
    sys.exit(0 if measure(asked.folder, asked.rounds) else 1)


if __name__ == "__main__":
    main()
