"""Whether the clause around a time looks back or ahead: what decides "on Tuesday" and "in March".

With a parse the governing verb tells; without one, or where it does not tell, the nearest cue word does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from onrecord.annotate.times.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.annotate.times.tokens import TimeToken
    from onrecord.types.syntax import Syntax, Token
    from onrecord.types.text import Span

Direction = Literal["past", "future"]
REACH = 30
MODALS = frozenset({"will", "wo", "'ll", "’ll", "shall", "would", "may", "might"})
FINITE = frozenset({"is", "are", "be", "was", "were", "has", "have", "had"})
AFTER_WORDS = frozenset({"after", "following", "since"})
EVENT_REACH = 9
START_WORDS = frozenset({"starting", "beginning", "commencing"})
# Verbs that make something known before it starts.
START_FRAMES = frozenset("announced said ordered declared imposed approved agreed told".split())
PERFECT = frozenset({"has", "have", "had"})
PAST_AUXILIARIES = PERFECT | {"was", "were", "did", "been"}
NEGATIVE_HEADS = frozenset({"refuse", "fail", "decline", "manage", "continue", "begin", "start", "help", "use"})
NO_PARTICIPLES = frozenset({"united", "need", "indeed", "speed", "seed", "allied", "unmanned", "red", "bed", "fed"})
SKIPPED = frozenset({"CLOCK", "ZONE", "NOON", "EARLY", "DASH", "THE", "EDGE", "OF", "ABOUT"})
MIN_PARTICIPLE = 4


class Tense:
    """Answers for one document; `syntax` may be None."""

    def __init__(self, tokens: Sequence[TimeToken], syntax: Syntax | None) -> None:
        self._tokens = tokens
        self._syntax = syntax

    def direction(self, span: Span, first: int, last: int) -> Direction | None:
        """Return the direction for a time at `span`, which is the time tokens `first` to `last` (exclusive)."""
        certain = self.certain(span, first)
        if certain is None and self._is_start(first):
            return "past" if self._by_cues(first, last) == "past" and not self._heads_future(first) else "future"
        return certain or self._by_cues(first, last)

    def certain(self, span: Span, first: int) -> Direction | None:
        """Return the direction as far as a deadline word or the parse tells it, without looking for cues."""
        if self._is_deadline(first):
            return "future"
        if first and self._tokens[first - 1].kind == "SINCE":
            return "past"
        words = self._syntax.within(span) if self._syntax else ()
        verb = _governing_verb(self._syntax, words[0]) if self._syntax and words else None
        return verb_direction(self._syntax, verb) if self._syntax and verb else None

    def follows_event(self, first: int) -> bool:
        """Return whether the time tells when something happened that the clause came after ("after talks in May")."""
        for at in range(first - 1, max(first - EVENT_REACH, -1), -1):
            token = self._tokens[at]
            if token.lower in AFTER_WORDS:
                return at < first - 1
            if token.kind in {"STOP", "COMMA"} or token.lower in MODALS or token.lower in FINITE:
                return False
        return False

    def _is_start(self, first: int) -> bool:
        """Return whether "starting" or "beginning" stands before the time, with or without "on"."""
        at = first - 2 if first > 1 and self._tokens[first - 1].lower == "on" else first - 1
        return at >= 0 and self._tokens[at].lower in START_WORDS

    def _heads_future(self, first: int) -> bool:
        """Return whether the clause before the time has a word that puts it ahead."""
        cues = lexicon().lists["future_cues"]
        for at in range(first - 1, max(first - REACH, -1), -1):
            if self._tokens[at].kind == "STOP":
                return False
            if self._tokens[at].lower in cues or self._tokens[at].lower in START_FRAMES:
                return True
        return False

    def _is_deadline(self, first: int) -> bool:
        """Return whether "by" or "until" stands before the time, but not at the head of the sentence."""
        at = first - 1
        while at > 0 and self._tokens[at].kind in SKIPPED:
            at -= 1
        headed = at <= 0 or self._tokens[at - 1].kind == "STOP"
        return not headed and self._tokens[at].lower in lexicon().lists["deadline_words"]

    def _by_cues(self, first: int, last: int) -> Direction | None:
        left = range(first - 1, max(first - REACH, -1), -1)
        right = range(last, min(last + REACH, len(self._tokens)))
        return self._scan(left) or self._scan(right)

    def _scan(self, places: range) -> Direction | None:
        for i in places:
            if self._tokens[i].kind == "STOP":
                return None
            if cue := self._cue(i):
                return cue
        return None

    def _cue(self, i: int) -> Direction | None:
        lists = lexicon().lists
        word = self._tokens[i].lower
        following = self._tokens[i + 1].lower if i + 1 < len(self._tokens) else ""
        if f"{word} {following}" in lists["future_cues"]:
            return "future"
        if word in lists["future_cues"]:
            return "future"
        passive = i > 0 and self._tokens[i - 1].lower in {"be", "is", "are", "being"}
        return "past" if word in lists["past_cues"] or (_is_past_form(word) and not passive) else None


def _is_past_form(word: str) -> bool:
    return len(word) > MIN_PARTICIPLE and word.endswith("ed") and word not in NO_PARTICIPLES


def _governing_verb(syntax: Syntax, token: Token) -> Token | None:
    return next((a for a in syntax.ancestors(token) if a.pos in {"VERB", "AUX"}), None)


def verb_direction(syntax: Syntax, verb: Token) -> Direction | None:
    """Return where a verb's form points, None for a bare present."""
    words = {a.lower for a in syntax.children(verb, "aux", "auxpass")}
    lists = lexicon().lists
    if words & MODALS:
        return "past" if "have" in words else "future"
    if verb.lemma in lists["plan_verbs"]:
        return "past" if "had" in words else "future"
    if verb.tag == "VBN" and verb.lemma in lists["future_heads"] and not words & PERFECT:
        return "future"
    if words & PAST_AUXILIARIES:
        return "past"
    return _by_tag(syntax, verb, words)


def _by_tag(syntax: Syntax, verb: Token, auxiliaries: set[str]) -> Direction | None:
    """Read the form itself; a participle or infinitive may hang on the verb above it."""
    match verb.tag:
        case "VBD":
            return "past"
        case "VBZ" | "VBP" if verb.lemma in lexicon().lists["timetable_verbs"]:
            return "future"
        case "VBG" if not auxiliaries and verb.lower in START_WORDS:
            return None
        case "VBN":
            return None if auxiliaries & {"is", "are", "be", "being"} else "past"
        case "VBG" if not auxiliaries:
            head = syntax.head(verb)
            return verb_direction(syntax, head) if head.i != verb.i and head.pos in {"VERB", "AUX"} else None
        case "VB" if "to" in auxiliaries:
            return _infinitive(syntax, verb)
    return "past" if verb.lemma == "say" else None


def _infinitive(syntax: Syntax, verb: Token) -> Direction | None:
    """An infinitive lies ahead of its head, except below verbs that tell of its failing or going on."""
    head = syntax.head(verb)
    if head.i == verb.i or head.lemma not in NEGATIVE_HEADS:
        return "future"
    return verb_direction(syntax, head)
