"""What `onrecord forums` and `onrecord instruments` print: sessions in order, and agreements through their stages."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rich.text import Text

from onrecord.present.across import days_words
from onrecord.present.projects import DIM, STRONG, print_values, say
from onrecord.present.screens import screen_of
from onrecord.present.wording import counted, day, plain, status_style
from onrecord.record.values import as_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console

    from onrecord.project.proceedings import Forums, Instruments
    from onrecord.types.claim import Conflict
    from onrecord.types.proceeding import (
        ForumSeries,
        ForumTelling,
        InstrumentHistory,
        InstrumentTelling,
        Session,
        StageTold,
    )

INDENT = " " * 8
STAGE_STYLES = {
    "signed": "green",
    "in_force": "green",
    "expected": "cyan",
    "under_discussion": "yellow",
    "stalled": "yellow",
    "suspended": "red",
    "ended": "red",
}


def forum_values(found: Forums) -> list[dict[str, Any]]:
    """Return forums as plain values, with their tellings."""
    return [_with_tellings(series, found.told) for series in found.series]


def instrument_values(found: Instruments) -> list[dict[str, Any]]:
    """Return instruments as plain values, with their tellings."""
    return [_with_tellings(history, found.told) for history in found.histories]


def print_forums(found: Forums, *, as_json: bool) -> None:
    """Print forums with their sessions."""
    if as_json:
        for values in forum_values(found):
            print_values(values)
        return
    if not found.series:
        say("no forum is told of; onrecord add and onrecord read bring some, or ask for less", style=DIM)
    screen = screen_of(sys.stdout)
    for series in found.series:
        _head(series.name, series.key, series.parties, _all_told(series, found.told), screen)
        for session in series.sessions:
            _session(session, found.told, screen)
        if series.missing:
            numbers = ", ".join(map(str, series.missing))
            _line(screen, f"  nobody tells of session{'s' if len(series.missing) > 1 else ''} {numbers}", "yellow")
        if series.mentions:
            _line(screen, f"  named without a session in {counted(len(series.mentions), 'telling')}", DIM)


def _session(session: Session, told: Mapping[str, ForumTelling], screen: Console) -> None:
    number = f"session {session.number}" if session.number is not None else "session"
    line = Text(f"  {number:<12}")
    if session.status:
        line.append(f"{session.status:<10} ", style=status_style(session.status))
    facts = [days_words(session.first, session.last) if session.first else None, session.place]
    line.append(plain(", ".join(fact for fact in facts if fact)))
    screen.print(line, soft_wrap=True)
    if session.chairs:
        _line(screen, f"{INDENT}chaired by {', '.join(session.chairs)}")
    for agenda in session.agenda:
        _line(screen, f"{INDENT}on {agenda}")
    _tellings(session.tellings, told, screen)
    _conflicts(session.conflicts, screen)


def print_instruments(found: Instruments, *, as_json: bool) -> None:
    """Print instruments with their stages."""
    if as_json:
        for values in instrument_values(found):
            print_values(values)
        return
    if not found.histories:
        say("no agreement is told of; onrecord add and onrecord read bring some, or ask for less", style=DIM)
    screen = screen_of(sys.stdout)
    for history in found.histories:
        _head(history.name, history.key, history.parties, _all_told(history, found.told), screen)
        amounts = [f"{value:,.12g} {unit}" for unit, values in history.amounts for value in values]
        facts = ", ".join(fact for fact in (history.kind, history.sector, *amounts) if fact)
        _line(screen, f"  {facts}", DIM)
        for stage in history.stages:
            _stage(stage, found.told, screen)
        if not history.stages:
            _line(screen, "  nobody says where it stands", DIM)
        _conflicts(history.conflicts, screen)


def _stage(stage: StageTold, told: Mapping[str, InstrumentTelling], screen: Console) -> None:
    words = stage.stage.replace("_", " ")
    line = Text("  ")
    line.append(f"{words:<18}", style=STAGE_STYLES[stage.stage])
    since = "as of" if stage.stage in {"expected", "under_discussion"} else "on"
    line.append(f"{since} {day(stage.since)}" if stage.since else "no day told")
    if stage.due:
        line.append(f", for {days_words(stage.due[0], stage.due[-1])}")
    screen.print(line, soft_wrap=True)
    _tellings(stage.tellings, told, screen)


def _head(
    name: str, key: str, parties: Iterable[str], told: list[ForumTelling] | list[InstrumentTelling], screen: Console
) -> None:
    articles = len({one.article for one in told})
    line = Text(plain(name), style=STRONG)
    known = " · ".join(parties) or "parties not told"
    line.append(f"  {known}  ({plain(key)}, {counted(articles, 'article')})", style=DIM)
    screen.print(line, soft_wrap=True)


def _all_told(one: ForumSeries | InstrumentHistory, told: Mapping[str, Any]) -> list[Any]:
    return [told[identity] for identity in _ids(one)]


def _ids(one: ForumSeries | InstrumentHistory) -> list[str]:
    """Return the ids of all tellings of a series."""
    if hasattr(one, "tellings"):
        return list(one.tellings)
    return [identity for session in one.sessions for identity in session.tellings] + list(one.mentions)


def _tellings(ids: Iterable[str], told: Mapping[str, Any], screen: Console) -> None:
    """Print who tells it: each source in each outlet once."""
    words = (f"{one.source}, {one.outlet or 'outlet unknown'}" for one in (told[identity] for identity in ids))
    _line(screen, f"{INDENT}told by {'; '.join(dict.fromkeys(words))}", DIM)


def _conflicts(conflicts: Iterable[Conflict], screen: Console) -> None:
    for conflict in conflicts:
        versions = "; ".join(f"{value} ({counted(len(ids), 'telling')})" for value, ids in conflict.versions)
        _line(screen, f"  NOT AGREED  {conflict.field}: {versions}", "red")


def _line(screen: Console, words: str, style: str = "") -> None:
    indent = len(words) - len(words.lstrip())
    screen.print(Text(" " * indent + plain(words), style=style), soft_wrap=True)


def _with_tellings(one: ForumSeries | InstrumentHistory, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return a series as plain values, its ids of tellings with the tellings themselves beside them."""
    return {**as_values(one), "told": {identity: as_values(told[identity]) for identity in _ids(one)}}
