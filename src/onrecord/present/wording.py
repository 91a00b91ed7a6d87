"""The words in which a person is shown codes, dates and sources."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from onrecord.vocab.lexicon import load_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from onrecord.types.annotation import Attribution, EventDate

MARKS: dict[str, tuple[str, str]] = {
    "named_person": ("●", "on the record"),
    "institution": ("●", "on the record"),
    "public_document": ("■", "public documents"),
    "media": ("○", "other media"),
    "unnamed": ("◌", "unnamed"),
    "nonpublic_document": ("▢", "papers not public"),
    "unspecified": ("–", "no source given"),
}
COLLECTIVE = {
    "EUR": "European Union",
    "NATO": "NATO",
    "UNO": "United Nations",
    "AUN": "African Union",
    "IGO": "other organisations",
    "WEST": "the West",
    "INT": "the international community",
    "NSA": "armed groups without a state",
}
STATUS_STYLES = {
    "occurred": "green",
    "ongoing": "green",
    "scheduled": "cyan",
    "expected": "cyan",
    "possible": "yellow",
    "conditional": "yellow",
    "demanded": "magenta",
    "denied": "red",
    "cancelled": "red",
}
# Control characters of a text must not reach the terminal, which would obey them; bidirectional ones would reorder it.
SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
SOURCE_LENGTH = 70
# words that point to a source without saying who it is
POINTING = frozenset("he she it they who whom which that this these those i we you his her its their one".split())
ONE_DAY = timedelta(days=1)


@cache
def _state_names() -> Mapping[str, str]:
    return {row["code"]: row["name"] for row in load_rows("actors/states.csv")}


def party_name(code: str) -> str:
    """Return the everyday name of a party code; "PSE-REB" names the group's side."""
    side, _, rest = code.partition("-")
    name = COLLECTIVE.get(code) or _state_names().get(side, side)
    return f"armed group, {name}" if rest else name


def on_one_line(text: str) -> str:
    """Return the text with each stretch of white space and control characters as one space."""
    return SPACES.sub(" ", text)


def plain(text: str) -> str:
    """Return the text on one line, without control characters and without space at its ends."""
    return on_one_line(text).strip()


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, "1 act" or "2 acts"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def day(value: date) -> str:
    """Return a date as "3 Dec 2025"."""
    return f"{value.day} {value:%b %Y}"


def date_words(when: EventDate | None) -> str:
    """Return an event's days as "4–5 Dec 2025", "Dec 2025", "2014" or both ends; "" for none."""
    return period_words(when.first, when.last) if when else ""


def period_words(first: date, last: date) -> str:
    """Return a period as "4–5 Dec 2025", "Dec 2025", "2014", "3 Dec 2025" or both ends."""
    if first == last:
        return day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return (
            f"{first:%b %Y}" if first.day == 1 and (last + ONE_DAY).day == 1 else f"{first.day}–{last.day} {last:%b %Y}"
        )
    return f"{day(first)} – {day(last)}"


def act_words(kind: str, mode: str | None) -> str:
    """Return an act as words, its type in lower case and its mode where it has one: "consult/visit", "accuse"."""
    return f"{kind.lower()}/{mode}" if mode else kind.lower()


def source_words(attribution: Attribution, text: str, *, mark: bool = True) -> str:
    """Return how a source is shown: the canonical name, else the text's own words."""
    words = plain(attribution.source_name or ("" if attribution.source is None else attribution.source.of(text)))
    if words.lower() in POINTING:
        side = f", {party_name(attribution.source_party)}" if attribution.source_party else ""
        words = f"somebody (“{words}”{side})"
    if not words:
        cue = plain(attribution.cue.of(text))
        words = f"“{cue}”" if any(letter.isalnum() for letter in cue) else "speaker not named there"
    if len(words) > SOURCE_LENGTH:
        words = words[: SOURCE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
    return f"{MARKS[attribution.source_type][0]} {words}" if mark else words


def status_style(status: str) -> str:
    """Return the colour a status is printed in."""
    return STATUS_STYLES[status]
