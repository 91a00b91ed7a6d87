"""The second pass over a lake: what counts, which texts are copies, and what happened, from tables alone.

No text moves but those of candidates for copies. Events are those of a project (`resolve.events`): claims that share a
dyad and lie near in time are compared, those that hang together are resolved together, whatever shards they came from.
Memory grows with the number of claims (two integers each) and with the claims of one dyad, not with texts.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.query.dyads import quad_of, score_of
from onrecord.record.articles import in_order
from onrecord.record.claims import claim_from_json
from onrecord.record.rows import Version
from onrecord.record.tellings import Tellings, event_values
from onrecord.resolve.events import link, resolve
from onrecord.scale.copies import find_copies, groups_of
from onrecord.scale.lake import Lake, batches, keep_table
from onrecord.scale.parts import SCHEMA
from onrecord.scale.resolved import result_tables
from onrecord.tables.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    import duckdb

    from onrecord.resolve.events import Pair
    from onrecord.tables.rows import Row
    from onrecord.types.claim import Claim, Match

WATCHED = 2000
PARTS = (("number", "integer", "of the claim"), ("root", "integer", "claim it hangs together with"))
# the same version in several shards, and what a file holds under another name: the first of them counts
DOUBLES = """WITH met AS (
    SELECT version, shard, min(ordinal) AS ordinal, any_value(CASE WHEN key LIKE 'file:%' OR key LIKE 'text:%'
        THEN concat_ws(chr(0), facts ->> 'sha256', facts ->> 'title', facts ->> 'published', facts ->> 'outlet')
        ELSE version END) AS same
    FROM arrivals GROUP BY version, shard
) SELECT version, shard FROM met QUALIFY row_number() OVER (PARTITION BY same ORDER BY shard, ordinal) > 1"""
VERSIONS = """SELECT article, version, shard, ordinal, facts FROM arrivals WHERE article IN (
    SELECT article FROM arrivals GROUP BY article HAVING count(DISTINCT version) > 1
) ORDER BY article, shard, ordinal"""
CLAIMS = """CREATE TABLE told AS
SELECT row_number() OVER (ORDER BY t.id) - 1 AS number, t.id, t.dyads, t.claim, a."group",
    json_object('id', e.id, 'contexts', e.contexts, 'place',
        json_object('name', e.place, 'latitude', e.latitude, 'longitude', e.longitude)) AS event
FROM tellings AS t JOIN articles AS a ON a.version = t.version
JOIN events AS e ON e.version = t.version AND e.record = t.id"""
OF_DYADS = """SELECT dyad, number, claim FROM (SELECT unnest(dyads) AS dyad, number, claim FROM told)
WHERE dyad IN (SELECT dyad FROM (SELECT unnest(dyads) AS dyad FROM told) GROUP BY dyad HAVING count(*) > 1)
ORDER BY dyad, number"""
TOGETHER = """SELECT p.root, t.claim, t."group", t.event FROM told AS t JOIN part AS p ON p.number = t.number
ORDER BY p.root, t.number"""


@dataclass(frozen=True, slots=True)
class LinkResult:
    """What the second pass found; `bands_left_out` are bands that too many texts share to say anything."""

    aside: int
    copies: int
    groups: int
    claims: int
    happenings: int
    bands_left_out: int


class Stage(NamedTuple):
    """How far the second pass is."""

    name: str
    done: int
    of: int | None


def link_lake(home: Path, watch: Callable[[Stage], None] = lambda _: None) -> LinkResult:
    """Find copies and happenings in a lake, anew; raises UsageError where there is none."""
    lake = Lake(home)
    lake.resolved.forget()
    work = lake.folder.work("linking")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        results = _Results(lake)
        watch(Stage("looking for doubles", 0, None))
        with lake.connected(work / "aside.db", ()) as connection:
            results.write("aside", _aside(connection))
        watch(Stage("looking for copies", 0, None))
        with lake.connected(work / "copies.db", ("aside",)) as connection:
            pairs, left_out = find_copies(connection, work)
        groups = groups_of(pairs)
        results.write("copies", pairs)
        results.write("groups", groups.items())
        with lake.connected(work / "claims.db", ("aside", "groups")) as connection:
            counted = _Happenings(connection, results, work, watch).run()
        lake.resolved.keep(lake.manifests, results.close())
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return LinkResult(results.rows["aside"], len(pairs), len(set(groups.values())), *counted, left_out)


class _Results:
    """The tables of results while they are written."""

    def __init__(self, lake: Lake) -> None:
        from onrecord.tables.arrow import ParquetTable  # noqa: PLC0415 - heavy, and only who writes tables needs it

        self._open = {
            name: ParquetTable(lake.resolved.file(name), table, SCHEMA) for name, table in result_tables().items()
        }
        self.rows: dict[str, int] = {}

    def add(self, table: str, rows: Iterable[Row]) -> None:
        self._open[table].write(list(rows))

    def write(self, table: str, rows: Iterable[Row]) -> None:
        """Write a table whole, so that the next step can read it."""
        self.add(table, rows)
        self.rows[table] = self._open.pop(table).close()

    def close(self) -> dict[str, int]:
        for name in tuple(self._open):
            self.write(name, ())
        return self.rows


def _aside(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return what does not count where it stands, in order."""
    double = dict.fromkeys(connection.execute(DOUBLES).fetchall(), "double")
    older = dict(_older(connection.execute(VERSIONS).fetchall()))
    return sorted((*key, why) for key, why in (older | double).items())


def _older(rows: list[tuple[Any, ...]]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the versions of articles that have a later one, in each of their shards."""
    of: dict[str, dict[str, Version]] = {}
    places: dict[str, set[str]] = {}
    for number, (article, version, shard, _, facts) in enumerate(rows):
        of.setdefault(article, {}).setdefault(
            version, Version(number=number, id=version, article=article, **json.loads(facts))
        )
        places.setdefault(version, set()).add(shard)
    for versions in of.values():
        for version in in_order(list(versions.values()))[:-1]:
            yield from dict.fromkeys(((version.id, shard) for shard in places[version.id]), "older").items()


class _LakeTellings(Tellings):
    """Tellings with what of their events the tables give: id, contexts, coordinates."""

    def __init__(self, bodies: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__(lambda _: None)
        self._bodies = bodies

    def values(self, claim: Claim) -> dict[str, Any]:
        """Return a claim as plain values."""
        return super().values(claim) | {"event": self._bodies[claim.id]}


class _Happenings:
    """Claims to events, dyad by dyad and then component by component."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, results: _Results, work: Path, watch: Callable[[Stage], None]
    ) -> None:
        self.connection, self.results, self.work, self.watch = connection, results, work, watch
        self.happenings = 0

    def run(self) -> tuple[int, int]:
        """Write all happenings; returns how many claims and happenings there are."""
        self.connection.execute(CLAIMS)
        (total,) = self.connection.execute("SELECT count(*) FROM told").fetchone() or (0,)
        roots = self._roots(total)
        parts = ((number, _root(roots, number)) for number in range(total))
        keep_table(self.connection, "part", PARTS, parts, self.work)
        done = 0
        for component in _together(self.connection.execute(TOGETHER)):
            self._resolve(component)
            done += len(component)
            if done % WATCHED < len(component):
                self.watch(Stage("telling events", done, total))
        return int(total), self.happenings

    def _roots(self, total: int) -> list[int]:
        """Return for each claim one it hangs together with, or itself: links of all dyads."""
        roots = list(range(total))
        reader = self.connection.cursor().execute(OF_DYADS)
        done = 0
        for claims in _by_dyad(reader):
            for one, other in link(claims.values()):
                low, high = sorted((_root(roots, claims.number(one)), _root(roots, claims.number(other))))
                roots[high] = low
            done += len(claims.numbers)
            self.watch(Stage("comparing claims", done, None))
        return roots

    def _resolve(self, component: list[tuple[Claim, dict[str, Any]]]) -> None:
        claims = {claim.id: claim for claim, _ in component}
        tellings = _LakeTellings({claim.id: body for claim, body in component})
        alone: dict[Pair, Match] | None = None if len(claims) > 1 else {}
        for event in resolve(claims.values(), matches=alone).events:
            values = event_values(event, [claims[i] for i in event.claims], tellings)
            self.happenings += 1
            for table, rows in rows_of("event", values).items():
                self.results.add(table, rows)
            self.results.add("acts", _acts(values))


class _OfDyad:
    """The claims of one dyad with their numbers."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._claims: list[Claim] = []

    def add(self, number: int, body: str) -> None:
        claim = claim_from_json(body)
        self._claims.append(claim)
        self.numbers[claim.id] = number

    def values(self) -> list[Claim]:
        return self._claims

    def number(self, claim: str) -> int:
        return self.numbers[claim]


def _by_dyad(cursor: duckdb.DuckDBPyConnection) -> Iterator[_OfDyad]:
    held, claims = None, _OfDyad()
    for rows in batches(cursor):
        for dyad, number, body in rows:
            if dyad != held and claims.numbers:
                yield claims
                claims = _OfDyad()
            held = dyad
            claims.add(number, body)
    if claims.numbers:
        yield claims


def _root(roots: list[int], one: int) -> int:
    while roots[one] != one:
        roots[one] = roots[roots[one]]
        one = roots[one]
    return one


def _together(cursor: duckdb.DuckDBPyConnection) -> Iterator[list[tuple[Claim, dict[str, Any]]]]:
    """Yield the claims that hang together, each with what the tables know of its event."""
    held, found = None, list[tuple["Claim", dict[str, Any]]]()
    for rows in batches(cursor):
        for root, body, group, event in rows:
            if root != held and found:
                yield found
                found = []
            held = root
            found.append((replace(claim_from_json(body), group=group), json.loads(event)))
    if found:
        yield found


def _acts(values: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the rows of a happening for counting, one a dyad, in the order of the table's columns."""
    table = result_tables()["acts"]
    kind, mode = values["type"], values["mode"]
    row = {"day": _day(values), "happening": values["id"], "type": kind, "mode": mode, "quad": quad_of(kind)}
    row |= {"score": score_of(kind, mode), "status": values["status"], "articles": values["articles"]}
    row |= {"reports": values["texts"], "origins": values["origins"]}
    for dyad in values["dyads"]:
        yield tuple(({**row, "dyad": dyad})[name] for name in table.names)


def _day(values: Mapping[str, Any]) -> date | None:
    words = values["first"] or values["told_first"]
    return date.fromisoformat(words) if words else None
