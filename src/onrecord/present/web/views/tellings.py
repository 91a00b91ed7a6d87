"""Events in a line each, as lists show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from onrecord.present.across import days_words
from onrecord.present.wording import act_words, plain
from onrecord.project.across import Across
from onrecord.types.claim import Claim

AROUND = 240


class Line(NamedTuple):
    """One event: what happened between whom, when, told as what; `claims` are its tellings."""

    id: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    act: str
    when: str
    statuses: tuple[tuple[str, int], ...]
    words: str
    told: str | None
    claims: tuple[Claim, ...]
    origin: str = ""
    copies: int = 0


def lines_of(across: Across, ids: Iterable[str]) -> list[Line]:
    """Return events in the order of their ids given; those that are gone meanwhile are left out."""
    events = [event for event in (across.store.event(identity) for identity in ids) if event is not None]
    claims = {claim.id: claim for claim in across.store.claims(i for event in events for i in event.claims)}
    found = []
    for event in events:
        told = tuple(claims[i] for i in event.claims if i in claims)
        days = [claim.published for claim in told if claim.published]
        found.append(
            Line(
                event.id,
                event.actors,
                event.recipients,
                act_words(event.type, event.mode),
                days_words(event.first, event.last),
                event.statuses,
                plain(told[0].sentence) if told else "",
                max(days).isoformat() if days else None,
                told,
            )
        )
    return found


class Context(NamedTuple):
    """The words of a record and what stands around them in the text."""

    before: str
    words: str
    after: str


def context_of(text: str, place: tuple[int, int] | None) -> Context:
    """Return what stands around a place, from the beginning of a word to the end of one."""
    if place is None:
        return Context("", "", "")
    start, end = place
    # within the paragraph: what stands beyond it seldom bears on the words
    opening, _, before = text[max(0, start - AROUND) : start].rpartition("\n\n")
    after, _, rest = text[end : end + AROUND].partition("\n\n")
    if start > AROUND and not opening:
        before = "…" + before.partition(" ")[2]
    if end + AROUND < len(text) and not rest:
        after = after.rpartition(" ")[0] + "…"
    return Context(before, text[start:end], after)
