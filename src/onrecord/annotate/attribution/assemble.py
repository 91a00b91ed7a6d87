"""One place where a verbal cue, its content and its speaker become a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.cuespan import cue_span
from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.quoted import is_word
from onrecord.annotate.attribution.source import source_span
from onrecord.annotate.attribution.spans import parts

if TYPE_CHECKING:
    from onrecord.annotate.attribution.complements import Complement
    from onrecord.annotate.attribution.finding import Reading
    from onrecord.annotate.attribution.lexicon import CueEntry
    from onrecord.types.syntax import Syntax, Token


def _closed(syntax: Syntax, indices: frozenset[int], head: Token, speaker: Token | None) -> frozenset[int]:
    """Return a content without an open "and" at its end; with the clause after it where the cue closes the sentence.

    "It sank, but it was empty, the clerk said.": the parser may hang the second clause above the cue.
    """
    last = max((i for i in indices if is_word(syntax.tokens[i])), default=None)
    if last is None or syntax.tokens[last].tag != "CC":
        return indices
    open_end = frozenset(i for i in indices if i >= last)
    if speaker is None or last > head.i or max(indices) > head.i:
        return indices - open_end
    low = min(syntax.edges(speaker)[0], head.i)
    sentence = syntax.sentence_of(head)
    closes = all(not is_word(t) for t in syntax.tokens[max(head.i, speaker.i) + 1 : sentence.last])
    if closes and low > last and syntax.tokens[low - 1].text in {",", "”", '"'}:
        return indices | frozenset(range(last, low - 1))
    return indices - open_end


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
    content = parts(reading, _closed(syntax, indices, head, speaker))
    if not content:
        return None
    return Finding(entry, head, cue, content, speaker, source, (entry.id, "verb." + got.pattern))
