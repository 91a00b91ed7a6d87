"""Sitemaps: pages with news fields, indexes, and what is refused."""

from __future__ import annotations

import io
from datetime import date

import pytest

from onrecord.errors import SourceError
from onrecord.ingest.items import Limits, Rules
from onrecord.ingest.sitemaps import read_sitemap
from onrecord.ingest.sources import LeftOut, read_sources

NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://gazette.example/a</loc><lastmod>2025-06-03</lastmod><image:image><image:loc>https://x.example/i.jpg
</image:loc><image:title>Picture</image:title></image:image>
<news:news><news:publication><news:name>Gazette</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2025-06-02T10:00:00Z</news:publication_date><news:title>They met</news:title></news:news></url>
<url><loc>/b</loc></url><url><loc>mailto:x</loc></url></urlset>"""
INDEX = b"<sitemapindex><sitemap><loc>https://gazette.example/1.xml.gz</loc></sitemap></sitemapindex>"


def test_pages_come_with_what_the_news_extension_says() -> None:
    first, second = read_sitemap(io.BytesIO(NEWS), "https://gazette.example/sitemap.xml", Limits())
    item = first.item(Rules())
    assert (item.url, item.title, item.outlet, item.language) == (
        "https://gazette.example/a",
        "They met",
        "Gazette",
        "en",
    )
    assert (item.published, first.is_map, first.modified) == (date(2025, 6, 2), False, "2025-06-03")
    assert second.url == "https://gazette.example/b"


def test_index_lists_sitemaps() -> None:
    (found,) = read_sitemap(io.BytesIO(INDEX), None, Limits())
    assert (found.url, found.is_map) == ("https://gazette.example/1.xml.gz", True)


def test_number_of_entries_is_bounded() -> None:
    many = b"<urlset>" + b"<url><loc>https://gazette.example/a</loc></url>" * 50 + b"</urlset>"
    assert len(list(read_sitemap(io.BytesIO(many), None, Limits(entries=10)))) == 10


def test_entities_are_refused_after_what_came_before() -> None:
    bomb = b'<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + NEWS.partition(b"?>")[2]
    with pytest.raises(SourceError, match="entities"):
        list(read_sitemap(io.BytesIO(bomb), None, Limits()))


def test_without_the_web_links_are_left_out(tmp_path: object) -> None:
    with open(f"{tmp_path}/sitemap.xml", "wb") as file:  # noqa: PTH123
        file.write(NEWS.replace(b"<loc>/b", b"<loc>https://gazette.example/b"))
    found = list(read_sources([f"{tmp_path}/sitemap.xml"]))
    assert [one.issue.code for one in found if isinstance(one, LeftOut)] == ["needs-network"] * 2
