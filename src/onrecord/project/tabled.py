"""The verbs of a project that give tables: happenings, claims, attributions and so on as frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.project.project import Project
    from onrecord.tables.frames import Frame
    from onrecord.types.series import Unit


class Tabled:
    """What a project can be asked for as a table; Arrow is loaded when it is."""

    def _project(self) -> Project:
        return cast("Project", self)

    def table(self, name: str, *, columns: Sequence[str] | None = None, **filters: Any) -> Frame:
        """Return a table of docs/tables.md as a frame; filters as those of `search`, and `today` for the ledger.

        Raises UsageError on what is no table, column or filter.
        """
        from onrecord.project.framing import frame  # noqa: PLC0415 - Arrow is loaded when frames are asked for

        return frame(self._project(), name, columns, **filters)

    def articles(self, **filters: Any) -> Frame:
        """Return the articles, without text and record; name them with `table("articles", columns=…)`."""
        return self.table("articles", **filters)

    def events(self, **filters: Any) -> Frame:
        """Return the happenings, each with its tellings taken together; single acts are `table("events")`."""
        return self.table("happenings", **filters)

    def claims(self, **filters: Any) -> Frame:
        """Return the tellings of happenings: which source tells which in which article."""
        return self.table("claims", **filters)

    def attributions(self, **filters: Any) -> Frame:
        """Return who is said to have said what, with offsets."""
        return self.table("attributions", **filters)

    def expectations(self, **filters: Any) -> Frame:
        """Return the lines of the ledger as they stand on the day `today`, by default the present one."""
        return self.table("expectations", **filters)

    def dyad(self, *parties: str, step: Literal["month", "week"] = "month", count: Unit = "origins") -> Frame:
        """Return cooperation and conflict between two parties ("RUS", "IND" or "RUS-IND"), a row a period."""
        from onrecord.project.framing import dyad_frame  # noqa: PLC0415

        return dyad_frame(self._project(), parties, step=step, unit=count)
