"""Adjectival cues: "is confident that", "remains wary of"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.complements import is_infinitive, tree
from onrecord.annotate.attribution.cuespan import cue_span
from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.lexicon import CueEntry, cues
from onrecord.annotate.attribution.source import can_speak, source_span
from onrecord.annotate.attribution.spans import parts
from onrecord.annotate.attribution.subject import doer
from onrecord.types.text import Span

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.syntax import Syntax, Token

FIRST_PERSONS = frozenset({"i", "we", "you"})


def read_adjectives(reading: Reading) -> list[Finding]:
    """Return what predicative adjectives give; the subject must be able to speak."""
    lexicon = cues("adjective")
    found = []
    for token in reading.syntax.tokens:
        if token.pos not in {"ADJ", "VERB"}:
            continue
        for entry in lexicon.get(token.lower, ()):
            finding = _read(reading, token, entry)
            if finding is not None:
                found.append(finding)
    return found


def _read(reading: Reading, adjective: Token, entry: CueEntry) -> Finding | None:
    syntax = reading.syntax
    copula = _copula(syntax, adjective)
    speaker = _bearer(syntax, adjective, copula)
    if speaker is None or speaker.lower in FIRST_PERSONS or not can_speak(reading, speaker):
        return None
    got = _content(syntax, adjective, copula, entry)
    if got is None:
        return None
    indices, preposition, pattern = got
    cue = _cue(syntax, adjective, copula, preposition)
    own = frozenset(t.i for t in syntax.within(cue))
    source = source_span(reading, speaker, own | indices)
    content = parts(reading, indices - own)
    if not content:
        return None
    return Finding(entry, adjective, cue, content, speaker, source, (entry.id, "adjective." + pattern))


def _copula(syntax: Syntax, adjective: Token) -> Token | None:
    head = syntax.head(adjective)
    if adjective.dep in {"acomp", "attr", "oprd"} and head.pos in {"AUX", "VERB"}:
        return head
    if adjective.pos == "VERB" and syntax.is_passive(adjective):
        return adjective
    return None


def _bearer(syntax: Syntax, adjective: Token, copula: Token | None) -> Token | None:
    if copula is adjective:
        return syntax.child(adjective, "nsubjpass", "nsubj") or next(iter(syntax.subjects(adjective)), None)
    if copula is not None:
        return doer(syntax, copula)
    if adjective.dep in {"amod", "acl"} and adjective.i > adjective.head:
        return syntax.head(adjective)
    return None


def _cue(syntax: Syntax, adjective: Token, copula: Token | None, preposition: Token | None) -> Span:
    last = preposition if preposition is not None and preposition.i == adjective.i + 1 else adjective
    if copula is None or copula is adjective:
        first = cue_span(syntax, adjective)
        return Span(first.start, max(first.end, last.end))
    group = cue_span(syntax, copula)
    own = cue_span(syntax, adjective)
    middle = syntax.tokens[copula.i + 1 : adjective.i]
    joined = all(t.dep in {"advmod", "neg", "aux"} for t in middle)
    start = group.start if joined and copula.i < adjective.i else own.start
    return Span(start, max(own.end, last.end))


def _content(
    syntax: Syntax, adjective: Token, copula: Token | None, entry: CueEntry
) -> tuple[frozenset[int], Token | None, str] | None:
    anchors = (adjective,) if copula is None or copula is adjective else (adjective, copula)
    for anchor in anchors:
        for child in syntax.children(anchor):
            if child.i < adjective.i:
                continue
            if "clause" in entry.takes and child.dep == "ccomp":
                return tree(syntax, child), None, "clause"
            if "inf" in entry.takes and child.dep == "xcomp" and is_infinitive(syntax, child):
                return tree(syntax, child), None, "inf"
    for child in syntax.children(adjective, "prep", "agent"):
        inner = syntax.children(child, "pobj", "pcomp")
        if child.lower in entry.prepositions and inner:
            return tree(syntax, *inner), child, child.lower
    return None
