"""What the constructions hand on: a cue with its source and content as tokens, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.annotate.attribution.lexicon import CueEntry
    from onrecord.annotate.attribution.quoted import Quoted
    from onrecord.types.annotation import Entities
    from onrecord.types.syntax import Syntax, Token
    from onrecord.types.text import Document, Layout, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the rules may look at."""

    document: Document
    layout: Layout
    syntax: Syntax
    entities: Entities
    quoted: Quoted


@dataclass(slots=True)
class Finding:
    """A cue found in the text.

    speaker  head token of the source; None where the text leaves it out
    source   the words that name the source; None where left out
    content  the parts of the content, in order; empty only for sayings that nothing was said
    rules    ids of the entry and of the construction
    carried  the finding whose speaker this one shares (a quotation carried on from another sentence)
    behind   the finding whose content rests on this source (papers somebody draws on)
    """

    entry: CueEntry
    head: Token
    cue: Span
    content: tuple[Span, ...]
    speaker: Token | None
    source: Span | None
    rules: tuple[str, ...]
    carried: Finding | None = None
    behind: Finding | None = None

    @property
    def start(self) -> int:
        """Return where the finding begins in the text; what carries a quotation on, where its content does."""
        if self.carried is not None:
            return self.content[0].start
        return min([self.cue.start, *(s.start for s in self.content)])
