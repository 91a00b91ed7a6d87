"""PLOVER JSONL: one record an event, in the names of the manual (DRAFT 2.0), with what PLOVER lacks in `onrecord`.

PLOVER has a cooperative act that is ahead as AGREE (`crosswalks/plover_reading.yml`); the act itself, where it stands,
and who tells it stand in the block `onrecord`, which readers of PLOVER pass over. No text of an article is written but
the words that name the act: PLOVER asks for the rights to any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TextIO

from onrecord.present.export.coded import cameo_of, day_of, reading_of
from onrecord.present.export.exporter import EventItem, Kind, Summary
from onrecord.present.export.sides import actors_of
from onrecord.present.lines import one_line
from onrecord.vocab.crosswalks import parties, plover_score, plover_types

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from onrecord.present.export.exporter import Header, Item
    from onrecord.present.export.sides import Actor

CODEBOOK = "PLOVER DRAFT 2.0"
OWN = (
    "type mode status statuses first last told_first told_last articles copies texts reports origins origins_denying"
    " grade"
).split()
TOLD = "id article outlet published status state source chain span".split()


class Plover:
    """One record a line."""

    name: ClassVar[str] = "plover"
    suffix: ClassVar[str] = ".jsonl"
    needs: ClassVar[frozenset[Kind]] = frozenset({Kind.EVENT})
    drops: ClassVar[tuple[str, ...]] = (
        "events without an actor or without any day: PLOVER asks for both",
        "sentences and texts; spans and rule ids but those of the words that name the act",
        "Wikidata ids, religion, ethnicity, gender and age of actors: the record has none",
        "positions, evaluations and all else that is no event; the ledger",
    )

    def setup(self, out: Path, header: Header) -> None:
        """Open the file."""
        self._file: TextIO = out.open("w", encoding="utf-8", newline="")
        self._header = header
        self._summary = Summary()

    def feed(self, item: Item) -> None:
        """Write an event."""
        if not isinstance(item, EventItem):
            return
        record = record_of(item.values, self._header.program, self._header.schema)
        if record is None:
            self._summary.drop("no actor" if not item.values["actors"] else "no day")
            return
        self._file.write(one_line(record) + "\n")
        self._summary.write("events")

    def finish(self) -> Summary:
        """Close the file."""
        self._file.close()
        return self._summary


def record_of(values: Mapping[str, Any], program: str, schema: int) -> dict[str, Any] | None:
    """Return an event as a PLOVER record, None where it lacks what PLOVER requires."""
    reading = reading_of(values)
    changed = reading.type != values["type"]
    day = day_of(values, as_intent=changed)
    if day is None or not values["actors"]:
        return None
    record: dict[str, Any] = {"id": values["id"], "date": day}
    if not changed and values["first"] and values["last"] != values["first"]:
        record["enddate"] = values["last"]
    record["actor"] = [_entity(side) for side in actors_of(values, "actors")]
    record["recipient"] = [_entity(side) for side in actors_of(values, "recipients")]
    mode = [*([reading.mode] if reading.mode else []), *reading.auxiliary]
    record |= {"event": [reading.type], "mode": mode, "context": list(values["contexts"])}
    place = _place(values)
    record["event_loc"] = [place] if place else []
    record["event_text"] = values["tellings"][0]["span"]["text"] if values["tellings"] else ""
    record["quad_code"] = plover_types()[reading.type][0]
    record["event_scale"] = plover_score(reading.type, reading.mode)
    record["cite_info"] = _cited(values, program)
    record["coder"] = f"onrecord {program}"
    record["onrecord"] = _own(values, schema)
    return record


def _entity(side: Actor) -> dict[str, Any]:
    given = {"code": side.plover, "sector": side.sector, "entity_text": side.name, "office": side.office}
    return {name: value for name, value in given.items() if value} | {"onrecord_party": side.party}


def _place(values: Mapping[str, Any]) -> dict[str, Any]:
    codes = parties().get(values["country"] or "")
    given = {
        "resolved_place": values["place"],
        "lat": values["latitude"],
        "lon": values["longitude"],
        "country_code": codes.plover if codes else values["country"],
    }
    return {name: value for name, value in given.items() if value is not None}


def _cited(values: Mapping[str, Any], program: str) -> list[dict[str, Any]]:
    """Return one citation an article, in the order of the tellings."""
    found: dict[str, dict[str, Any]] = {}
    for one in values["tellings"]:
        given = {
            "url": one["url"],
            "title": one["title"],
            "publication": one["outlet"],
            "codebook": CODEBOOK,
            "coder": "onrecord",
            "version": program,
        }
        found.setdefault(one["article"], {name: value for name, value in given.items() if value})
    return list(found.values())


def _own(values: Mapping[str, Any], schema: int) -> dict[str, Any]:
    told = [{name: one[name] for name in TOLD} for one in values["tellings"]]
    return {
        "schema": schema,
        **{name: values[name] for name in OWN},
        "country": values["country"],
        "cameo": cameo_of(values).code,
        "tellings": told,
    }
