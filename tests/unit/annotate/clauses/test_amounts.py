"""Amounts with their units."""

from __future__ import annotations

import pytest

from onrecord.annotate.clauses.amounts import amounts
from onrecord.types.text import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$1.1 billion a year", [(1.1e9, "USD/year")]),
        ("40 percent of its gas", [(40.0, "percent")]),
        ("30% of its oil", [(30.0, "percent")]),
        ("2.5 million tonnes of wheat", [(2.5e6, "tonne")]),
        ("14 Leopard 2 tanks", [(14.0, "tank")]),
        ("the Leopard 2 tanks", []),
        ("2 million euros and 300 barrels", [(2e6, "EUR"), (300.0, "barrel")]),
        ("many tanks", []),
    ],
)
def test_amounts(text: str, expected: list[tuple[float, str]]) -> None:
    found = list(amounts(text, Span(0, len(text))))
    assert [(q.value, q.unit) for q in found] == expected


def test_offsets_are_those_of_the_text() -> None:
    text = "It bought 30 tanks."
    (found,) = amounts(text, Span(3, len(text)))
    assert found.span.of(text) == "30 tanks"
