"""Facets of a search: how many of the articles found have each party, dyad, type, status, source, outlet, language.

Guarantees: counts are of articles, of the same that the search finds; where it finds very many, of the latest of
them, and `of` says of how many.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.record.searching import MANY, conditions, parse_query

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from onrecord.record.rows import Filters

# Each facet as SQL over `hit`, which holds the articles found.
RECORDS = "FROM hit JOIN effective_record AS r ON r.article = hit.article AND r.state <> 'rejected'"
FACETS = {
    "kind": f"SELECT r.kind AS value, hit.article AS one {RECORDS}",
    "dyad": f"SELECT d.dyad AS value, hit.article AS one {RECORDS} JOIN effective_dyad AS d ON d.record = r.id",
    "party": f"SELECT p.party AS value, hit.article AS one {RECORDS} JOIN effective_party AS p ON p.record = r.id",
    "type": f"SELECT r.type AS value, hit.article AS one {RECORDS} WHERE r.kind = 'event'",
    "status": f"SELECT r.status AS value, hit.article AS one {RECORDS} WHERE r.kind = 'event'",
    "source_type": f"SELECT r.source_type AS value, hit.article AS one {RECORDS}",
    "outlet": "SELECT s.outlet AS value, hit.article AS one FROM hit JOIN searched AS s ON s.article = hit.article",
    "language": "SELECT s.language AS value, hit.article AS one FROM hit JOIN searched AS s ON s.article = hit.article",
}


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
    counted = {}
    for name, select in FACETS.items():
        count = f"""WITH hit AS MATERIALIZED (SELECT value AS article FROM json_each(?))
            SELECT value, count(DISTINCT one) FROM ({select}) WHERE value IS NOT NULL
            GROUP BY value ORDER BY 2 DESC, 1 LIMIT ?"""  # noqa: S608
        counted[name] = tuple((str(value), int(n)) for value, n in connection.execute(count, (articles, most)))
    return Facets(len(rows), counted)
