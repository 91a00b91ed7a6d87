"""Take a native export back: articles with their versions and readings, and what people decided.

Guarantees: nothing is read anew; into an empty project the whole of another gives the same digest, into one that holds
something what is there stays and the rest is added; the same export twice is once. What was changed on the way is
refused with a SourceError that names it; articles that came before it stay. Memory is that of some articles.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.errors import SourceError
from onrecord.project.feeding import SCHEMA
from onrecord.project.judging import now
from onrecord.project.layering import decided, kept
from onrecord.project.results import Step, ignore
from onrecord.record.layers import Incoming
from onrecord.tables.package import NAME, read_package
from onrecord.tables.stored import stored_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.project.results import Watch
    from onrecord.record.layers import Kept
    from onrecord.record.store import Store

BATCH = 50
Row = dict[str, Any]


class BroughtBack(NamedTuple):
    """What came back: articles in all, those of them that are new, and decisions of people."""

    articles: int
    new: int
    decisions: int


class _Package:
    """The tables of an export, row by row."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.about = read_package(folder)
        schema = self.about.get("onrecord", {}).get("schema")
        if schema is None:
            raise SourceError(f"{folder}: a data package, but no export of onrecord")
        if schema > SCHEMA:
            raise SourceError(f"{folder}: written by a newer onrecord (schema {schema}); update the program")

    def rows(self, name: str) -> Iterator[Row]:
        """Yield the rows of a table in the order in which they stand."""
        return stored_rows(self.folder, name)

    def by_article(self, name: str) -> _ByArticle:
        """Return the rows of a table article by article."""
        return _ByArticle(self.rows(name))


class _ByArticle:
    """Rows in the order of articles, asked for in that order."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=lambda row: row["article"])
        self._next = self._advance()

    def of(self, article: str) -> list[Row]:
        """Return the rows of an article, and none where the next ones are of another."""
        if self._next is None or self._next[0] != article:
            return []
        found = self._next[1]
        self._next = self._advance()
        return found

    def _advance(self) -> tuple[str, list[Row]] | None:
        article, rows = next(self._groups, (None, ()))
        return None if article is None else (article, list(rows))

    @property
    def left(self) -> bool:
        """Return whether rows are left that nobody asked for."""
        return self._next is not None


def is_export(folder: Path) -> bool:
    """Return whether a folder is a native export, so that `bring_back` takes it."""
    return (folder / NAME).is_file() and "onrecord" in read_package(folder)


def bring_back(store: Store, folder: Path, watch: Watch = ignore) -> BroughtBack:
    """Put all that an export holds into a store; raises SourceError where it is no export or was changed."""
    package = _Package(folder)
    run = store.start_run("import", {"sources": [str(folder)]}, now())
    with Incoming(store.path) as incoming:
        done, new = _put_back(incoming, package, run, watch)
        found = decided(*(package.rows(name) for name in ("judgements", "same_events", "decisions")))
        incoming.put_back_decisions(found)
    decisions = len(found.judgements) + len(found.same_events) + len(found.outcomes)
    store.end_run(run, {"articles": done, "new": new, "decisions": decisions}, now())
    return BroughtBack(done, new, decisions)


def _put_back(incoming: Incoming, package: _Package, run: int, watch: Watch) -> tuple[int, int]:
    """Put the articles back, a few in one transaction; returns how many there are and how many are new."""
    done = new = 0
    batch: list[Kept] = []
    for one in _articles(package):
        batch.append(one)
        done += 1
        if len(batch) == BATCH:
            new += incoming.put_back(batch, run)
            batch.clear()
        watch(Step(done, None, one.article))
    return done, new + incoming.put_back(batch, run)


def _articles(package: _Package) -> Iterator[Kept]:
    sightings, texts, readings = (package.by_article(name) for name in ("sightings", "texts", "readings"))
    for row in package.rows("articles"):
        article = row["article"]
        yield kept(row, sightings.of(article), texts.of(article), readings.of(article))
    if sightings.left or texts.left or readings.left:
        raise SourceError(f"{package.folder}: its tables are not in one order; use the export as it was made")
