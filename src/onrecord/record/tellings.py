"""An event with its tellings as plain values: who tells it where, in which words, with which chain of sources.

What leaves the project is described in docs/exports.md; the counts are those of `onrecord check`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.record.values import as_values
from onrecord.resolve.weighing import weigh
from onrecord.types.claim import dyads_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from onrecord.record.resolution import Standing
    from onrecord.types.claim import Claim, ResolvedEvent

# an event stands where its furthest telling puts it; a denial speaks only where nobody else does
FURTHEST = "occurred ongoing cancelled scheduled expected conditional possible demanded denied".split()
LONGEST_CHAIN = 8


class Tellings:
    """Tellings as plain values; `standing_of` gives what stands for an article and may keep some in hand."""

    def __init__(self, standing_of: Callable[[str], Standing | None]) -> None:
        self._standing_of = standing_of

    def values(self, claim: Claim) -> dict[str, Any]:
        """Return a claim with the record of its event and of the attributions that carry it, outermost first."""
        standing = self._standing_of(claim.article)
        records = standing.view.records if standing else ()
        event = next((record for record in records if record.id == claim.id), None)
        body = event.body if event else {}
        said = {r.body["id"]: r.body for r in records if r.kind == "attribution" and r.state != "rejected"}
        return {
            "id": claim.id,
            "article": claim.article,
            "version": claim.version,
            "group": claim.group,
            "title": standing.version.title if standing else None,
            "url": standing.version.url if standing else None,
            "outlet": claim.outlet,
            "wire": claim.wire,
            "published": claim.published.isoformat() if claim.published else None,
            "status": claim.status,
            "state": event.state if event else "unreviewed",
            "source": as_values(claim.source),
            "chain": [as_values(source) for source in claim.chain],
            "sentence": claim.sentence,
            "span": {"start": claim.start, "end": claim.start + len(claim.trigger), "text": claim.trigger},
            "event": body,
            "attributions": _chain(body.get("attribution"), said),
        }


def _chain(innermost: str | None, said: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    at = innermost
    while at is not None and at in said and len(found) < LONGEST_CHAIN:
        found.append(said[at])
        at = said[at].get("parent")
    return found[::-1]


def event_values(event: ResolvedEvent, claims: Sequence[Claim], tellings: Tellings) -> dict[str, Any]:
    """Return an event with its tellings, counts and grade."""
    told = [tellings.values(claim) for claim in claims]
    weighed = weigh(event, claims)
    denied = weighed.denied
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": sorted({context for one in told for context in one["event"].get("contexts", ())}),
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "dyads": list(dyads_of(event.actors, event.recipients)),
        "status": status_of(dict(event.statuses)),
        "statuses": dict(event.statuses),
        "first": event.first.isoformat() if event.first else None,
        "last": event.last.isoformat() if event.last else None,
        "country": event.country,
        "place": event.place,
        **_coordinates(told, event.place),
        "told_first": min((one["published"] for one in told if one["published"]), default=None),
        "told_last": max((one["published"] for one in told if one["published"]), default=None),
        "articles": len({one["article"] for one in told}),
        "copies": weighed.told.copies,
        "texts": weighed.told.texts,
        "reports": len(weighed.told.reports),
        "origins": len(weighed.told.origins),
        "origins_denying": len(denied.origins) if denied else 0,
        "grade": weighed.grade.mark,
        "grounds": list(weighed.grade.reasons),
        "conflicts": [as_values(conflict) for conflict in event.conflicts],
        "told": as_values(weighed.told),
        "denied": as_values(denied) if denied else None,
        "announced": as_values(weighed.announced) if weighed.announced else None,
        "tellings": told,
    }


def status_of(statuses: Iterable[str]) -> str:
    """Return where an event stands, from the statuses its tellings give.

    >>> status_of(["scheduled", "occurred"])
    'occurred'
    """
    return min(statuses, key=FURTHEST.index)


def _coordinates(told: Iterable[Mapping[str, Any]], place: str | None) -> dict[str, float | None]:
    places = [one["event"].get("place") or {} for one in told]
    known = [p for p in places if p.get("latitude") is not None]
    # of a telling that names the place most tellings name, where there is one
    known.sort(key=lambda p: p["name"] != place)
    first = known[0] if known else {}
    return {"latitude": first.get("latitude"), "longitude": first.get("longitude")}
