"""The text with layers: nothing lost, everything escaped, offsets kept."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from onrecord.present.web.templating import neutral
from onrecord.present.web.views.layers import Mark, draw

TEXT = "One two three four.\n\nFive six."
TAG = re.compile(r"<[^>]*>")


def plain_of(markup: str) -> str:
    return unescape(TAG.sub("", markup))


def test_marks_that_cross_are_cut() -> None:
    """Of two marks that cross, the inner one is closed and opened again, so that tags nest."""
    (first, _) = draw(TEXT, [Mark(0, 7, "said", "a"), Mark(4, 13, "said", "b")])
    assert first.markup == (
        '<span class="m a">One <span class="m b">two</span></span><span class="m b"> three</span> four.'
    )


def test_links_do_not_nest() -> None:
    """A link within a link is drawn as a span, and every record is anchored once."""
    marks = [Mark(0, 13, "event", "a", "r1", "", anchor=True), Mark(4, 7, "event", "b", "r2", "", anchor=True)]
    (first, _) = draw(TEXT, marks)
    assert first.markup.count("<a ") == 1
    assert 'id="s-r1"' in first.markup
    assert 'id="s-r2"' in first.markup


def test_a_mark_over_two_paragraphs_is_anchored_once() -> None:
    """A mark that runs over a paragraph's end is drawn in both, with one id."""
    markup = "".join(p.markup for p in draw(TEXT, [Mark(4, 25, "said", "a", "r1", "", anchor=True)]))
    assert markup.count('id="s-r1"') == 1
    assert markup.count('data-r="r1"') == 2


def test_what_steers_is_shown() -> None:
    """Overrides, control characters and halves of characters become visible signs of the same length."""
    hostile = "a\u202eb\x00c\x1b[31m\ud800\u2066"
    assert len(neutral(hostile)) == len(hostile)
    assert neutral(hostile) == "a␦b␀c␛[31m\ufffd␦"


@given(
    st.text(st.sampled_from('ab <>&"\n\r\u202e\U0001f600\u05d0'), max_size=60),
    st.lists(st.tuples(st.integers(-3, 65), st.integers(-3, 65)), max_size=8),
)
def test_pieces_make_up_the_text(text: str, places: list[tuple[int, int]]) -> None:
    """Whatever is marked, the pieces of a paragraph are the text at its offset, and every tag is closed."""
    marks = [Mark(a, b, "said", "x", f"r{n}", '"><script>', anchor=True) for n, (a, b) in enumerate(places)]
    for paragraph in draw(text, marks):
        shown = plain_of(paragraph.markup)
        assert shown == neutral(text[paragraph.at : paragraph.at + len(shown)])
        names = re.findall(r"<(/?)(a|span)", paragraph.markup)
        assert [n for n, _ in names].count("") == [n for n, _ in names].count("/")
        assert "<script" not in paragraph.markup
