"""The store as of one moment, for what reads all of it: whatever others write meanwhile, every answer fits the others.

Reading holds nobody up and is held up by nobody. Close it, or use it in a `with`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from onrecord.record import articles, database, judgements, layers, news, readings, searching
from onrecord.record.resolution import standing_of

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.record.layers import Decisions, Layers
    from onrecord.record.resolution import Standing
    from onrecord.record.rows import Filters, Judgement, Reading
    from onrecord.types.record import Provenance


class Snapshot:
    """One moment of a store."""

    def __init__(self, path: Path) -> None:
        self._connection = database.connect(path)
        self._connection.execute("PRAGMA query_only = ON")
        self._connection.execute("BEGIN")
        # the moment is that of the first reading, not of BEGIN
        self.stamp = news.stamp(self._connection)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the moment go."""
        self.close()

    def close(self) -> None:
        """Let the moment go; closing twice does no harm."""
        self._connection.close()

    def articles_in_order(self, filters: Filters) -> tuple[str, ...]:
        """Return the ids of the articles that pass the filters, by day and id, those without a day last."""
        return searching.articles_in_order(self._connection, filters)

    def standing_of(self, article: str) -> Standing | None:
        """Return what stands for an article, None where there is no such article."""
        return standing_of(self._connection, article)

    def key_of(self, article: str) -> str:
        """Return what tells an article from all others."""
        return articles.key_of(self._connection, article)

    def text_of(self, sha256: str) -> str:
        """Return a text by its SHA-256."""
        return articles.text_of(self._connection, sha256)

    def reading_of(self, version: str) -> Reading | None:
        """Return the last reading of a version, None where it was not read yet."""
        return readings.current_reading(self._connection, version)

    def judgement(self, identity: str) -> Judgement | None:
        """Return what a person decided, by its id; None where there is no such judgement."""
        return judgements.judgement_by_id(self._connection, identity)

    def readers(self) -> tuple[Provenance, ...]:
        """Return what has read anything in this project: extractor, model and vocabulary, in order."""
        return readings.readers(self._connection)

    def layers_of(self, article: str) -> Layers:
        """Return what an article is made from: versions, sightings and readings."""
        return layers.layers_of(self._connection, article)

    def decisions(self) -> Decisions:
        """Return all that people decided, in the order they did."""
        return layers.decisions(self._connection)
