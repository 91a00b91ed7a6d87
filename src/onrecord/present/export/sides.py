"""The sides of an event as event data have them: parties with the name, the office and the words the tellings give."""

from __future__ import annotations

from itertools import permutations, product
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.present.wording import party_name
from onrecord.vocab.crosswalks import base_of, parties

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUP_SECTOR = "REB"
OFFICE_SECTOR = "GOV"


class Actor(NamedTuple):
    """One side: our code of the party, its name, the office and the words where a telling gives them."""

    party: str
    name: str
    office: str | None
    words: str | None

    @property
    def base(self) -> str:
        """Return the code of the country or body, without the suffix of a group within it."""
        return base_of(self.party)[0]

    @property
    def plover(self) -> str:
        """Return PLOVER's code, "" where it has none."""
        codes = parties().get(self.base)
        return codes.plover if codes else ""

    @property
    def sector(self) -> str | None:
        """Return the PLOVER sector: of an armed group, of a body, of somebody in office; None where nothing tells."""
        if base_of(self.party)[1]:
            return GROUP_SECTOR
        codes = parties().get(self.party)
        own = codes.sector if codes else ""
        return own or (OFFICE_SECTOR if self.office else None)


def actors_of(values: Mapping[str, Any], role: str) -> tuple[Actor, ...]:
    """Return the sides of an event in one role ("actors", "recipients"); the first telling that says tells more."""
    told = [side for telling in values["tellings"] for side in telling["event"].get(role) or ()]
    found = []
    for party in values[role]:
        own = [side for side in told if side.get("party") == party]
        name = next((side["name"] for side in own if side.get("name")), None)
        office = next((side["role"] for side in own if side.get("role")), None)
        words = next((side["mention"]["text"] for side in own if side.get("mention")), None)
        found.append(Actor(party, name or party_name(party), office, words))
    return tuple(found)


def pairs_of(values: Mapping[str, Any]) -> tuple[tuple[Actor | None, Actor | None], ...]:
    """Return who does it to whom, pair by pair, as data of pairs have it.

    Those who act jointly stand in both directions; where there is one side only, the other is None.
    """
    doers, targets = actors_of(values, "actors"), actors_of(values, "recipients")
    if doers and targets:
        return tuple((one, other) for one, other in product(doers, targets) if one.party != other.party)
    if len(doers) > 1:
        return tuple(permutations(doers, 2))
    return tuple((one, None) for one in doers) or tuple((None, one) for one in targets)
