"""Claims as rows: kept with the days between which another claim must lie to tell of the same event."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.types.claim import Claim, ClaimSource, Conflict, Match, Reason, ResolvedEvent

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

Pair = tuple[str, str]
Window = tuple[date, date]
# SQLite takes a bounded number of parameters in one statement
MOST_IDS = 500


def claim_to_json(claim: Claim) -> str:
    """Return a claim as one line of JSON, its sets in order."""
    return json.dumps(asdict(claim), default=_plain, ensure_ascii=True, separators=(",", ":"))


def _plain(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be kept in a claim")


def claim_from_json(body: str) -> Claim:
    """Return the claim that `claim_to_json` wrote."""
    raw = json.loads(body)
    return Claim(
        **raw
        | {name: _day(raw[name]) for name in ("published", "first", "last")}
        | {name: tuple(raw[name]) for name in ("actors", "recipients")}
        | {name: frozenset(raw[name]) for name in ("persons", "words", "numbers")}
        | {"source": _source(raw["source"]), "chain": tuple(_source(one) for one in raw["chain"])}
    )


def _source(raw: Mapping[str, Any]) -> ClaimSource:
    return ClaimSource(**{**raw, "quoted": tuple(raw["quoted"])})


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def event_to_json(event: ResolvedEvent) -> str:
    """Return an event as one line of JSON."""
    return json.dumps(asdict(event), default=_plain, ensure_ascii=True, separators=(",", ":"))


def event_from_json(body: str) -> ResolvedEvent:
    """Return the event that `event_to_json` wrote."""
    raw = json.loads(body)
    return ResolvedEvent(
        **raw
        | {name: _day(raw[name]) for name in ("first", "last")}
        | {name: tuple(raw[name]) for name in ("claims", "actors", "recipients")}
        | {"statuses": tuple((status, count) for status, count in raw["statuses"])}
        | {"conflicts": tuple(_conflict(one) for one in raw["conflicts"])}
    )


def _conflict(raw: Mapping[str, Any]) -> Conflict:
    return Conflict(raw["field"], tuple((value, tuple(ids)) for value, ids in raw["versions"]))


def keep_claim(connection: sqlite3.Connection, claim: Claim, window: Window) -> None:
    """Keep a claim that is not there yet."""
    opens, closes = (day.isoformat() for day in window)
    published = claim.published.isoformat() if claim.published else None
    told = (claim.id, claim.article, published, claim.outlet, claim.type, claim.status, claim.source.type)
    connection.execute(
        "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*told, opens, closes, claim_to_json(claim))
    )
    rows = ((claim.id, dyad, opens, closes) for dyad in claim.dyads)
    connection.executemany("INSERT INTO claim_dyad VALUES (?, ?, ?, ?)", rows)
    names = {*claim.persons, claim.source.name, *(one.name for one in claim.chain)} - {None}
    connection.executemany("INSERT INTO claim_person VALUES (?, ?)", ((name, claim.id) for name in names))


def claims_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[Claim]:
    """Yield the claims with these ids that are there, in order of ids."""
    for some in _batches(sorted(set(ids))):
        query = f"SELECT body FROM claim WHERE id IN ({_marks(some)}) ORDER BY id"  # noqa: S608 - marks only
        for (body,) in connection.execute(query, some):
            yield claim_from_json(body)


def claims_of_article(connection: sqlite3.Connection, article: str) -> tuple[Claim, ...]:
    """Return the claims of an article."""
    rows = connection.execute("SELECT body FROM claim WHERE article = ? ORDER BY id", (article,))
    return tuple(claim_from_json(body) for (body,) in rows)


def claims_of_dyad(connection: sqlite3.Connection, dyad: str) -> tuple[Claim, ...]:
    """Return all claims between two parties."""
    rows = connection.execute(
        "SELECT c.body FROM claim_dyad AS d JOIN claim AS c ON c.id = d.claim WHERE d.dyad = ? ORDER BY c.id", (dyad,)
    )
    return tuple(claim_from_json(body) for (body,) in rows)


def claims_near(connection: sqlite3.Connection, dyad: str, window: Window) -> tuple[str, ...]:
    """Return the ids of the claims of a dyad whose days meet a window."""
    opens, closes = (day.isoformat() for day in window)
    rows = connection.execute(
        "SELECT claim FROM claim_dyad WHERE dyad = ? AND opens <= ? AND closes >= ? ORDER BY claim",
        (dyad, closes, opens),
    )
    return tuple(row[0] for row in rows)


def drop_claims(connection: sqlite3.Connection, article: str) -> tuple[str, ...]:
    """Take the claims of an article away; returns their ids."""
    ids = tuple(row[0] for row in connection.execute("SELECT id FROM claim WHERE article = ? ORDER BY id", (article,)))
    connection.execute("DELETE FROM claim WHERE article = ?", (article,))
    return ids


def keep_links(connection: sqlite3.Connection, matches: Mapping[Pair, Match]) -> None:
    """Keep matches between claims that are there."""
    rows = (
        (a, b, match.score, json.dumps([[r.name, r.weight, r.detail] for r in match.reasons]))
        for (a, b), match in sorted(matches.items())
    )
    connection.executemany("INSERT INTO claim_link VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)


def links_of(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[Pair, Match]:
    """Return all matches that have one of these claims in them."""
    found: dict[Pair, Match] = {}
    for some in _batches(sorted(set(ids))):
        for side in ("a", "b"):
            query = f"SELECT a, b, score, reasons FROM claim_link WHERE {side} IN ({_marks(some)})"  # noqa: S608 - marks only
            for a, b, score, reasons in connection.execute(query, some):
                found[a, b] = Match(score, tuple(Reason(*reason) for reason in json.loads(reasons)))
    return dict(sorted(found.items()))


def _batches(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + MOST_IDS] for start in range(0, len(ids), MOST_IDS))


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))
