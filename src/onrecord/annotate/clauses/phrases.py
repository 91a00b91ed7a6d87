"""Where a phrase begins and ends: without what is only attached to it behind a comma, and without conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.types.text import Span

if TYPE_CHECKING:
    from onrecord.types.syntax import Syntax, Token

LONGEST = 28
AFTER_COMMA = frozenset({"relcl", "acl", "appos", "advcl", "conj", "prep", "npadvmod", "parataxis", "amod", "ccomp"})
TRIMMED = frozenset(", ; : . — – - “ ‘ \" ' ” ’ ! ? ( )".split())
DASHES = frozenset({"—", "–", ";", ":", "--", "("})
BESIDE = frozenset("after before amid during despite since when while as because although though if unless but".split())


def stretch(head: Token, syntax: Syntax, first: Token | None = None) -> Span:
    """Return the words of a phrase: from its first word (or `first`) to where its own words end."""
    low, high = syntax.edges(head)
    low = first.i if first is not None else low
    last = head.i
    for token in syntax.tokens[head.i + 1 : min(high, low + LONGEST) + 1]:
        if _ends(token, head, syntax):
            break
        last = token.i
    while last > head.i and (syntax.tokens[last].text in TRIMMED or syntax.tokens[last].pos in {"CCONJ", "ADP", "DET"}):
        last -= 1
    while low < head.i and (syntax.tokens[low].text in TRIMMED or syntax.tokens[low].pos == "CCONJ"):
        low += 1
    return Span(syntax.tokens[low].start, syntax.tokens[last].end)


def _ends(token: Token, head: Token, syntax: Syntax) -> bool:
    if token.text in DASHES:
        return True
    if token.lower in BESIDE and token.dep in {"mark", "prep", "advmod", "cc"} and token.pos != "ADV":
        return token.dep != "prep" or syntax.head(token).i == head.i or token.lower not in {"as", "since", "but"}
    if token.text == "," and token.i + 1 < len(syntax.tokens):
        return not _is_list(token, syntax)
    if token.pos == "CCONJ":
        return _own_clause(token, syntax) or _of_another(token, syntax)
    return False


def _of_another(conjunction: Token, syntax: Syntax) -> bool:
    """Return whether what is joined has an owner of its own: "a seat and its desire to trade"."""
    after = syntax.tokens[conjunction.i + 1 : conjunction.i + 2]
    return bool(after) and after[0].dep == "poss"


def _is_list(comma: Token, syntax: Syntax) -> bool:
    """Return whether a comma parts members of a list or adjectives, not what is merely added."""
    after = syntax.tokens[comma.i + 1]
    follow = syntax.tokens[comma.i + 2 : comma.i + 3]
    joined = bool(follow) and follow[0].pos == "CCONJ"  # "trade, economic and financial ties"
    if after.dep == "amod" and after.head > after.i and (joined or syntax.tokens[comma.i - 1].dep == "amod"):
        return True
    if after.pos == "CCONJ":
        return not _own_clause(after, syntax)
    top = after
    while top.head > comma.i and top.head != top.i:
        top = syntax.head(top)
    listed = top.dep in {"conj", "amod", "compound"} and top.pos in {"NOUN", "PROPN", "ADJ"}
    return listed or after.lower == "including"


def _own_clause(word: Token, syntax: Syntax) -> bool:
    """Return whether a conjunction begins a clause with a finite verb or a subject of its own."""
    for token in syntax.children(syntax.head(word), "conj"):
        if token.i > word.i:
            return token.tag in {"VBD", "VBZ", "VBP", "MD"} or bool(syntax.children(token, "nsubj", "nsubjpass"))
    return True
