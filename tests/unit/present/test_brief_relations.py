"""What the brief shows of positions, flows and leverage."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

import onrecord
from onrecord.present.brief_relations import print_relations


def shown(text: str) -> str:
    """Return the section for a text, in one line a blank."""
    screen = Console(file=StringIO(), width=160)
    print_relations(onrecord.read_text(text, published="2031-03-05"), screen)
    return " ".join(screen.file.getvalue().split())  # type: ignore[attr-defined]


def test_nothing_is_printed_where_there_is_nothing() -> None:
    assert not shown("The weather in Oslo was fine.")


def test_holder_stance_and_teller() -> None:
    text = "Chile opposes the sanctions on Cuba. Peru's foreign ministry said that Norway wants Chile to join NATO."
    found = shown(text)
    assert found.startswith("WHAT EACH IS SAID TO WANT Chile opposes: the sanctions on Cuba the reporter")
    assert "Norway seeks: Chile to join NATO ●" in found


def test_flows_of_two_parties_with_change_and_status() -> None:
    found = shown("Chile may halt imports of Norwegian oil. Peru exports copper.")
    assert "Supplies NOR → CHL Norwegian oil (halted, possible)" in found
    assert "copper" not in found


def test_leverage() -> None:
    assert "Leverage Norway through The port: over Chile" in shown("The port gives Norway leverage over Chile.")
