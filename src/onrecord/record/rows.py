"""What the store takes and gives: one type a table, immutable, standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.document.syndication import Signature
    from onrecord.types.annotation import Issue
    from onrecord.types.text import Document

Action = Literal["accept", "correct", "reject", "add", "note", "undo"]
State = Literal["unreviewed", "accepted", "corrected", "rejected"]
Origin = Literal["machine", "human"]
StaleReason = Literal["no-place", "no-record", "several-records", "not-read"]


@dataclass(frozen=True, slots=True)
class Version:
    """What an article said at one time, and what is known about it; `number` is its place in the order of arrival."""

    number: int
    id: str
    article: str
    sha256: str
    title: str | None
    published: str | None
    published_at: str | None
    kind: str
    outlet: str | None
    url: str | None
    language: str | None
    author: str | None
    section: str | None
    wire: str | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a version was met, what that place says about it, and what of it could not be read there."""

    version: str
    source: str
    facts: Mapping[str, str | None]
    issues: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be added or read; `open` until the same place succeeds."""

    id: str
    verb: str
    place: str
    location: str
    code: str
    message: str
    times: int
    open: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What one extractor found in one version; `body` is the record as plain values (docs/json.md)."""

    id: str
    version: str
    extractor: str
    model: str
    vocabulary: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Assertion:
    """One thing a reading asserts, with the values it has there."""

    id: str
    reading: str
    kind: str
    position: int
    local: str
    body: Mapping[str, Any]


class Anchor(NamedTuple):
    """Where a record hangs in a text, so that it is found again in another: the quote and what stands around it.

    `start` is its offset when it was made; `type` and `ordinal` (its place among the records of this kind on the
    same words) tell apart what hangs on one quote.
    """

    quote: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    type: str | None = None
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about a record: what, on which words, by whom, when and why."""

    id: str
    article: str
    kind: str
    action: Action
    anchor: Anchor
    by: str
    at: str
    assertion: str | None = None
    field: str | None = None
    value: Any = None
    undoes: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class EffectiveRecord:
    """What stands: a machine's assertion with the judgements on it applied, or a record a person added."""

    id: str
    kind: str
    position: int
    origin: Origin
    state: State
    body: Mapping[str, Any]
    judgements: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stale:
    """A judgement that holds for nothing in the current text, and why."""

    judgement: Judgement
    reason: StaleReason


@dataclass(frozen=True, slots=True)
class EffectiveView:
    """All that stands for one article, and the judgements that are left without a record."""

    records: tuple[EffectiveRecord, ...] = ()
    stale: tuple[Stale, ...] = ()

    def of(self, kind: str) -> tuple[EffectiveRecord, ...]:
        """Return the records of one kind in the order of the text; those rejected among them."""
        return tuple(record for record in self.records if record.kind == kind)


@dataclass(frozen=True, slots=True)
class Named:
    """What an id, or the beginning of one, stands for, and the article it belongs to."""

    what: Literal["article", "version", "record", "judgement"]
    id: str
    article: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of one article.

    `versions` are in the order in which they stood, the one that stands last; `reading` is the last one of `version`.
    """

    key: str
    version: Version
    text: str
    versions: tuple[Version, ...]
    sightings: tuple[Sighting, ...]
    reading: Reading | None
    view: EffectiveView
    judgements: tuple[Judgement, ...]
    copies: tuple[Copy, ...]
    group: str | None


@dataclass(frozen=True, slots=True)
class Run:
    """One call of a verb that writes; `ended` and `counts` are None where it was killed."""

    number: int
    verb: str
    program: str
    arguments: Mapping[str, Any]
    started: str
    ended: str | None
    counts: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is: of current versions, how many are read; of effective records, how many by kind and state."""

    articles: int
    versions: int
    sightings: int
    unread: int
    records: Mapping[str, int]
    judged: int
    judgements: int
    stale: int
    failures: int
    copies: int
    stories: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One article a search found; `snippet` has the words found between «guillemets»."""

    article: str
    version: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    snippet: str


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what a search found, of `total` articles."""

    total: int
    order: Literal["relevance", "date"]
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to; None does not narrow.

    kind, party, dyad, type, status and source_type hold of one and the same effective record.
    """

    kind: str | None = None
    party: str | None = None
    dyad: str | None = None
    type: str | None = None
    status: str | None = None
    source_type: str | None = None
    outlet: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def of_records(self) -> bool:
        """Return whether a record is asked for."""
        return any((self.kind, self.party, self.dyad, self.type, self.status, self.source_type))


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document on its way into the store: its article's key, where it was met, and how its likes are found.

    `source` is a key of the place that stays, `location` the place in words.
    """

    key: str
    document: Document
    source: str
    location: str
    signature: Signature
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that failed: where (`place` for the program, `location` for people), and why."""

    verb: Literal["add", "read"]
    place: str
    location: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did: versions that are new articles, new versions of known articles, and how many were known.

    `changed` are known versions of which the new place tells more.
    """

    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: int = 0
    changed: tuple[str, ...] = ()

    def __add__(self, other: Added) -> Added:
        """Return both together."""
        return Added(
            self.new + other.new,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.changed + other.changed,
        )


@dataclass(frozen=True, slots=True)
class Copy:
    """A version of another article that is a copy of this one or shares text with it."""

    version: str
    article: str
    outlet: str | None
    title: str | None
    share: float
    share_back: float
    reason: str
    joins: bool
