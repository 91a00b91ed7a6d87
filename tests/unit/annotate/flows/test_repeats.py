"""One flow told by several words is told once."""

from __future__ import annotations

from typing import Any

from onrecord.annotate.flows.repeats import without_repeats
from onrecord.types.annotation import Participant
from onrecord.types.relation import Flow
from onrecord.types.text import Span

CHILE = Participant("CHL", Span(0, 5))
NORWAY = Participant("NOR", Span(20, 26))


def flow(name: str, **fields: Any) -> Flow:
    """Return a flow of gas from Norway to Chile, changed by `fields`."""
    values: dict[str, Any] = {
        "kind": "supply",
        "supplier": NORWAY,
        "receiver": CHILE,
        "goods": Span(10, 13),
        "sector": "energy",
        "status": "ongoing",
        "cue": Span(6, 9),
        "attribution": None,
        "why": ("flow.buy",),
    }
    return Flow(id=name, **(values | fields))


def test_the_one_with_more_parties_stands() -> None:
    full, part = flow("full"), flow("part", supplier=None)
    assert without_repeats([part, full]) == [full]


def test_diversification_stands_before_the_import_it_speaks_of() -> None:
    away, bought = flow("away", kind="diversification"), flow("bought")
    assert without_repeats([away, bought]) == [away]


def test_other_goods_are_another_flow() -> None:
    gas, oil = flow("gas"), flow("oil", goods=Span(30, 33))
    assert without_repeats([gas, oil]) == [gas, oil]


def test_two_suppliers_of_the_same_goods_are_two_flows() -> None:
    one, other = flow("one"), flow("other", supplier=Participant("PER", Span(40, 44)))
    assert without_repeats([one, other]) == [one, other]
