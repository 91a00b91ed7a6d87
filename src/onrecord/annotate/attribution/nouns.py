"""Nominal cues: "the claim that", "its calls for", "accusations of", "made a pledge to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.complements import is_infinitive, tree
from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.lexicon import CueEntry, cues
from onrecord.annotate.attribution.source import can_speak, source_span
from onrecord.annotate.attribution.spans import parts
from onrecord.annotate.attribution.trailers import without_trailers
from onrecord.types.text import Span

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.syntax import Syntax, Token

# Verbs whose subject is the one who makes the claim, pledge, call ... that is their object
MAKERS = frozenset(
    "make issue give offer express voice raise repeat renew reiterate have hold deliver send release "
    "publish launch level lodge file announce dismiss share echo harbor harbour nurse".split(),
)
OWN = frozenset({"my", "our", "your"})
# What counts without anybody named: a speech act with clause or "of"
ORPHANS = frozenset({"assertive", "demand", "threat", "hedge", "denial", "promise"})


def read_nouns(reading: Reading) -> list[Finding]:
    """Return what nominal cues give."""
    lexicon = cues("noun")
    found = []
    for token in reading.syntax.tokens:
        if token.pos != "NOUN" or token.dep == "compound":
            continue
        for entry in lexicon.get(token.lemma.lower(), ()):
            finding = _read(reading, token, entry)
            if finding is not None:
                found.append(finding)
                break
    return found


def _read(reading: Reading, noun: Token, entry: CueEntry) -> Finding | None:
    syntax = reading.syntax
    got = _content(syntax, noun, entry)
    if got is None:
        return None
    indices, preposition, pattern = got
    speaker = _speaker(reading, noun)
    if speaker is not None and speaker.lower in OWN:
        return None
    if speaker is not None and not can_speak(reading, speaker):
        speaker = None
    if speaker is None and not _is_orphan(noun, entry, pattern):
        return None
    last = preposition if preposition is not None and preposition.i == noun.i + 1 else noun
    cue = Span(noun.start, last.end)
    own = frozenset({noun.i, last.i})
    source = None
    if speaker is not None:
        source = source_span(reading, speaker, own | indices | {noun.i}, possessive=speaker.dep == "poss")
    content = parts(reading, without_trailers(syntax, indices - own, noun))
    if not content:
        return None
    return Finding(entry, noun, cue, content, speaker, source, (entry.id, "noun." + pattern))


def _is_orphan(noun: Token, entry: CueEntry, pattern: str) -> bool:
    """Return whether the noun attributes though nobody is named: "accusations of", "reports that"."""
    if noun.lemma == "report":
        return noun.tag == "NNS"
    return entry.cls in ORPHANS and pattern != "inf"


def _content(syntax: Syntax, noun: Token, entry: CueEntry) -> tuple[frozenset[int], Token | None, str] | None:
    for child in syntax.children(noun):
        if child.i < noun.i:
            continue
        if "clause" in entry.takes and child.dep in {"acl", "ccomp"} and _is_that_clause(syntax, child):
            return tree(syntax, child), None, "clause"
        if "inf" in entry.takes and child.dep in {"acl", "xcomp", "relcl"} and is_infinitive(syntax, child):
            return tree(syntax, child), None, "inf"
    equated = _equated(syntax, noun) if "clause" in entry.takes else None
    if equated is not None:
        return tree(syntax, equated), None, "clause"
    for child in syntax.children(noun, "prep"):
        if child.i > noun.i and child.lower in entry.prepositions:
            inner = syntax.children(child, "pobj", "pcomp")
            if inner:
                return tree(syntax, *inner), child, child.lower
    return None


def _equated(syntax: Syntax, noun: Token) -> Token | None:
    """Return the clause of "the ministry's view is that …"."""
    copula = syntax.head(noun)
    if noun.dep != "nsubj" or copula.lemma != "be":
        return None
    return next((c for c in syntax.children(copula, "ccomp") if c.i > copula.i and _is_that_clause(syntax, c)), None)


def _is_that_clause(syntax: Syntax, clause: Token) -> bool:
    marks = syntax.children(clause)
    return any(c.tag == "IN" and c.i < clause.i and c.lower in {"that", "whether", "if"} for c in marks)


def _speaker(reading: Reading, noun: Token) -> Token | None:
    """Return the one whose claim it is: possessor, "by"/"from"/"among" phrase, or subject of the verb that makes it."""
    syntax = reading.syntax
    poss = syntax.child(noun, "poss")
    if poss is not None:
        return poss
    for prep in syntax.children(noun, "prep"):
        if prep.lower in {"by", "from", "among"} or (prep.lower == "of" and _equated(syntax, noun) is not None):
            return syntax.child(prep, "pobj")
    verb = syntax.head(noun)
    if noun.dep == "dobj" and verb.lemma.lower() in MAKERS:
        return next(iter(syntax.subjects(verb)), None)
    sided = next((c for c in syntax.children(noun, "amod") if c.ent == "NORP"), None)
    if sided is not None and noun.dep != "compound":
        return sided
    if noun.dep == "nsubjpass" and verb.lemma.lower() in MAKERS:
        by = syntax.child(verb, "agent")
        return None if by is None else syntax.child(by, "pobj")
    return None
