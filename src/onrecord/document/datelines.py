"""Datelines: place, date and agency before the first sentence ("MINSK, June 2 (AP) — ").

Guarantees: a dateline is cut off only where its words are a place, a date or an agency by the layout lexicon or by
their capitals; "Vladimir Putin — the president — said" and "NATO — the alliance" stay prose.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from onrecord.document.lexicon import layout_lexicon
from onrecord.types.text import Span

ALNUM = re.compile(r"[^\W_]")
LONGEST = 140
# A single word of up to five capitals is more often an acronym than a place, unless the lexicon knows it.
LONGEST_ACRONYM = 5
MOST_SPACES = 3


def dateline_end(text: str, span: Span, *, late: bool = False) -> int | None:
    """Return where the dateline at the front of a paragraph ends and its first sentence begins; None without one.

    `late` asks for more: further down in a text only an agency, a date or a known place in capitals is one.
    """
    patterns = _patterns()
    last = min(span.end, span.start + LONGEST)
    match = patterns.located.match(text, span.start, last)
    agency_only = patterns.bare.match(text, span.start, last)
    found = agency_only or match
    if found is None:
        return None
    end = found.end()
    while end < span.end and (text[end].isspace() or text[end] in "-–—.:_"):
        end += 1
    if not ALNUM.search(text, end, span.end):
        return None
    if agency_only is None and match and not _is_dateline(match, text[end], late=late):
        return None
    return end


def credit_end(text: str, span: Span) -> int | None:
    """Return where the byline ends that stands before a dateline on one line; None without both."""
    credit = _patterns().credit.match(text, span.start, min(span.end, span.start + LONGEST))
    if credit is None:
        return None
    rest = Span(credit.end(), span.end)
    return credit.end() if dateline_end(text, rest, late=True) else None


class _Patterns(NamedTuple):
    """A dateline with a place, one with the agency alone, and a byline before a place in capitals."""

    located: re.Pattern[str]
    bare: re.Pattern[str]
    credit: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    lexicon = layout_lexicon()
    agencies = lexicon.agency
    date = _date(lexicon.month, lexicon.weekday)
    agency = rf"[(/\[](?i:{agencies})(?:[ ,/-]+(?:(?i:{agencies})|{date}))*[)/\]]"
    # Whoever is named in brackets between a place in capitals and a dash sent the report.
    sender = r"\([A-Z][^()\n]{1,50}\)"
    piece = r"(?:[A-Z][\w’'./-]*|el-[A-Z]\w*|de|of|the)"
    place = rf"{piece}(?:\s{piece}){{0,3}}"
    dash = r"\s?(?:—|–|--+|―|−)\s?|\s[-_]\s|[-_]\s"
    located = re.compile(
        rf"(?P<place>{place}(?:\s?/\s?{place})?)(?P<region>(?:,\s{place}){{1,2}})?(?P<date>(?:[,.]?\s|\s?[|•·]\s?){date})?"
        rf"(?:(?P<agency>[.,]?\s{{0,12}}{agency})(?:{dash}|[:.]?\s)"
        rf"|(?P<sender>[.,]?\s{{0,12}}{sender})(?:{dash}|:\s)|(?P<sep>\.?(?:{dash})|:\s))"
    )
    exact = agency.replace("(?i:", "(?:")
    bare = re.compile(rf"(?:{date}\.?\s?)?(?:(?:{exact})(?:[:.]?\s|(?=[A-Z]))|(?:{agency})(?:{dash}))")
    credit = re.compile(rf"B[Yy]\s(?:{lexicon.name})(?:(?:,|\sand)\s(?:{lexicon.name}))*?,?\s(?=[A-Z]{{4}})")
    return _Patterns(located, bare, credit)


def _date(month: str, weekday: str) -> str:
    """Return a pattern of "Dec. 5", "5 December 2025", "Friday", "Fri Dec 5"."""
    day = rf"(?:{month})\.? \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? (?:{month})\.?"
    return rf"(?:(?:(?:{weekday})\.?,? )?(?:{day})(?:,? \d{{4}})?|(?:{weekday})\b)"


def _is_dateline(match: re.Match[str], begins: str, *, late: bool) -> bool:
    """Return whether the words before the dash or colon are a place and date rather than the front of a sentence."""
    if match["agency"]:
        return True
    place, region, date = match["place"], match["region"], match["date"]
    known, shouted = _is_known(place), _is_shouted(place)
    if match["sender"]:
        return known or (shouted and (date is not None or _may_be_place(place)))
    separator = match["sep"].strip()
    if late and not (shouted and (known or date) and separator != ":"):
        return False
    if begins.islower():
        return date is not None and separator != ":" and (known or shouted)
    if date or region:
        plain = separator != ":" or date is not None or (known and shouted)
        return plain and (known or shouted)
    return known or (separator != ":" and shouted and _may_be_place(place))


def _is_known(place: str) -> bool:
    return any(part.casefold() in layout_lexicon().places for part in (place, *re.split(r"\s?[/-]\s?", place)))


def _is_shouted(place: str) -> bool:
    letters = [c for c in place if c.isalpha()]
    return len(letters) > 2 and all(c.isupper() for c in letters)


def _may_be_place(place: str) -> bool:
    if place in layout_lexicon().no_places or place.count(" ") >= MOST_SPACES:
        return False
    return sum(c.isalpha() for c in place) > LONGEST_ACRONYM
