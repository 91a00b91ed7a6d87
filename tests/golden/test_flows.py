"""Flows and leverage in invented sentences, read by the whole pipeline, and in every lexicon entry's own example."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import onrecord
from onrecord.annotate.flows.lexicon import Entry, flows_lexicon

if TYPE_CHECKING:
    from onrecord.types.record import Record
    from onrecord.types.relation import Flow, Leverage

FOLDER = Path(__file__).parent / "flows"


def cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a file."""
    found: list[dict[str, Any]] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return found


def shown(flow: Flow, record: Record, keys: dict[str, Any]) -> dict[str, Any]:
    """Return of a flow what an expectation names."""
    found = {
        "from": flow.supplier.party if flow.supplier else None,
        "to": flow.receiver.party if flow.receiver else None,
        "kind": flow.kind,
        "goods": flow.goods.of(record.document.text),
        "sector": flow.sector,
        "change": flow.change,
        "status": flow.status,
        "quantities": [[q.value, q.unit] for q in flow.quantities],
    }
    return {key: found[key] for key in keys}


def shown_leverage(found: Leverage, record: Record, keys: dict[str, Any]) -> dict[str, Any]:
    """Return of a leverage what an expectation names."""
    text = record.document.text
    values = {
        "party": found.holder.party,
        "end": found.end.of(text),
        "target": found.target.party if found.target else None,
        "instrument": found.instrument.of(text) if found.instrument else None,
    }
    return {key: values[key] for key in keys}


@pytest.mark.parametrize("case", cases("flows.yml"), ids=lambda case: case["id"])
def test_flow(case: dict[str, Any]) -> None:
    record = onrecord.read_text(case["text"], published="2031-03-05")
    full = [flow for flow in record.flows if flow.supplier and flow.receiver]
    keys = [*case["expect"], *({"from", "to", "kind"} for _ in full)]
    assert [shown(f, record, k) for f, k in zip(full, keys, strict=False)] == case["expect"]


@pytest.mark.parametrize("case", cases("leverage.yml"), ids=lambda case: case["id"])
def test_leverage(case: dict[str, Any]) -> None:
    record = onrecord.read_text(case["text"], published="2031-03-05")
    keys = [*case["expect"], *({"party", "end"} for _ in record.leverages)]
    found = [shown_leverage(x, record, k) for x, k in zip(record.leverages, keys, strict=False)]
    assert found == case["expect"]


@pytest.mark.parametrize("entry", [e for e in flows_lexicon().entries if not e.off], ids=lambda entry: entry.id)
def test_the_example_of_an_entry_is_read_by_it(entry: Entry) -> None:
    record = onrecord.read_text(entry.example, published="2031-03-05")
    assert any(f.why == (f"flow.{entry.id}",) and f.kind == entry.kind for f in record.flows)
