"""Quotations introduced by the sentence before: "The envoy replied:" and, in the next paragraph, the words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.annotate.attribution.cuespan import cue_span
from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.lexicon import verb_entries
from onrecord.annotate.attribution.quoted import is_word
from onrecord.annotate.attribution.source import can_speak, source_span
from onrecord.annotate.attribution.spans import whole_quotation
from onrecord.annotate.attribution.subject import doer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.annotate.attribution.finding import Reading
    from onrecord.annotate.attribution.lexicon import CueEntry
    from onrecord.types.syntax import Sentence, Token
    from onrecord.types.text import Span


def read_introduced(reading: Reading, found: Sequence[Finding]) -> list[Finding]:
    """Return findings for cues whose quoted content begins in the sentence after theirs."""
    taken = {f.head.i for f in found}
    added = []
    sentences = reading.syntax.sentences
    for sentence, following in pairwise(sentences):
        words = reading.syntax.words(sentence)
        if not words or words[-1].text not in {":", ","}:
            continue
        first = next((t for t in reading.syntax.words(following) if is_word(t)), None)
        number = None if first is None else reading.quoted.number(first)
        if number is None or reading.quoted.number(words[0]) is not None:
            continue
        finding = _introducer(reading, sentence, taken, whole_quotation(reading, number, following.span))
        if finding is not None:
            added.append(finding)
    return added


def _introducer(reading: Reading, sentence: Sentence, taken: set[int], content: Span) -> Finding | None:
    for token in reversed(reading.syntax.words(sentence)):
        if token.pos != "VERB" or token.i in taken:
            continue
        entry = next((e for e in verb_entries(token) if _quotes(e)), None)
        if entry is None:
            continue
        finding = _finding(reading, token, entry, content)
        if finding is not None:
            return finding
    return None


def _quotes(entry: CueEntry) -> bool:
    return "quote" in entry.takes and len(entry.words) == 1


def _finding(reading: Reading, verb: Token, entry: CueEntry, content: Span) -> Finding | None:
    syntax = reading.syntax
    speaker = doer(syntax, verb)
    if speaker is None or not can_speak(reading, speaker, spoken=True):
        return None
    cue = cue_span(syntax, verb)
    own = frozenset(t.i for t in syntax.within(cue))
    return Finding(
        entry, verb, cue, (content,), speaker, source_span(reading, speaker, own), (entry.id, "quotation.introduced")
    )
