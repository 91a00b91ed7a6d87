"""Write `dispatches.jsonl` from `dispatches/manifest.csv` and the texts beside it, which are the one source.

    python examples/make_dispatches.py           write it
    python examples/make_dispatches.py --check   exit 1 where it is not what the texts and the manifest say

One JSON object a line, in the order of the manifest: id title text published outlet url language author.
The id is the number of the file. Two versions of one article share a url. Needs only the standard library.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE / "dispatches"
TARGET = HERE / "dispatches.jsonl"


def lines() -> str:
    """Return the whole JSONL; a text without its line in the manifest, or a line without its text, is a SystemExit."""
    with (FOLDER / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    astray = {row["file"] for row in rows} ^ {path.name for path in FOLDER.glob("*.txt")}
    if astray:
        raise SystemExit(f"in the manifest or in the folder, but not in both: {', '.join(sorted(astray))}")
    return "".join(json.dumps(_dispatch(row), ensure_ascii=False) + "\n" for row in rows)


def _dispatch(row: dict[str, str]) -> dict[str, str]:
    return {
        "id": row["file"].partition("-")[0],
        "title": row["title"],
        "text": (FOLDER / row["file"]).read_text(encoding="utf-8").strip(),
        "published": row["published"],
        "outlet": row["outlet"],
        "url": row["url"],
        "language": row["language"],
        "author": row["author"],
    }


def main() -> None:
    """Write the file, or with --check compare it."""
    if sys.argv[1:] == ["--check"]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != lines():
            raise SystemExit(f"{TARGET.name} is not up to date; run python {Path(__file__).name}")
    else:
        TARGET.write_text(lines(), encoding="utf-8")


if __name__ == "__main__":
    main()
