"""The ledger as its pages show it: which entries are asked for, and their plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.present.web.calendars import summary
from onrecord.present.web.views.events import dyad_of, whole
from onrecord.record.expected import Wanted
from onrecord.types.expectation import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.types.expectation import Entry

VIEWS = ("all", "due", "overdue", "resolved", "proposed")
WAITING = frozenset({"open", "due", "overdue"})
SOON = 30
LONGEST = 36_500


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries are asked for."""

    view: str
    state: str | None
    dyad: str | None
    within: int


def asked_of(query: Mapping[str, str]) -> Asked:
    """Return what an address asks of the ledger; raises UsageError."""
    view = query.get("view") or "all"
    if view not in VIEWS:
        raise UsageError(f"{view!r} is no view of the ledger; use one of {', '.join(VIEWS)}")
    within = min(whole(query.get("within")) or SOON, LONGEST)
    return Asked(view, query.get("state") or None, dyad_of(query.get("dyad")), within)


def wanted_of(asked: Asked, today: date) -> Wanted:
    """Return what is asked for as the store takes it."""
    kept = {
        "due": frozenset({"open", "due"}),
        "overdue": frozenset({"overdue"}),
        "resolved": frozenset(OUTCOMES),
        "proposed": WAITING,
    }.get(asked.view)
    if asked.state is not None:
        kept = frozenset({asked.state}) & kept if kept is not None else frozenset({asked.state})
    return Wanted(
        dyad=asked.dyad,
        states=tuple(sorted(kept)) if kept is not None else None,
        until=today + timedelta(days=asked.within) if asked.view == "due" else None,
        proposed=asked.view == "proposed",
    )


def values_of(entries: Iterable[Entry]) -> tuple[dict[str, Any], ...]:
    """Return entries as plain values, for the list's other forms."""
    return tuple(_values(entry) for entry in entries)


def _values(entry: Entry) -> dict[str, Any]:
    one, horizon = entry.expectation, entry.expectation.horizon
    return {
        "id": one.id,
        "title": summary(entry),
        "day": horizon.first if horizon else one.told,
        "until": horizon.last if horizon else None,
        "basis": horizon.basis if horizon else None,
        "state": entry.state,
        "kind": one.kind,
        "actors": one.actors,
        "recipients": one.recipients,
        "type": one.type,
        "mode": one.mode,
        "sources": list(dict.fromkeys(s.name or s.words or s.type for s in one.sources)),
        "proposed": entry.proposal.outcome if entry.proposal else None,
        "decided_by": entry.decisions[-1].by if entry.decisions else None,
        "condition": one.condition,
        "words": one.words,
        "link": f"/events/{one.event}",
    }


def month_named(words: str | None, today: date) -> date:
    """Return the first day of the month an address names, of the present one by default; raises UsageError."""
    if not words:
        return today.replace(day=1)
    try:
        first = date.fromisoformat(f"{words}-01")
    except ValueError:
        raise UsageError(f"{words!r} is no month; write it as YYYY-MM, like 2025-12") from None
    if not 1000 <= first.year <= 9000:
        raise UsageError(f"{words!r}: this calendar goes from 1000 to 9000")
    return first
