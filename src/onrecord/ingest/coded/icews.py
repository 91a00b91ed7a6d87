"""ICEWS events, 20 columns, as published (`.tab`) or with the column names of R packages.

The party of a side is that of its country, with "-REB" for an armed group against a state; a side without country is
known by the name of an organisation, in brackets after an office too ("Secretariat (European Union)"), or as a body of
states by its sectors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.ingest.coded.values import Unreadable, day_of, number_of, place_notes, place_of
from onrecord.types.outside import Noted, OutsideClaim, Side
from onrecord.vocab.crosswalks import HOST_A_VISIT, cameo, party_by_country, party_by_name, sectors_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.ingest.coded.rows import Row

REBEL = "REB"
BODY, BODY_SECTOR = "IGO", "International Government Organization"
# some sectors have a comma of their own, but never without a space after it
SECTORS = re.compile(r",(?! )")
IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
NOBODY = frozenset({"Unspecified Actor", "Unidentified State Actor"})


def read_event(row: Row) -> Iterator[OutsideClaim | Noted]:
    """Yield the claim of a row after what had to be noted of it. Raises Unreadable."""
    line, values = row
    native = values.get("Event ID")
    if not native:
        raise Unreadable("no-id", "Event ID is empty")
    day = day_of(values.get("Event Date"), "Event Date")
    code = values.get("CAMEO Code", "")
    act = cameo(code)
    if act is None:
        yield Noted(line, "unknown-code", code)
    sides = []
    for role in ("Source", "Target"):
        side, unknown = _side(values, role)
        sides.append((side,) if side else ())
        if unknown:
            yield Noted(line, "unknown-country", unknown)
    if code == HOST_A_VISIT:
        sides.reverse()
    where = place_of(values, "Latitude", "Longitude")
    yield from place_notes(line, values, "Latitude", "Longitude")
    yield OutsideClaim(
        dataset="icews",
        line=line,
        native=native,
        day=day,
        type=act.type if act else None,
        mode=act.mode if act else None,
        status="occurred",
        actors=sides[0],
        recipients=sides[1],
        code=code or None,
        text=values.get("Event Text"),
        announces=act.announces if act else None,
        score=number_of(values.get("Intensity")),
        country=party_by_country(values.get("Country", "")),
        place=next((values[name] for name in ("City", "District", "Province", "Country") if name in values), None),
        latitude=where[0] if where else None,
        longitude=where[1] if where else None,
        outlet=values.get("Publisher"),
        body=values,
    )


def _side(values: Mapping[str, str], role: str) -> tuple[Side | None, str]:
    """Return a side of a row, None where it is empty or nobody, and a country that is not known."""
    name, country = values.get(f"{role} Name", ""), values.get(f"{role} Country", "")
    if not (name or country):
        return None, ""
    named = SECTORS.split(values.get(f"{role} Sectors", ""))
    sectors = sectors_of(named, "icews")
    party = party_by_country(country) if country else _organisation(name, named)
    if party and sectors[:1] == (REBEL,):
        party = f"{party}-{REBEL}"
    if name in NOBODY and party is None:
        return None, ""
    return Side(name or country, party, sectors[0] if sectors else None), country if party is None else ""


def _organisation(name: str, sectors: list[str]) -> str | None:
    inside = IN_BRACKETS.search(name)
    known = party_by_name()
    found = known.get(name.casefold()) or (known.get(inside[1].casefold()) if inside else None)
    return found or (BODY if BODY_SECTOR in sectors else None)
