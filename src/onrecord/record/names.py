"""What an id stands for; the beginning of one is enough where it is the only one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.record.rows import Named

if TYPE_CHECKING:
    import sqlite3

SHORTEST = 4
LONGEST = 16
SHOWN = 5
HEXADECIMAL = frozenset("0123456789abcdef")
QUERY = """SELECT 'article' AS what, id, id AS article FROM article WHERE id BETWEEN :low AND :high
UNION ALL SELECT 'version', id, article FROM version WHERE id BETWEEN :low AND :high
UNION ALL SELECT 'record', id, article FROM effective_record WHERE id BETWEEN :low AND :high
UNION ALL SELECT 'judgement', id, article FROM judgement WHERE id BETWEEN :low AND :high
    AND id NOT IN (SELECT id FROM effective_record WHERE origin = 'human')
UNION ALL SELECT 'record', s.id, v.article FROM assertion AS s JOIN reading AS r ON r.id = s.reading
    JOIN version AS v ON v.id = r.version
    WHERE s.id BETWEEN :low AND :high AND s.id NOT IN (SELECT id FROM effective_record)
LIMIT 20"""


def named(connection: sqlite3.Connection, words: str) -> Named:
    """Return what an id, or its beginning, stands for; raises UsageError where it is nothing or several things."""
    prefix = words.strip().lower()
    if not SHORTEST <= len(prefix) <= LONGEST or not set(prefix) <= HEXADECIMAL:
        raise UsageError(
            f"{words!r} is no id: an id has {LONGEST} digits of 0-9 and a-f, of which the first {SHORTEST} or more "
            "are enough; find one with onrecord search"
        )
    bounds = {"low": prefix, "high": prefix + "g"}
    found = [Named(*row) for row in connection.execute(QUERY, bounds)]
    whole = [one for one in found if one.id == prefix]
    found = whole or found
    if not found:
        raise UsageError(f"{words!r}: nothing in this project has that id; find it with onrecord search")
    if len(found) > 1:
        some = ", ".join(f"{one.what} {one.id}" for one in found[:SHOWN])
        raise UsageError(f"{words!r} is the beginning of several ids: {some}; give more of it")
    return found[0]
