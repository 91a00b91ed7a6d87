"""The command that sets coverages side by side."""

# ruff: noqa: PLC0415
from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from onrecord.present.cli_project import JsonOption, ProjectOption

COMPARE_EPILOG = """Examples:

  onrecord compare --dyad RUS-IND --by outlet

  onrecord compare --event 1f3a --by source-type --json
"""


class By(Enum):
    """What makes a group."""

    outlet = "outlet"
    party = "party"
    source_type = "source-type"


def compare(
    event: Annotated[str | None, typer.Option(help="Id of an event: the articles that tell it.")] = None,
    dyad: Annotated[str | None, typer.Option(help="Two parties, like RUS-IND: the articles on them.")] = None,
    by: Annotated[
        By, typer.Option("--by", help="Outlets, or what sources of each party or type are told to have said.")
    ] = By.outlet,
    since: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="On this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="On this day or earlier.")] = None,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set coverages side by side: evaluations, sources, terms of one's own, roles, and what is left out."""
    from onrecord.present.contrast import print_contrast
    from onrecord.project.asking import day_asked, dyad_asked
    from onrecord.project.comparing import told_of
    from onrecord.project.project import Project
    from onrecord.query.contrast import contrast

    with Project(project) as opened:
        told = told_of(opened, event=event, dyad=dyad_asked(dyad), since=day_asked(since), until=day_asked(until))
        outside = opened.outside.between(dyad_asked(dyad), since=day_asked(since), until=day_asked(until))
        print_contrast(contrast(told, by.value), outside, as_json=as_json)


def register(app: typer.Typer) -> None:
    """Put the command into the command line."""
    app.command(epilog=COMPARE_EPILOG)(compare)
