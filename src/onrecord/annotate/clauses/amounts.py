"""Amounts with a unit: money, goods, shares, rates ("$1.1 billion a year", "40 percent", "30 tanks").

The units are those of `lexicons/en/proceedings.yml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.types.relation import Quantity
from onrecord.types.text import Span, plain_view
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = "lexicons/en/proceedings.yml"
MODEL = re.compile(r"(?:\b[A-Z][\w-]* |[\w-])$")


@cache
def _pattern() -> re.Pattern[str]:
    data = _units()
    names = [w for w in _words() if w[0].isalpha()]
    signs = [s for s in data["currencies"] if not s.isalpha()]
    scales, per = "|".join(sorted(data["scales"], key=len, reverse=True)), "|".join(data["per"])
    number = rf"(?P<number>\d(?:[\d,]*\d)?(?:\.\d+)?)(?:[ -]?(?P<scale>{scales})s?\b)?"
    plain = number.replace("number", "count").replace("scale", "times")
    sign = rf"(?P<sign>{_any(signs)}) ?{number}"
    share = r"(?: ?%|[ -](?:per ?cent))"
    between = r"(?:(?!of |and |or |to |an? |the |\d{2})[\w-]+ ){0,2}"
    unit = rf"(?:(?P<share>{share})|[ -]{between}(?P<unit>{_any(names)})s?\b)"
    rate = rf"(?: ?(?:a|an|per|each|every) (?P<per>{per})\b| (?P<often>annually|yearly|daily)\b)?"
    return re.compile(f"(?:{sign}|{plain}{unit}){rate}", re.IGNORECASE)


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _units() -> Mapping[str, Any]:
    found: Mapping[str, Any] = load_yaml(FILE)["units"]
    return found


@cache
def _words() -> Mapping[str, str]:
    """Return the unit of each word for one, "lorries" beside "lorry"; a plural in s is the pattern's own matter."""
    found = {**_units()["measures"], **_units()["currencies"]}
    return found | {f"{word[:-1]}ies": unit for word, unit in found.items() if word.endswith("y")}


def amounts(text: str, within: Span) -> Iterator[Quantity]:
    """Yield the amounts told within a stretch of the text, in order; the unit of a rate is "unit/period"."""
    data = _units()
    view = plain_view(text[within.start : within.end])
    for match in _pattern().finditer(view):
        if MODEL.search(view[: match.start()]):
            continue  # "Leopard 2 tanks" are not two
        scale = (match["scale"] or match["times"] or "").lower()
        if match["sign"]:
            unit = data["currencies"][match["sign"].lower()]
        elif match["share"]:
            unit = "percent"
        else:
            unit = _words()[match["unit"].lower()]
        period = data["per"].get((match["per"] or match["often"] or "").lower())
        value = float((match["number"] or match["count"]).replace(",", "")) * data["scales"].get(scale, 1)
        span = Span(within.start + match.start(), within.start + match.end())
        yield Quantity(value, f"{unit}/{period}" if period else unit, span)
