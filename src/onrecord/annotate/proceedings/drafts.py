"""Mentions of forums and instruments while the text is read: what later sentences tell is added to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.annotate.proceedings.bodies import Body
    from onrecord.annotate.proceedings.lexicon import Kind
    from onrecord.annotate.proceedings.stages import Standing
    from onrecord.types.annotation import EventMention, Participant
    from onrecord.types.syntax import Token
    from onrecord.types.text import Span


@dataclass(slots=True)
class Draft:
    """One mention; `heads` are the nouns that name session and body, `verb` the one that tells its being held."""

    body: Body
    span: Span
    heads: tuple[Token, ...]
    session: int | None
    why: list[str]
    event: EventMention | None = None
    verb: Token | None = None
    chairs: tuple[Participant, ...] = ()
    agenda: Span | None = None
    sentence: int = 0
    extra: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """An instrument while the text is read."""

    noun: Token
    span: Span
    kind: Kind
    key: str
    name: str
    parties: tuple[str, ...]
    words: tuple[str, ...]
    why: str
    standing: Standing | None
    event: EventMention | None
    sector: str | None = None
    known: bool = False
