"""Prepositional cues: "according to the ministry", "in the words of the envoy", "per the file"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.complements import tree
from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.lexicon import CueEntry, cues
from onrecord.annotate.attribution.quoted import is_word
from onrecord.annotate.attribution.source import can_speak, source_nouns, source_span
from onrecord.annotate.attribution.spans import parts

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.syntax import Sentence, Syntax, Token

FIGURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})


def read_prepositions(reading: Reading) -> list[Finding]:
    """Return what prepositional cues give."""
    lexicon = cues("preposition")
    found = []
    tokens = reading.syntax.tokens
    for token in tokens:
        for entry in lexicon.get(token.lower, ()):
            words = tokens[token.i : token.i + len(entry.words)]
            if tuple(t.lower for t in words) == entry.words:
                finding = _read(reading, entry, words)
                if finding is not None:
                    found.append(finding)
                break
    return found


def _read(reading: Reading, entry: CueEntry, words: tuple[Token, ...]) -> Finding | None:
    syntax = reading.syntax
    speaker = _object(syntax, words)
    if speaker is None or (speaker.ent in FIGURES and reading.entities.at(speaker) is None):
        return None
    if entry.words == ("per",) and not can_speak(reading, speaker):
        return None
    if entry.words == ("based", "on") and not _is_basis(reading, words[0], speaker):
        return None
    cue = frozenset(t.i for t in words)
    own = _misread_lead(reading, words[0], speaker) or cue | tree(syntax, words[0])
    rest = range(max(own) + 1, syntax.sentence_of(words[0]).last)
    content = _content(reading, words[0], own) if words[0].dep != "ROOT" else frozenset(rest)
    if not content:
        return None
    source = source_span(reading, speaker, cue | (frozenset(rest) if words[0].dep == "ROOT" else frozenset()))
    spans = parts(reading, content)
    if not spans:
        return None
    return Finding(
        entry, words[0], syntax.span(words[0], words[-1]), spans, speaker, source, (entry.id, "preposition.clause")
    )


def _is_basis(reading: Reading, first: Token, speaker: Token) -> bool:
    """Return whether a statement rests on a paper or on somebody, not a thing on its ground ("based on law")."""
    if first.dep == "acl" and first.i > 0 and reading.syntax.tokens[first.i - 1].text != ",":
        return False
    noun = source_nouns().get(speaker.lemma.lower())
    plain = noun is not None and noun.kind == "institution" and reading.entities.at(speaker) is None
    return not plain and can_speak(reading, speaker)


def _misread_lead(reading: Reading, first: Token, speaker: Token) -> frozenset[int] | None:
    """Return the phrase up to the comma where the parser took "According to X" for the head of its sentence."""
    tokens, sentence = reading.syntax.tokens, reading.syntax.sentence_of(first)
    if first.dep != "ROOT" or first.i != sentence.first:
        return None
    comma = next((t.i for t in tokens[speaker.i : sentence.last] if t.text == ","), None)
    return None if comma is None else frozenset(range(first.i, comma + 1))


def _object(syntax: Syntax, words: tuple[Token, ...]) -> Token | None:
    """Return the head of the phrase after the cue's last word."""
    found = syntax.child(words[-1], "pobj", "pcomp")
    if found is None and words[-1].i + 1 < len(syntax.tokens):
        after = syntax.tokens[words[-1].i + 1]
        found = next((t for t in (after, *syntax.ancestors(after)) if t.dep == "pobj"), None)
    return found


def _content(reading: Reading, first: Token, own: frozenset[int]) -> frozenset[int]:
    """Return the clause the phrase stands in: the one around its governor, or what stands before it."""
    syntax = reading.syntax
    sentence = syntax.sentence_of(first)
    governor = syntax.head(first)
    clause = governor
    for above in (governor, *syntax.ancestors(governor)):
        clause = above
        if above.dep in {"ROOT", "ccomp", "relcl", "advcl", "parataxis"} or (
            above.dep == "conj" and _has_subject(syntax, above)
        ):
            break
    indices = tree(syntax, clause) - own
    if _ends(reading, own, sentence) and clause.dep == "ccomp" and syntax.tokens[first.i - 1].text == ",":
        indices = frozenset(range(sentence.first, first.i))
    indices = _after_joint(syntax, first, own, indices)
    inside = reading.quoted.number(first)
    if inside is not None:
        indices = frozenset(i for i in indices if reading.quoted.number(syntax.tokens[i]) == inside)
    if not any(is_word(syntax.tokens[i]) for i in indices):
        indices = frozenset(range(sentence.first, sentence.last)) - own
    return _without_lead(syntax, clause, indices, first)


def _after_joint(syntax: Syntax, first: Token, own: frozenset[int], indices: frozenset[int]) -> frozenset[int]:
    """Return what follows for "it sank and, according to Lima, burned"; a whole list after "According to Lima,"."""
    tokens, sentence = syntax.tokens, syntax.sentence_of(first)
    before = tokens[sentence.first : first.i]
    if len(before) > 1 and before[-1].text == "," and before[-2].tag == "CC" and any(i > max(own) for i in indices):
        return frozenset(i for i in indices if i > max(own))
    rest = range(max(own) + 1, sentence.last)
    opens = not any(is_word(t) and t.tag != "CC" for t in before)
    return frozenset(rest) if opens and any(tokens[i].text == ";" for i in rest) else indices


def _ends(reading: Reading, own: frozenset[int], sentence: Sentence) -> bool:
    """Return whether the phrase is the last of its sentence."""
    rest = reading.syntax.tokens[max(own) + 1 : sentence.last]
    return all(not is_word(t) for t in rest)


def _has_subject(syntax: Syntax, verb: Token) -> bool:
    return syntax.child(verb, "nsubj", "nsubjpass") is not None


def _without_lead(syntax: Syntax, clause: Token, indices: frozenset[int], first: Token) -> frozenset[int]:
    """Drop a coordinated clause with its own subject that stands on the other side of the phrase."""
    for child in syntax.children(clause, "conj"):
        if child.i > first.i > clause.i and _has_subject(syntax, child):
            indices -= tree(syntax, child) | {c.i for c in syntax.children(clause, "cc") if c.i > first.i}
    return indices - {c.i for c in syntax.children(clause, "cc") if c.i <= min(indices, default=0)}
