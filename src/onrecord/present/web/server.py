"""The server process: listen, print the addresses that open the workbench, serve until it is stopped."""

from __future__ import annotations

import sys
import threading
import webbrowser
from typing import TYPE_CHECKING

import uvicorn

from onrecord.present.web.app import create_app
from onrecord.present.web.security import ROLES, token_of

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.present.web.settings import WebSettings


class _Server(uvicorn.Server):
    """A server that says where it is once it listens, whichever port it was given."""

    def __init__(self, config: uvicorn.Config, settings: WebSettings, host: str, *, browse: bool) -> None:
        super().__init__(config)
        self.settings, self.host, self.browse = settings, host, browse

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Begin to listen."""
        await super().startup(sockets)  # type: ignore[arg-type]
        if not self.servers:
            return
        port = self.servers[0].sockets[0].getsockname()[1]
        base = f"http://{self.host}:{port}/"
        for role in reversed(ROLES):
            sys.stdout.write(f"{role:<9} {base}?token={token_of(self.settings.secret, role)}\n")
        sys.stdout.write("Ctrl-C ends it.\n")
        sys.stdout.flush()
        if self.browse:
            threading.Thread(target=webbrowser.open, args=(f"{base}?token={self.settings.secret}",)).start()


def run(folder: Path, settings: WebSettings, host: str, port: int, *, browse: bool) -> None:
    """Serve the project in a folder until the process is told to stop."""
    # no line per request: addresses hold what somebody searched for
    config = uvicorn.Config(
        create_app(folder, settings),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    shown = f"[{host}]" if ":" in host else host
    _Server(config, settings, shown, browse=browse).run()
