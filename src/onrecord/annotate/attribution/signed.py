"""Quotations signed with a name: “We were never asked.” — Ana Ruiz, fisherman."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.lexicon import cues
from onrecord.annotate.attribution.quoted import is_word
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.syntax import Token
    from onrecord.types.text import Quotation

# A dash, then a capital and no second sentence or quotation before the line or the text ends
SIGNATURE = re.compile(r"\s{0,3}([―—–])\s{0,2}(?=[A-Z])([^\n.“”\"―—–:;?!]{2,80})(?=\.?\s*(?:\n|$|[“\"]))")
SHORTEST = 4  # quoted words from which a signature is one
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def read_signed(reading: Reading, found: Sequence[Finding]) -> list[Finding]:
    """Return a finding for every quotation that a name signs; what has its speaker already is left alone."""
    added = []
    for quotation in reading.quoted.quotations:
        own = reading.syntax.within(quotation.inner)
        if sum(is_word(t) for t in own) < SHORTEST or any(c.covers(own[0].span) for f in found for c in f.content):
            continue
        finding = _signed(reading, quotation)
        if finding is not None:
            added.append(finding)
    return added


def _signed(reading: Reading, quotation: Quotation) -> Finding | None:
    match = SIGNATURE.match(reading.document.text, quotation.span.end)
    if match is None:
        return None
    words = [t for t in reading.syntax.within(Span(*match.span(2))) if is_word(t)]
    name = _name(words)
    if not name or any(t.tag in FINITE and t.pos in {"VERB", "AUX"} for t in words):
        return None
    speaker = next((t for t in reversed(name) if reading.entities.at(t) is not None), name[-1])
    entry = cues("headline")["dash"][0]
    source = Span(name[0].start, name[-1].end)
    return Finding(
        entry, speaker, Span(*match.span(1)), (quotation.span,), speaker, source, (entry.id, "quotation.signed")
    )


def _name(words: Sequence[Token]) -> list[Token]:
    """Return the words of the name the signature begins with, up to a comma."""
    name: list[Token] = []
    for token in words:
        if token.pos != "PROPN" or (name and token.i != name[-1].i + 1):
            break
        name.append(token)
    return name if len(name) > 1 else []
