"""How far a cue reaches: auxiliaries, negation, adverbs, particles and the preposition that opens its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.types.syntax import Syntax, Token

BEFORE = frozenset({"aux", "auxpass", "neg", "advmod"})
OUTSIDE = frozenset(
    "however meanwhile instead so when why where how though then maybe perhaps moreover nevertheless nonetheless "
    "thus therefore additionally furthermore afterwards else too reportedly allegedly purportedly supposedly".split(),
)
AFTER_ADVERBS = frozenset("also again later repeatedly publicly recently earlier early yesterday".split())


def cue_span(syntax: Syntax, head: Token, more: Iterable[Token] = ()) -> Span:
    """Return the unbroken stretch around the cue's head that belongs to the cue.

    `more` are tokens that belong to it besides auxiliaries and adverbs: particles, light-verb nouns, prepositions.
    """
    inside = {head.i, *(t.i for t in more)}
    for child in syntax.children(head):
        if _belongs(child, head):
            inside.add(child.i)
    inside |= _governing(syntax, head)
    low = high = head.i
    while low - 1 in inside:
        low -= 1
    while high + 1 in inside:
        high += 1
    return Span(syntax.tokens[low].start, syntax.tokens[high].end)


def _belongs(child: Token, head: Token) -> bool:
    if child.dep == "prt":
        return True
    if child.i < head.i:
        return child.dep in BEFORE and child.lower not in OUTSIDE
    if child.dep == "neg":
        return True
    return child.dep == "advmod" and (child.lower in AFTER_ADVERBS or child.lower.endswith("ly"))


def _governing(syntax: Syntax, head: Token) -> set[int]:
    """Take in a verb that only carries the cue along: "went on to say", "continued to argue"."""
    found: set[int] = set()
    current = head
    while current.dep == "xcomp" and syntax.head(current).pos in {"VERB", "AUX"}:
        above = syntax.head(current)
        if above.i > current.i or above.i < current.i - 3:
            break
        found.add(above.i)
        found |= {c.i for c in syntax.children(above) if c.i < current.i and c.dep in BEFORE | {"prt", "prep"}}
        current = above
    return found
