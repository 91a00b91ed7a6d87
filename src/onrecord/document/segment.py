"""Sentences: where they end, by rule.

A dot, question mark, exclamation mark or ellipsis ends a sentence unless what stands around it says otherwise:
abbreviations, initials, numbers, a lower-case word after it, a clause that names the speaker of a quoted question.
Closing quotation marks and brackets stay with their sentence. Colons, semicolons and dashes end nothing.

Guarantees: spans in order, not overlapping, without white space at their ends, each with a letter or digit, none
longer than LONGEST characters or MOST_WORDS words. Linear time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.document.lexicon import Lexicon
    from onrecord.document.quotations import Marks

LONGEST = 1500
MOST_WORDS = 300
STOP = re.compile(r"\.(?:[ \u00a0]\.){2,}|[.!?…‽]+")
NUMBER = re.compile(r"\d|[IVXLC]+\b")
NEXT_WORD = re.compile(r"[^\W\d_]+(?:[’'][a-z]+)?")
DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
FOOTNOTES = re.compile(r"(?:\[\d{1,3}\])+")
# A list marker at the front of a sentence; not the pronoun I.
MARKER = re.compile(r"\(?(?:\d{1,3}|[IVX]{2,5}|[VX]|[A-HJ-Za-z])")
LONGEST_MARKER = 6
ARTICLE = re.compile(r"(?:al|el|ash|ad|an|as)-[A-Z]")
WORDS = re.compile(rf"\s*+(?:\S++\s++){{{MOST_WORDS}}}")
ALNUM = re.compile(r"[^\W_]")
# Where a run-on is cut, best first; the part before the cut keeps the mark.
CUTS = (
    re.compile(r"[\n\r]+"),
    re.compile(r"[;؛] "),
    re.compile(r": | [—–-] |—"),
    re.compile(r", "),
    re.compile(r"\s"),
)
QUOTE_MARKS = frozenset("\"”’'»“")
CLOSERS = frozenset(')]}"”’»')
SKIPPED = frozenset("([{“‘\"'«„`–—-•*¿¡ \u00a0\n\r\t")
OPENERS = frozenset("“‘\"'«„`([")
LOOK_BACK = 24


class Segmenter:
    """Cuts stretches of one text into sentences."""

    def __init__(self, text: str, lexicon: Lexicon, marks: Marks) -> None:
        """Take the whole text; `marks` says which of its quotation marks open and which close."""
        self.text, self.lexicon, self.marks = text, lexicon, marks

    def sentences(self, stretch: Span) -> list[Span]:
        """Return the sentences of a stretch of prose; pieces without a letter or digit join their neighbour."""
        pieces: list[Span] = []
        begin = stretch.start
        for end in self._ends(stretch):
            self._add(pieces, begin, end)
            begin = end
        self._add(pieces, begin, stretch.end)
        return [s for s in pieces if ALNUM.search(self.text, s.start, s.end)]

    def _add(self, pieces: list[Span], begin: int, end: int) -> None:
        while begin < end and self.text[begin].isspace():
            begin += 1
        while end > begin and self.text[end - 1].isspace():
            end -= 1
        if begin == end:
            return
        if pieces and not (self._says(Span(begin, end)) and self._says(pieces[-1])):
            pieces[-1] = Span(pieces[-1].start, end)
        else:
            pieces.append(Span(begin, end))

    def _says(self, piece: Span) -> bool:
        return ALNUM.search(self.text, *piece) is not None

    def _ends(self, stretch: Span) -> Iterator[int]:
        begin = stretch.start
        for stop in STOP.finditer(self.text, stretch.start, stretch.end):
            end = self._end_at(stop.start(), stop.end(), begin, stretch.end)
            if end is not None and end > begin:
                yield end
                begin = end

    def _end_at(self, at: int, after: int, begin: int, limit: int) -> int | None:
        """Return where the sentence ends that the stop at `at` closes, or None where it closes none."""
        end, quoted = self._absorb(after, limit)
        following = end
        while following < limit and self.text[following].isspace():
            following += 1
        if following >= limit:
            return None
        if following == end:
            return end if self._runs_on(at, end, limit, quoted=quoted) else None
        word_at = self._skip_marks(following, limit)
        if word_at >= limit or not self._may_begin(following, word_at):
            return None
        run = self.text[at:after]
        if "!" in run or "?" in run or "‽" in run:
            ends = not self._is_aside(at, word_at, quoted=quoted)
        elif len(run) > 2 or "…" in run:
            ends = quoted or self._ellipsis_ends(at, run, following, word_at)
        else:
            ends = quoted or not self._abbreviates(at, begin, following, word_at)
        return end if ends else None

    def _absorb(self, at: int, limit: int) -> tuple[int, bool]:
        """Return where closing marks and brackets after a stop end, and whether a quotation mark is among them."""
        quoted = False
        while at < limit:
            char = self.text[at]
            if at in self.marks.closing or (char in CLOSERS and at not in self.marks.opening):
                quoted = quoted or char in QUOTE_MARKS
                at += 1
            elif char in " \u00a0\u2009\u202f" and at + 1 in self.marks.closing:
                at += 1
            elif char == "'" and at not in self.marks.opening and (at + 1 == limit or self.text[at + 1].isspace()):
                quoted, at = True, at + 1
            else:
                note = FOOTNOTES.match(self.text, at, limit)
                return (note.end() if note else at), quoted
        return at, quoted

    def _skip_marks(self, at: int, limit: int) -> int:
        last = min(limit, at + 6)
        while at < last and self.text[at] in SKIPPED:
            at += 1
        return at

    def _may_begin(self, following: int, word_at: int) -> bool:
        """Return whether a sentence may begin here: not with a small letter, not with a comma or closing mark."""
        first = self.text[following]
        if first in ",;:)]}.%/&" or following in self.marks.closing:
            return False
        char = self.text[word_at]
        if char.islower():
            return bool(ARTICLE.match(self.text, word_at)) or self.text[following] in "•*"
        return True

    def _runs_on(self, at: int, end: int, limit: int, *, quoted: bool) -> bool:
        """Return whether a sentence begins without a space ("the war.He said"); internet names have none."""
        text, lexicon = self.text, self.lexicon
        dash = text[end] in "-–—" and text[end + 1 : end + 2] == " "
        word_at = end + 2 if dash else end + (end in self.marks.opening)
        word = NEXT_WORD.match(text, word_at, limit)
        if not word or not word.group()[0].isupper() or word.group() in lexicon.domain_endings:
            return False
        before = text[max(0, at - 2) : at]
        starts = word.group() in lexicon.starters
        if len(word.group()) > 1 and not word.group()[1:2].islower() and not starts:
            return False
        plain = len(before) == 2 and before.isalpha() and before.islower()
        if not (plain or (starts and (quoted or before[-1:].isdigit() or before[-1:] in '%)"”’'))):
            return False
        left = text[max(0, at - 40) : at].rsplit(maxsplit=1)
        right = text[word.end() : min(limit, word.end() + 2)]
        return not any(mark in (left[-1] if left else "") for mark in "/@\\=") and right[:1] not in "/@="

    def _is_aside(self, at: int, word_at: int, *, quoted: bool) -> bool:
        """Return whether a question or exclamation mark does not end the sentence it stands in."""
        text = self.text
        if at and text[at - 1] in "([":
            return True
        if quoted and self.lexicon.said_clause.match(text, word_at):
            return True
        left = at
        while left > 0 and at - left < LOOK_BACK and text[left - 1].isalpha():
            left -= 1
        return text[left:at] in self.lexicon.exclaimed and self._next_word(word_at) not in self.lexicon.starters

    def _ellipsis_ends(self, at: int, run: str, following: int, word_at: int) -> bool:
        """Return whether an omission ends the sentence: not in brackets or between spaces, where words are left out."""
        before = self.text[at - 1 : at]
        if before.isspace() or before in "[(":
            return False
        if self._next_word(word_at) in self.lexicon.starters or self.text[following] in OPENERS:
            return True
        return len(run) != 2

    def _next_word(self, at: int) -> str:
        word = NEXT_WORD.match(self.text, at)
        return word.group() if word else ""

    def _abbreviates(self, at: int, begin: int, following: int, word_at: int) -> bool:
        """Return whether the dot belongs to an abbreviation, an initial or a list marker and ends nothing."""
        marker = self.text[begin:at].strip() if at - begin <= LONGEST_MARKER else ""
        if marker and MARKER.fullmatch(marker):
            return True
        word, left = self._word_before(at, begin)
        if not word:
            return False
        if self._is_title(word) or (word in self.lexicon.before_number and NUMBER.match(self.text, word_at)):
            return True
        after = self._next_word(word_at)
        if word in self.lexicon.clock:
            return after in self.lexicon.clock_followers
        if not self._is_ambiguous(word, left):
            return False
        return after not in self.lexicon.starters and self.text[following] not in OPENERS

    def _word_before(self, at: int, begin: int) -> tuple[str, int]:
        """Return the word a dot follows, with dots within ("U.S"), and where it starts."""
        left = at
        lowest = max(begin, at - LOOK_BACK)
        while left > lowest and (self.text[left - 1].isalpha() or self.text[left - 1] in ".-"):
            left -= 1
        return self.text[left:at].lstrip(".-").rpartition("-")[2], left

    def _is_title(self, word: str) -> bool:
        never = self.lexicon.never
        return word in never or (len(word) > 1 and word.isupper() and word.capitalize() in never)

    def _is_ambiguous(self, word: str, left: int) -> bool:
        if len(word) == 1:
            return word.isupper()
        if word in self.lexicon.only_after_digit:
            return left > 1 and (self.text[left - 1].isdigit() or self.text[left - 2].isdigit())
        return word in self.lexicon.ambiguous or bool(DOTTED.fullmatch(word))


def cut_run_on(text: str, sentence: Span) -> list[Span]:
    """Return the sentence, cut at the best places where it is longer than a sentence may be."""
    parts: list[Span] = []
    start, end = sentence
    while True:
        limit = min(end, start + LONGEST)
        words = WORDS.match(text, start, end)
        if words:
            limit = min(limit, words.end())
        if limit >= end:
            break
        cut = _best_cut(text, start, limit)
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            parts.append(Span(start, stop))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    parts.append(Span(start, end))
    return parts


def _best_cut(text: str, start: int, limit: int) -> int:
    middle = start + (limit - start) // 2
    for pattern in CUTS:
        ends = [match.end() for match in pattern.finditer(text, middle, limit)]
        if ends:
            return ends[-1]
    return limit
