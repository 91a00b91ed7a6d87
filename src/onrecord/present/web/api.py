"""The interface for programs: /api/v1, described at /api/v1/openapi.json."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from onrecord.present.web.serving import Opened
from onrecord.version import __version__

router = APIRouter(prefix="/api/v1")


@router.get("")
def root(project: Opened) -> dict[str, Any]:
    """Return what there is."""
    return {"program": "onrecord", "version": __version__, "project": project.settings.name}
