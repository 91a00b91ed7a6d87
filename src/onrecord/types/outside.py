"""Outside claims: rows of other people's event data, as they say it, beside the record and never part of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from onrecord.types.claim import dyads_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Dataset = Literal["gdelt", "gdelt-mentions", "icews", "polecat", "plover"]
DATASETS: tuple[Dataset, ...] = ("gdelt", "gdelt-mentions", "icews", "polecat", "plover")


@dataclass(frozen=True, slots=True)
class Side:
    """One actor or recipient of a row: its name there, our code of the party, its PLOVER sector; None where unknown."""

    name: str
    party: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class OutsideClaim:
    """One row of an event data set, read into our codes.

    line        where it stands in its file, from 1
    native      its id there, which need not be unique
    type, mode  in PLOVER; `code` and `text` are the row's own code and words for the act
    status      "occurred", or what the row's own marks say (PLOVER's auxiliary modes); data sets have no other
    announces   for a stated intent the type of the act it is about
    score       the data set's own measure of cooperation (Goldstein, intensity, event scale), not PLOVER's
    body        the row as it stands, filled columns only
    """

    dataset: Dataset
    line: int
    native: str
    day: date
    type: str | None
    mode: str | None
    status: str
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    code: str | None = None
    text: str | None = None
    announces: str | None = None
    score: float | None = None
    contexts: tuple[str, ...] = ()
    country: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def parties(self) -> tuple[str, ...]:
        """Return the codes of all whose party is known, each once, in order."""
        known = {side.party for side in (*self.actors, *self.recipients) if side.party}
        return tuple(sorted(known))

    @property
    def dyads(self) -> tuple[str, ...]:
        """Return the pairs between which it stands, as `dyads_of` has them for our own events."""
        doers = [side.party for side in self.actors if side.party]
        targets = [side.party for side in self.recipients if side.party]
        # a recipient nobody could be found for does not turn co-actors into partners
        if self.recipients and not targets:
            return ()
        return dyads_of(doers, targets)


@dataclass(frozen=True, slots=True)
class OutsideMention:
    """One row of GDELT's mentions: an article that tells an event of GDELT, named by its id there."""

    dataset: Dataset
    line: int
    native: str
    told: str
    outlet: str | None
    url: str | None
    sentence: int | None
    confidence: int | None
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that could not be read, where, and why; `code` is a stable name of the reason."""

    line: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Noted:
    """Something of a row that could not be used though the row was kept: an unknown code, a place out of range."""

    line: int
    code: str
    value: str


@dataclass(frozen=True, slots=True)
class OutsideImport:
    """One file brought in: what it was, when, and what came of it; `withdrawn` once it was taken back."""

    number: int
    dataset: Dataset
    file: str
    sha256: str
    ended: str | None
    counts: Mapping[str, int]
    withdrawn: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a row stands: in which import, in which file, on which line."""

    number: int
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """An outside claim that is kept: its id, what it says, and every line it stands on."""

    id: str
    claim: OutsideClaim
    stands: tuple[Standing, ...]
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class OutsideFilters:
    """What is asked for of outside claims; None does not narrow. `statuses` empty asks for all."""

    dataset: str | None = None
    party: str | None = None
    dyad: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutsidePeriod:
    """What one data set has on a dyad in one week or month.

    quads  rows by PLOVER quad class 1–4; `untyped` those PLOVER has no type for (statements)
    score  mean of the data set's own measure, over the rows that have one
    """

    first: date
    last: date
    quads: tuple[int, int, int, int]
    untyped: int
    score: float | None

    @property
    def rows(self) -> int:
        """Return how many rows there are."""
        return sum(self.quads) + self.untyped


@dataclass(frozen=True, slots=True)
class OutsideSeries:
    """The course of a dyad by one data set, over the periods in which it has rows on the two."""

    dataset: Dataset
    dyad: str
    step: Literal["week", "month"]
    periods: tuple[OutsidePeriod, ...]

    @property
    def rows(self) -> int:
        """Return how many rows there are in all."""
        return sum(period.rows for period in self.periods)
