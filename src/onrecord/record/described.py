"""The schema in words, made from the comments of the migrations; docs/store.md holds it.

To bring the page up to date: `python -c "from onrecord.record.described import tables; print(tables())"`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.record.database import migrations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TABLE = re.compile(r"CREATE (?:VIRTUAL )?(?:TABLE|VIEW) (\w+)")
COLUMN = re.compile(r"    (\w+) ([A-Z]+)[^-]*?(NOT NULL)?[^-]*-- (.*)")


def described(scripts: Iterable[tuple[int, str, str]]) -> Iterator[str]:
    """Yield a Markdown line for each table and each column of the migrations, in their order."""
    for number, _, script in scripts:
        comment: list[str] = []
        for line in script.splitlines():
            if line.startswith("--"):
                comment.append(line.removeprefix("--").strip())
                continue
            table, column = TABLE.match(line), COLUMN.match(line)
            if table:
                yield f"**`{table[1]}`** (since {number}) {' '.join(comment)}".rstrip()
            elif column:
                name, kind, _, words = column.groups()
                yield f"| `{name}` | {kind} | {words} |"
            comment = [] if not line or table else comment


def tables() -> str:
    """Return the schema as Markdown."""
    lines: list[str] = []
    for line in described(migrations()):
        if line.startswith("**"):
            lines += ["", line, ""]
        elif not lines[-1].startswith("|"):
            lines += ["| column | type | |", "|---|---|---|", line]
        else:
            lines.append(line)
    return "\n".join(lines).strip()
