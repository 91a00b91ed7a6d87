"""Places in a text as Web Annotation selectors: by quote with its surroundings, and by position.

Positions are Unicode code points, as Web Annotation has it (Data Model 4.2.5: "character number", not code units).
Browsers and Java count UTF-16 code units; where the two differ (an emoji stands before), `utf16Start` and `utf16End`
give those as well.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

AROUND = 32
LAST_OF_ONE_UNIT = "\uffff"


class Selectors:
    """Selectors into one text, whose name is `source`."""

    def __init__(self, text: str, source: str) -> None:
        self.text, self.source = text, source
        self._pairs = () if text.isascii() else tuple(at for at, c in enumerate(text) if c > LAST_OF_ONE_UNIT)

    def target(self, span: Mapping[str, Any]) -> dict[str, Any]:
        """Return a span ({start, end, …} in code points) as a specific resource with both selectors."""
        start, end = int(span["start"]), int(span["end"])
        return {
            "type": "SpecificResource",
            "source": self.source,
            "selector": [self._quote(start, end), self._position(start, end)],
        }

    def _quote(self, start: int, end: int) -> dict[str, Any]:
        return {
            "type": "TextQuoteSelector",
            "exact": self.text[start:end],
            "prefix": self.text[max(0, start - AROUND) : start],
            "suffix": self.text[end : end + AROUND],
        }

    def _position(self, start: int, end: int) -> dict[str, Any]:
        found: dict[str, Any] = {"type": "TextPositionSelector", "start": start, "end": end}
        before, until = bisect_left(self._pairs, start), bisect_left(self._pairs, end)
        return found | ({"utf16Start": start + before, "utf16End": end + until} if until else {})
