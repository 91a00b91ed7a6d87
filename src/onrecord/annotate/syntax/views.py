"""What the parser sees of a sentence: a view of equal length that it reads better."""

from __future__ import annotations

import re

from onrecord.types.text import is_shouting, plain_view

LETTERS = re.compile(r"[^\W\d_]+")
SMALL_WORDS = frozenset(
    "a an the of in on at to for from by with and or but as if is are was were be been will would may not no its "
    "his her their over after before into amid against than that which who it he she they has have had do does".split()
)


def parser_view(text: str) -> str:
    r"""Return a view of the text of equal length that the parser reads better.

    >>> parser_view("Moscow’s “shield”")
    "Moscow's \\"shield\\""
    """
    view = plain_view(text)
    return _recase(view) if is_shouting(view) else view


def _recase(view: str) -> str:
    """Put an all-capital line in title case, acronyms kept where a small lower-case reading would be no word."""

    def one(match: re.Match[str]) -> str:
        word = match.group()
        low = word.lower()
        if len(word) == 1 and match.start() and view[match.start() - 1] == "'":
            return low
        if len(low) != len(word) or len(word) == 1:
            return word
        if low in SMALL_WORDS and match.start():
            return low
        return word[0] + low[1:]

    return LETTERS.sub(one, view)
