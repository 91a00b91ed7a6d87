"""Where a content ends: what the parser hangs into it but the sentence says beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.complements import tree
from onrecord.annotate.attribution.denied import is_denied_aside
from onrecord.annotate.attribution.subject import SPEECH, raised

if TYPE_CHECKING:
    from onrecord.types.syntax import Syntax, Token

CONTRAST = frozenset({"while", "though", "although", "whereas"})
SHORT_TAIL = 9  # tokens of ", the report said" at most


def without_trailers(syntax: Syntax, indices: frozenset[int], verb: Token) -> frozenset[int]:
    """Return the content's tokens without second sayings that trail it.

    ", adding that …", "and accused …", ", but others said …", ", while others said …", ", the report said",
    ", according to …".
    """
    drop: set[int] = set()
    for i in sorted(indices):
        token = syntax.tokens[i]
        if token.i < verb.i or i in drop or token.pos not in {"VERB", "AUX", "ADP"}:
            continue
        if _is_trailer(syntax, token, verb):
            drop |= tree(syntax, token)
            before = [c for c in syntax.children(syntax.head(token), "cc") if c.i < token.i]
            drop |= {c.i for c in before[-1:]}
    return indices - drop


def _is_trailer(syntax: Syntax, token: Token, verb: Token) -> bool:
    if token.lower == "according":
        return syntax.tokens[token.i - 1].text == ","
    if is_denied_aside(syntax, token):
        return True
    outer = raised(syntax, token)
    if outer is not None:
        return outer.i == verb.i
    own = syntax.child(token, "nsubj")
    if own is None or token.lemma.lower() not in SPEECH:
        return False
    if token.dep == "advcl":
        return any(c.lower in CONTRAST for c in syntax.children(token, "mark"))
    low, high = syntax.edges(token)
    if token.dep in {"ccomp", "parataxis"}:
        is_last = high + 2 >= syntax.sentence_of(token).last
        short = token.tag == "VBD" and own.i > verb.i and high - low < SHORT_TAIL
        return short and is_last and syntax.tokens[low - 1].text == ","
    joint = {t.lower for t in syntax.tokens[max(0, low - 2) : low]}
    return token.dep == "conj" and "but" in joint and syntax.child(token, "ccomp") is not None
