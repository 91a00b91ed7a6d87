"""Measure event identity on clusters of news: do articles on one story tell one event?

usage: python benchmarks/events.py CORPUS.jsonl[.gz]… [--most N]

CORPUS holds objects with `id`, `text`, `published` and the story of the article in `extra`: `newsCluster.EventId`,
`cluster` or `subtopic`. All claims of a corpus are resolved together. The main event of an article is the one told by
its main claim: the claim whose type and parties it repeats most, less for every claim before it. B³ precision, recall
and F1 (Bagga and Baldwin 1998) compare the main events with the stories, beside a baseline that takes articles for
one event when their main claims share parties, type and day (told, else of publication). Articles without a claim have
no main event and are left out; how many there are is printed. A story is not an event: articles on one story tell
several, and two stories may turn on one summit.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError
from onrecord.reading import read_text
from onrecord.record.assemble import assemble
from onrecord.resolve.claims import Telling, claims_of
from onrecord.resolve.events import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.types.claim import Claim

REPEATED, LATER = 0.5, 0.6


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSONL file."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        for line in lines:
            yield json.loads(line)


def story(row: Mapping[str, Any]) -> str | None:
    """Return the story an article belongs to."""
    extra = row.get("extra") or {}
    cluster = extra.get("newsCluster") or {}
    found = cluster.get("EventId") or extra.get("cluster") or extra.get("subtopic")
    return None if found is None else str(found)


def claims(row: Mapping[str, Any]) -> tuple[Claim, ...]:
    """Return the claims of an article; none where it cannot be read."""
    published = (row.get("published") or "")[:10] or None
    try:
        record = read_text(row["text"], title=row.get("title"), published=published, outlet=row.get("outlet"))
    except OnrecordError:
        return ()
    key = str(row["id"])
    day = date.fromisoformat(published) if published else None
    telling = Telling(key, key, key, row.get("outlet"), None, day, record.document.text)
    return claims_of(telling, assemble(record))


def main_claim(told: tuple[Claim, ...]) -> Claim:
    """Return the claim an article turns on: of what it repeats most, early."""
    times = Counter((c.type, c.parties) for c in told)

    def weight(item: tuple[int, Claim]) -> tuple[float, int]:
        place, claim = item
        return REPEATED * times[claim.type, claim.parties] - LATER * place, -place

    return max(enumerate(told), key=weight)[1]


def b_cubed(found: Mapping[str, object], true: Mapping[str, object]) -> tuple[float, float, float]:
    """Return B³ precision, recall and F1 of a clustering."""
    ours: dict[object, set[str]] = defaultdict(set)
    theirs: dict[object, set[str]] = defaultdict(set)
    for key in found:
        ours[found[key]].add(key)
        theirs[true[key]].add(key)
    both = {key: len(ours[found[key]] & theirs[true[key]]) for key in found}
    precision = sum(both[key] / len(ours[found[key]]) for key in found) / len(found)
    recall = sum(both[key] / len(theirs[true[key]]) for key in found) / len(found)
    return precision, recall, 2 * precision * recall / (precision + recall)


def measure(path: Path, most: int | None) -> None:
    """Read a corpus, resolve it, print the scores."""
    stories: dict[str, object] = {}
    told: dict[str, tuple[Claim, ...]] = {}
    for row in list(rows(path))[:most]:
        found = story(row)
        if found is not None:
            stories[str(row["id"])] = found
            told[str(row["id"])] = claims(row)
    events = resolve(claim for each in told.values() for claim in each).events
    of = {claim: event.id for event in events for claim in event.claims}
    mains = {key: main_claim(each) for key, each in told.items() if each}
    print(f"{path.name}: {len(told)} articles, {len(mains)} with a main event, {len(events)} events")
    if not mains:
        return
    ours = {key: of[claim.id] for key, claim in mains.items()}
    plain = {key: (c.parties, c.type, c.first or c.published) for key, c in mains.items()}
    for name, clustering in (("resolved", ours), ("baseline", plain)):
        p, r, f = b_cubed(clustering, stories)
        print(f"  {name}: B³ P {p:.3f} R {r:.3f} F1 {f:.3f}")


def main() -> None:
    """Measure each corpus named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--most", type=int, help="read so many articles only")
    given = parser.parse_args()
    for path in given.corpus:
        measure(path, given.most)


if __name__ == "__main__":
    main()
