"""iCalendar (RFC 5545) of the ledger: what is expected on told days; docs/exports.md describes the entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from onrecord.present.export.exporter import ExpectationItem, Kind, Summary
from onrecord.present.icalendar import END, event_lines, head, why_not, written

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.present.export.exporter import Header, Item


class LedgerCalendar:
    """One calendar with an all-day entry for each expectation whose days were told."""

    name: ClassVar[str] = "ical"
    suffix: ClassVar[str] = ".ics"
    needs: ClassVar[frozenset[Kind]] = frozenset({Kind.EXPECTATION})
    drops: ClassVar[tuple[str, ...]] = (
        "expectations without told days: an assumed day would look like a told one",
        "conditions, proposals and who decided what: the state alone stays",
        "all that is not expected",
    )

    def setup(self, out: Path, header: Header) -> None:
        """Open the file."""
        self._file = out.open("w", encoding="utf-8", newline="")
        self._file.write(written(head(header.project)))
        self._summary = Summary()

    def feed(self, item: Item) -> None:
        """Write an expectation, or count why it has no place."""
        if not isinstance(item, ExpectationItem):
            return
        reason = why_not(item.values)
        if reason is None:
            self._file.write(written(event_lines(item.values)))
            self._summary.write("entries")
        else:
            self._summary.drop(reason)

    def finish(self) -> Summary:
        """End the calendar."""
        self._file.write(written((END,)))
        self._file.close()
        return self._summary
