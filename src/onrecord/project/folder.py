"""The folder of a project: where it is, what it is called, how it is set.

A project is a folder with `onrecord.toml` (its name and settings, for people to edit) and `record.db` (its store).
"""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError

SETTINGS = "onrecord.toml"
STORE = "record.db"
VARIABLE = "ONRECORD_PROJECT"
TEMPLATE = """# A project of onrecord. record.db beside this file holds its record; see onrecord status.
name = {name}
created = {created}

[fetch]
# Seconds between two requests to one host.
delay = 1.0
# Whether addresses of this machine and its network may be fetched.
allow_private = false

[ledger]
# From which score on (0.64 to 1) a strong proposal stands where nobody decided, marked as by "auto"; false: never.
auto_resolve = false
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `onrecord.toml` says; `confidence` is from which score on a proposal stands by itself, None for never."""

    name: str
    created: str
    delay: float = 1.0
    allow_private: bool = False
    confidence: float | None = None
    licence: str | None = None


def find(given: str | os.PathLike[str] | None = None) -> Path:
    """Return the folder of the project: the one given, that of the environment, or the nearest one above here.

    Raises UsageError where there is none.
    """
    named = given or os.environ.get(VARIABLE)
    if named:
        folder = Path(named)
        if not (folder / SETTINGS).is_file():
            raise UsageError(f"{folder}: no project here ({SETTINGS} is missing); make one with onrecord init {folder}")
        return folder
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return folder
    raise UsageError("no project here or above; make one with onrecord init DIR, or name one with --project DIR")


def is_inside() -> bool:
    """Return whether there is a project to be found without naming one."""
    try:
        find()
    except UsageError:
        return False
    return True


def make(folder: Path) -> None:
    """Make the folder; raises UsageError where a project is there already, or the folder cannot be made."""
    if (folder / SETTINGS).exists() or (folder / STORE).exists():
        raise UsageError(f"{folder}: there is a project already; see onrecord status --project {folder}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made ({error.strerror or error}); choose another folder") from error


def settings_text(name: str, created: str) -> str:
    """Return the settings of a new project; JSON strings are TOML strings."""
    return TEMPLATE.format(name=json.dumps(name), created=json.dumps(created))


def write_settings(folder: Path, text: str) -> None:
    """Write the settings, which makes the folder a project."""
    try:
        (folder / SETTINGS).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror or error}); choose another folder") from error


def read_settings(folder: Path) -> Settings:
    """Return what the settings file says; raises UsageError where it is broken."""
    path = folder / SETTINGS
    try:
        found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); correct it by hand") from error
    fetch = found.get("fetch", {})
    delay, private = fetch.get("delay", 1.0), fetch.get("allow_private", False)
    if not isinstance(delay, (int, float)) or not isinstance(private, bool):
        raise UsageError(f"{path}: [fetch] takes delay = SECONDS and allow_private = true or false")
    licence = found.get("licence")
    if licence is not None and not isinstance(licence, str):
        raise UsageError(f'{path}: licence takes the name of a licence in quotation marks, like "CC-BY-4.0"')
    confidence = _confidence(path, found.get("ledger", {}))
    name, created = str(found.get("name", folder.name)), str(found.get("created", ""))
    return Settings(name, created, float(delay), private, confidence, licence)


def _confidence(path: Path, ledger: dict[str, Any]) -> float | None:
    given = ledger.get("auto_resolve", False)
    if given is False:
        return None
    if isinstance(given, bool) or not isinstance(given, (int, float)) or not 0 < given <= 1:
        raise UsageError(f"{path}: [ledger] takes auto_resolve = false or a score from above 0 to 1, like 0.8")
    return float(given)
