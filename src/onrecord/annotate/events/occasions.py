"""One act told several times in a text: the day and the place that one telling gives hold for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.events.candidates import codes
from onrecord.annotate.events.dates import agreed_date, contains, is_vague
from onrecord.annotate.events.grammar import VERBAL

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from onrecord.annotate.events.candidates import Candidate
    from onrecord.annotate.events.cues import Standing
    from onrecord.annotate.events.dates import DateReader
    from onrecord.annotate.events.matching import Matcher
    from onrecord.annotate.events.places import PlaceReader
    from onrecord.types.annotation import EventDate, EventPlace
    from onrecord.types.syntax import Token

IN_PERSON = frozenset({"meeting", "summit", "visit", "meet"})
DECIDED = frozenset({"decide", "decision", "agree", "vow", "promise", "pledge", "order", "plan", "approve"})
STANDING = frozenset({"SANCTION", "COOPERATE", "AID", "AGREE", "THREATEN", "MOBILIZE"})
SINGLE_VERBS = frozenset({"CONSULT", "ASSAULT"})
OPEN = frozenset({"possible", "conditional", "demanded", "denied"})
UNDONE = frozenset({"possible", "expected", "conditional", "demanded"})
PAST = frozenset({"occurred", "ongoing"})
# what goes on over many days or is done many times: no day of one meeting is theirs
MANIFOLD = frozenset({"negotiation", "contact", "diplomacy", "interaction", "dialogue", "exchange", "consultation"})
GOING_ON = frozenset({"then", "also", "afterward", "afterwards", "thereafter", "again"})
SETTINGS = ("during", "at", "in", "throughout")
NEW = frozenset("a an another further new fresh renewed additional second third fourth previous earlier prior".split())
DEFINITE = frozenset({"the", "this", "that"})
CLIMB = 4
STEM = 4
CLOSE = 3  # sentences within which a tale goes on


class Telling(NamedTuple):
    """One telling of an act: which act, by and to which persons, in the past or to come, and the day it gives."""

    candidate: Candidate
    same: tuple[object, ...]
    people: frozenset[str]
    is_past: bool
    date: EventDate | None
    standing: Standing


class Occasions:
    """The tellings of one text."""

    __slots__ = ("_dates", "_matcher", "_places", "_published", "_tellings")

    def __init__(self, matcher: Matcher, dates: DateReader, places: PlaceReader, published: dt.date | None) -> None:
        self._matcher = matcher
        self._dates = dates
        self._places = places
        self._published = published
        self._tellings: list[Telling] = []

    def note(self, told: Iterable[tuple[Candidate, Standing]]) -> None:
        """Take up the text's tellings; to be called once, before any question."""
        self._tellings = [self._telling(c, s) for c, s in told]

    def date(self, candidate: Candidate, standing: Standing) -> EventDate | None:
        """Return the act's day: its own clause's, or the one that other tellings of the same act agree on.

        Another telling also narrows a week or month to the day in it.
        """
        own = self._dates.of(candidate)
        if own is not None and standing.status in UNDONE and self._is_over(own):
            return None  # the day on which it was thought of, no day of the act
        if own is not None and standing.status == "scheduled" and _is_decided(standing) and self._is_over(own):
            return None  # the day on which it was decided on
        elsewhere = self._date_elsewhere(candidate, standing)
        if own is None or (elsewhere is not None and is_vague(own) and contains(own, elsewhere)):
            return elsewhere or self._of_setting(candidate, standing)
        return own

    def _of_setting(self, candidate: Candidate, standing: Standing) -> EventDate | None:
        """Return the day of the meeting at which the act is done ("during the call he thanked") or that brings it.

        The latter only for an act between those who meet ("the visit will result in the signing of").
        """
        syntax = self._matcher.syntax
        chain = (candidate.light or candidate.trigger, *syntax.ancestors(candidate.light or candidate.trigger))
        verb = next((t for t in chain[:CLIMB] if t.pos in VERBAL), None)
        if verb is None or standing.status in UNDONE - {"expected"} or verb.dep == "acl":
            return None
        preps = self._matcher.grammar.preps(verb)
        settings = {t.i for name in SETTINGS for t in preps.get(name, ())}
        subjects = {t.i for t in self._matcher.grammar.surface(verb)}
        for telling in self._tellings:
            held = telling.candidate
            brings = held.trigger.i in subjects and candidate.parties <= held.parties
            if held.frame.type != "CONSULT" or held.trigger.i == candidate.trigger.i:
                continue
            if brings or held.trigger.i in settings:
                return telling.date or self._date_elsewhere(held, telling.standing)
        return None

    def _follows(self, candidate: Candidate, standing: Standing) -> EventDate | None:
        """Return the day of an attack or meeting of the same two told just before, which this one goes on telling.

        "The planes bombed the port on Monday. They then struck an airfield."
        """
        trigger = candidate.trigger
        adverbs = {c.lower for c in self._matcher.syntax.children(trigger, "advmod")}
        if trigger.tag != "VBD" or standing.status != "occurred" or not adverbs & GOING_ON:
            return None
        near = [
            t
            for t in self._tellings
            if t.candidate.frame.type == candidate.frame.type
            and len(t.candidate.parties & candidate.parties) > 1
            and 0 <= trigger.sentence - t.candidate.trigger.sentence <= CLOSE
            and t.candidate.trigger.i < trigger.i
            and t.date is not None
        ]
        date = near[-1].date if near else None
        return date if date is not None and date.first == date.last and near[-1].is_past else None

    def _is_over(self, date: EventDate) -> bool:
        return self._published is not None and date.last < self._published

    def is_dated_past(self, candidate: Candidate) -> bool:
        """Return whether its own words put the act before the day of publication."""
        own = self._dates.of(candidate)
        return own is not None and self._is_over(own)

    def place(self, candidate: Candidate) -> EventPlace | None:
        """Return the act's place; a meeting told twice has one place."""
        found = self._places.of(candidate) or (self._places.of(candidate.echo) if candidate.echo else None)
        if found is not None or not (candidate.frame.kind == "noun" or candidate.frame.type in SINGLE_VERBS):
            return found
        same, people = self._same(candidate), self._people(candidate)
        tellings = [t.candidate for t in self._tellings if t.same == same and not _others(t.people, people)]
        elsewhere = {p.country: p for c in tellings if (p := self._places.of(c))}
        return next(iter(elsewhere.values())) if len(elsewhere) == 1 else None

    def _fits(self, telling: Telling, *, is_past: bool) -> bool:
        """Return whether a telling's date does not contradict another's tense: no day to come for what was."""
        if telling.is_past == is_past or self._published is None or telling.date is None:
            return True
        return telling.date.first <= self._published if is_past else telling.date.last > self._published

    def _telling(self, candidate: Candidate, standing: Standing) -> Telling:
        date = self._dates.of(candidate)
        same, people = self._same(candidate), self._people(candidate)
        return Telling(candidate, same, people, self._is_past(standing, date), date, standing)

    def _is_past(self, standing: Standing, date: EventDate | None) -> bool:
        ahead = date is not None and self._published is not None and date.first > self._published
        return standing.status in PAST and not ahead

    def _same(self, candidate: Candidate) -> tuple[object, ...]:
        """Return what makes two tellings the same event within a text: type, parties, word."""
        if candidate.frame.type == "CONSULT":
            return ("CONSULT", candidate.parties, "")  # the visit and the talks are one occasion
        word = candidate.trigger
        if candidate.frame.kind == "verb" and candidate.frame.obj and candidate.frame.type == "ASSAULT":
            word = next(iter(self._matcher.grammar.objects(word)), word)  # "launched a strike" and "the strike"
        return (candidate.frame.type, candidate.parties, word.lemma.lower().removeprefix("air")[:STEM])

    def _is_known(self, candidate: Candidate, standing: Standing) -> bool:
        """Return whether an open act is one that was told: "whether the summit will take place"."""
        articles = self._matcher.syntax.children(candidate.trigger, "det", "poss")
        told = any(c.dep == "poss" or c.lower in DEFINITE for c in articles)
        return told and candidate.frame.type == "CONSULT" and standing.status in {"possible", "conditional"}

    def _is_new(self, noun: Token) -> bool:
        """Return whether "a" or "another" brings in an act not told before."""
        return any(c.lower in NEW for c in self._matcher.syntax.children(noun, "det", "amod"))

    def _people(self, candidate: Candidate) -> frozenset[str]:
        """Return the names of the persons who do it or to whom it is done."""
        sides = (*candidate.actors, *candidate.recipients)
        mentions = ((s, self._matcher.sides.entities.at(s.token)) for s in sides)
        return frozenset(s.name for s, m in mentions if s.name and m is not None and m.kind == "person")

    def _date_elsewhere(self, candidate: Candidate, standing: Standing) -> EventDate | None:
        """Return the date another telling of the same act gives, where the words point to one act.

        A noun of a single act does, and a meeting or attack; "the sanctions" may be any.
        """
        if candidate.frame.kind == "noun":
            points = candidate.frame.type not in STANDING and candidate.trigger.lemma not in MANIFOLD
        else:
            points = candidate.frame.type in SINGLE_VERBS
        if not points or (standing.status in OPEN and not self._is_known(candidate, standing)):
            return None
        own = self._dates.of(candidate)
        if own is None and candidate.frame.kind == "noun" and self._is_new(candidate.trigger):
            return None
        same, people = self._same(candidate), self._people(candidate)
        is_past = self._is_past(standing, own)
        told = [
            t
            for t in self._tellings
            if t.same == same
            and t.date is not None
            and not _others(t.people, people)
            and not _is_other(t.candidate, candidate)
        ]
        dates = {t.date for t in told if t.date is not None and self._fits(t, is_past=is_past)}
        found = agreed_date(dates) or self._follows(candidate, standing)
        if found is not None and standing.status in UNDONE | {"scheduled"} and self._is_over(found):
            return None
        if found is None and candidate.echo is not None:
            return self._dates.of(candidate.echo)
        return found


def _is_other(some: Candidate, other: Candidate) -> bool:
    """Return whether two tellings are of another kind: his visit to her and hers to him, a call and a summit."""
    if "phone" in {some.frame.mode, other.frame.mode}:
        return bool(IN_PERSON & {some.trigger.lemma, other.trigger.lemma})
    if some.frame.mode != "visit" or other.frame.mode != "visit":
        return False
    return codes(some.actors).isdisjoint(codes(other.actors))


def _is_decided(standing: Standing) -> bool:
    return standing.cue is not None and standing.cue.lemma in DECIDED


def _others(some: frozenset[str], others: frozenset[str]) -> bool:
    """Return whether both name persons, and none in common: the visit of another."""
    return bool(some) and bool(others) and not some & others
