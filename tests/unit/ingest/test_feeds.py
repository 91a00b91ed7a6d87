"""Feeds: RSS, Atom, JSON Feed and OPML as pure functions."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from onrecord.document import to_document
from onrecord.errors import SourceError
from onrecord.ingest.feeds import Entry, read_feed, read_json_feed
from onrecord.ingest.items import LeftOut, Limits, Place, Rules
from onrecord.ingest.opml import FeedLink, read_opml

PLACE = Place("feed.rss", "https://gazette.example/feed")
RULES = Rules()
RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Gazette</title><link>https://gazette.example</link><language>en-GB</language>
<item><title>Ministers &amp; envoys meet</title><link>/a</link><guid isPermaLink="false">g-1</guid>
<dc:creator>Ann Prova</dc:creator><category>World</category><pubDate>Mon, 02 Jun 2025 10:00:00 +0200</pubDate>
<description>They met.</description>
<content:encoded><![CDATA[<p>The ministers met.</p>
<p>They left <b>on Friday</b>.<br>Nobody spoke.</p>]]></content:encoded>
</item>
<item><title>Talks resume</title><link>https://gazette.example/b</link><description>A summary.</description></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title>
<entry><id>tag:1</id><title type="html">Two &lt;b&gt;states&lt;/b&gt; sign</title><link href="https://gazette.example/c"/>
<updated>2025-06-03T23:30:00-05:00</updated><content type="text">They signed.</content></entry></feed>"""


def entries(content: bytes) -> list[Entry]:
    return [
        one for one in read_feed(content, PLACE, RULES, base="https://gazette.example/feed") if isinstance(one, Entry)
    ]


def codes(content: bytes) -> list[str]:
    return [one.issue.code for one in read_feed(content, PLACE, RULES) if isinstance(one, LeftOut)]


def test_entry_carries_what_the_feed_says() -> None:
    item, full = entries(RSS)[0]
    assert full
    assert (item.id, item.title, item.outlet, item.author) == (
        "g-1",
        "Ministers & envoys meet",
        "The Gazette",
        "Ann Prova",
    )
    assert (item.url, item.section, item.language) == ("https://gazette.example/a", "World", "en-GB")
    assert (item.published, item.published_at) == (date(2025, 6, 2), "2025-06-02T10:00:00+02:00")
    assert item.source == "https://gazette.example/feed#g-1"


def test_full_text_of_an_entry_is_read_whole() -> None:
    document, _ = to_document(entries(RSS)[0].item)
    paragraphs = ["Ministers & envoys meet", "The ministers met.", "They left on Friday.", "Nobody spoke."]
    assert document.text.split("\n\n") == paragraphs


def test_summary_is_not_taken_for_the_article() -> None:
    item, full = entries(RSS)[1]
    assert (item.content, full, item.published) == ("A summary.", False, None)


def test_atom_is_read() -> None:
    item, full = entries(ATOM)[0]
    assert (item.id, item.title, item.content, full) == ("tag:1", "Two states sign", "They signed.", True)
    assert item.published == date(2025, 6, 3)


def test_ids_are_the_same_at_every_reading() -> None:
    bare = RSS.replace(b'<guid isPermaLink="false">g-1</guid>', b"").replace(b"<link>/a</link>", b"")
    assert [one.item.id for one in entries(bare)] == [one.item.id for one in entries(bare)]
    assert entries(RSS)[1].item.id == "https://gazette.example/b"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html><p>no feed</p></html>", "not-a-feed"),
        (b"", "not-a-feed"),
        (b'<rss version="2.0"><channel><title>x</title></rss>', "feed-broken"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss version="2.0"></rss>', "xml-entities"),
    ],
)
def test_what_is_no_feed_is_left_out_with_a_reason(content: bytes, code: str) -> None:
    assert codes(content) == [code]


def test_broken_feed_gives_what_could_be_read() -> None:
    assert len(entries(RSS[: RSS.index(b"<item><title>Talks")])) == 1


def test_bytes_are_never_taken_for_an_address_or_a_file() -> None:
    assert codes(b"https://gazette.example/feed") == ["not-a-feed"]
    assert codes(__file__.encode()) == ["not-a-feed"]


def test_json_feed_is_read() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Gazette",
        "items": [
            {"id": 5, "url": "https://gazette.example/e", "title": "T", "content_html": "<p>They met.</p>",
             "date_published": "2025-06-02T10:00:00Z", "authors": [{"name": "A"}], "tags": ["World"]},
            "odd",
        ],
    }  # fmt: skip
    found = list(read_json_feed(json.loads(json.dumps(feed)), PLACE, RULES))
    assert isinstance(found[0], Entry)
    item = found[0].item
    assert (item.id, item.kind, item.author, item.section, item.outlet) == ("5", "html", "A", "World", "Gazette")
    assert isinstance(found[1], LeftOut)


def test_opml_lists_its_feeds_once() -> None:
    opml = b"""<opml version="2.0"><body><outline text="F"><outline text="G" xmlUrl="https://gazette.example/feed"/>
    <outline title="H" xmlUrl="/feed2"/></outline><outline xmlUrl="https://gazette.example/feed"/></body></opml>"""
    found = list(read_opml(io.BytesIO(opml), "https://herald.example/list.opml", Limits()))
    assert found == [FeedLink("https://gazette.example/feed", "G"), FeedLink("https://herald.example/feed2", "H")]


@pytest.mark.parametrize(
    "opml",
    [
        b'<!DOCTYPE o [<!ENTITY a "x">]><opml/>',
        b"<opml>" + b"<outline>" * 300,
        b"<opml><outline",
        b'<?xml version="1.0" encoding="no-such"?><opml/>',
    ],
)
def test_hostile_xml_is_refused(opml: bytes) -> None:
    with pytest.raises(SourceError):
        list(read_opml(io.BytesIO(opml), None, Limits()))
