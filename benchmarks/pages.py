"""Measure what is read of saved pages: titles, dates and body text against gold.

usage: python benchmarks/pages.py PAGES [GOLD] [--misses] [--no-urls]

PAGES is a folder of saved pages; GOLD a JSON object of {url: {file, title, date, author, with, without}}, where `with`
and `without` are strings that must and must not be in the main text. Without a GOLD every page of the folder is only
read. A title or a date that gold leaves empty is not counted.

Rules: a title is right where it equals gold's after runs of white space are one space, letters composed, soft hyphens
gone, typographic quotation marks plain and dashes hyphens; `title_lenient` also lets case and a site's name before or
behind a bar or dash differ. A date is right where it is the same day. Body: every string is looked for in the text with
white space normalised; found `with` are true positives, found `without` false positives, and so precision, recall,
accuracy and F1 over all strings; a page that cannot be read counts as empty text. Pages are read with the URL that gold
keeps them by, unless --no-urls is given. Prints JSON; exits with 1 where a page crashes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from onrecord.document import to_document
from onrecord.errors import SourceError
from onrecord.types.text import Document, RawItem

MARKS = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚", "'"), **dict.fromkeys("–—‐‑", "-")})
SITE = re.compile(r"\s+(?:[|–—»·-]|::)\s+")


def normal(words: str | None) -> str:
    """Return words with one space for any white space, composed letters and no soft hyphens."""
    return " ".join(unicodedata.normalize("NFC", (words or "").replace("\u00ad", "")).split())


def same_title(found: str | None, gold: str) -> bool:
    """Return whether two titles are the same but for white space and the form of marks."""
    return normal(found).translate(MARKS) == normal(gold).translate(MARKS)


def like_title(found: str | None, gold: str) -> bool:
    """Return whether two titles are the same but for case and a part behind or before a bar or dash."""
    one, other = (normal(words).casefold() for words in (found, gold))
    parts = {one, other}
    return bool(one) and (
        one.translate(MARKS) == other.translate(MARKS)
        or any(part in parts for whole in (one, other) for part in SITE.split(whole) if len(SITE.split(whole)) > 1)
    )


def read(path: Path, url: str | None, counts: Counter[str]) -> Document | None:
    """Return the document of a page, None where it is refused; what crashes is counted."""
    try:
        return to_document(RawItem(str(path), path.read_bytes(), "html", url=url))[0]
    except SourceError:
        counts["refused"] += 1
    except Exception as error:  # noqa: BLE001 - a crash is what is measured
        counts["crashed"] += 1
        print(f"{path}: {type(error).__name__}: {error}", file=sys.stderr)
    return None


def score(page: Document | None, gold: dict[str, Any], counts: Counter[str], misses: list[str]) -> None:
    """Count what is right and wrong of one page."""
    file = gold["file"]
    if gold.get("title"):
        title = page.title if page else None
        right = same_title(title, gold["title"])
        counts["titles"] += 1
        counts["title_right"] += right
        counts["title_like"] += right or like_title(title, gold["title"])
        if not right:
            misses.append(f"title {file}: {title!r} for {gold['title']!r}")
    if gold.get("date"):
        day = page.published.isoformat() if page and page.published else None
        counts["dates"] += 1
        counts["date_right"] += day == gold["date"]
        if day != gold["date"]:
            misses.append(f"date {file}: {day} for {gold['date']}")
    if isinstance(gold.get("author"), str) and gold["author"]:
        counts["authors"] += 1
        counts["author_right"] += normal(page.author if page else None) == normal(gold["author"])
    text = normal(page.text if page else "")
    found = sum(normal(words) in text for words in gold["with"])
    wrong = sum(normal(words) in text for words in gold["without"])
    counts.update(tp=found, fn=len(gold["with"]) - found, fp=wrong, tn=len(gold["without"]) - wrong)


def figures(counts: Counter[str]) -> dict[str, float]:
    """Return shares and body measures from the counts."""
    tp, fp, fn, tn = (counts[key] for key in ("tp", "fp", "fn", "tn"))

    def share(part: int, whole: int) -> float:
        return round(part / whole, 4) if whole else 0.0

    return {
        "title": share(counts["title_right"], counts["titles"]),
        "title_lenient": share(counts["title_like"], counts["titles"]),
        "date": share(counts["date_right"], counts["dates"]),
        "author": share(counts["author_right"], counts["authors"]),
        "body_precision": share(tp, tp + fp),
        "body_recall": share(tp, tp + fn),
        "body_accuracy": share(tp + tn, tp + fp + fn + tn),
        "body_f1": share(2 * tp, 2 * tp + fp + fn),
    }


def main() -> None:
    """Read the pages and print the figures."""
    parser = argparse.ArgumentParser(description="Measure the reading of saved pages.")
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--misses", action="store_true", help="print wrong titles and dates to standard error")
    parser.add_argument("--no-urls", action="store_true", help="do not tell where the pages came from")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    misses: list[str] = []
    start = time.perf_counter()
    if options.gold:
        gold: dict[str, dict[str, Any]] = json.loads(options.gold.read_text(encoding="utf-8"))
        for url, entry in gold.items():
            score(read(options.pages / entry["file"], None if options.no_urls else url, counts), entry, counts, misses)
        total = len(gold)
    else:
        files = sorted(path for path in options.pages.rglob("*.html") if path.is_file())
        read_ones = [page for path in files if (page := read(path, None, counts))]
        counts["with_title"] = sum(page.title is not None for page in read_ones)
        counts["with_date"] = sum(page.published is not None for page in read_ones)
        total = len(files)
    told: dict[str, Any] = {"pages": total, "crashed": counts["crashed"], "refused": counts["refused"]}
    told |= figures(counts) if options.gold else {key: counts[key] for key in ("with_title", "with_date")}
    told["pages_a_second"] = round(total / (time.perf_counter() - start), 1)
    print(json.dumps(told, indent=2))
    if options.misses:
        print("\n".join(misses), file=sys.stderr)
    sys.exit(1 if counts["crashed"] else 0)


if __name__ == "__main__":
    main()
