"""An export of items made by hand: what a format writes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from items_by_hand import HEADER

from onrecord.present.export import registry

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.present.export.exporter import Item, Summary


def exported(name: str, folder: Path, *items: Item) -> tuple[Path, Summary]:
    """Return the file a format makes of items, and what it says of it."""
    exporter = registry.exporter(name)
    out = folder / f"out{exporter.suffix}"
    exporter.setup(out, HEADER)
    for item in items:
        exporter.feed(item)
    return out, exporter.finish()
