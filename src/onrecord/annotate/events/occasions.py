"""One act told several times in a text: the day and the place that one telling gives hold for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.events.dates import agreed_date, contains

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from onrecord.annotate.events.candidates import Candidate
    from onrecord.annotate.events.cues import Standing
    from onrecord.annotate.events.dates import DateReader
    from onrecord.annotate.events.matching import Matcher
    from onrecord.annotate.events.places import PlaceReader
    from onrecord.types.annotation import EventDate, EventPlace

STANDING = frozenset({"SANCTION", "COOPERATE", "AID", "AGREE", "THREATEN", "MOBILIZE"})
SINGLE_VERBS = frozenset({"CONSULT", "ASSAULT"})
OPEN = frozenset({"possible", "conditional", "demanded", "denied"})
PAST = frozenset({"occurred", "ongoing"})
# what goes on over many days or is done many times: no day of one meeting is theirs
MANIFOLD = frozenset({"negotiation", "contact", "diplomacy", "interaction", "dialogue", "exchange", "consultation"})
STEM = 4


class Telling(NamedTuple):
    """One telling of an act: which act, by and to which persons, in the past or to come, and the day it gives."""

    candidate: Candidate
    same: tuple[object, ...]
    people: frozenset[str]
    is_past: bool
    date: EventDate | None


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
        elsewhere = self._date_elsewhere(candidate, standing)
        if own is None or (elsewhere is not None and contains(own, elsewhere)):
            return elsewhere
        return own

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
        return telling.date.first <= self._published if is_past else telling.date.last >= self._published

    def _telling(self, candidate: Candidate, standing: Standing) -> Telling:
        date = self._dates.of(candidate)
        same, people = self._same(candidate), self._people(candidate)
        return Telling(candidate, same, people, self._is_past(standing, date), date)

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
        if not points or standing.status in OPEN:
            return None
        same, people = self._same(candidate), self._people(candidate)
        is_past = self._is_past(standing, self._dates.of(candidate))
        told = [t for t in self._tellings if t.same == same and t.date is not None and not _others(t.people, people)]
        dates = {t.date for t in told if t.date is not None and self._fits(t, is_past=is_past)}
        found = agreed_date(dates)
        if found is None and candidate.echo is not None:
            return self._dates.of(candidate.echo)
        return found


def _others(some: frozenset[str], others: frozenset[str]) -> bool:
    """Return whether both name persons, and none in common: the visit of another."""
    return bool(some) and bool(others) and not some & others
