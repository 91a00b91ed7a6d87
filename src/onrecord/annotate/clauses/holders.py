"""Who can speak for a party: itself, its office-holders and its public bodies; not its companies or citizens."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.vocab.lexicon import load_rows, load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from onrecord.types.annotation import Mention

FILE = "lexicons/en/positions.yml"
PUBLIC = frozenset({"ministry", "parliament", "armed_force", "central_bank", "seat"})
ANY = frozenset({"a", "an", "any", "every", "no", "some", "another", "each"})
NAMING = frozenset({"name", "metonym", "pronoun"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in load_yaml(FILE)["holders"][name])


@cache
def _public_bodies() -> frozenset[str]:
    return frozenset(row["name"] for row in load_rows("actors/institutions.csv") if row["kind"] in PUBLIC)


@cache
def _last_days() -> Mapping[str, str]:
    """Return the last day of the last office of each person in the office table; "" while one lasts."""
    last: dict[str, str] = {}
    for row in load_rows("actors/offices"):
        name, day = row["person"], row["to"]
        last[name] = "" if not day or last.get(name) == "" else max(day, last.get(name, day))
    return last


def _has_left(mention: Mention, published: date | None) -> bool:
    """Return whether the office the table gives a person was over before the text."""
    last = _last_days().get(mention.name or "", "")
    by_table = mention.rule == "person.office-table"
    return by_table and bool(last) and published is not None and last < published.isoformat()[: len(last)]


def may_hold(mention: Mention, text: str, published: date | None = None) -> bool:
    """Return whether what the mention says or wants counts as its party's, at the time of the text."""
    words = mention.span.of(text).lower()
    if mention.kind == "party":
        return mention.form in NAMING and words not in _words("not_parties")
    if mention.kind == "person":
        office = (mention.office or "").lower()
        if not office or _has_left(mention, published):
            return False
        return not any(word in part for part in (office, words) for word in _words("not_offices"))
    if mention.kind == "institution":
        if words.split(" ", 1)[0] in ANY:
            return False
        if mention.name in _public_bodies():
            return True
        return any(word in words for word in _words("bodies")) and not any(w in words for w in _words("not_bodies"))
    return False


def may_act(mention: Mention) -> bool:
    """Return whether what the mention does counts as its party's in trade: companies and people do too."""
    if mention.kind == "party":
        return mention.form in NAMING or (mention.form == "citizen" and mention.plural)
    return mention.kind in {"person", "institution"} and bool(mention.parties)
