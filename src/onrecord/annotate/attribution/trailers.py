"""Where a content ends: what the parser hangs into it but the sentence says beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.complements import ASKING, tree
from onrecord.annotate.attribution.denied import is_denied_aside
from onrecord.annotate.attribution.quoted import is_word
from onrecord.annotate.attribution.subject import SPEECH, raised

if TYPE_CHECKING:
    from onrecord.types.syntax import Syntax, Token

CONTRAST = frozenset({"while", "though", "although", "whereas"})
MEDIA = frozenset("tweet statement interview email post conference memo speech letter call".split())
# Participles that tell what a question led to, not what was asked
AFTERMATH = frozenset("prompt spark trigger provoke draw force lead cause leave elicit".split())
PROMPTING = ASKING | {"press", "quiz", "pressed"}
SHORT_TAIL = 9  # tokens of ", the report said" at most


def without_trailers(syntax: Syntax, indices: frozenset[int], verb: Token) -> frozenset[int]:
    """Return the content's tokens without second sayings that trail it.

    ", adding that …", "and accused …", ", but others said …", ", while others said …", ", the report said",
    ", according to …".
    """
    drop: set[int] = set()
    last = max((i for i in indices if is_word(syntax.tokens[i])), default=0)
    for i in sorted(indices):
        token = syntax.tokens[i]
        if token.i < verb.i or i in drop or token.pos not in {"VERB", "AUX", "ADP"}:
            continue
        if _is_trailer(syntax, token, verb, last):
            drop |= tree(syntax, token)
            before = [c for c in syntax.children(syntax.head(token), "cc") if c.i < token.i]
            drop |= {c.i for c in before[-1:]}
    return indices - drop


def _is_medium(syntax: Syntax, token: Token, last: int) -> bool:
    """Return whether a phrase at the end names the paper or the occasion of the saying: "in a tweet"."""
    if token.lower not in {"in", "on", "at", "during"}:
        return False
    paper = syntax.child(token, "pobj")
    if paper is None or paper.lemma.lower() not in MEDIA or syntax.edges(token)[1] != last:
        return False
    return any(c.lower in {"a", "an"} for c in syntax.children(paper, "det"))


def _is_prompt(syntax: Syntax, token: Token) -> bool:
    """Return whether a clause tells what the saying answered: "when asked about the ferry", "if pressed"."""
    if token.dep != "advcl" or token.lemma.lower() not in PROMPTING or token.tag not in {"VBN", "VBD"}:
        return False
    if syntax.child(token, "nsubj", "nsubjpass") is not None:
        return False
    return any(c.lower in {"when", "after"} for c in syntax.children(token, "mark", "advmod"))


def _is_trailer(syntax: Syntax, token: Token, verb: Token, last: int) -> bool:
    if token.lower == "according":
        return syntax.tokens[token.i - 1].text == ","
    if is_denied_aside(syntax, token) or _is_medium(syntax, token, last) or _is_prompt(syntax, token):
        return True
    if token.tag == "VBG" and token.lemma.lower() in AFTERMATH and verb.lemma.lower() in ASKING:
        low = syntax.edges(token)[0]
        return low > verb.i and syntax.tokens[low - 1].text == ","
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
