"""What a release says of itself: how to cite it, and a statement of what its data is, where from and how made."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from onrecord.present.export.native import NO_LICENCE
from onrecord.present.wording import counted
from onrecord.tables.package import read_package
from onrecord.tables.stored import stored_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_NAMED = 30


def citation(folder: Path, number: int) -> str:
    """Return CITATION.cff (Citation File Format 1.2.0) of a release; its day is that of the ledger."""
    about = read_package(folder)
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this data set, cite it with its release, since releases differ.",
        "type: dataset",
        f"title: {_quoted(about['title'])}",
        f"abstract: {_quoted(about['description'])}",
        "authors:",
        f"  - name: {_quoted('The makers of ' + about['title'])}",
        f'version: "{number}"',
        f"date-released: {about['onrecord']['ledger_of']}",
    ]
    if about["licenses"]:
        lines.append(f"license: {_quoted(about['licenses'][0]['name'])}")
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    """Return words as a YAML string; a JSON string is one."""
    return json.dumps(words, ensure_ascii=True)


def statement(folder: Path, number: int) -> str:
    """Return the data statement of a release as Markdown."""
    return "\n".join(_lines(folder, number)) + "\n"


def _lines(folder: Path, number: int) -> Iterator[str]:
    about = read_package(folder)
    own = about["onrecord"]
    yield from (f"# {about['title']}, release {number}", "", about["description"], "")
    yield from ("## What it is made from", "", *_articles(folder), "")
    if own["filters"]:
        asked = ", ".join(f"{name} {value}" for name, value in own["filters"].items())
        yield from (f"It is a part of the collection: {asked}.", "")
    yield from ("## How it was made", "")
    yield f"Read by onrecord {own['program']}, without people but for the decisions below:"
    yield from (f"- {one['extractor']}, model {one['model']}, knowledge {one['vocabulary']}" for one in own["readers"])
    yield from ("", *_people(folder), "")
    yield from ("## What to keep in mind", "")
    yield "- It records what was published, who is said to have said it and on what footing; not what is true."
    yield "- What outlets did not publish, or what was not collected, is not in it; outlets are no sample."
    yield "- Readings err. How often is measured on gold made by hand (docs/quality.md of the program), not here."
    yield f"- The ledger stands as of {own['ledger_of']}; what was open then may have come about since."
    yield from ("", "## Rights", "", f"{about['rights'][0].upper()}{about['rights'][1:]}.")
    if about["rights"] != NO_LICENCE:
        yield "This holds for what was added to the texts; they belong to those who published them."
    yield from (
        "",
        "Tables, columns, keys, hashes: `datapackage.json`; what changed since the release before: `CHANGES.md`.",
    )


def _articles(folder: Path) -> Iterator[str]:
    outlets: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    days: list[Any] = []
    for row in stored_rows(folder, "articles", ("outlet", "language", "published")):
        outlets[row["outlet"] or "outlet not known"] += 1
        languages[row["language"] or "not told"] += 1
        # the first and the last are enough
        days = [min([*days[:1], row["published"]]), max([*days[1:], row["published"]])] if row["published"] else days
    total = sum(outlets.values())
    span = f", published from {days[0]} to {days[1]}" if days else ""
    yield f"{counted(total, 'article')} of {counted(len(outlets), 'outlet')}{span}."
    yield "Languages: " + (", ".join(f"{name} {n:,}" for name, n in _most(languages)) or "none") + "."
    yield ""
    yield from (f"- {outlet}: {n:,}" for outlet, n in _most(outlets)[:MOST_NAMED])
    if len(outlets) > MOST_NAMED:
        yield f"- {counted(len(outlets) - MOST_NAMED, 'further outlet')} (`datapackage.json` names all)"


def _most(found: Counter[str]) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _people(folder: Path) -> Iterator[str]:
    said = Counter(row["action"] for row in stored_rows(folder, "judgements", ("action",)))
    others = sum(1 for name in ("same_events", "decisions") for _ in stored_rows(folder, name, ("id",)))
    told = ", ".join(f"{action} {n:,}" for action, n in _most(said)) or "none"
    yield f"Decisions of people on records: {told}; on events and on the ledger: {others:,}."
