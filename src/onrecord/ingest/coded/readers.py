"""The data sets that can be read, and the one way in: a file, line by line, as claims, mentions, refusals and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.ingest.coded import gdelt, icews, plover, polecat
from onrecord.ingest.coded.opening import lines_of, opened
from onrecord.ingest.coded.rows import Row, layout, read_rows
from onrecord.ingest.coded.values import Unreadable
from onrecord.types.outside import DATASETS, Noted, OutsideClaim, OutsideMention, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from onrecord.ingest.items import Limits
    from onrecord.types.outside import Dataset

Found = OutsideClaim | OutsideMention | Refused | Noted
EVENTS: Mapping[str, Callable[[Row], Iterator[OutsideClaim | OutsideMention | Noted]]] = {
    "gdelt": gdelt.read_event,
    "gdelt-mentions": gdelt.read_mention,
    "icews": icews.read_event,
    "polecat": polecat.read_event,
}


def dataset_named(name: str) -> Dataset:
    """Return a data set by its name; raises UsageError."""
    found = next((known for known in DATASETS if known == name.strip().lower()), None)
    if found is None:
        raise UsageError(f"{name!r} is no data set that can be imported; use one of {', '.join(DATASETS)}")
    return found


def read_coded(path: Path, dataset: Dataset, limits: Limits) -> Iterator[Found]:
    """Yield what a file holds, in the order of its lines.

    Every line that is not empty gives at least one claim, mention or refusal, but for a header. Raises SourceError
    where the file cannot be read, or is none of this data set.
    """
    with opened(path, limits) as stream:
        lines = lines_of(stream)
        if dataset == "plover":
            yield from plover.read_records(lines)
            return
        read = EVENTS[dataset]
        for row in read_rows(lines, layout(dataset)):
            if isinstance(row, Row):
                yield from _read(read, row)
            else:
                yield row


def _read(read: Callable[[Row], Iterator[OutsideClaim | OutsideMention | Noted]], row: Row) -> Iterator[Found]:
    try:
        # a row that turns out unreadable leaves no notes behind
        yield from list(read(row))
    except Unreadable as error:
        yield Refused(row.line, error.code, str(error))
