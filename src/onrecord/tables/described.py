"""The description of all tables as lines of Markdown, for docs/tables.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.tables.specs import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.tables.specs import Column, Table

FROM = {
    "record": "the record of an article",
    "event": "happenings",
    "expectation": "the ledger",
    "kept": "what a project is made from",
    "dyad": "the course of two parties",
}


def described() -> Iterator[str]:
    """Yield the lines that describe every table and column."""
    of = None
    for table in tables().values():
        if table.of != of:
            of = table.of
            yield from ("", f"## From {FROM[of]}")
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield from ("", f"### {table.name}", "", f"{table.words[0].upper()}{table.words[1:]}.")
    yield f"Key: {', '.join(f'`{name}`' for name in table.key)}."
    for columns, target in table.to.items():
        yield f"{', '.join(f'`{name}`' for name in columns)} → [{target}](#{target})."
    yield from ("", "| column | type | |", "|---|---|---|")
    for column in table.columns:
        yield f"| `{column.name}` | {_type(column)} | {_words(column)} |"


def _type(column: Column) -> str:
    return f"{column.type} or null" if column.optional else column.type


def _words(column: Column) -> str:
    return f"{column.words} ({column.unit})" if column.unit else column.words
