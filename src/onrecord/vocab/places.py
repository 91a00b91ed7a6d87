"""Where cities lie, from `actors/coordinates.csv`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.vocab.lexicon import load_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "actors/coordinates.csv"
Coordinates = tuple[float, float]


def coordinates_of(name: str, country: str) -> Coordinates | None:
    """Return latitude and longitude of a city in degrees, north and east positive; None where it is not known.

    `country` is ISO 3166-1 alpha-3; case and the form of apostrophes do not matter.
    """
    return _table().get((_key(name), country))


@cache
def _table() -> Mapping[tuple[str, str], Coordinates]:
    rows = load_rows(FILE)
    return {(_key(row["name"]), row["country"]): (float(row["latitude"]), float(row["longitude"])) for row in rows}


def _key(name: str) -> str:
    return name.lower().replace("\u2019", "'")
