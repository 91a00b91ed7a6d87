"""Ids: the first 16 hexadecimal digits of a SHA-256 over what makes a thing what it is.

Guarantees: the same facts give the same id in every process and on every machine; no clock, no counter, no chance.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from onrecord.types.text import digest

if TYPE_CHECKING:
    from onrecord.types.record import Provenance
    from onrecord.types.text import Document

DIGITS = 16


def content_id(*parts: str | int | None) -> str:
    """Return the id of a list of facts; None and the empty string are told apart."""
    packed = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(packed.encode("ascii")).hexdigest()[:DIGITS]


def article_key(url: str | None, outlet: str | None, given: str | None, source: str | None, sha256: str) -> str:
    """Return what tells an article from all others: its URL (canonical), else its given id, place or text."""
    if url:
        return url
    if given:
        return f"id:{outlet or ''}:{given}"
    if source:
        return source if "://" in source else f"file:{source}"
    return f"text:{sha256}"


def article_id(key: str) -> str:
    """Return the id of the article with a key."""
    return digest(key)[:DIGITS]


def version_id(article: str, document: Document) -> str:
    """Return the id of what an article says in a document: text, title and day of publication."""
    published = document.published.isoformat() if document.published else None
    return content_id(article, document.sha256, document.title, published)


def reading_id(version: str, provenance: Provenance) -> str:
    """Return the id of the reading of a version by one extractor, model and vocabulary."""
    return content_id(version, provenance.extractor, provenance.model, provenance.vocabulary)


def assertion_id(reading: str, kind: str, local: str) -> str:
    """Return the id of what a reading asserts; `local` is its id within the reading."""
    return content_id(reading, kind, local)
