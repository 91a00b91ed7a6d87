"""When an act takes place, read from the times of its own clause; never the publication date in silence.

A time belongs to the word it hangs on. It is the act's date if that word is the trigger, the verb that carries it,
or a verb whose infinitive it is in the future ("plans to visit next week").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.events.cues import cue_set
from onrecord.annotate.events.grammar import VERBAL
from onrecord.types.annotation import EventDate
from onrecord.vocab.frames import word_class

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.annotate.events.candidates import Candidate
    from onrecord.types.annotation import TimeExpression
    from onrecord.types.syntax import Syntax, Token

BEFORE_NOUN = frozenset({"compound", "nmod", "nummod", "amod", "poss", "npadvmod"})
HAPPENING_IN = frozenset({"in", "at", "during", "on"})
ANNOUNCING = frozenset({"announce", "declare", "say", "indicate", "state", "reveal", "report", "inform", "confirm"})
MONTH = 31
UNITS = frozenset({"minute", "hour", "day", "week", "month", "year", "decade"})
PAST_TAGS = frozenset({"VBD", "VBN"})
SEQUEL = frozenset({"after", "as", "hours"})
FINE = ("time", "day", "week", "month", "quarter", "season", "year")
CLIMB = 6
PLANNING = frozenset(
    {
        "plan",
        "schedule",
        "expect",
        "kick",
        "set",
        "due",
        "slate",
        "want",
        "agree",
        "hope",
        "decide",
        "intend",
        "prepare",
        "begin",
        "start",
        "continue",
        "try",
        "invite",
        "go",
        "travel",
        "come",
        "aim",
        "arrive",
        "head",
        "fly",
        "announce_visit",
        "use",
        "help",
        "attempt",
        "move",
        "force",
        "manage",
    }
)
TELLING = frozenset(
    {
        "say",
        "show",
        "suggest",
        "prompt",
        "condemn",
        "criticize",
        "draw",
        "deny",
        "report",
        "tell",
        "note",
        "confirm",
        "announce",
    }
)
CARRYING = frozenset(
    {
        "be",
        "mean",
        "bring",
        "see",
        "mark",
        "follow",
        "include",
        "trigger",
        "spark",
        "prompt",
        "cause",
        "begin",
        "start",
        "end",
        "hold",
        "continue",
        "resume",
        "postpone",
        "cancel",
        "delay",
        "suspend",
        "join",
        "attend",
        "finish",
        "set",
        "schedule",
        "plan",
        "host",
    }
)
VOTES = frozenset({"election", "campaign", "race", "vote", "referendum", "primary", "cycle"})


class DateReader:
    """Date questions on one text."""

    __slots__ = ("_by_anchor", "_inside", "syntax")

    def __init__(self, syntax: Syntax, times: Iterable[TimeExpression]) -> None:
        self.syntax = syntax
        self._inside: dict[int, TimeExpression] = {}
        self._by_anchor: dict[int, list[tuple[TimeExpression, int]]] = {}
        for time in times:
            if (
                time.first is None
                or time.last is None
                or time.kind in {"DURATION", "SET"}
                or time.granularity not in FINE
            ):
                continue
            self._place(time)

    def _place(self, time: TimeExpression) -> None:
        """File the time under each word it may belong to, with the distance."""
        tokens = self.syntax.within(time.span)
        if not tokens:
            return
        inside = {t.i for t in tokens}
        self._inside.update(dict.fromkeys(inside, time))
        top = next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[0])
        if top.dep == "pobj" and self.syntax.head(top).lower in {"before", "after"}:
            return  # "for years before Monday"
        step, at = 0, top
        while step < CLIMB and at.head != at.i:
            above = self.syntax.head(at)
            if self._is_named_by(at, top):
                return  # "the 2010 raid", "Friday's meeting": no date of what is said about it
            if above.pos not in {"ADP", "SCONJ"} or above.i == above.head:
                self._by_anchor.setdefault(above.i, []).append((time, step))
                if above.pos in VERBAL or above.lemma in VOTES:
                    return  # the year of an election dates what was done in it, not what is said about that
                step += 1
            elif above.lower == "since" and at.i != top.i:
                return  # "the first to visit since the trip of 1928"
            at = above

    def _is_named_by(self, noun: Token, top: Token) -> bool:
        """Return whether a time before a noun only tells which one is meant; "in a Friday speech" dates the saying."""
        if noun.i <= top.i or top.dep not in BEFORE_NOUN or self.syntax.head(top).i != noun.i:
            return False
        prep = self.syntax.head(noun)
        is_setting = noun.dep == "pobj" and prep.lower in HAPPENING_IN
        return not (is_setting and self.syntax.head(prep).pos in VERBAL)

    def of(self, candidate: Candidate) -> EventDate | None:
        """Return the candidate's date, None where its clause gives none."""
        verb = candidate.light or candidate.trigger
        when = self._inside.get(verb.head) if verb.dep in {"relcl", "acl"} else self._before_when(verb)
        if when is not None:
            return _event_date(when)
        for holder in (
            *self._holders(candidate),
            *self._objects(candidate),
            *self._beside(verb),
            *self._announced(verb, candidate.frame.type),
        ):
            best = self._nearest(holder, candidate.trigger)
            if best is not None:
                return _event_date(best)
        days = (self._nearest(holder, candidate.trigger) for holder in self._same_day(verb))
        day = next((d for d in days if d is not None and d.first == d.last), None)
        return _event_date(day) if day is not None and candidate.frame.type == "CONSULT" else None

    def _before_when(self, verb: Token) -> TimeExpression | None:
        """Return the time right before the "when" of the verb's clause ("in 1979, when they stormed ...")."""
        when = next((c for c in self.syntax.children(verb, "advmod") if c.lower == "when"), None)
        if when is None or verb.dep != "advcl":
            return None
        return next((t for i in (when.i - 1, when.i - 2) if (t := self._inside.get(i)) is not None), None)

    def _nearest(self, holder: Token, trigger: Token) -> TimeExpression | None:
        """Return the time that hangs on the holder most closely, the finest and nearest of them."""
        found = self._by_anchor.get(holder.i, [])
        if any(c.lower in cue_set("counting_words") for c in self.syntax.children(trigger, "amod")):
            found = [f for f in found if f[0].granularity != "year"]  # "his second trip this year": the year counts
        if not found:
            return None
        return min(found, key=lambda f: (f[1], FINE.index(f[0].granularity), abs(f[0].span.start - trigger.start)))[0]

    def _objects(self, candidate: Candidate) -> Iterable[Token]:
        """The noun a verb of doing takes ("launched a strike on Monday"); elections, for what is done in them."""
        if candidate.frame.kind == "verb" and candidate.frame.obj:
            yield from self.syntax.children(candidate.trigger, "dobj", "nsubjpass")
        noun_of = self.syntax.head(candidate.trigger) if candidate.trigger.dep == "dobj" else candidate.trigger
        for holder in (candidate.trigger, noun_of):
            for prep in self.syntax.children(holder, "prep"):
                if prep.lower in {"in", "during"}:
                    yield from (t for t in self.syntax.children(prep, "pobj") if t.lemma in VOTES)

    def _beside(self, verb: Token) -> Iterable[Token]:
        """Yield clauses of the same day: "will not meet X when he comes in March", "speaking on Friday, he urged".

        Also the clause a participle adds to ("flew in on Monday, urging ...") and, of acts done, "after they entered
        on Sunday".
        """
        for clause in self.syntax.children(verb, "advcl"):
            words = {c.lower for c in self.syntax.children(clause)}
            along = clause.tag == "VBG" and not self.syntax.children(clause, "mark", "aux")
            if "when" in words or along or (verb.tag in PAST_TAGS and words & SEQUEL):
                yield clause
        if verb.dep == "advcl" and verb.tag == "VBG" and not self.syntax.children(verb, "mark", "aux"):
            yield self.syntax.head(verb)
        if verb.dep == "advcl" and self.syntax.head(verb).lemma in cue_set("gathering_verbs"):
            yield self.syntax.head(verb)  # "met on Saturday to urge them"
        if verb.dep == "pcomp" and self.syntax.head(verb).lower == "by":
            yield from self._beside(self.syntax.head(self.syntax.head(verb)))
        if verb.dep == "conj" and not self.syntax.children(verb, "nsubj", "nsubjpass"):
            above = self.syntax.head(verb)
            if above.pos in VERBAL:
                yield from self._beside(above)

    def _announced(self, verb: Token, type_: str) -> Iterable[Token]:
        """Yield the verb that announces what takes effect by it: "announced on Monday that it is lifting the ban".

        A call or meeting told of on a day ("said on Monday that he spoke with ...") was held on it.
        """
        telling = self.syntax.head(verb)
        helpers = [c.lemma for c in self.syntax.children(verb, "aux")]
        progressive = verb.tag == "VBG" and helpers == ["be"]
        met = type_ == "CONSULT" and verb.tag == "VBD" and not helpers and telling.tag in PAST_TAGS
        if verb.dep != "ccomp" or not (progressive or met) or telling.lemma not in ANNOUNCING:
            return
        yield telling  # and what was done by telling: "released a statement on Monday saying it is ..."
        yield from (t for t in tuple(self.syntax.ancestors(telling))[:CLIMB] if t.pos in VERBAL)

    def _same_day(self, word: Token) -> Iterable[Token]:
        """Yield the verb of what was done right before or after: "told reporters on Monday before leaving"."""
        prep = self.syntax.head(word)
        if word.dep not in {"pcomp", "pobj"} or prep.lower not in {"before", "after"} or self._counted(prep):
            return
        above = self.syntax.head(prep)
        if above.pos in VERBAL and above.tag in PAST_TAGS:
            yield above

    def _counted(self, prep: Token) -> bool:
        """Return whether the distance in time is told: "two days after", "shortly before"."""
        counted = self.syntax.children(prep, "npadvmod", "advmod")
        before = self.syntax.tokens[prep.i - 1] if prep.i > 0 else None
        return bool(counted) or (before is not None and before.lemma in UNITS)

    def _holders(self, candidate: Candidate) -> Iterable[Token]:
        yield candidate.trigger
        if candidate.light is not None:
            yield candidate.light
            if candidate.light.lemma in {"be", "mark"}:
                yield from self.syntax.children(candidate.light, "nsubj")
            if candidate.trigger.dep == "pobj" and self.syntax.head(candidate.trigger).lower == "during":
                yield from (t for t in self.syntax.ancestors(candidate.light) if t.pos in VERBAL)
            yield from (c for c in self.syntax.children(candidate.trigger, "acl", "relcl") if c.lemma in PLANNING)
        if candidate.frame.kind == "noun" and candidate.light is None:
            yield from self._noun_holders(candidate.trigger)
            return
        verb = candidate.light or candidate.trigger
        if verb.dep == "pcomp" and self.syntax.head(verb).lower == "by":
            yield self.syntax.head(self.syntax.head(verb))
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
        yield from (c for c in self.syntax.children(noun, "acl", "relcl") if c.lemma in PLANNING)
        yield from self._carriers(noun)

    def _carriers(self, noun: Token) -> Iterable[Token]:
        """The verb a noun of action is subject of, or object of where the verb is no act of speech or judgement."""
        above = self.syntax.head(noun)
        while noun.dep == "pobj" and above.lower == "of" and self.syntax.head(above).lemma in word_class("measure"):
            noun = self.syntax.head(above)
            above = self.syntax.head(noun)
        if above.pos not in VERBAL:
            return
        if (noun.dep in {"nsubjpass", "nsubj"} and above.lemma not in TELLING) or (
            noun.dep in {"dobj", "attr"} and above.lemma in CARRYING
        ):
            yield above
            if noun.dep in {"dobj", "attr"} and above.lemma in {"be", "mark"}:
                yield from self.syntax.children(above, "nsubj")


def _event_date(time: TimeExpression) -> EventDate:
    assert time.first is not None  # noqa: S101 - filtered above
    assert time.last is not None  # noqa: S101
    return EventDate(time.first, time.last, time.edtf or f"{time.first}/{time.last}", time.basis, time.span)


def agreed_date(dates: set[EventDate]) -> EventDate | None:
    """Return, of the dates given for the same act in a text, the narrowest, if all the others contain it."""
    if not dates:
        return None
    narrow = min(dates, key=lambda d: (d.last - d.first, d.mention or (0, 0)))
    return narrow if all(contains(d, narrow) for d in dates) else None


def is_vague(date: EventDate) -> bool:
    """Return whether a day told elsewhere may narrow the date: a week, a month, a year named; not "last year"."""
    return date.first < date.last and (date.basis == "explicit" or (date.last - date.first).days <= MONTH)


def contains(wide: EventDate, narrow: EventDate) -> bool:
    """Return whether the second date lies within the first."""
    return wide.first <= narrow.first and narrow.last <= wide.last
