"""Amounts with a unit: money, goods, rates ("$1.1 billion a year", "2.5 million tonnes", "60 lorries a day")."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.proceedings.lexicon import FILE
from onrecord.types.relation import Quantity
from onrecord.types.text import Span, plain_view
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class _Units(NamedTuple):
    pattern: re.Pattern[str]
    symbols: Mapping[str, str]
    words: Mapping[str, str]
    scales: Mapping[str, float]
    per: Mapping[str, str]


@cache
def _units() -> _Units:
    data = load_yaml(FILE)["units"]
    currencies, measures = data["currencies"], data["measures"]
    symbols = {k: v for k, v in currencies.items() if not k.isalpha()}
    words = {k: v for k, v in (*currencies.items(), *measures.items()) if k.isalpha() or " " in k}
    words |= {f"{word[:-1]}ies": unit for word, unit in words.items() if word.endswith("y")}
    names = "|".join(sorted((re.escape(w) for w in words), key=len, reverse=True))
    signs = "|".join(sorted((re.escape(s) for s in symbols), key=len, reverse=True))
    scales = "|".join(sorted(data["scales"], key=len, reverse=True))
    per = "|".join(data["per"])
    figure = r"(?P<figure>\d[\d,]*(?:\.\d+)?)(?:[ -]?(?P<scale>" + scales + r")s?\b)?"
    rate = r"(?: ?(?:a|an|per|each|every) (?P<per>" + per + r")\b| (?P<adverb>annually|yearly|daily)\b)?"
    money = r"(?P<sign>" + signs + r") ?" + figure
    goods = figure.replace("figure", "count").replace("scale", "times")
    kind = r"[ -](?:[a-z-]+ )?(?P<unit>" + names + r")s?\b"
    pattern = re.compile(f"(?:{money}|{goods}{kind}){rate}", re.IGNORECASE)
    return _Units(pattern, symbols, words, data["scales"], data["per"])


def quantities(text: str, within: Span) -> Iterator[Quantity]:
    """Yield the amounts told within a stretch of the text, in order; the unit of a rate is "unit/period"."""
    units = _units()
    view = plain_view(text[within.start : within.end])
    for match in units.pattern.finditer(view):
        sign = match["sign"]
        figure = match["figure"] or match["count"]
        scale = (match["scale"] or match["times"] or "").lower()
        unit = units.symbols[sign.lower()] if sign else units.words[match["unit"].lower()]
        period = units.per.get((match["per"] or match["adverb"] or "").lower())
        value = float(figure.replace(",", "")) * units.scales.get(scale, 1)
        span = Span(within.start + match.start(), within.start + match.end())
        yield Quantity(value, f"{unit}/{period}" if period else unit, span)
