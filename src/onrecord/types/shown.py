"""How a value shows itself in a notebook: it asks whoever presents, through one door that is set from above.

Types lie below what presents them and do not know it; the package sets the door when it is first imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_painters: list[Callable[[object], str]] = []


def shown_by(painter: Callable[[object], str]) -> None:
    """Set who gives values as HTML; the last one set counts."""
    _painters[:] = [painter]


class Shown:
    """A value that notebooks show as HTML (`_repr_html_`, the protocol of IPython)."""

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        """Return a small piece of HTML with every word escaped; None, so that the plain form is shown, without one."""
        return _painters[0](self) if _painters else None
