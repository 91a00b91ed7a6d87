"""Throw hostile input at reading: random bytes, mutated articles, broken HTML and JSONL; nothing may crash.

usage: python benchmarks/fuzz.py [--cases 20000] [--seed 1] [TEXT …]

TEXT are further articles to mutate (by default the shipped examples). Every record is checked: spans lie in the text
and say what the text says there, ids are unique, the JSON round-trips, and no stage failed. A SourceError is a right
answer. Prints counts; exits with 1 at the first failure, which it leaves in fuzz-failure.bin.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from onrecord import pipeline
from onrecord.errors import SourceError
from onrecord.present.json import to_json
from onrecord.types.text import RawItem

ODD = [
    "\u0000",
    "\ufeff",
    "\u202e",
    "\ud800",
    "\u2028",
    "\u200b",
    "“",
    "”",
    "‘",
    "’",
    '"',
    "'",
    "—",
    "…",
    "\r\n",
    "\t",
    "🙂",
    "ß",
    "İ",
    "ﬁ",
]
WORDS = (
    'said that according to Moscow will not the of and , . officials; "no" may 4 December visit 2025 a to Putin'.split()
)


def random_bytes(rng: random.Random, _: list[str]) -> bytes:
    """Bytes without any order."""
    return rng.randbytes(rng.randint(1, 400))


def random_words(rng: random.Random, _: list[str]) -> bytes:
    """Words of the field in no order, with odd characters between."""
    pick = [rng.choice(WORDS) if rng.random() < 0.9 else rng.choice(ODD) for _ in range(rng.randint(1, 120))]
    return " ".join(pick).encode("utf-8", "surrogatepass")


def mutated(rng: random.Random, texts: list[str]) -> bytes:
    """A stretch of an article with characters dropped, doubled, swapped and put in."""
    text = rng.choice(texts)
    start = rng.randrange(max(1, len(text) - 800))
    letters = list(text[start : start + rng.randint(50, 800)])
    for _ in range(rng.randint(1, 30)):
        at = rng.randrange(len(letters))
        action = rng.randrange(4)
        if action == 0:
            letters[at] = ""
        elif action == 1:
            letters[at] *= rng.randint(2, 30)
        elif action == 2:
            letters[at] = rng.choice(ODD)
        else:
            other = rng.randrange(len(letters))
            letters[at], letters[other] = letters[other], letters[at]
    encoding = rng.choice(["utf-8", "utf-16", "cp1252", "utf-8"])
    return "".join(letters).encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


def broken_html(rng: random.Random, texts: list[str]) -> bytes:
    """Tags opened and never closed around a mutated stretch."""
    tags = [
        "<p>",
        "</p>",
        "<div",
        "<script>",
        "</script",
        "<!--",
        "]]>",
        "<table><tr>",
        "<a href='",
        "&#x110000;",
        "&nbsp;",
    ]
    body = mutated(rng, texts).decode("utf-8", "replace")
    parts = [body[i : i + 60] for i in range(0, len(body), 60)]
    return ("<html><body>" + "".join(rng.choice(tags) + part for part in parts)).encode("utf-8", "replace")


MAKERS = ((random_bytes, "text", 30), (random_words, "text", 25), (mutated, "text", 35), (broken_html, "html", 10))


def check(raw: bytes, kind: str, published: date | None) -> str:
    """Read one case and check its record; returns what came of it."""
    try:
        record = pipeline.read(RawItem("fuzz", raw, kind, published=published), strict=True)  # type: ignore[arg-type]
    except SourceError:
        return "refused"
    found: dict[str, Any] = json.loads(to_json(record, with_text=True))
    text = found["document"]["text"]
    for node in walk(found):
        if {"start", "end", "text"} <= set(node) and "sha256" not in node:
            if not 0 <= node["start"] < node["end"] <= len(text):
                raise AssertionError(f"span out of the text: {node}")
            if text[node["start"] : node["end"]] != node["text"]:
                raise AssertionError(f"span says something else: {node}")
    for layer in ("attributions", "events"):
        ids = [row["id"] for row in found[layer]]
        if len(ids) != len(set(ids)):
            raise AssertionError(f"{layer}: an id stands twice")
    return "read"


def walk(node: Any) -> list[dict[str, Any]]:
    """Return every object inside a JSON value."""
    if isinstance(node, dict):
        return [node, *(inner for value in node.values() for inner in walk(value))]
    return [inner for value in node for inner in walk(value)] if isinstance(node, list) else []


def main() -> None:
    """Run the cases."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("texts", nargs="*", type=Path)
    arguments.add_argument("--cases", type=int, default=20_000)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    paths = options.texts or sorted(Path("examples").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    rng = random.Random(options.seed)
    counts: Counter[str] = Counter()
    start = time.perf_counter()
    for case in range(options.cases):
        make, kind, _ = rng.choices(MAKERS, weights=[weight for *_, weight in MAKERS])[0]
        raw = make(rng, texts)
        try:
            counts[f"{make.__name__} {check(raw, kind, rng.choice([None, date(2025, 12, 3)]))}"] += 1
        except Exception as error:
            Path("fuzz-failure.bin").write_bytes(raw)
            print(f"case {case} ({make.__name__}) failed: {type(error).__name__}: {error}")
            raise SystemExit(1) from error
        if case % 1000 == 999:
            print(f"{case + 1} cases, {time.perf_counter() - start:.0f} s", file=sys.stderr)
    print("\n".join(f"{count:6} {name}" for name, count in sorted(counts.items())))


if __name__ == "__main__":
    main()
