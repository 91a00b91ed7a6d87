"""The layout lexicon, read once and compiled: abbreviations, sentence starters, zone rules.

The file `lexicons/en/layout.yml` says what each entry means; this module only checks and compiles it.
A wrong entry is a `VocabularyError` that names it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from onrecord.errors import VocabularyError
from onrecord.types.text import ZoneKind
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "lexicons/en/layout.yml"
WORD = r"(?:[A-Z][\w.’'-]*+|(?:de|van|von|al|bin|ibn|del|da)\b)"
NAME = rf"{WORD}(?: {WORD}){{0,4}}"
PARTS = ("whole", "tail", "sentence")
PLACES = ("any", "start", "lead", "below", "end")
NAMES = "lexicons/en/given_names.yml"
# A credit before a caption, "Jo Hill/Reuters/File".
CREDITED = r"(?:Reuters|REUTERS|AP|AFP|Getty Images|Getty|EPA|Pool)"
PERSON = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}"
FRONT = rf"(?:{PERSON}/{CREDITED}(?:/(?:File|{CREDITED}))*|{CREDITED}(?:/(?:File|{CREDITED}))+)"
EDGE_MARKS = " \t\n\r*_-–—:|>»«•·.…()[]\"'“”"


@dataclass(frozen=True, slots=True)
class ZoneRule:
    """A pattern that makes a paragraph, its tail or a sentence a zone; `limit` is the most characters it may take."""

    id: str
    kind: ZoneKind
    pattern: re.Pattern[str]
    limit: int
    part: str
    near: str
    needs: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the document stage knows about the layout of English news text.

    `any_whole` matches what any rule for whole paragraphs matches: most paragraphs are prose and settled by one look.
    """

    never: frozenset[str]
    before_number: frozenset[str]
    ambiguous: frozenset[str]
    only_after_digit: frozenset[str]
    clock: frozenset[str]
    clock_followers: frozenset[str]
    exclaimed: frozenset[str]
    starters: frozenset[str]
    elisions: frozenset[str]
    domain_endings: frozenset[str]
    interface_lines: frozenset[str]
    places: frozenset[str]
    no_places: frozenset[str]
    said_clause: re.Pattern[str]
    agency: str
    month: str
    weekday: str
    name: str
    rules: dict[str, tuple[ZoneRule, ...]]
    any_whole: re.Pattern[str]


def alternatives(words: list[str]) -> str:
    """Return a regular expression for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def layout_lexicon() -> Lexicon:
    """Return the compiled lexicon; raises VocabularyError where an entry is wrong."""
    data: Mapping[str, Any] = load_yaml(FILE)
    short: Mapping[str, Any] = data["abbreviations"]
    agency, month, weekday = (alternatives(data[key]) for key in ("agencies", "months", "weekdays"))
    blanks = {"agency": agency, "month": month, "weekday": weekday, "word": WORD, "name": NAME, **_blanks(data)}
    rules = [_rule(entry, blanks) for entry in data["zones"]]
    return Lexicon(
        **{key: _words(short, key) for key in ("never", "before_number", "ambiguous", "only_after_digit")},
        **{key: _words(short, key) for key in ("clock", "clock_followers", "exclaimed")},
        starters=_words(data, "sentence_starters"),
        elisions=_words(data, "elisions"),
        domain_endings=_words(data, "domain_endings"),
        interface_lines=_words(data, "interface_lines"),
        places=frozenset(place.casefold() for place in data["dateline_places"]),
        no_places=_words(data, "dateline_exceptions"),
        said_clause=re.compile(
            rf"(?:[Tt]he )?(?:[A-Z][\w.’'-]*,?\s+){{1,4}}(?:{alternatives(data['speech_verbs'])})\b"
        ),
        agency=agency,
        month=month,
        weekday=weekday,
        name=NAME,
        rules={part: tuple(rule for rule in rules if rule.part == part) for part in PARTS},
        any_whole=re.compile("|".join(_inline(rule.pattern) for rule in rules if rule.part == "whole")),
    )


def _blanks(data: Mapping[str, Any]) -> dict[str, str]:
    """Return what stands for the other lists in patterns."""
    names = load_yaml(NAMES)
    given = [*names["women"], *names["men"]]
    return {
        "place": alternatives(data["dateline_places"]),
        "pose": alternatives(data["caption_poses"]),
        "act": alternatives(data["caption_acts"]),
        "outlet": alternatives(data["outlet_words"]),
        "given": alternatives(given),
        "front": FRONT,
    }


def _words(data: Mapping[str, Any], key: str) -> frozenset[str]:
    words = data[key]
    wrong = [word for word in words if not isinstance(word, str)]
    if wrong:
        raise VocabularyError(f"{FILE}: {key}: {wrong[0]!r} is no text; put it in quotation marks")
    return frozenset(words)


def _rule(entry: Mapping[str, Any], blanks: Mapping[str, str]) -> ZoneRule:
    name = entry.get("id", "?")
    if entry.get("kind") not in get_args(ZoneKind):
        raise VocabularyError(f"{FILE}: {name}: kind {entry.get('kind')!r} is none of {get_args(ZoneKind)}")
    source = str(entry["pattern"])
    for blank, words in blanks.items():
        source = source.replace("{" + blank + "}", words)
    try:
        needs = re.compile(entry["needs"]) if "needs" in entry else None
        pattern = re.compile(source)
    except re.error as error:
        raise VocabularyError(f"{FILE}: {name}: not a regular expression: {error}") from error
    part, near = str(entry.get("part", "whole")), str(entry.get("near", "any"))
    if part not in PARTS or near not in PLACES:
        raise VocabularyError(f"{FILE}: {name}: part is one of {PARTS}, near one of {PLACES}")
    return ZoneRule(name, entry["kind"], pattern, int(entry["max"]), part, near, needs)


def _inline(pattern: re.Pattern[str]) -> str:
    """Return a pattern as a group that can stand beside others, its flag for small and capital letters within."""
    source = pattern.pattern
    return f"(?i:{source[4:]})" if source.startswith("(?i)") else f"(?:{source})"
