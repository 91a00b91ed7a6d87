"""Floors rise only, and belong to the data they were measured on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.errors import UsageError
from onrecord.present.floors import read_floors, shortfalls, write_raised

if TYPE_CHECKING:
    from pathlib import Path


def measured(value: float, digest: str = "d", figure: str = "f1") -> dict[str, dict[str, object]]:
    """Return one set's figures."""
    return {"set": {"digest": digest, "figures": {figure: value}}}


def test_lower_figure_falls_short() -> None:
    """A figure under its floor is named."""
    assert shortfalls(measured(0.5), measured(0.6)) == ["set: f1 is 0.5000, its floor 0.6000"]


def test_equal_figure_reaches() -> None:
    """A figure at its floor is enough."""
    assert shortfalls(measured(0.6), measured(0.6)) == []


def test_over_production_is_a_ceiling() -> None:
    """Of events a record, more is worse."""
    assert shortfalls(measured(2.0, figure="per_record"), measured(1.5, figure="per_record"))


def test_other_data_fall_short() -> None:
    """Figures of other data are not compared."""
    assert "differ" in shortfalls(measured(0.9, "other"), measured(0.6))[0]


def test_floor_is_not_lowered(tmp_path: Path) -> None:
    """Raising keeps the better figure."""
    path = tmp_path / "floors.json"
    write_raised(path, measured(0.6))
    write_raised(path, measured(0.5))
    assert read_floors(path) == measured(0.6)


def test_floor_rises(tmp_path: Path) -> None:
    """Raising takes over a better figure."""
    path = tmp_path / "floors.json"
    write_raised(path, measured(0.6))
    write_raised(path, measured(0.7))
    assert read_floors(path) == measured(0.7)


def test_raising_on_other_data_is_refused(tmp_path: Path) -> None:
    """Floors of other data are not overwritten in silence."""
    path = tmp_path / "floors.json"
    write_raised(path, measured(0.6))
    with pytest.raises(UsageError, match="other data"):
        write_raised(path, measured(0.7, "other"))
