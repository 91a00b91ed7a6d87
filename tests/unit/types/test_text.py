"""Spans and the views of a text."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from hashlib import sha256

import pytest

from onrecord.types.text import Document, Span, digest, is_shouting, plain_view


def test_span_gives_its_words() -> None:
    """A span is half-open: it holds its start and not its end."""
    assert Span(4, 8).of("the aide left") == "aide"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Span(0, 5), False),
        (Span(0, 6), True),
        (Span(6, 8), True),
        (Span(9, 12), True),
        (Span(10, 12), False),
    ],
)
def test_spans_overlap_where_they_share_a_character(other: Span, *, expected: bool) -> None:
    """Spans that only touch do not overlap."""
    assert Span(5, 10).overlaps(other) is expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [(Span(5, 10), True), (Span(6, 9), True), (Span(4, 9), False), (Span(6, 11), False), (Span(7, 7), True)],
)
def test_span_covers_what_lies_within(other: Span, *, expected: bool) -> None:
    """A span covers itself and all that begins and ends within it."""
    assert Span(5, 10).covers(other) is expected


def test_spans_are_ordered_by_place() -> None:
    """Sorting spans gives text order."""
    assert sorted([Span(5, 9), Span(0, 3), Span(5, 7)]) == [Span(0, 3), Span(5, 7), Span(5, 9)]


def test_plain_view_straightens_marks_spaces_and_hyphens() -> None:
    """Curly marks, odd spaces and odd hyphens become plain ones."""
    assert plain_view("“Kyiv’s”\u00a0half‑way\nhouse") == '"Kyiv\'s" half-way house'


@pytest.mark.parametrize("text", ["", "plain", "’“”«»„", "a\u2028b\u200bc\ufeff", "Åland\r\n", "😀‑’"])
def test_plain_view_keeps_the_length(text: str) -> None:
    """Offsets into the view are offsets into the text."""
    assert len(plain_view(text)) == len(text)


def test_plain_view_leaves_dashes() -> None:
    """A dash is no hyphen: it parts sentences and names."""
    assert plain_view("Oslo — Bergen – 1") == "Oslo — Bergen – 1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MINISTERS SIGN NEW PACT", True),
        ("MINISTERS SIGN A NEW PACT IN 2024", True),
        ("Ministers sign new pact", False),
        ("NATO, EU and UN envoys met", False),
        ("NATO EU UN", False),
        ("", False),
        ("1234 5678", False),
    ],
)
def test_shouting_is_a_line_in_capitals(text: str, *, expected: bool) -> None:
    """A line of at least four words, nearly all in capitals, shouts; acronyms do not."""
    assert is_shouting(text) is expected


def test_digest_is_the_sha256_of_the_utf8() -> None:
    """Anybody can compute the digest of a text."""
    assert digest("Zürich") == sha256("Zürich".encode()).hexdigest()


def test_digest_of_a_lone_surrogate() -> None:
    """A text that cannot be written as UTF-8 still has a digest of its own."""
    assert digest("\ud800") != digest("\ud801")


def test_document_cannot_be_changed() -> None:
    """A text version is immutable."""
    document = Document(id="x", text="a", sha256=digest("a"))
    with pytest.raises(FrozenInstanceError):
        document.text = "b"  # type: ignore[misc]
