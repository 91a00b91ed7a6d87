"""What a triaged reading loses, against the whole reading of the same text.

An event counts as found where the triaged reading has one of the same type at the same words; as changed where its
parties or its status are others; else as lost. One the whole reading does not have is gained: a sentence read
without what stood before it may be understood otherwise. International is an event between two or more parties.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.types.annotation import EventMention
    from onrecord.types.record import Record

Place = tuple[int, int, str]


@dataclass(slots=True)
class Losses:
    """Counts of one or more texts, read whole and triaged; `by_type` counts lost international events."""

    articles: int = 0
    sentences: int = 0
    parsed: int = 0
    characters: int = 0
    parsed_characters: int = 0
    events: int = 0
    events_lost: int = 0
    international: int = 0
    international_lost: int = 0
    international_changed: int = 0
    international_gained: int = 0
    attributions: int = 0
    attributions_lost: int = 0
    by_type: Counter[str] = field(default_factory=Counter)

    def add(self, other: Losses) -> None:
        """Add the counts of another text."""
        for each in fields(self):
            value = getattr(self, each.name)
            setattr(self, each.name, value + getattr(other, each.name))

    @property
    def share_lost(self) -> float:
        """Return which share of international events is lost, 0 where there are none."""
        return self.international_lost / self.international if self.international else 0.0

    def told(self) -> str:
        """Return the counts in words, one line."""
        return (
            f"triage parses {self.parsed} of {self.sentences} sentences and loses {self.international_lost} of "
            f"{self.international} events between parties ({self.international_changed} more are read otherwise, "
            f"{self.international_gained} are gained), {self.events_lost} of {self.events} events of all kinds, "
            f"{self.attributions_lost} of {self.attributions} attributions"
        )


def losses(whole: Record, triaged: Record) -> Losses:
    """Return what the triaged reading of a text loses."""
    all_of_it, left = _places(whole.events), _places(triaged.events)
    between = {place: told for place, told in all_of_it.items() if _is_international(told)}
    lost = [place for place in between if place not in left]
    said = {(a.cue, a.content) for a in whole.attributions}
    parsed = [s for s in triaged.syntax.sentences if s.last > s.first]
    return Losses(
        articles=1,
        sentences=len(whole.layout.sentences),
        parsed=len(parsed),
        characters=sum(s.end - s.start for s in whole.layout.sentences),
        parsed_characters=sum(s.span.end - s.span.start for s in parsed),
        events=len(all_of_it),
        events_lost=len(all_of_it.keys() - left.keys()),
        international=len(between),
        international_lost=len(lost),
        international_changed=sum(1 for place, told in between.items() if place in left and left[place] != told),
        international_gained=sum(1 for p, told in left.items() if _is_international(told) and p not in all_of_it),
        attributions=len(said),
        attributions_lost=len(said - {(a.cue, a.content) for a in triaged.attributions}),
        by_type=Counter(kind for _, _, kind in lost),
    )


Told = tuple[frozenset[str], frozenset[str], str]


def _places(events: Iterable[EventMention]) -> dict[Place, Told]:
    return {
        (event.trigger.start, event.trigger.end, event.type): (
            frozenset(p.party for p in event.actors if p.party),
            frozenset(p.party for p in event.recipients if p.party),
            event.status,
        )
        for event in events
    }


def _is_international(told: Told) -> bool:
    actors, recipients, _ = told
    return len(actors | recipients) > 1
