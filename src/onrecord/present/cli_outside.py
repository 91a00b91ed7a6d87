"""The commands that bring in, list and take back other people's event data."""

# ruff: noqa: PLC0415
from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import UsageError
from onrecord.present.cli_project import JsonOption, ProjectOption, QuietOption

IMPORT_EPILOG = """Examples:

  onrecord import --from gdelt 20191024143000.export.CSV

  onrecord import --from icews events.2018.tab

  onrecord import --withdraw 2

  onrecord import watch-2025-12
"""
OUTSIDE_EPILOG = """Examples:

  onrecord outside --dyad RUS-IND --since 2025-01-01

  onrecord outside --imports

  onrecord outside --import 1
"""

FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="DATASET", help="gdelt, gdelt-mentions, icews, polecat or plover."),
]


def bring_in(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE…",
            help="Files of one data set, plain, .gz or a .zip of one file; or the folder of a native export.",
        ),
    ] = None,
    dataset: FromOption = None,
    withdraw: Annotated[
        str | None,
        typer.Option("--withdraw", metavar="NUMBER|FILE", help="Take an import back; its rows go, the file stays."),
    ] = None,
    project: ProjectOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Bring in other people's event data, to stand beside the record, or put a native export of onrecord back."""
    from onrecord.present.outside import print_imported, print_withdrawn
    from onrecord.present.screens import watching
    from onrecord.project.project import Project

    if (withdraw is None) == (not files):
        raise UsageError("import: name files with --from DATASET, or one import with --withdraw NUMBER")
    if withdraw is not None:
        with Project(project) as opened:
            print_withdrawn(opened.outside.withdraw(withdraw), as_json=as_json)
        return
    if dataset is None and files is not None and len(files) == 1 and Path(files[0]).is_dir():
        _bring_back(Path(files[0]), project, as_json=as_json, quiet=quiet)
        return
    if dataset is None:
        raise UsageError("import: say what the files are with --from: gdelt, gdelt-mentions, icews, polecat or plover")
    with Project(project) as opened:
        with watching("importing", quiet=quiet) as watch:
            results = opened.outside.bring_in(dataset, files or [], watch=watch)
        print_imported(opened.outside, results, as_json=as_json, quiet=quiet)
    if any(result.refused and not result.known for result in results):
        raise typer.Exit(1)


def _bring_back(folder: Path, project: Path | None, *, as_json: bool, quiet: bool) -> None:
    """Put a native export of onrecord back."""
    from onrecord.present.export.listing import print_brought_back
    from onrecord.present.screens import watching
    from onrecord.project.project import Project

    with Project(project) as opened, watching("importing", quiet=quiet) as watch:
        brought = opened.bring_back(folder, watch=watch)
    print_brought_back(brought, as_json=as_json)


def outside(
    dataset: FromOption = None,
    party: Annotated[str | None, typer.Option(help="Only with this party, like IND.")] = None,
    dyad: Annotated[str | None, typer.Option(help="Only between two parties, like RUS-IND.")] = None,
    kind: Annotated[str | None, typer.Option("--type", help="Only of this PLOVER type.")] = None,
    since: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="On this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="On this day or earlier.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="How many to show.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="How many to pass over first.")] = 0,
    imports: Annotated[bool, typer.Option("--imports", help="The files that were brought in.")] = False,
    one: Annotated[
        str | None,
        typer.Option("--import", metavar="NUMBER|FILE", help="One of them: what of it could not be read or used."),
    ] = None,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """List rows of other people's event data that stand beside the record."""
    from onrecord.ingest.coded.readers import dataset_named
    from onrecord.present.outside import print_claims, print_import, print_imports
    from onrecord.project.asking import day_asked, dyad_asked
    from onrecord.project.project import Project
    from onrecord.types.outside import OutsideFilters

    with Project(project) as opened:
        if imports:
            print_imports(opened.outside.store.imports(), as_json=as_json)
            return
        if one is not None:
            print_import(opened.outside, opened.outside.import_named(one), as_json=as_json)
            return
        asked = OutsideFilters(
            dataset_named(dataset) if dataset else None,
            party and party.upper(),
            dyad_asked(dyad),
            kind and kind.upper(),
            day_asked(since),
            day_asked(until),
        )
        print_claims(opened.outside.claims(asked, limit=limit, offset=offset), as_json=as_json)


def register(app: typer.Typer) -> None:
    """Put the commands into the command line."""
    app.command("import", epilog=IMPORT_EPILOG)(bring_in)
    app.command(epilog=OUTSIDE_EPILOG)(outside)
