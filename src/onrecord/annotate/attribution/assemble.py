"""One place where a verbal cue, its content and its speaker become a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.cuespan import cue_span
from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.source import source_span
from onrecord.annotate.attribution.spans import parts

if TYPE_CHECKING:
    from onrecord.annotate.attribution.complements import Complement
    from onrecord.annotate.attribution.finding import Reading
    from onrecord.annotate.attribution.lexicon import CueEntry
    from onrecord.types.syntax import Token


def assemble(reading: Reading, entry: CueEntry, head: Token, got: Complement, speaker: Token | None) -> Finding | None:
    """Return the finding of a cue; source and cue words are never content. None where no content is left."""
    syntax = reading.syntax
    cue = cue_span(syntax, head, got.cue)
    own = frozenset({head.i, *(t.i for t in syntax.within(cue))})
    indices = got.tokens - own
    source = None
    if speaker is not None:
        source = source_span(reading, speaker, own | indices, possessive=speaker.dep == "poss")
        indices -= {t.i for t in syntax.within(source)}
    content = parts(reading, indices)
    if not content:
        return None
    return Finding(entry, head, cue, content, speaker, source, (entry.id, "verb." + got.pattern))
