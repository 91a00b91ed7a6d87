"""The commands of many articles: `code` makes a lake, `sql` and `lake` ask it."""

# ruff: noqa: PLC0415
from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import UsageError
from onrecord.present.cli_project import JsonOption, ProjectOption, QuietOption, columns_of, defaults_of

CODE_EPILOG = """Examples:

  onrecord code articles.jsonl --out lake

  onrecord code archives/ pages/ table.parquet --out lake --workers 8 --map title=headline

  onrecord code corpus/ --out lake --engine ray
"""


SQL_EPILOG = """Examples:

  onrecord sql "SELECT type, status, count(*) FROM events GROUP BY ALL ORDER BY 3 DESC" --lake lake

  onrecord sql "FROM happenings SELECT * WHERE list_contains(dyads, 'IND-RUS')" --lake lake --format csv --out e.csv

  onrecord sql "SHOW TABLES" --lake lake
"""
LAKE_EPILOG = """Examples:

  onrecord lake resolve lake

  onrecord lake dyads --lake lake --dyad RUS-IND --by year

  onrecord lake dyads --lake lake --detail --format csv --out dyads.csv

  onrecord lake merge lake --project watch
"""
ROWS_OF_TABLE = 100


class FormatChoice(StrEnum):
    """How answers are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"

    @property
    def rows(self) -> int | None:
        """Return how many rows are printed where nobody says."""
        return ROWS_OF_TABLE if self is FormatChoice.table else None


class Period(StrEnum):
    """Lengths of periods."""

    week = "week"
    month = "month"
    year = "year"


class TriageChoice(StrEnum):
    """What is read of an article."""

    off = "off"
    on = "on"
    audit = "audit"


class EngineChoice(StrEnum):
    """The engines there are."""

    local = "local"
    ray = "ray"


def code(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT…", help="JSONL, WARC, Parquet, CSV, feed, PDF, mail, text, HTML, or folders."),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="LAKE", help="Folder of the lake; it may be there already.")],
    engine: Annotated[EngineChoice, typer.Option(help="Where workers run: on this machine, or on Ray.")] = (
        EngineChoice.local
    ),
    workers: Annotated[int | None, typer.Option(min=1, help="How many workers; by default one a core.")] = None,
    shard_size: Annotated[
        int | None, typer.Option(min=1, help="Most articles in a shard: what a lost worker costs; by default 500.")
    ] = None,
    triage: Annotated[
        TriageChoice,
        typer.Option(help="Read only sentences that may tell an act between parties; audit: all, and the losses."),
    ] = TriageChoice.off,
    title: Annotated[str | None, typer.Option(help="Headline, where an item lacks it.")] = None,
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Publication date, where an item lacks it.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it, where an item does not say.")] = None,
    field_map: Annotated[
        str | None,
        typer.Option("--map", metavar="FIELD=COLUMN,…", help="Which columns of tables or JSON hold which fields."),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read a corpus into a lake of Parquet files, on many cores or machines; what is finished there is kept."""
    from onrecord.present.lakes import print_coded, watching_shards
    from onrecord.scale.code import code as code_inputs

    with watching_shards(quiet=quiet) as watch:
        result = code_inputs(
            inputs,
            out,
            engine=engine.value,
            workers=workers,
            shard_size=shard_size,
            triage=triage.value,
            defaults=defaults_of(title, published, outlet),
            field_map=columns_of(field_map),
            watch=watch,
        )
    print_coded(result, out, as_json=as_json, quiet=quiet)
    if result.stopped or result.failed or result.lost:
        raise typer.Exit(130 if result.stopped else 1)


LakeOption = Annotated[Path, typer.Option("--lake", metavar="LAKE", help="Folder of the lake.")]
FormatOption = Annotated[FormatChoice, typer.Option("--format", help="How the answer is printed.")]
OutOption = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="File to write instead of printing.")]
LimitOption = Annotated[
    int | None, typer.Option(min=1, help="At most so many rows; by default 100 of a table, else all.")
]


def sql(
    query: Annotated[str, typer.Argument(metavar="SELECT", help="One SELECT over the tables of the lake.")],
    lake: LakeOption,
    format_: FormatOption = FormatChoice.table,
    out: OutOption = None,
    limit: LimitOption = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="Give up after so many seconds.")] = 300.0,
) -> None:
    """Ask a lake with SQL; nothing but its tables can be read, and nothing changed."""
    from onrecord.present.lakes import print_answer, save_answer
    from onrecord.scale.lake import Lake

    opened = Lake(lake)
    if format_ is FormatChoice.parquet:
        save_answer(opened, query, out, seconds=seconds)
        return
    print_answer(opened.ask(query, limit=limit or format_.rows, seconds=seconds), format_.value, out)


lakes = typer.Typer(help="What is known of a lake as a whole.", no_args_is_help=True, rich_markup_mode=None)


@lakes.command(epilog=LAKE_EPILOG)
def resolve(
    lake: Annotated[Path, typer.Argument(metavar="LAKE", help="Folder of the lake.")],
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Find copies and happenings across all shards; doubles and older versions of articles are set aside."""
    from onrecord.present.lakes import print_linked, watching_stages
    from onrecord.scale.linking import link_lake

    with watching_stages(quiet=quiet) as watch:
        result = link_lake(lake, watch)
    print_linked(result, as_json=as_json, quiet=quiet)


@lakes.command(epilog=LAKE_EPILOG)
def dyads(
    lake: LakeOption,
    dyad: Annotated[str | None, typer.Option(help="Only between two parties, like RUS-IND.")] = None,
    by: Annotated[Period, typer.Option(help="Length of the periods.")] = Period.month,
    detail: Annotated[bool, typer.Option("--detail", help="A row for each type and status.")] = False,
    status: Annotated[
        list[str] | None, typer.Option(help="Only of this status (may be given again); by default what happened.")
    ] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="On this day or later.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="On this day or earlier.")] = None,
    format_: FormatOption = FormatChoice.table,
    out: OutOption = None,
    limit: LimitOption = None,
) -> None:
    """Count cooperation and conflict of all dyads by period: happenings, articles, reports, independent origins."""
    from onrecord.present.lakes import print_answer
    from onrecord.query.dyads import FACTS
    from onrecord.scale.counting import dyads as count_dyads
    from onrecord.scale.lake import Lake

    if format_ is FormatChoice.parquet:
        raise UsageError("dyads: prints a table, CSV or JSON; the table acts itself can be had with onrecord sql")
    answer = count_dyads(
        Lake(lake),
        by=by.value,
        detail=detail,
        dyad=dyad,
        statuses=status or FACTS,
        since=since.date() if since else None,
        until=until.date() if until else None,
        limit=limit or format_.rows,
    )
    print_answer(answer, format_.value, out)


@lakes.command(epilog=LAKE_EPILOG)
def merge(
    lake: Annotated[Path, typer.Argument(metavar="LAKE", help="Folder of the lake.")],
    project: ProjectOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Bring the articles and readings of a lake into a project."""
    from onrecord.present.projects import print_result
    from onrecord.present.screens import watching
    from onrecord.project.project import Project

    with Project(project) as opened, watching("merging", quiet=quiet) as watch:
        result = opened.merge(lake, watch=watch)
    print_result(result, as_json=as_json, quiet=quiet)
    if result.stopped:
        raise typer.Exit(130)


def register(app: typer.Typer) -> None:
    """Put the commands into the command line."""
    app.command(epilog=CODE_EPILOG)(code)
    app.command(epilog=SQL_EPILOG)(sql)
    app.add_typer(lakes, name="lake")
