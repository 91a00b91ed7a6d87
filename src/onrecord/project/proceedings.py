"""Forums and instruments over all articles of a project: sessions in order, and agreements through their stages.

What articles tell is kept as it stands (a mention a person rejected tells nothing); series are made of it each time
anew, by the rules of `onrecord.resolve.series`. The whole project goes in before one dyad is chosen, so that mentions
that name no parties find the forum they speak of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.record.kinds import SHAPES
from onrecord.record.proceedings import Told
from onrecord.resolve.claims import Telling
from onrecord.resolve.series import forum_series, forum_tellings, instrument_histories, instrument_tellings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from onrecord.project.across import Across
    from onrecord.record.resolution import Resolutions, Standing
    from onrecord.types.proceeding import ForumSeries, ForumTelling, InstrumentHistory, InstrumentTelling

STEP = 100


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


def forums(across: Across, parties: Iterable[str] = ()) -> Forums:
    """Return the forums all these parties belong to, without any the forums of the whole project."""
    across.resolve()
    told = {one.id: one for article in across.store.proceedings() for one in article.forums}
    asked = frozenset(parties)
    return Forums(tuple(one for one in forum_series(told.values()) if asked <= set(one.parties)), told)


def instruments(across: Across, parties: Iterable[str] = ()) -> Instruments:
    """Return the instruments between all these parties, without any those of the whole project."""
    across.resolve()
    told = {one.id: one for article in across.store.proceedings() for one in article.instruments}
    asked = frozenset(parties)
    return Instruments(tuple(one for one in instrument_histories(told.values()) if asked <= set(one.parties)), told)


def keep_told(store: Resolutions, watch: Callable[[], None]) -> None:
    """Find what articles that changed tell of forums and instruments, some in a transaction; `watch()` after each."""
    while store.proceedings_waiting():
        with store.step() as step:
            for article in step.pending_proceedings(STEP):
                standing = step.standing(article)
                record = standing_record(standing) if standing else {}
                about = telling(standing) if standing else None
                found = (forum_tellings(about, record), instrument_tellings(about, record)) if about else ((), ())
                step.keep_proceedings(article, Told(*found))
        watch()


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
