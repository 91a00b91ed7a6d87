"""Positions: what a party is said to want, support, oppose or weigh, on what condition, according to whom.

`find_positions` is the layer. Only what the words say of a holder that can speak for a party is read, and only where
the issue is a known one or names another party. Hypotheses, questions and what is over are left out.
Deterministic; takes the other layers' results as given and imports none of them. Never raises on a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.clauses.scene import Scene
from onrecord.annotate.positions.reading import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.types.annotation import Attribution, Entities, TimeExpression
    from onrecord.types.relation import Position
    from onrecord.types.syntax import Syntax
    from onrecord.types.text import Document

__all__ = ["find_positions"]


def find_positions(
    document: Document,
    syntax: Syntax,
    entities: Entities,
    times: Sequence[TimeExpression],
    attributions: Sequence[Attribution],
) -> tuple[Position, ...]:
    """Return the positions a text tells, in text order, each once, with content hashes as ids."""
    found = {p.id: p for p in Reader(Scene(document, syntax, entities, attributions, times)).positions()}
    return tuple(found.values())
