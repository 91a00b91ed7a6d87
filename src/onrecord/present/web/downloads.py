"""An export as a download: written to a place of its own, sent, and taken away again.

Guarantees: what is sent is whole, since it is written before the first byte goes out; no more than `MOST_AT_ONCE` are
written at once; nothing is left on the disk, also where whoever asked went away.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from onrecord.present.export import registry
from onrecord.present.export.writing import fill
from onrecord.present.web.errors import Refused
from onrecord.project.outgoing import Asked
from onrecord.project.project import Project

MOST_AT_ONCE = 2
# the first day a ZIP archive can tell; a fixed one keeps the same export the same file
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_turns = threading.BoundedSemaphore(MOST_AT_ONCE)


def download(project: Project, name: str, asked: Asked) -> Response:
    """Return an export as a file; of a format that is a folder, as a ZIP archive. Raises UsageError, Refused."""
    exporter = registry.exporter(name)
    home = Path(tempfile.mkdtemp(prefix="onrecord-export-"))
    try:
        with turn():
            made = home / f"{name}{exporter.suffix}"
            if not exporter.suffix:
                made.mkdir()
            fill(project, exporter, made, asked)
            sent = made if exporter.suffix else _zipped(made)
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)
        raise
    return FileResponse(
        sent,
        filename=f"onrecord-{sent.name}",
        media_type="application/octet-stream",
        background=BackgroundTask(shutil.rmtree, home, ignore_errors=True),
    )


@contextmanager
def turn() -> Iterator[None]:
    """Hold one of the places for exports; raises Refused where all are taken."""
    if not _turns.acquire(blocking=False):
        raise Refused(503, "busy", f"{MOST_AT_ONCE} exports are being written already", "try again in a minute")
    try:
        yield
    finally:
        _turns.release()


def _zipped(folder: Path) -> Path:
    """Return a folder as an archive beside it, its files in order."""
    out = folder.with_suffix(".zip")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
    return out
