"""Datelines: place, date and agency before the first sentence ("MINSK, June 2 (AP) — ").

Guarantees: a dateline is cut off only where its words are a place, a date or an agency by the layout lexicon or by
their capitals; "Vladimir Putin — the president — said" and "NATO — the alliance" stay prose.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from onrecord.document.lexicon import layout_lexicon

if TYPE_CHECKING:
    from onrecord.types.text import Span

ALNUM = re.compile(r"[^\W_]")
LONGEST = 140
# A single word of up to five capitals is more often an acronym than a place, unless the lexicon knows it.
LONGEST_ACRONYM = 5
MOST_SPACES = 3


def dateline_end(text: str, span: Span) -> int | None:
    """Return where the dateline at the front of a paragraph ends and its first sentence begins; None without one."""
    located, bare = _patterns()
    last = min(span.end, span.start + LONGEST)
    match = located.match(text, span.start, last)
    agency_only = bare.match(text, span.start, last)
    found = agency_only or match
    if found is None:
        return None
    end = found.end()
    while end < span.end and (text[end].isspace() or text[end] in "-–—.:"):
        end += 1
    if not ALNUM.search(text, end, span.end):
        return None
    if agency_only is None and match and not _is_dateline(match, text[end]):
        return None
    return end


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a dateline with a place, and of one with the agency alone."""
    lexicon = layout_lexicon()
    month, weekday, agencies = lexicon.month, lexicon.weekday, lexicon.agency
    day = rf"(?:{month})\.? \d{{1,2}}|\d{{1,2}} (?:{month})\.?"
    date = rf"(?:(?:{day})(?:,? \d{{4}})?|{weekday})"
    agency = rf"[(/\[](?:{agencies})(?:[ ,/-]+(?:{agencies}|{date}))*[)/\]]"
    piece = r"(?:[A-Z][\w’'./-]*|el-[A-Z]\w*|de|of|the)"
    place = rf"{piece}(?:\s{piece}){{0,3}}"
    dash = r"\s?(?:—|–|--+|―|−)\s?|\s-\s|-\s"
    located = re.compile(
        rf"(?P<place>{place})(?P<region>,\s{place})?(?P<date>[,.]?\s{date})?"
        rf"(?:(?P<agency>[.,]?\s?{agency})(?:{dash}|[:.]?\s)|(?P<sep>{dash}|:\s))"
    )
    bare = re.compile(rf"(?:{date}\.?\s?)?(?:{agency})(?:{dash}|[:.]?\s|(?=[A-Z]))")
    return located, bare


def _is_dateline(match: re.Match[str], begins: str) -> bool:
    """Return whether the words before the dash or colon are a place and date rather than the front of a sentence."""
    if match["agency"]:
        return True
    separator = match["sep"].strip()
    known = _is_known(match["place"])
    shouted = _is_shouted(match["place"])
    if begins.islower():
        return match["date"] is not None and (known or shouted)
    if match["date"] or match["region"]:
        return separator != ":" and (known or shouted)
    return known or (separator != ":" and shouted and _may_be_place(match["place"]))


def _is_known(place: str) -> bool:
    return any(part.casefold() in layout_lexicon().places for part in (place, *re.split(r"[/-]", place)))


def _is_shouted(place: str) -> bool:
    letters = [c for c in place if c.isalpha()]
    return len(letters) > 2 and all(c.isupper() for c in letters)


def _may_be_place(place: str) -> bool:
    if place in layout_lexicon().no_places or place.count(" ") >= MOST_SPACES:
        return False
    return sum(c.isalpha() for c in place) > LONGEST_ACRONYM
