"""Articles and readings made by hand, on their way into a store."""

from __future__ import annotations

from datetime import date
from typing import Any

from onrecord.document.syndication import signature
from onrecord.record.ids import article_key, reading_id
from onrecord.record.rows import Arrival, Reading
from onrecord.types.record import Provenance
from onrecord.types.text import Document, digest

TEXT = (
    "The Norwegian minister will visit Lima on Friday, an embassy official said.\n\n"
    "Peru and Norway signed a fishing accord last year. The visit was called a bold step."
)


def arrival(
    url: str = "https://post.example/a", text: str = TEXT, title: str | None = "Minister to visit Lima", **more: Any
) -> Arrival:
    """Return an article on its way into the store."""
    source = more.pop("source", url)
    published = more.pop("published", date(2024, 5, 6))
    sha256 = digest(text)
    facts = {"outlet": "Example Post", "language": "en", **more}
    document = Document(sha256[:16], text, sha256, title=title, published=published, url=url, **facts)
    return Arrival(article_key(url, document.outlet, None, source, sha256), document, source, source, signature(text))


def words(text: str, quote: str, nth: int = 0) -> dict[str, Any]:
    """Return the span of a quote as plain values."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return {"start": start, "end": start + len(quote), "text": quote}


def body_of(text: str) -> dict[str, Any]:
    """Return a reading of a text by hand: what follows "will" is a planned visit, "signed" an accord."""
    events: list[dict[str, Any]] = []
    for trigger, kind, status in (("visit", "CONSULT", "scheduled"), ("signed", "SUPPORT", "occurred")):
        if trigger in text:
            sides = [{"party": p, "name": None, "role": None, "mention": None} for p in ("NOR", "PER")]
            place = words(text, trigger)
            event: dict[str, Any] = {"id": digest(f"{trigger}{place['start']}")[:16], "trigger": place, "type": kind}
            event |= {"mode": None, "contexts": [], "actors": sides[:1], "recipients": sides[1:], "status": status}
            events.append(event | {"date": None, "place": None, "attribution": "a1" if trigger == "visit" else None})
    attributions = []
    if "said" in text:
        said = {"id": "a1", "cue": words(text, "said"), "source": None, "source_type": "unnamed"}
        said |= {"source_party": "NOR", "source_name": "embassy official", "cue_class": "neutral"}
        attributions.append(said | {"content": [], "continues": None})
    found: dict[str, Any] = {"attributions": attributions, "events": events, "evaluations": []}
    if "bold step" in text:
        found["evaluations"] = [{**words(text, "bold step"), "kind": "loaded", "voice": "attributed", "why": "test"}]
    return found


def reading(version: str, text: str, *, extractor: str = "hand-1", body: dict[str, Any] | None = None) -> Reading:
    """Return a reading of a version."""
    made = Provenance(extractor, "none", "none")
    return Reading(reading_id(version, made), version, extractor, "none", "none", body or body_of(text))
