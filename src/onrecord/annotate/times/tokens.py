"""Text to tokens with a kind each: the alphabet the rules are written in.

Offsets are those of the text as given. Words the lexicon does not know are kept (kind OTHER): the tense of a clause
is read from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.annotate.times.lexicon import CAPITAL, CODES, lexicon
from onrecord.annotate.times.numbers import compose

if TYPE_CHECKING:
    from collections.abc import Sequence

TOKEN = re.compile(
    r"""
    (?P<ISO>(?:1\d|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?![\w/-]))
  | (?P<SLASHED>\d{1,2}[/.]\d{1,2}[/.](?:(?:19|20)\d\d|\d\d)(?![\w/.-]\d|\w))
  | (?P<CLOCK>\d{1,2}(?:[:.][0-5]\d)?\s?(?:[ap]\.\s?m\b\.?|[ap]m\b))
  | (?P<CLOCK24>(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:]))
  | (?P<DECADE>(?:1[5-9]|20)\d0'?s\b|'\d0s\b|(?<!\w)[2-9]0s\b)
  | (?P<ORD>\d{1,3}(?:st|nd|rd|th)\b)
  | (?P<BIGNUM>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?!\w)
  | (?P<NUMBER>\d+)(?!\w)
  | (?P<BREAK>\n[^\S\n]*\n)
  | (?P<WORD>[^\W_]+(?:'(?!s\b)[^\W\d_]+)*)
  | (?P<POSS>'s\b|'(?=\s))
  | (?P<PUNCT>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
DASHES = frozenset("-–—−")
DIGIT = re.compile(r"\d")
LETTERS = re.compile(r"[a-z]+")
HEAD_WORD = re.compile(r"[^\W_]+")
SENTENCE_END = re.compile(r"[\"'”’)\]]*(?:\s+[\"'“‘(\[]*(?:[A-Z0-9]|_)|\s*\Z)")
TITLES = frozenset("mr mrs ms dr gen sen rep gov lt col st sgt capt adm maj rev prof hon jr sr vs no".split())
LAST_DAY_OF_MONTH = 31
FIRST_YEAR, LAST_YEAR = 1000, 2199


@dataclass(frozen=True, slots=True)
class TimeToken:
    """One token: its place, its kind, and what it stands for (a number, a month, a unit ...)."""

    start: int
    end: int
    lower: str
    kind: str
    value: Any = None
    capital: bool = False


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    """Return for each first word of a phrase the phrases that begin with it, the longest first."""
    groups: dict[str, list[str]] = {}
    for word in lexicon().words:
        head = HEAD_WORD.match(word)
        if head and head.group() != word:
            groups.setdefault(head.group(), []).append(word)
    return {
        head: re.compile(
            "|".join(r"\s+".join(map(re.escape, w.split(" "))) for w in sorted(group, key=len, reverse=True))
            + r"(?!\w)",
            re.IGNORECASE,
        )
        for head, group in groups.items()
    }


@cache
def _phrase_pattern(head: str) -> re.Pattern[str] | None:
    return _phrases().get(head)


def tokenise(text: str) -> list[TimeToken]:
    """Return all tokens of the text in order; number words are put together ("twenty-five")."""
    view = text.translate(STRAIGHT)
    found: list[TimeToken] = []
    position = 0
    while match := TOKEN.search(view, position):
        token = _token(view, match, found)
        found.append(token)
        position = token.end
    return compose(found)


def kinds(tokens: Sequence[TimeToken]) -> str:
    """Return the kinds of the tokens as one string, a character each."""
    return "".join(CODES["YEARUNIT" if t.kind == "UNIT" and t.value == "year" else t.kind] for t in tokens)


def may_name_time(text: str) -> bool:
    """Return whether a text has a digit or a word that a time needs; cheap, and true of most articles."""
    lower = text.lower()
    return bool(DIGIT.search(lower)) or not lexicon().cores.isdisjoint(LETTERS.findall(lower))


def _token(view: str, match: re.Match[str], before: list[TimeToken]) -> TimeToken:
    start, end, shape = match.start(), match.end(), str(match.lastgroup)
    lower = match.group().lower()
    if shape in {"WORD", "NUMBER", "PUNCT"}:
        return _phrase(view, start, lower) or _plain(view, match, shape, before)
    if shape == "ORD":
        return TimeToken(start, end, lower, "ORD", int(lower[:-2]))
    if shape == "BREAK":
        return TimeToken(start, end, "", "STOP")
    return TimeToken(start, end, lower, shape, lower)


def _plain(view: str, match: re.Match[str], shape: str, before: list[TimeToken]) -> TimeToken:
    start, end = match.span()
    lower = match.group().lower()
    if shape == "WORD":
        return _word(view, start, end, before)
    if shape == "NUMBER":
        return _number(start, end, lower)
    return TimeToken(start, end, lower, _mark(view, start, lower, before))


def _phrase(view: str, start: int, lower: str) -> TimeToken | None:
    pattern = _phrase_pattern(lower)
    match = pattern.match(view, start) if pattern else None
    if match is None:
        return None
    words = " ".join(match.group().lower().split())
    entry = lexicon().words[words]
    if entry.kind in CAPITAL and not _is_capitalised(match.group()):
        return None
    return TimeToken(start, match.end(), words, entry.kind, entry.value)


def _is_capitalised(phrase: str) -> bool:
    return not any(word[0].islower() for word in phrase.split() if word.lower() not in {"the", "of"})


def _word(view: str, start: int, end: int, before: list[TimeToken]) -> TimeToken:
    text = view[start:end]
    lower, capital = text.lower(), text[:1].isupper()
    known = lexicon()
    entry = known.words.get(lower)
    if entry is None or (entry.kind in CAPITAL and not capital):
        return TimeToken(start, end, lower, "OTHER", capital=capital)
    if lower in known.abbreviations:
        if view[end : end + 1] == ".":
            return TimeToken(start, end + 1, lower, entry.kind, entry.value, capital)
        numbered = re.match(r"\s\d", view[end : end + 2]) or (before and before[-1].kind == "DAY")
        if entry.kind != "MONTH" or not numbered:
            return TimeToken(start, end, lower, "OTHER", capital=capital)
    return TimeToken(start, end, lower, entry.kind, entry.value, capital)


def _number(start: int, end: int, digits: str) -> TimeToken:
    value = int(digits[:12])
    if len(digits) <= 2 and 1 <= value <= LAST_DAY_OF_MONTH:
        kind = "DAY"
    elif len(digits) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
        kind = "YEAR"
    else:
        kind = "NUM"
    return TimeToken(start, end, digits, kind, value)


def _mark(view: str, start: int, mark: str, before: list[TimeToken]) -> str:
    if mark in DASHES:
        left, right = view[start - 1 : start], view[start + 1 : start + 2]
        return "DASH" if left.strip() and right.strip() else "SPACED_DASH"
    if mark == ",":
        return "COMMA"
    if mark == "/":
        return "SLASH"
    if mark == ";":
        return "STOP"
    if mark in ".!?…" and SENTENCE_END.match(view, start + 1):
        abbreviated = mark == "." and before and before[-1].end == start and _is_title(before[-1])
        return "OTHER" if abbreviated else "STOP"
    return "OTHER"


def _is_title(token: TimeToken) -> bool:
    return token.lower in TITLES or (len(token.lower) == 1 and token.lower.isalpha())
