"""A document on its way into the record: its article's key, its place, its signature; and how it is read from there.

Whatever keeps articles (a store, a shard of a lake) takes them as made here, so that ids agree.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.document.syndication import signature
from onrecord.ingest.urls import canonical_url, is_url
from onrecord.record.articles import source_of
from onrecord.record.database import indexable
from onrecord.record.ids import article_key
from onrecord.record.rows import Arrival
from onrecord.types.text import Document

if TYPE_CHECKING:
    from onrecord.types.annotation import Issue
    from onrecord.types.text import RawItem


def arrival(item: RawItem, document: Document, issues: tuple[Issue, ...]) -> Arrival:
    """Return a document as the store takes it."""
    document = _storable(document)
    url = canonical_url(document.url) if document.url and is_url(document.url) else None
    source = indexable(item.source) if item.source else None
    given = indexable(item.id) if item.id else None
    return Arrival(
        key=article_key(url, document.outlet, given, source, document.sha256),
        document=replace(document, url=url or document.url),
        source=source_of(source, document.sha256),
        location=indexable(item.location),
        signature=signature(document.text),
        issues=issues,
    )


def _storable(document: Document) -> Document:
    """Return the document with halves of characters taken out of what is known about it; the text stays as it is."""
    return replace(
        document,
        title=_words(document.title),
        outlet=_words(document.outlet),
        url=_words(document.url),
        language=_words(document.language),
        author=_words(document.author),
        section=_words(document.section),
        wire=_words(document.wire),
        published_at=_words(document.published_at),
    )


def _words(words: str | None) -> str | None:
    return None if words is None else indexable(words)


def as_read(version: str, document: Document) -> Document:
    """Return a document as a reading of its version sees it: under the version's id, with what a store keeps."""
    return Document(
        id=version,
        text=document.text,
        sha256=document.sha256,
        title=document.title,
        outlet=document.outlet,
        published=document.published,
        url=document.url,
        language=document.language,
    )
