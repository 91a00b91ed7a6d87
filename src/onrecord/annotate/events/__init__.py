"""Events: who does what to whom, when, where, and where it stands, as the text tells it (PLOVER).

`find_events` is the layer; `near_misses` tells which frames nearly fired and what was missing.
Nothing is coded that no frame names; an act whose parties are unknown is kept with party None.
Deterministic; takes the other layers' results as given and imports none of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.events.assembly import Assembler
from onrecord.annotate.events.matching import Matcher
from onrecord.types.annotation import Entities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.types.annotation import Attribution, EventMention, TimeExpression
    from onrecord.types.syntax import Syntax
    from onrecord.types.text import Document, Span

GUESSED = "coreference.government"

__all__ = ["NearMiss", "find_events", "near_misses"]


class NearMiss(NamedTuple):
    """A frame whose word stands in the text but which did not fire, and what was missing."""

    trigger: Span
    frame: str
    type: str
    missing: str


def find_events(
    document: Document,
    syntax: Syntax,
    entities: Entities,
    times: Sequence[TimeExpression],
    attributions: Sequence[Attribution],
) -> tuple[EventMention, ...]:
    """Return the event mentions of a text, in text order."""
    return Assembler(document, syntax, _without_guesses(entities, syntax), times, attributions).events()


def near_misses(document: Document, syntax: Syntax, entities: Entities) -> tuple[NearMiss, ...]:  # noqa: ARG001
    """Return the frames that nearly fired, with what was missing; words that did fire are left out."""
    matcher = Matcher(syntax, _without_guesses(entities, syntax))
    found: list[NearMiss] = []
    for token in syntax.tokens:
        if matcher.at(token) is None:
            found.extend(
                NearMiss(token.span, frame.id, frame.type, missing or "parties or roles")
                for frame, missing in matcher.failures(token)
            )
    return tuple(found)


def _without_guesses(entities: Entities, syntax: Syntax) -> Entities:
    """Leave open the side of officials and ministries that the text names none for.

    Whose they are is read from what was spoken of just before: good enough to say who speaks, not to say who acts.
    """
    if not any(m.rule.startswith(GUESSED) for m in entities.mentions):
        return entities
    mentions = [replace(m, parties=()) if m.rule.startswith(GUESSED) else m for m in entities.mentions]
    return Entities(mentions, syntax.tokens)
