"""Shards of small corpora, read by a stand-in for the pipeline that needs no model; some articles end their worker."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord import pipeline
from onrecord.scale import code as coding_run
from onrecord.scale.coding import Job, Outcome, outcome_of
from onrecord.scale.engines import Ended
from onrecord.scale.manifests import LakeFolder, Made
from onrecord.tables.arrow import read_rows
from onrecord.types.annotation import Entities
from onrecord.types.record import Provenance, Record
from onrecord.types.syntax import Syntax
from onrecord.types.text import Layout

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from onrecord.annotate.triage import TriageMode
    from onrecord.scale.code import CodeResult
    from onrecord.types.text import Document

MADE = Made("hand-1", "none", "none", 10_000, 3)


def write_lines(path: Path, texts: list[str]) -> Path:
    """Write articles as JSON lines."""
    rows = ({"id": str(number), "text": text, "published": "2024-05-06"} for number, text in enumerate(texts))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def texts(count: int) -> list[str]:
    """Return so many different articles."""
    return [f"Report {n}: the envoy from Quito met her host from Oslo for the {n}th time." for n in range(count)]


def read_quickly(document: Document, *_: object, **_options: object) -> Record:
    """Return a record with nothing found; a document may ask for the end of its worker."""
    if "KILL EVERY WORKER" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "LEAVE EVERY WORKER" in document.text:
        os._exit(7)
    if "KILL ONE WORKER" in document.text:
        _end_once(Path(os.environ["ENDED_ONCE"]))
    if "RAISE" in document.text:
        raise RuntimeError("this article breaks its reader")
    nothing = Syntax(document.text, (), ())
    made = Provenance("hand-1", "none", "none")
    return Record(document, Layout((), (), (), ()), nothing, Entities(()), (), (), (), (), (), made)


def _end_once(flag: Path) -> None:
    if not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def quick(job: Job) -> Outcome:
    """Make a shard with the stand-in; what workers run in tests."""
    pipeline.read_document = read_quickly  # type: ignore[assignment]
    return outcome_of(job)


def rows(lake: Path, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table of a lake, of finished shards only, in the order of their shards."""
    folder = LakeFolder(lake)
    files = [folder.file(table, manifest.shard) for manifest in folder.manifests()]
    return [row for file in files for row in read_rows(file)]


def bytes_of(lake: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a lake that counts."""
    return {str(path.relative_to(lake)): path.read_bytes() for path in sorted(lake.rglob("*.*")) if path.is_file()}


class InProcess:
    """An engine that makes shards where it stands: for what is not about processes."""

    def __init__(self, run: Callable[[Job], Outcome] | None = None) -> None:
        self._run = run or quick_here
        self._jobs: list[Job] = []

    def free(self) -> int:
        """Return whether no job waits."""
        return 0 if self._jobs else 1

    def start(self, job: Job) -> None:
        """Take a job."""
        self._jobs.append(job)

    def wait(self, _seconds: float) -> list[Ended]:
        """Make the shard."""
        job = self._jobs.pop()
        return [Ended(job, *self._run(job))]

    def close(self) -> None:
        """Do nothing."""


def quick_here(job: Job) -> Outcome:
    """Make a shard with the stand-in, and leave the pipeline as it was."""
    before = pipeline.read_document
    try:
        return quick(job)
    finally:
        pipeline.read_document = before


def code_here(
    monkeypatch: pytest.MonkeyPatch, path: Path, lake: Path, size: int = 500, triage: TriageMode = "off"
) -> CodeResult:
    """Code a file into a lake with the pipeline itself, in this process, whose models other tests use as well."""
    with monkeypatch.context() as patched:
        patched.setattr(coding_run, "_engine", lambda _name, _workers: InProcess(outcome_of))
        return coding_run.code([str(path)], lake, shard_size=size, triage=triage)
