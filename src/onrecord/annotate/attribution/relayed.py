"""Sayings relayed by a second source: "“…,” the agency quoted Ana Ruiz as saying", "was cited as saying by the paper".

The one quoted is the source of the words; the agency that quotes is a source of its own, whose content is that
the other said so, so that the chain outlet → source can be read from the parents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.complements import Complement, complement, tree
from onrecord.annotate.attribution.cuespan import cue_span
from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.lexicon import cues
from onrecord.annotate.attribution.quotes import add_quotes, quoted_complement
from onrecord.annotate.attribution.source import can_speak, source_span
from onrecord.annotate.attribution.spans import parts
from onrecord.annotate.attribution.subject import agent, doer

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.syntax import Syntax, Token

RELAYING = frozenset({"quote", "cite"})
LONGEST_ASIDE = 12  # tokens between the one quoted and "as saying"


def read_relayed(reading: Reading) -> list[Finding]:
    """Return the sayings that another source is told to have quoted, with that source where the text names it."""
    found = []
    for token in reading.syntax.tokens:
        if token.pos == "VERB" and token.lemma.lower() in RELAYING:
            saying = _saying(reading.syntax, token)
            if saying is not None:
                found += _read(reading, token, saying)
    return found


def _saying(syntax: Syntax, verb: Token) -> Token | None:
    """Return the participle of "quoted … as saying"; it hangs on the verb or on the one quoted."""
    for above in (verb, *syntax.children(verb, "dobj")):
        for prep in syntax.children(above, "prep"):
            inner = syntax.child(prep, "pcomp")
            if prep.lower == "as" and prep.i > verb.i and inner is not None and inner.lemma.lower() in cues("verb"):
                return inner
    return None


def _read(reading: Reading, verb: Token, saying: Token) -> list[Finding]:
    syntax = reading.syntax
    if syntax.is_passive(verb) or verb.dep == "acl":
        speaker = syntax.child(verb, "nsubjpass") or (syntax.head(verb) if verb.dep == "acl" else None)
        outlet = agent(syntax, verb) or _by(syntax, saying) or _by(syntax, verb)
    else:
        speaker, outlet = syntax.child(verb, "dobj"), doer(syntax, verb)
    if speaker is None or not can_speak(reading, speaker, spoken=True):
        return []
    if outlet is not None and not can_speak(reading, outlet):
        outlet = None
    content = _content(reading, verb, saying, outlet)
    if not content:
        return []
    entry = cues("verb")[saying.lemma.lower()][-1]
    cue = cue_span(syntax, saying)
    named = source_span(reading, speaker, content | {verb.i, saying.i} | tree(syntax, saying))
    spans = parts(reading, content)
    found = [Finding(entry, saying, cue, spans, speaker, named, (entry.id, "verb.clause"))]
    if outlet is not None:
        words = {t.i for t in syntax.within(named)} | set(range(syntax.head(saying).i, saying.i + 1))
        relayed = cues("verb")[verb.lemma.lower()][-1]
        own = cue_span(syntax, verb)
        source = source_span(reading, outlet, frozenset(content | words | {verb.i}))
        told = parts(reading, _closed(syntax, content | words, syntax.head(saying), frozenset({verb.i, outlet.i})))
        found.append(Finding(relayed, verb, own, told, outlet, source, (relayed.id, "verb.relayed")))
    return found


def _closed(syntax: Syntax, indices: set[int] | frozenset[int], link: Token, apart: frozenset[int]) -> frozenset[int]:
    """Fill what stands between the one quoted and "as saying": a name in apposition, an aside."""
    before = max((i for i in indices if i < link.i), default=link.i)
    gap = range(before + 1, link.i)
    outside = any(i in apart or syntax.tokens[i].pos == "VERB" for i in gap)
    return frozenset(indices) if outside or len(gap) > LONGEST_ASIDE else frozenset({*indices, *gap})


def _by(syntax: Syntax, verb: Token) -> Token | None:
    preps = [p for p in syntax.children(verb, "prep", "agent") if p.lower == "by"]
    return syntax.child(preps[0], "pobj") if preps else None


def _content(reading: Reading, verb: Token, saying: Token, outlet: Token | None) -> frozenset[int]:
    """Return what was said: below the participle, before the verb that relays it, or quoted beside it."""
    syntax, entry = reading.syntax, cues("verb")[saying.lemma.lower()][-1]
    got = complement(syntax, saying, entry)
    if got is None or min(got.tokens) < saying.i:
        before = [c for c in syntax.children(verb, "ccomp") if c.i < verb.i]
        got = Complement(tree(syntax, *before), (), "clause") if before else None
    whole = quoted_complement(reading, verb, entry) if got is None else add_quotes(reading, saying, entry, got)
    if whole is None:
        return frozenset()
    by = [p for p in syntax.children(saying, "prep") if outlet is not None and p.i == outlet.head]
    return whole.tokens - tree(syntax, *by) - {saying.i, verb.i}
