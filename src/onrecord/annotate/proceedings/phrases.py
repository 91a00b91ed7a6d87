"""Noun phrases around a head: what stands before it, the number in it, and the words that tell it from others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.annotate.proceedings.lexicon import proceedings_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.annotate.proceedings.scene import Scene
    from onrecord.types.syntax import Syntax, Token

FIGURES = re.compile(r"(\d{1,3})(?:st|nd|rd|th)", re.IGNORECASE)
ROMAN = re.compile(r"(?=[XVIL]{1,7}$)(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
WORD = re.compile(r"[^\W_][\w+]*(?:[-–][\w+]+)*")
NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "X"})
LONGEST = 14


def before(syntax: Syntax, head: Token) -> tuple[Token, ...]:
    """Return the words that stand directly before a head and belong to it, without its owner and determiner."""
    low = max(syntax.edges(head)[0], head.i - LONGEST, syntax.sentence_of(head).first)
    found: list[Token] = []
    for token in reversed(syntax.tokens[low : head.i]):
        if (
            token.dep in {"case", "det", "predet"}
            or token.pos in {"VERB", "AUX", "ADP", "SCONJ"}
            or token.text in ",;:"
        ) and not _is_modifier(token):
            break
        found.append(token)
    return tuple(reversed(found))


def _is_modifier(token: Token) -> bool:
    """Return whether a word read as a verb or comma-like still belongs to the name ("G-7 Leaders", "U.S.-led")."""
    return token.pos == "VERB" and token.dep in {"amod", "compound", "nmod"}


def owner(syntax: Syntax, head: Token) -> Token | None:
    """Return the one whose it is: "India's", "their"."""
    return syntax.child(head, "poss")


def after(syntax: Syntax, head: Token, preps: Iterable[str]) -> tuple[Token, ...]:
    """Return the objects of the prepositions behind a head, also where the parser hung the next word on the verb."""
    wanted = frozenset(preps)
    found = [c for c in syntax.children(head, "prep") if c.lower in wanted and c.i > head.i]
    beside = syntax.tokens[head.i + 1] if head.i + 1 < len(syntax.tokens) else None
    near = beside is not None and beside.sentence == head.sentence and beside not in found
    if beside is not None and near and beside.pos == "ADP" and beside.lower in wanted:
        found.append(beside)
    targets = [target for prep in found for target in syntax.children(prep, "pobj")]
    gerunds = [verb for prep in found for verb in syntax.children(prep, "pcomp")]
    return (*targets, *(target for verb in gerunds for target in syntax.children(verb, "dobj")))


def number(tokens: Sequence[Token]) -> int | None:
    """Return the ordinal among the words: "22nd", "twenty-second", "XXII"; None where there is none."""
    lexicon = proceedings_lexicon()
    for at, token in enumerate(tokens):
        figures = FIGURES.fullmatch(token.text)
        if figures is not None:
            return int(figures.group(1))
        ones = _ordinal(token.lower)
        if ones is not None:
            tens = next((lexicon.tens[t.lower] for t in tokens[max(0, at - 2) : at] if t.lower in lexicon.tens), 0)
            return tens + ones
        if ROMAN.fullmatch(token.text) and len(token.text) > 1:
            return roman(token.text)
    return None


def _ordinal(word: str) -> int | None:
    lexicon = proceedings_lexicon()
    tens, _, ones = word.partition("-")
    if ones:
        return (
            lexicon.tens[tens] + lexicon.ordinals[ones] if tens in lexicon.tens and ones in lexicon.ordinals else None
        )
    return lexicon.ordinals.get(word)


def roman(text: str) -> int:
    """Return the value of a roman number.

    >>> roman("XXIV")
    24
    """
    values = [ROMAN_VALUES[letter] for letter in text]
    return sum(-v if v < max(values[at:]) else v for at, v in enumerate(values))


def is_number(token: Token) -> bool:
    """Return whether the word is part of an ordinal or a figure."""
    return number((token,)) is not None or token.lower in proceedings_lexicon().tens or token.pos == "NUM"


def telling(scene: Scene, tokens: Iterable[Token], drop: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the words that tell a subject from others: lemmas without parties, numbers and empty words, sorted."""
    lexicon = proceedings_lexicon()
    found: set[str] = set()
    for token in tokens:
        if token.pos not in NAMING or scene.is_party(token) or (token.pos == "VERB" and token.text.islower()):
            continue
        lemma = token.lemma.lower() if token.pos != "PROPN" else token.lower
        word = lexicon.synonyms.get(lemma) or lexicon.synonyms.get(_singular(lemma)) or _singular(lemma)
        mention = scene.entities.covering(token)
        if token.ent in {"DATE", "TIME"}:
            continue
        if mention is not None and (mention.kind == "person" or (token.ent == "GPE" and mention.parties)):
            continue
        if word in drop or word in lexicon.empty or not WORD.fullmatch(word) or _is_figure(token):
            continue
        found.add(word)
    return tuple(sorted(found))


def _singular(word: str) -> str:
    """Names keep their plural in the parser ("Ports"): keys do not."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")) and len(word) > 3 else word


def _is_figure(token: Token) -> bool:
    return (token.text[0].isdigit() and "+" not in token.text) or is_number(token)
