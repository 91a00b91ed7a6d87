"""Flows and leverage: who supplies whom with what, who depends on whom, and who is said to use what to which end.

`find_flows` is the layer. Goods have to be known ones, or the word one of trade; at least one side is a party, and a
dependence has both. Rules on trade ("a cap on oil imports"), hypotheses and questions are no flows.
Deterministic; takes the other layers' results as given and imports none of them. Never raises on a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.clauses.scene import Scene
from onrecord.annotate.flows.leverage import LeverageReader
from onrecord.annotate.flows.reading import Reader
from onrecord.annotate.flows.repeats import without_repeats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.types.annotation import Attribution, Entities
    from onrecord.types.relation import Flow, Leverage
    from onrecord.types.syntax import Syntax
    from onrecord.types.text import Document

__all__ = ["Flows", "find_flows"]


class Flows(NamedTuple):
    """What a text tells, each in text order, with content hashes as ids."""

    flows: tuple[Flow, ...] = ()
    leverages: tuple[Leverage, ...] = ()


def find_flows(document: Document, syntax: Syntax, entities: Entities, attributions: Sequence[Attribution]) -> Flows:
    """Return the flows and the leverage a text tells; one flow told twice by the same words is told once."""
    scene = Scene(document, syntax, entities, attributions)
    flows = {flow.id: flow for flow in without_repeats(Reader(scene).flows())}
    leverages = {found.id: found for found in LeverageReader(scene).leverages()}
    return Flows(tuple(flows.values()), tuple(leverages.values()))
