"""Small files of every format and requests to the interface, written by hand: what fuzz.py mutates."""

from __future__ import annotations

FILES: dict[str, bytes] = {
    "jsonl": b'{"text": "They met.", "title": "T", "published": "2025-06-02", "author": [{"name": "A"}]}\n',
    "json": b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "content_html": "<p>They met.</p>"}]}',
    "table": b'id,title,text\n1,"T ""x""","They met,\nthen left."\n2,U,More.\n',
    "opml": b'<opml version="2.0"><body><outline xmlUrl="http://g.example/feed" text="G"/></body></opml>',
    "sitemap": b"<urlset><url><loc>http://g.example/a</loc><lastmod>2025-06-02</lastmod></url></urlset>",
    "mail": b'From: "A" <a@b.example>\nSubject: =?utf-8?q?T?=\nDate: Mon, 02 Jun 2025 10:00:00 GMT\nMIME-Version: 1.0\n'
    b'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\nThey met.\n--b--\n',
    "html": b'<html lang="en"><head><title>T</title><script type="application/ld+json">{"@type":"NewsArticle"}</script>'
    b"</head><body><h1>T</h1><time datetime=2025-06-02>x</time><p>They met in Lima on Friday.</p></body></html>",
    "pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
}
FEEDS = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>G</title><item><title>T</title><link>http://g.example/a</link>'
    b"<pubDate>Mon, 02 Jun 2025 10:00:00 GMT</pubDate><description>&lt;p&gt;They met.</description></item></channel></rss>",
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><entry><id>a</id><title type="html">&lt;b&gt;T</title>'
    b'<updated>2025-06-02T10:00:00Z</updated><link href="/a"/><content type="xhtml"><div>They met.</div></content>'
    b"</entry></feed>",
    FILES["json"],
)
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://g.example/a\r\nContent-Type: application/http\r\n"
    b"Content-Length: 66\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>They met.</p>\r\n\r\n\r\n",
    b"http://g.example/a 1.2.3.4 20250602100000 text/html 62\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Hi.</p>",
)
MARKS = [
    b"<",
    b">",
    b"&",
    b'"',
    b"\r\n",
    b"\t",
    b";",
    b"{",
    b"[",
    b"]]>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"charset=utf-7",
]
CODED = (
    (
        b"\t".join(
            [
                b"410",
                b"20250602",
                b"202506",
                b"2025",
                b"2025.4",
                b"RUS",
                b"RUSSIA",
                b"RUS",
                *[b""] * 7,
                b"IND",
                b"INDIA",
                b"IND",
            ]
        )
        + b"\t" * 7
        + b"\t1\t042\t042\t04\t1\t1.9\t10\t1\t10\t-2.1"
        + b"\t4\tMoscow, Russia\tRS\tRS48\t\t55.7\t37.6\t-2" * 3
        + b"\t20250602\thttp://g.example/a\n"
    ),
    b"Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t"
    b"Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\t"
    b"Longitude\n1\t2018-01-02\tRussia\t\tRussian Federation\tMake a visit\t42\t1.9\tIndia\t\tIndia\t7\t1\tG\t\t\t\tIndia\t20\t77\n",
    b'{"id": "a", "date": "2025-06-02", "type": "CONSULT", "mode": "visit", "actor": [{"code": "RUS"}], "recipient": '
    b'[{"code": "IND"}], "text": "They met."}\n',
    b"Event ID\tEvent Date\tEvent Type\tEvent Mode\nA\t2025-06-02\tCONSULT\tvisit\n",
)
ADDRESSES = (
    "/ /api/v1/articles /api/v1/search?words=minister&party=RUS /articles /events /ledger /dyads /dyads/IND-RUS /parties/RUS"
    " /search?words=visit&type=CONSULT&status=scheduled /search.json?limit=3&offset=2 /ledger.csv?today=2025-12-01 /graph"
    " /map /compare /review /sources /exports /persons/A /events.atom /api/v1/events?dyad=IND-RUS /openapi.json /static/x"
    " /api/v1/judgements /articles/00000000 /events/00000000 /ledger.ics?today=x"
).split(" ")
REQUESTS = [f"{verb} {address}\n{{}}".encode() for verb in ("GET", "POST", "PUT", "DELETE") for address in ADDRESSES]
TOKENS = [
    b"?",
    b"&",
    b"=",
    b"/",
    b"..",
    b"%00",
    b"%ff",
    b"%2e%2e%2f",
    b"limit=",
    b"offset=",
    b"today=",
    b"party=",
    b"'",
    b"{",
    b'"',
]
