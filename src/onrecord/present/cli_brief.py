"""The command `brief`: the page an analyst would send, on an event, an article or a dyad."""

# ruff: noqa: PLC0415
from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import UsageError
from onrecord.present.cli_project import ProjectOption, QuietOption

BRIEF_EPILOG = """Examples:

  onrecord brief RUS-IND

  onrecord brief 1f3a brief.html

  onrecord brief RUS-IND --since 2025-11-01 --html - > dyad.html
"""
STANDARD_OUTPUT = "-"
FORMS = {".md": False, ".html": True, ".htm": True}


def brief(
    what: Annotated[str, typer.Argument(metavar="ID|DYAD", help="Id of an event, claim or article; or like RUS-IND.")],
    out: Annotated[
        str, typer.Argument(metavar="OUT", help="File to write, .md or .html; - for standard output.")
    ] = "-",
    html: Annotated[bool, typer.Option("--html", help="HTML, also where OUT does not end in .html.")] = False,
    since: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Of a dyad: events on this day or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Of a dyad: events on this day or earlier.")
    ] = None,
    today: Annotated[
        str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="The ledger as of this day; else the present.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Put it in the place of what OUT holds.")] = False,
    project: ProjectOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write the page an analyst would send: what is known, by whose word, what is due, contradicted and thin."""
    from onrecord.present.briefs.gathering import gather
    from onrecord.project.asking import day_asked
    from onrecord.project.project import Project

    as_html = html or FORMS.get(Path(out).suffix.lower())
    if as_html is None and out != STANDARD_OUTPUT:
        raise UsageError(f"{out}: name a file that ends in .md or .html, or give --html")
    day = day_asked(today)
    on = date.fromisoformat(day) if day else date.today()  # noqa: DTZ011 - the reader's own day
    with Project(project) as opened:
        text = gather(opened, what, today=on, since=since, until=until, html=bool(as_html))
    _write(text, out, force=force, quiet=quiet)


def _write(text: str, out: str, *, force: bool, quiet: bool) -> None:
    from onrecord.present.export.writing import new_place
    from onrecord.present.projects import say

    if out == STANDARD_OUTPUT:
        typer.echo(text, nl=False)
        return
    with new_place(Path(out), folder=False, force=force) as made:
        made.write_text(text, encoding="utf-8")
    if not quiet:
        say(f"{out}: written")


def register(app: typer.Typer) -> None:
    """Put the command into the command line."""
    app.command(epilog=BRIEF_EPILOG)(brief)
