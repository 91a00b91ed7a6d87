"""Code a corpus into a lake: plan, pass over what is finished, make the rest."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from onrecord import pipeline
from onrecord.errors import UsageError
from onrecord.ingest.fields import check_field_map
from onrecord.ingest.items import ItemDefaults, Rules
from onrecord.scale.manifests import LakeFolder, Made
from onrecord.scale.running import Running, RunResult
from onrecord.scale.shards import plan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from onrecord.annotate.triage import TriageMode
    from onrecord.scale.engines import Engine
    from onrecord.scale.running import Progress
    from onrecord.scale.shards import Plan

EngineName = Literal["local", "ray"]
SHARD_SIZE = 500
LONGEST = 1_000_000
NOTHING = ItemDefaults()


@dataclass(frozen=True, slots=True)
class CodeResult:
    """What a run of `code` did: shards made, found finished and lost, and what of all articles became records."""

    shards: int
    finished: int
    dropped: int
    articles: int
    read: int
    failed: int
    skipped: int
    events: int
    attributions: int
    worker_ends: int
    seconds: float
    stopped: bool
    lost: Mapping[str, str] = field(default_factory=dict)


def code(  # noqa: PLR0913 - all but the inputs and the lake are options
    inputs: Sequence[str],
    lake: str | os.PathLike[str],
    *,
    engine: EngineName = "local",
    workers: int | None = None,
    shard_size: int | None = None,
    triage: TriageMode = "off",
    longest: int = LONGEST,
    defaults: ItemDefaults = NOTHING,
    field_map: Mapping[str, str] | None = None,
    watch: Callable[[Progress], None] = lambda _: None,
) -> CodeResult:
    """Read files and folders into a lake, one Parquet file a shard and table; what is finished there stays.

    Shards of these inputs that are no longer wanted (a file has become shorter) are taken out of the lake; those of
    other inputs stay. Raises UsageError for inputs that are not there, a lake made otherwise, or an engine that is not
    installed.
    """
    check_field_map(dict(field_map or {}))
    folder = LakeFolder(Path(lake))
    made = _made(folder, shard_size, triage, longest)
    rules = Rules(defaults, field_map=dict(field_map or {}))
    planned = plan(inputs, made.shard_size, rules.limits)
    if not planned.shards:
        raise UsageError(f"{', '.join(inputs)}: there is nothing to read there")
    folder.keep_settings(made)
    folder.clear_work()
    dropped = _drop_others(folder, planned, inputs)
    to_do = [shard for shard in planned.shards if not folder.is_finished(shard, made)]
    folder.drop(shard.name for shard in to_do)
    done = Running(folder, _engine(engine, workers), watch).run(to_do, made, rules) if to_do else RunResult()
    return _result(done, planned, len(to_do), dropped)


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _made(folder: LakeFolder, shard_size: int | None, triage: TriageMode, longest: int) -> Made:
    """Return what makes the lake now; a lake that is there keeps the size of its shards."""
    now = pipeline.provenance(triage)
    before = folder.settings() if folder.exists() else None
    if before and shard_size and shard_size != before.shard_size:
        message = f"its shards have {before.shard_size} articles; leave --shard-size out, or choose another lake"
        raise UsageError(f"{folder.home}: {message}")
    size = shard_size or (before.shard_size if before else SHARD_SIZE)
    return Made(now.extractor, now.model, now.vocabulary, longest, size, triage)


def _drop_others(folder: LakeFolder, planned: Plan, inputs: Sequence[str]) -> int:
    """Take out of the lake what these inputs gave once and give no more; returns how many shards that were."""
    homes = {str(Path(name).resolve()) for name in inputs}
    wanted = {shard.name for shard in planned.shards}
    gone = [one.shard for one in folder.manifests() if one.input in homes and one.shard not in wanted]
    folder.drop(gone)
    return len(gone)


def _engine(name: EngineName, workers: int | None) -> Engine:
    """Return the engine, by default with a worker for each core it has; only the one that is used is loaded."""
    if name == "local":
        from onrecord.scale.local import LocalEngine  # noqa: PLC0415

        return LocalEngine(workers or cores())
    from onrecord.scale.on_ray import RayEngine  # noqa: PLC0415

    return RayEngine(workers)


def _result(done: RunResult, planned: Plan, asked: int, dropped: int) -> CodeResult:
    return CodeResult(
        shards=len(done.made),
        finished=len(planned.shards) - asked,
        dropped=dropped,
        articles=sum(one.articles for one in done.made),
        read=sum(one.read for one in done.made),
        failed=sum(one.failed for one in done.made),
        skipped=sum(one.skipped for one in done.made) + sum(one.skipped for one in planned.passed_over),
        events=sum(one.found.get("events", 0) for one in done.made),
        attributions=sum(one.found.get("attributions", 0) for one in done.made),
        worker_ends=done.worker_ends,
        seconds=round(done.seconds, 3),
        stopped=done.stopped,
        lost=dict(sorted(done.lost.items())),
    )
