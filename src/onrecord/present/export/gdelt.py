"""GDELT-like events (61 columns) and mentions (16 columns): a folder of two tables parted by tabs, without header.

Rows stand for pairs as in the ICEWS export; every telling is a mention of each row of its event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from onrecord.ingest.coded.rows import layout
from onrecord.present.export.coded import cameo_rows, day_of, first_telling, numbered, place_within
from onrecord.present.export.exporter import EventItem, Kind, Summary
from onrecord.present.export.icews import directed
from onrecord.present.export.tabbed import Tabbed
from onrecord.present.wording import party_name
from onrecord.vocab.crosswalks import base_of, cameo, gdelt_quads, parties, written_sector

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from onrecord.present.export.exporter import Header, Item
    from onrecord.present.export.sides import Actor

EVENTS, MENTIONS = "events.export.CSV", "events.mentions.CSV"
BODY_ROLE = "IGO"
MIDNIGHT = "000000"
# what GDELT says of a place: none, a country, a city outside the United States
NOWHERE, COUNTRY, CITY = 0, 1, 4
WEB, CITATION = 1, 2
DAYS_OF_MONTH, DAYS_OF_YEAR = 30, 365


class Gdelt:
    """Two tables in a folder."""

    name: ClassVar[str] = "gdelt"
    suffix: ClassVar[str] = ""
    needs: ClassVar[frozenset[Kind]] = frozenset({Kind.EVENT})
    drops: ClassVar[tuple[str, ...]] = (
        "what is only possible, conditional or demanded, was denied or called off: CAMEO has no place for it",
        "the days of what is ahead: a stated intent counts on the day it is told",
        "acts CAMEO has no code for, and what its codes do not tell apart (crosswalks/plover_cameo.csv)",
        "that several act as one: pairs stand in rows of their own",
        "how exact a day is: the first of several stands for them",
        "who says so, and how many independent origins there are; grades, conflicts",
        "what GDELT has and the record does not: tone, places of actors, rank in the article, confidence",
    )

    def setup(self, out: Path, header: Header) -> None:
        """Open both files."""
        self._events = Tabbed(out / EVENTS, layout("gdelt").columns, header=False)
        self._mentions = Tabbed(out / MENTIONS, layout("gdelt-mentions").columns, header=False)
        self._summary = Summary()

    def feed(self, item: Item) -> None:
        """Write the rows of an event and its mentions."""
        if not isinstance(item, EventItem):
            return
        for row in cameo_rows(item.values, rows_of, self._summary):
            self._events.write(row)
            for mention in mentions_of(item.values, row):
                self._mentions.write(mention)
                self._summary.write("mentions")

    def finish(self) -> Summary:
        """Close both files."""
        self._events.close()
        self._mentions.close()
        return self._summary


def rows_of(values: Mapping[str, Any], code: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of an event, none where it has no day."""
    day = day_of(values, as_intent=True)
    if day is None:
        return
    first = first_telling(values)
    year, month, of_month = (int(part) for part in day.split("-"))
    for written, source, target in directed(values, code):
        act = cameo(written)
        ends = [side.party if side else None for side in (source, target)]
        yield {
            "GLOBALEVENTID": numbered(values["id"], written, *ends),
            "SQLDATE": day.replace("-", ""),
            "MonthYear": day[:7].replace("-", ""),
            "Year": day[:4],
            "FractionDate": round(year + ((month - 1) * DAYS_OF_MONTH + of_month) / DAYS_OF_YEAR, 4),
            **_side("Actor1", source),
            **_side("Actor2", target),
            "EventCode": written,
            "EventBaseCode": written[:3],
            "EventRootCode": written[:2],
            "QuadClass": gdelt_quads()[written[:2]],
            "GoldsteinScale": act.goldstein if act else None,
            "NumMentions": len(values["tellings"]),
            "NumSources": len({one["outlet"] for one in values["tellings"]}),
            "NumArticles": values["articles"],
            "Actor1Geo_Type": NOWHERE,
            "Actor2Geo_Type": NOWHERE,
            **_place(values),
            "DATEADDED": _moment(values["told_first"] or day),
            "SOURCEURL": first.get("url") or (f"onrecord:{first['article']}" if first else None),
        }


def mentions_of(values: Mapping[str, Any], row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a mention a telling."""
    for one in values["tellings"]:
        yield {
            "GLOBALEVENTID": row["GLOBALEVENTID"],
            "EventTimeDate": row["DATEADDED"],
            "MentionTimeDate": _moment(one["published"]) if one["published"] else row["DATEADDED"],
            "MentionType": WEB if one["url"] else CITATION,
            "MentionSourceName": one["outlet"],
            "MentionIdentifier": one["url"] or f"onrecord:{one['article']}",
            "ActionCharOffset": one["span"]["start"],
            "InRawText": 1,
            "Extras": f"status:{one['status']}",
        }


def _side(column: str, side: Actor | None) -> dict[str, Any]:
    """Return the columns of one side that are known; the whole code is country or body, then role."""
    if side is None:
        return {}
    codes = parties().get(side.base)
    country = codes.gdelt[0] if codes and codes.gdelt else ""
    group, whole = codes.groups[0] if codes and codes.groups else ("", "")
    role = BODY_ROLE if whole.startswith(BODY_ROLE) else written_sector(side.sector or "", "cameo")
    if base_of(side.party)[1]:
        role = written_sector("REB", "cameo")
    return {
        f"{column}Code": whole or f"{country}{role}",
        f"{column}Name": side.name.upper(),
        # of a body the region within its code: IGO EUR EEC
        f"{column}CountryCode": country or (whole[3:6] if group and len(whole) > 6 else ""),
        f"{column}KnownGroupCode": group,
        f"{column}Type1Code": role,
    }


def _place(values: Mapping[str, Any]) -> dict[str, Any]:
    codes = parties().get(values["country"] or "")
    if codes is None or not codes.fips:
        return {"ActionGeo_Type": NOWHERE}
    name, place = party_name(codes.party), place_within(values)
    return {
        "ActionGeo_Type": CITY if place else COUNTRY,
        "ActionGeo_FullName": f"{place}, {name}" if place else name,
        "ActionGeo_CountryCode": codes.fips[0],
        "ActionGeo_ADM1Code": None if place else codes.fips[0],
        "ActionGeo_Lat": values["latitude"],
        "ActionGeo_Long": values["longitude"],
    }


def _moment(day: str) -> str:
    return f"{day.replace('-', '')}{MIDNIGHT}"
