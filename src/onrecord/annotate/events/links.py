"""Runs of links that a page prints in the midst of its sentences: headlines of other articles.

Two marks give them away: upright strokes between headlines, and a name glued to what follows it, up to "MORE".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.types.syntax import Syntax, Token

GLUED = re.compile(r"[a-z][A-Z][a-z]")
SURNAMES = re.compile(r"\b(?:Mc|Mac|De|La|Le|Du|Di|Van)[A-Z]")
STROKES = 2


def is_in_links(token: Token, syntax: Syntax) -> bool:
    """Return whether the word stands in a run of links: "Holm visits OsloTalks on ports | Trade grows MORE"."""
    words = syntax.words(syntax.sentence_of(token))
    if sum(t.text == "|" for t in words) >= STROKES:
        return True
    ends = [t.i for t in words if t.text == "MORE" and t.i > token.i]
    if not ends:
        return False
    return any(GLUED.search(t.text) and not SURNAMES.search(t.text) for t in words if t.i < token.i)
