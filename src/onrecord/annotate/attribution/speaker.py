"""Whose saying a verb tells: its doer, or the name beside it where the parser missed the subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.source import can_speak
from onrecord.annotate.attribution.subject import SPEECH, bearer_of, doer

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.syntax import Syntax, Token

FIRST_PERSONS = frozenset({"i", "we", "you", "my", "our", "your"})
# What only somebody who can speak does; "suggest", "reveal" and "show" are also done by things
ONLY_SPEAKERS = SPEECH - frozenset(
    "suggest reveal describe report cite state express question refer point call".split()
)
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOMINAL = frozenset({"PROPN", "NOUN", "PRON", "NUM"})
RELATIVE_TAGS = frozenset({"WDT", "WP"})
TIMES = frozenset({"DATE", "TIME"})
LOOSE = frozenset({"dobj", "dep", "npadvmod"})
PHRASE_HEADS = frozenset({"npadvmod", "ROOT", "appos", "dep", "nsubj", "nummod", "pobj", "conj"})
QUOTE_ENDS = frozenset({",", "”", '"', "''", "’", "'"})


def speaker_of(syntax: Syntax, verb: Token) -> Token | None:
    """Return the head of the phrase that names who says it; None where the text leaves it out."""
    found = doer(syntax, verb) or _before(syntax, verb) or _after(syntax, verb)
    return None if found is None else bearer_of(syntax, found)


def may_speak(reading: Reading, speaker: Token, verb: Token) -> bool:
    """Return whether the phrase names somebody other than the reporter or reader who is able to say something."""
    if speaker.lower in FIRST_PERSONS:
        return False
    return can_speak(reading, speaker, spoken=verb.lemma.lower() in ONLY_SPEAKERS)


def _before(syntax: Syntax, verb: Token) -> Token | None:
    """Return the name before a finite cue: one hung loosely on the verb, else the one just left of it."""
    if verb.tag not in FINITE or verb.dep in {"acl", "amod"}:
        return None
    for child in syntax.children(verb, *LOOSE):
        if child.i < verb.i and _is_name(child):
            return child
    first = syntax.sentence_of(verb).first
    at = verb.i - 1
    while at > first and (syntax.tokens[at].text == "," or syntax.tokens[at].pos in {"ADV", "AUX"}):
        at -= 1
    token = syntax.tokens[at]
    if at < first or not _is_nominal(token):
        return None
    for above in (token, *syntax.ancestors(token)):
        if above.dep in PHRASE_HEADS and above.i < verb.i and _is_nominal(above):
            return token if above.dep == "npadvmod" else above
    return token


def _is_name(token: Token) -> bool:
    return _is_nominal(token) and (token.pos == "PROPN" or token.ent in {"PERSON", "ORG", "GPE", "NORP"})


def _is_nominal(token: Token) -> bool:
    return token.pos in NOMINAL and token.tag not in RELATIVE_TAGS and token.ent not in TIMES


def _after(syntax: Syntax, verb: Token) -> Token | None:
    """Return the name after an inverted verb of speaking: "“…,” said Ana Ruiz, who …"."""
    if verb.lemma.lower() not in SPEECH or verb.tag not in {"VBD", "VBZ"} or verb.i == 0:
        return None
    if syntax.tokens[verb.i - 1].text not in QUOTE_ENDS:
        return None
    last = None
    for token in syntax.tokens[verb.i + 1 : syntax.sentence_of(verb).last]:
        if token.pos not in {"PROPN", "NOUN", "ADJ", "DET", "NUM"} and token.tag != "POS":
            break
        last = token
    return last if last is not None and last.pos in {"PROPN", "NOUN"} and _is_nominal(last) else None
