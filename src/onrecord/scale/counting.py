"""Cooperation and conflict of all dyads over time, counted in the lake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from onrecord.errors import UsageError
from onrecord.query.dyads import FACTS, parties_of
from onrecord.types.annotation import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from onrecord.scale.lake import Answer, Lake

By = Literal["week", "month", "year"]
STATUSES: tuple[str, ...] = get_args(Status)
WIDE = """count(*) FILTER (quad = 1) AS verbal_coop, count(*) FILTER (quad = 2) AS material_coop,
    count(*) FILTER (quad = 3) AS verbal_conf, count(*) FILTER (quad = 4) AS material_conf,"""
COUNTS = """count(*) AS happenings, sum(articles)::BIGINT AS articles, sum(reports)::BIGINT AS reports,
    sum(origins)::BIGINT AS origins, round(sum(score * origins) / sum(origins), 3) AS score"""


def dyads(  # noqa: PLR0913 - each is a choice of the reader's
    lake: Lake,
    *,
    by: By = "month",
    detail: bool = False,
    dyad: str | None = None,
    statuses: Sequence[str] = FACTS,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
) -> Answer:
    """Return a row a dyad and period, with happenings by quad class, or with `detail` a row a type and status as well.

    Counts what happened (occurred or ongoing) unless other statuses are asked for; the period is that of the act's own
    day, or of its first telling where it has none. `score` is the mean PLOVER score, weighted by independent origins.
    Raises UsageError where the lake is not resolved.
    """
    if not lake.is_resolved():
        raise UsageError(f"{lake.folder.home}: what happened is not known yet; run onrecord lake resolve first")
    unknown = [status for status in statuses if status not in STATUSES]
    if unknown:
        raise UsageError(f"{unknown[0]!r} is no status; use some of {', '.join(STATUSES)}")
    where, values = ["list_contains(?, status)"], list[object]([list(statuses)])
    for condition, value in (("dyad = ?", _dyad(dyad)), ("day >= ?", since), ("day <= ?", until)):
        if value is not None:
            where.append(condition)
            values.append(value)
    return lake.ask(counting_sql(by, " AND ".join(where), detail=detail) + " ORDER BY ALL", values, limit=limit)


def counting_sql(by: By, where: str, *, detail: bool = False) -> str:
    """Return the question behind `dyads`, without an order."""
    fine = "type, quad, status, " if detail else ""
    return f"""SELECT dyad, date_trunc('{by}', day)::DATE AS {by}, {fine}{"" if detail else WIDE}{COUNTS}
        FROM acts WHERE {where} GROUP BY ALL"""  # noqa: S608 - words of ours


def _dyad(words: str | None) -> str | None:
    """Return the name of a dyad, its parties given in either order."""
    if words is None:
        return None
    if "-" not in words:
        raise UsageError(f"{words!r} is no dyad; write two codes, like RUS-IND")
    return "-".join(sorted(parties_of(words.upper())))
