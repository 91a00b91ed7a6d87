"""GDELT 2.0 events (61 columns) and mentions (16 columns), as published or re-saved with a header.

An event's sides are read by CAMEO's known-group code, then the country code, with "-REB" where the first role code is
that of an armed group against a state. A visit told of the host (043) is turned round, as PLOVER has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.ingest.coded.values import Unreadable, day_of, day_or_none, number_of, place_notes, place_of, whole_of
from onrecord.types.outside import Noted, OutsideClaim, OutsideMention, Side
from onrecord.vocab.crosswalks import HOST_A_VISIT, cameo, party_by_cameo, party_by_fips, sectors_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.ingest.coded.rows import Row

REBEL = "REB"
# a body of states is a party of its own; other organisations are none
BODY = "IGO"


def read_event(row: Row) -> Iterator[OutsideClaim | Noted]:
    """Yield the claim of a row after what had to be noted of it. Raises Unreadable."""
    line, values = row
    native = values.get("GLOBALEVENTID")
    if not native:
        raise Unreadable("no-id", "GLOBALEVENTID is empty")
    day = day_of(values.get("SQLDATE"), "SQLDATE")
    code = values.get("EventCode", "")
    act = cameo(code)
    if act is None:
        yield Noted(line, "unknown-code", code)
    sides = []
    for number in ("Actor1", "Actor2"):
        side, unknown = _side(values, number)
        sides.append((side,) if side else ())
        if unknown:
            yield Noted(line, "unknown-country", unknown)
    if code == HOST_A_VISIT:
        sides.reverse()
    where = place_of(values, "ActionGeo_Lat", "ActionGeo_Long")
    yield from place_notes(line, values, "ActionGeo_Lat", "ActionGeo_Long")
    url = values.get("SOURCEURL")
    yield OutsideClaim(
        dataset="gdelt",
        line=line,
        native=native,
        day=day,
        type=act.type if act else None,
        mode=act.mode if act else None,
        status="occurred",
        actors=sides[0],
        recipients=sides[1],
        code=code or None,
        text=act.text if act else None,
        announces=act.announces if act else None,
        score=number_of(values.get("GoldsteinScale")),
        country=party_by_fips(values.get("ActionGeo_CountryCode", "")),
        place=values.get("ActionGeo_FullName"),
        latitude=where[0] if where else None,
        longitude=where[1] if where else None,
        published=day_or_none(values.get("DATEADDED")),
        outlet=host_of(url),
        url=url,
        body=values,
    )


def _side(values: Mapping[str, str], number: str) -> tuple[Side | None, str]:
    """Return a side of a row, None where it is empty, and a country code that is not known."""
    whole, country, group = (values.get(f"{number}{part}", "") for part in ("Code", "CountryCode", "KnownGroupCode"))
    name = values.get(f"{number}Name", "")
    if not (whole or name or country):
        return None, ""
    roles = [values.get(f"{number}Type{place}Code", "") for place in (1, 2, 3)]
    sectors = sectors_of(roles, "cameo")
    party = party_by_cameo(country, group, whole)
    if party is None and BODY in roles:
        party = BODY
    elif party and not group and sectors_of(roles[:1], "cameo") == (REBEL,):
        party = f"{party}-{REBEL}"
    unknown = country if country and party is None else ""
    return Side(name or whole, party, sectors[0] if sectors else None), unknown


def read_mention(row: Row) -> Iterator[OutsideMention | Noted]:
    """Yield the mention of a row. Raises Unreadable."""
    line, values = row
    native, told = values.get("GLOBALEVENTID"), values.get("MentionTimeDate")
    if not native:
        raise Unreadable("no-id", "GLOBALEVENTID is empty")
    day_of((told or "")[:8], "MentionTimeDate")
    yield OutsideMention(
        "gdelt-mentions",
        line,
        native,
        str(told),
        values.get("MentionSourceName"),
        values.get("MentionIdentifier"),
        whole_of(values.get("SentenceID")),
        whole_of(values.get("Confidence")),
        values,
    )


def host_of(url: str | None) -> str | None:
    """Return the host of a web address without "www.", None where there is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
