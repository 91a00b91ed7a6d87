"""Acts between parties: which tellings are of one act, and by which chain of sources each is carried."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from onrecord.types.annotation import Attribution, EventMention, Status
    from onrecord.types.record import Record


class Act(NamedTuple):
    """What tellings of one act have in common; parties are sorted codes, those unknown left out."""

    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: Status


def is_international(event: EventMention) -> bool:
    """Return whether an event is between at least two distinct parties."""
    return len({p.party for p in (*event.actors, *event.recipients) if p.party}) > 1


def act_of(event: EventMention) -> Act:
    """Return the act an event mention tells."""
    actors = tuple(sorted({p.party for p in event.actors if p.party}))
    recipients = tuple(sorted({p.party for p in event.recipients if p.party}))
    return Act(event.type, event.mode, actors, recipients, event.status)


def tellings_by_act(record: Record) -> list[list[EventMention]]:
    """Return the events between parties, those of one act together, in order of the first telling.

    Tellings are of one act if type, mode, parties and status are the same and no two of them name different days;
    one without a day joins the others where they name a single one.
    """
    acts: dict[Act, list[EventMention]] = {}
    for event in record.events:
        if is_international(event):
            acts.setdefault(act_of(event), []).append(event)
    groups = [group for events in acts.values() for group in _by_day(events)]
    return sorted(groups, key=lambda group: record.events.index(group[0]))


def _by_day(events: Sequence[EventMention]) -> list[list[EventMention]]:
    days = {(e.date.first, e.date.last) for e in events if e.date}
    if len(days) < 2:
        return [list(events)]
    groups: dict[tuple[date, date] | None, list[EventMention]] = {}
    for event in events:
        groups.setdefault((event.date.first, event.date.last) if event.date else None, []).append(event)
    return list(groups.values())


def chain_of(event: EventMention, attributions: Mapping[str, Attribution]) -> list[Attribution]:
    """Return the attribution that carries an event, and those in whose content it stands, from inside out.

    `attributions` is by id; empty for what the reporter tells in the text's own voice.
    """
    chain: list[Attribution] = []
    link = attributions.get(event.attribution or "")
    while link is not None and link not in chain:
        chain.append(link)
        link = attributions.get(link.parent or "")
    return chain
