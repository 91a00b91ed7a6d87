"""The form of a rule, and how rules are found in a text.

A pattern is written over token kinds: `<m: MONTH> <d: DAY> (?: COMMA? <y: YEAR>)?`. Upper-case words are kinds,
`<name: ...>` is a named group, the rest is regular-expression syntax; spaces do not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.times.lexicon import CODES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onrecord.annotate.times.reading import Reading
    from onrecord.annotate.times.scene import Hit

KIND = re.compile(r"\b[A-Z][A-Z_0-9]+\b")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what is made of it; `read` returns None where the words are no time after all."""

    id: str
    pattern: str
    read: Callable[[Hit], Reading | None]


class Candidate(NamedTuple):
    """A place where a rule's pattern matched."""

    match: re.Match[str]
    rule: Rule


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern as a regular expression over a string of kinds; raises KeyError for an unknown kind."""
    coded = KIND.sub(_code, pattern.replace(">", ")"))
    return re.compile(re.sub(r"<(\w+):", r"(?P<\1>", coded).replace(" ", "").replace("\n", ""))


def _code(kind: re.Match[str]) -> str:
    name = kind.group()
    return f"[{CODES['UNIT']}{CODES['YEARUNIT']}]" if name == "UNIT" else CODES[name]


def candidates(rules: Iterable[Rule], coded: str) -> list[Candidate]:
    """Return every place where a rule matches, leftmost first, at one place the longest and then the first rule."""
    found = [Candidate(match, rule) for rule in rules for match in compiled(rule.pattern).finditer(coded)]
    return sorted(found, key=lambda c: (c.match.start(), -c.match.end()))
