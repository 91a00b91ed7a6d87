"""What the commands across articles print: events, chains of origins, the ledger and dyads, for people or as JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.present.projects import DIM, STRONG, print_values, say
from onrecord.present.screens import screen_of
from onrecord.present.wording import MARKS, act_words, counted, day, party_name, period_words, plain, status_style
from onrecord.record.values import as_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from onrecord.project.across import Across, EventCheck
    from onrecord.record.happenings import OutcomeDecision, SameEvent
    from onrecord.types.claim import Claim, ResolvedEvent
    from onrecord.types.expectation import Entry, TrackRecord
    from onrecord.types.origin import Chain
    from onrecord.types.series import DyadSeries

ID_SHOWN = 8
WORDS_SHOWN = 90
BAR = 24
SHORTEST_WORDS = 24
QUADS = ("verbal coop.", "material coop.", "verbal conflict", "material conflict")


def event_values(event: ResolvedEvent, claims: Iterable[Claim]) -> dict[str, Any]:
    """Return an event with its tellings as plain values."""
    told = [
        {
            "id": claim.id,
            "article": claim.article,
            "outlet": claim.outlet,
            "published": claim.published.isoformat() if claim.published else None,
            "status": claim.status,
            "source": as_values(claim.source),
            "sentence": claim.sentence,
        }
        for claim in claims
    ]
    return {**as_values(event), "statuses": dict(event.statuses), "tellings": told}


def parties_words(actors: Sequence[str], recipients: Sequence[str]) -> str:
    """Return who acts on whom: "RUS → IND", "IND · RUS"."""
    left = " · ".join(actors)
    return f"{left} → {' · '.join(recipients)}" if recipients else left


def days_words(first: date | None, last: date | None) -> str:
    """Return a period as words; "–" for none."""
    return period_words(first, last) if first and last else "–"


def _short(words: str) -> str:
    line = plain(words)
    return line if len(line) <= WORDS_SHOWN else line[: WORDS_SHOWN - 1].rsplit(" ", 1)[0] + "…"


def print_events(across: Across, events: Sequence[ResolvedEvent], *, as_json: bool) -> None:
    """Print events, one a line."""
    claims = {claim.id: claim for claim in across.store.claims(i for event in events for i in event.claims)}
    if as_json:
        for event in events:
            print_values(event_values(event, [claims[i] for i in event.claims]))
        return
    if not events:
        say("no events; onrecord add and onrecord read bring some, or ask for less", style=DIM)
        return
    rows = [_event_row(event, claims[event.claims[0]]) for event in events]
    _print_table(("id", "when", "parties", "act", "told as", "words"), rows)


def _event_row(event: ResolvedEvent, claim: Claim) -> tuple[Text, ...]:
    told = (
        Text(f"{status} {count}" if count > 1 else status, status_style(status)) for status, count in event.statuses
    )
    return (
        Text(event.id[:ID_SHOWN], DIM),
        Text(days_words(event.first, event.last)),
        Text(parties_words(event.actors, event.recipients)),
        Text(act_words(event.type, event.mode)),
        Text(", ").join(told),
        Text(plain(claim.sentence)),
    )


def _print_table(names: Sequence[str], rows: Sequence[Sequence[Text]], flexible: int = 1) -> None:
    """Print rows under names; the last `flexible` columns give way, so that every row stays on one line."""
    screen = screen_of(sys.stdout)
    fixed = len(names) - flexible
    widths = [max(len(name), *(row[at].cell_len for row in rows)) for at, name in enumerate(names[:fixed])]
    left = max(SHORTEST_WORDS, (screen.width - sum(widths) - 2 * len(names)) // max(1, flexible))
    table = Table(box=None, pad_edge=False, header_style=DIM)
    for at, name in enumerate(names):
        width = widths[at] if at < fixed else left
        table.add_column(name, no_wrap=True, overflow="ellipsis", min_width=width, max_width=width)
    for row in rows:
        table.add_row(*row)
    screen.print(table, soft_wrap=True, crop=False)


def check_values(across: Across, found: EventCheck) -> dict[str, Any]:
    """Return the chain of an event as plain values."""
    matches = sorted(across.why_same(found.event).items())
    return {
        "event": event_values(found.event, found.claims),
        "told": as_values(found.told),
        "denied": as_values(found.denied) if found.denied else None,
        "announced": as_values(found.announced) if found.announced else None,
        "grade": as_values(found.grade),
        "expectation": as_values(found.entry) if found.entry else None,
        "matches": [{"claims": list(key), **as_values(match)} for key, match in matches],
    }


def print_check(across: Across, found: EventCheck, *, as_json: bool) -> None:
    """Print the chain of an event."""
    if as_json:
        print_values(check_values(across, found))
        return
    event = found.event
    act = act_words(event.type, event.mode)
    say(f"{parties_words(event.actors, event.recipients)}  {act}  {days_words(event.first, event.last)}", style=STRONG)
    statuses = ", ".join(f"{status} {count}" for status, count in event.statuses)
    place = f" · {event.place or event.country}" if event.country else ""
    say(f"event {event.id} · told as {statuses}{place}", style=DIM)
    _print_chain("TOLD", found.told)
    if found.announced:
        _print_chain("ANNOUNCED BEFORE", found.announced)
    if found.denied:
        _print_chain("DENIED", found.denied)
    for conflict in event.conflicts:
        versions = "; ".join(f"{value} ({counted(len(ids), 'telling')})" for value, ids in conflict.versions)
        say(f"NOT AGREED   {conflict.field}: {versions}")
    say(f"GRADE   {found.grade.mark}: {'; '.join(found.grade.reasons)}")
    if found.told.advice:
        say(f"        {found.told.advice}", style=DIM)
    if found.entry:
        _print_entry_words(found.entry)


def _print_chain(title: str, chain: Chain) -> None:
    counts = (counted(chain.copies, "article"), counted(chain.texts, "text"))
    say(f"{title}   {' → '.join(counts)} → {counted(len(chain.origins), 'independent origin')}")
    reports = {report.id: report for report in chain.reports}
    table = Table(box=None, show_header=False, pad_edge=False)
    for number, origin in enumerate(chain.origins, 1):
        mark = MARKS.get(origin.source_type, ("·", ""))[0]
        circle = "  (they cite one another only)" if origin.circular else ""
        table.add_row(Text(str(number)), Text(f"{mark} {origin.label}{circle}"), Text(""))
        for identity in origin.reports:
            report = reports[identity]
            outlets = ", ".join(report.outlets) or "outlet unknown"
            table.add_row(Text(""), Text(f"  {outlets}"), Text(report.source, DIM))
        for tie in origin.ties:
            table.add_row(Text(""), Text(f"  one origin by {tie.rule}: {_short(tie.detail)}", DIM), Text(""))
    screen_of(sys.stdout).print(Padding(table, (0, 0, 0, 2)))


def _print_entry_words(entry: Entry) -> None:
    horizon = entry.expectation.horizon
    by = f" by {days_words(horizon.first, horizon.last)} ({horizon.basis})" if horizon else ""
    say(f"EXPECTED   {entry.expectation.kind}{by}: {entry.state}")
    if entry.proposal:
        say(f"        proposed: {entry.proposal.outcome} ({'; '.join(entry.proposal.reasons)})")
        say(f"        onrecord ledger resolve {entry.expectation.id[:ID_SHOWN]} {entry.proposal.outcome}", style=DIM)


def print_ledger(entries: Sequence[Entry], *, as_json: bool) -> None:
    """Print the ledger, soonest first."""
    if as_json:
        for entry in entries:
            print_values(as_values(entry))
        return
    if not entries:
        say("nothing is expected, as far as the record tells", style=DIM)
        return
    rows = [_entry_row(entry) for entry in entries]
    _print_table(("id", "by when", "state", "parties", "proposed", "what", "according to"), rows, flexible=2)


def _entry_row(entry: Entry) -> tuple[Text, ...]:
    one = entry.expectation
    sources = ", ".join(dict.fromkeys(source.name or source.words or source.type for source in one.sources))
    when = days_words(one.horizon.first, one.horizon.last) if one.horizon else "–"
    if one.horizon and one.horizon.basis == "assumed":
        when = f"open (to {day(one.horizon.last)})"
    return (
        Text(one.id[:ID_SHOWN], DIM),
        Text(when),
        Text(f"{entry.state} (auto)" if entry.by_itself else entry.state),
        Text(parties_words(one.actors, one.recipients)),
        Text(entry.proposal.outcome if entry.proposal else ""),
        Text(f"{one.kind} {act_words(one.type, one.mode)}: {plain(one.words)}"),
        Text(plain(sources)),
    )


def print_records(records: Sequence[TrackRecord], *, as_json: bool) -> None:
    """Print track records, those with most resolved first within their kind."""
    if as_json:
        for record in records:
            print_values(as_values(record))
        return
    table = Table(box=None, pad_edge=False, header_style=DIM)
    for name in ("of", "who", "kept", "late", "broken", "unknown", "open", "share kept, 95 %", "letter"):
        table.add_column(name)
    for record in records:
        counts = (record.kept, record.late, record.broken, record.unknown, record.open)
        resolved = record.kept + record.late + record.broken
        share = f"{record.low:.2f}–{record.high:.2f}" if resolved else "–"
        table.add_row(record.kind, Text(plain(record.key)), *map(str, counts), share, record.letter)
    screen_of(sys.stdout).print(table)
    say("Only what was decided counts (onrecord ledger resolve; strong proposals where auto_resolve is on).", style=DIM)


def print_dyad(across: Across, series: DyadSeries) -> None:
    """Print the course of a dyad, a period a line."""
    names = " – ".join(party_name(code) for code in sorted(_codes(series)))
    say(
        f"{names} ({series.dyad}) by {series.step}, counted by {series.unit}: {', '.join(series.statuses)}",
        style=STRONG,
    )
    table = Table(box=None, pad_edge=False, header_style=DIM)
    for name in ("from", *QUADS, "score", "", "articles"):
        table.add_column(name)
    for period in series.periods:
        score = "" if period.score is None else f"{period.score:+.1f}"
        table.add_row(
            str(period.first),
            *(str(count) if count else "·" for count in period.quads),
            score,
            Text(period.quiet, DIM) if period.quiet else _bar(period.score),
            f"{period.coverage} of {period.articles}",
        )
    screen_of(sys.stdout).print(table)
    for change in series.changes:
        say(f"CHANGE from {change.period}: mean score {change.before:+.1f} → {change.after:+.1f}")
        for identity in change.events:
            event = across.store.event(identity)
            if event is not None:
                claim = across.store.claims(event.claims[:1])[0]
                say(f"        {identity[:ID_SHOWN]}  {_short(claim.sentence)}", style=DIM)


def _codes(series: DyadSeries) -> frozenset[str]:
    from onrecord.query.dyads import parties_of  # noqa: PLC0415 - the module that prints need not load it

    return parties_of(series.dyad)


def _bar(score: float | None) -> Text:
    """Return a bar to the right of the middle for cooperation, to the left for conflict."""
    half = BAR // 2
    length = min(half, round(abs(score or 0) / 10 * half))
    left = " " * (half - length) + "█" * length if score and score < 0 else " " * half
    right = "█" * length if score and score > 0 else ""
    return Text(left, "red") + Text("|", DIM) + Text(right, "green")


def print_decision(decision: OutcomeDecision, *, as_json: bool) -> None:
    """Print what was decided on an expectation."""
    if as_json:
        print_values(as_values(decision))
        return
    say(f"decided: {decision.outcome}, by {decision.by}; “{plain(decision.claim.trigger)}”. Take it back with: open")


def print_same(said: SameEvent, *, as_json: bool) -> None:
    """Print what was said on two claims."""
    if as_json:
        print_values(as_values(said))
        return
    verb = "one event" if said.verdict == "same" else "two events"
    say(f"“{plain(said.one.trigger)}” and “{plain(said.other.trigger)}” now count as {verb}, by {said.by}")


def print_resolved(across: Across, done: int, *, as_json: bool) -> None:
    """Print how much was resolved."""
    from onrecord.record.happenings import EventFilters  # noqa: PLC0415 - used here alone

    events = across.store.count_events(EventFilters())
    if as_json:
        print_values({"articles": done, "events": events})
        return
    say(f"{counted(done, 'article')} resolved; {counted(events, 'event')} in all (onrecord events)")
