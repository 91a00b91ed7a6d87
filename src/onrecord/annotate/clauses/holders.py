"""Who can speak for a party: the party itself, its office-holders and its public bodies; not its companies or citizens."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.vocab.lexicon import load_rows, load_yaml

if TYPE_CHECKING:
    from onrecord.types.annotation import Mention

FILE = "lexicons/en/positions.yml"
PUBLIC = frozenset({"ministry", "parliament", "armed_force", "central_bank", "seat"})
NAMING = frozenset({"name", "metonym", "pronoun"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in load_yaml(FILE)["holders"][name])


@cache
def _public_bodies() -> frozenset[str]:
    return frozenset(row["name"] for row in load_rows("actors/institutions.csv") if row["kind"] in PUBLIC)


def may_hold(mention: Mention, text: str) -> bool:
    """Return whether what the mention says or wants counts as its party's."""
    if mention.kind == "party":
        return mention.form in NAMING
    words = mention.span.of(text).lower()
    if mention.kind == "person":
        office = (mention.office or "").lower()
        return bool(office) and not any(word in office for word in _words("not_offices"))
    if mention.kind == "institution":
        if mention.name in _public_bodies():
            return True
        return any(word in words for word in _words("bodies")) and not any(w in words for w in _words("not_bodies"))
    return False


def may_act(mention: Mention) -> bool:
    """Return whether what the mention does counts as its party's in trade: companies and people do too."""
    if mention.kind == "party":
        return mention.form in NAMING
    return mention.kind in {"person", "institution"} and bool(mention.parties)
