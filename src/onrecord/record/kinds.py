"""The kinds of records a reading asserts: where each stands in the record's JSON, and what of it the store asks for.

One row a kind; everything that treats kinds alike (anchors, flat facts, the effective view) reads it here. A reading
without the list of a kind has no records of it. Keys are those of docs/json.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Shape(NamedTuple):
    """One kind.

    plural   the list in the record's JSON that holds it
    words    the spans that are the words it hangs on, the first of them its anchor; none where it is a span itself
    type     the field that says what sort of its kind it is, and tells apart what hangs on the same words
    status   the field that says where it stands, None where there is none
    sides    roles of parties and the fields that hold them: participants, one participant, or codes
    """

    plural: str
    words: tuple[str, ...]
    type: str
    status: str | None
    sides: tuple[tuple[str, str], ...]


SHAPES: Mapping[str, Shape] = {
    "attribution": Shape("attributions", ("cue",), "cue_class", None, ()),
    "event": Shape("events", ("trigger",), "type", "status", (("actor", "actors"), ("recipient", "recipients"))),
    "position": Shape("positions", ("cue", "issue"), "stance", None, (("holder", "holder"), ("target", "target"))),
    "flow": Shape("flows", ("cue", "goods"), "kind", "status", (("supplier", "supplier"), ("receiver", "receiver"))),
    "leverage": Shape("leverages", ("cue", "end"), "kind", None, (("holder", "holder"), ("target", "target"))),
    "narrative": Shape("narratives", ("cue", "claim"), "standing", None, (("owner", "owner"), ("counter", "counter"))),
    "forum": Shape("forums", (), "key", "status", (("party", "parties"),)),
    "instrument": Shape("instruments", (), "kind", "stage", (("party", "parties"),)),
    "evaluation": Shape("evaluations", (), "kind", None, ()),
}
KINDS = tuple(SHAPES)
# fields that hold one participant
ONE_SIDE = frozenset({"holder", "target", "supplier", "receiver", "owner", "counter"})


def placed(kind: str, place: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a record that says on which words it hangs."""
    words = SHAPES[kind].words
    return {name: dict(place) for name in words} if words else dict(place)


def codes_of(body: Mapping[str, Any], field: str) -> list[str]:
    """Return the codes of the parties a field holds, in its order."""
    value = body.get(field)
    sides = value if isinstance(value, (list, tuple)) else [value]
    found = (side.get("party") if isinstance(side, dict) else side for side in sides)
    return [str(code) for code in found if code]
