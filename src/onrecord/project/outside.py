"""Other people's event data beside the record: brought in from files, asked for, taken back.

Guarantees: a file is brought in once; what cannot be read of it is kept with line and reason and counted; nothing of it
enters the record. A kill leaves an import that the same command starts anew; Ctrl-C takes back what it brought.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import SourceError, UsageError
from onrecord.ingest.coded.readers import dataset_named, read_coded
from onrecord.ingest.items import Limits
from onrecord.project.judging import now
from onrecord.project.results import Step, ignore
from onrecord.query.outside import outside_series
from onrecord.record.outside import OutsideStore
from onrecord.types.outside import Noted, OutsideFilters, OutsideMention, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from os import PathLike

    from onrecord.ingest.coded.readers import Found
    from onrecord.project.results import Watch
    from onrecord.record.happenings import EventFilters
    from onrecord.record.store import Store
    from onrecord.types.outside import Dataset, KeptClaim, OutsideImport, OutsideSeries
    from onrecord.types.series import Step as Length

BATCH = 1_000
CHUNK = 1 << 20
COUNTED = ("rows", "claims", "repeated", "mentions", "refused", "noted", "shared")
NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of one file.

    rows      lines that were read, without header and empty lines; each is kept or refused
    claims    claims that are new; `repeated` those that were there already, in this file or another
    mentions  mentions kept; `refused` rows that could not be read; `noted` values that could not be used
    shared    ids of the data set that stand for several different rows of the file; all of these are kept
    known     True where exactly this file had been brought in before: nothing was done
    """

    number: int
    file: str
    dataset: Dataset
    rows: int = 0
    claims: int = 0
    repeated: int = 0
    mentions: int = 0
    refused: int = 0
    noted: int = 0
    shared: int = 0
    known: bool = False

    def counts(self) -> dict[str, int]:
        """Return the numbers by name."""
        return {name: getattr(self, name) for name in COUNTED}


class Outside:
    """Outside claims of a project; made by `Project.outside`."""

    def __init__(self, store: Store) -> None:
        self._log = store
        self.store = OutsideStore(store.path)

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def bring_in(
        self, dataset: str, files: Sequence[str | PathLike[str]], *, watch: Watch = ignore
    ) -> tuple[ImportResult, ...]:
        """Bring files of one data set in, in their order; raises UsageError, SourceError, StoreError.

        An unreadable file stops the call; files before it are kept.
        """
        known = dataset_named(dataset)
        if not files:
            raise UsageError("import: name at least one file")
        paths = [Path(file) for file in files]
        lacking = next((path for path in paths if not path.is_file()), None)
        if lacking is not None:
            raise UsageError(f"{lacking}: no such file")
        run = self._log.start_run("import", {"from": known, "files": [str(path) for path in paths]}, now())
        total: Counter[str] = Counter()
        results = []
        try:
            for path in paths:
                result = self._bring_in(known, path, run, watch)
                total.update({} if result.known else result.counts())
                results.append(result)
        finally:
            self._log.end_run(run, dict(total), now())
        return tuple(results)

    def _bring_in(self, dataset: Dataset, path: Path, run: int, watch: Watch) -> ImportResult:
        sha256 = _sha256(path)
        before = self.store.standing_import(sha256, dataset)
        if before is not None and before.ended is not None:
            return _result(before.number, path, dataset, before.counts, known=True)
        if before is not None:
            # what a killed call left behind
            self.store.clear(before.number)
        number = before.number if before else self.store.start(dataset, str(path), sha256, run)
        try:
            counts = self._keep(number, read_coded(path, dataset, Limits()), path, watch)
        except BaseException as error:
            # nothing of a file that could not be read to its end stays
            self.store.discard(number)
            if isinstance(error, SourceError) and not str(error).startswith(str(path)):
                raise SourceError(f"{path}: {error}") from error
            raise
        self.store.end(number, dict(counts), now())
        return _result(number, path, dataset, counts)

    def _keep(self, number: int, found: Iterable[Found], path: Path, watch: Watch) -> dict[str, int]:
        counts = dict.fromkeys(COUNTED, 0)
        batch: list[Found] = []
        line = 0
        for one in found:
            batch.append(one)
            if not isinstance(one, Noted):
                # one line may give several claims
                counts["rows"] += one.line != line
                line = one.line
            counts["mentions"] += isinstance(one, OutsideMention)
            counts["refused"] += isinstance(one, Refused)
            counts["noted"] += isinstance(one, Noted)
            if len(batch) >= BATCH:
                _add(counts, self.store.keep(number, batch))
                batch.clear()
                watch(Step(counts["rows"], None, path.name))
        _add(counts, self.store.keep(number, batch))
        counts["shared"] = self.store.shared_ids(number)
        return counts

    def withdraw(self, words: str) -> OutsideImport:
        """Take an import back, named by its number or its file; raises UsageError."""
        found = self.import_named(words)
        run = self._log.start_run("import", {"withdraw": found.number}, now())
        self.store.withdraw(found.number, now())
        self._log.end_run(run, {"withdrawn": 1}, now())
        return found

    def import_named(self, words: str) -> OutsideImport:
        """Return the import with this number, or the last of this file, that stands; raises UsageError."""
        standing = [one for one in self.store.imports() if one.withdrawn is None]
        if NUMBER.fullmatch(words):
            found = next((one for one in standing if one.number == int(words)), None)
        else:
            found = next((one for one in reversed(standing) if words in {one.file, Path(one.file).name}), None)
        if found is None:
            raise UsageError(f"{words!r} is no import that stands; onrecord outside --imports lists them")
        return found

    def claims(self, filters: OutsideFilters, *, limit: int = -1, offset: int = 0) -> tuple[KeptClaim, ...]:
        """Return the outside claims asked for, by day."""
        return self.store.claims(filters, limit=limit, offset=offset)

    def dyad(
        self, one: str, other: str, *, step: Length = "month", statuses: Sequence[str] = ()
    ) -> tuple[OutsideSeries, ...]:
        """Return what each data set has on two parties over time; without `statuses` of rows of any status."""
        name = "-".join(sorted((one.upper(), other.upper())))
        asked = OutsideFilters(dyad=name, statuses=tuple(statuses))
        return outside_series(name, self.store.measures(asked), step)

    def between(
        self, dyad: str | None, *, since: str | None = None, until: str | None = None
    ) -> tuple[OutsideSeries, ...]:
        """Return what each data set has on a dyad ("IND-RUS") within days, by month; nothing for no dyad."""
        if dyad is None:
            return ()
        asked = OutsideFilters(dyad=dyad, since=since, until=until)
        return outside_series(dyad, self.store.measures(asked), "month")


def asked_beside(filters: EventFilters) -> OutsideFilters:
    """Return what is asked for of outside claims where our events are asked for so."""
    statuses = (filters.status,) if filters.status else ()
    return OutsideFilters(
        party=filters.party,
        dyad=filters.dyad,
        type=filters.type,
        since=filters.since,
        until=filters.until,
        statuses=statuses,
    )


def _result(
    number: int, path: Path, dataset: Dataset, counts: Mapping[str, int], *, known: bool = False
) -> ImportResult:
    rows, claims, repeated, mentions, refused, noted, shared = (counts.get(name, 0) for name in COUNTED)
    return ImportResult(number, str(path), dataset, rows, claims, repeated, mentions, refused, noted, shared, known)


def _add(counts: dict[str, int], more: dict[str, int]) -> None:
    for name, number in more.items():
        counts[name] += number


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                total.update(chunk)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error}); check name and rights") from error
    return total.hexdigest()
