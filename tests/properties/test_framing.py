"""What holds of evaluations for any row of words, however they are quoted or attributed."""

from __future__ import annotations

from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.framing import find_evaluations
from onrecord.annotate.framing.lexicon import SCARE_QUOTES, framing_lexicon
from onrecord.types.annotation import Attribution, EvaluationKind
from onrecord.types.syntax import Sentence, Syntax, Token
from onrecord.types.text import Document, Layout, Quotation, Span, digest

ANCHORS = sorted(framing_lexicon().by_anchor)
GLUE = ["a", "the", "of", "to", "in", "on", "be", "for", "-", ";", "’s", "war", "state", "may", "Peru", "most"]
WORDS = st.lists(st.one_of(st.sampled_from(ANCHORS), st.sampled_from(GLUE)), min_size=1, max_size=30)
POS = st.sampled_from(["NOUN", "VERB", "ADJ", "ADV", "PROPN", "ADP"])
SPANS = st.tuples(st.integers(0, 200), st.integers(1, 60)).map(lambda p: Span(p[0], p[0] + p[1]))
RULES = {wording.id for wording in framing_lexicon().wordings}


def parsed(words: list[str], pos: list[str], cut: int) -> tuple[Document, Syntax]:
    """Return a document of two sentences, cut at the given word, every token its own root."""
    text, tokens, at = " ".join(words), [], 0
    cut = min(cut, len(words))
    for i, word in enumerate(words):
        kind = pos[i % len(pos)]
        ent = "GPE" if word == "Peru" else ""
        tokens.append(Token(i, at, at + len(word), word, word, kind, kind, "dep", i, ent, int(i >= cut)))
        at += len(word) + 1
    edges = [(0, cut), (cut, len(words))]
    sentences = [
        Sentence(n, Span(tokens[a].start, tokens[b - 1].end) if a < b else Span(0, 0), a, b)
        for n, (a, b) in enumerate(edges)
    ]
    return Document("d", text, digest(text)), Syntax(text, tokens, sentences)


@settings(max_examples=300, deadline=None)
@given(words=WORDS, pos=st.lists(POS, min_size=1, max_size=6), cut=st.integers(0, 30), quote=SPANS, content=SPANS)
def test_evaluations(words: list[str], pos: list[str], cut: int, quote: Span, content: Span) -> None:
    """They lie in the text in order, do not overlap, hold whole words and name their rule and voice."""
    document, syntax = parsed(words, pos, cut)
    layout = Layout((), (), (Quotation(quote, quote, "double"),), ())
    attribution = Attribution("a", None, content, (content,), "unspecified", None, None, "indirect", "neutral", ())
    found = find_evaluations(document, layout, syntax, [attribution])
    end = 0
    for one in found:
        assert end <= one.span.start < one.span.end <= len(document.text)
        assert one.span.of(document.text).strip() == one.span.of(document.text)
        assert one.kind in get_args(EvaluationKind)
        assert one.why in {*RULES, SCARE_QUOTES}
        if one.why == SCARE_QUOTES:
            # the marks are the reporter's own
            expected = "own"
        else:
            expected = "quoted" if one.span.overlaps(quote) else "attributed" if one.span.overlaps(content) else "own"
        assert one.voice == expected
        end = one.span.end
    assert found == find_evaluations(document, layout, syntax, [attribution])
