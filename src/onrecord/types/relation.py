"""What a text says on a relation besides single acts: positions, flows, leverage, narratives, forums, instruments.

Each annotation carries the words it rests on (`cue` and its own spans), the id of the attribution that carries it
(None in the reporter's own voice), and the ids of the rules that made it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from onrecord.types.annotation import EventDate, EventPlace, Participant, Status
    from onrecord.types.text import Span

Stance = Literal["supports", "opposes", "seeks", "rejects", "undecided", "conditional"]
FlowKind = Literal["supply", "dependence", "diversification"]
Change = Literal["growing", "cut", "halted", "resumed", "steady"]
Standing = Literal["contested", "endorsed", "reported"]
Stage = Literal["under_discussion", "expected", "signed", "in_force", "stalled", "suspended", "ended"]


@dataclass(frozen=True, slots=True)
class Position:
    """What a party wants, supports or opposes, and on what condition.

    holder  the party, by itself or by an office-holder or public body of it
    stance  "undecided" is who weighs, hesitates or is wary; "conditional" who supports or seeks on a `condition`
    issue   the words for what it is about · topic  id of a known issue ("unsc_permanent_seat"), None where not known
    target  the party that is to act, or whose proposal or interest it is, where the text names one
    """

    id: str
    holder: Participant
    stance: Stance
    issue: Span
    cue: Span
    attribution: str | None
    why: tuple[str, ...]
    topic: str | None = None
    target: Participant | None = None
    condition: Span | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount the text gives: its value, the unit as a word ("barrel/day", "USD", "percent") and its words."""

    value: float
    unit: str
    span: Span


@dataclass(frozen=True, slots=True)
class Flow:
    """Goods, money or people that go from one party to another, or one party's reliance on them.

    supplier, receiver  at least one of the two is there; whom a "diversification" leads away from is the supplier
    goods   the words for what flows; where a text names none ("dependent on Norway"), those for the supplier
    sector  arms, energy, technology, finance, labour, grain, goods · good  the kind within it ("crude oil"), if told
    status  where the flow stands with its `change`: a halt that may come is possible
    """

    id: str
    kind: FlowKind
    supplier: Participant | None
    receiver: Participant | None
    goods: Span
    sector: str
    status: Status
    cue: Span
    attribution: str | None
    why: tuple[str, ...]
    good: str | None = None
    change: Change | None = None
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Leverage:
    """A party that uses something to an end: holder, instrument, the party it is used on, and the end."""

    id: str
    holder: Participant
    instrument: Span | None
    end: Span
    cue: Span
    attribution: str | None
    why: tuple[str, ...]
    target: Participant | None = None


@dataclass(frozen=True, slots=True)
class Narrative:
    """A framing the text itself names as somebody's: the claim, its owner, and whom it is set against.

    about         what is framed, where the text names it apart from the claim ("the visit is framed as a triumph")
    owner         whose framing it is; its party is None where several share it, the owner None where nobody is named
    counter       who is set against it, as the text says
    standing      contested or endorsed where words of the text say so (`standing_cue`), else reported
    quoted        whether words of the claim stand in quotation marks
    cue           the words that name it as a framing
    """

    id: str
    claim: Span
    owner: Participant | None
    counter: Participant | None
    standing: Standing
    quoted: bool
    cue: Span
    attribution: str | None
    why: tuple[str, ...]
    about: Span | None = None
    standing_cue: Span | None = None


@dataclass(frozen=True, slots=True)
class ForumMention:
    """A standing body or series of meetings the text names, with the session it speaks of.

    key      the body in a form equal across texts: parties in order, kind and subject ("IND-RUS commission military")
    name     the body as the text names it here, or its usual name where it is known
    session  the number of the session, None where the text tells none
    event    id of the act that is this session's being held, planned or called off; status, date and place are its own
    """

    id: str
    span: Span
    key: str
    name: str
    parties: tuple[str, ...]
    why: tuple[str, ...]
    session: int | None = None
    chairs: tuple[Participant, ...] = ()
    agenda: Span | None = None
    status: Status | None = None
    date: EventDate | None = None
    place: EventPlace | None = None
    attribution: str | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class InstrumentMention:
    """An agreement, treaty, contract, memorandum or communiqué the text names, and the stage it is at.

    key    the instrument in a form equal across texts: parties, family and subject ("IND-RUS agreement potash")
    stage  where this passage puts it, None where it does not say; `cue` are the words that do. "stalled" is what was
           put off, not signed or refused, "suspended" what was in force before
    date   the day the passage gives for it: of the signing, of the entry into force
    event  id of the act that moves it
    """

    id: str
    span: Span
    key: str
    name: str
    kind: str
    parties: tuple[str, ...]
    stage: Stage | None
    cue: Span | None
    attribution: str | None
    why: tuple[str, ...]
    sector: str | None = None
    quantities: tuple[Quantity, ...] = ()
    date: EventDate | None = None
    event: str | None = None
