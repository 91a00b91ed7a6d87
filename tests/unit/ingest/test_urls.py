"""URLs: one canonical form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.urls import absolute, canonical_url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://News.Example:443/a", "https://news.example/a"),
        ("http://news.example:80", "http://news.example/"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
        ("https://news.example/a?utm_source=x&id=3&fbclid=y#top", "https://news.example/a?id=3"),
        ("https://news.example/a?b=2&a=1", "https://news.example/a?b=2&a=1"),
        ("https://news.example/%7eann/%d0%b0", "https://news.example/~ann/%D0%B0"),
        ("https://news.example/а", "https://news.example/%D0%B0"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://news.example/#!/story/1", "https://news.example/#!/story/1"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
        (" mailto:a@b.example ", "mailto:a@b.example"),
        ("https://news.example/a b\n", "https://news.example/ab"),
    ],
)
def test_canonical_form(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@given(st.text(max_size=60))
def test_canonical_form_is_its_own_and_nothing_is_raised(words: str) -> None:
    for url in (words, f"https://news.example/{words}", f"http://{words}/a?{words}"):
        once = canonical_url(url)
        assert canonical_url(once) == once


@pytest.mark.parametrize("link", [None, "", "mailto:x@y.example", "javascript:alert(1)", "http://[bad", "/a"])
def test_links_that_lead_to_no_page_are_none(link: str | None) -> None:
    assert absolute(None, link) is None
