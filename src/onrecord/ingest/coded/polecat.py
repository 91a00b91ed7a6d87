"""POLECAT events, 40 columns; several values of one column are divided by ";" (or "|"), nothing is "None".

Countries are three-letter codes or names. A row may have several actors and recipients; names and countries stand in
lists of their own, which are matched by place where they are as long as one another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.ingest.coded.values import (
    Unreadable,
    day_of,
    day_or_none,
    number_of,
    parts_of,
    place_notes,
    place_of,
    places_of,
)
from onrecord.types.outside import Noted, OutsideClaim, Side
from onrecord.vocab.crosswalks import party_by_country, party_by_plover, plover_types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.ingest.coded.rows import Row

REBEL = "REB"
# PLOVER's auxiliary modes as statuses, the one that says most first
MARKS = {"negation": "denied", "hypothetical": "possible", "future": "expected"}


def read_event(row: Row) -> Iterator[OutsideClaim | Noted]:
    """Yield the claim of a row after what had to be noted of it. Raises Unreadable."""
    line, values = row
    native = values.get("Event ID")
    if not native:
        raise Unreadable("no-id", "Event ID is empty")
    day = day_of(values.get("Event Date"), "Event Date")
    type_ = values.get("Event Type", "").upper()
    if type_ not in plover_types():
        yield Noted(line, "unknown-type", type_)
    mode, status = mode_and_status(parts_of(values.get("Event Mode")))
    sides = []
    for role in ("Actor", "Recipient"):
        found, unknown = _sides(values, role)
        sides.append(found)
        for country in unknown:
            yield Noted(line, "unknown-country", country)
    where = place_of(values, "Latitude", "Longitude")
    yield from place_notes(line, values, "Latitude", "Longitude")
    yield OutsideClaim(
        dataset="polecat",
        line=line,
        native=native,
        day=day,
        type=type_ if type_ in plover_types() else None,
        mode=mode,
        status=status,
        actors=sides[0],
        recipients=sides[1],
        code=values.get("Event Type"),
        score=number_of(values.get("Intensity")),
        contexts=parts_of(values.get("Contexts")),
        country=party_by_country(values.get("Country", "")) or party_by_plover(values.get("Country", "")),
        place=values.get("Placename"),
        latitude=where[0] if where else None,
        longitude=where[1] if where else None,
        published=day_or_none(values.get("Publication Date")),
        outlet=values.get("Source"),
        body=values,
    )


def mode_and_status(modes: tuple[str, ...]) -> tuple[str | None, str]:
    """Return the mode of an act and its status, of PLOVER's modes and auxiliary modes.

    >>> mode_and_status(("visit", "hypothetical"))
    ('visit', 'possible')
    """
    own = [mode for mode in modes if mode not in MARKS and mode != "historical"]
    status = next((status for mark, status in MARKS.items() if mark in modes), "occurred")
    return (own[0] if own else None), status


def _sides(values: Mapping[str, str], role: str) -> tuple[tuple[Side, ...], tuple[str, ...]]:
    """Return the sides of a row, and the countries among them that are not known."""
    names = places_of(values.get(f"{role} Name")) or places_of(values.get(f"{role} Name Raw"))
    countries = places_of(values.get(f"{role} Country"))
    sectors = places_of(values.get(f"{role} Sectors")) or places_of(values.get(f"Primary {role} Sector"))
    if len(countries) == 1:
        countries = countries * max(1, len(names))
    if countries and len(names) != len(countries):
        # which name goes with which country cannot be told; the countries are sure
        names = ("; ".join(filter(None, names)),) * len(countries)
    found, unknown = [], []
    for at, name in enumerate(names):
        country = countries[at] if countries else ""
        sector = (sectors[at] if len(sectors) == len(names) else sectors[0] if len(sectors) == 1 else "") or None
        party = (party_by_plover(country) or party_by_country(country)) if country else None
        if country and party is None:
            unknown.append(country)
        if party and sector == REBEL and party not in {"IGO", "NSA"}:
            party = f"{party}-{REBEL}"
        if name or country:
            found.append(Side(name or country, party, sector))
    return tuple(found), tuple(unknown)
