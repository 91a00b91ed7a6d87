"""Facets of a search: how many of the articles found have each party, dyad, type, status, source, outlet, language.

Guarantees: counts are of articles, of the same that the search finds; where it finds very many, of the latest of
them, and `of` says of how many.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.record.searching import MANY, conditions, parse_query

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from onrecord.record.rows import Filters

# What the records of the articles found have, and what the articles have themselves, by the facets they are counted in.
HIT = "WITH hit AS MATERIALIZED (SELECT value AS article FROM json_each(?)) SELECT hit.article,"
RECORDS = "FROM hit JOIN effective_record AS r ON r.article = hit.article AND r.state <> 'rejected'"
OF_EVENT = "iif(r.kind = 'event', r.{0}, NULL)"
QUERIES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("kind", "type", "status", "source_type"),
        f"{HIT} r.kind, {OF_EVENT.format('type')}, {OF_EVENT.format('status')}, r.source_type {RECORDS}",
    ),
    (("dyad",), f"{HIT} d.dyad {RECORDS} JOIN effective_dyad AS d ON d.record = r.id"),
    (("party",), f"{HIT} p.party {RECORDS} JOIN effective_party AS p ON p.record = r.id"),
    (("outlet", "language"), f"{HIT} s.outlet, s.language FROM hit JOIN searched AS s ON s.article = hit.article"),
)
FACETS = ("kind", "dyad", "party", "type", "status", "source_type", "outlet", "language")


@dataclass(frozen=True, slots=True)
class Facets:
    """For each facet its values with the number of articles, most first; counted over `of` articles."""

    of: int
    counts: Mapping[str, tuple[tuple[str, int], ...]]


def facets(connection: sqlite3.Connection, words: str, filters: Filters, most: int) -> Facets:
    """Return the `most` commonest values of each facet among the articles a search finds."""
    query = parse_query(words)
    if words.strip() and query == ("", ""):
        return Facets(0, dict.fromkeys(FACETS, ()))
    where, values = conditions(query, filters)
    rows = connection.execute(
        f"""SELECT s.article FROM searched AS s WHERE {where}
        ORDER BY s.published IS NULL, s.published DESC, s.article LIMIT {MANY}""",  # noqa: S608 - our own SQL
        values,
    ).fetchall()
    # found once and handed to every count, since finding them is most of the work
    articles = json.dumps([article for (article,) in rows])
    counted: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for names, select in QUERIES:
        # each article once a value: pairs are made one, and only then counted
        told = set(connection.execute(select, (articles,)))
        for place, name in enumerate(names, 1):
            values_told = {(row[0], row[place]) for row in told} if len(names) > 1 else told
            counted[name].update(value for _, value in values_told if value is not None)
    found = {name: tuple(sorted(counts.items(), key=_most_first)[:most]) for name, counts in counted.items()}
    return Facets(len(rows), found)


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
