"""PLOVER JSONL: one record a line, as the manual has it, with the names of its older drafts.

A record may code several events of the same actors; each becomes a claim. Auxiliary modes give the status. Records this
program wrote carry a block `onrecord` with the act as it was and where it stands, which goes before PLOVER's reading of
it; the record itself is kept whole, so that nothing it holds is lost.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.ingest.coded.polecat import mode_and_status
from onrecord.ingest.coded.values import Unreadable, day_of, day_or_none, number_of
from onrecord.types.outside import Noted, OutsideClaim, Refused, Side
from onrecord.vocab.crosswalks import party_by_country, party_by_plover, plover_types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.ingest.coded.opening import Line

REBEL = "REB"
OURS = "onrecord"
# types of older drafts
FORMER = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "COOPERATION": "COOPERATE"}
DEEPEST = 40


def read_records(lines: Iterator[Line]) -> Iterator[OutsideClaim | Refused | Noted]:
    """Yield the claims of each line, or why it cannot be read."""
    for line in lines:
        if line.text is not None and not line.text.strip():
            continue
        try:
            record = _parsed(line)
            yield from read_record(line.number, record)
        except Unreadable as error:
            yield Refused(line.number, error.code, str(error))


def _parsed(line: Line) -> dict[str, Any]:
    if line.text is None:
        raise Unreadable("line-too-long", "the line is longer than a million characters")
    try:
        record = json.loads(line.text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Unreadable("not-json", f"the line is not JSON ({error})") from None
    if not isinstance(record, dict):
        raise Unreadable("not-json", "the line is no JSON object; PLOVER has one record a line")
    if _depth(record) > DEEPEST:
        raise Unreadable("too-deep", "the record is nested too deeply")
    return record


def _no_number(words: str) -> Any:
    raise ValueError(f"{words} is no number of JSON")


def _depth(value: Any) -> int:
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        one, depth = waiting.pop()
        deepest = max(deepest, depth)
        parts = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        waiting.extend((part, depth + 1) for part in parts if isinstance(part, (dict, list)))
    return deepest


def read_record(line: int, record: Mapping[str, Any]) -> Iterator[OutsideClaim | Noted]:
    """Yield the claims of a record after what had to be noted of it. Raises Unreadable."""
    native = record.get("id")
    if not isinstance(native, (str, int)) or native == "":
        raise Unreadable("no-id", '"id" is missing')
    day = day_of(_words(record.get("date")), '"date"')
    events = _names(record.get("event"))
    if not events:
        raise Unreadable("no-event", '"event" is missing')
    sides = []
    for key in ("actor", "recipient"):
        entities = record.get(key, record.get("target") if key == "recipient" else None)
        found = tuple(_side(one) for one in _several(entities))
        sides.append(tuple(side for side in found if side.name or side.party))
        yield from (Noted(line, "unknown-country", one) for one in _unknown(entities, found))
    for name in events:
        yield _claim(line, str(native), day, name, record, sides)
        if FORMER.get(name, name) not in plover_types():
            yield Noted(line, "unknown-type", name)


def _claim(line: int, native: str, day: Any, name: str, record: Mapping[str, Any], sides: list[Any]) -> OutsideClaim:
    own = record.get(OURS) if isinstance(record.get(OURS), dict) else None
    type_ = FORMER.get(name, name)
    mode, status = mode_and_status(_names(record.get("mode"), lower=True))
    if own:
        type_, mode, status = str(own.get("type")), own.get("mode"), str(own.get("status"))
        day = day_or_none(_words(own.get("first"))) or day
    places = [one for one in _several(record.get("event_loc")) if isinstance(one, dict)]
    place: Mapping[str, Any] = places[0] if places else {}
    lat, long = (number_of(_words(place.get(key))) for key in ("lat", "lon"))
    known = lat is not None and long is not None and -90 <= lat <= 90 and -180 <= long <= 180
    cited = [one for one in _several(record.get("cite_info")) if isinstance(one, dict)]
    cite: Mapping[str, Any] = cited[0] if cited else {}
    country = _words(place.get("country_code")) or _words(place.get("country")) or ""
    own_country = own.get("country") if own else None
    return OutsideClaim(
        dataset="plover",
        line=line,
        native=native,
        day=day,
        type=type_ if type_ in plover_types() else None,
        mode=mode if isinstance(mode, str) else None,
        status=status,
        actors=sides[0],
        recipients=sides[1],
        code=name,
        text=_words(record.get("event_text")),
        score=number_of(_words(record.get("event_scale"))),
        contexts=_names(record.get("context"), lower=True),
        country=own_country if isinstance(own_country, str) else party_by_plover(country) or party_by_country(country),
        place=_words(place.get("resolved_place")) or _words(place.get("extracted_place")),
        latitude=lat if known else None,
        longitude=long if known else None,
        published=day_or_none(_words(own.get("told_first"))) if own else None,
        outlet=_words(cite.get("publication")),
        url=_words(cite.get("url")) or _words(record.get("link")),
        body=record,
    )


def _side(entity: Any) -> Side:
    if not isinstance(entity, dict):
        name = _words(entity) or ""
        return Side(name, party_by_plover(name) or party_by_country(name))
    code, sector = _words(entity.get("code")) or "", _words(entity.get("sector"))
    own = entity.get("onrecord_party")
    party = own if isinstance(own, str) else party_by_plover(code[:3]) if code else None
    if party and sector == REBEL and own is None and "-" not in party and party not in {"IGO", "NSA"}:
        party = f"{party}-{REBEL}"
    return Side(_words(entity.get("entity_text")) or code, party, sector)


def _unknown(entities: Any, found: tuple[Side, ...]) -> Iterator[str]:
    for entity, side in zip(_several(entities), found, strict=True):
        code = _words(entity.get("code")) if isinstance(entity, dict) else None
        if code and side.party is None:
            yield code


def _several(value: Any) -> list[Any]:
    return [] if value is None or value == "" else list(value) if isinstance(value, list) else [value]


def _names(value: Any, *, lower: bool = False) -> tuple[str, ...]:
    """Return the names a value holds: a word, a list, or words divided by semicolons."""
    words = [part.strip() for one in _several(value) for part in str(one).split(";")]
    return tuple(dict.fromkeys(word.lower() if lower else word.upper() for word in words if word))


def _words(value: Any) -> str | None:
    """Return a value as words, None where it is none."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or value == "":
        return None
    return str(value)
