"""Positions in invented sentences, read by the whole pipeline, and in every lexicon entry's own example."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import onrecord
from onrecord.annotate.positions.lexicon import Entry, positions_lexicon

if TYPE_CHECKING:
    from onrecord.types.record import Record
    from onrecord.types.relation import Position

CASES = [
    case
    for path in sorted((Path(__file__).parent / "positions").glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def shown(position: Position, record: Record, keys: dict[str, Any]) -> dict[str, Any]:
    """Return of a position what an expectation names."""
    text = record.document.text
    found = {
        "party": position.holder.party,
        "stance": position.stance,
        "issue": position.issue.of(text),
        "topic": position.topic,
        "target": position.target.party if position.target else None,
        "condition": position.condition.of(text) if position.condition else None,
        "attributed": position.attribution is not None,
    }
    return {key: found[key] for key in keys}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    record = onrecord.read_text(case["text"], published="2031-03-05")
    expected = case["expect"]
    keys = [*expected, *({"party", "stance", "issue"} for _ in range(len(record.positions) - len(expected)))]
    assert [shown(p, record, k) for p, k in zip(record.positions, keys, strict=False)] == expected


@pytest.mark.parametrize("entry", [e for e in positions_lexicon().entries if not e.off], ids=lambda entry: entry.id)
def test_the_example_of_an_entry_is_read_by_it(entry: Entry) -> None:
    record = onrecord.read_text(entry.example, published="2031-03-05")
    assert [(p.why[0], p.stance) for p in record.positions] == [(f"position.{entry.id}", entry.stance)]
