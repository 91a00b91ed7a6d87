"""Forums and instruments: the standing bodies, sessions, agreements and joint papers a text names.

`find_proceedings` is the layer. Precision goes before recall: a one-off meeting is no forum, and "the agreement"
without parties or subject is no instrument unless it stands for one named before.
Deterministic; takes the other layers' results as given and imports none of them. Never raises on a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.proceedings.forums import ForumFinder
from onrecord.annotate.proceedings.instruments import InstrumentFinder
from onrecord.annotate.proceedings.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.types.annotation import Attribution, Entities, EventMention, TimeExpression
    from onrecord.types.relation import ForumMention, InstrumentMention
    from onrecord.types.syntax import Syntax
    from onrecord.types.text import Document

__all__ = ["Proceedings", "find_proceedings"]


class Proceedings(NamedTuple):
    """What a text names, each in text order, with content hashes as ids."""

    forums: tuple[ForumMention, ...] = ()
    instruments: tuple[InstrumentMention, ...] = ()


def find_proceedings(
    document: Document,
    syntax: Syntax,
    entities: Entities,
    times: Sequence[TimeExpression],
    attributions: Sequence[Attribution],
    events: Sequence[EventMention],
) -> Proceedings:
    """Return the forums and instruments a text names; an act that belongs to one is told by its id there."""
    scene = Scene(document, syntax, entities, times, attributions, events)
    return Proceedings(ForumFinder(scene).find(), InstrumentFinder(scene).find())
