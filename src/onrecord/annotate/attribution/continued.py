"""Quotations carried on over sentences: who speaks where a quoted sentence has no cue of its own.

The cue's record holds the whole quotation, all its parts; each further sentence has a record of its own, and so
has the cue's sentence where it is the lesser part. Thus a reader who goes speech by speech and one who goes
sentence by sentence both find theirs. A carried-on record has no cue words in its sentence: its cue is the mark
that opens the quotation (of a block quotation without marks, its first character); entry and class are those of
the cue that carries it, and the record names that cue's record in `continues`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.quoted import is_word
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.syntax import Sentence

MOSTLY = 0.8  # share of quoted words from which a sentence counts as quoted
FAR = 12  # sentences ahead in which the cue of a quotation is looked for
WORDLESS = frozenset({"noun", "adjective"})  # kinds of cues no quotation of its own sentence follows
BACK = (1, 2)  # sentences back whose speaker a floating quotation may have


def read_continued(reading: Reading, found: Sequence[Finding]) -> list[Finding]:
    """Return a finding for every quoted sentence that another sentence's cue attributes; completes the bearers."""
    speech = _Speech(reading, found)
    own = {id(f): f.content for f in found}
    added: list[Finding] = []
    for sentence in reading.syntax.sentences:
        anchor = speech.anchor(sentence) if speech.is_open(sentence) else None
        if anchor is None:
            continue
        bearer = anchor.carried or anchor
        part = _part(reading, bearer, sentence, speech.quoted_part(sentence))
        bearer.content = tuple(sorted((*bearer.content, *part.content)))
        speech.note(sentence, part)
        added.append(part)
    for bearer in found:
        first = own[id(bearer)]
        if _length(bearer.content) > 2 * _length(first):
            part = _part(reading, bearer, reading.syntax.sentence_of(bearer.head), first)
            part.source = bearer.source
            added.append(part)
    return added


def _part(reading: Reading, bearer: Finding, sentence: Sentence, content: tuple[Span, ...]) -> Finding:
    return Finding(
        bearer.entry,
        reading.syntax.tokens[sentence.first],
        _opening(reading, bearer, content),
        content,
        bearer.speaker,
        None,
        (bearer.entry.id, "quotation.continued"),
        carried=bearer,
    )


def _opening(reading: Reading, bearer: Finding, content: tuple[Span, ...]) -> Span:
    """Return the mark that opens the quotation carried on: the one the content stands in, else the bearer's first."""
    quotations = reading.quoted.quotations
    touched = [n for n, q in enumerate(quotations) if any(q.span.overlaps(c) for c in content)]
    touched = touched or [n for n, q in enumerate(quotations) if any(q.span.overlaps(c) for c in bearer.content)]
    number = touched[0]
    # a paragraph that goes on without a mark of its own was opened by the one before
    while number and quotations[number].continues and quotations[number].inner.start == quotations[number].span.start:
        number -= 1
    start = quotations[number].span.start
    return Span(start, start + 1)


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


class _Speech:
    """Which sentence is attributed by what, and which quotations run from one into the next."""

    def __init__(self, reading: Reading, found: Sequence[Finding]) -> None:
        self.reading = reading
        self.quoted = reading.quoted
        self.by_sentence: dict[int, list[Finding]] = {}
        self.by_quotation: dict[int, Finding] = {}
        for finding in found:
            inside = self.quoted.number(finding.head) is not None
            speaks = finding.speaker is not None and finding.entry.cls != "declined"
            if speaks and not inside and finding.rules[-1] != "verb.relayed":
                self._enter(finding)

    def _enter(self, finding: Finding) -> None:
        self._at(finding.head.sentence, finding)
        for span in finding.content:
            for token in self.reading.syntax.within(span):
                number = self.quoted.number(token)
                if number is not None:
                    self.by_quotation.setdefault(number, finding)
                self._at(token.sentence, finding)

    def _at(self, sentence: int, finding: Finding) -> None:
        group = self.by_sentence.setdefault(sentence, [])
        if finding not in group:
            group.append(finding)

    def note(self, sentence: Sentence, finding: Finding) -> None:
        """Remember that a sentence has got its speaker."""
        self.by_sentence.setdefault(sentence.i, []).append(finding)
        for number in self.quoted.of_sentence(sentence):
            self.by_quotation.setdefault(number, finding)

    def is_open(self, sentence: Sentence) -> bool:
        """Return whether a sentence is (nearly) all quoted and nothing outside of quotations attributes it."""
        words = [t for t in self.reading.syntax.words(sentence) if is_word(t)]
        inside = [t for t in words if self.quoted.number(t) is not None]
        if sentence.headline or not inside or len(inside) < MOSTLY * len(words):
            return False
        known = self.by_sentence.get(sentence.i, ())
        return not any(span.overlaps(sentence.span) for f in known for span in f.content)

    def quoted_part(self, sentence: Sentence) -> tuple[Span, ...]:
        """Return the quoted part of a sentence, with its marks."""
        spans = [self.quoted.quotations[n].span for n in self.quoted.of_sentence(sentence)]
        low = max(sentence.span.start, min(s.start for s in spans))
        high = min(sentence.span.end, max(s.end for s in spans))
        return (Span(low, high),)

    def anchor(self, sentence: Sentence) -> Finding | None:
        """Return the finding whose speaker speaks here: same quotation, sentences after, sentences before."""
        for number in self.quoted.of_sentence(sentence):
            known = self.by_quotation.get(number)
            if known is None and self.quoted.quotations[number].continues:
                known = self.by_quotation.get(number - 1)
            if known is not None:
                return known
        return self._following(sentence) or self._neighbour(sentence)

    def _following(self, sentence: Sentence) -> Finding | None:
        """Return the cue of a later sentence that shares a quotation, through sentences in between."""
        numbers = set(self.quoted.of_sentence(sentence))
        for later in self.reading.syntax.sentences[sentence.i + 1 : sentence.i + FAR]:
            own = self.quoted.of_sentence(later)
            if not numbers & set(own):
                return None
            known = next((self.by_quotation[n] for n in own if n in self.by_quotation), None)
            if known is not None:
                return known
        return None

    def _neighbour(self, sentence: Sentence) -> Finding | None:
        """Return the latest finding of the sentences before that is no part of another's content."""
        for back in BACK:
            near = self.by_sentence.get(sentence.i - back, ())
            group = [f for f in near if f.speaker is not None and not _is_wish(f) and not _is_signed(f)]
            group = [f for f in group if f.entry.kind not in WORDLESS]
            if group and back > 1 and self._names_another(sentence.i - 1):
                return None
            if group:
                return max(group, key=lambda f: (_is_outer(f, group), _has_words(self.reading, f), f.cue.start))
        return None

    def _names_another(self, sentence: int) -> bool:
        """Return whether a person is the subject of the sentence before: then the quotation may be theirs."""
        words = self.reading.syntax.words(self.reading.syntax.sentences[sentence])
        people = [m for t in words if t.dep == "nsubj" and (m := self.reading.entities.at(t)) is not None]
        return any(m.kind == "person" and m.form == "name" for m in people)


def _is_wish(finding: Finding) -> bool:
    """Return whether a finding tells what somebody wants to do: no words of theirs, so no quotation either."""
    return finding.entry.cls == "belief" and finding.rules[-1] == "verb.inf"


def _has_words(reading: Reading, finding: Finding) -> bool:
    """Return whether a finding tells what was said, in a clause or quoted, not only what about or towards whom."""
    clausal = finding.rules[-1].rsplit(".", 1)[-1] in {"clause", "parenthetical", "quote", "as", "introduced"}
    return clausal or reading.quoted.share(finding.content, finding.head) > 0


def _is_signed(finding: Finding) -> bool:
    """Return whether a name signs the quotation: that ends it."""
    return finding.rules[-1] == "quotation.signed"


def _is_outer(finding: Finding, group: Sequence[Finding]) -> bool:
    return not any(c.covers(finding.cue) for other in group if other is not finding for c in other.content)
