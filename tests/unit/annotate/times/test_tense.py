"""Past or future, told by a parse."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.annotate.times import find_times
from onrecord.types.syntax import Sentence, Syntax, Token
from onrecord.types.text import Span

PUBLISHED = date(2025, 12, 3)  # a Wednesday


def parsed(rows: list[tuple[str, str, str, str, str, int]]) -> Syntax:
    """Build one sentence from rows of word, lemma, pos, tag, dep and head."""
    tokens, at = [], 0
    for i, (word, lemma, pos, tag, dep, head) in enumerate(rows):
        tokens.append(Token(i, at, at + len(word), word, lemma, pos, tag, dep, head, "", 0))
        at += len(word) + 1
    text = " ".join(row[0] for row in rows)
    return Syntax(text, tokens, [Sentence(0, Span(0, len(text)), 0, len(tokens))])


SCHEDULED = [
    ("Talks", "talk", "NOUN", "NNS", "nsubjpass", 2),
    ("were", "be", "AUX", "VBD", "auxpass", 2),
    ("scheduled", "schedule", "VERB", "VBN", "ROOT", 2),
    ("for", "for", "ADP", "IN", "prep", 2),
    ("Friday", "Friday", "PROPN", "NNP", "pobj", 3),
]
AGREED_TO_MEET = [
    ("They", "they", "PRON", "PRP", "nsubj", 1),
    ("agreed", "agree", "VERB", "VBD", "ROOT", 1),
    ("to", "to", "PART", "TO", "aux", 3),
    ("confer", "confer", "VERB", "VB", "xcomp", 1),
    ("Friday", "Friday", "PROPN", "NNP", "npadvmod", 3),
]
REFUSED_TO_MEET = [
    ("They", "they", "PRON", "PRP", "nsubj", 1),
    ("refused", "refuse", "VERB", "VBD", "ROOT", 1),
    ("to", "to", "PART", "TO", "aux", 3),
    ("confer", "confer", "VERB", "VB", "xcomp", 1),
    ("Friday", "Friday", "PROPN", "NNP", "npadvmod", 3),
]
WILL_SAID = [
    ("Friday", "Friday", "PROPN", "NNP", "npadvmod", 3),
    ("he", "he", "PRON", "PRP", "nsubj", 3),
    ("will", "will", "AUX", "MD", "aux", 3),
    ("speak", "speak", "VERB", "VB", "ROOT", 3),
]


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        (SCHEDULED, date(2025, 12, 5)),
        (AGREED_TO_MEET, date(2025, 12, 5)),
        (REFUSED_TO_MEET, date(2025, 11, 28)),
        (WILL_SAID, date(2025, 12, 5)),
    ],
    ids=["scheduled", "agreed to", "refused to", "will"],
)
def test_governing_verb_decides(rows: list[tuple[str, str, str, str, str, int]], day: date) -> None:
    """The verb above the weekday tells whether it lies ahead."""
    syntax = parsed(rows)
    (time,) = find_times(syntax.text, PUBLISHED, syntax)
    assert (time.first, time.basis) == (day, "published")


def test_month_of_a_past_verb_is_the_most_recent() -> None:
    """With a parse even a month close ahead is not taken for the one meant."""
    syntax = parsed(
        [
            ("They", "they", "PRON", "PRP", "nsubj", 1),
            ("met", "meet", "VERB", "VBD", "ROOT", 1),
            ("in", "in", "ADP", "IN", "prep", 1),
            ("January", "January", "PROPN", "NNP", "pobj", 2),
        ]
    )
    (time,) = find_times(syntax.text, PUBLISHED, syntax)
    assert time.value == "2025-01"
