"""The codes of states in other formats, from `crosswalks/countries.csv`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.vocab.lexicon import load_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "crosswalks/countries.csv"


def iso2(party: str | None) -> str | None:
    """Return ISO 3166-1 alpha-2 for a party's code (that of its state for "PSE-REB"); None where it is no state.

    >>> iso2("IND"), iso2("NATO")
    ('IN', None)
    """
    return _table().get((party or "").partition("-")[0])


@cache
def _table() -> Mapping[str, str]:
    return {row["code"]: row["iso2"] for row in load_rows(FILE)}
