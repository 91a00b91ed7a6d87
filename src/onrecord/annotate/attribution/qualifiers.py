"""The words that show a source's footing: anonymity, access, secrecy, reason – found around the source and cue."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from onrecord.types.annotation import Qualifier
from onrecord.types.text import Span
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Finding, Reading

FILE = "lexicons/en/qualifiers.yml"
RUN = r"(?: [^\s.;]+){0,6}?"
REACH = 160
LOCAL = frozenset({"standing", "secrecy"})


@cache
def patterns() -> tuple[tuple[str, str, str, re.Pattern[str]], ...]:
    """Return id, axis, value and compiled pattern of every entry."""
    return tuple(
        (
            e["id"],
            e["axis"],
            e["value"],
            re.compile(r"\b(?:" + e["pattern"].replace("~", RUN) + r")(?!\w)", re.IGNORECASE),
        )
        for e in load_yaml(FILE)["entries"]
    )


def qualifiers(reading: Reading, finding: Finding) -> tuple[Qualifier, ...]:
    """Return the qualifiers of a finding's source, in text order; none where there is no source."""
    if finding.source is None:
        return ()
    near, own = _stretch(reading, finding), finding.source
    text = reading.document.text
    found = []
    for rule, axis, value, pattern in patterns():
        zone = own if axis in LOCAL else near
        for match in pattern.finditer(text, zone.start, zone.end):
            span = _clipped(Span(match.start(), match.end()), finding)
            if not any(c.overlaps(span) for c in finding.content):
                found.append(Qualifier(span, axis, value, rule))
    found.sort(key=lambda q: (q.span.start, -q.span.end, q.axis))
    return tuple(q for i, q in enumerate(found) if not _doubled(q, found[:i]))


def _clipped(span: Span, finding: Finding) -> Span:
    """Cut a match off where it runs from the source into the cue."""
    if span.start < finding.cue.start < span.end:
        return Span(span.start, finding.cue.start - 1)
    return span


def _doubled(one: Qualifier, before: list[Qualifier]) -> bool:
    return any(o.axis == one.axis and o.span.overlaps(one.span) for o in before)


def _stretch(reading: Reading, finding: Finding) -> Span:
    """Return the part of the sentence around source and cue in which words may qualify the source."""
    sentence = reading.syntax.sentence_of(finding.head).span
    source = finding.source or finding.cue
    low = max(sentence.start, min(source.start, finding.cue.start) - 40)
    high = min(sentence.end, max(source.end, finding.cue.end) + REACH)
    return Span(low, high)
