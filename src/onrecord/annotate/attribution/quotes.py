"""Quoted words as content: a quotation beside its cue, the parts of a broken one, and where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.boundaries import is_added
from onrecord.annotate.attribution.complements import Complement, tree
from onrecord.annotate.attribution.quoted import is_word

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Reading
    from onrecord.annotate.attribution.lexicon import CueEntry
    from onrecord.types.syntax import Syntax, Token

LONG = 4  # quoted words from which a quotation is speech rather than a phrase taken up


def add_quotes(reading: Reading, verb: Token, entry: CueEntry, got: Complement) -> Complement:
    """Complete a governed content: whole quotations it has part of, and further parts of a broken one."""
    quoted, syntax = reading.quoted, reading.syntax
    sentence = syntax.sentence_of(verb)
    numbers = quoted.of_sentence(sentence)
    if not numbers:
        return got
    own = quoted.number(verb)
    tokens = set(got.tokens)
    if own is not None:
        return Complement(frozenset(i for i in tokens if quoted.number(syntax.tokens[i]) == own), got.cue, got.pattern)
    if not entry.takes & {"quote", "clause"}:
        return got
    told = syntax.child(verb, "dobj", "dative") if entry.hears else None
    hearer = frozenset() if told is None else tree(syntax, told)  # told “Evening Hour”: a programme, no words said
    for number in numbers:
        words = [t for t in quoted.tokens(number, sentence) if is_word(t)]
        if words and all(t.i in hearer for t in words):
            continue
        inside = [t for t in words if t.i in tokens]
        if inside or _goes_on(reading, verb, tokens, words):
            tokens.update(t.i for t in words)
    return Complement(frozenset(tokens), got.cue, got.pattern)


def announced_quote(reading: Reading, verb: Token, entry: CueEntry, got: Complement) -> Complement | None:
    """Read "echoed those remarks: “…”": the quotation after the colon is the content, not the noun before it."""
    if got.pattern != "obj" or "quote" not in entry.takes or reading.quoted.number(verb) is not None:
        return None
    syntax, sentence = reading.syntax, reading.syntax.sentence_of(verb)
    colon = next((t for t in syntax.tokens[verb.i + 1 : sentence.last] if t.text == ":"), None)
    first = None if colon is None else next((t for t in syntax.tokens[colon.i + 1 : sentence.last] if is_word(t)), None)
    number = None if first is None else reading.quoted.number(first)
    if number is None:
        return None
    words = [t for t in reading.quoted.tokens(number, sentence) if is_word(t)]
    if len(words) < LONG or not _beside(reading, verb, words):
        return None
    return Complement(frozenset(range(words[0].i, words[-1].i + 1)), (), "quote")


def _goes_on(reading: Reading, verb: Token, tokens: set[int], words: list[Token]) -> bool:
    """Return whether a quotation after the cue carries on one before it: "A," she said, "B"."""
    if not words or not tokens or words[0].i < verb.i:
        return False
    if min(tokens) > verb.i:
        return _runs_on(reading, max(tokens), words)
    between = reading.syntax.tokens[max(tokens | {verb.i}) + 1 : words[0].i]
    return all(not is_word(t) for t in between[-2:]) and len(words) >= 1 and not _has_clause(between)


def _runs_on(reading: Reading, last: int, words: list[Token]) -> bool:
    """Return whether a content runs on into a quotation that ends the sentence: "said that as it rained, “we …”"."""
    tokens, sentence = reading.syntax.tokens, reading.syntax.sentence_of(words[0])
    joined = last < words[0].i and not any(is_word(t) for t in tokens[last + 1 : words[0].i])
    ends = not any(is_word(t) for t in tokens[words[-1].i + 1 : sentence.last])
    return joined and ends and len(words) >= LONG


def _has_clause(between: tuple[Token, ...]) -> bool:
    return any(t.pos == "VERB" and t.tag in {"VBD", "VBZ", "VBP"} for t in between)


def quoted_complement(reading: Reading, verb: Token, entry: CueEntry) -> Complement | None:
    """Return the quotation that stands beside the cue where the tree does not show it as complement."""
    if "quote" not in entry.takes or reading.syntax.child(verb, "xcomp") is not None:
        return None
    quoted, syntax = reading.quoted, reading.syntax
    sentence = syntax.sentence_of(verb)
    if quoted.number(verb) is not None:
        return None
    tokens: set[int] = set()
    for number in quoted.of_sentence(sentence):
        words = [t for t in quoted.tokens(number, sentence) if is_word(t)]
        if not words or not _beside(reading, verb, words):
            continue
        if len(words) >= LONG or "obj" in entry.takes or _touches(reading, verb, words):
            tokens.update(range(words[0].i, words[-1].i + 1))
    return Complement(frozenset(tokens), (), "quote") if tokens else None


def _beside(reading: Reading, verb: Token, words: list[Token]) -> bool:
    """Return whether no other finite verb stands between the cue and the quotation."""
    tokens = reading.syntax.tokens
    low, high = (words[-1].i + 1, verb.i) if words[-1].i < verb.i else (verb.i + 1, words[0].i)
    between = [t for t in tokens[low:high] if reading.quoted.number(t) is None]
    if any(t.i > verb.i and is_added(reading.syntax, t) and words[0].i <= reading.syntax.edges(t)[1] for t in between):
        return False  # "noted the delay, saying “…”": the nearer cue's words
    finite = [t for t in between if t.tag in {"VBD", "VBZ", "VBP", "MD"} and t.dep != "relcl"]
    # "has advised … and he has spoken “…”": the second "has" belongs to another verb
    return all(t.dep == "aux" and not _is_second(reading.syntax, reading.syntax.head(t), verb) for t in finite)


def _is_second(syntax: Syntax, other: Token, verb: Token) -> bool:
    return other.head == verb.i and other.dep == "conj" and syntax.child(other, "nsubj") is not None


def _touches(reading: Reading, verb: Token, words: list[Token]) -> bool:
    """Return whether only the cue's subject stands between a short quotation and the cue: "Never," the king said."""
    syntax = reading.syntax
    low, high = (words[-1].i + 1, verb.i) if words[-1].i < verb.i else (verb.i + 1, words[0].i)
    subject = syntax.child(verb, "nsubj")
    own = frozenset() if subject is None else tree(syntax, subject)
    return all(not is_word(t) or t.i in own or t.dep in {"aux", "advmod"} for t in syntax.tokens[low:high])
