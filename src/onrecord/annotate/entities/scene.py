"""The working table of the entities layer: a document's parse, and the mentions found so far by token."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.annotate.entities.words import words
from onrecord.types.annotation import Entities, Mention
from onrecord.types.text import Span, is_shouting, name_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.types.syntax import Sentence, Syntax, Token
    from onrecord.types.text import Document, Quotation

LOWER_WORD = re.compile(r"\b[a-z]{2,}\b")
LEFT_MODIFIERS = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "advmod", "case"}
)


# shorter ones are words set off ("the 'axis of evil'"), not somebody's speech
QUOTED_WORDS = 5


def quoted_tokens(syntax: Syntax, quotations: Iterable[Quotation]) -> frozenset[int]:
    """Return the indices of the tokens within somebody's quoted speech."""
    stretches = (syntax.within(quotation.inner) for quotation in quotations)
    return frozenset(token.i for tokens in stretches if len(tokens) >= QUOTED_WORDS for token in tokens)


class Scene:
    """Collects mentions: one a head token, the first to claim a token keeps it."""

    def __init__(self, document: Document, syntax: Syntax, quotations: Iterable[Quotation] = ()) -> None:
        self.document = document
        self.syntax = syntax
        self.view = name_view(document.text)
        self.common_words = frozenset(LOWER_WORD.findall(self.view))
        self.shouting = frozenset(s.i for s in syntax.sentences if is_shouting(s.span.of(self.view)))
        self.quoted = quoted_tokens(syntax, quotations)
        # first and last words of full names of persons that no office table knows
        self.given_names: set[str] = set()
        self.family_names: set[str] = set()
        self.claimed: set[int] = set()
        self.mentions: dict[int, Mention] = {}

    @cached_property
    def names_federal_parts(self) -> bool:
        """Whether the text names a part of a federation ("Ohio")."""
        return any(token.text in words("federal_parts") for token in self.syntax.tokens)

    def add(self, mention: Mention, tokens: Sequence[Token]) -> None:
        """Keep a mention under its head token and claim the tokens of its name."""
        self.mentions[mention.head] = mention
        self.claimed.update(t.i for t in tokens)

    def update(self, head: int, **changes: object) -> None:
        """Replace fields of the mention at a head token."""
        self.mentions[head] = replace(self.mentions[head], **changes)  # type: ignore[arg-type]

    def at(self, token: Token) -> Mention | None:
        """Return the mention whose head this token is."""
        return self.mentions.get(token.i)

    def tokens_from(self, first: Token, end: int) -> tuple[Token, ...]:
        """Return the tokens of the same sentence from `first` up to a text offset."""
        stop = self.syntax.sentence_of(first).last
        found = []
        for token in self.syntax.tokens[first.i : stop]:
            if token.start >= end:
                break
            found.append(token)
        return tuple(found)

    def head_of(self, tokens: Sequence[Token]) -> Token:
        """Return the token that governs a stretch: the last one whose governor lies outside of it."""
        inside = {t.i for t in tokens}
        return next((t for t in reversed(tokens) if t.head == t.i or t.head not in inside), tokens[-1])

    def noun_phrase(self, head: Token, last: Token | None = None) -> Span:
        """Return the phrase from its leftmost modifier to its head (or `last`), without what follows."""
        low = head.i
        for child in self.syntax.children(head):
            if child.i < head.i and child.dep in LEFT_MODIFIERS:
                low = min(low, self.syntax.edges(child)[0])
        return Span(self.syntax.tokens[low].start, (last or head).end)

    def before(self, token: Token) -> Token | None:
        """Return the token before in the same sentence."""
        return self.syntax.tokens[token.i - 1] if token.i > self._sentence(token).first else None

    def after(self, token: Token) -> Token | None:
        """Return the token after in the same sentence."""
        return self.syntax.tokens[token.i + 1] if token.i + 1 < self._sentence(token).last else None

    def _sentence(self, token: Token) -> Sentence:
        return self.syntax.sentences[token.sentence]

    def entities(self) -> Entities:
        """Return what was found, in text order, antecedents pointing into that order."""
        ordered = sorted(self.mentions.values(), key=lambda m: (m.span.start, -m.span.end, m.head))
        place = {mention.head: index for index, mention in enumerate(ordered)}
        linked = [replace(m, antecedent=None if m.antecedent is None else place.get(m.antecedent)) for m in ordered]
        return Entities(linked, self.syntax.tokens)
