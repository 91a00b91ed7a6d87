"""The ledger as its pages show it: which entries are asked for, and their plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.present.web.calendars import summary
from onrecord.present.web.views.events import dyad_of, whole
from onrecord.types.expectation import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.types.expectation import Entry

VIEWS = ("all", "due", "overdue", "resolved", "proposed")
WAITING = frozenset({"open", "due", "overdue"})
SOON = 30


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
    return Asked(view, query.get("state") or None, dyad_of(query.get("dyad")), whole(query.get("within")) or SOON)


def chosen(entries: Iterable[Entry], asked: Asked, today: date) -> tuple[Entry, ...]:
    """Return the entries asked for, in the order they came."""
    return tuple(e for e in entries if _fits(e, asked, today) and (asked.state is None or e.state == asked.state))


def _fits(entry: Entry, asked: Asked, today: date) -> bool:
    match asked.view:
        case "due":
            horizon = entry.expectation.horizon
            near = horizon is not None and horizon.basis == "told" and (horizon.first - today).days <= asked.within
            return near and entry.state in {"open", "due"}
        case "overdue":
            return entry.state == "overdue"
        case "resolved":
            return entry.state in OUTCOMES
        case "proposed":
            return entry.proposal is not None and entry.state in WAITING
    return True


def counts_of(entries: Sequence[Entry], asked: Asked, today: date) -> dict[str, int]:
    """Return how many entries each view has."""
    return {view: len(chosen(entries, Asked(view, None, asked.dyad, asked.within), today)) for view in VIEWS}


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
