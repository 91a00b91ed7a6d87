"""Score a finder of times against TimeML documents (TIMEX3), as TempEval-3 scored them.

    score_timeml(archive, find)      archive: a .tar.gz with *.tml files; find: (text, published) -> TimeExpressions

Only times in the body (TEXT) count; the document creation time is handed to `find` as publication date.
A gold and a found span match strictly if they are equal, relaxed if they overlap (each is matched once, in order).
Value F1 is relaxed F1 times the share of the matched spans whose value is equal. Documents are sorted by file name;
those with an even index are for reading errors ("even"), the others are held out ("odd").
"""

from __future__ import annotations

import re
import tarfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from onrecord.types.annotation import TimeExpression

    Find = Callable[[str, date | None], Sequence[TimeExpression]]

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
MAX_BYTES = 5_000_000  # a TimeML file is some ten kilobytes; anything far larger is not one
ENTITY_DECLARATION = b"<!ENTITY"


class GoldTime(NamedTuple):
    """One annotated time."""

    span: Span
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class TimeDocument:
    """The body of one TimeML document, its creation day and its times."""

    name: str
    text: str
    created: date | None
    times: tuple[GoldTime, ...]


@dataclass(slots=True)
class Tally:
    """Counts of one group of documents, and the figures they give."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    values: int = 0
    kinds: int = 0
    misses: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1, strict and relaxed, and value F1, between 0 and 1."""
        relaxed = _f1(self.relaxed, self.found, self.gold)
        return {
            "gold": self.gold,
            "found": self.found,
            "strict_f1": round(_f1(self.strict, self.found, self.gold), 4),
            "relaxed_precision": round(self.relaxed / self.found if self.found else 0.0, 4),
            "relaxed_recall": round(self.relaxed / self.gold if self.gold else 0.0, 4),
            "relaxed_f1": round(relaxed, 4),
            "kind_accuracy": round(self.kinds / self.relaxed if self.relaxed else 0.0, 4),
            "value_accuracy": round(self.values / self.relaxed if self.relaxed else 0.0, 4),
            "value_f1": round(relaxed * self.values / self.relaxed if self.relaxed else 0.0, 4),
        }


def score_timeml(archive: Path, find: Find) -> dict[str, dict[str, float]]:
    """Return the figures over all documents and over both halves, for all kinds and for DATE alone.

    Keys: "all", "even", "odd", and the same with " DATE" behind.
    """
    tallies = {f"{part}{kind}": Tally() for part in ("all", "even", "odd") for kind in ("", " DATE")}
    for index, document in enumerate(read_timeml(archive)):
        found = [GoldTime(t.span, t.kind, t.value) for t in find(document.text, document.created)]
        for part in ("all", "odd" if index % 2 else "even"):
            tally(tallies[part], document.times, found)
            dates = [t for t in document.times if t.kind == "DATE"]
            tally(tallies[f"{part} DATE"], dates, [t for t in found if t.kind == "DATE"])
    return {name: counts.figures() for name, counts in tallies.items()}


def tally(counts: Tally, gold: Sequence[GoldTime], found: Sequence[GoldTime]) -> None:
    """Add one document's matches to the counts."""
    counts.gold += len(gold)
    counts.found += len(found)
    counts.strict += len({t.span for t in gold} & {t.span for t in found})
    for expected, got in matches(gold, found):
        counts.relaxed += 1
        counts.kinds += expected.kind == got.kind
        counts.values += expected.value == got.value


def matches(gold: Sequence[GoldTime], found: Sequence[GoldTime]) -> Iterator[tuple[GoldTime, GoldTime]]:
    """Yield pairs of overlapping spans, equal spans first, each span once."""
    left = list(found)
    open_gold = []
    for expected in gold:
        same = next((t for t in left if t.span == expected.span), None)
        if same is None:
            open_gold.append(expected)
            continue
        left.remove(same)
        yield expected, same
    for expected in open_gold:
        touching = next((t for t in left if t.span.overlaps(expected.span)), None)
        if touching is not None:
            left.remove(touching)
            yield expected, touching


def read_timeml(archive: Path) -> Iterator[TimeDocument]:
    """Yield the documents of an archive in the order of their file names; raises ValueError for unsafe XML."""
    with tarfile.open(archive) as tar:
        members = [m for m in tar.getmembers() if m.isfile() and m.name.endswith(".tml")]
        for member in sorted(members, key=lambda m: PurePosixPath(m.name).name):
            file = tar.extractfile(member)
            content = file.read(MAX_BYTES + 1) if file else b""
            if len(content) > MAX_BYTES or ENTITY_DECLARATION in content:
                raise ValueError(f"{member.name}: too large, or declares entities; not a plain TimeML file")
            yield parse_timeml(PurePosixPath(member.name).stem, content)


def parse_timeml(name: str, content: bytes) -> TimeDocument:
    """Return a TimeML document's body with the offsets of its times; white space is kept."""
    root = ET.fromstring(content)  # noqa: S314 - entity declarations are refused by read_timeml
    created = root.find(".//DCT//TIMEX3")
    body = root.find(".//TEXT")
    pieces: list[str] = []
    times: list[GoldTime] = []
    if body is not None:
        _collect(body, pieces, times)
    return TimeDocument(name, "".join(pieces), _day(created), tuple(sorted(times, key=lambda t: t.span)))


def _collect(element: ET.Element, pieces: list[str], times: list[GoldTime]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _collect(child, pieces, times)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        span = Span(start, sum(map(len, pieces)))
        times.append(GoldTime(span, element.get("type", ""), element.get("value", "")))


def _day(created: ET.Element | None) -> date | None:
    match = DAY.match(created.get("value", "")) if created is not None else None
    return date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _f1(right: int, found: int, gold: int) -> float:
    return 2 * right / (found + gold) if found + gold else 0.0
