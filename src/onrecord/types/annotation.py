"""What is found in a text: standoff annotations, each with its place and the rule that made it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from onrecord.types.syntax import Token
    from onrecord.types.text import Span

MentionKind = Literal["party", "person", "institution", "outlet", "group", "document", "asset", "place"]
MentionForm = Literal["name", "adjective", "citizen", "metonym", "title", "nominal", "pronoun"]
TimeKind = Literal["DATE", "TIME", "DURATION", "SET"]
Granularity = Literal["time", "day", "week", "month", "quarter", "season", "year", "decade", "century", "vague"]
QuoteForm = Literal["direct", "indirect", "mixed"]
SourceType = Literal[
    "named_person",
    "institution",
    "unnamed",
    "public_document",
    "nonpublic_document",
    "media",
    "unspecified",
]
CueClass = Literal[
    "neutral", "assertive", "factive", "denial", "promise", "threat", "demand", "belief", "hedge", "declined"
]
Status = Literal[
    "occurred",
    "ongoing",
    "scheduled",
    "expected",
    "possible",
    "conditional",
    "demanded",
    "denied",
    "cancelled",
]
EvaluationKind = Literal["loaded", "metaphor", "superlative", "speculation", "motive", "distance"]
Voice = Literal["own", "attributed", "quoted"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that names or stands for somebody: a party, a person, a body, people, a paper, a place.

    kind       party: a state, organisation or armed group itself · person · institution: a body with a side
               (ministry, parliament, army, company) · outlet: a medium · group: unnamed people, one or many
               ("two officials", "a diplomat", "troops") · document · asset: things that act for their owner
               (ships, missiles) · place: only a place, no party
    parties    codes of the side(s) it acts for, in text order; empty where unknown; more than one for
               "Moscow and Kyiv's envoys" or "the two countries"
    name       canonical name of the one meant ("Andrei Belousov", "Ministry of Defence"); None where unnamed
    office     the office as the text or the office table gives it ("defence minister"); None where none
    span       the phrase that names (for a noun phrase: without relative clauses and trailing participles)
    head       index of the phrase's head token in `Syntax.tokens`
    antecedent index into `Entities.mentions` of the mention it refers back to; None where it stands for itself
    rule       id of the rule that read it
    """

    span: Span
    head: int
    kind: MentionKind
    form: MentionForm
    parties: tuple[str, ...]
    rule: str
    name: str | None = None
    office: str | None = None
    antecedent: int | None = None
    plural: bool = False

    @property
    def party(self) -> str | None:
        """Return the party if there is exactly one."""
        return self.parties[0] if len(self.parties) == 1 else None


class Entities:
    """All mentions of a document, found by their head token."""

    __slots__ = ("_by_head", "_by_token", "mentions")

    def __init__(self, mentions: Sequence[Mention], tokens: Sequence[Token] = ()) -> None:
        self.mentions = tuple(mentions)
        self._by_head = {m.head: m for m in self.mentions}
        starts = [token.start for token in tokens]
        self._by_token: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: m.span.start - m.span.end):
            for at in range(bisect_left(starts, mention.span.start), len(starts)):
                token = tokens[at]
                if token.start >= mention.span.end:
                    break
                if token.end <= mention.span.end:
                    self._by_token[token.i] = mention

    def at(self, token: Token) -> Mention | None:
        """Return the mention whose head this token is."""
        return self._by_head.get(token.i)

    def covering(self, token: Token) -> Mention | None:
        """Return the smallest mention that covers the token."""
        return self._by_token.get(token.i)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time the text names.

    value        TIMEX3 value ("2025-12-04", "P3D", "PRESENT_REF", "2014-SU"); "" where it cannot be known
    edtf         Extended Date/Time Format of the resolved time ("2025-12-04/2025-12-05", "199X"), else None
    first, last  first and last day of it, inclusive; None where it cannot be placed
    granularity  what the words fix: a day, a month ...
    basis        why it was placed so: "explicit", "published" (counted from the publication date),
                 "context" (year taken over from the text), "none" (left open)
    """

    span: Span
    kind: TimeKind
    value: str
    rule: str
    edtf: str | None = None
    first: date | None = None
    last: date | None = None
    granularity: Granularity = "vague"
    basis: Literal["explicit", "published", "context", "none"] = "none"


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Words that tell on what footing a source speaks, and the axis they speak to.

    axis is one of identity, standing, terms, access, secrecy, reason; value is from the axis's closed list.
    """

    span: Span
    axis: str
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content the text ascribes to a source by a cue.

    `parent` is the id of the attribution in whose content this one stands; `why` lists rule ids.
    `source` is None where the text leaves it out; type, party and name may still be known from the context.
    `continues` is the id of the attribution that bears the cue, where this one is a further sentence of its
    quotation (its own cue is then the mark that opens the quotation); to count sayings, count where it is None.
    `denies` is the id of the attribution whose claim this one denies, rejects or contradicts.
    `firm` tells whether an editor would call it a saying by that source with that content; where it is false, the
    attribution is loose (a stance, a wish, a topic, words the parser may have misread) and `why` ends with the id of
    the rule that says so, "loose.…".
    """

    id: str
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    source_type: SourceType
    source_party: str | None
    source_name: str | None
    quote: QuoteForm
    cue_class: CueClass
    why: tuple[str, ...]
    qualifiers: tuple[Qualifier, ...] = ()
    parent: str | None = None
    source_office: str | None = None
    continues: str | None = None
    denies: str | None = None
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Participant:
    """One doer or target of an event: the party it acts for (None where unknown) and the words that name it.

    home    state of one without a party ("police in Lima": PER): who he is, not for whom he acts; it makes no dyad
    sector  PLOVER's sector of the society the words name (COP, REB, CVL ...); None where they name none ("Peru")
    """

    party: str | None
    mention: Span
    name: str | None = None
    role: str | None = None
    home: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event takes place: first and last day, inclusive, with the words it was read from."""

    first: date
    last: date
    edtf: str
    basis: str
    mention: Span | None


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event takes place: ISO 3166-1 alpha-3 country and the name the text gives.

    latitude and longitude in degrees (north and east positive) where the name is a known city's, else None.
    """

    country: str
    name: str
    mention: Span
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """One telling of an act between parties: PLOVER type and mode, who to whom, and where it stands.

    `attribution` is the id of the attribution that carries it, None in the reporter's own voice.
    """

    id: str
    trigger: Span
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    status: Status
    status_cue: Span | None
    date: EventDate | None
    place: EventPlace | None
    attribution: str | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Evaluative or speculative wording and in whose voice it stands.

    Of kind "distance" are marks by which the reporter does not vouch for a word ("so-called"); they judge nobody.
    """

    span: Span
    kind: EvaluationKind
    voice: Voice
    why: str


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that could not be read or was left out, so that nothing is lost in silence."""

    stage: str
    code: str
    message: str
    span: Span | None = None
