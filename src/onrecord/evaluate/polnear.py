"""Score attributions against PolNeAR (Newell, Margolin and Ruths, LREC 2018), a flat source-cue-content corpus.

All counts are in words. The corpus has no nesting: of two found attributions, one wholly inside the other's content,
the outer is kept.

Definitions
    words_*         F1 of the words in each role
    found           cue words overlap, one to one, larger overlap first
    triple_exact    found, and source and content equal word for word
    triple_overlap  found, and source and content overlap (or the source is absent in both)
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.evaluate.measures import Score, Words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from onrecord.types.record import Record

ROLES = ("source", "cue", "content")
Roles = dict[str, Words]


@dataclass(frozen=True, slots=True)
class AnnotatedNews:
    """One article of the corpus: text, facts, and its attributions as role → spans."""

    id: str
    text: str
    title: str | None
    outlet: str | None
    published: str | None
    attributions: Sequence[Mapping[str, Any]]


def load_polnear(path: Path) -> list[AnnotatedNews]:
    """Return the primary annotations of a gzipped JSONL file."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("primary", True):
                facts = (row.get("title"), row.get("publisher"), row.get("date"))
                found.append(AnnotatedNews(row["doc_id"], row["text"], *facts, row["attributions"]))
    return found


def score_polnear(pairs: Iterable[tuple[AnnotatedNews, Record]]) -> dict[str, float]:
    """Return all figures over pairs of an article and its record."""
    totals: dict[str, list[int]] = {}
    for article, record in pairs:
        expected = [{role: words(article.text, row[role]) for role in ROLES} for row in article.attributions]
        for name, counts in _article(expected, _outer(_found(article.text, record))).items():
            total = totals.setdefault(name, [0, 0, 0])
            for i, count in enumerate(counts):
                total[i] += count
    return {f"{name}_f1": Score(*counts).f1 for name, counts in totals.items()}


def _found(text: str, record: Record) -> list[Roles]:
    return [
        {
            "source": words(text, [a.source] if a.source else []),
            "cue": words(text, [a.cue]),
            "content": words(text, a.content),
        }
        for a in record.attributions
    ]


def _outer(found: list[Roles]) -> list[Roles]:
    """What is left when attributions inside another's content are taken out."""

    def is_inner(one: Roles) -> bool:
        return any(
            one is not other and one["content"] and one["content"] < other["content"] and one["cue"] <= other["content"]
            for other in found
        )

    return [one for one in found if one["cue"] and not is_inner(one)]


def _article(expected: list[Roles], found: list[Roles]) -> dict[str, tuple[int, int, int]]:
    counts = {}
    for role in ROLES:
        left = frozenset().union(*(row[role] for row in expected))
        right = frozenset().union(*(row[role] for row in found))
        counts[f"words_{role}"] = (len(left & right), len(right), len(left))
    matches = _matches(expected, found)
    exact = sum(
        expected[i]["source"] == found[j]["source"] and expected[i]["content"] == found[j]["content"]
        for i, j in matches
    )
    overlap = sum(_overlap(expected[i], found[j]) for i, j in matches)
    for name, right_count in (("found", len(matches)), ("triple_exact", exact), ("triple_overlap", overlap)):
        counts[name] = (right_count, len(found), len(expected))
    return counts


def _matches(expected: list[Roles], found: list[Roles]) -> list[tuple[int, int]]:
    order = sorted(
        (
            (len(e["cue"] & f["cue"]), len(e["content"] & f["content"]), i, j)
            for i, e in enumerate(expected)
            for j, f in enumerate(found)
            if e["cue"] & f["cue"]
        ),
        reverse=True,
    )
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, _, i, j in order:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def _overlap(expected: Roles, found: Roles) -> bool:
    same_source = bool(expected["source"] & found["source"]) or not (expected["source"] or found["source"])
    return same_source and bool(expected["content"] & found["content"])
