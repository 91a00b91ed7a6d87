"""The command line: thin verbs over the Python interface.

Results go to standard output, everything else (progress, warnings, errors) to standard error.
Exit codes: 0 all read · 1 some items could not be read (each named on standard error) ·
2 the call itself cannot be carried out.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import OnrecordError, UsageError
from onrecord.present import (
    cli_across,
    cli_brief,
    cli_compare,
    cli_export,
    cli_judge,
    cli_outside,
    cli_project,
    cli_relations,
    cli_scale,
    cli_serve,
)
from onrecord.present.cli_project import ProjectOption, QuietOption, read_project
from onrecord.project import folder

app = typer.Typer(
    name="onrecord",
    help="The record of relations between states, from coverage of them: who did, said or plans what with whom,"
    " when and where, according to whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

READ_EPILOG = """Examples:

  onrecord read article.txt --published 2025-12-03

  onrecord read page.html --json > record.jsonl

  cat story.txt | onrecord read - --outlet "Example Wire" --published 2025-12-05 --why

  onrecord read corpus.jsonl folder/ --json > records.jsonl

  onrecord read --why-not "Ankara is weighing a visit to Baku."

Within a project (see onrecord init), without a FILE:

  onrecord read

  onrecord read --again --workers 4
"""


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Show the version, or leave it to a command."""
    if version:
        from onrecord.version import __version__  # noqa: PLC0415 - only this option needs it

        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


TriageOption = Annotated[
    str,
    typer.Option(
        metavar="off|on|audit",
        help="Parse only sentences that may tell an act between parties (on); audit: tell the loss.",
    ),
]


@app.command(epilog=READ_EPILOG)
def read(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE…|-",
            help="Text, HTML, PDF, JSONL, CSV, feed, WARC or mail (also .gz), a folder of these, or - for standard"
            " input; without a FILE, what is new in the project.",
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Headline, where the file lacks it.")] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="Publication date; without it, relative times stay open."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a document instead of the brief.")
    ] = False,
    with_text: Annotated[bool, typer.Option("--with-text", help="With --json: add the document's text.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Show for each line the words and the rules behind it.")] = False,
    why_not: Annotated[
        str | None,
        typer.Option(
            metavar="SENTENCE", help="Show which event frames nearly fired on a sentence and what was missing."
        ),
    ] = None,
    triage: TriageOption = "off",
    again: Annotated[
        bool, typer.Option("--again", help="In a project: also what another model or vocabulary has read.")
    ] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="In a project: at most so many articles.")] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="In a project: how many processes; by default one a core.")
    ] = None,
    project: ProjectOption = None,
    quiet: QuietOption = False,
) -> None:
    """Read articles into their record: the brief for people, or JSON. In a project, read what is new in it."""
    if not files and why_not is None and (project is not None or folder.is_inside()):
        read_project(project, again=again, limit=limit, workers=workers, as_json=as_json, quiet=quiet)
        return
    from onrecord.present.reading import ReadOptions, read_files, triage_mode  # noqa: PLC0415 - heavy imports only when used
    from onrecord.reading import as_date  # noqa: PLC0415

    if why_not is not None:
        from onrecord.present.reading import explain_sentence  # noqa: PLC0415

        explain_sentence(why_not, published=as_date(published))
        return
    if not files:
        raise UsageError("read: name a file, a folder, or - for standard input; see onrecord read --help")
    if again or limit or workers or project:
        raise UsageError("--again, --limit, --workers and --project go without a FILE: they are about a project")
    if with_text and not as_json:
        raise UsageError("--with-text goes with --json only")
    options = ReadOptions(as_json=as_json, with_text=with_text, why=why, quiet=quiet, triage=triage_mode(triage))
    failed = read_files(files, title=title, published=as_date(published), outlet=outlet, url=url, options=options)
    if failed:
        raise typer.Exit(1)


@app.command()
def evaluate(
    data: Annotated[
        Path | None,
        typer.Option(help="Folder with evaluation data (gold/, data/); by default ../shared where it is present."),
    ] = None,
    only: Annotated[list[str] | None, typer.Option(help="Only these data sets (may be given several times).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    gate: Annotated[
        Path | None,
        typer.Option(help="Compare with the floors in this file; exit with 1 where one is not reached."),
    ] = None,
    raise_floors: Annotated[
        Path | None, typer.Option("--raise", help="Write the figures that rose into this file of floors.")
    ] = None,
) -> None:
    """Measure what is found against hand-made gold; prints one table."""
    from onrecord.present.evaluation import run_evaluation  # noqa: PLC0415 - heavy imports only when used

    if not run_evaluation(data, only or [], as_json=as_json, gate=gate, raise_floors=raise_floors):
        raise typer.Exit(1)


cli_project.register(app)
cli_judge.register(app)
cli_across.register(app)
cli_relations.register(app)
cli_compare.register(app)
cli_export.register(app)
cli_outside.register(app)
cli_brief.register(app)
cli_scale.register(app)
cli_serve.register(app)


def main() -> None:
    """Run the command line; an error of ours is one line on standard error and exit code 2."""
    _speak_utf8()
    try:
        app(prog_name="onrecord", standalone_mode=True)
    except OnrecordError as error:
        typer.echo(f"onrecord: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # the reader of our output has seen enough (`| head`)
        sys.stderr.close()
        sys.exit(0)


def _speak_utf8() -> None:
    """Print UTF-8 whatever the terminal's setting; a lone surrogate (in a title, say) is printed as its escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main()
