"""Claims: one event mention as asserted by one source in one document, ready to be compared with others.

A claim is what resolution across documents works on. It is built from the effective record of a document
(machine assertions with the human judgements laid over them) and carries everything a comparison needs,
so that two claims can be compared without their documents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, product
from typing import TYPE_CHECKING

from onrecord.types.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

REPORTER = "reporter"


@dataclass(frozen=True, slots=True)
class ClaimSource:
    """Who asserts a claim, as the text tells it.

    `type` is a source type of the guide, or "reporter" where nobody else is named;
    `words` are the words that name the source; `quoted` are its words in quotation marks within the content.
    """

    type: str
    party: str | None = None
    name: str | None = None
    office: str | None = None
    words: str = ""
    quoted: tuple[str, ...] = ()

    @property
    def is_reporter(self) -> bool:
        """Return whether the claim stands in the reporter's own voice."""
        return self.type == REPORTER


@dataclass(frozen=True, slots=True)
class Claim:
    """One event mention of one document, with who asserts it.

    id          content hash of the text version and the event mention
    version     id of the text version; `article` of the article, `group` of its syndication group
    chain       sources from the outermost ("TASS said …") to the one who asserts it; ends with `source`
    first, last first and last day of the event, inclusive; None where the text gives none
    words       content words of the sentence, without the names of parties
    trigger     the words that name the act, which begin at `start` in the version's text
    """

    id: str
    event: str
    version: str
    article: str
    group: str
    outlet: str | None
    wire: str | None
    published: date | None
    type: str
    mode: str | None
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    source: ClaimSource
    sentence: str
    trigger: str
    first: date | None = None
    last: date | None = None
    country: str | None = None
    place: str | None = None
    persons: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    chain: tuple[ClaimSource, ...] = field(default=())
    forum: str | None = None
    session: int | None = None
    instrument: str | None = None
    denies: str | None = None
    start: int = 0

    @property
    def parties(self) -> frozenset[str]:
        """Return all parties of the event, whichever side they are on."""
        return frozenset((*self.actors, *self.recipients))

    @property
    def dyads(self) -> tuple[str, ...]:
        """Return the pairs between which the event stands, see `dyads_of`."""
        return dyads_of(self.actors, self.recipients)


def dyads_of(actors: Iterable[str], recipients: Iterable[str]) -> tuple[str, ...]:
    """Return the pairs between which an event stands: doer and target, or each two of those who act jointly.

    Each is its two codes in order, joined by a hyphen ("IND-RUS").
    """
    doers, targets = set(actors), set(recipients)
    pairs = product(doers, targets) if targets else combinations(doers, 2)
    return tuple(sorted({"-".join(sorted(pair)) for pair in pairs if pair[0] != pair[1]}))


@dataclass(frozen=True, slots=True)
class Reason:
    """One named ground for or against two claims telling of the same event, with its weight."""

    name: str
    weight: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """How much two claims look like tellings of one event: the sum of the weights of its reasons."""

    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Versions of one field that do not agree: each value with the claims that tell it."""

    field: str
    versions: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ResolvedEvent(Shown):
    """A happening as told by one or more claims.

    id         the smallest id of its claims: the same claims give the same event
    claims     ids of its claims, in order
    first, last the days most origins agree on; None where no telling gives one
    conflicts  what its tellings do not agree on, kept side by side
    """

    id: str
    claims: tuple[str, ...]
    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    first: date | None
    last: date | None
    country: str | None
    place: str | None
    statuses: tuple[tuple[str, int], ...]
    conflicts: tuple[Conflict, ...] = ()
