"""Invented sentences and the forums and instruments they name, read by the whole pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import onrecord

FOLDER = Path(__file__).parent / "proceedings"
PUBLISHED = "2031-03-05"


def cases(name: str) -> list[Any]:
    """Return the cases of a file, each under what it shows."""
    rows = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["why"].replace(" ", "_")) for row in rows]


def read(case: dict[str, Any]) -> onrecord.Record:
    return onrecord.read_text(case["text"], published=case.get("published", PUBLISHED))


@pytest.mark.parametrize("case", cases("forums"))
def test_forums(case: dict[str, Any]) -> None:
    found = read(case).forums
    assert [f.key + (f" #{f.session}" if f.session is not None else "") for f in found] == case["expect"]
    if "status" in case:
        assert found[0].status == case["status"]
    if "chairs" in case:
        assert [chair.name for mention in found for chair in mention.chairs] == case["chairs"]
    if "agenda" in case:
        assert found[0].agenda is not None
        assert found[0].agenda.of(case["text"]) == case["agenda"]


@pytest.mark.parametrize("case", cases("instruments"))
def test_instruments(case: dict[str, Any]) -> None:
    found = read(case).instruments
    assert [i.key + (f" = {i.stage}" if i.stage is not None else "") for i in found] == case["expect"]
    if "quantity" in case:
        assert [f"{q.value:.0f} {q.unit}" for q in found[0].quantities] == [case["quantity"]]
