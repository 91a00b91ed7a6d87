"""Expectations: claims about the future, open until resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from onrecord.types.claim import ClaimSource

Outcome = Literal["happened", "late", "partly", "did_not", "postponed", "cancelled", "unknown", "void"]
State = Literal[
    "open", "due", "overdue", "happened", "late", "partly", "did_not", "postponed", "cancelled", "unknown", "void"
]
OUTCOMES: tuple[Outcome, ...] = (
    "happened",
    "late",
    "partly",
    "did_not",
    "postponed",
    "cancelled",
    "unknown",
    "void",
)

# who decided where a proposal was strong enough to stand by itself
AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Horizon:
    """By when something is expected: first and last day, inclusive, and where that comes from.

    basis "told": the tellings give the days · "assumed": they give none, and the days are counted from the
    last telling by the kind of claim (`ontologies/ledger.yml`).
    """

    first: date
    last: date
    basis: Literal["told", "assumed"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected between parties, by whom, by when and on what condition.

    id         smallest id of its claims; `event` the event they belong to
    kind       surest status told: scheduled, expected, possible, conditional, demanded
    claims     ids of the claims that tell of it, in order of publication
    horizon    None where nobody says when and it was told on no known day
    """

    id: str
    event: str
    kind: str
    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    claims: tuple[str, ...]
    sources: tuple[ClaimSource, ...]
    told: date | None
    horizon: Horizon | None
    words: str
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What later tellings say became of an expectation: an outcome, the claims it rests on, and the grounds.

    `strong` is True where the day, the parties and the act agree without doubt; a proposal is never a decision.
    """

    expectation: str
    outcome: Outcome
    claims: tuple[str, ...]
    reasons: tuple[str, ...]
    score: float
    strong: bool = False
    new_horizon: Horizon | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A word on an expectation: its outcome, or "open" to take an earlier one back; `by` a person, or AUTO."""

    expectation: str
    outcome: Outcome | Literal["open"]
    by: str
    at: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: the expectation, where it stands on a day, what is proposed and what was decided."""

    expectation: Expectation
    state: State
    proposal: Proposal | None
    decisions: tuple[Decision, ...]

    @property
    def by_itself(self) -> bool:
        """Return whether a proposal stands here by itself, where nobody decided."""
        return bool(self.decisions) and self.decisions[-1].by == AUTO


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How often what a source expected came about: counts, the share kept and its 95 % Wilson interval.

    `letter` is the Admiralty letter, F until enough is resolved.
    """

    kind: Literal["source", "source_type", "party", "outlet"]
    key: str
    kept: int
    late: int
    broken: int
    unknown: int
    open: int
    low: float
    high: float
    letter: str
