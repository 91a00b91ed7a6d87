"""The commands of a project: options in, the verbs of `onrecord.project`, their results printed.

Heavy modules are imported within the commands, so that `search`, `show` and `status` answer at once.
"""

# ruff: noqa: PLC0415
from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.ingest.items import ItemDefaults

ProjectOption = Annotated[
    Path | None,
    typer.Option(
        "--project", "-p", help="Folder of the project; else that of ONRECORD_PROJECT, or the nearest above here."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary on standard error.")]

INIT_EPILOG = """Examples:

  onrecord init watch

  onrecord init watch --name "Indian Ocean"
"""
ADD_EPILOG = """Examples:

  onrecord add reports/ page.html

  onrecord add table.csv --map title=headline,published=day --outlet "Example Wire"

  onrecord add https://news.example/feed.xml

  onrecord add feeds.opml --fetch

  onrecord add --retry
"""
SHOW_EPILOG = """Examples:

  onrecord show 1f3a

  onrecord show 1f3a --text

  onrecord show 1f3a --json
"""
SEARCH_EPILOG = """Write words, "phrases in quotes", prefix*, -not; before any of these title: text: actor: source:

Examples:

  onrecord search summit "joint exercise" -gas

  onrecord search visit --dyad RUS-IND --status scheduled

  onrecord search title:gas* --since 2025-11-01 --source-type unnamed

  onrecord search --type SANCTION --party USA --json

  onrecord search --kind position --party IND --type seeks
"""
LOG_EPILOG = """Examples:

  onrecord log

  onrecord log --failed

  onrecord log --stale --json
"""
KEEP_EPILOG = """Examples:

  onrecord backup watch-2025-12-04.db

  onrecord restore watch-2025-12-04.db watch-again
"""


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make, or an existing one.")],
    name: Annotated[str | None, typer.Option(help="What the project is called; by default as its folder.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a project: one folder that keeps what is added, read and judged."""
    from onrecord.present.projects import print_made
    from onrecord.project.project import Project

    with Project.init(folder, name=name) as project:
        print_made(project, as_json=as_json)


def doctor(
    project: ProjectOption = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Make the effective view and the search index anew.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check that all parts are there and that the project is sound; exits with 1 where something required is not."""
    from onrecord.present.projects import print_checks
    from onrecord.project import checking, folder

    inside = project is not None or folder.is_inside()
    if repair and not inside:
        raise UsageError("--repair needs a project; name one with --project DIR")
    home = folder.find(project) if inside else Path.cwd()
    checks = list(checking.check_program(home))
    if inside:
        checks += checking.check_project(home, repair=repair)
    if not print_checks(checks, as_json=as_json):
        raise typer.Exit(1)


def add(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH|URL…",
            help="Text, HTML, PDF, JSONL, CSV, feed, OPML, sitemap, WARC or mail (also .gz), a folder of these, a URL.",
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Headline, where an item lacks it.")] = None,
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Publication date, where an item lacks it.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it, where an item does not say.")] = None,
    field_map: Annotated[
        str | None,
        typer.Option("--map", metavar="FIELD=COLUMN,…", help="Which columns of CSV or JSON hold which fields."),
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Also fetch what files link to: feeds of a list, say.")
    ] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Run again what left failures behind.")] = False,
    project: ProjectOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Add articles to the project; what is known stays as it is, what has changed is a further version."""
    from onrecord.present.projects import print_result
    from onrecord.present.screens import watching
    from onrecord.project.project import Project

    if retry == bool(sources):
        raise UsageError("add: name a file, a folder or a web address, or give --retry alone")
    defaults = defaults_of(title, published, outlet)
    columns = columns_of(field_map)
    with Project(project) as opened, watching("adding", quiet=quiet) as watch:
        if retry:
            result = opened.retry(watch=watch)
        else:
            result = opened.add(sources or [], defaults=defaults, field_map=columns, fetch=fetch, watch=watch)
    print_result(result, as_json=as_json, quiet=quiet)
    if result.stopped or result.failed:
        raise typer.Exit(130 if result.stopped else 1)


def read_project(
    project: Path | None, *, again: bool, limit: int | None, workers: int | None, as_json: bool, quiet: bool
) -> None:
    """Annotate what is new in the project; what `onrecord read` does without a file."""
    from onrecord.present.projects import print_result
    from onrecord.present.screens import watching
    from onrecord.project.project import Project

    with Project(project) as opened, watching("reading", quiet=quiet) as watch:
        result = opened.read(again=again, limit=limit, workers=workers, watch=watch)
    print_result(result, as_json=as_json, quiet=quiet)
    if result.stopped or result.failed:
        raise typer.Exit(130 if result.stopped else 1)


def show(
    identity: Annotated[
        str, typer.Argument(metavar="ID", help="Id of an article, version or record, or its first digits.")
    ],
    with_text: Annotated[bool, typer.Option("--text", help="Print the text as well.")] = False,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show an article: its versions and copies, what stands in its record, who judged what."""
    from onrecord.present.dossiers import print_dossier
    from onrecord.project.project import Project

    with Project(project) as opened:
        print_dossier(opened.show(identity), with_text=with_text, as_json=as_json)


def search(
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS…", help="What to look for; see below.")] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help="Only with such a record: event, position, flow, leverage, narrative, forum, instrument, attribution"
            " or evaluation; the options down to --source-type then hold of it.",
        ),
    ] = None,
    party: Annotated[str | None, typer.Option(help="Only with a record on, or a source of, this party.")] = None,
    dyad: Annotated[str | None, typer.Option(help="Only with an act between two parties, like RUS-IND.")] = None,
    type_: Annotated[
        str | None,
        typer.Option("--type", help="Only of this PLOVER type, or stance, or kind of flow or instrument."),
    ] = None,
    status: Annotated[str | None, typer.Option(help="Only of this status, like scheduled, or stage.")] = None,
    source_type: Annotated[str | None, typer.Option(help="Only with a source of this type, like unnamed.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only of this outlet.")] = None,
    language: Annotated[str | None, typer.Option(help="Only in this language, like en.")] = None,
    since: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Published on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Published on this day or earlier.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many to show.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="How many to pass over first.")] = 0,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Search texts, titles, actors and sources; filters on records hold of one and the same record."""
    from onrecord.present.projects import print_found
    from onrecord.project.project import Project

    with Project(project) as opened:
        found = opened.search(
            # the shell has taken the quotes off a phrase; a word with a space in it was one
            " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words or ()),
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
            limit=limit,
            offset=offset,
        )
    print_found(found, offset=offset, as_json=as_json)


def status(
    project: ProjectOption = None,
    digest: Annotated[
        bool, typer.Option("--digest", help="Print one hash over all that stands, and nothing else.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show how much there is, what is unread or failed, and what to do next."""
    from onrecord.present.projects import print_status
    from onrecord.project.project import Project

    with Project(project) as opened:
        if digest:
            typer.echo(opened.digest())
        else:
            print_status(opened, as_json=as_json)


def log(
    failed: Annotated[bool, typer.Option("--failed", help="What could not be added or read, and why.")] = False,
    stale: Annotated[
        bool, typer.Option("--stale", help="Judgements that hold for nothing in the text as it stands.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="How many lines to show.")] = 20,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what was done, when and by whom."""
    from onrecord.present import projects
    from onrecord.project.project import Project

    if failed and stale:
        raise UsageError("--failed and --stale are two lists; ask for one of them")
    with Project(project) as opened:
        if failed:
            projects.print_failures(opened.failures()[:limit], as_json=as_json)
        elif stale:
            projects.print_stale(opened.stale()[:limit], as_json=as_json)
        else:
            projects.print_log(opened.log(limit), as_json=as_json)


def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="New file to write.")],
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Copy the project into one file and check the copy; others may go on working meanwhile."""
    from onrecord.present.projects import print_backup
    from onrecord.project.project import Project

    with Project(project) as opened:
        print_backup(target, opened.backup(target), as_json=as_json)


def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="New folder to make the project in.")],
    as_json: JsonOption = False,
) -> None:
    """Make a project from a backup, in a new folder."""
    from onrecord.present.projects import print_made
    from onrecord.project.project import restore as make_again

    with make_again(source, folder) as project:
        print_made(project, as_json=as_json)


def defaults_of(title: str | None, published: str | None, outlet: str | None) -> ItemDefaults:
    """Return what the options say of all items; raises UsageError where the day is none."""
    from onrecord.ingest.items import ItemDefaults

    try:
        day = date.fromisoformat(published) if published else None
    except ValueError:
        raise UsageError(f"--published {published!r} is no day; write it as YYYY-MM-DD, like 2025-12-03") from None
    return ItemDefaults(title=title, published=day, outlet=outlet)


def columns_of(words: str | None) -> dict[str, str]:
    """Return the field map that `--map` gives; raises UsageError where it is not FIELD=COLUMN,…"""
    found: dict[str, str] = {}
    for part in (words or "").split(","):
        name, equals, column = part.partition("=")
        if part.strip() and not (equals and name.strip() and column.strip()):
            raise UsageError(f"--map {part!r}: write FIELD=COLUMN, like title=headline")
        if part.strip():
            found[name.strip()] = column.strip()
    return found


def register(app: typer.Typer) -> None:
    """Put the commands into the command line."""
    app.command(epilog=INIT_EPILOG)(init)
    app.command()(doctor)
    app.command(epilog=ADD_EPILOG)(add)
    app.command(epilog=SHOW_EPILOG)(show)
    app.command(epilog=SEARCH_EPILOG)(search)
    app.command()(status)
    app.command(epilog=LOG_EPILOG)(log)
    app.command(epilog=KEEP_EPILOG)(backup)
    app.command(epilog=KEEP_EPILOG)(restore)
