"""Readers of hostile input: whatever comes in, nothing but items, what was left out, and our own errors comes out."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.document import to_document
from onrecord.document.credits import find_wire
from onrecord.errors import SourceError
from onrecord.ingest.files import read_stream
from onrecord.ingest.items import LeftOut, Limits, Link, Place, Rules
from onrecord.ingest.published import read_time
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from onrecord.ingest.streams import Kind

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RULES = Rules(limits=Limits(line=2_000, field=500, gzip_free=10_000))
SEEDS: dict[Kind, bytes] = {
    "jsonl": b'{"text": "They met.", "title": "T", "published": "2025-06-02", "author": [{"name": "A"}]}\n',
    "json": b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "content_html": "<p>They met.</p>"}]}',
    "table": b'id,title,text\n1,"T ""x""","They met,\nthen left."\n2,U,More.\n',
    "feed": b'<?xml version="1.0"?><rss version="2.0"><channel><title>G</title><item><title>T</title><link>http://g.example/a'
    b"</link><pubDate>Mon, 02 Jun 2025 10:00:00 GMT</pubDate><description>&lt;p&gt;They met."
    b"</description></item></channel></rss>",
    "opml": b'<opml version="2.0"><body><outline xmlUrl="http://g.example/feed" text="G"/></body></opml>',
    "sitemap": b"<urlset><url><loc>http://g.example/a</loc><lastmod>2025-06-02</lastmod></url></urlset>",
    "warc": b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://g.example/a\r\n"
    b"Content-Type: application/http\r\n"
    b"Content-Length: 66\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>They met.</p>\r\n\r\n\r\n",
    "mail": b'From: "A" <a@b.example>\nSubject: =?utf-8?q?T?=\nDate: Mon, 02 Jun 2025 10:00:00 GMT\nMIME-Version: 1.0\n'
    b'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\nThey met.\n--b--\n',
    "html": b'<html lang="en"><head><title>T</title>'
    b'<script type="application/ld+json">{"@type":"NewsArticle"}</script></head>'
    b"<body><h1>T</h1><time datetime=2025-06-02>x</time><p>They met.</p></body></html>",
    "pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
}


def check(content: bytes, kind: Kind | None) -> None:
    """Read content and make documents of what it gives."""
    for found in read_stream(io.BytesIO(content), Place("x", "x"), kind, RULES):
        assert isinstance(found, RawItem | LeftOut | Link)
        if isinstance(found, RawItem):
            try:
                to_document(found)
            except SourceError as error:
                assert found.location in str(error)  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize("kind", [None, *SEEDS])
@QUICK
@given(content=st.binary(max_size=400))
def test_random_bytes(kind: Kind | None, content: bytes) -> None:
    check(content, kind)


@pytest.mark.parametrize("kind", list(SEEDS))
@QUICK
@given(data=st.data())
def test_damaged_files(kind: Kind, data: st.DataObject) -> None:
    content = bytearray(SEEDS[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content)))
        content[place : place + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=12))
    check(bytes(content), kind)
    check(gzip.compress(bytes(content))[: data.draw(st.integers(10, 400))], kind)


@pytest.mark.parametrize("kind", list(SEEDS))
def test_whole_files_are_read(kind: Kind) -> None:
    check(SEEDS[kind], kind)
    check(SEEDS[kind], None)


@given(st.text(max_size=80))
def test_dates_and_credits_of_anything(words: str) -> None:
    read_time(words)
    find_wire(words, title=words, author=words)
