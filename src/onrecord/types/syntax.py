"""The parsed text: tokens with their part of speech and their place in a dependency tree.

These types hold what the rules read, without the library that made it; a test builds them by hand.
Labels: part of speech `pos` after Universal Dependencies, `tag` after the Penn Treebank, `dep` after the
ClearNLP scheme that English spaCy models use (nsubj, nsubjpass, dobj, ccomp, prep, pobj ...).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `i` and `head` index `Syntax.tokens`; a root is its own head; `ent` is "" outside of names."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str
    sentence: int

    @property
    def lower(self) -> str:
        """Return the word in lower case."""
        return self.text.lower()

    @property
    def span(self) -> Span:
        """Return the token's place in the document."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One parsed sentence: tokens `first` (inclusive) to `last` (exclusive)."""

    i: int
    span: Span
    first: int
    last: int
    headline: bool = False


class Syntax:
    """All sentences of a document, parsed, with the questions a rule asks of a tree.

    Built from tokens and sentences; tokens outside of every sentence do not occur.
    """

    __slots__ = ("_children", "_edges", "_starts", "sentences", "text", "tokens")

    def __init__(self, text: str, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> None:
        self.text = text
        self.tokens = tuple(tokens)
        self.sentences = tuple(sentences)
        children: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token)
        self._children = tuple(tuple(group) for group in children)
        self._edges = _subtree_edges(self.tokens)
        self._starts = [token.start for token in self.tokens]

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        """Return the tokens of a sentence in order."""
        return self.tokens[sentence.first : sentence.last]

    def sentence_of(self, token: Token) -> Sentence:
        """Return the sentence a token stands in."""
        return self.sentences[token.sentence]

    def root(self, sentence: Sentence) -> Token | None:
        """Return the first root of a sentence, None for an empty one."""
        return next((t for t in self.words(sentence) if t.head == t.i), None)

    def head(self, token: Token) -> Token:
        """Return the governor; a root is its own."""
        return self.tokens[token.head]

    def children(self, token: Token, *deps: str) -> tuple[Token, ...]:
        """Return the direct dependants in order, all or those with one of the given labels."""
        group = self._children[token.i]
        # asked a dozen times a word: no call without need, and a list is built faster than drawn from a generator
        return tuple([c for c in group if c.dep in deps]) if group and deps else group

    def child(self, token: Token, *deps: str) -> Token | None:
        """Return the first direct dependant with one of the labels."""
        for c in self._children[token.i]:
            if c.dep in deps:
                return c
        return None

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Yield the governors from the nearest to the root."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def edges(self, token: Token) -> tuple[int, int]:
        """Return the first and the last token index of the token's subtree (inclusive)."""
        return self._edges[token.i]

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """Return the token and all it governs, in text order (the tree may be discontinuous)."""
        found = [token]
        for member in found:
            found.extend(self._children[member.i])
        return tuple(sorted(found, key=lambda t: t.i))

    def is_under(self, token: Token, ancestor: Token) -> bool:
        """Return whether `ancestor` is the token itself or governs it, directly or not."""
        return token.i == ancestor.i or any(a.i == ancestor.i for a in self.ancestors(token))

    def span(self, first: Token, last: Token | None = None) -> Span:
        """Return the stretch from the first token's start to the last one's end."""
        return Span(first.start, (last or first).end)

    def phrase(self, token: Token) -> Span:
        """Return the stretch of the token's whole subtree."""
        low, high = self.edges(token)
        return Span(self.tokens[low].start, self.tokens[high].end)

    def within(self, span: Span) -> tuple[Token, ...]:
        """Return the tokens that lie wholly within a span."""
        low = bisect_left(self._starts, span.start)
        found = []
        for token in self.tokens[low:]:
            if token.start >= span.end:
                break
            if token.end <= span.end:
                found.append(token)
        return tuple(found)

    def conjuncts(self, token: Token) -> tuple[Token, ...]:
        """Return the token and what is coordinated below it, in order ("A, B and C" asked of A)."""
        found = [token]
        for member in found:
            found.extend(c for c in self._children[member.i] if c.dep == "conj")
        return tuple(found)

    def first_conjunct(self, token: Token) -> Token:
        """Return the head of the coordination the token belongs to, the token itself if none."""
        while token.dep == "conj" and token.head != token.i:
            token = self.tokens[token.head]
        return token

    def subjects(self, verb: Token) -> tuple[Token, ...]:
        """Return a verb's grammatical subjects, passed along coordination, with their conjuncts.

        The parser hangs a subject on the first of coordinated verbs only and on the verb below an auxiliary;
        both are looked through. Passive subjects are included: ask `is_passive`.
        """
        seen: set[int] = set()
        current = verb
        while current.i not in seen:
            seen.add(current.i)
            found = [c for c in self._children[current.i] if c.dep in SUBJECTS]
            if found:
                return tuple(t for subject in found[-1:] for t in self.conjuncts(subject))
            if current.dep != "conj":
                break
            current = self.tokens[current.head]
        return ()

    def is_passive(self, verb: Token) -> bool:
        """Return whether the verb is a passive: it has a passive auxiliary or a passive subject of its own."""
        return any(c.dep in {"auxpass", "nsubjpass"} for c in self._children[verb.i])


def _subtree_edges(tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """First and last index under each token, found by walking up: no recursion, however deep the tree."""
    low, high = list(range(len(tokens))), list(range(len(tokens)))
    for token in tokens:
        at = token
        while at.head != at.i:
            at = tokens[at.head]
            if low[at.i] <= token.i <= high[at.i]:
                continue
            low[at.i], high[at.i] = min(low[at.i], token.i), max(high[at.i], token.i)
    return tuple(zip(low, high, strict=True))
