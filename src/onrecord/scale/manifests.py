"""Manifests: what became of each shard, and so what a lake holds.

A lake is a folder: `lake.json` (which program, model and knowledge made it, and how it is cut), `manifests/` (one JSON
file a finished shard), one folder a table with one Parquet file a shard, and `work/` for what is half done. What no
manifest names is no part of the lake, whatever lies there; a manifest is written last and at once.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.scale.contents import shard_tables
from onrecord.scale.parts import Written, sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from onrecord.annotate.triage import TriageMode
    from onrecord.scale.shards import Shard

FORMAT = 1
SETTINGS = "lake.json"
MANIFESTS = "manifests"
WORK = "work"


@dataclass(frozen=True, slots=True)
class Made:
    """What made a shard; one made otherwise is made anew when its input is coded again.

    `triage` is the mode of `pipeline.read_document`;
    `longest` is the most characters an article may have; `shard_size` the most lines, rows or files a shard has.
    """

    extractor: str
    model: str
    vocabulary: str
    longest: int
    shard_size: int
    triage: TriageMode = "off"
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Manifest:
    """What became of one shard: what it read, what made it, how much it found and failed, and its files."""

    shard: str
    input: str
    paths: tuple[str, ...]
    input_sha256: str
    made: Made
    articles: int = 0
    read: int = 0
    failed: int = 0
    skipped: int = 0
    found: Mapping[str, int] = field(default_factory=dict)
    failures: Mapping[str, int] = field(default_factory=dict)
    issues: Mapping[str, int] = field(default_factory=dict)
    files: tuple[Written, ...] = ()

    def words(self) -> str:
        """Return the manifest as JSON: the same shard, the same words."""
        values = asdict(self) | {"files": [written._asdict() for written in self.files]}
        return json.dumps(values, indent=1, sort_keys=True, ensure_ascii=True) + "\n"


def manifest_of(words: str) -> Manifest:
    """Return the manifest that `words` wrote."""
    raw: dict[str, Any] = json.loads(words)
    made, files = Made(**raw["made"]), tuple(Written(**one) for one in raw["files"])
    return Manifest(**raw | {"made": made, "files": files, "paths": tuple(raw["paths"])})


class LakeFolder:
    """The folder of a lake: where its things lie, and what of them is whole."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def exists(self) -> bool:
        """Return whether a lake is there."""
        return (self.home / SETTINGS).is_file()

    def file(self, table: str, shard: str) -> Path:
        """Return the path of the part of a table that a shard makes."""
        return self.home / table / f"{shard}.parquet"

    def manifest(self, shard: str) -> Path:
        """Return the path of the manifest of a shard."""
        return self.home / MANIFESTS / f"{shard}.json"

    def work(self, shard: str) -> Path:
        """Return the folder in which a shard is made."""
        return self.home / WORK / shard

    def mark(self, shard: str) -> Path:
        """Return the path of the file in which a worker writes down which article it has in hand."""
        return self.home / WORK / f"{shard}.at"

    def settings(self) -> Made:
        """Return what made the lake; raises UsageError where there is none or it is of another format."""
        try:
            raw = json.loads((self.home / SETTINGS).read_text(encoding="utf-8"))
            if raw["format"] != FORMAT:
                raise UsageError(f"{self.home}: this lake has format {raw['format']}, {FORMAT} is read; make it anew")
            return Made(**raw)
        except FileNotFoundError:
            raise UsageError(
                f"{self.home}: no lake here; make one with onrecord code INPUT --out {self.home}"
            ) from None
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise UsageError(f"{self.home / SETTINGS}: cannot be read ({error}); make the lake anew") from error

    def keep_settings(self, made: Made) -> None:
        """Make the folder a lake."""
        try:
            for name in (*shard_tables(), MANIFESTS, WORK):
                (self.home / name).mkdir(parents=True, exist_ok=True)
            write_at_once(self.home / SETTINGS, json.dumps(asdict(made), indent=1, sort_keys=True) + "\n")
        except OSError as error:
            raise UsageError(f"{self.home}: cannot be written ({error}); choose another folder") from error

    def manifests(self) -> Iterator[Manifest]:
        """Yield the manifests there are, by name; one that cannot be read counts as none."""
        for path in sorted((self.home / MANIFESTS).glob("*.json")):
            found = self._manifest_at(path)
            if found is not None:
                yield found

    @staticmethod
    def _manifest_at(path: Path) -> Manifest | None:
        try:
            return manifest_of(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def is_finished(self, shard: Shard, made: Made) -> bool:
        """Return whether a shard was made of this input by this program, and its files are as they were then."""
        found = self._manifest_at(self.manifest(shard.name))
        if found is None or found.made != made or found.input_sha256 != shard.digest or found.shard != shard.name:
            return False
        return {written.table for written in found.files} == set(shard_tables()) and all(
            self._is_whole(self.file(written.table, shard.name), written) for written in found.files
        )

    @staticmethod
    def _is_whole(path: Path, written: Written) -> bool:
        try:
            return path.stat().st_size == written.bytes and sha256_of(path) == written.sha256
        except OSError:
            return False

    def drop(self, shards: Iterable[str]) -> None:
        """Take shards out of the lake: the manifest first, so that nothing half gone counts."""
        for shard in shards:
            self.manifest(shard).unlink(missing_ok=True)
            for table in shard_tables():
                self.file(table, shard).unlink(missing_ok=True)

    def clear_work(self) -> None:
        """Throw away what is half done."""
        shutil.rmtree(self.home / WORK, ignore_errors=True)
        (self.home / WORK).mkdir(parents=True, exist_ok=True)


def write_at_once(path: Path, words: str) -> None:
    """Write a file so that it is there whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_text(words, encoding="utf-8")
    part.replace(path)
