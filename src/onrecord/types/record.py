"""The record of one document: everything found in it, with what made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.types.shown import Shown

if TYPE_CHECKING:
    from onrecord.types.annotation import (
        Attribution,
        Entities,
        Evaluation,
        EventMention,
        Issue,
        TimeExpression,
    )
    from onrecord.types.relation import Flow, ForumMention, InstrumentMention, Leverage, Narrative, Position
    from onrecord.types.syntax import Syntax
    from onrecord.types.text import Document, Layout


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a record: program, language model and knowledge, each by version or digest."""

    extractor: str
    model: str
    vocabulary: str


@dataclass(frozen=True, slots=True)
class Record(Shown):
    """What one document tells. Every annotation points into `document.text`; ids are content hashes."""

    document: Document
    layout: Layout
    syntax: Syntax
    entities: Entities
    times: tuple[TimeExpression, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[EventMention, ...]
    evaluations: tuple[Evaluation, ...]
    issues: tuple[Issue, ...]
    provenance: Provenance
    forums: tuple[ForumMention, ...] = ()
    instruments: tuple[InstrumentMention, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    positions: tuple[Position, ...] = ()
    flows: tuple[Flow, ...] = ()
    leverages: tuple[Leverage, ...] = ()
