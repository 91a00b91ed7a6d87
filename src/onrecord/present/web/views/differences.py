"""What changed from one version of a text to the next, paragraph by paragraph and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
# beyond this, words are not compared one by one: the paragraph counts as replaced
MOST_WORDS = 1_500
MOST_PARAGRAPHS = 4_000
Sign = Literal["same", "gone", "come"]


class Piece(NamedTuple):
    """A stretch that stayed, went or came."""

    sign: Sign
    text: str


def differences(before: str, after: str) -> list[list[Piece]]:
    """Return the paragraphs of both texts with what stayed, went and came; those that stayed as one piece."""
    old, new = _paragraphs(before), _paragraphs(after)
    if max(len(old), len(new)) > MOST_PARAGRAPHS:
        return [[Piece("gone", before), Piece("come", after)]] if before != after else [[Piece("same", after)]]
    found: list[list[Piece]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.extend([Piece("same", paragraph)] for paragraph in old[a:b])
        else:
            found.extend(_changed(old[a:b], new[c:d]))
    return found


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _changed(old: list[str], new: list[str]) -> Iterator[list[Piece]]:
    for place in range(max(len(old), len(new))):
        one = old[place] if place < len(old) else ""
        other = new[place] if place < len(new) else ""
        yield list(_words(one, other))


def _words(one: str, other: str) -> Iterator[Piece]:
    a, b = TOKEN.findall(one), TOKEN.findall(other)
    if not a or not b or max(len(a), len(b)) > MOST_WORDS:
        yield from (piece for piece in (Piece("gone", one), Piece("come", other)) if piece.text)
        return
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(a[i:j]))
            continue
        if i < j:
            yield Piece("gone", "".join(a[i:j]))
        if k < m:
            yield Piece("come", "".join(b[k:m]))
