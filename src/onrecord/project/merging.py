"""Bring a lake into a project: its articles as if they were added here, its readings as if they were read here.

Guarantees: the project afterwards is the one that adding and reading the same articles gives, whatever else it held;
what people decided stays; merging again changes nothing. A reading is taken over only where it is of the text, title,
outlet, day, address and language that stand here: of all others the article waits for `onrecord read`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.document.syndication import signature
from onrecord.project.results import Step, counted
from onrecord.record.rows import Arrival, Reading
from onrecord.types.annotation import Issue
from onrecord.types.text import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from onrecord.record.rows import Added, Version
    from onrecord.record.store import Store
    from onrecord.scale.manifests import LakeFolder, Manifest

BATCH = 100
READ_FACTS = ("title", "outlet", "published", "url", "language")


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What merging did; `failed` are articles that could not be read when the lake was made, and are told there."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    readings: int = 0
    left: int = 0
    failed: int = 0
    stopped: bool = False

    def words(self) -> str:
        """Return the counts in one line."""
        parts = [f"{self.new:,} new", f"{counted(self.readings, 'reading')} taken over"]
        if self.updated:
            parts.append(counted(self.updated, "updated version"))
        if self.unchanged:
            parts.append(f"{self.unchanged:,} unchanged")
        if self.left:
            parts.append(f"{self.left:,} to be read")
        if self.failed:
            parts.append(f"{self.failed:,} failed in the lake (table failures)")
        return ("stopped: " if self.stopped else "") + ", ".join(parts)

    def next(self) -> str:
        """Return the next sensible command."""
        if self.stopped:
            return "run the same command again to go on: what was merged is kept"
        return "next: onrecord read" if self.left else "next: onrecord events, or onrecord search WORDS"

    def counts(self) -> dict[str, int]:
        """Return the counts by name."""
        names = ("new", "updated", "unchanged", "readings", "left", "failed")
        return {name: int(getattr(self, name)) for name in names} | {"stopped": int(self.stopped)}


class Merging:
    """One merge of a lake into a store."""

    def __init__(self, store: Store, lake: LakeFolder, run: int, watch: Callable[[Step], None]) -> None:
        self.store, self.lake, self.run, self.watch = store, lake, run, watch
        self.manifests = tuple(lake.manifests())
        self.total = sum(manifest.read for manifest in self.manifests)
        self.new = self.updated = self.unchanged = self.readings = 0

    def merge(self) -> MergeResult:
        """Bring in all articles and then their readings; returns counts, also after an interrupt."""
        extractor = self.lake.settings().extractor
        stopped = False
        try:
            for manifest in self.manifests:
                self._add(manifest)
            waiting = {version.id: version for version in self.store.unread(extractor)}
            for manifest in self.manifests:
                self._read(manifest, waiting)
        except KeyboardInterrupt:
            stopped = True
        left = len(self.store.unread(extractor))
        failed = sum(manifest.failed for manifest in self.manifests)
        return MergeResult(self.new, self.updated, self.unchanged, self.readings, left, failed, stopped)

    def _add(self, manifest: Manifest) -> None:
        texts = {row["version"]: row["text"] for row in self._rows("articles", manifest, ("version", "text"))}
        arrivals = (_arrival(row, texts[row["version"]]) for row in self._rows("arrivals", manifest))
        while some := tuple(islice(arrivals, BATCH)):
            self._count(self.store.add(some, (), self.run))
            self.watch(Step(self.new + self.updated + self.unchanged, None, some[-1].location))

    def _count(self, added: Added) -> None:
        self.new += len(added.new)
        self.updated += len(added.updated)
        self.unchanged += added.unchanged

    def _read(self, manifest: Manifest, waiting: Mapping[str, Version]) -> None:
        columns = ("version", "extractor", "model", "vocabulary", "record")
        known = {row["version"]: row["reading"] for row in self._rows("arrivals", manifest, ("version", "reading"))}
        for row in self._rows("articles", manifest, columns):
            version = waiting.get(row["version"])
            if version is None or row["record"] is None:
                continue
            body = json.loads(row["record"])
            if not _is_of(version, body["document"]):
                continue
            made = (row["extractor"], row["model"], row["vocabulary"])
            self.readings += self.store.keep_reading(Reading(known[version.id], version.id, *made, body), self.run)
            self.watch(Step(self.readings, self.total, version.id))

    def _rows(self, table: str, manifest: Manifest, columns: tuple[str, ...] | None = None) -> Iterator[dict[str, Any]]:
        from onrecord.tables.arrow import read_rows  # noqa: PLC0415 - heavy, and only merging needs it

        return read_rows(self.lake.file(table, manifest.shard), columns)


def _is_of(version: Version, document: Mapping[str, Any]) -> bool:
    """Return whether a record was read from what stands for a version here."""
    return document["sha256"] == version.sha256 and all(document[f] == getattr(version, f) for f in READ_FACTS)


def _arrival(row: Mapping[str, Any], text: str) -> Arrival:
    facts = json.loads(row["facts"])
    published = date.fromisoformat(facts["published"]) if facts["published"] else None
    document = Document(id=row["version"], text=text, **{**facts, "published": published})
    issues = tuple(Issue(issue["stage"], issue["code"], issue["message"]) for issue in json.loads(row["issues"]))
    return Arrival(row["key"], document, row["source"], row["location"], signature(text), issues)
