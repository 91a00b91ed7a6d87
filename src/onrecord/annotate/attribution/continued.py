"""Quotations carried on: quoted sentences without a cue of their own get the speaker of the quotation they belong to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.quoted import is_word
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.syntax import Sentence

MOSTLY = 0.8
FEW = 3
MODE = os.environ.get("ATTR_MODE", "need")


def read_continued(reading: Reading, found: Sequence[Finding]) -> list[Finding]:
    """Return a finding for every quoted sentence that another sentence's cue attributes."""
    table = _Speech(reading, found)
    added: list[Finding] = []
    own = {id(f): f.content for f in found}
    for sentence in reading.syntax.sentences:
        if not table.is_open(sentence):
            continue
        anchor = table.anchor(sentence)
        if anchor is None:
            continue
        content = table.quoted_part(sentence)
        if content:
            added.append(_carry(reading, anchor, sentence, content))
            table.note(sentence, added[-1])
    for f in found:
        n = _length(own[id(f)])
        if len(f.content) > len(own[id(f)]) and (MODE == "all" or (MODE == "need" and _length(f.content) > 2 * n)):
            p = _part(reading, f, reading.syntax.sentence_of(f.head), own[id(f)])
            p.source = f.source
            added.append(p)
    return added


def _length(spans):
    return sum(s.end - s.start for s in spans)


def _carry(reading: Reading, anchor: Finding, sentence: Sentence, content: tuple[Span, ...]) -> Finding:
    """Return the finding of a carried-on sentence and add the sentence to what its bearer's cue attributes."""
    bearer = anchor.carried or anchor
    part = _part(reading, bearer, sentence, content)
    bearer.content = (*bearer.content, *content)
    return part


def _part(reading: Reading, bearer: Finding, sentence: Sentence, content: tuple[Span, ...]) -> Finding:
    first = reading.syntax.tokens[sentence.first]
    start = content[0].start
    rules = (*bearer.rules[:1], "quotation.continued")
    return Finding(bearer.entry, first, Span(start, start), content, bearer.speaker, None, rules, bearer)


class _Speech:
    """Which sentence is attributed by what, and which quotations run from one into the next."""

    def __init__(self, reading: Reading, found: Sequence[Finding]) -> None:
        self.reading = reading
        self.quoted = reading.quoted
        self.by_sentence: dict[int, list[Finding]] = {}
        self.by_quotation: dict[int, Finding] = {}
        for finding in found:
            if finding.speaker is None or finding.entry.cls == "declined":
                continue
            if self.quoted.number(finding.head) is None:
                self._enter(finding)

    def _enter(self, finding: Finding) -> None:
        for span in finding.content:
            for token in self.reading.syntax.within(span):
                number = self.quoted.number(token)
                if number is not None:
                    self.by_quotation.setdefault(number, finding)
                group = self.by_sentence.setdefault(token.sentence, [])
                if finding not in group:
                    group.append(finding)
        group = self.by_sentence.setdefault(finding.head.sentence, [])
        if finding not in group:
            group.append(finding)

    def note(self, sentence: Sentence, finding: Finding) -> None:
        """Remember that a sentence has got its speaker."""
        self.by_sentence.setdefault(sentence.i, []).append(finding)
        for number in self.quoted.of_sentence(sentence):
            self.by_quotation.setdefault(number, finding)

    def is_open(self, sentence: Sentence) -> bool:
        """Return whether a sentence is (nearly) all quoted and nothing outside of quotations attributes it."""
        if sentence.headline:
            return False
        words = [t for t in self.reading.syntax.words(sentence) if is_word(t)]
        inside = [t for t in words if self.quoted.number(t) is not None]
        if not inside or len(inside) < MOSTLY * len(words):
            return False
        return not any(self._speaks_for(f, sentence) for f in self.by_sentence.get(sentence.i, ()))

    def _speaks_for(self, finding: Finding, sentence: Sentence) -> bool:
        return any(span.overlaps(sentence.span) for span in finding.content)

    def quoted_part(self, sentence: Sentence) -> tuple[Span, ...]:
        """Return the quoted part of a sentence, with its marks."""
        numbers = self.quoted.of_sentence(sentence)
        spans = [self.quoted.quotations[n].span for n in numbers]
        low = max(sentence.span.start, min(s.start for s in spans))
        high = min(sentence.span.end, max(s.end for s in spans))
        return (Span(low, high),)

    def anchor(self, sentence: Sentence) -> Finding | None:
        """Return the finding whose speaker speaks here: same quotation, sentence before, sentence after."""
        for number in self.quoted.of_sentence(sentence):
            known = self.by_quotation.get(number)
            if known is not None:
                return known
            if self.quoted.quotations[number].continues and number and self.by_quotation.get(number - 1):
                return self.by_quotation[number - 1]
        return self._following(sentence) or self._neighbour(sentence)

    def _following(self, sentence: Sentence) -> Finding | None:
        """Return the cue of a later sentence that shares a quotation, through sentences in between."""
        numbers = set(self.quoted.of_sentence(sentence))
        for later in self.reading.syntax.sentences[sentence.i + 1 : sentence.i + 12]:
            own = set(self.quoted.of_sentence(later))
            if not own & numbers:
                return None
            for number in own:
                if number in self.by_quotation:
                    return self.by_quotation[number]
        return None

    def _neighbour(self, sentence: Sentence) -> Finding | None:
        """Return the latest finding of the sentence before that is no part of another's content."""
        for back in (1, 2):
            if sentence.i - back < 0:
                return None
            group = [f for f in self.by_sentence.get(sentence.i - back, ()) if f.speaker is not None]
            if group:
                return max(group, key=lambda f: (_outer(f, group), f.cue.start))
        return None


def _outer(finding: Finding, group: list[Finding]) -> bool:
    return not any(c.covers(finding.cue) for other in group if other is not finding for c in other.content)
