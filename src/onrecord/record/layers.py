"""What an article is made from, and how it is put back: sightings, texts, readings and what people decided.

From these alone everything else in a store follows; `Incoming` takes what `layers_of` gave, so that a project can
leave whole and come back with the same digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from onrecord.record import articles, copies, database, expected, happenings, judgements, materialise, readings

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from onrecord.record.happenings import OutcomeDecision, SameEvent
    from onrecord.record.rows import Arrival, Judgement, Reading, Sighting, Version


@dataclass(frozen=True, slots=True)
class Layers:
    """One article: its versions in order of arrival, where each was met, and all readings in order."""

    key: str
    versions: tuple[Version, ...]
    sightings: tuple[Sighting, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that people decided in a project, each list in the order they did."""

    judgements: tuple[Judgement, ...]
    same_events: tuple[SameEvent, ...]
    outcomes: tuple[OutcomeDecision, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """One article on its way back: what `layers_of` gave, its documents as they arrive, its readings in order."""

    article: str
    arrivals: tuple[Arrival, ...]
    readings: tuple[Reading, ...]


def layers_of(connection: sqlite3.Connection, article: str) -> Layers:
    """Return what an article is made from."""
    versions = tuple(articles.versions_of(connection, article))
    return Layers(
        articles.key_of(connection, article),
        versions,
        tuple(s for version in versions for s in articles.sightings_of(connection, version.id)),
        tuple(reading for version in versions for reading in readings.readings_of(connection, version.id)),
    )


def decisions(connection: sqlite3.Connection) -> Decisions:
    """Return all that people decided."""
    return Decisions(
        tuple(judgements.all_judgements(connection)),
        tuple(happenings.all_same_events(connection)),
        tuple(happenings.all_outcomes(connection)),
    )


class Incoming:
    """A store that takes articles and decisions back; close it, or use it in a `with`. Each call is a transaction."""

    def __init__(self, path: Path) -> None:
        self._writer = database.connect(path)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._writer.close()

    def put_back(self, kept: Iterable[Kept], run: int | None = None) -> int:
        """Put articles back; returns how many were new. What is there stays, so that the same twice is once."""
        with database.writing(self._writer) as connection:
            return sum(_put_back(connection, one, run) for one in kept)

    def put_back_decisions(self, found: Decisions) -> None:
        """Put back what people decided, each under the id its content gives it; what is there stays."""
        with database.writing(self._writer, durable=True) as connection:
            for article in sorted(set(_put_back_decisions(connection, found))):
                materialise.refresh(connection, article)
                known = "INSERT INTO unresolved SELECT id FROM article WHERE id = ? ON CONFLICT DO NOTHING"
                connection.execute(known, (article,))


def _put_back(connection: sqlite3.Connection, kept: Kept, run: int | None) -> bool:
    """Put an article back; returns whether it was new."""
    known = connection.execute("SELECT 1 FROM article WHERE id = ?", (kept.article,)).fetchone() is not None
    for arrival in kept.arrivals:
        added = articles.add_arrival(connection, arrival, run, moves=False)
        for version in (*added.new, *added.updated):
            copies.keep_signature(connection, version, arrival)
    for reading in kept.readings:
        readings.keep_reading(connection, reading, run)
    materialise.refresh(connection, kept.article)
    return not known


def _put_back_decisions(connection: sqlite3.Connection, found: Decisions) -> Iterator[str]:
    """Put back what people decided; yields the articles that are touched."""
    for judgement in found.judgements:
        judgements.keep_judgement(connection, judgements.with_id(judgement))
        yield judgement.article
    for said in found.same_events:
        kept = happenings.keep_same_event(connection, said)
        yield from (kept.one.article, kept.other.article)
    for decision in found.outcomes:
        happenings.keep_outcome(connection, decision)
        expected.mark_at(connection, decision.claim)
