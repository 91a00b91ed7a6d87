"""Readings of short texts, by the real parser or from trees built by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.annotate.attribution import find_attributions
from onrecord.annotate.attribution.finding import Reading
from onrecord.annotate.attribution.quoted import Quoted
from onrecord.annotate.entities import find_entities
from onrecord.types.annotation import Attribution, Entities
from onrecord.types.text import Document, Layout, Quotation, Span, digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types.syntax import Syntax


@pytest.fixture(scope="session")
def attributed(parsed: Callable[..., tuple[Document, Layout, Syntax]]) -> Callable[[str], tuple[Attribution, ...]]:
    """Return a reader of the attributions of a short text."""

    def read(text: str) -> tuple[Attribution, ...]:
        document, layout, syntax = parsed(text)
        return find_attributions(document, layout, syntax, find_entities(document, syntax))

    return read


@pytest.fixture(scope="session")
def reading() -> Callable[..., Reading]:
    """Return a builder of readings from a tree, with quotations at the double quotes in its text."""

    def build(syntax: Syntax) -> Reading:
        text = syntax.text
        marks = [i for i, c in enumerate(text) if c == '"']
        pairs = zip(marks[::2], marks[1::2], strict=True)
        quotations = tuple(Quotation(Span(a, b + 1), Span(a + 1, b), "double") for a, b in pairs)
        layout = Layout((Span(0, len(text)),), tuple(s.span for s in syntax.sentences), quotations, ())
        document = Document("x", text, digest(text))
        return Reading(document, layout, syntax, Entities((), ()), Quoted(layout, syntax))

    return build
