"""The floors of quality: the least each figure may be, kept in a file, raised by command and never lowered by it.

A floor belongs to the digest of the data it was measured on: figures of other data are not compared with it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Measured = dict[str, dict[str, Any]]
# one flipped item moves the smallest set's figures by more than this; less is no change
TOLERANCE = 0.0005
LESS_IS_BETTER = ("per_record", "mae")


def read_floors(path: Path) -> Measured:
    """Return the floors of a file; raises UsageError where it cannot be read."""
    try:
        floors: Measured = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"evaluate: the floors in {path} cannot be read ({error})") from error
    return floors


def shortfalls(measured: Measured, floors: Measured) -> list[str]:
    """Return a line for each measured figure that does not reach its floor, and for each set measured on other data."""
    return [line for name, result in measured.items() for line in _short(name, result, floors.get(name))]


def _short(name: str, result: dict[str, Any], floor: dict[str, Any] | None) -> Iterator[str]:
    if floor is None:
        return
    if floor["digest"] != result["digest"]:
        yield f"{name}: the data differ from those its floors were measured on; take its floors out to set new ones"
        return
    for figure, least in floor["figures"].items():
        value = result["figures"].get(figure, 0.0)
        if _worse(figure, value, least):
            yield f"{name}: {figure} is {value:.4f}, its floor {least:.4f}"


def _worse(figure: str, value: float, floor: float) -> bool:
    less = figure.endswith(LESS_IS_BETTER)
    return value > floor + TOLERANCE if less else value < floor - TOLERANCE


def write_raised(path: Path, measured: Measured) -> None:
    """Write into a file of floors what rose; a set without floors gets its figures, others keep the better ones.

    Raises UsageError where a set's floors were measured on other data.
    """
    floors = read_floors(path) if path.exists() else {}
    for name, result in measured.items():
        floor = floors.setdefault(name, result)
        if floor["digest"] != result["digest"]:
            raise UsageError(f"evaluate: {name} was measured on other data; take its floors out of {path} first")
        for figure, value in result["figures"].items():
            known = floor["figures"].setdefault(figure, value)
            if not _worse(figure, value, known):
                floor["figures"][figure] = value
    path.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
