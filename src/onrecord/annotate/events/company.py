"""Sides that a phrase names by what they are to others: "its allies", "other nations", "both countries".

Guaranteed: allies and partners of the United States are WEST, other or foreign states without a name are INT; "both
countries" are the two parties named just before, without the one that acts. Anything else gives nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types.syntax import Syntax, Token

    Parties = Callable[[Token], tuple[str, ...]]

ALLIES = frozenset({"ally", "partner"})
AT_HOME = frozenset({"political", "congressional", "republican", "democratic", "domestic", "closest", "business"})
STATES = frozenset({"country", "nation", "state", "government", "power", "leader"})
FOREIGN = frozenset({"other", "others", "foreign", "neighboring", "neighbouring", "world", "international"})
WESTERN = frozenset({"USA", "WEST", "NATO"})
NEAR_WEST = frozenset({"european", "western", "nato"})
PAIR = frozenset({"both"})
DOERS = frozenset({"nsubj", "nsubjpass"})
OTHERS = frozenset({"conj", "pobj", "dobj", "poss"})
TWO = 2


def company(token: Token, syntax: Syntax, parties: Parties) -> tuple[str, ...]:
    """Return the code of the unnamed states the plural noun stands for, empty for any other word."""
    if token.tag != "NNS":
        return ()
    words = {c.lower for c in syntax.children(token, "amod", "compound", "det", "nmod")}
    lemma = token.lemma.lower()
    if words & AT_HOME:
        return ()
    if any(c.ent == "NORP" and c.lower not in NEAR_WEST for c in syntax.children(token, "amod", "compound")):
        return ()  # "its Arab partners" are others than the West
    if lemma in ALLIES and _of_the_west(token, syntax, parties):
        return ("WEST",)
    if lemma in STATES | ALLIES and words & FOREIGN:
        return ("INT",)
    return ("INT",) if lemma in {"nation", "country"} and "all" in words else ()


def _of_the_west(token: Token, syntax: Syntax, parties: Parties) -> bool:
    """Return whether the allies stand beside the United States or are theirs: "the US and its allies"."""
    beside = syntax.head(token) if token.dep == "conj" else None
    if beside is not None:
        return bool(WESTERN & set(parties(beside)))
    owner = syntax.child(token, "poss")
    return owner is not None and bool(WESTERN & set(parties(owner)))


def both(token: Token, syntax: Syntax, parties: Parties, known: frozenset[str]) -> tuple[str, ...]:
    """Return the two parties "both countries" means where one of the known ones speaks of two others."""
    words = {c.lower for c in syntax.children(token, "det", "predet", "nummod")} | {token.lower}
    if not words & PAIR or token.tag not in {"NNS", "DT"}:
        return ()
    before = [
        t for t in syntax.tokens[syntax.sentences[max(0, token.sentence - 1)].first : token.i] if t.pos == "PROPN"
    ]
    for deps in (DOERS, DOERS | OTHERS):
        found = list(dict.fromkeys(p for t in before if t.dep in deps for p in parties(t) if p not in known))
        if len(found) == TWO:
            return tuple(found)
    return ()
