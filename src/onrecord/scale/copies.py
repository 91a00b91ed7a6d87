"""Copies across a lake: bands that meet name the candidates, and only the texts of candidates are looked at.

The rules are those of a project (`record.copies`): versions of one article are never a pair, and the same versions give
the same pairs and groups. A band that more than `MOST_IN_BAND` different texts have says nothing and is left out; equal
texts are one here, and linked one to the next.
"""

from __future__ import annotations

from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from onrecord.document.syndication import Signature, copy_reason, group, may_be_copies
from onrecord.record.copies import near_in_time
from onrecord.scale.lake import batches, keep_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    import duckdb

    from onrecord.document.syndication import CopyReason

MOST_IN_BAND = 200
PARTITIONS = 8
SAME = "same text"
NO_BANDS: tuple[int, ...] = ()
CLOSE = (("a", "string", "version"), ("b", "string", "version"))
# one version a text: every other with the same text shares its pairs
TEXTS = """CREATE TABLE first_of AS
SELECT sha256, min(version) AS version FROM signatures GROUP BY sha256;
CREATE TABLE known AS
SELECT s.version, s.sha256, a.article, a.outlet, a.published
FROM signatures AS s JOIN articles AS a ON a.version = s.version;
CREATE TABLE candidate (a VARCHAR, b VARCHAR);"""
MEETING = """INSERT INTO candidate
WITH held AS (
    SELECT b.band, b.version FROM bands AS b JOIN first_of AS f ON f.version = b.version WHERE b.band % {of} = {part}
), fair AS (SELECT band FROM held GROUP BY band HAVING count(*) BETWEEN 2 AND {most})
SELECT DISTINCT least(x.version, y.version), greatest(x.version, y.version)
FROM held AS x JOIN held AS y ON x.band = y.band AND x.version < y.version JOIN fair ON fair.band = x.band"""
CROWDED = """SELECT count(*) FROM (
    SELECT b.band FROM bands AS b JOIN first_of AS f ON f.version = b.version GROUP BY b.band HAVING count(*) > {most}
)"""
SIGNED = """SELECT c.a, c.b, x.minhash, x.shingles, y.minhash, y.shingles
FROM (SELECT DISTINCT a, b FROM candidate) AS c
JOIN signatures AS x ON x.version = c.a JOIN signatures AS y ON y.version = c.b"""
REPEATED = """INSERT INTO close SELECT min(version), min(version) FROM known GROUP BY sha256 HAVING count(*) > 1"""
READ = """CREATE TABLE read AS SELECT version, text FROM articles
WHERE version IN (SELECT a FROM close UNION SELECT b FROM close)"""
BESIDE = """SELECT c.a, c.b, x.text, y.text FROM close AS c
JOIN read AS x ON x.version = c.a JOIN read AS y ON y.version = c.b"""


class Pair(NamedTuple):
    """Two versions of different articles, the smaller id first, and why they are linked."""

    a: str
    b: str
    share_ab: float
    share_ba: float
    reason: str
    joins: bool


class _Known(NamedTuple):
    version: str
    article: str
    outlet: str | None
    published: date | None


def find_copies(connection: duckdb.DuckDBPyConnection, work: Path) -> tuple[list[Pair], int]:
    """Return the pairs of a lake in order, and how many bands were left out because too many texts have them.

    `work` is a folder for what is needed meanwhile.
    """
    connection.execute(TEXTS)
    for part in range(PARTITIONS):
        connection.execute(MEETING.format(of=PARTITIONS, part=part, most=MOST_IN_BAND))
    (left_out,) = connection.execute(CROWDED.format(most=MOST_IN_BAND)).fetchone() or (0,)
    keep_table(connection, "close", CLOSE, _close(connection), work)
    connection.execute(REPEATED)
    connection.execute(READ)
    members = _members(connection)
    found: list[Pair] = []
    for a, b, reason in _compared(connection):
        met = _each_with_each(members[a]) if a == b else product(members[a], members[b])
        found += [pair for x, y in met if (pair := _pair(x, y, reason))]
    return sorted(found), int(left_out)


def groups_of(pairs: list[Pair]) -> dict[str, str]:
    """Return the group of each version that joins another: the smallest id in it."""
    joined = [(pair.a, pair.b) for pair in pairs if pair.joins]
    return dict(sorted(group([], joined).items()))


def _close(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """Yield the candidates whose signatures say that they may be copies."""
    for rows in batches(connection.cursor().execute(SIGNED)):
        yield from ((a, b) for a, b, *signed in rows if _may_be(*signed))


def _may_be(a: bytes, of_a: int, b: bytes, of_b: int) -> bool:
    return may_be_copies(Signature(a, NO_BANDS, of_a), Signature(b, NO_BANDS, of_b))


def _compared(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, CopyReason]]:
    for rows in batches(connection.cursor().execute(BESIDE)):
        for a, b, one, other in rows:
            reason = copy_reason(one, other)
            if reason is not None:
                yield a, b, reason


def _members(connection: duckdb.DuckDBPyConnection) -> dict[str, list[_Known]]:
    """Return the versions that have a text, in order, by the first of them; of texts that are looked at only."""
    rows = connection.execute(
        """SELECT f.version, k.version, k.article, k.outlet, k.published
        FROM first_of AS f JOIN known AS k ON k.sha256 = f.sha256
        WHERE f.version IN (SELECT a FROM close UNION SELECT b FROM close) ORDER BY f.version, k.version"""
    )
    found: dict[str, list[_Known]] = {}
    for some in batches(rows):
        for first, *known in some:
            found.setdefault(first, []).append(_Known(*known))
    return found


def _each_with_each(text: list[_Known]) -> Iterable[tuple[_Known, _Known]]:
    """Return the pairs of versions with one text: all of them where they are few, else each with the next."""
    return combinations(text, 2) if len(text) <= MOST_IN_BAND else pairwise(text)


def _pair(x: _Known, y: _Known, reason: CopyReason) -> Pair | None:
    """Return the pair of two versions whose texts are linked; the shares turned round where the ids are."""
    if x.article == y.article:
        return None
    near = near_in_time((x.outlet, x.published), (y.outlet, y.published))
    joins = reason.joins and (reason.kind == SAME or near)
    shares = (reason.share_ab, reason.share_ba)
    if x.version > y.version:
        return Pair(y.version, x.version, shares[1], shares[0], reason.kind, joins)
    return Pair(x.version, y.version, *shares, reason.kind, joins)
