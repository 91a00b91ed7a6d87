"""Copies: which versions of different articles are one text, kept as pairs and groups while articles come in.

Guarantees: a new version is compared only with those that share a band of its signature; versions of one article are
never a pair; the same versions give the same pairs and groups in whatever order, batches or processes they came.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from onrecord.document.syndication import Signature, copy_reason, may_be_copies
from onrecord.record.articles import text_of
from onrecord.record.rows import Copy

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from onrecord.record.rows import Arrival

CANDIDATES = """SELECT DISTINCT v.number, v.id, v.sha256, v.article, s.minhash, s.shingles
FROM band AS b JOIN version AS v ON v.number = b.version JOIN signature AS s ON s.version = v.number
WHERE b.key IN ({}) AND v.article <> ?"""
DAYS_APART, DAYS_IN_ONE_OUTLET = 30, 3
NO_BANDS: tuple[int, ...] = ()


def keep_signature(connection: sqlite3.Connection, version: str, arrival: Arrival) -> None:
    """Keep the signature of a new version, find its copies, and put it into its group."""
    signature = arrival.signature
    number, article = connection.execute("SELECT number, article FROM version WHERE id = ?", (version,)).fetchone()
    if not signature.bands:
        return
    for other, sha256 in _candidates(connection, signature, article):
        _pair(connection, (version, arrival.document.text), (other, text_of(connection, sha256)))
    connection.execute("INSERT INTO signature VALUES (?, ?, ?)", (number, signature.minhash, signature.shingles))
    rows = ((band, number) for band in signature.bands)
    connection.executemany("INSERT INTO band VALUES (?, ?) ON CONFLICT DO NOTHING", rows)


def _candidates(connection: sqlite3.Connection, signature: Signature, article: str) -> list[tuple[str, str]]:
    marks = ", ".join("?" * len(signature.bands))
    rows = connection.execute(CANDIDATES.format(marks), (*signature.bands, article))
    return [
        (version, sha256)
        for _, version, sha256, _, minhash, shingles in rows
        if may_be_copies(signature, Signature(minhash, NO_BANDS, shingles))
    ]


def _pair(connection: sqlite3.Connection, one: tuple[str, str], other: tuple[str, str]) -> None:
    (a, a_text), (b, b_text) = sorted((one, other))
    reason = copy_reason(a_text, b_text)
    if reason is None:
        return
    joins = reason.joins and (reason.kind == "same text" or _near(connection, a, b))
    row = (a, b, reason.share_ab, reason.share_ba, reason.kind, int(joins))
    connection.execute("INSERT INTO text_pair VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", row)
    if joins:
        _join(connection, a, b)


def _near(connection: sqlite3.Connection, a: str, b: str) -> bool:
    rows = connection.execute("SELECT outlet, published FROM version WHERE id IN (?, ?)", (a, b)).fetchall()
    days = [None if published is None else date.fromisoformat(published[:10]) for _, published in rows]
    return near_in_time((rows[0][0], days[0]), (rows[1][0], days[1]))


def near_in_time(one: tuple[str | None, date | None], other: tuple[str | None, date | None]) -> bool:
    """Return whether two versions, each an outlet and a day, are near enough in time for one report.

    Greetings and notices come back every year in nearly the same words, and an outlet's own forms every week.
    """
    if one[1] is None or other[1] is None:
        return True
    return abs((one[1] - other[1]).days) <= (DAYS_IN_ONE_OUTLET if one[0] == other[0] else DAYS_APART)


def _join(connection: sqlite3.Connection, a: str, b: str) -> None:
    """Make two groups one; its id is the smallest of its members."""
    groups = {group_of(connection, version) or version for version in (a, b)}
    low = min(groups)
    for group in groups - {low}:
        connection.execute("UPDATE text_group SET id = ? WHERE id = ?", (low, group))
    rows = ((version, low) for version in (a, b))
    connection.executemany("INSERT INTO text_group VALUES (?, ?) ON CONFLICT DO UPDATE SET id = excluded.id", rows)


def group_of(connection: sqlite3.Connection, version: str) -> str | None:
    """Return the group of a version, None where it stands alone."""
    row = connection.execute("SELECT id FROM text_group WHERE version = ?", (version,)).fetchone()
    return None if row is None else str(row[0])


def copies_of(connection: sqlite3.Connection, version: str) -> Iterator[Copy]:
    """Yield the versions of other articles that share text with one, most shared first."""
    rows = connection.execute(
        """SELECT v.id, v.article, v.outlet, v.title, p.share, p.back, p.reason, p.joins FROM (
            SELECT b AS other, share_ab AS share, share_ba AS back, reason, joins FROM text_pair WHERE a = :version
            UNION ALL
            SELECT a, share_ba, share_ab, reason, joins FROM text_pair WHERE b = :version
        ) AS p JOIN version AS v ON v.id = p.other ORDER BY p.share DESC, v.id""",
        {"version": version},
    )
    for other, article, outlet, title, share, back, reason, joins in rows:
        yield Copy(other, article, outlet, title, share, back, reason, bool(joins))


def copies_among(connection: sqlite3.Connection, versions: Iterable[str]) -> tuple[int, int]:
    """Return how many of these versions are copies, and of how many stories.

    Of a story whose reports are all among these, one is the original.
    """
    mine = set(versions)
    groups: dict[str, set[str]] = {}
    for version in mine:
        group = group_of(connection, version)
        if group is not None:
            groups.setdefault(group, set()).add(version)
    copies = 0
    for group, members in groups.items():
        (size,) = connection.execute("SELECT count(*) FROM text_group WHERE id = ?", (group,)).fetchone()
        copies += len(members) - (1 if size == len(members) else 0)
    return copies, len(groups)


def stories(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return how many current versions stand in groups with others, and how many such groups there are."""
    return connection.execute(  # type: ignore[no-any-return]
        """SELECT coalesce(sum(n), 0), count(*) FROM (
            SELECT count(*) AS n FROM text_group WHERE version IN (SELECT current FROM article)
            GROUP BY id HAVING n > 1)"""
    ).fetchone()
