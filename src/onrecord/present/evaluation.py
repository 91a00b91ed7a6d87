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
from onrecord.present.floors import read_floors, shortfalls, write_raised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.evaluate.sets import DataSet
    from onrecord.present.floors import Measured

EXAMPLES = Path("examples")
OUTSIDE = Path("../shared")


def run_evaluation(
    data: Path | None, only: Sequence[str], *, as_json: bool, gate: Path | None, raise_floors: Path | None = None
) -> bool:
    """Measure every set that is there, print the figures; returns False where a floor of `gate` is not reached.

    With `raise_floors` the figures that rose are written into that file of floors.

    Raises UsageError on an unknown set, or where no set is there to measure on.
    """
    known = [s.name for s in SETS]
    unknown = sorted(set(only) - set(known))
    if unknown:
        raise UsageError(f"evaluate: no data set {', '.join(unknown)}; known are {', '.join(known)}")
    floors = None if gate is None else read_floors(gate)
    measured = {found.name: _measure(found, root) for found, root in _present(data, only)}
    if not measured:
        raise UsageError("evaluate: no data there; run it in the project's folder, or name a folder with --data")
    if as_json:
        sys.stdout.write(json.dumps(measured, indent=2) + "\n")
    else:
        _table(measured)
    if raise_floors is not None:
        write_raised(raise_floors, measured)
    short = [] if floors is None else shortfalls(measured, floors)
    for line in short:
        Console(file=sys.stderr, highlight=False, soft_wrap=True).print(line, style="red")
    return not short


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
