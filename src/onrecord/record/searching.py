"""Search: words as a person types them, ranked, filtered, paged.

A query is words, "phrases", prefix*, -not and title: text: actor: source: before any of these; all must be there.
Guarantees: no query is a syntax error; the same store and query give the same page; where very many articles have
the words, they are ordered by date, since ranking all of them would take long and tell little.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord.record.database import indexable
from onrecord.record.rows import Found, Hit

if TYPE_CHECKING:
    import sqlite3

    from onrecord.record.rows import Filters

TERM = re.compile(
    r'(?P<no>-)?(?:(?P<column>title|text|actor|source)s?:)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))', re.IGNORECASE
)
LETTER = re.compile(r"\w")
COLUMNS = {"title": "title", "text": "text", "actor": "actors", "source": "sources"}
# a title that has the word weighs more than a text that has it
WEIGHTS = "4.0, 1.0, 2.0, 2.0"
MANY = 2_000
SNIPPET_WORDS = 24
BEGINNING = 160
MARKS = ("«", "»", "…")


class Query(NamedTuple):
    """A query in the language of the index: what must be there and what must not; "" where nothing is said."""

    wanted: str
    unwanted: str


def parse_query(words: str) -> Query:
    """Return a query for words as a person types them.

    >>> parse_query('summit -gas "joint drill"')
    Query(wanted='"summit" AND "joint drill"', unwanted='"gas"')
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for term in TERM.finditer(indexable(words)):
        said = term["phrase"] if term["phrase"] is not None else term["word"]
        if LETTER.search(said):
            (unwanted if term["no"] else wanted).append(_term(said, term["column"], is_word=term["word"] is not None))
    return Query(" AND ".join(wanted), " OR ".join(unwanted))


def _term(said: str, column: str | None, *, is_word: bool) -> str:
    prefix = "*" if is_word and said.endswith("*") else ""
    quoted = said.rstrip("*") if is_word else said
    return (f"{COLUMNS[column.lower()]} : " if column else "") + f'"{quoted}"{prefix}'


def search(connection: sqlite3.Connection, words: str, filters: Filters, *, limit: int, offset: int) -> Found:
    """Return one page of the articles that have the words and pass the filters; without words, all that pass."""
    query = parse_query(words)
    if words.strip() and query == ("", ""):
        return Found(0, "relevance", ())
    where, values = conditions(query, filters)
    (total,) = connection.execute(f"SELECT count(*) FROM searched AS s WHERE {where}", values).fetchone()  # noqa: S608
    ranked = bool(query.wanted) and total <= MANY
    if ranked:
        numbers = _by_rank(connection, query, where, values, (limit, offset))
    else:
        order = "ORDER BY s.published IS NULL, s.published DESC, s.article LIMIT ? OFFSET ?"
        rows = connection.execute(f"SELECT s.number FROM searched AS s WHERE {where} {order}", (*values, limit, offset))  # noqa: S608
        numbers = [row[0] for row in rows]
    hits = tuple(_hit(connection, number, query) for number in numbers)
    way: Literal["relevance", "date"] = "relevance" if ranked else "date"
    return Found(int(total), way, hits)


def articles_in_order(connection: sqlite3.Connection, filters: Filters) -> tuple[str, ...]:
    """Return the ids of all articles that pass the filters, by day and id, those without a day last."""
    where, values = conditions(Query("", ""), filters)
    order = "ORDER BY s.published IS NULL, s.published, s.article"
    rows = connection.execute(f"SELECT s.article FROM searched AS s WHERE {where} {order}", values)  # noqa: S608
    return tuple(row[0] for row in rows)


def _by_rank(
    connection: sqlite3.Connection, query: Query, where: str, values: tuple[str, ...], page: tuple[int, int]
) -> list[int]:
    rows = connection.execute(
        f"""SELECT search.rowid FROM search JOIN searched AS s ON s.number = search.rowid
        WHERE search MATCH ? AND {where}
        ORDER BY bm25(search, {WEIGHTS}), s.published DESC, s.article LIMIT ? OFFSET ?""",  # noqa: S608 - our own SQL
        (query.wanted, *values, *page),
    )
    return [row[0] for row in rows]


def conditions(query: Query, filters: Filters) -> tuple[str, tuple[str, ...]]:
    """Return the SQL a row of `searched` must meet, and its values."""
    found: list[tuple[str, str]] = []
    if query.wanted:
        # where records narrow too, articles are found by them, and looked up in what has the words (hence the +)
        number = "+s.number" if filters.of_records else "s.number"
        found.append((f"{number} IN (SELECT rowid FROM search WHERE search MATCH ?)", query.wanted))  # noqa: S608
    if query.unwanted:
        found.append(("s.number NOT IN (SELECT rowid FROM search WHERE search MATCH ?)", query.unwanted))
    by_column = {
        "s.outlet = ? COLLATE NOCASE": filters.outlet,
        "s.language = ?": filters.language,
        "s.published >= ?": filters.since,
        "s.published <= ?": filters.until,
    }
    found += [(condition, value) for condition, value in by_column.items() if value is not None]
    if filters.of_records:
        condition, values = _record_conditions(filters)
        return " AND ".join([*(c for c, _ in found), condition]), (*(v for _, v in found), *values)
    return " AND ".join(c for c, _ in found) or "1", tuple(v for _, v in found)


def _record_conditions(filters: Filters) -> tuple[str, tuple[str, ...]]:
    by_column = {
        "r.kind = ?": filters.kind,
        "r.id IN (SELECT record FROM effective_party WHERE party = ?)": filters.party,
        "r.id IN (SELECT record FROM effective_dyad WHERE dyad = ?)": filters.dyad,
        "r.type = ?": filters.type,
        "r.status = ?": filters.status,
        "r.source_type = ?": filters.source_type,
    }
    asked = {condition: value for condition, value in by_column.items() if value is not None}
    conditions = " AND ".join(["r.state <> 'rejected'", *asked])
    select = f"SELECT r.article FROM effective_record AS r WHERE {conditions}"  # noqa: S608 - our own SQL
    if filters.party is not None or filters.dyad is not None:
        return f"s.article IN ({select})", tuple(asked.values())
    # nearly every article may have such a record: looking at each article is less work than gathering them
    return f"EXISTS ({select} AND r.article = s.article)", tuple(asked.values())


def _hit(connection: sqlite3.Connection, number: int, query: Query) -> Hit:
    columns = "article, id, title, outlet, published, language"
    row = connection.execute(f"SELECT {columns} FROM version WHERE number = ?", (number,)).fetchone()  # noqa: S608
    article, version, title, outlet, published, language = row
    return Hit(article, version, title, outlet, published, language, _snippet(connection, number, query))


def _snippet(connection: sqlite3.Connection, number: int, query: Query) -> str:
    """Return the stretch of text that has most of the words, or its beginning where the words stand elsewhere."""
    found = None
    if query.wanted:
        found = connection.execute(
            f"SELECT snippet(search, 1, ?, ?, ?, {SNIPPET_WORDS}) FROM search WHERE rowid = ? AND search MATCH ?",  # noqa: S608
            (*MARKS, number, query.wanted),
        ).fetchone()
    if found is None:
        found = connection.execute(
            "SELECT substr(text, 1, 160) FROM search_content WHERE number = ?", (number,)
        ).fetchone()
    return " ".join(str(found[0]).split())
