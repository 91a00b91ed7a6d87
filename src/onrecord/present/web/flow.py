"""The way of a telling drawn: articles on the left, the reports they carry, the origins these rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.present.wording import MARKS, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.types.claim import Claim
    from onrecord.types.origin import Chain

WIDTH = 900.0
ROW, BOX, TOP = 46.0, 34.0, 30.0
COLUMNS = ((0.0, 250.0), (325.0, 250.0), (650.0, 250.0))
LETTERS = 34
MOST_ARTICLES = 24


@dataclass(frozen=True, slots=True)
class Box:
    """One article, report or origin: its words on two lines, where it leads (None nowhere), and its place."""

    words: str
    below: str
    link: str | None
    x: float
    y: float
    width: float
    height: float = BOX
    kind: str = "article"


@dataclass(frozen=True, slots=True)
class Flow:
    """A drawing of a chain: boxes, the curves between them (start and end), and how many articles were left out."""

    boxes: tuple[Box, ...]
    curves: tuple[tuple[float, float, float, float], ...]
    height: float
    left_out: int
    width: float = WIDTH
    heads: tuple[tuple[float, str], ...] = ((0.0, "articles"), (325.0, "reports"), (650.0, "independent origins"))


def flow(chain: Chain, claims: Mapping[str, Claim]) -> Flow:
    """Return the drawing of a chain; rows are the articles, each report and origin lies in the middle of its own."""
    reports = {report.id: report for report in chain.reports}
    boxes: list[Box] = []
    curves: list[tuple[float, float, float, float]] = []
    row, shown, left_out = 0, set[str](), 0
    for number, origin in enumerate(chain.origins, 1):
        origin_rows = []
        for identity in origin.reports:
            report = reports[identity]
            of_article = {claims[i].article: claims[i] for i in reversed(report.claims) if i in claims}
            rows: list[int] = []
            for article in report.articles:
                if len(shown) >= MOST_ARTICLES and rows:
                    left_out += 1
                    continue
                boxes.append(_article(article, of_article.get(article), row))
                rows.append(row)
                shown.add(article)
                row += 1
            y = _centre(rows)
            boxes.append(_box(1, _cut(report.source), _kind(report.source_type), y, "report"))
            curves += [_curve(0, _centre([at]), 1, y) for at in rows]
            origin_rows.append(y)
        y = sum(origin_rows) / len(origin_rows)
        circle = "they cite one another only" if origin.circular else _kind(origin.source_type)
        boxes.append(_box(2, f"{number}  {_cut(origin.label)}", circle, y, "origin"))
        curves += [_curve(1, at, 2, y) for at in origin_rows]
    return Flow(tuple(boxes), tuple(curves), TOP + row * ROW + 6, left_out)


def _article(article: str, claim: Claim | None, row: int) -> Box:
    outlet = (claim.outlet if claim else None) or "outlet unknown"
    day = f"{claim.published:%Y-%m-%d}" if claim and claim.published else "no day"
    words = f"{day} · {claim.status}" if claim else day
    return _box(0, _cut(outlet), words, _centre([row]), "article", f"/articles/{article}")


def _box(column: int, words: str, below: str, y: float, kind: str, link: str | None = None) -> Box:
    x, width = COLUMNS[column]
    return Box(words, below, link, x, round(y - BOX / 2, 1), width, BOX, kind)


def _centre(rows: list[int]) -> float:
    return TOP + (sum(rows) / len(rows)) * ROW + ROW / 2


def _curve(left: int, from_y: float, right: int, to_y: float) -> tuple[float, float, float, float]:
    x, width = COLUMNS[left]
    return (x + width, round(from_y, 1), COLUMNS[right][0], round(to_y, 1))


def _kind(source_type: str) -> str:
    return MARKS.get(source_type, ("·", "the reporter’s own voice"))[1]


def _cut(words: str) -> str:
    line = plain(words)
    return line if len(line) <= LETTERS else line[: LETTERS - 1] + "…"
