"""Claims built by hand, with what a test leaves out filled in."""

from __future__ import annotations

from datetime import date
from typing import Any

from onrecord.resolve.settings import settings
from onrecord.resolve.words import content_words, numbers
from onrecord.types.claim import REPORTER, Claim, ClaimSource

DAY = date(2025, 12, 3)
MINISTRY = ClaimSource("institution", "RUS", "Ministry of Defence", None, "the Defence Ministry")
UNNAMED = ClaimSource("unnamed", "RUS", None, None, "a Russian official")


def day(text: str | None) -> date | None:
    """Return a date for "2025-12-04"."""
    return date.fromisoformat(text) if text else None


def claim(identifier: str, **given: Any) -> Claim:
    """Return a claim of a consultation between India and Russia, told by the reporter on 3 December 2025."""
    sentence = given.pop("sentence", "")
    period = given.pop("on", None)
    first, _, last = (period or "").partition("/")
    fields: dict[str, Any] = {
        "event": f"e-{identifier}",
        "version": f"v-{identifier}",
        "article": f"a-{identifier}",
        "group": f"g-{identifier}",
        "outlet": f"Outlet {identifier}",
        "wire": None,
        "published": DAY,
        "type": "CONSULT",
        "mode": None,
        "status": "occurred",
        "actors": ("IND", "RUS"),
        "recipients": (),
        "source": ClaimSource(REPORTER),
        "trigger": "",
        "first": day(first) if first else None,
        "last": day(last or first) if first else None,
        "words": content_words(sentence, settings().function_words),
        "numbers": numbers(sentence),
    }
    source = given.get("source")
    if source is not None and "chain" not in given:
        fields["chain"] = (source,)
    if isinstance(given.get("published"), str):
        given["published"] = day(given["published"])
    return Claim(id=identifier, sentence=sentence, **(fields | given))
