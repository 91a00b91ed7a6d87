"""In whose voice a wording stands: the reporter's own, a source's as the reporter tells it, or a source's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.framing.spoken import spoken_stretches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.types.annotation import Attribution, Voice
    from onrecord.types.syntax import Syntax, Token
    from onrecord.types.text import Layout, Span

COMPLEMENTS = frozenset({"ccomp", "xcomp", "oprd", "prep", "pcomp", "advcl"})
CLAUSES = frozenset({"acl", "ccomp"})
FIRST_PERSON = frozenset({"i", "we"})


class Voices:
    """Answers for any span of one document in whose voice it stands.

    A span that only touches a quotation or a content is counted to it: the reporter is charged with nothing that
    a source may have worded. Turns of a transcript are quoted. What hangs on a verb or noun for somebody's view
    ("is seen as", "fears that", "the claim that") is attributed, also where no attribution was read there.
    """

    __slots__ = ("_ascribing", "_attributed", "_quoted", "_syntax", "_views")

    def __init__(
        self,
        layout: Layout,
        syntax: Syntax,
        attributions: Sequence[Attribution],
        ascribing: frozenset[str] = frozenset(),
        views: frozenset[str] = frozenset(),
    ) -> None:
        self._quoted = (
            *(quotation.inner for quotation in layout.quotations),
            *spoken_stretches(syntax.text, layout),
        )
        self._attributed = tuple(span for attribution in attributions for span in attribution.content)
        self._syntax = syntax
        self._ascribing = ascribing
        self._views = views

    def of(self, span: Span) -> Voice:
        """Return the voice of the span; words within quotation marks, one or many, are quoted."""
        if any(span.overlaps(quoted) for quoted in self._quoted):
            return "quoted"
        if any(span.overlaps(content) for content in self._attributed) or self._ascribed(span):
            return "attributed"
        return "own"

    def is_told(self, sentence: Span) -> bool:
        """Return whether some content of a source stands in a sentence."""
        return any(sentence.overlaps(content) for content in self._attributed)

    def _ascribed(self, span: Span) -> bool:
        """Return whether the span stands in the complement of a word for somebody's view."""
        tokens = self._syntax.within(span)
        inside = {token.i for token in tokens}
        at = next((t for t in tokens if t.head not in inside or t.head == t.i), None)
        if at is None:
            return False
        for above in self._syntax.ancestors(at):
            if above.i not in inside and at.i > above.i and self._takes(above, at):
                return True
            at = above
        return False

    def _takes(self, above: Token, at: Token) -> bool:
        lemma = above.lemma.lower()
        if above.pos == "VERB" and lemma in self._ascribing and at.dep in COMPLEMENTS:
            if at.dep == "prep" and at.lower != "as":
                return False
            if at.dep == "advcl" and not any(c.lower == "as" and c.i < at.i for c in self._syntax.children(at)):
                return False
            return not any(s.lower in FIRST_PERSON for s in self._syntax.subjects(above))
        return above.pos == "NOUN" and lemma in self._views and at.dep in CLAUSES
