"""What the other layers know of a place in the text: who is meant, which act, when, and who says so."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.annotate.proceedings.lexicon import joined_codes
from onrecord.types.annotation import EventDate, EventPlace, Participant
from onrecord.types.text import plain_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.types.annotation import Attribution, Entities, EventMention, Mention, TimeExpression
    from onrecord.types.syntax import Sentence, Syntax, Token
    from onrecord.types.text import Document, Span

# codes that many bodies share: they do not tell one party from another
VAGUE = frozenset({"IGO", "INT", "WEST"})
LEAST = 2
MAIN_SHARE = 0.6


class Scene:
    """One text with all that was found in it, as questions about a place. Pure; built once a document."""

    def __init__(
        self,
        document: Document,
        syntax: Syntax,
        entities: Entities,
        times: Sequence[TimeExpression],
        attributions: Sequence[Attribution],
        events: Sequence[EventMention],
    ) -> None:
        self.document = document
        self.syntax = syntax
        self.entities = entities
        self.times = times
        self.attributions = attributions
        self.events = events
        self.view = plain_view(document.text)
        self._joined = self._joined_names()
        self._starts = [token.start for token in syntax.tokens]
        self._events = {event.trigger.start: event for event in reversed(events)}

    def _joined_names(self) -> dict[int, tuple[str, ...]]:
        """Return the states in joined names by each of their tokens: "U.S.-Japan", "U.S.-South Africa"."""
        found: dict[int, tuple[str, ...]] = {}
        for token in self.syntax.tokens:
            if token.pos == "PROPN" and len(token.text) > 1 and ("-" in token.text or "–" in token.text):
                for size in (LEAST + 1, LEAST, 1):
                    parts = self.syntax.tokens[token.i : token.i + size]
                    codes = joined_codes(" ".join(t.text for t in parts))
                    if codes:
                        found.update(dict.fromkeys((t.i for t in parts), codes))
                        break
        return found

    def tokens_of(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that begin within a stretch of the text."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.syntax.tokens[low:high]

    def token_at(self, offset: int) -> Token | None:
        """Return the token that covers an offset, None between tokens."""
        at = bisect_right(self._starts, offset) - 1
        token = self.syntax.tokens[at] if at >= 0 else None
        return token if token is not None and token.start <= offset < token.end else None

    def event_at(self, token: Token) -> EventMention | None:
        """Return the act a word names."""
        return self._events.get(token.start)

    def codes(self, tokens: Iterable[Token], *, people: bool = True) -> tuple[str, ...]:
        """Return the parties the words name, sorted, each once; with `people` also those that persons stand for."""
        found: set[str] = set()
        for token in tokens:
            found.update(self._joined.get(token.i, ()))
            mention = self.entities.covering(token)
            if mention is not None and mention.kind != "place" and (people or mention.kind == "party"):
                found.update(mention.parties)
        return tuple(sorted(found - VAGUE))

    def is_party(self, token: Token) -> bool:
        """Return whether the word is a name or adjective of a party."""
        mention = self.entities.covering(token)
        if mention is not None and mention.kind == "party" and mention.form in {"name", "adjective", "metonym"}:
            return True
        return token.i in self._joined

    def is_vague(self, token: Token) -> bool:
        """Return whether the word names a body whose code does not tell who it is (a grouping, "the West")."""
        mention = self.entities.covering(token)
        return mention is not None and mention.kind == "party" and bool(VAGUE.intersection(mention.parties))

    def sides(self, sentence: Sentence) -> tuple[str, ...]:
        """Return the two parties of a sentence that speaks of just two, else none."""
        found = self.codes(self.syntax.words(sentence))
        return found if len(found) == LEAST else ()

    @cached_property
    def pair(self) -> tuple[str, ...]:
        """Return the two parties the text is on: of most of its acts or of most of its names; else none."""
        pairs = Counter(p for p in map(event_parties, self.events) if len(p) == LEAST)
        if pairs:
            found, count = min(pairs.items(), key=lambda item: (-item[1], item[0]))
            if count >= LEAST and count >= MAIN_SHARE * pairs.total():
                return found
        return self._named_most()

    def _named_most(self) -> tuple[str, ...]:
        mentions = [m for m in self.entities.mentions if m.kind != "place" and m.form != "pronoun"]
        counts = Counter(p for m in mentions for p in m.parties if p not in VAGUE)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if len(ranked) < LEAST or ranked[1][1] < LEAST:
            return ()
        third = ranked[2][1] if len(ranked) > LEAST else 0
        return tuple(sorted((ranked[0][0], ranked[1][0]))) if third * LEAST <= ranked[1][1] else ()

    def place_under(self, verb: Token) -> EventPlace | None:
        """Return where a predicate takes place: the first place after "in" or "at" that hangs on it."""
        for prep in self.syntax.children(verb, "prep"):
            target = self.syntax.child(prep, "pobj") if prep.lower in {"in", "at"} else None
            mention = self.entities.covering(target) if target is not None else None
            if (
                mention is not None
                and mention.party
                and mention.party not in VAGUE
                and mention.form in {"name", "metonym"}
            ):
                return EventPlace(mention.party, mention.span.of(self.document.text), mention.span)
        return None

    def participants(self, heads: Iterable[Token]) -> tuple[Participant, ...]:
        """Return whom the head words name, in order."""
        found = []
        for head in heads:
            mention = self.entities.at(head) or self.entities.covering(head)
            if mention is not None and mention.kind in {"person", "institution"}:
                found.append(_participant(self._known(mention)))
        return tuple(dict.fromkeys(found))

    def _known(self, mention: Mention) -> Mention:
        before = mention.antecedent
        return mention if before is None or mention.name else self.entities.mentions[before]

    def attribution(self, span: Span) -> str | None:
        """Return the id of the innermost attribution in whose content a stretch lies."""
        covering = [(p.end - p.start, a.id) for a in self.attributions for p in a.content if p.covers(span)]
        return min(covering)[1] if covering else None

    def date_under(self, verb: Token) -> EventDate | None:
        """Return the day a predicate tells: the first time within its own clause that can be placed."""
        low, high = self.syntax.edges(verb)
        start, end = self.syntax.tokens[low].start, self.syntax.tokens[high].end
        for time in self.times:
            if start <= time.span.start < end and time.first and time.last and time.kind == "DATE":
                token = self.token_at(time.span.start)
                if token is not None and self._in_clause(token, verb):
                    return EventDate(time.first, time.last, time.edtf or "", time.basis, time.span)
        return None

    def _in_clause(self, token: Token, verb: Token) -> bool:
        for above in self.syntax.ancestors(token):
            if above.i == verb.i:
                return True
            if above.pos in {"VERB", "AUX"}:
                return False
        return False


def event_parties(event: EventMention | None) -> tuple[str, ...]:
    """Return the codes of an act's parties, sorted; empty for none."""
    if event is None:
        return ()
    found = {p.party for p in (*event.actors, *event.recipients) if p.party}
    return tuple(sorted(found - VAGUE))


def _participant(mention: Mention) -> Participant:
    return Participant(mention.party, mention.span, mention.name, mention.office)
