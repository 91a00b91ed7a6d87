"""What parties want of one another: positions, flows and leverage over all articles, side by side.

Tellings that say the same (holder, stance, issue, whom it is about) are one entry, counted by articles, texts and
independent origins as events are. Nothing is weighed against anything: entries stand in order of the number of
their origins. The flows between two parties stand apart, since they have no holder.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.project.proceedings import telling
from onrecord.record.flatten import dyad as dyad_of
from onrecord.record.flatten import flatten
from onrecord.record.kinds import SHAPES, codes_of
from onrecord.resolve.claims import claims_of
from onrecord.resolve.origins import trace
from onrecord.resolve.settings import settings
from onrecord.resolve.words import content_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.record.resolution import Standing
    from onrecord.record.rows import EffectiveRecord
    from onrecord.record.store import Store
    from onrecord.types.claim import Claim, ClaimSource

KINDS = ("position", "flow", "leverage")
NOBODY = "?"


@dataclass(frozen=True, slots=True)
class WantTelling:
    """One article's telling: the record, who says so, and the sentence."""

    record: str
    article: str
    outlet: str | None
    published: str | None
    source: ClaimSource
    sentence: str


@dataclass(frozen=True, slots=True)
class Want:
    """A position, a flow or a leverage as all who tell it have it.

    holder    whose it is; of a flow the supplier, None where no text names one
    other     whom it is about, or the receiver of a flow; None where no text says so
    body      as the first telling has it (docs/json.md)
    articles  how many carry it, in how many `texts`, from how many independent `origins`; `outlets` who published it
    """

    kind: str
    holder: str | None
    other: str | None
    body: Mapping[str, Any]
    articles: int
    texts: int
    origins: int
    outlets: tuple[str, ...]
    tellings: tuple[WantTelling, ...]


@dataclass(frozen=True, slots=True)
class Wants:
    """What the parties asked for want, each on its side, and the flows of which they are a part.

    of one party alone: `sides` holds what it wants and, under "", what others want of it
    """

    parties: tuple[str, ...]
    sides: Mapping[str, tuple[Want, ...]]
    flows: tuple[Want, ...]


def wants(store: Store, parties: tuple[str, ...]) -> Wants:
    """Return what two parties want of one another, or what one wants and is wanted of it.

    Of two parties, what is about nobody in particular ("seeks a permanent seat") counts where its article tells
    anything on both.
    """
    found: dict[tuple[Any, ...], list[tuple[EffectiveRecord, Claim]]] = defaultdict(list)
    for standing in store.standing(KINDS, parties):
        for record in _asked(standing, parties):
            claim = _claim(standing, record)
            found[_same(record.kind, record.body)].append((record, claim))
    made = sorted((_want(group) for group in found.values()), key=_order)
    flows = tuple(one for one in made if one.kind == "flow")
    sides = {party: tuple(w for w in made if w.kind != "flow" and w.holder == party) for party in parties}
    if len(parties) == 1:
        sides[""] = tuple(w for w in made if w.kind != "flow" and w.holder != parties[0])
    return Wants(parties, sides, flows)


def _asked(standing: Standing, parties: tuple[str, ...]) -> Iterator[EffectiveRecord]:
    pair = frozenset(parties)
    on_both = len(parties) == 2 and any(dyad_of(*parties) in flat.dyads for flat in flatten(standing.view))
    for record in standing.view.records:
        if record.kind not in KINDS or record.state == "rejected":
            continue
        first, second = _sides(record.kind, record.body)
        if len(parties) == 1:
            asked = bool(pair & {first, second})
        else:
            asked = {first, second} == pair or (record.kind != "flow" and on_both and second is None and first in pair)
        if asked:
            yield record


def _sides(kind: str, body: Mapping[str, Any]) -> tuple[str | None, str | None]:
    first, second = (next(iter(codes_of(body, field)), None) for _, field in SHAPES[kind].sides)
    return first, second


def _same(kind: str, body: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what two tellings have in common when they say the same."""
    sides = _sides(kind, body)
    if kind == "position":
        return kind, *sides, body["stance"], body.get("topic") or _gist(body["issue"])
    if kind == "flow":
        goods = body.get("good") or _gist(body["goods"])
        return kind, *sides, body["kind"], body["sector"], goods, body.get("change"), body["status"]
    return kind, *sides, _gist(body["end"])


def _gist(span: Mapping[str, Any]) -> tuple[str, ...]:
    words = content_words(str(span["text"]), settings().function_words)
    return tuple(sorted(words)) or (str(span["text"]).lower(),)


def _claim(standing: Standing, record: EffectiveRecord) -> Claim:
    """Return a record as a claim, so that its origins are found by the rules for events."""
    first, second = _sides(record.kind, record.body)
    event = {
        "id": record.id,
        "trigger": record.body["cue"],
        "type": record.kind,
        "status": "occurred",
        "actors": [{"party": first or NOBODY}],
        # a claim stands between two; nobody in particular is nobody's namesake
        "recipients": [{"party": second or f"{NOBODY}{NOBODY}"}],
        "attribution": record.body.get("attribution"),
    }
    said = [r.body for r in standing.view.of("attribution") if r.state != "rejected"]
    (claim,) = claims_of(telling(standing), {"attributions": said, "events": [event]})
    return claim


def _want(group: list[tuple[EffectiveRecord, Claim]]) -> Want:
    told = sorted(group, key=lambda one: (one[1].published is None, one[1].published, one[0].id))
    chain = trace(claim for _, claim in told)
    first = told[0][0]
    holder, other = _sides(first.kind, first.body)
    return Want(
        kind=first.kind,
        holder=holder,
        other=other,
        body=first.body,
        articles=chain.copies,
        texts=chain.texts,
        origins=len(chain.origins),
        outlets=tuple(sorted({claim.outlet for _, claim in told if claim.outlet})),
        tellings=tuple(_telling(record, claim) for record, claim in told),
    )


def _telling(record: EffectiveRecord, claim: Claim) -> WantTelling:
    published = claim.published.isoformat() if claim.published else None
    return WantTelling(record.id, claim.article, claim.outlet, published, claim.source, claim.sentence)


def _order(want: Want) -> tuple[Any, ...]:
    return -want.origins, -want.articles, want.kind, want.tellings[0].published or "", want.tellings[0].record
