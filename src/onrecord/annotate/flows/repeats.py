"""One flow told once: of readings of the same goods the one that tells more stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.types.relation import Flow


def without_repeats(flows: Iterable[Flow]) -> list[Flow]:
    """Return the flows without those another one tells as well: same goods, no party that the other lacks."""
    found = list(flows)
    return [flow for at, flow in enumerate(found) if not any(_tells_more(o, flow, k < at) for k, o in enumerate(found))]


def _tells_more(other: Flow, flow: Flow, first: bool) -> bool:  # noqa: FBT001 - a tie goes to the first
    if other is flow or not other.goods.overlaps(flow.goods):
        return False
    own, others = _parties(flow), _parties(other)
    if not own <= others:
        return False
    return len(others) > len(own) or (first and other.kind != "supply") or (first and other.kind == flow.kind)


def _parties(flow: Flow) -> frozenset[str | None]:
    return frozenset(side.party for side in (flow.supplier, flow.receiver) if side is not None)
