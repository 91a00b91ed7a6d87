"""What several kinds of tests need: trees built by hand, and a parse of a short text by the real model."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest

from onrecord.annotate.syntax import parse
from onrecord.document import lay_out
from onrecord.types.syntax import Sentence, Syntax, Token
from onrecord.types.text import Document, Layout, Span, digest

if TYPE_CHECKING:
    from collections.abc import Callable

Parse = tuple[Document, Layout, Syntax]

PARTS = {
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "NN": "NOUN",
    "NNS": "NOUN",
    "JJ": "ADJ",
    "RB": "ADV",
    "IN": "ADP",
    "DT": "DET",
    "PRP": "PRON",
    "PRP$": "PRON",
    "WP": "PRON",
    "CC": "CCONJ",
    "CD": "NUM",
    "TO": "PART",
    "POS": "PART",
    "MD": "AUX",
}


class Row(NamedTuple):
    """One line of a tree written by hand."""

    word: str
    lemma: str
    tag: str
    dep: str
    head: str
    ent: str


@pytest.fixture(scope="session")
def tree() -> Callable[[str], Syntax]:
    """Return a builder of trees: a line a token, a blank line between sentences.

    A line reads `word tag dep head [entity]`; `word/lemma` where the lemma is not the lower-case word; the head is
    the governor's word, `word#2` for its second occurrence; a root names itself. Words are joined by one space,
    without one before a comma, a full stop, a hyphen and an apostrophe-s, and after a hyphen.
    """
    return build


def build(table: str) -> Syntax:
    """Return the tree a table describes."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    text = ""
    for block in table.strip().split("\n\n"):
        rows = [_row(line) for line in block.strip().splitlines()]
        first, began = len(tokens), None
        for row in rows:
            text += _gap(text, row.word)
            began = len(text) if began is None else began
            start, text = len(text), text + row.word
            pos = PARTS.get(row.tag, "VERB" if row.tag.startswith("VB") else "PUNCT")
            pos = "AUX" if row.dep in {"aux", "auxpass"} else pos
            head = first + _place(rows, row.head)
            own = Token(
                len(tokens), start, len(text), row.word, row.lemma, pos, row.tag, row.dep, head, row.ent, len(sentences)
            )
            tokens.append(own)
        sentences.append(Sentence(len(sentences), Span(began or 0, len(text)), first, len(tokens)))
    return Syntax(text, tokens, sentences)


def _row(line: str) -> Row:
    parts = line.split()
    word, _, lemma = parts[0].partition("/")
    return Row(word, lemma or word.lower(), *parts[1:4], parts[4] if len(parts) > 4 else "")


def _place(rows: list[Row], head: str) -> int:
    word, _, nth = head.partition("#")
    return [i for i, row in enumerate(rows) if row.word == word][int(nth or 1) - 1]


def _gap(text: str, word: str) -> str:
    return "" if not text or text.endswith("-") or word in {",", ".", "-", "'s"} else " "


@pytest.fixture(scope="session")
def parsed() -> Callable[..., Parse]:
    """Return a reader of short texts by the real model; the same text and date are parsed once a session."""
    known: dict[tuple[str, date | None], Parse] = {}

    def read(text: str, published: date | str | None = None) -> Parse:
        day = date.fromisoformat(published) if isinstance(published, str) else published
        if (text, day) not in known:
            sha256 = digest(text)
            document = Document(id=sha256[:16], text=text, sha256=sha256, published=day)
            layout, _ = lay_out(text)
            known[text, day] = document, layout, next(iter(parse([(document, layout)]))).syntax
        return known[text, day]

    return read
