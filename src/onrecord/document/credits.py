"""Wire credits: which agency a text says it comes from.

Guarantees: only the first and last paragraphs and the byline are looked at, and only wording that credits; an agency
that is quoted, or credited with a photograph, is none. The first credit found counts; the credits and the agencies are
those of `lexicons/en/credits.yml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.errors import VocabularyError
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "lexicons/en/credits.yml"
PLACES = ("start", "end", "both")
AT_START, AT_END = 5, 6
# of a paragraph only this much is looked at: from its begin at the start of a text, to its end at the end
REACH = 600
PHOTOGRAPH = re.compile(r"(?i)\b(?:photo(?:graph)?s?|pictures?|image|getty|handout|file)\b")


class Credit(NamedTuple):
    """A pattern that finds credits, and in which paragraphs."""

    id: str
    where: str
    whole: bool
    pattern: re.Pattern[str]


def find_wire(text: str, *, title: str | None = None, author: str | None = None) -> str | None:
    """Return the code of the agency a text is credited to ("Reuters"), None where it is credited to none.

    >>> find_wire("OSLO, March 4 (Reuters) - The two ministers met.")
    'Reuters'
    """
    by_author = _agency(author.strip().removeprefix("By ").strip()) if author else None
    if by_author:
        return by_author
    for paragraph, where in _edges(text, title):
        # most paragraphs name no agency at all, and a plain search tells so a hundred times faster than the patterns
        if not any(name in paragraph for name in _codes()):
            continue
        for credit in _credits():
            if credit.where not in (where, "both"):
                continue
            found = credit.pattern.fullmatch(paragraph) if credit.whole else credit.pattern.match(paragraph)
            if found and not PHOTOGRAPH.search(found[0]):
                return _agency(found["agency"])
    return None


def _edges(text: str, title: str | None) -> Iterator[tuple[str, str]]:
    """Yield the first and the last paragraphs of a text with their place, without its headline."""
    head = [line.strip() for line in text[: 4 * REACH].split("\n") if line.strip()]
    tail = [line.strip() for line in text[-4 * REACH :].split("\n") if line.strip()]
    for number, paragraph in enumerate(head[:AT_START]):
        if not (number == 0 and title and paragraph.casefold() == title.strip().casefold()):
            yield paragraph[:REACH], "start"
    for paragraph in reversed(tail[-AT_END:]):
        yield paragraph[-REACH:], "end"


def _agency(name: str) -> str | None:
    return _codes().get(name)


@cache
def _codes() -> dict[str, str]:
    return {name: entry["id"] for entry in load_yaml(FILE)["agencies"] for name in entry["names"]}


@cache
def _credits() -> tuple[Credit, ...]:
    names = "|".join(re.escape(name) for name in sorted(_codes(), key=lambda name: (-len(name), name)))
    return tuple(_credit(entry, names) for entry in load_yaml(FILE)["credits"])


def _credit(entry: dict[str, Any], names: str) -> Credit:
    name = str(entry.get("id", "?"))
    if entry.get("where") not in PLACES:
        raise VocabularyError(f"{FILE}: {name}: where is one of {PLACES}")
    try:
        pattern = re.compile(str(entry["pattern"]).replace("(?:{agency})", rf"\b(?P<agency>{names})(?!\w)"))
    except (re.error, KeyError) as error:
        raise VocabularyError(f"{FILE}: {name}: not a regular expression: {error}") from error
    if "agency" not in pattern.groupindex:
        raise VocabularyError(f"{FILE}: {name}: the pattern has no (?:{{agency}})")
    return Credit(name, entry["where"], bool(entry.get("whole")), pattern)
