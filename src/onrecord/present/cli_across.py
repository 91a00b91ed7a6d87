"""The commands across articles: events, their origins, the ledger, the course of a dyad."""

# ruff: noqa: PLC0415
from __future__ import annotations

import re
from datetime import date
from enum import Enum
from typing import Annotated, Literal

import typer

from onrecord.errors import UsageError
from onrecord.present.cli_project import JsonOption, ProjectOption, QuietOption

EVENTS_EPILOG = """Examples:

  onrecord events --dyad IND-RUS --since 2025-12-01

  onrecord events --type SANCTION --party USA --json
"""
CHECK_EPILOG = """Examples:

  onrecord check 1f3a

  onrecord check 1f3a --json
"""
LEDGER_EPILOG = """Examples:

  onrecord ledger --due 14d

  onrecord ledger --overdue --dyad IND-RUS

  onrecord ledger resolve 1f3a happened --why "both ministries confirmed it"

  onrecord ledger records
"""
DYAD_EPILOG = """Examples:

  onrecord dyad RUS IND

  onrecord dyad RUS IND --by week --count copies --json
"""
SAME_EPILOG = """Examples:

  onrecord same 1f3a 9c2e --why "one arrival, told on two days"

  onrecord different 1f3a 9c2e --why "two strikes"
"""
DURATION = re.compile(r"(\d{1,4})\s*(d|w|m)?", re.IGNORECASE)
DAYS = {"d": 1, "w": 7, "m": 30}

TodayOption = Annotated[
    str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="As of this day; by default the present one.")
]
ByOption = Annotated[str | None, typer.Option("--by", help="Who decides; by default your user name.")]
WhyOption = Annotated[str | None, typer.Option("--why", help="The reason; it is kept.")]


class Step(Enum):
    """Length of a period of a dyad."""

    month = "month"
    week = "week"


class Unit(Enum):
    """What an event of a dyad counts by."""

    origins = "origins"
    reports = "reports"
    copies = "copies"


ledger_app = typer.Typer(invoke_without_command=True, epilog=LEDGER_EPILOG, rich_markup_mode=None)


def events(
    dyad: Annotated[str | None, typer.Option(help="Only between two parties, like RUS-IND.")] = None,
    party: Annotated[str | None, typer.Option(help="Only with this party, like IND.")] = None,
    kind: Annotated[str | None, typer.Option("--type", help="Only of this PLOVER type.")] = None,
    status: Annotated[str | None, typer.Option(help="Only with a telling of this status, like scheduled.")] = None,
    since: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="On this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="On this day or earlier.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="How many to show.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="How many to pass over first.")] = 0,
    with_outside: Annotated[
        bool, typer.Option("--with-outside", help="After them rows of imported event data on the same.")
    ] = False,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """List events, each with all its tellings taken together."""
    from onrecord.present.across import print_events
    from onrecord.project.asking import day_asked, dyad_asked
    from onrecord.project.project import Project
    from onrecord.record.happenings import EventFilters

    filters = EventFilters(
        dyad_asked(dyad), party and party.upper(), kind and kind.upper(), status, day_asked(since), day_asked(until)
    )
    with Project(project) as opened:
        found = opened.across.events(filters, limit=limit, offset=offset)
        print_events(opened.across, found, as_json=as_json)
        if with_outside:
            from onrecord.present.outside import print_claims
            from onrecord.project.outside import asked_beside

            rows = opened.outside.claims(asked_beside(filters), limit=limit, offset=offset)
            print_claims(rows, as_json=as_json, heading=True)


def check(
    identity: Annotated[str, typer.Argument(metavar="ID", help="Id of an event or of one of its claims.")],
    today: TodayOption = None,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show where an event comes from: copies, reports, independent origins, denials, its grade and why."""
    from onrecord.present.across import print_check
    from onrecord.project.project import Project

    with Project(project) as opened:
        print_check(opened.across, opened.across.check(identity, _today(today)), as_json=as_json)


@ledger_app.callback()
def ledger(
    context: typer.Context,
    due: Annotated[
        str | None,
        typer.Option(metavar="14d", help="Only what comes due within so many days (d), weeks (w) or months (m)."),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what should have come about by now.")] = False,
    state: Annotated[str | None, typer.Option(help="Only in this state, like open or happened.")] = None,
    dyad: Annotated[str | None, typer.Option(help="Only between two parties, like RUS-IND.")] = None,
    today: TodayOption = None,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what is expected, by whom and by when, and what became of it."""
    from onrecord.present.across import print_ledger
    from onrecord.project.asking import dyad_asked
    from onrecord.project.project import Project

    if context.invoked_subcommand is not None:
        return
    with Project(project) as opened:
        found = opened.across.ledger(
            today=_today(today),
            dyad=dyad_asked(dyad),
            due=_days(due),
            overdue=overdue,
            state=state,
        )
        print_ledger(found, as_json=as_json)


@ledger_app.command("resolve")
def resolve_expectation(
    identity: Annotated[str, typer.Argument(metavar="ID", help="Id of the expectation, or of its event.")],
    outcome: Annotated[
        str,
        typer.Argument(
            metavar="OUTCOME",
            help="happened, late, partly, did_not, postponed, cancelled, unknown, void; open takes it back.",
        ),
    ],
    by: ByOption = None,
    why: WhyOption = None,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide what became of an expectation; earlier decisions are kept."""
    from onrecord.present.across import print_decision
    from onrecord.project.judging import whoever
    from onrecord.project.project import Project

    with Project(project) as opened:
        print_decision(opened.across.decide(identity, outcome, by=by or whoever(), why=why), as_json=as_json)


@ledger_app.command("records")
def track_records(today: TodayOption = None, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """Show how often what each source, kind of source, party and outlet expected came about."""
    from onrecord.present.across import print_records
    from onrecord.project.project import Project

    with Project(project) as opened:
        print_records(opened.across.track_records(today=_today(today)), as_json=as_json)


def dyad(
    one: Annotated[str, typer.Argument(metavar="PARTY", help="Code of a party, like RUS.")],
    other: Annotated[str, typer.Argument(metavar="PARTY", help="Code of another.")],
    step: Annotated[Step, typer.Option("--by", help="Length of a period.")] = Step.month,
    unit: Annotated[Unit, typer.Option("--count", help="What an event counts by.")] = Unit.origins,
    status: Annotated[
        list[str] | None, typer.Option(help="Tellings of which status count; by default occurred and ongoing.")
    ] = None,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show cooperation and conflict between two parties over time, with the coverage beside it."""
    from onrecord.present.across import print_dyad
    from onrecord.present.outside import print_series, series_values
    from onrecord.present.projects import print_values
    from onrecord.project.project import Project
    from onrecord.query.dyads import FACTS
    from onrecord.record.values import as_values

    statuses = status or FACTS
    with Project(project) as opened:
        series = opened.across.dyad(one, other, step=step.value, unit=unit.value, statuses=statuses)
        outside = opened.outside.dyad(one, other, step=step.value, statuses=statuses)
        if as_json:
            print_values({**as_values(series), "outside": series_values(outside)})
        else:
            print_dyad(opened.across, series)
            print_series(outside)


def same(
    one: Annotated[str, typer.Argument(metavar="ID", help="Id of a claim or event.")],
    other: Annotated[str, typer.Argument(metavar="ID", help="Id of another.")],
    by: ByOption = None,
    why: WhyOption = None,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that two claims tell of one event; this goes before any score and outlives every re-run."""
    _say_same(one, other, ("same", by, why), project, as_json=as_json)


def different(
    one: Annotated[str, typer.Argument(metavar="ID", help="Id of a claim or event.")],
    other: Annotated[str, typer.Argument(metavar="ID", help="Id of another.")],
    by: ByOption = None,
    why: WhyOption = None,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that two claims tell of two events; this goes before any score and outlives every re-run."""
    _say_same(one, other, ("different", by, why), project, as_json=as_json)


def _say_same(
    one: str,
    other: str,
    said: tuple[Literal["same", "different"], str | None, str | None],
    project: ProjectOption,
    *,
    as_json: bool,
) -> None:
    from onrecord.present.across import print_same
    from onrecord.project.judging import whoever
    from onrecord.project.project import Project

    verdict, by, why = said
    with Project(project) as opened:
        print_same(opened.across.decide_same(one, other, verdict, by=by or whoever(), why=why), as_json=as_json)


def resolve(
    again: Annotated[bool, typer.Option("--again", help="Make all claims and events anew.")] = False,
    project: ProjectOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Bring events up to date with what stands; every other command does so by itself."""
    from onrecord.present.across import print_resolved
    from onrecord.present.screens import watching
    from onrecord.project.project import Project
    from onrecord.project.results import Step as Done

    with Project(project) as opened, watching("resolving", quiet=quiet) as watch:
        done = opened.across.resolve(again=again, watch=lambda n, total: watch(Done(n, total, "articles")))
        print_resolved(opened.across, done, as_json=as_json)


def _today(words: str | None) -> date | None:
    from onrecord.project.asking import day_asked

    day = day_asked(words)
    return date.fromisoformat(day) if day else None


def _days(words: str | None) -> int | None:
    if words is None:
        return None
    found = DURATION.fullmatch(words.strip())
    if found is None:
        raise UsageError(f"--due {words!r}: write a number of days, weeks or months, like 14d, 2w or 1m")
    return int(found[1]) * DAYS[(found[2] or "d").lower()]


def register(app: typer.Typer) -> None:
    """Put the commands into the command line."""
    app.command(epilog=EVENTS_EPILOG)(events)
    app.command(epilog=CHECK_EPILOG)(check)
    app.add_typer(ledger_app, name="ledger")
    app.command(epilog=DYAD_EPILOG)(dyad)
    app.command(epilog=SAME_EPILOG)(same)
    app.command(epilog=SAME_EPILOG)(different)
    app.command()(resolve)
