"""The course of a dyad by other people's event data, beside ours: rows by PLOVER quad class, period by period.

Rows are counted as each data set has them: a meeting that it stores in both directions counts twice there, and one
event told by many articles counts as often as it was coded. Its score is its own (Goldstein, intensity, event scale).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from onrecord.query.dyads import next_period, period_start
from onrecord.types.outside import DATASETS, OutsidePeriod, OutsideSeries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from onrecord.types.outside import Dataset
    from onrecord.types.series import Step

Row = tuple[str, "date", "int | None", "float | None"]


def outside_series(dyad: str, rows: Iterable[Row], step: Step) -> tuple[OutsideSeries, ...]:
    """Return the series of a dyad by each data set that has rows on it, in the order of `DATASETS`.

    `rows` have data set, day, quad class (None for what PLOVER has no type for) and score.
    """
    found: dict[str, dict[date, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row[0]][period_start(row[1], step)].append(row)
    return tuple(
        OutsideSeries(
            cast("Dataset", dataset),
            dyad,
            step,
            tuple(_period(start, some, step) for start, some in sorted(by.items())),
        )
        for dataset, by in sorted(found.items(), key=lambda item: DATASETS.index(cast("Dataset", item[0])))
    )


def _period(start: date, rows: Sequence[Row], step: Step) -> OutsidePeriod:
    quads = Counter(quad for _, _, quad, _ in rows)
    scores = [score for *_, score in rows if score is not None]
    return OutsidePeriod(
        start,
        next_period(start, step) - timedelta(days=1),
        (quads[1], quads[2], quads[3], quads[4]),
        quads[None],
        round(sum(scores) / len(scores), 3) if scores else None,
    )
