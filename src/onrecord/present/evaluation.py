"""What `onrecord evaluate` prints: one table of figures, and the comparison with the floors."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from onrecord.errors import UsageError
from onrecord.evaluate.sets import SETS, data_digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.evaluate.sets import DataSet

EXAMPLES = Path("examples")
OUTSIDE = Path("../shared")
# one flipped item moves the smallest set's figures by about this much; less is no change
TOLERANCE = 0.0005

Measured = dict[str, dict[str, Any]]


def run_evaluation(data: Path | None, only: Sequence[str], *, as_json: bool, gate: Path | None) -> bool:
    """Measure every set that is there, print the figures; returns False where a floor is not reached.

    Raises UsageError on an unknown set, or where no set is there to measure on.
    """
    known = [s.name for s in SETS]
    unknown = sorted(set(only) - set(known))
    if unknown:
        raise UsageError(f"evaluate: no data set {', '.join(unknown)}; known are {', '.join(known)}")
    floors = None if gate is None else _floors(gate)
    measured = {found.name: _measure(found, root) for found, root in _present(data, only)}
    if not measured:
        raise UsageError("evaluate: no data there; run it in the project's folder, or name a folder with --data")
    if as_json:
        sys.stdout.write(json.dumps(measured, indent=2) + "\n")
    else:
        _table(measured)
    return floors is None or _reaches(measured, floors)


def _present(data: Path | None, only: Sequence[str]) -> Iterator[tuple[DataSet, Path]]:
    errors = Console(file=sys.stderr, highlight=False)
    for found in SETS:
        if only and found.name not in only:
            continue
        root = (data or OUTSIDE) if found.outside else EXAMPLES
        missing = [name for name in found.files if not (root / name).exists()]
        if missing:
            errors.print(f"{found.name}: left out, {root / missing[0]} is not there", style="yellow")
            continue
        yield found, root


def _measure(found: DataSet, root: Path) -> dict[str, Any]:
    Console(file=sys.stderr, highlight=False).print(f"measuring {found.name} …", style="dim")
    figures = {name: round(value, 4) for name, value in found.score(root).items()}
    return {"digest": data_digest(root, found.files), "figures": figures}


def _table(measured: Measured) -> None:
    table = Table("set", "figure", "value", box=None, header_style="bold")
    for name, result in measured.items():
        for figure, value in result["figures"].items():
            table.add_row(name, figure, f"{value:.3f}")
    Console(file=sys.stdout, highlight=False).print(table)


def _floors(gate: Path) -> Measured:
    try:
        floors: Measured = json.loads(gate.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"evaluate: the floors in {gate} cannot be read ({error})") from error
    return floors


def _reaches(measured: Measured, floors: Measured) -> bool:
    """Compare with the floors; each shortfall is named on standard error."""
    errors = Console(file=sys.stderr, highlight=False, soft_wrap=True)
    fallen = 0
    for name, result in measured.items():
        floor = floors.get(name)
        if floor is None:
            errors.print(f"{name}: no floor yet; write its figures into the file of floors", style="yellow")
            continue
        if floor["digest"] != result["digest"]:
            errors.print(f"{name}: the data differ from those the floor was measured on", style="red")
            fallen += 1
            continue
        for figure, least in floor["figures"].items():
            value = result["figures"].get(figure, 0.0)
            if value < least - TOLERANCE:
                errors.print(f"{name}: {figure} is {value:.4f}, its floor {least:.4f}", style="red")
                fallen += 1
    return fallen == 0
