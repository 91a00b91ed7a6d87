"""What notebooks show of a value: a line, a few facts, a small table; every word escaped, nothing that runs or loads.

Bounded: a long record shows its first acts and says how many more there are.
"""

from __future__ import annotations

from collections import Counter
from functools import singledispatch
from typing import TYPE_CHECKING

from onrecord.present.across import days_words, parties_words
from onrecord.present.briefs.drawing import svg
from onrecord.present.escaping import as_html as escaped
from onrecord.present.web.charts import dyad_chart
from onrecord.present.wording import MARKS, act_words, counted, date_words, party_name, plain, source_words
from onrecord.project.across import EventCheck
from onrecord.project.project import Project
from onrecord.query.acts import act_of, chain_of, tellings_by_act
from onrecord.query.dyads import parties_of
from onrecord.query.sourcing import sourcing_profile
from onrecord.types.claim import ResolvedEvent
from onrecord.types.record import Record
from onrecord.types.series import DyadSeries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.types.annotation import Attribution, EventMention
    from onrecord.types.origin import Chain

MOST_ROWS = 12
LONGEST = 160


@singledispatch
def as_html(value: object) -> str:
    """Return a value as a small piece of HTML; what is not known here as its plain form."""
    return f"<pre>{escaped(repr(value))}</pre>"


def _block(title: str, facts: str, *parts: str) -> str:
    return f"<div><p><strong>{escaped(title)}</strong><br>{escaped(facts)}</p>{''.join(parts)}</div>"


def _table(head: Iterable[str], rows: Sequence[Sequence[str]], more: int = 0) -> str:
    if not rows:
        return ""
    names = "".join(f"<th>{escaped(name)}</th>" for name in head)
    cells = "".join(f"<tr>{''.join(f'<td>{escaped(_short(cell))}</td>' for cell in row)}</tr>" for row in rows)
    rest = f"<p>and {more} more</p>" if more > 0 else ""
    return f"<table><thead><tr>{names}</tr></thead><tbody>{cells}</tbody></table>{rest}"


def _short(words: str) -> str:
    line = plain(words)
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


@as_html.register
def _record(record: Record) -> str:
    """Return what one text tells: its acts with who tells them, and what its sources are."""
    document = record.document
    headline = next((z.span.of(document.text) for z in record.layout.zones if z.kind == "headline"), None)
    acts = tellings_by_act(record)
    attributions = {a.id: a for a in record.attributions}
    rows = [_act(events, attributions, document.text) for events in acts[:MOST_ROWS]]
    profile = sourcing_profile(record)
    kinds = Counter(MARKS[source.type][1] for source in profile.sources)
    sources = ", ".join(f"{number} {words}" for words, number in kinds.items()) or "none named"
    published = document.published.isoformat() if document.published else "undated"
    outlet = plain(document.outlet or "") or "outlet unknown"
    facts = f"{outlet} · {published} · {counted(len(acts), 'act')} · sources: {sources}"
    head = ("status", "parties", "act", "when", "according to")
    return _block(plain(document.title or headline or document.id), facts, _table(head, rows, len(acts) - len(rows)))


def _act(events: Sequence[EventMention], attributions: Mapping[str, Attribution], text: str) -> tuple[str, ...]:
    act, dated = act_of(events[0]), next((e for e in events if e.date), events[0])
    said: dict[str, None] = {}
    for event in events:
        chain = reversed(chain_of(event, attributions))
        said.setdefault(" › ".join(source_words(link, text) for link in chain) or "✎ the reporter")
    parties = parties_words(act.actors, act.recipients)
    return act.status, parties, act_words(act.type, act.mode), date_words(dated.date), "; ".join(said)


@as_html.register
def _project(project: Project) -> str:
    """Return how much there is in a project."""
    counts = project.status()
    read = f"{counts.articles - counts.unread} read, in {counted(counts.versions, 'version')}"
    facts = f"{counted(counts.articles, 'article')}, {read}"
    rows = [(kind, str(number)) for kind, number in sorted(counts.records.items())]
    more = f"{counted(counts.judgements, 'judgement')}, {counted(counts.failures, 'failure')}"
    return _block(project.settings.name, f"{facts}; {more}", _table(("records", "number"), rows))


@as_html.register
def _series(series: DyadSeries) -> str:
    """Return the course of a dyad as a drawing."""
    names = " – ".join(party_name(code) for code in sorted(parties_of(series.dyad)))
    words = f"counted by {series.unit}, by {series.step}: {', '.join(series.statuses)}"
    if not series.periods:
        return _block(names, f"{words}; no dated article tells of these two")
    changes = [
        (change.period.isoformat(), f"mean score {change.before:+.1f} → {change.after:+.1f}")
        for change in series.changes
    ]
    return _block(names, words, svg(dyad_chart(series, {}), f"{names}, {words}"), _table(("from", "change"), changes))


@as_html.register
def _event(event: ResolvedEvent) -> str:
    """Return an event in a line, with what its tellings do not agree on."""
    statuses = ", ".join(f"{status} {number}" for status, number in event.statuses)
    where = event.place or event.country or ""
    facts = " · ".join(part for part in (days_words(event.first, event.last), where, f"told as {statuses}") if part)
    rows = [(c.field, " / ".join(f"{value} ({len(ids)})" for value, ids in c.versions)) for c in event.conflicts]
    return _block(_title(event), f"{facts} · {event.id}", _table(("not agreed", "versions"), rows))


def _title(event: ResolvedEvent) -> str:
    return f"{parties_words(event.actors, event.recipients)} {act_words(event.type, event.mode)}"


@as_html.register
def _check(found: EventCheck) -> str:
    """Return where an event comes from: copies, texts, independent origins, denials, its grade."""
    rows = [
        row
        for name, chain in (("told", found.told), ("announced", found.announced), ("denied", found.denied))
        if chain is not None
        for row in _origins(name, chain)
    ]
    chain = found.told
    counts = f"{counted(chain.copies, 'article')} → {counted(chain.texts, 'text')} → {len(chain.origins)} independent"
    grade = f"grade {found.grade.mark}: {'; '.join(found.grade.reasons)}"
    more = len(rows) - MOST_ROWS
    return _block(
        _title(found.event), f"{counts} · {grade}", _table(("", "origin", "carried by"), rows[:MOST_ROWS], more)
    )


def _origins(name: str, chain: Chain) -> list[tuple[str, str, str]]:
    reports = {report.id: report for report in chain.reports}
    found = []
    for origin in chain.origins:
        outlets = dict.fromkeys(outlet for one in origin.reports for outlet in reports[one].outlets)
        sign = MARKS.get(origin.source_type, ("✎", ""))[0]
        found.append((name, f"{sign} {origin.label}", ", ".join(outlets) or "outlet unknown"))
    return found
