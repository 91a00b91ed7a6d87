"""The store of a project: every other module reads and writes the record through this class.

Guarantees: what a method returns is immutable and needs no open store; every change is one transaction, made whole or
not at all, and leaves the effective view in step with the layers it is computed from. Reading never waits for
writing. Raises StoreError where the file cannot be opened or written, UsageError where an id stands for nothing.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from onrecord.errors import StoreError, UsageError
from onrecord.record import (
    articles,
    copies,
    counting,
    database,
    journal,
    judgements,
    materialise,
    names,
    news,
    readings,
)
from onrecord.record import facets as facets_in
from onrecord.record import searching as search_in
from onrecord.record.digests import digest_of
from onrecord.record.effective import anchor_of
from onrecord.record.resolution import standing_of
from onrecord.record.rows import Added, Dossier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from onrecord.record.facets import Facets
    from onrecord.record.news import Progress
    from onrecord.record.resolution import Standing
    from onrecord.record.rows import (
        Anchor,
        Arrival,
        Counts,
        Failure,
        Filters,
        Found,
        Judgement,
        Named,
        Reading,
        Run,
        Stale,
        Trouble,
        Version,
    )

# enough to find a view that is out of date at large, few enough to wait for
VIEWS_CHECKED = 500


class Store:
    """One file that keeps articles, readings, judgements and what stands; close it, or use it in a `with`."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StoreError(f"{path}: no such store; make one with onrecord init")
        if path.stat().st_size == 0:
            raise StoreError(f"{path}: an empty file, what it held is gone; restore a backup with onrecord restore")
        self.path = path
        self._writer = database.connect(path)
        database.check_kind(self._writer, path)
        database.migrate(self._writer, path)
        self._reader = database.connect(path)
        self._reader.execute("PRAGMA query_only = ON")
        if self.meta(materialise.REBUILD) is not None:
            self.rebuild()

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make the file and open it."""
        try:
            database.create(path)
        except sqlite3.Error as error:
            raise StoreError(f"{path}: cannot be made ({error}); check the folder and the disk") from error
        return cls(path)

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._reader.close()
        self._writer.close()

    # -- the first layer ----------------------------------------------------------------------------------------

    def add(self, arrivals: Iterable[Arrival], troubles: Iterable[Trouble] = (), run: int | None = None) -> Added:
        """Keep a batch of documents, and of what could not be read, in one transaction."""
        total = Added()
        with database.writing(self._writer) as connection:
            for arrival in arrivals:
                added = articles.add_arrival(connection, arrival, run)
                for version in (*added.new, *added.updated):
                    copies.keep_signature(connection, version, arrival)
                for version in (*added.new, *added.updated, *added.changed):
                    materialise.refresh(connection, self._article_of(connection, version))
                # the feed or file it stands in could be read as well
                for place in {
                    arrival.location,
                    *(part.partition("#")[0] for part in (arrival.location, arrival.source)),
                }:
                    journal.succeed(connection, "add", place)
                total += added
            for trouble in troubles:
                journal.fail(connection, trouble, run)
        return total

    def succeeded(self, verb: str, place: str) -> None:
        """Close what failed at a place, if anything did."""
        with database.writing(self._writer) as connection:
            journal.succeed(connection, verb, place)

    @staticmethod
    def _article_of(connection: sqlite3.Connection, version: str) -> str:
        found = articles.version_by_id(connection, version)
        if found is None:
            raise UsageError(f"{version}: no such version")
        return found.article

    def has_article(self, article: str) -> bool:
        """Return whether there is an article with this id."""
        return self._reader.execute("SELECT 1 FROM article WHERE id = ?", (article,)).fetchone() is not None

    def text_of(self, version: Version) -> str:
        """Return the text of a version."""
        return articles.text_of(self._reader, version.sha256)

    def copies_among(self, versions: Iterable[str]) -> tuple[int, int]:
        """Return how many of these versions are copies, and of how many stories."""
        return copies.copies_among(self._reader, versions)

    def feed_states(self) -> dict[str, str]:
        """Return what each feed told at the last visit, as JSON, by URL."""
        return dict(self._reader.execute("SELECT url, state FROM feed ORDER BY url"))

    def keep_feed_states(self, states: Mapping[str, str]) -> None:
        """Keep what feeds told; call it after what they brought was kept, so that a kill in between loses nothing."""
        with database.writing(self._writer) as connection:
            connection.executemany(
                "INSERT INTO feed VALUES (?, ?) ON CONFLICT (url) DO UPDATE SET state = excluded.state", states.items()
            )

    # -- the second layer ---------------------------------------------------------------------------------------

    def unread(self, extractor: str, model: str | None = None, vocabulary: str | None = None) -> tuple[Version, ...]:
        """Return the current versions that this extractor (with this model and vocabulary) has not read."""
        asked = {"extractor": extractor, "model": model, "vocabulary": vocabulary}
        given = {name: value for name, value in asked.items() if value is not None}
        condition = " AND ".join(f"{name} = ?" for name in given)
        return tuple(articles.unread_versions(self._reader, condition, given.values()))

    def keep_reading(self, reading: Reading, run: int | None = None) -> bool:
        """Keep what was found in a version; returns False where this reading was there already."""
        with database.writing(self._writer) as connection:
            kept = readings.keep_reading(connection, reading, run)
            if kept:
                materialise.refresh(connection, self._article_of(connection, reading.version))
            journal.succeed(connection, "read", reading.version)
        return kept

    # -- the third layer ----------------------------------------------------------------------------------------

    def judge(self, judgement: Judgement) -> Judgement:
        """Keep a decision and bring the view in step; it is on the disk when this returns."""
        with database.writing(self._writer, durable=True) as connection:
            at = judgements.not_before(connection, judgement.at)
            whole = judgements.with_id(replace(judgement, at=at))
            judgements.keep_judgement(connection, whole)
            materialise.refresh(connection, whole.article)
        return whole

    def anchor(self, record: str) -> tuple[str, str, Anchor]:
        """Return article, kind and anchor of a record, whether it stands now or a former reading asserted it."""
        added = judgements.judgement_by_id(self._reader, record)
        if added is not None and added.action == "add":
            return added.article, added.kind, added.anchor
        reading = readings.reading_of_assertion(self._reader, record)
        if reading is None:
            raise UsageError(f"{record}: no such record; onrecord show ARTICLE lists those of an article")
        assertions = readings.assertions_of(reading)
        target = next(assertion for assertion in assertions if assertion.id == record)
        version = articles.version_by_id(self._reader, reading.version)
        anchor = anchor_of(target, assertions, self.text_of(version)) if version else None
        if version is None or anchor is None:
            raise UsageError(f"{record}: it hangs on no words, so that no judgement can be kept with it")
        return version.article, target.kind, anchor

    def judgement(self, identity: str) -> Judgement | None:
        """Return a judgement, None where there is none."""
        return judgements.judgement_by_id(self._reader, identity)

    def last_judgement(self) -> Judgement | None:
        """Return the last judgement that was not taken back."""
        return judgements.last_judgement(self._reader)

    def latest_judgements(self, most: int) -> tuple[Judgement, ...]:
        """Return the last judgements, the latest first."""
        return judgements.latest_judgements(self._reader, most)

    def stale(self) -> tuple[Stale, ...]:
        """Return the judgements that hold for nothing in the text as it stands, with the reason."""
        return tuple(judgements.stale(self._reader))

    # -- what stands --------------------------------------------------------------------------------------------

    def named(self, words: str) -> Named:
        """Return what an id, or its beginning, stands for."""
        return names.named(self._reader, words)

    def dossier(self, article: str) -> Dossier:
        """Return all that is known of an article, as of one moment."""
        with self._snapshot() as connection:
            version = articles.current_version(connection, article)
            if version is None:
                raise UsageError(f"{article}: no such article in this project")
            return Dossier(
                articles.key_of(connection, article),
                version,
                articles.text_of(connection, version.sha256),
                tuple(articles.in_order(tuple(articles.versions_of(connection, article)))),
                tuple(articles.sightings_of(connection, version.id)),
                readings.current_reading(connection, version.id),
                materialise.view_of(connection, version),
                judgements.judgements_of(connection, article),
                tuple(copies.copies_of(connection, version.id)),
                copies.group_of(connection, version.id),
            )

    def standing(self, kinds: Sequence[str], parties: Sequence[str] = ()) -> Iterator[Standing]:
        """Yield what stands for each article that has a record of one of the kinds (on one of the parties), by id."""
        for article in counting.articles_with(self._reader, kinds, parties):
            with self._snapshot() as connection:
                found = standing_of(connection, article)
            if found is not None:
                yield found

    def search(self, words: str, filters: Filters, *, limit: int = 20, offset: int = 0) -> Found:
        """Return one page of the articles that have the words and pass the filters."""
        with self._snapshot() as connection:
            return search_in.search(connection, words, filters, limit=limit, offset=offset)

    def facets(self, words: str, filters: Filters, most: int) -> Facets:
        """Return how many of the articles a search finds have which party, dyad, type and so on."""
        with self._snapshot() as connection:
            return facets_in.facets(connection, words, filters, most)

    def counts(self) -> Counts:
        """Return how much there is."""
        with self._snapshot() as connection:
            return counting.counts(connection, self.path)

    def review_queue(self, most: int) -> tuple[counting.QueueItem, ...]:
        """Return the records that most need a person's eye."""
        with self._snapshot() as connection:
            return tuple(counting.review_queue(connection, most))

    # -- the log ------------------------------------------------------------------------------------------------

    def start_run(self, verb: str, arguments: Mapping[str, object], at: str) -> int:
        """Write down that a verb starts; returns its number."""
        with database.writing(self._writer) as connection:
            return journal.start_run(connection, verb, arguments, at)

    def end_run(self, run: int, counts: Mapping[str, int], at: str) -> None:
        """Write down that a verb has ended and what it did."""
        with database.writing(self._writer) as connection:
            journal.end_run(connection, run, counts, at)

    def fail(self, troubles: Sequence[Trouble], run: int | None = None) -> None:
        """Write down what failed."""
        with database.writing(self._writer) as connection:
            for trouble in troubles:
                journal.fail(connection, trouble, run)

    def runs(self, most: int) -> tuple[Run, ...]:
        """Return the last runs, the latest first."""
        return tuple(journal.runs(self._reader, most))

    def failures(self, *, closed: bool = False) -> tuple[Failure, ...]:
        """Return what failed and has not succeeded since."""
        return tuple(journal.failures(self._reader, closed=closed))

    def arrived(self, since: str) -> int:
        """Return how many articles were met for the first time since a moment."""
        return news.arrived(self._reader, since)

    def outlets(self, most: int) -> tuple[tuple[str | None, int, str | None], ...]:
        """Return the outlets with most articles: name, how many, and the day of the latest."""
        return news.outlets(self._reader, most)

    def stamp(self) -> tuple[float, ...]:
        """Return what changes with every change of the record: equal stamps, equal answers."""
        return news.stamp(self._reader)

    def progress(self, run: int) -> Progress | None:
        """Return how far a call of a verb has come, None where there was no such call."""
        return news.progress(self._reader, run)

    def failed_adds(self) -> tuple[dict[str, Any], ...]:
        """Return what each call of `add` that left something failed was called with, each once, oldest first."""
        return tuple(journal.failed_adds(self._reader))

    # -- upkeep -------------------------------------------------------------------------------------------------

    def keep_meta(self, facts: Mapping[str, str]) -> None:
        """Keep facts about the project itself."""
        with database.writing(self._writer) as connection:
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())

    def meta(self, name: str) -> str | None:
        """Return a fact about the project, None where it was never kept."""
        row = self._reader.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def digest(self) -> str:
        """Return one hash over all that stands."""
        with self._snapshot() as connection:
            return digest_of(connection)

    def problems(self) -> list[str]:
        """Return what is wrong with the file; empty where nothing is."""
        found = [str(row[0]) for row in self._reader.execute("PRAGMA integrity_check")]
        found = [] if found == ["ok"] else found
        found += [
            f"{row[0]}: row {row[1]} points to nothing" for row in self._reader.execute("PRAGMA foreign_key_check")
        ]
        try:
            with database.writing(self._writer) as connection:
                connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        except (sqlite3.DatabaseError, StoreError) as error:
            found.append(f"the search index does not agree with the texts ({error})")
        differing = materialise.differing(self._reader, VIEWS_CHECKED)
        if differing:
            found.append(f"{len(differing)} articles show other records than were read and judged, like {differing[0]}")
        return found

    def rebuild(self) -> int:
        """Make the effective view and the search index anew; returns of how many articles."""
        with database.writing(self._writer, durable=True) as connection:
            return materialise.rebuild(connection)

    def backup(self, target: Path) -> str:
        """Copy the store into a new file as of one moment; returns the digest of the copy after checking it."""
        return database.copy_to(self._writer, target, _sound)

    @contextmanager
    def _snapshot(self) -> Iterator[sqlite3.Connection]:
        """Hold one moment of the store for reading."""
        self._reader.execute("BEGIN")
        try:
            yield self._reader
        finally:
            self._reader.execute("COMMIT")


def _sound(path: Path) -> str:
    """Return the digest of a copy; raises StoreError where it is not sound."""
    with Store(path) as made:
        problems = made.problems()
        if problems:
            raise StoreError(f"the copy is not sound ({problems[0]}); nothing is kept of it")
        return made.digest()
