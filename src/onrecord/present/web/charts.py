"""Charts as geometry: where every bar, mark and line of a drawing lies. The templates draw them as SVG.

Pure functions of what is shown, so that the same record gives the same drawing; texts stay texts until the template
escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.query.dyads import score_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from onrecord.types.claim import ResolvedEvent
    from onrecord.types.series import DyadSeries, Period

WIDTH, HEIGHT = 960.0, 330.0
LEFT, RIGHT, TOP = 44.0, 8.0, 34.0
MIDDLE, HALF = 150.0, 104.0
STRIP_TOP, STRIP = 276.0, 26.0
WIDEST_BAR = 44.0
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
# the order in which quads are stacked away from the middle line
ABOVE, BELOW = (0, 1), (2, 3)
MARKS_A_PERIOD = 3
MOST_LABELS = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of a bar: what it counts, in words, and its place."""

    quad: int
    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark for one event above or below the bars; it links to the event."""

    event: str
    x: float
    y: float
    conflict: bool
    words: str


@dataclass(frozen=True, slots=True)
class Column:
    """One period: its bars, marks, its strip of coverage, and the point of its mean score (None without events)."""

    first: date
    last: date
    label: str
    x: float
    width: float
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    score: float | None
    score_y: float | None
    coverage: float
    coverage_words: str
    quiet: str
    change: str


@dataclass(frozen=True, slots=True)
class DyadChart:
    """Cooperation upwards, conflict downwards, one column a period; `line` joins the mean scores."""

    columns: tuple[Column, ...]
    most: int
    line: tuple[tuple[float, float, float, float], ...]
    ticks: tuple[tuple[float, str], ...] = field(default=())
    width: float = WIDTH
    height: float = HEIGHT
    middle: float = MIDDLE
    left: float = LEFT
    strip: float = STRIP_TOP + STRIP


def dyad_chart(series: DyadSeries, events: Mapping[str, ResolvedEvent]) -> DyadChart:
    """Return the drawing of a series; `events` are those of its periods, by id."""
    step = (WIDTH - LEFT - RIGHT) / max(1, len(series.periods))
    most = max((max(_up(p), _down(p)) for p in series.periods), default=0) or 1
    widest = max((p.coverage for p in series.periods), default=0) or 1
    changes = {c.period: f"mean score {c.before:+.1f} → {c.after:+.1f}" for c in series.changes}
    every = max(1, -(-len(series.periods) // MOST_LABELS))
    columns = []
    for at, period in enumerate(series.periods):
        x = LEFT + at * step
        label = _label(period, series.step) if at % every == 0 else ""
        columns.append(_column(period, (x, step), (most, widest), label, (changes.get(period.first, ""), events)))
    ticks = ((MIDDLE - HALF, str(most)), (MIDDLE, "0"), (MIDDLE + HALF, str(most)))
    return DyadChart(tuple(columns), most, _line(columns), ticks)


def _up(period: Period) -> int:
    return sum(period.quads[at] for at in ABOVE)


def _down(period: Period) -> int:
    return sum(period.quads[at] for at in BELOW)


def _label(period: Period, step: str) -> str:
    return f"{period.first:%b %y}" if step == "month" else f"{period.first.day} {period.first:%b}"


def _column(
    period: Period,
    place: tuple[float, float],
    scale: tuple[int, int],
    label: str,
    shown: tuple[str, Mapping[str, ResolvedEvent]],
) -> Column:
    (x, step), (most, widest), (change, events) = place, scale, shown
    width = min(WIDEST_BAR, step * 0.62)
    start = x + (step - width) / 2
    bars = (*_stack(period, ABOVE, (start, width), most), *_stack(period, BELOW, (start, width), most))
    return Column(
        first=period.first,
        last=period.last,
        label=label,
        x=round(x, 1),
        width=round(step, 1),
        bars=bars,
        marks=_marks(period, events, x + step / 2, most),
        score=period.score,
        score_y=None if period.score is None else round(MIDDLE - period.score / 10 * HALF, 1),
        coverage=round(STRIP * period.coverage / widest, 1),
        coverage_words=f"{period.coverage} of {period.articles} articles name both",
        quiet=period.quiet,
        change=change,
    )


def _stack(period: Period, quads: Sequence[int], place: tuple[float, float], most: int) -> tuple[Bar, ...]:
    x, width = place
    upwards = quads == ABOVE
    edge, bars = MIDDLE, []
    for quad in quads:
        height = HALF * period.quads[quad] / most
        if height:
            y = edge - height if upwards else edge
            words = f"{QUADS[quad]}: {period.quads[quad]}"
            bars.append(Bar(quad + 1, round(x, 1), round(y, 1), round(width, 1), round(height, 1), words))
            edge = y if upwards else edge + height
    return tuple(bars)


def _marks(period: Period, events: Mapping[str, ResolvedEvent], x: float, most: int) -> tuple[Mark, ...]:
    """Return marks for the events that weigh most by their score, outside the bars."""
    known = [events[i] for i in period.events if i in events]
    heavy = sorted(known, key=lambda e: (-abs(score_of(e.type, e.mode)), e.id))[:MARKS_A_PERIOD]
    marks: list[Mark] = []
    for event in heavy:
        score = score_of(event.type, event.mode)
        conflict = score < 0
        size = (_down(period) if conflict else _up(period)) / most * HALF
        beside = sum(mark.conflict == conflict for mark in marks)
        y = MIDDLE + (size + 9 if conflict else -size - 9)
        words = f"{event.type.lower()}{'/' + event.mode if event.mode else ''}, PLOVER score {score:+.1f}"
        marks.append(Mark(event.id, round(x + (0, -12, 12)[beside], 1), round(y, 1), conflict, words))
    return tuple(marks)


def _line(columns: Sequence[Column]) -> tuple[tuple[float, float, float, float], ...]:
    """Return the strokes between the scores of periods next to one another; a gap where one has none."""
    points = [(c.x + c.width / 2, c.score_y) for c in columns]
    return tuple(
        (round(ax, 1), ay, round(bx, 1), by)
        for (ax, ay), (bx, by) in pairwise(points)
        if ay is not None and by is not None
    )
