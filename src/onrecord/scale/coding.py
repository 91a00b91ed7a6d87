"""One shard to its files: the pure function that every engine runs, on whatever machine.

Guarantees: the files depend on the shard's bytes and what made the lake alone: not on the engine, the number of
workers, what else they did, or how often a worker was killed; paths come in and counts go back, no text travels.
An article that cannot be read, or is too long, costs itself and is written down with its reason.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord import pipeline
from onrecord.document import to_document
from onrecord.errors import ModelError, SourceError, VocabularyError
from onrecord.record.arrivals import arrival, as_read
from onrecord.record.ids import article_id, version_id
from onrecord.scale.contents import meta_of, read_rows_of, unread_rows, version_of
from onrecord.scale.items import read_shard
from onrecord.scale.manifests import LakeFolder, Made, Manifest, write_at_once
from onrecord.scale.parts import Parts, move
from onrecord.tables.rows import json_text
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.ingest.items import LeftOut, Rules
    from onrecord.record.rows import Arrival, Version
    from onrecord.scale.shards import Shard
    from onrecord.tables.rows import Rows
    from onrecord.types.annotation import Issue

HALVES = re.compile("[\ud800-\udfff]")
COUNTED = ("attributions", "events", "positions", "flows", "leverages", "instruments", "forums", "evaluations")
MARK_LENGTH = 24
READING, CODING = "r", "c"


@dataclass(frozen=True, slots=True)
class Job:
    """A shard to be made: all that a worker is told.

    `given_up` are articles (by their place among the items of the shard) that ended workers, each with the reason;
    reading ends before the item `until`, where that one cannot even be read.
    """

    shard: Shard
    lake: str
    made: Made
    rules: Rules
    given_up: Mapping[int, str]
    until: int | None = None


class Mark(NamedTuple):
    """Where a worker is in its shard: the item in hand, whether it reads or codes it, and how many are done."""

    ordinal: int
    doing: str


def code_shard(job: Job) -> Manifest:
    """Make the files of a shard and its manifest; returns the manifest.

    Raises OSError where they cannot be written, ModelError or VocabularyError where nothing can be read at all.
    """
    folder = LakeFolder(Path(job.lake))
    work = folder.work(job.shard.name)
    shutil.rmtree(work, ignore_errors=True)
    parts = Parts(work)
    with _marking(folder.mark(job.shard.name)) as mark:
        coding = _Coding(job, parts, mark)
        coding.run()
    files = parts.close()
    for written in files:
        move(work / f"{written.table}.parquet", folder.file(written.table, job.shard.name))
    manifest = coding.manifest(files)
    write_at_once(folder.manifest(job.shard.name), manifest.words())
    shutil.rmtree(work, ignore_errors=True)
    folder.mark(job.shard.name).unlink(missing_ok=True)
    return manifest


class _Coding:
    """One run over one shard."""

    def __init__(self, job: Job, parts: Parts, mark: Any) -> None:
        self.job, self.parts, self.mark = job, parts, mark
        self.articles = self.read = self.skipped = 0
        # the versions of this shard, each with its reading: one that comes again is read once
        self.seen: dict[str, str | None] = {}
        self.found: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()
        self.issues: Counter[str] = Counter()

    def run(self) -> None:
        """Take the items one after another."""
        of_item: list[Issue] = []
        for ordinal, item in self._items():
            if isinstance(item, RawItem):
                self._item(ordinal, item, tuple(of_item))
                of_item.clear()
            elif item.skipped:
                self.skipped += item.skipped
            elif item.whole:
                self._fail(ordinal, item.location, item.issue.code, item.issue.message)
                of_item.clear()
            else:
                # only one field is lost: the item itself comes next and takes the issue along
                of_item.append(item.issue)

    def _items(self) -> Iterator[tuple[int, RawItem | LeftOut]]:
        """Yield the items with their places, marking which is in hand."""
        items = iter(read_shard(self.job.shard, self.job.rules))
        ordinal = 0
        while ordinal != self.job.until:
            self.mark(ordinal, READING)
            item = next(items, None)
            if item is None:
                return
            self.mark(ordinal, CODING)
            yield ordinal, item
            ordinal += 1
        message = "reading it ended worker processes again and again; what follows in this shard is lost"
        self._fail(ordinal, self.job.shard.paths[0], "worker-ended", message)

    def _item(self, ordinal: int, item: RawItem, issues: tuple[Issue, ...]) -> None:
        self.articles += 1
        given_up = self.job.given_up.get(ordinal)
        if given_up is not None:
            self._fail(ordinal, item.location, "worker-ended", given_up)
            return
        try:
            document, more = to_document(item)
        except SourceError as error:
            self._fail(ordinal, item.location, "no-document", str(error).removeprefix(f"{item.location}: "))
            return
        if len(document.text) > self.job.made.longest:
            message = f"it has {len(document.text):,} characters, more than {self.job.made.longest:,}"
            self._fail(ordinal, item.location, "too-long", message)
            return
        self._keep(ordinal, arrival(item, document, (*issues, *more)))

    def _fail(self, ordinal: int, location: str, code: str, message: str) -> None:
        self.failures[code] += 1
        row = {"shard": self.job.shard.name, "ordinal": ordinal, "location": location, "code": code, "message": message}
        self.parts.put("failures", {name: _whole(value) for name, value in row.items()})

    def _keep(self, ordinal: int, arrived: Arrival) -> None:
        article = article_id(arrived.key)
        version = version_of(version_id(article, arrived.document), article, arrived)
        if version.id not in self.seen:
            self.seen[version.id] = self._keep_version(ordinal, version, arrived)
        issues = [{"stage": i.stage, "code": i.code, "message": i.message} for i in arrived.issues]
        values = {"article": article, "version": version.id, "key": arrived.key, "ordinal": ordinal}
        values |= {"shard": self.job.shard.name, "location": arrived.location, "source": arrived.source}
        values |= {"facts": json_text(meta_of(version)), "issues": json.dumps(issues)}
        self.parts.put("arrivals", values | {"reading": self.seen[version.id]})

    def _keep_version(self, ordinal: int, version: Version, arrived: Arrival) -> str | None:
        """Read a version and keep all that is found; returns the id of the reading, None where it failed."""
        reading, rows = self._read(ordinal, version, arrived)
        self.parts.write(rows)
        signature = arrived.signature
        values = {"version": version.id, "sha256": version.sha256, "minhash": signature.minhash}
        self.parts.put("signatures", values | {"shingles": signature.shingles})
        self.parts.write({"bands": [(band, version.id) for band in signature.bands]})
        return reading

    def _read(self, ordinal: int, version: Version, arrived: Arrival) -> tuple[str | None, Rows]:
        """Return the reading of an article and its rows; no reading where it failed, which is written down."""
        try:
            record = pipeline.read_document(as_read(version.id, arrived.document), triage=self.job.made.triage)
            reading, rows = read_rows_of(version, arrived, record)
        except (ModelError, VocabularyError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever an article breaks is told of that article
            self._fail(ordinal, arrived.location, "reading-failed", f"{type(error).__name__}: {error}")
            return None, unread_rows(version, arrived)
        self.read += 1
        self.found.update({name: len(reading.body[name]) for name in COUNTED})
        self.issues.update(issue["code"] for issue in reading.body["issues"])
        return reading.id, rows

    def manifest(self, files: tuple[Any, ...]) -> Manifest:
        """Return what became of the shard."""
        return Manifest(
            shard=self.job.shard.name,
            input=self.job.shard.input,
            paths=self.job.shard.paths,
            input_sha256=self.job.shard.digest,
            made=self.job.made,
            articles=self.articles,
            read=self.read,
            failed=self.failures.total(),
            skipped=self.skipped,
            found=dict(self.found),
            failures=dict(self.failures),
            issues=dict(self.issues),
            files=files,
        )


def _whole(value: Any) -> Any:
    return HALVES.sub("?", value) if isinstance(value, str) else value


@contextmanager
def _marking(path: Path) -> Iterator[Any]:
    """Give a function that writes down where the worker is; what it wrote outlives the worker."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)

    def mark(ordinal: int, doing: str) -> None:
        os.pwrite(file, f"{ordinal:>{MARK_LENGTH - 2}}{doing}\n".encode("ascii"), 0)

    try:
        yield mark
    finally:
        os.close(file)


def read_mark(path: Path) -> Mark | None:
    """Return where a worker is, or was when it ended; None where it had begun nothing."""
    try:
        words = path.read_text(encoding="ascii")
        return Mark(int(words[: MARK_LENGTH - 2]), words[MARK_LENGTH - 2])
    except (OSError, ValueError, IndexError):
        return None


class Outcome(NamedTuple):
    """What a worker sends back: the manifest, or why there is none and whether no other shard would fare better."""

    manifest: Manifest | None
    error: str = ""
    fatal: bool = False


def outcome_of(job: Job) -> Outcome:
    """Make a shard and tell what came of it; never raises but for what ends the process."""
    try:
        return Outcome(code_shard(job))
    except (ModelError, VocabularyError) as error:
        return Outcome(None, str(error), fatal=True)
    except Exception as error:  # noqa: BLE001 - whatever a shard breaks is told of that shard
        return Outcome(None, f"{type(error).__name__}: {error}")
