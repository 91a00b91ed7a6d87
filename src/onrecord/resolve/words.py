"""The content words of a sentence: what is left for comparison when names of parties and function words are gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.types.text import name_view

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]{3,}")
NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w-])")
# a sentence ends at a full stop, question or exclamation mark before a space, or at a line break
SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|\n+")
ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sen|Rep|Gov|St|No|U\.S|U\.N|U\.K))\.$")
SHORTEST_STEM = 4


def stem(word: str) -> str:
    """Return the word without its commonest endings, so that "talks" meets "talk" and "signed" meets "sign".

    >>> stem("signed"), stem("visits"), stem("sign")
    ('sign', 'visit', 'sign')
    """
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def content_words(sentence: str, without: Iterable[str]) -> frozenset[str]:
    """Return the stems of the sentence's words, less those in `without` (lower case, unstemmed)."""
    skipped = frozenset(without)
    found = (word for word in WORD.findall(name_view(sentence).lower()) if word not in skipped)
    return frozenset(stem(word) for word in found)


def numbers(sentence: str) -> frozenset[str]:
    """Return the quantities written in figures (no years, no ordinals), without thousands separators."""
    return frozenset(number.replace(",", "") for number in NUMBER.findall(sentence))


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence of the text that holds `text[start:end]`, its spaces made single."""
    left = 0
    right = len(text)
    for match in SENTENCE_END.finditer(text):
        if ABBREVIATED.search(text[max(0, match.start() - 5) : match.start()]):
            continue
        if match.end() <= start:
            left = match.end()
        elif match.start() >= end:
            right = match.start()
            break
    return " ".join(text[left:right].split())


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the smaller set that is in the other (overlap coefficient); 0 where either is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
