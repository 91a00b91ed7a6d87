"""Forums and instruments over many documents: sessions in order, and agreements through their stages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from onrecord.types.annotation import Status
    from onrecord.types.claim import Conflict
    from onrecord.types.relation import Stage


@dataclass(frozen=True, slots=True)
class ForumTelling:
    """What one passage of one document tells of a forum; `id` is unique over documents, `source` who tells it."""

    id: str
    article: str
    outlet: str | None
    published: date | None
    key: str
    name: str
    parties: tuple[str, ...]
    source: str
    session: int | None = None
    status: Status | None = None
    first: date | None = None
    last: date | None = None
    place: str | None = None
    chairs: tuple[str, ...] = ()
    agenda: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One session as its tellings have it: what most of them say; what does not agree stays in `conflicts`.

    number   None where no telling gives one
    status   of the latest telling that gives one
    agenda   every wording, in order of telling
    """

    number: int | None
    status: Status | None
    first: date | None
    last: date | None
    place: str | None
    chairs: tuple[str, ...]
    agenda: tuple[str, ...]
    tellings: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class ForumSeries:
    """A forum with its sessions in order of their numbers, those without one behind them by day.

    missing   numbers between the lowest and the highest told that no telling speaks of
    mentions  tellings of the body that speak of no session
    """

    key: str
    name: str
    parties: tuple[str, ...]
    sessions: tuple[Session, ...]
    missing: tuple[int, ...]
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstrumentTelling:
    """What one passage of one document tells of an instrument; amounts are pairs of value and unit."""

    id: str
    article: str
    outlet: str | None
    published: date | None
    key: str
    name: str
    kind: str
    parties: tuple[str, ...]
    source: str
    stage: Stage | None = None
    first: date | None = None
    last: date | None = None
    sector: str | None = None
    amounts: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StageTold:
    """A stage an instrument is told to have reached.

    since     the day it was reached: as told, else the day of the first telling
    due       days given for what is expected, from first to last; empty for what has come about
    sources   who tells it, in order
    """

    stage: Stage
    since: date | None
    due: tuple[date, ...]
    tellings: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstrumentHistory:
    """An instrument through its stages, in order of time; `conflicts` are amounts that do not agree, by unit."""

    key: str
    name: str
    kind: str
    parties: tuple[str, ...]
    sector: str | None
    stages: tuple[StageTold, ...]
    amounts: tuple[tuple[str, tuple[float, ...]], ...]
    tellings: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()
