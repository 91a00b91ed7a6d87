"""How often what was expected came about: by source, kind of source, party and outlet.

Only what people (or, where switched on, strong proposals) resolved counts; `late` is neither kept nor broken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from onrecord.resolve.grading import letter, wilson
from onrecord.types.expectation import TrackRecord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.record.expected import Expected, Kind

ORDER: tuple[Kind, ...] = ("source", "source_type", "party", "outlet")
KEPT = frozenset({"happened", "partly"})
BROKEN = frozenset({"did_not", "cancelled", "postponed"})


def track_records(expected: Iterable[Expected]) -> tuple[TrackRecord, ...]:
    """Return one record for each source, kind of source, party and outlet that expected something.

    An expectation counts once for each of them, however often they told it. What is void counts nowhere.
    """
    counts: dict[tuple[Kind, str], Counter[str]] = defaultdict(Counter)
    for one in expected:
        if one.state != "void":
            counts[one.kind, one.key][_class(one.state)] += one.expectations
    records = (_record(kind, key, count) for (kind, key), count in counts.items())
    return tuple(sorted(records, key=lambda r: (ORDER.index(r.kind), -(r.kept + r.late + r.broken), r.key)))


def _class(state: str) -> str:
    if state in KEPT:
        return "kept"
    if state in BROKEN:
        return "broken"
    return state if state in {"late", "unknown"} else "open"


def _record(kind: Kind, key: str, count: Counter[str]) -> TrackRecord:
    resolved = count["kept"] + count["late"] + count["broken"]
    low, high = wilson(count["kept"], resolved)
    return TrackRecord(
        kind=kind,
        key=key,
        kept=count["kept"],
        late=count["late"],
        broken=count["broken"],
        unknown=count["unknown"],
        open=count["open"],
        low=round(low, 3),
        high=round(high, 3),
        letter=letter(count["kept"], resolved).mark,
    )
