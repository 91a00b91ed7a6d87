"""The command `serve`: the workbench of a project in the browser."""

# ruff: noqa: PLC0415 - the web server is loaded only where it is started
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.present.web.settings import WebSettings

SERVE_EPILOG = """Examples:

  onrecord serve

  onrecord serve watch --port 9000 --open

  ONRECORD_TOKEN=… onrecord serve watch --host 192.0.2.7
"""
SHORTEST_TOKEN = 16
ANY_HOST = {"0.0.0.0", "::", ""}  # noqa: S104 - recognised, not bound


def serve(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="Folder of the project; else as with --project of the other commands."),
    ] = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on; beyond this machine a --token is needed.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8321,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="ONRECORD_TOKEN",
            show_envvar=False,
            help="Token of the admin, else ONRECORD_TOKEN, else a new one at each start.",
        ),
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option(help="A further name this server is reached by (may be given several times).")
    ] = None,
    browse: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Serve the workbench of a project to the browsers of this machine: read, follow, correct, decide."""
    from onrecord.present.web.server import run
    from onrecord.project import folder as project_folder

    settings = _settings(host, token, name or [])
    run(project_folder.find(folder), settings, host, port, browse=browse)


def _settings(host: str, token: str | None, names: list[str]) -> WebSettings:
    from onrecord.present.web.settings import LOOPBACK_NAMES, WebSettings, is_loopback

    if token is not None and len(token) < SHORTEST_TOKEN:
        raise UsageError(f"serve: a token needs {SHORTEST_TOKEN} characters at least")
    if not is_loopback(host) and token is None:
        raise UsageError(f"serve: {host} can be reached from other machines; choose a token with --token")
    known = [*LOOPBACK_NAMES, *names, *([] if host in ANY_HOST else [host])]
    if host in ANY_HOST and not names:
        raise UsageError(f"serve: with --host {host!r}, say by which name it is reached: --name HOST")
    hosts = tuple(name.lower() for name in known)
    return WebSettings(hosts=hosts) if token is None else WebSettings(secret=token, hosts=hosts)


def register(app: typer.Typer) -> None:
    """Put the command into the command line."""
    app.command(epilog=SERVE_EPILOG)(serve)
