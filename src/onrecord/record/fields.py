"""What of a record a person can correct: the fields of each kind, what they take, and how a value is put in.

A value is typed as words and kept as JSON. Raises UsageError, saying what the field takes.
"""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from onrecord.errors import UsageError
from onrecord.record.kinds import ONE_SIDE, placed
from onrecord.types.annotation import CueClass, EvaluationKind, QuoteForm, SourceType, Status, Voice
from onrecord.types.relation import Change, FlowKind, Stage, Stance, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ORGANISATIONS = frozenset("UNO EUR NATO AUN IGO WEST INT NSA".split())
TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
).split()
SECTORS = "arms energy technology finance labour grain goods".split()
BASIS = "judgement"
NONE = frozenset({"", "none", "null", "-"})


def _one_of(values: tuple[str, ...] | list[str]) -> Callable[[str], Any]:
    by_small = {value.lower(): value for value in values}

    def read(words: str) -> str:
        if words.strip().lower() not in by_small:
            raise ValueError(f"one of {', '.join(values)}")
        return by_small[words.strip().lower()]

    return read


def _or_none(read_one: Callable[[str], Any]) -> Callable[[str], Any]:
    def read(words: str) -> Any:
        if words.strip().lower() in NONE:
            return None
        try:
            return read_one(words)
        except ValueError as error:
            raise ValueError(f"{error}, or none") from None

    return read


def _number(words: str) -> int:
    if not (words.strip().isascii() and words.strip().isdigit()):
        raise ValueError("a number")
    return int(words)


def _name(words: str) -> str:
    if words.strip().lower() in NONE:
        raise ValueError("words")
    return words.strip()


def _one_party(words: str) -> str:
    code = _party(words)
    if code is None:
        raise ValueError("a party code such as IND, EUR or PSE-REB")
    return code


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
    "position": {
        "holder": _one_party,
        "stance": _one_of(get_args(Stance)),
        "target": _party,
        "topic": _words,
    },
    "flow": {
        "kind": _one_of(get_args(FlowKind)),
        "supplier": _party,
        "receiver": _party,
        "sector": _one_of(SECTORS),
        "good": _words,
        "change": _or_none(_one_of(get_args(Change))),
        "status": _one_of(get_args(Status)),
    },
    "leverage": {"holder": _one_party, "target": _party},
    "narrative": {"owner": _party, "counter": _party, "standing": _one_of(get_args(Standing))},
    "forum": {
        "key": _name,
        "name": _name,
        "parties": _parties,
        "session": _or_none(_number),
        "status": _or_none(_one_of(get_args(Status))),
        "date": _date,
        "place": _place,
    },
    "instrument": {
        "key": _name,
        "name": _name,
        "kind": _name,
        "parties": _parties,
        "stage": _or_none(_one_of(get_args(Stage))),
        "sector": _words,
        "date": _date,
    },
    "evaluation": {"kind": _one_of(get_args(EvaluationKind)), "voice": _one_of(get_args(Voice))},
}


# the fields a record that a person adds cannot do without
NEEDED: Mapping[str, tuple[str, ...]] = {
    "event": ("type",),
    "position": ("holder", "stance"),
    "flow": ("kind", "sector"),
    "leverage": ("holder",),
    "forum": ("key",),
    "instrument": ("key", "kind"),
}


def read_value(kind: str, field: str, words: str) -> Any:
    """Return the value a person typed for a field, as plain values; raises UsageError where it takes no such value."""
    fields = FIELDS.get(kind, {})
    if field not in fields:
        raise UsageError(f"{field!r} is no field of {a(kind)}; it has {', '.join(fields)}")
    try:
        return fields[field](words)
    except ValueError as error:
        raise UsageError(f"{field} of {a(kind)} takes {error}; not {words!r}") from None


def a(kind: str) -> str:
    """Return a kind with its article: "an event", "a flow"."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def corrected(body: Mapping[str, Any], field: str, value: Any) -> dict[str, Any]:
    """Return the values of a record with one field replaced; parties that stay keep their names and places."""
    if field in {"actors", "recipients"}:
        known = {participant["party"]: participant for participant in body.get(field, ())}
        value = [known.get(party) or _participant(party) for party in value]
    elif field in ONE_SIDE and value is not None:
        before = body.get(field) or {}
        value = before if before.get("party") == value else _participant(value)
    return {**body, field: value}


def _participant(party: str) -> dict[str, Any]:
    return {"party": party, "name": None, "role": None, "mention": None}


BLANK: Mapping[str, Mapping[str, Any]] = {
    "attribution": {
        **dict.fromkeys(("source", "source_party", "source_name", "source_office", "parent", "continues", "denies")),
        "source_type": "unspecified",
        "cue_class": "neutral",
        "quote": "indirect",
        "content": [],
        "qualifiers": [],
    },
    "event": {
        **dict.fromkeys(("type", "mode", "status_cue", "date", "place", "attribution")),
        "status": "occurred",
        "actors": [],
        "recipients": [],
        "contexts": [],
    },
    "position": dict.fromkeys(("holder", "stance", "topic", "target", "condition", "attribution")),
    "flow": {
        **dict.fromkeys(("kind", "supplier", "receiver", "sector", "good", "change", "attribution")),
        "status": "occurred",
        "quantities": [],
    },
    "leverage": dict.fromkeys(("holder", "instrument", "target", "attribution")),
    "narrative": {
        **dict.fromkeys(("about", "owner", "counter", "standing_cue", "attribution")),
        "standing": "reported",
        "quoted": False,
    },
    "forum": {
        **dict.fromkeys(("key", "session", "agenda", "status", "date", "place", "attribution", "event")),
        "parties": [],
        "chairs": [],
    },
    "instrument": {
        **dict.fromkeys(("key", "kind", "sector", "stage", "cue", "date", "attribution", "event")),
        "parties": [],
        "quantities": [],
    },
    "evaluation": {"kind": "loaded", "voice": "own"},
}


def blank(kind: str, place: Mapping[str, Any]) -> dict[str, Any]:
    """Return an empty record of a kind on some words, for one that a person adds."""
    named = {"name": place["text"]} if "name" in FIELDS[kind] else {}
    why = BASIS if kind == "evaluation" else [BASIS]
    return {**placed(kind, place), **deepcopy(dict(BLANK[kind])), **named, "why": why}
