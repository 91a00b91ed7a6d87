"""Documents through the model: its tagger and parser as they are, the rest by faster ways to the same result."""

from __future__ import annotations

from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.annotate.syntax.encoding import Encoder
from onrecord.annotate.syntax.model import load_model
from onrecord.annotate.syntax.names import NameReader
from onrecord.annotate.syntax.views import parser_view
from onrecord.annotate.syntax.words import PREFIXED, Word, WordReader, lemma_of
from onrecord.types.syntax import Sentence, Syntax, Token

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from onrecord.types.text import Document, Layout, Span

# Sentences read at once: enough to fill the matrices, few enough to stay in the processor's memory.
BATCH_SENTENCES = 96


class Parsed(NamedTuple):
    """A document beside its parse."""

    document: Document
    syntax: Syntax


class Read(NamedTuple):
    """One sentence as the model reads it: word, first character, length, head and kind of name of each token."""

    words: Sequence[Word]
    starts: Sequence[int]
    lengths: Sequence[int]
    heads: Sequence[int]
    names: Sequence[str]


class ComponentReader:
    """The pipeline as it comes, all its components one after another: the measure of the faster one."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp

    def read(self, views: Iterable[str]) -> Iterator[Read]:
        """Yield each sentence read, in the order given."""
        lemmatizer = self._nlp.get_pipe("lemmatizer") if self._nlp.has_pipe("lemmatizer") else None
        for doc in self._nlp.pipe((_single_sentence(self._nlp, view) for view in views), batch_size=BATCH_SENTENCES):
            yield Read(
                [
                    Word(lemma_of(self._nlp, lemmatizer, t), t.pos_, t.tag_, t.dep_, t.is_space, opens=False)
                    for t in doc
                ],
                [t.idx for t in doc],
                [len(t) for t in doc],
                [t.head.i for t in doc],
                [t.ent_type_ for t in doc],
            )


class SentenceReader:
    """The components of the pipeline that are read, in their order, each in the fastest way to its result.

    Raises ValueError on a model of another build.
    """

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        self._vectors = nlp.get_pipe("tok2vec")
        self._trees = [nlp.get_pipe(name) for name in ("tagger", "parser")]
        self._encoder = Encoder(self._vectors.model, nlp.vocab)
        self._words = WordReader(nlp)
        self._names = NameReader(nlp.get_pipe("ner"), nlp.vocab)

    def read(self, views: Sequence[str]) -> Iterator[Read]:
        """Yield each sentence read, in the order given."""
        for start in range(0, len(views), BATCH_SENTENCES):
            yield from self._batch(
                [_single_sentence(self._nlp, view) for view in views[start : start + BATCH_SENTENCES]]
            )

    def _batch(self, docs: Sequence[Any]) -> Iterator[Read]:
        from spacy.attrs import DEP, HEAD, LENGTH, ORTH, SPACY, TAG  # noqa: PLC0415 - loaded with the model

        first = list(accumulate((len(doc) for doc in docs), initial=0))
        if first[-1]:
            vectors = self._encoder.encode(docs)
            self._vectors.set_annotations(docs, [vectors[a:b] for a, b in pairwise(first)])
            for component in self._trees:
                component.set_annotations(docs, component.predict(docs))
        names = self._names.labels(docs)
        for start, doc in zip(first, docs, strict=False):
            columns = doc.to_array([ORTH, TAG, DEP, HEAD, LENGTH, SPACY]).astype("int64").T.tolist()
            forms, tags, deps, heads, lengths, spaces = columns if len(doc) else ([],) * 6
            yield Read(
                self._words.words(doc, list(zip(forms, tags, deps, strict=True))),
                list(accumulate((a + b for a, b in zip(lengths, spaces, strict=True)), initial=0)),
                lengths,
                [i + shift for i, shift in enumerate(heads)],
                names[start : start + len(doc)],
            )


@cache
def sentence_reader() -> SentenceReader | ComponentReader:
    """Return the reader of the loaded model, one a process; a model of another build is read as it comes."""
    nlp = load_model()
    try:
        return SentenceReader(nlp)
    except ValueError:
        return ComponentReader(nlp)


def parse(documents: Iterable[tuple[Document, Layout]]) -> Iterator[Parsed]:
    """Parse documents one after another, their sentences in batches; yields them in the order given."""
    for document, layout in documents:
        yield Parsed(document, parse_some(document, layout, range(len(layout.sentences))))


def parse_some(document: Document, layout: Layout, wanted: Container[int]) -> Syntax:
    """Return the syntax of a document of which only the sentences of these numbers are parsed.

    The others are there and have no tokens: who asks for the sentence before a sentence is not given a farther one.
    """
    headlines = {zone.span for zone in layout.zones if zone.kind == "headline"}
    spans = layout.sentences
    views = [parser_view(span.of(document.text)) for i, span in enumerate(spans) if i in wanted]
    reads = sentence_reader().read(views)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for i, span in enumerate(spans):
        first = len(tokens)
        if i in wanted:
            tokens.extend(_tokens(document.text, span, next(reads), first, i))
        in_headline = any(zone.covers(span) for zone in headlines)
        sentences.append(Sentence(i, span, first, len(tokens), headline=in_headline))
    return Syntax(document.text, tokens, sentences)


def _single_sentence(nlp: Any, view: str) -> Any:
    """Tokenise a sentence and forbid the parser to cut it: the layout alone decides where sentences end."""
    doc = nlp.make_doc(view)
    _join_prefixes(doc, view)
    for i, token in enumerate(doc):
        token.is_sent_start = i == 0
    return doc


def _join_prefixes(doc: Any, view: str) -> None:
    """Make one token of a word with a hyphened prefix ("re-imposed", "co-operate") before anything is read of it."""
    if "-" not in view:
        return
    spans = [doc.char_span(*match.span()) for match in PREFIXED.finditer(view)]
    with doc.retokenize() as joiner:
        for span in spans:
            if span is not None and len(span) > 1:
                joiner.merge(span)


def _tokens(text: str, span: Span, found: Read, first: int, sentence: int) -> Iterator[Token]:
    """Turn a parse into tokens; white-space tokens are dropped and what hangs on them is passed to their head."""
    kept = [i for i, word in enumerate(found.words) if not word.space]
    place = {old: first + new for new, old in enumerate(kept)}
    for own, old in enumerate(kept, first):
        word = found.words[old]
        head = found.heads[old]
        while head not in place and found.heads[head] != head:
            head = found.heads[head]
        start = span.start + found.starts[old]
        end = start + found.lengths[old]
        yield Token(
            own,
            start,
            end,
            text[start:end],
            word.lemma,
            word.pos,
            word.tag,
            word.dep,
            place.get(head, own),
            found.names[old],
            sentence,
        )
