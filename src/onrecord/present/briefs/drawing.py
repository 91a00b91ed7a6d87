"""The course of a dyad as SVG within a page or a notebook: colours are attributes, so that no style sheet is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.present.escaping import as_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.present.web.charts import DyadChart


INK, DIM, FAINT = "#1d2430", "#5b6472", "#d9dee6"
QUADS = {1: "#9cc5b0", 2: "#2f7d59", 3: "#e0b193", 4: "#b1502a"}
TOLD = "#aab3c0"


def svg(chart: DyadChart, words: str) -> str:
    """Return the drawing; `words` tell it to those who cannot see it."""
    return "".join(_parts(chart, words))


def _parts(chart: DyadChart, words: str) -> Iterator[str]:
    size = f"0 0 {chart.width:g} {chart.height:g}"
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" role="img" aria-label="{as_html(words)}"'
    yield f' font-family="system-ui, sans-serif" font-size="12" fill="{DIM}">'
    for y, tick in chart.ticks:
        yield f'<line stroke="{FAINT}" x1="{chart.left:g}" x2="{chart.width:g}" y1="{y:g}" y2="{y:g}"/>'
        yield f'<text x="{chart.left - 6:g}" y="{y + 4:g}" text-anchor="end">{as_html(tick)}</text>'
    yield '<text x="0" y="14">cooperation ↑ · conflict ↓ · line: mean PLOVER score</text>'
    for column in chart.columns:
        middle = column.x + column.width / 2
        for bar in column.bars:
            place = f'x="{bar.x:g}" y="{bar.y:g}" width="{bar.width:g}" height="{bar.height:g}"'
            yield f'<rect fill="{QUADS[bar.quad]}" {place}><title>{column.first}: {as_html(bar.words)}</title></rect>'
        if column.label:
            yield f'<text x="{middle:g}" y="{chart.strip + 18:g}" text-anchor="middle">{as_html(column.label)}</text>'
    yield f'<line stroke="{INK}" x1="{chart.left:g}" x2="{chart.width:g}" y1="{chart.middle:g}" y2="{chart.middle:g}"/>'
    for ax, ay, bx, by in chart.line:
        yield f'<line stroke="{INK}" stroke-width="1.5" x1="{ax:g}" y1="{ay:g}" x2="{bx:g}" y2="{by:g}"/>'
    for column in chart.columns:
        if column.score_y is not None:
            yield f'<circle fill="{INK}" cx="{column.x + column.width / 2:g}" cy="{column.score_y:g}" r="3"/>'
        where = f'x="{column.x + column.width * 0.3:g}" y="{chart.strip - column.coverage:g}"'
        size = f'width="{column.width * 0.4:g}" height="{column.coverage:g}"'
        yield f'<rect fill="{TOLD}" {where} {size}><title>{as_html(column.coverage_words)}</title></rect>'
    yield f'<text x="{chart.left - 6:g}" y="{chart.strip:g}" text-anchor="end">told</text></svg>'
