"""What the formats of event data share: the day an event counts on, its CAMEO code, ids that are numbers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.present.wording import party_name
from onrecord.record.ids import content_id
from onrecord.vocab.crosswalks import parties, plover_reading, time_of, to_cameo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from onrecord.present.export.exporter import Summary
    from onrecord.vocab.crosswalks import Choice, Reading

AHEAD = "ahead"
# of a hash: 52 bits, which every reader holds exactly
DIGITS = 13


def cameo_of(values: Mapping[str, Any]) -> Choice:
    """Return the CAMEO code of an event, None with the reason where CAMEO has none."""
    return to_cameo(values["type"], values["mode"], values["status"], values["contexts"])


def cameo_rows(
    values: Mapping[str, Any], rows_of: Callable[[Mapping[str, Any], str], Iterator[dict[str, Any]]], summary: Summary
) -> list[dict[str, Any]]:
    """Return the rows of an event in a table of CAMEO codes, and count them, or why there are none."""
    choice = cameo_of(values)
    if choice.code is None:
        summary.drop(choice.loss)
        return []
    rows = [*rows_of(values, choice.code)]
    if rows:
        summary.write("rows", len(rows))
        summary.write("events")
    else:
        summary.drop("no day" if day_of(values, as_intent=True) is None else "no parties")
    return rows


def reading_of(values: Mapping[str, Any]) -> Reading:
    """Return PLOVER's own reading of an event."""
    last, told = (date.fromisoformat(day) if day else None for day in (values["last"], values["told_first"]))
    return plover_reading(values["type"], values["mode"], values["status"], last, told)


def day_of(values: Mapping[str, Any], *, as_intent: bool) -> str | None:
    """Return the day an event counts on, None where nothing gives one.

    `as_intent` where the format holds an act that is ahead as a stated intent: that happens on the day it is told.
    """
    told: str | None = values["told_first"]
    own: str | None = values["first"]
    if as_intent and time_of(values["status"]) == AHEAD:
        return told or own
    return own or told


def place_within(values: Mapping[str, Any]) -> str | None:
    """Return the name of a place within its country; None where the place is the country itself."""
    place: str | None = values["place"]
    codes = parties().get(values["country"] or "")
    names = {party_name(codes.party), *codes.icews} if codes else set()
    return None if place is None or place in names else place


def numbered(*parts: str | None) -> int:
    """Return a whole number that stands for these words, the same in every export."""
    return int(content_id(*parts)[:DIGITS], 16)


def first_telling(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the earliest telling of an event, by day and id."""
    told = sorted(values["tellings"], key=lambda one: (one["published"] or "9999", one["id"]))
    return told[0] if told else {}
