"""In whose voice a wording stands: the reporter's own, a source's as the reporter tells it, or a source's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.types.annotation import Attribution, Voice
    from onrecord.types.text import Layout, Span


class Voices:
    """Answers for any span of one document in whose voice it stands.

    A span that only touches a quotation or a content is counted to it: the reporter is charged with nothing that
    a source may have worded.
    """

    __slots__ = ("_attributed", "_quoted")

    def __init__(self, layout: Layout, attributions: Sequence[Attribution]) -> None:
        self._quoted = tuple(quotation.inner for quotation in layout.quotations)
        self._attributed = tuple(span for attribution in attributions for span in attribution.content)

    def of(self, span: Span) -> Voice:
        """Return the voice of the span; words within quotation marks, one or many, are quoted."""
        if any(span.overlaps(quoted) for quoted in self._quoted):
            return "quoted"
        if any(span.overlaps(content) for content in self._attributed):
            return "attributed"
        return "own"
