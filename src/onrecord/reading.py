"""The Python face of reading: a text or a file in, its record out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from onrecord import pipeline
from onrecord.errors import SourceError, UsageError
from onrecord.ingest.sources import read_sources
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from onrecord.annotate.triage import TriageMode
    from onrecord.types.annotation import Issue
    from onrecord.types.record import Record


def read_text(  # noqa: PLR0913 - each is something a caller may know of a text
    text: str,
    *,
    title: str | None = None,
    published: date | str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    kind: Literal["text", "html"] = "text",
    triage: TriageMode = "off",
) -> Record:
    """Read one text (or the HTML of one page) into its record.

    `published` is a date or "YYYY-MM-DD"; without it relative times stay open.
    `triage`: "on" parses only sentences that may tell an act between parties, "audit" also says what that would lose.
    Raises UsageError on a malformed date and SourceError where the text cannot be read.
    """
    item = RawItem("text", text, kind, title=title, published=as_date(published), outlet=outlet, url=url)
    return pipeline.read(item, triage=triage)


def read_file(path: str | PathLike[str], *, triage: TriageMode = "off") -> Iterator[Record]:
    """Read a file or folder of any kind that `onrecord read` takes; yields one record an item.

    Raises SourceError at the first item that cannot be read; use the command line or
    `onrecord.ingest.sources.read_sources` to go on past failures.
    """
    left_out: list[Issue] = []
    for item in read_sources([str(path)]):
        if isinstance(item, RawItem):
            record = pipeline.read(item, triage=triage)
            yield replace(record, issues=(*left_out, *record.issues))
            left_out.clear()
        elif item.whole and not item.skipped:
            raise SourceError(f"{item.location}: {item.issue.message}")
        elif not item.skipped:
            # only one field is lost: the item itself comes next and takes the issue along
            left_out.append(item.issue)


def as_date(value: date | str | None) -> date | None:
    """Return a date for "YYYY-MM-DD"; raises UsageError on anything else."""
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"published: {value!r} is no date; write it as YYYY-MM-DD, like 2025-12-03") from None
