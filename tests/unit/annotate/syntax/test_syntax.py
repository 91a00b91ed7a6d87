"""The door to the parser: what it sees, what it must not change, and the model that is pinned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.annotate.syntax import load_model, model_name, parse, parser_view
from onrecord.types.text import Document, Layout, Span, Zone, digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types.syntax import Syntax

    Reader = Callable[..., tuple[Document, Layout, Syntax]]

GOLDEN = [
    ("The", "DT", "det", "minister", ""),
    ("Danish", "JJ", "amod", "minister", "NORP"),
    ("minister", "NN", "nsubj", "visit", ""),
    ("will", "MD", "aux", "visit", ""),
    ("visit", "VB", "ccomp", "said", ""),
    ("Riga", "NNP", "dobj", "visit", "GPE"),
    ("on", "IN", "prep", "visit", ""),
    ("Friday", "NNP", "pobj", "on", "DATE"),
    (",", ",", "punct", "said", ""),
    ("officials", "NNS", "nsubj", "said", ""),
    ("said", "VBD", "ROOT", "said", ""),
    (".", ".", "punct", "said", ""),
]


def laid_out(text: str, *sentences: Span, zones: tuple[Zone, ...] = ()) -> tuple[Document, Layout]:
    """Return a document with the given sentences."""
    document = Document(id="x", text=text, sha256=digest(text))
    return document, Layout((Span(0, len(text)),), sentences, (), zones)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kyiv’s “shield”",
        "MINISTER’S VISIT TO THE UAE “LIKELY”",
        "DIE GROẞE STRAẞE IST LANG",
        "İSTANBUL ǅUNGLA CRISIS TALKS GO ON",
        "A\u2028B\r\nC\u200bD",
        "ΟΔΟΣ ΣΟΦΙΑΣ ΣΤΗΝ ΑΘΗΝΑ",
    ],
)
def test_parser_view_keeps_the_length(text: str) -> None:
    """Whatever the letters, offsets into the view are offsets into the text."""
    assert len(parser_view(text)) == len(text)


def test_parser_view_of_plain_text_is_the_text() -> None:
    """Text without odd marks is seen as it is."""
    assert parser_view("NATO and the EU met in Riga.") == "NATO and the EU met in Riga."


def test_parser_view_puts_a_shouting_line_in_title_case() -> None:
    """The parser reads title case better than capitals; small words become small but not at the beginning."""
    assert parser_view("THE MINISTER AND THE ENVOY TO VISIT RIGA") == "The Minister and the Envoy to Visit Riga"


def test_parser_view_makes_a_shouted_possessive_small() -> None:
    """The S after an apostrophe is small, so that the parser knows it."""
    assert parser_view("DENMARK’S MINISTER TO VISIT RIGA") == "Denmark's Minister to Visit Riga"


def test_tokens_hold_the_untouched_text(parsed: Reader) -> None:
    """A token of a shouting line is in capitals as in the text, though the parser saw another case."""
    document, _, tree = parsed("DANISH MINISTER’S VISIT TO RIGA PUT OFF")
    assert all(t.text == document.text[t.start : t.end] for t in tree.tokens)


def test_shouting_line_is_parsed_as_a_sentence(parsed: Reader) -> None:
    """In a line of capitals the verb is found."""
    _, _, tree = parsed("DANISH MINISTER WILL VISIT RIGA ON FRIDAY")
    assert next(t.pos for t in tree.tokens if t.text == "VISIT") == "VERB"


def test_golden_parse_pins_the_model(parsed: Reader) -> None:
    """Another model, or another way to run it, would give another tree and other records."""
    _, _, tree = parsed("The Danish minister will visit Riga on Friday, officials said.")
    assert [(t.text, t.tag, t.dep, tree.head(t).text, t.ent) for t in tree.tokens] == GOLDEN


def test_model_is_the_pinned_one() -> None:
    """Provenance names the model and its version."""
    assert model_name() == "en_core_web_md-3.7.1"


def test_model_is_loaded_once() -> None:
    """Loading takes half a second and must happen once."""
    assert load_model() is load_model()


def test_sentences_are_those_of_the_layout() -> None:
    """The parser never cuts or joins sentences: the layout alone decides."""
    text = "He left. She stayed. Why not"
    spans = (Span(0, 20), Span(21, 28))
    found = next(iter(parse([laid_out(text, *spans)]))).syntax
    assert [s.span for s in found.sentences] == list(spans)


def test_tokens_lie_in_their_sentence() -> None:
    """Every token lies within the sentence it belongs to, and text outside of sentences has no tokens."""
    text = "OSLO — He left. (photo) She stayed."
    found = next(iter(parse([laid_out(text, Span(7, 15), Span(24, 35))]))).syntax
    assert all(found.sentence_of(t).span.covers(t.span) for t in found.tokens)


def test_heads_stay_in_the_sentence() -> None:
    """A tree never reaches into another sentence, even where the layout cuts a sentence in two."""
    text = "The envoy who left the hall yesterday returned today."
    found = next(iter(parse([laid_out(text, Span(0, 18), Span(19, len(text)))]))).syntax
    assert all(found.tokens[t.head].sentence == t.sentence for t in found.tokens)


def test_white_space_tokens_are_dropped() -> None:
    """Line ends and runs of blanks within a sentence are no tokens."""
    text = "The  envoy \n\n left   Riga ."
    found = next(iter(parse([laid_out(text, Span(0, len(text)))]))).syntax
    assert [t.text for t in found.tokens] == ["The", "envoy", "left", "Riga", "."]


def test_indices_count_on_without_gaps() -> None:
    """Token indices and heads point into the tokens that were kept."""
    text = "The  envoy \n\n left   Riga . He  slept ."
    found = next(iter(parse([laid_out(text, Span(0, 27), Span(28, len(text)))]))).syntax
    assert [t.i for t in found.tokens] == list(range(len(found.tokens)))
    assert all(0 <= t.head < len(found.tokens) for t in found.tokens)


def test_white_space_is_no_root() -> None:
    """A sentence whose only root is white space still has a root."""
    text = "  \n Rain. \n"
    found = next(iter(parse([laid_out(text, Span(0, len(text)))]))).syntax
    root = found.root(found.sentences[0])
    assert root is not None
    assert root.text == "Rain"


def test_headline_sentences_are_marked() -> None:
    """A sentence in a headline zone is known as one."""
    text = "Envoy leaves Riga\n\nHe slept."
    zone = Zone(Span(0, 17), "headline", "test")
    found = next(iter(parse([laid_out(text, Span(0, 17), Span(19, 28), zones=(zone,))]))).syntax
    assert [s.headline for s in found.sentences] == [True, False]


def test_parse_does_not_depend_on_the_neighbours() -> None:
    """A sentence gets the same tree alone and in a batch."""
    text = "The envoy left Riga. The long talks on fish, tariffs and gas ended late at night without a text. Rain fell."
    spans = (Span(0, 20), Span(21, 96), Span(97, len(text)))
    together = next(iter(parse([laid_out(text, *spans)]))).syntax
    alone = next(iter(parse([laid_out(text, spans[0])]))).syntax
    assert together.words(together.sentences[0]) == alone.tokens


def test_documents_come_in_the_order_given() -> None:
    """Several documents are parsed one after another."""
    documents = [laid_out(text, Span(0, len(text))) for text in ("Rain fell.", "Snow fell.")]
    assert [p.document.text for p in parse(documents)] == ["Rain fell.", "Snow fell."]


def test_document_without_sentences_has_no_tokens() -> None:
    """Nothing to parse is no error."""
    assert next(iter(parse([laid_out("")]))).syntax.tokens == ()


@pytest.mark.parametrize(
    ("text", "word", "lemma", "tag"),
    [
        ("Norland re-imposed sanctions on Sudria in May.", "re-imposed", "reimpose", "VBD"),
        ("Sanctions were re-imposed by Norland.", "re-imposed", "reimpose", "VBN"),
        ("The two states agreed to co-operate on shipping.", "co-operate", "cooperate", "VB"),
        ("Norland hailed the re-election of its ally.", "re-election", "reelection", "NN"),
        ("Norland rejects the so-called peace plan.", "so-called", "so-called", "VBN"),
    ],
)
def test_word_with_a_hyphened_prefix_is_one_token(parsed: Reader, text: str, word: str, lemma: str, tag: str) -> None:
    """The verb is not lost to the tokeniser, and the offsets are those of the text."""
    found = next(token for token in parsed(text)[2].tokens if token.text == word)
    assert (found.start, found.end) == (text.index(word), text.index(word) + len(word))
    assert (found.lemma, found.tag) == (lemma, tag)


def test_other_hyphens_are_left_to_the_tokeniser(parsed: Reader) -> None:
    """A compound of two names stays two tokens."""
    assert "Norland-Sudria" not in [token.text for token in parsed("The Norland-Sudria talks began.")[2].tokens]
