"""The commands on what a relation is made of beside acts: forums, instruments, and what parties want."""

# ruff: noqa: PLC0415
from __future__ import annotations

from typing import Annotated

import typer

from onrecord.present.cli_project import JsonOption, ProjectOption

FORUMS_EPILOG = """Examples:

  onrecord forums

  onrecord forums --dyad RUS-IND --json
"""
INSTRUMENTS_EPILOG = """Examples:

  onrecord instruments

  onrecord instruments --dyad RUS-IND --json
"""
WANTS_EPILOG = """Examples:

  onrecord wants RUS-IND

  onrecord wants IND --json
"""
DyadOption = Annotated[str | None, typer.Option("--dyad", help="Only between two parties, like RUS-IND.")]


def forums(dyad: DyadOption = None, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """List forums with their sessions in order: day, place, chairs, who tells it, what is missing or not agreed."""
    from onrecord.present.proceedings import print_forums
    from onrecord.project.project import Project

    with Project(project) as opened:
        print_forums(opened.forums(dyad=dyad), as_json=as_json)


def instruments(dyad: DyadOption = None, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """List agreements and the like through their stages: when, by whose word, with which amounts."""
    from onrecord.present.proceedings import print_instruments
    from onrecord.project.project import Project

    with Project(project) as opened:
        print_instruments(opened.instruments(dyad=dyad), as_json=as_json)


def wants(
    parties: Annotated[str, typer.Argument(metavar="DYAD|PARTY", help="Two parties, like RUS-IND, or one.")],
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what each of two parties wants of the other, or what one wants: positions, leverage, flows, and by whom."""
    from onrecord.present.wants import print_wants
    from onrecord.project.project import Project

    with Project(project) as opened:
        print_wants(opened.wants(parties), as_json=as_json)


def register(app: typer.Typer) -> None:
    """Put the commands into the command line."""
    app.command(epilog=FORUMS_EPILOG)(forums)
    app.command(epilog=INSTRUMENTS_EPILOG)(instruments)
    app.command(epilog=WANTS_EPILOG)(wants)
