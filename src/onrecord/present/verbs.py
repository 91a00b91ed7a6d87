"""What is written of a project from Python: exports and briefs, with the words of the command line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from onrecord.errors import UsageError
from onrecord.present.briefs.gathering import gather
from onrecord.present.export import registry, writing
from onrecord.project.asking import asked_of, day_asked

if TYPE_CHECKING:
    from os import PathLike

    from onrecord.present.export.exporter import Summary
    from onrecord.project.project import Project


def brief(
    project: Project,
    what: str,
    *,
    form: Literal["markdown", "html"] = "markdown",
    today: date | str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
) -> str:
    """Return the page an analyst would send on what an id or a dyad ("RUS-IND") names; raises UsageError."""
    if form not in {"markdown", "html"}:
        raise UsageError(f"{form!r} is no form of a brief; use 'markdown' or 'html'")
    day = day_asked(today)
    on = date.fromisoformat(day) if day else date.today()  # noqa: DTZ011 - the reader's own day
    days = {"since": day_asked(since), "until": day_asked(until)}
    return gather(project, what, today=on, html=form == "html", **days)


def export(
    project: Project,
    to: str,
    out: str | PathLike[str],
    *,
    force: bool = False,
    today: date | str | None = None,
    **filters: Any,
) -> Summary:
    """Write a project in a format (`onrecord export --list`) to a file or folder; filters as those of `search`.

    Returns what was written and what the format could not hold; raises UsageError where OUT must not be written.
    """
    return writing.export(project, registry.exporter(to), str(out), asked_of(today=today, **filters), force=force)
