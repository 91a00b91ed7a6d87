"""When an act takes place, read from the times of its own clause; never the publication date in silence.

A time belongs to the word it hangs on. It is the act's date if that word is the trigger, the verb that carries it,
or a verb whose infinitive it is in the future ("plans to visit next week").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.events.grammar import VERBAL
from onrecord.types.annotation import EventDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.annotate.events.matching import Candidate
    from onrecord.types.annotation import Status, TimeExpression
    from onrecord.types.syntax import Syntax, Token

FINE = ("time", "day", "week", "month", "quarter", "season", "year")
OPEN_PREPOSITIONS = frozenset({"until", "till", "by", "ago"})
CLIMB = 6
PLANNING = frozenset(
    {"plan", "schedule", "expect", "set", "due", "slate", "want", "agree", "hope", "decide", "intend", "prepare", "begin",
     "start", "continue", "try", "invite", "go", "travel", "come", "aim", "arrive", "head", "fly", "announce_visit", "use",
     "help", "attempt", "move", "force", "manage"}
)


class DateReader:
    """Date questions on one text."""

    __slots__ = ("_by_anchor", "syntax")

    def __init__(self, syntax: Syntax, times: Iterable[TimeExpression]) -> None:
        self.syntax = syntax
        self._by_anchor: dict[int, list[tuple[TimeExpression, int]]] = {}
        for time in times:
            if time.first is None or time.last is None or time.kind in {"DURATION", "SET"} or time.granularity not in FINE:
                continue
            self._place(time)

    def _place(self, time: TimeExpression) -> None:
        """File the time under each word it may belong to, with the distance."""
        tokens = self.syntax.within(time.span)
        if not tokens:
            return
        inside = {t.i for t in tokens}
        top = next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[0])
        step, at = 0, top
        while step < CLIMB and at.head != at.i:
            above = self.syntax.head(at)
            if above.pos not in {"ADP", "SCONJ"} or above.i == above.head:
                self._by_anchor.setdefault(above.i, []).append((time, step))
                if above.pos in VERBAL:
                    return
                step += 1
            elif above.lower in OPEN_PREPOSITIONS:
                step += 0
            at = above

    def of(self, candidate: Candidate, status: Status) -> EventDate | None:
        """Return the candidate's date, None where its clause gives none."""
        for holder in self._holders(candidate, status):
            found = self._by_anchor.get(holder.i)
            if found:
                best = min(found, key=lambda f: (f[1], FINE.index(f[0].granularity), abs(f[0].span.start - candidate.trigger.start)))
                return _event_date(best[0])
        return None

    def _holders(self, candidate: Candidate, status: Status) -> Iterable[Token]:
        yield candidate.trigger
        if candidate.light is not None:
            yield candidate.light
        if candidate.frame.kind == "noun" and candidate.light is None:
            yield from self._noun_holders(candidate.trigger)
            return
        verb = candidate.light or candidate.trigger
        for _ in range(3):
            if verb.dep not in {"xcomp", "conj", "ccomp", "oprd"} or verb.head == verb.i:
                return
            above = self.syntax.head(verb)
            if verb.dep == "conj" and (above.pos not in VERBAL or self.syntax.children(verb, "nsubj", "nsubjpass")):
                return
            if verb.dep != "conj" and above.lemma not in PLANNING:
                return
            verb = above
            yield verb

    def _noun_holders(self, noun: Token) -> Iterable[Token]:
        above = self.syntax.head(noun)
        if noun.dep in {"nsubjpass", "nsubj"} and above.pos in VERBAL and above.lemma in PLANNING | {"be", "hold", "take", "occur", "happen", "last", "end"}:
            yield above


def _event_date(time: TimeExpression) -> EventDate:
    assert time.first is not None  # noqa: S101 - filtered above
    assert time.last is not None  # noqa: S101
    return EventDate(time.first, time.last, time.edtf or f"{time.first}/{time.last}", time.basis, time.span)


def spread_dates(dated: Mapping[tuple[object, ...], set[EventDate]]) -> dict[tuple[object, ...], EventDate]:
    """Return, of the dates given for the same event in a text, the one all tellings agree on."""
    found = {}
    for event, dates in dated.items():
        if len({(d.first, d.last) for d in dates}) == 1:
            found[event] = min(dates, key=lambda d: d.mention or (0, 0))
    return found
