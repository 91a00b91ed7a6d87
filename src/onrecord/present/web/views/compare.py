"""A comparison of coverages as its page shows it: one table a question, cut to what can be taken in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING

from onrecord.present.contrast import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.query.contrast import Contrast, Group, LeftOut, Rate, Role
    from onrecord.query.terms import Term
    from onrecord.types.claim import Claim

GROUPINGS = ("outlet", "party", "source-type")
MOST_ROLES, MOST_LEFT_OUT = 6, 8
# fields of one telling that two outlets may tell differently
ASPECTS = ("status", "according to", "actors", "recipients", "when", "where", "words")


@dataclass(frozen=True, slots=True)
class RateTable:
    """Counts of several kinds, a row a group: kind names and cells (None where there is nothing)."""

    kinds: tuple[str, ...]
    rows: tuple[tuple[Group, tuple[Rate | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What one outlet tells of an event: for each aspect its versions, and whether others tell it otherwise."""

    outlet: str
    claims: tuple[Claim, ...]
    cells: tuple[tuple[str, bool], ...]


def rates(groups: Sequence[Group], *, evaluative: bool) -> RateTable:
    """Return evaluative wording by kind, or sayings by type of source."""
    if evaluative:
        return RateTable((*KINDS, "narratives"), tuple((g, _evaluations(g)) for g in groups))
    kinds = tuple(dict.fromkeys(kind for group in groups for kind in group.attributions))
    return RateTable(kinds, tuple((g, tuple(g.attributions.get(kind) for kind in kinds)) for g in groups))


def _evaluations(group: Group) -> tuple[Rate | None, ...]:
    return (*(group.evaluations.get(kind) for kind in KINDS), group.narratives)


def terms_by_group(found: Contrast) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """Return the terms of their own of each group."""
    return tuple((name, tuple(terms)) for name, terms in groupby(found.terms, key=lambda term: term.group))


def roles_by_group(found: Contrast) -> tuple[tuple[str, tuple[Role, ...]], ...]:
    """Return the parties each group shows most."""
    grouped = groupby(found.roles, key=lambda role: role.group)
    return tuple((name, tuple(islice(roles, MOST_ROLES))) for name, roles in grouped)


def left_out_by_group(found: Contrast) -> tuple[tuple[str, int, tuple[LeftOut, ...]], ...]:
    """Return for each group how many events it leaves out, and those told most by others."""
    grouped = ((name, tuple(missing)) for name, missing in groupby(found.left_out, key=lambda one: one.group))
    return tuple((name, len(missing), missing[:MOST_LEFT_OUT]) for name, missing in grouped)


def columns(claims: Sequence[Claim]) -> tuple[Column, ...]:
    """Return how each outlet tells one event, side by side."""
    by_outlet: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: (c.outlet or "", c.published is None, c.published or 0, c.start)):
        by_outlet.setdefault(claim.outlet or "outlet unknown", []).append(claim)
    told = {outlet: _aspects(own) for outlet, own in by_outlet.items()}
    differ = {at for at in range(len(ASPECTS) - 1) if len({cells[at] for cells in told.values()}) > 1}
    return tuple(
        Column(outlet, tuple(own), tuple((words, at in differ) for at, words in enumerate(told[outlet])))
        for outlet, own in by_outlet.items()
    )


def _aspects(claims: Sequence[Claim]) -> tuple[str, ...]:
    def each(values: Mapping[str, None]) -> str:
        return "; ".join(values) or "–"

    return (
        each(dict.fromkeys(c.status for c in claims)),
        each(dict.fromkeys(c.source.name or c.source.words or c.source.type for c in claims)),
        each(dict.fromkeys(" · ".join(c.actors) for c in claims)),
        each(dict.fromkeys(" · ".join(c.recipients) for c in claims if c.recipients)),
        each(dict.fromkeys(f"{c.first} – {c.last}" if c.first != c.last else str(c.first) for c in claims if c.first)),
        each(dict.fromkeys(c.place or c.country or "" for c in claims if c.place or c.country)),
        claims[0].sentence,
    )
