"""Sayings that nothing was said: "declined to comment", "did not respond to a request", "could not be reached"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.complements import tree
from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.lexicon import CueEntry, cues
from onrecord.annotate.attribution.source import can_speak, source_span
from onrecord.annotate.attribution.spans import parts
from onrecord.annotate.attribution.subject import doer
from onrecord.types.text import Span

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.syntax import Syntax, Token

NEEDS_NOT = frozenset({"respond", "reply", "answer", "return", "comment", "provide", "reach"})
NEEDS_NO = frozenset({"make", "give", "have", "offer"})
LINKS = frozenset(
    {
        "a",
        "an",
        "the",
        "to",
        "for",
        "any",
        "no",
        "immediately",
        "immediate",
        "further",
        "several",
        "repeated",
        "multiple",
        "written",
        "public",
        "on",
        "about",
        "not",
        "n't",
        "be",
    }
)


def read_declined(reading: Reading) -> list[Finding]:
    """Return who would not speak, on what where the text names it."""
    lexicon = cues("declined")
    found = []
    for token in reading.syntax.tokens:
        if token.pos not in {"VERB", "AUX"} or token.dep in {"aux", "auxpass"}:
            continue
        for entry in lexicon.get(token.lemma.lower(), ()):
            finding = _read(reading, token, entry)
            if finding is not None:
                found.append(finding)
                break
    return found


def _read(reading: Reading, verb: Token, entry: CueEntry) -> Finding | None:
    syntax = reading.syntax
    words = _following(syntax, verb, entry)
    if words is None or not _negated(syntax, verb, words):
        return None
    speaker = next(iter(syntax.subjects(verb)), None) if syntax.is_passive(verb) else doer(syntax, verb)
    if speaker is None or not can_speak(reading, speaker):
        return None
    last, content = _matter(syntax, words[-1], entry)
    first = min([verb, *(c for c in syntax.children(verb, "aux", "neg", "advmod") if c.i < verb.i)], key=lambda t: t.i)
    if any(t.dep in {"nsubj", "nsubjpass"} for t in syntax.tokens[first.i : verb.i]):
        first = verb
    cue = Span(first.start, last.end)
    own = frozenset(t.i for t in syntax.within(cue))
    source = source_span(reading, speaker, own | content)
    return Finding(entry, verb, cue, parts(reading, content - own), speaker, source, (entry.id, "declined"))


def _following(syntax: Syntax, verb: Token, entry: CueEntry) -> tuple[Token, ...] | None:
    """Return the tokens of the entry's words, in order, with only small words between them."""
    found = [verb]
    tokens = syntax.tokens[verb.i + 1 : min(verb.i + 8, syntax.sentence_of(verb).last)]
    at = 0
    for word in entry.words[1:]:
        while at < len(tokens) and word not in {tokens[at].lemma.lower(), tokens[at].lower}:
            if tokens[at].lower not in LINKS:
                return None
            at += 1
        if at == len(tokens):
            return None
        found.append(tokens[at])
        at += 1
    return tuple(found)


def _negated(syntax: Syntax, verb: Token, words: tuple[Token, ...]) -> bool:
    if verb.lemma in NEEDS_NOT:
        return syntax.child(verb, "neg") is not None or any(c.dep == "neg" for w in words for c in syntax.children(w))
    if verb.lemma in NEEDS_NO:
        between = syntax.tokens[verb.i : words[-1].i]
        return any(t.lower in {"no", "not", "n't", "any"} for t in between) or syntax.child(verb, "neg") is not None
    return True


def _matter(syntax: Syntax, last: Token, entry: CueEntry) -> tuple[Token, frozenset[int]]:
    """Return the last cue token and the tokens of the matter on which nothing was said."""
    for child in syntax.children(last):
        if child.i < last.i:
            continue
        if child.dep == "prep" and child.lower in entry.prepositions:
            inner = syntax.children(child, "pobj", "pcomp")
            comment = syntax.child(child, "pobj")
            if comment is not None and comment.ent in {"DATE", "TIME"}:
                continue
            if comment is not None and comment.lower in {"comment", "comments", "interview"}:
                return comment, frozenset()
            return (child if child.i == last.i + 1 else last), tree(syntax, *inner)
        if child.dep in {"ccomp", "xcomp"} and "clause" in entry.takes:
            return last, tree(syntax, child)
        if child.dep == "dobj" and "obj" in entry.takes:
            return last, tree(syntax, child)
    return last, frozenset()
