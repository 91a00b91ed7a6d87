"""Which words stand in quotation marks, asked of the layout once a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.types.syntax import Sentence, Syntax, Token
    from onrecord.types.text import Layout, Quotation, Span


LONGEST_TITLE = 6
WORKS = frozenset(
    "film movie show series sitcom documentary book novel memoir song album play opera programme program "
    "magazine".split(),
)
SMALL = frozenset({"of", "the", "a", "an", "and", "in", "on", "to", "for", "at", "with"})


class Quoted:
    """The quotations of a document by token; of nested ones the outermost counts."""

    __slots__ = ("_at", "quotations", "syntax", "titles")

    def __init__(self, layout: Layout, syntax: Syntax) -> None:
        self.syntax = syntax
        self.quotations = tuple(sorted(layout.quotations, key=lambda q: (q.span.start, -q.span.end)))
        self._at: dict[int, int] = {}
        for number, quotation in enumerate(self.quotations):
            for token in syntax.within(quotation.inner):
                self._at.setdefault(token.i, number)
        self.titles = frozenset(n for n, q in enumerate(self.quotations) if _is_title(syntax, q))

    def number(self, token: Token) -> int | None:
        """Return the number of the quotation the token stands in."""
        return self._at.get(token.i)

    def around(self, token: Token) -> Quotation | None:
        """Return the quotation the token stands in."""
        number = self._at.get(token.i)
        return None if number is None else self.quotations[number]

    def of_sentence(self, sentence: Sentence) -> tuple[int, ...]:
        """Return the numbers of the quotations with words in the sentence, in order."""
        found: dict[int, None] = {}
        for token in self.syntax.words(sentence):
            number = self._at.get(token.i)
            if number is not None:
                found[number] = None
        return tuple(found)

    def tokens(self, number: int, sentence: Sentence) -> tuple[Token, ...]:
        """Return the tokens of a quotation that lie in a sentence."""
        return tuple(t for t in self.syntax.words(sentence) if self._at.get(t.i) == number)

    def share(self, spans: tuple[Span, ...], cue: Token | None = None) -> float:
        """Return what share of the words in the spans is quoted, not counting a quotation the cue is in itself."""
        outer = None if cue is None else self._at.get(cue.i)
        words = [t for span in spans for t in self.syntax.within(span) if is_word(t)]
        if not words:
            return 0.0
        inside = [t for t in words if (n := self._at.get(t.i)) is not None and n != outer and n not in self.titles]
        return len(inside) / len(words)


def _is_title(syntax: Syntax, quotation: Quotation) -> bool:
    """Return whether quoted words are the title of a work that is named before it ("the film “…”"), not words said."""
    words = [t for t in syntax.within(quotation.inner) if is_word(t)]
    if not 0 < len(words) <= LONGEST_TITLE:
        return False
    before = syntax.tokens[max(0, words[0].i - 2)]
    return before.lemma.lower() in WORKS and all(t.text[0].isupper() or t.lower in SMALL for t in words)


def is_word(token: Token) -> bool:
    """Return whether a token has a letter or digit in it."""
    return any(c.isalnum() for c in token.text)
