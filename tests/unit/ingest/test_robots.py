"""robots.txt: groups, the longest match, wildcards, delays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.robots import read_robots

RULES = b"""\xef\xbb\xbf# a comment
User-agent: other
Disallow: /

User-agent: *
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Disallow: /q?*page=
Crawl-delay: 7
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private/a", False),
        ("/private/open/a", True),
        ("/a.pdf", False),
        ("/a.pdf?x=1", True),
        ("/q?a=1&page=2", False),
        ("/%70rivate", False),
    ],
)
def test_longest_rule_decides(path: str, allowed: bool) -> None:  # noqa: FBT001
    assert read_robots(RULES, "onrecord").allows(f"https://gazette.example{path}") is allowed


def test_delay_is_read() -> None:
    assert read_robots(RULES, "onrecord").delay == 7.0
    assert read_robots(b"User-agent: *\nCrawl-delay: 9999\n", "onrecord").delay == 60.0


def test_own_group_goes_before_everybodys() -> None:
    robots = read_robots(b"User-agent: *\nDisallow: /\n\nUser-agent: OnRecord/1.0\nDisallow: /x\n", "onrecord")
    assert robots.allows("https://gazette.example/a")
    assert not robots.allows("https://gazette.example/x")


@given(st.binary(max_size=300), st.text(max_size=30))
def test_anything_is_read(content: bytes, path: str) -> None:
    read_robots(content, "onrecord").allows(f"https://gazette.example/{path}")
    read_robots(b"user-agent: *\ndisallow: " + content, "onrecord").allows(f"https://gazette.example/{path}")
