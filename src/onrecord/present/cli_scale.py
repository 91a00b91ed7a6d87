"""The commands of many articles: `code` makes a lake, `sql` and `lake` ask it."""

# ruff: noqa: PLC0415
from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.present.cli_project import JsonOption, QuietOption, columns_of, defaults_of

CODE_EPILOG = """Examples:

  onrecord code articles.jsonl --out lake

  onrecord code archives/ pages/ table.parquet --out lake --workers 8 --map title=headline

  onrecord code corpus/ --out lake --engine ray
"""


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
            defaults=defaults_of(title, published, outlet),
            field_map=columns_of(field_map),
            watch=watch,
        )
    print_coded(result, as_json=as_json, quiet=quiet)
    if result.stopped or result.failed or result.lost:
        raise typer.Exit(130 if result.stopped else 1)


def register(app: typer.Typer) -> None:
    """Put the commands into the command line."""
    app.command(epilog=CODE_EPILOG)(code)
