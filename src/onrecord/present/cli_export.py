"""The commands `export` and `release`: the record in the forms other programs read."""

# ruff: noqa: PLC0415
from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import UsageError
from onrecord.present.cli_project import JsonOption, ProjectOption, QuietOption

EXPORT_EPILOG = """Examples:

  onrecord export --list

  onrecord export --to events-csv events.csv

  onrecord export --to events-csv --dyad RUS-IND --since 2025-11-01 - | head
"""
RELEASE_EPILOG = """Examples:

  onrecord release releases

  onrecord release india-russia --dyad RUS-IND --until 2025-12-31 --today 2026-01-05
"""


def export(
    out: Annotated[
        str | None, typer.Argument(metavar="OUT", help="File or folder to write; - for standard output.")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="FORMAT", help="In which form; see --list.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Say which forms there are and what each leaves out.")] = False,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="Of articles: only those with such a record, as in search.")
    ] = None,
    party: Annotated[str | None, typer.Option(help="Only on this party, like IND.")] = None,
    dyad: Annotated[str | None, typer.Option(help="Only between two parties, like RUS-IND.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="Only of this PLOVER type, or stance, or kind.")] = None,
    status: Annotated[str | None, typer.Option(help="Only of this status, like scheduled, or stage.")] = None,
    source_type: Annotated[str | None, typer.Option(help="Only with a source of this type, like unnamed.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only of this outlet.")] = None,
    language: Annotated[str | None, typer.Option(help="Only in this language, like en.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Articles published, events placed on this day or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Articles published, events placed on this day or earlier.")
    ] = None,
    today: Annotated[
        str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="The ledger as of this day; else the present.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Put it in the place of what OUT holds.")] = False,
    project: ProjectOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write the record, or a part of it, in a form that other programs read."""
    from onrecord.present.export import listing, registry, writing
    from onrecord.present.screens import watching
    from onrecord.project.asking import asked_of
    from onrecord.project.project import Project

    if list_:
        listing.print_formats(as_json=as_json)
        return
    if not to or not out:
        raise UsageError("export: give --to FORMAT and OUT; onrecord export --list names the formats")
    exporter = registry.exporter(to)
    asked = asked_of(
        today=today,
        kind=kind,
        party=party,
        dyad=dyad,
        type=type_,
        status=status,
        source_type=source_type,
        outlet=outlet,
        language=language,
        since=since,
        until=until,
    )
    with Project(project) as opened, watching("exporting", quiet=quiet) as watch:
        summary = writing.export(opened, exporter, out, asked, force=force, watch=watch)
    listing.print_summary(summary, to, out, as_json=as_json, quiet=quiet)


def release(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the releases; made where it is not there.")],
    form: Annotated[str, typer.Option("--form", help="parquet or csv.")] = "parquet",
    party: Annotated[str | None, typer.Option(help="Only on this party, like IND.")] = None,
    dyad: Annotated[str | None, typer.Option(help="Only between two parties, like RUS-IND.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Articles published, events placed on this day or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Articles published, events placed on this day or earlier.")
    ] = None,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="YYYY-MM-DD", help="The day of the release and its ledger; else the present."),
    ] = None,
    project: ProjectOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make the next numbered release of the data set, with what changed since the one before."""
    from onrecord.present.export import listing, releases
    from onrecord.present.screens import watching
    from onrecord.project.asking import asked_of
    from onrecord.project.project import Project

    asked = asked_of(today=today, party=party, dyad=dyad, since=since, until=until)
    with Project(project) as opened, watching("exporting", quiet=quiet) as watch:
        made = releases.release(opened, folder, asked, form=form, watch=watch)
    listing.print_release(made, as_json=as_json)


def register(app: typer.Typer) -> None:
    """Put the commands into the command line."""
    app.command(epilog=EXPORT_EPILOG)(export)
    app.command(epilog=RELEASE_EPILOG)(release)
