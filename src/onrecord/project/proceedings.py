"""Forums and instruments over all articles of a project: sessions in order, and agreements through their stages.

Made from what stands (a mention a person rejected tells nothing), each time anew; the rules are those of
`onrecord.resolve.series`. The whole project goes in before one dyad is chosen, so that mentions that name no parties
find the forum they speak of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.record.kinds import SHAPES
from onrecord.resolve.claims import Telling
from onrecord.resolve.series import forum_series, forum_tellings, instrument_histories, instrument_tellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.record.resolution import Standing
    from onrecord.record.store import Store
    from onrecord.types.proceeding import ForumSeries, ForumTelling, InstrumentHistory, InstrumentTelling


@dataclass(frozen=True, slots=True)
class Forums:
    """Forums in order of their keys; `told` has every telling by its id."""

    series: tuple[ForumSeries, ...]
    told: Mapping[str, ForumTelling]


@dataclass(frozen=True, slots=True)
class Instruments:
    """Instruments in order of their keys; `told` has every telling by its id."""

    histories: tuple[InstrumentHistory, ...]
    told: Mapping[str, InstrumentTelling]


def forums(store: Store, parties: Iterable[str] = ()) -> Forums:
    """Return the forums all these parties belong to, without any the forums of the whole project."""
    told = {one.id: one for s in store.standing(("forum",)) for one in forum_tellings(telling(s), standing_record(s))}
    asked = frozenset(parties)
    return Forums(tuple(one for one in forum_series(told.values()) if asked <= set(one.parties)), told)


def instruments(store: Store, parties: Iterable[str] = ()) -> Instruments:
    """Return the instruments between all these parties, without any those of the whole project."""
    standing = store.standing(("instrument",))
    told = {one.id: one for s in standing for one in instrument_tellings(telling(s), standing_record(s))}
    asked = frozenset(parties)
    return Instruments(tuple(one for one in instrument_histories(told.values()) if asked <= set(one.parties)), told)


def telling(standing: Standing) -> Telling:
    """Return the document behind what stands."""
    version = standing.version
    published = date.fromisoformat(version.published[:10]) if version.published else None
    return Telling(version.id, version.article, standing.group, version.outlet, version.wire, published, standing.text)


def standing_record(standing: Standing) -> dict[str, Any]:
    """Return what stands for an article in the shape of docs/json.md, without what a person rejected."""
    found: dict[str, Any] = {shape.plural: [] for shape in SHAPES.values()}
    for record in standing.view.records:
        if record.state != "rejected":
            found[SHAPES[record.kind].plural].append(record.body)
    return found
