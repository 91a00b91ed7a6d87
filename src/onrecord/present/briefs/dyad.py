"""The brief on a dyad: its course, its latest events with their footing, what is due, contradicted and thin."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from onrecord.present.briefs.page import Chart, Item, Page, Run, Section, Table, dim, joined, line, strong
from onrecord.present.briefs.telling import (
    bounded,
    conflicts,
    day_of,
    due_item,
    footing,
    gist,
    headline,
    mark,
    quoted,
    statuses,
    thin_by_kind,
    when,
    who,
)
from onrecord.present.dossiers import flow_words, leverage_words, position_words
from onrecord.present.web.charts import dyad_chart
from onrecord.present.wording import act_words, counted, day, party_name, plain
from onrecord.query.dyads import parties_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.present.briefs.page import Line
    from onrecord.project.wants import Want, Wants
    from onrecord.types.series import DyadSeries, Period

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
LATEST, WANTED, DRAWN = 25, 8, 36
WORDS = {"position": position_words, "flow": flow_words, "leverage": leverage_words}


def dyad_page(
    series: DyadSeries,
    found: tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]],
    wants: Wants,
    foot: Line,
) -> Page:
    """Return the brief on a dyad; `found` are its events, the latest last, and its lines of the ledger."""
    events, entries = found
    latest = list(reversed(events))[:LATEST]
    title = " – ".join(party_name(code) for code in sorted(parties_of(series.dyad)))
    more = len(events) - len(latest)
    return Page(
        "dyad",
        title,
        tuple(_facts(series, events)),
        tuple(_short(series, events, entries)),
        (
            Section("Cooperation and conflict", _course(series)),
            Section(
                f"The latest {len(latest)} of {len(events)} events" if more > 0 else "Events",
                (_table(latest),) if latest else (),
                "No event between the two.",
            ),
            Section("What is due", bounded(map(due_item, entries)), "Nothing is expected, as far as the record tells."),
            Section("What is denied or not agreed", bounded(_against(events))),
            Section("What is thin in these events", tuple(thin_by_kind(latest))),
            Section("What each wants of the other", tuple(_wants(wants))),
        ),
        foot,
    )


def _facts(series: DyadSeries, events: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Line]]:
    yield "Codes", line(series.dyad)
    if series.periods:
        yield "Coverage", line(when(series.periods[0].first.isoformat(), series.periods[-1].last.isoformat()))
        both = sum(period.coverage for period in series.periods)
        all_of = sum(period.articles for period in series.periods)
        yield "Articles", line(f"{both} of {all_of} name both")
    kinds = Counter(act_words(event["type"], event["mode"]) for event in events)
    yield "Acts", line(", ".join(f"{words} {n}" for words, n in kinds.most_common(8)) or "none")


def _short(
    series: DyadSeries, events: Sequence[Mapping[str, Any]], entries: Sequence[Mapping[str, Any]]
) -> Iterator[Line]:
    done = sum(event["status"] in series.statuses for event in events)
    strong_ones = sum(event["origins"] > 1 for event in events)
    yield line(
        f"{counted(len(events), 'event')} told, {done} as {' or '.join(series.statuses)};"
        f" {strong_ones} by two or more independent origins."
    )
    if series.changes:
        last = series.changes[-1]
        yield line(f"The mean score was {last.before:+.1f}, and {last.after:+.1f} from {day(last.period)} on.")
    silent = next((n for n, period in enumerate(reversed(series.periods)) if not period.quiet), 0)
    if silent:
        words = f"Quiet for {counted(silent, series.step)}: {series.periods[-1].quiet}."
        yield line(words)
    waiting = [entry for entry in entries if entry["state"] in {"open", "due", "overdue"}]
    if waiting:
        overdue = sum(entry["state"] == "overdue" for entry in waiting)
        yield line(f"{counted(len(waiting), 'expectation')} open, {overdue} of them overdue.")


def _course(series: DyadSeries) -> tuple[Chart | Table, ...]:
    if not series.periods:
        return ()
    drawn = replace(series, periods=series.periods[-DRAWN:])
    words = f"Counted by {series.unit}, by {series.step}: tellings that it {' or is '.join(series.statuses)}."
    if len(drawn.periods) < len(series.periods):
        words += f" Drawn: the last {DRAWN} of {counted(len(series.periods), series.step)}."
    rows = tuple(_row(group) for group in _stretches(series.periods))
    head = (series.step, *QUADS, "score", "name both", "quiet")
    return Chart(dyad_chart(drawn, {}), words), Table(head, rows)


def _stretches(periods: Sequence[Period]) -> Iterator[list[Period]]:
    """Yield each period with events alone, and those without that follow one another together."""
    for quiet, group in groupby(periods, key=lambda period: not period.events):
        found = list(group)
        yield from [found] if quiet else [[period] for period in found]


def _row(group: Sequence[Period]) -> tuple[Line, ...]:
    first, last = group[0], group[-1]
    score = "" if first.score is None else f"{first.score:+.1f}"
    counts = (line(str(sum(p.quads[at] for p in group) or "·")) for at in range(len(QUADS)))
    coverage = line(f"{sum(p.coverage for p in group)} of {sum(p.articles for p in group)}")
    why = dict.fromkeys(period.quiet for period in group if period.quiet)
    named = line(when(first.first.isoformat(), last.last.isoformat()))
    return (named, *counts, line(score), coverage, line(dim(", ".join(why))))


def _table(events: Sequence[Mapping[str, Any]]) -> Table:
    rows = []
    for event in events:
        told = {who(one): one for one in event["tellings"]}
        shown = list(told.values())[:3]
        by = joined((line(f"{mark(one['source']['type'])} {who(one)}") for one in shown), "; ")
        more = dim(f"; and {len(told) - len(shown)} more") if len(told) > len(shown) else dim("")
        origins = line(f"{event['origins']}", Run(f"\u00a0·\u00a0grade\u00a0{event['grade']}", "dim"))
        days = line(when(event["first"], event["last"]) or dim(f"told {day_of(event['told_first'])}"))
        rows.append((days, line(headline(event), gist(event["tellings"])), statuses(event), line(by, more), origins))
    return Table(("when", "act", "told as", "according to", "origins"), tuple(rows))


def _against(events: Sequence[Mapping[str, Any]]) -> Iterator[Item]:
    for event in events:
        if event["denied"]:
            labels = ", ".join(plain(origin["label"]) for origin in event["denied"]["origins"])
            denying = [one for one in event["tellings"] if one["status"] == "denied"][:2]
            head = line(strong(headline(event)), f", denied by {labels}; told as ", statuses(event))
            yield Item(head, tuple(map(quoted, denying)))
        for conflict in conflicts(event):
            yield Item(line(headline(event), "; not agreed: ", conflict.line))


def _wants(wants: Wants) -> Iterator[Item]:
    for party, own in wants.sides.items():
        for want in own[:WANTED]:
            yield _want(party_name(party), want)
    for want in wants.flows[:WANTED]:
        yield _want("", want)


def _want(side: str, want: Want) -> Item:
    source = want.tellings[0].source
    outlets = ", ".join(want.outlets)
    counts = f"{counted(want.articles, 'article')}, {counted(want.origins, 'origin')}"
    named = plain(source.name or source.words) or footing(source.type)
    head = line(strong(f"{side}: ") if side else "", plain(WORDS[want.kind](want.body)))
    return Item(head, (), (line(f"{mark(source.type)} {named}; {counts}{f' ({outlets})' if outlets else ''}"),))
