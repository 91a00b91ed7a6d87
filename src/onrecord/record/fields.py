"""What of a record a person can correct: the fields of each kind, what they take, and how a value is put in.

A value is typed as words and kept as JSON. Raises UsageError, saying what the field takes.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from onrecord.errors import UsageError
from onrecord.types.annotation import CueClass, EvaluationKind, QuoteForm, SourceType, Status, Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ORGANISATIONS = frozenset("UNO EUR NATO AUN IGO WEST INT NSA".split())
TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
).split()
BASIS = "judgement"
NONE = frozenset({"", "none", "null", "-"})


def _one_of(values: tuple[str, ...] | list[str]) -> Callable[[str], Any]:
    by_small = {value.lower(): value for value in values}

    def read(words: str) -> str:
        if words.strip().lower() not in by_small:
            raise ValueError(f"one of {', '.join(values)}")
        return by_small[words.strip().lower()]

    return read


def _words(words: str) -> str | None:
    return None if words.strip().lower() in NONE else words.strip()


def _party(words: str) -> str | None:
    if words.strip().lower() in NONE:
        return None
    code = words.strip().upper()
    if code.removesuffix("-REB") not in _states() | ORGANISATIONS:
        raise ValueError("a party code such as IND, EUR or PSE-REB, or none")
    return code


@cache
def _states() -> frozenset[str]:
    from onrecord.vocab.lexicon import load_rows  # noqa: PLC0415 - only a correction needs the table

    return frozenset(row["code"] for row in load_rows("actors/states.csv"))


def _parties(words: str) -> list[str]:
    if words.strip().lower() in NONE:
        return []
    return [party for part in re.split(r"[,\s]+", words.strip()) if (party := _party(part))]


def _date(words: str) -> dict[str, Any] | None:
    if words.strip().lower() in NONE:
        return None
    first, _, last = words.strip().partition("/")
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        raise ValueError("a day or two: 2025-12-04 or 2025-12-04/2025-12-05, or none") from None
    if end < begin:
        raise ValueError("a first day that is not after the last")
    edtf = first if begin == end else f"{first}/{last}"
    return {"start": begin.isoformat(), "end": end.isoformat(), "edtf": edtf, "basis": BASIS, "mention": None}


def _place(words: str) -> dict[str, Any] | None:
    country, _, name = words.strip().partition(" ")
    code = _party(country)
    return {"country": code, "name": name.strip() or None, "mention": None} if code else None


FIELDS: Mapping[str, Mapping[str, Callable[[str], Any]]] = {
    "event": {
        "type": _one_of(TYPES),
        "mode": _words,
        "status": _one_of(get_args(Status)),
        "actors": _parties,
        "recipients": _parties,
        "date": _date,
        "place": _place,
    },
    "attribution": {
        "source_type": _one_of(get_args(SourceType)),
        "source_party": _party,
        "source_name": _words,
        "source_office": _words,
        "cue_class": _one_of(get_args(CueClass)),
        "quote": _one_of(get_args(QuoteForm)),
    },
    "evaluation": {"kind": _one_of(get_args(EvaluationKind)), "voice": _one_of(get_args(Voice))},
}


def read_value(kind: str, field: str, words: str) -> Any:
    """Return the value a person typed for a field, as plain values; raises UsageError where it takes no such value."""
    fields = FIELDS.get(kind, {})
    if field not in fields:
        raise UsageError(f"{field!r} is no field of an {kind}; it has {', '.join(fields)}")
    try:
        return fields[field](words)
    except ValueError as error:
        raise UsageError(f"{field} of an {kind} takes {error}; not {words!r}") from None


def corrected(body: Mapping[str, Any], field: str, value: Any) -> dict[str, Any]:
    """Return the values of a record with one field replaced; parties that stay keep their names and places."""
    if field in {"actors", "recipients"}:
        known = {participant["party"]: participant for participant in body.get(field, ())}
        unnamed = {"name": None, "role": None, "mention": None}
        value = [known.get(party, {"party": party, **unnamed}) for party in value]
    return {**body, field: value}


def blank(kind: str, place: Mapping[str, Any]) -> dict[str, Any]:
    """Return an empty record of a kind on some words, for one that a person adds."""
    if kind == "event":
        empty: dict[str, Any] = {"actors": [], "recipients": [], "contexts": [], "why": [BASIS]}
        none = dict.fromkeys(("mode", "status_cue", "date", "place", "attribution"))
        return {"trigger": dict(place), "type": None, "status": "occurred"} | none | empty
    if kind == "attribution":
        none = dict.fromkeys(
            ("source", "source_party", "source_name", "source_office", "parent", "continues", "denies")
        )
        kinds = {"source_type": "unspecified", "cue_class": "neutral", "quote": "indirect"}
        return {"cue": dict(place), "content": [], "qualifiers": [], "why": [BASIS]} | kinds | none
    return {**place, "kind": "loaded", "voice": "own", "why": BASIS}
