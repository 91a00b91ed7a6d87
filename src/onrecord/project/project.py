"""A project from Python: the same verbs as on the command line.

import onrecord

project = onrecord.init("watch")
print(project.add(["reports/"]).words())
print(project.read().words())
for hit in project.search("visit", dyad="RUS-IND").hits:
    print(hit.title, hit.snippet)
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from onrecord.errors import UsageError
from onrecord.project import folder as project_folder
from onrecord.project.asking import filters_of, pair, parties_asked
from onrecord.project.judging import Judging, now
from onrecord.project.results import AddResult, ReadResult, ignore
from onrecord.project.tabled import Tabled
from onrecord.record.store import Store
from onrecord.types.shown import Shown
from onrecord.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from os import PathLike

    from onrecord.ingest.fetch import Fetcher
    from onrecord.ingest.items import ItemDefaults
    from onrecord.project.across import Across
    from onrecord.project.bringing import BroughtBack
    from onrecord.project.checking import Check
    from onrecord.project.merging import MergeResult
    from onrecord.project.outside import Outside
    from onrecord.project.proceedings import Forums, Instruments
    from onrecord.project.results import Watch
    from onrecord.project.wants import Wants
    from onrecord.record.counting import QueueItem
    from onrecord.record.facets import Facets
    from onrecord.record.rows import Counts, Dossier, Failure, Found, Judgement, Run, Stale

EXTRACTOR = f"onrecord-{__version__}"
LOG_LINES = 20
QUEUE = 50


class Project(Tabled, Shown):
    """A collection on this machine; close it, or use it in a `with`. Made by `init`, opened by `open`."""

    def __init__(self, folder: str | PathLike[str] | None = None) -> None:
        self.folder = project_folder.find(folder)
        self.settings = project_folder.read_settings(self.folder)
        self.store = Store(self.folder / project_folder.STORE)
        self._across: Across | None = None
        self._outside: Outside | None = None

    @classmethod
    def init(cls, folder: str | PathLike[str], *, name: str | None = None) -> Self:
        """Make a project in a new or existing folder; raises UsageError where there is one already."""
        path = Path(folder)
        project_folder.make(path)
        # the store first: what has settings is a project, so they come when the rest is there
        Store.create(path / project_folder.STORE).close()
        project_folder.write_settings(path, project_folder.settings_text(name or path.resolve().name, now()))
        return cls(path)

    def __enter__(self) -> Self:
        """Return the project itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Close the store."""
        self.store.close()
        if self._across is not None:
            self._across.store.close()
        if self._outside is not None:
            self._outside.close()

    @property
    def across(self) -> Across:
        """What is known across articles: events, origins, the ledger, dyads."""
        if self._across is None:
            from onrecord.project.across import Across  # noqa: PLC0415 - search and status need none of it
            from onrecord.record.resolution import Resolutions  # noqa: PLC0415

            self._across = Across(Resolutions(self.store.path), self.settings.confidence)
        return self._across

    @property
    def outside(self) -> Outside:
        """Other people's event data, kept beside the record and never part of it."""
        if self._outside is None:
            from onrecord.project.outside import Outside  # noqa: PLC0415 - few calls ask for it

            self._outside = Outside(self.store)
        return self._outside

    # -- put in -------------------------------------------------------------------------------------------------

    def add(
        self,
        sources: Sequence[str | PathLike[str]],
        *,
        defaults: ItemDefaults | None = None,
        field_map: Mapping[str, str] | None = None,
        fetch: bool = False,
        watch: Watch = ignore,
    ) -> AddResult:
        """Add files, folders and web addresses; what is known stays as it is. Returns counts.

        `field_map` names the columns of CSV and JSON for fields; `fetch` also follows links in files (a list of
        feeds, say). What cannot be read is kept as a failure with its reason.
        """
        from onrecord.ingest.items import ItemDefaults  # noqa: PLC0415 - readers are loaded only to read
        from onrecord.ingest.urls import is_url  # noqa: PLC0415
        from onrecord.project.adding import Adding  # noqa: PLC0415

        names = [str(source) for source in sources]
        if not names:
            raise UsageError("add: name a file, a folder or a web address")
        for name in names:
            if (Path(name) / "datapackage.json").is_file():
                raise UsageError(f"{name}: an export, and no articles; put it back with onrecord import {name}")
        fetcher = self._fetcher() if fetch or any(map(is_url, names)) else None
        known = defaults or ItemDefaults()
        arguments = {"sources": names, "fetch": fetch, "map": dict(field_map or {}), "defaults": _words_of(known)}
        run = self.store.start_run("add", arguments, now())
        result = Adding(self.store, run, watch).add(names, known, field_map or {}, fetcher)
        self.store.end_run(run, result.counts(), now())
        return result

    def retry(self, *, watch: Watch = ignore) -> AddResult:
        """Run again every `add` that left something failed."""
        total = AddResult()
        for arguments in self.store.failed_adds():
            found = self.add(
                arguments["sources"],
                defaults=_defaults_of(arguments["defaults"]),
                field_map=arguments["map"],
                fetch=arguments["fetch"],
                watch=watch,
            )
            total = _sum(total, found)
            if found.stopped:
                break
        return total

    def merge(self, lake: str | PathLike[str], *, watch: Watch = ignore) -> MergeResult:
        """Bring in the articles and readings of a lake, as if they had been added and read here; returns counts."""
        from onrecord.project.merging import Merging  # noqa: PLC0415 - only merging needs it
        from onrecord.scale.manifests import LakeFolder  # noqa: PLC0415

        folder = LakeFolder(Path(lake))
        folder.settings()
        run = self.store.start_run("merge", {"lake": str(lake)}, now())
        result = Merging(self.store, folder, run, watch).merge()
        self.store.end_run(run, result.counts(), now())
        return result

    def _fetcher(self) -> Fetcher:
        from onrecord.ingest.fetch import Fetcher, FetchSettings  # noqa: PLC0415 - the network is loaded when used

        return Fetcher(FetchSettings(delay=self.settings.delay, allow_private=self.settings.allow_private))

    def bring_back(self, export: str | PathLike[str], *, watch: Watch = ignore) -> BroughtBack:
        """Take back a native export (`onrecord export --to parquet` or `csv`): into an empty project, unchanged.

        What is there already stays as it is. Raises SourceError where it is no such export or was altered.
        """
        from onrecord.project.bringing import bring_back  # noqa: PLC0415 - few calls ask for it

        return bring_back(self.store, Path(export), watch)

    # -- read ---------------------------------------------------------------------------------------------------

    def read(
        self, *, again: bool = False, limit: int | None = None, workers: int | None = None, watch: Watch = ignore
    ) -> ReadResult:
        """Annotate what this version of the program has not read; returns counts.

        `again` also reads what another model or vocabulary has read; what exactly this one has read stays as it is.
        """
        from onrecord.annotate.models import model_folder  # noqa: PLC0415 - other verbs need no model
        from onrecord.project.annotating import Annotating, cores, provenance  # noqa: PLC0415

        if again:
            made = provenance()
            versions = self.store.unread(made.extractor, made.model, made.vocabulary)
        else:
            versions = self.store.unread(EXTRACTOR)
        if not versions:
            return ReadResult()
        model_folder()  # where there is none, no article is to be counted as failed
        run = self.store.start_run("read", {"again": again, "limit": limit}, now())
        result = Annotating(self.store, run, watch).annotate(versions[:limit], workers or cores())
        result = replace(result, left=len(versions) - result.read - result.failed)
        self.store.end_run(run, result.counts(), now())
        return result

    # -- ask ----------------------------------------------------------------------------------------------------

    def show(self, identity: str) -> Dossier:
        """Return all that is known of an article; an id of a version or record in it, or its beginning, will do."""
        return self.store.dossier(self.store.named(identity).article)

    def search(  # noqa: PLR0913 - one keyword a filter
        self,
        words: str = "",
        *,
        kind: str | None = None,
        party: str | None = None,
        dyad: str | None = None,
        type: str | None = None,  # noqa: A002 - the word of the glossary
        status: str | None = None,
        source_type: str | None = None,
        outlet: str | None = None,
        language: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> Found:
        """Return one page of the articles that have the words and pass the filters, best first."""
        filters = filters_of(
            kind=kind,
            party=party,
            dyad=dyad,
            type=type,
            status=status,
            source_type=source_type,
            outlet=outlet,
            language=language,
            since=since,
            until=until,
        )
        return self.store.search(words, filters, limit=limit, offset=offset)

    def facets(self, words: str = "", *, most: int = 10, **filters: Any) -> Facets:
        """Return how many of the articles a search finds have which party, dyad, type and so on; filters as there."""
        return self.store.facets(words, filters_of(**filters), most)

    def forums(self, *, dyad: str | None = None) -> Forums:
        """Return forums with their sessions, with `dyad` those both parties belong to."""
        from onrecord.project.proceedings import forums  # noqa: PLC0415 - search and status need none of it

        return forums(self.across, pair(dyad))

    def instruments(self, *, dyad: str | None = None) -> Instruments:
        """Return agreements and the like through their stages, with `dyad` those both are party to."""
        from onrecord.project.proceedings import instruments  # noqa: PLC0415

        return instruments(self.across, pair(dyad))

    def wants(self, parties: str) -> Wants:
        """Return what two parties ("RUS-IND") want of one another, or what one wants and others want of it."""
        from onrecord.project.wants import wants  # noqa: PLC0415

        return wants(self.store, parties_asked(parties))

    def status(self) -> Counts:
        """Return how much there is."""
        return self.store.counts()

    def digest(self) -> str:
        """Return one hash over all that stands: equal hashes, equal records."""
        return self.store.digest()

    # -- judge --------------------------------------------------------------------------------------------------

    def judge(self, by: str | None = None) -> Judging:
        """Return the verbs to accept, correct, reject, add, note and undo with, in somebody's name."""
        return Judging(self.store, by)

    def queue(self, most: int = QUEUE) -> tuple[QueueItem, ...]:
        """Return the records that most need a person's eye, each with the reason."""
        return self.store.review_queue(most)

    def undo(self, judgement: str | None = None, *, by: str | None = None, why: str | None = None) -> Judgement:
        """Take back a judgement, or the last one; returns the one taken back."""
        return self.judge(by).undo(judgement, why)[0]

    # -- keep ---------------------------------------------------------------------------------------------------

    def log(self, most: int = LOG_LINES) -> tuple[Run | Judgement, ...]:
        """Return what was done, runs and judgements, the latest first."""
        found: list[tuple[str, Run | Judgement]] = [(run.started, run) for run in self.store.runs(most)]
        found += [(judgement.at, judgement) for judgement in self.store.latest_judgements(most)]
        return tuple(entry for _, entry in sorted(found, key=lambda pair: pair[0], reverse=True)[:most])

    def failures(self) -> tuple[Failure, ...]:
        """Return what could not be added or read and has not succeeded since."""
        return self.store.failures()

    def stale(self) -> tuple[Stale, ...]:
        """Return the judgements that hold for nothing in the text as it stands, with the reason."""
        return self.store.stale()

    def backup(self, target: str | PathLike[str]) -> str:
        """Copy the store into a new file, check the copy, and return its digest; others may write meanwhile."""
        path = Path(target)
        if path.exists():
            raise UsageError(f"{path}: there is something already; name a new file")
        if not path.parent.is_dir():
            raise UsageError(f"{path.parent}: no such folder; make it first")
        settings = (self.folder / project_folder.SETTINGS).read_text(encoding="utf-8")
        self.store.keep_meta({"settings": settings})
        return self.store.backup(path)

    def doctor(self, *, repair: bool = False) -> Iterator[Check]:
        """Yield what can be said of the program and of this project."""
        from onrecord.project.checking import check_program, check_project  # noqa: PLC0415

        yield from check_program(self.folder)
        yield from check_project(self.folder, repair=repair)

    def repair(self) -> int:
        """Make the effective view and the search index anew; returns of how many articles."""
        return self.store.rebuild()


def init(folder: str | PathLike[str], *, name: str | None = None) -> Project:
    """Make a project in a new or existing folder; raises UsageError where there is one already."""
    return Project.init(folder, name=name)


def open(folder: str | PathLike[str] | None = None) -> Project:  # noqa: A001 - `onrecord.open`, as of a file
    """Open a project: the one in a folder, or without one that of ONRECORD_PROJECT or the nearest above here."""
    return Project(folder)


def restore(backup: str | PathLike[str], folder: str | PathLike[str]) -> Project:
    """Make a project in a new folder from a backup; raises UsageError or StoreError where that cannot be."""
    source, target = Path(backup), Path(folder)
    with Store(source) as store:
        problems = store.problems()
        settings = store.meta("settings")
    if problems:
        raise UsageError(f"{source}: the backup is not sound ({problems[0]}); use another one")
    if target.exists() and any(target.iterdir()):
        raise UsageError(f"{target}: the folder is not empty; name a new one")
    file = target / project_folder.STORE
    half = file.with_name(f".{file.name}.part")
    try:
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, half)
        half.replace(file)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise UsageError(f"{target}: cannot be written ({error}); check the disk and the rights") from error
    Store.create(file).close()
    # last: what has settings is a project
    text = settings or project_folder.settings_text(target.resolve().name, now())
    project_folder.write_settings(target, text)
    return Project(target)


def _words_of(defaults: ItemDefaults) -> dict[str, str | None]:
    published = defaults.published.isoformat() if defaults.published else None
    return {
        "title": defaults.title,
        "outlet": defaults.outlet,
        "published": published,
        "url": defaults.url,
        "language": defaults.language,
    }


def _defaults_of(words: Mapping[str, str | None]) -> ItemDefaults:
    from onrecord.ingest.items import ItemDefaults  # noqa: PLC0415

    published = words["published"]
    day = date.fromisoformat(published) if published else None
    return ItemDefaults(words["title"], words["outlet"], day, words["url"], words["language"])


def _sum(a: AddResult, b: AddResult) -> AddResult:
    ours, others = a.counts(), b.counts()
    total = {name: ours[name] + others[name] for name in ours}
    stopped = bool(total.pop("stopped"))
    return AddResult(**total, stopped=stopped)
