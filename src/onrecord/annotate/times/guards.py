"""What looks like a time and is none: amounts, names, references, the modal "may", the verb "march"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.times.lexicon import lexicon

if TYPE_CHECKING:
    from onrecord.annotate.times.scene import Hit

PERSONS = ("ers", "ors", "ists", "ians", "ees", "ants", "men", "women")
COMMON_YEARS = range(1800, 2060)
YEAR_PREPOSITIONS = frozenset("in since by until till of from before after during through for to between".split())
PREFIXES = frozenset("mid early late pre post since non".split())
AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar"})
DETERMINERS = frozenset({"the", "its", "their", "his", "her", "a", "this", "'s", "since", "during"})
# Counted nouns that a year may describe: "the 2015 attacks".
EVENTS = frozenset({"attacks", "strikes", "offensive", "deaths", "cases", "seats", "shares"})
TAIL_WORDS = frozenset("era style vintage model".split())


def is_amount(hit: Hit, name: str) -> bool:
    """Return whether the day number of a group belongs to what follows, as in "in May 5 percent"."""
    days = hit.group(name)
    return hit.scene.tokens[hit.last - 1] is days[0] and hit.next() in {"%", "percent", "million", "billion"}


def counts_things(hit: Hit) -> bool:
    """Return whether the last number is followed by something it counts."""
    following = hit.next()
    return following in lexicon().lists["counted_nouns"] or following.endswith(PERSONS)


def month_name(hit: Hit, *, numbered: bool) -> bool:
    """Return whether "May" or "March" is the month here; `numbered` tells that a year follows it."""
    token = hit.token("m")
    if token is None or token.lower not in AMBIGUOUS_MONTHS:
        return token is not None and not _first_name(hit)
    previous = hit.previous()
    if previous in lexicon().lists["person_titles"]:
        return False
    if token.lower == "may" and hit.scene.speaks_of_person_may:
        return numbered or previous in {"in", "last", "next", "this", "early", "late", "mid", "since", "until"}
    if numbered:
        return True
    if previous == "the":
        return _plain_noun_follows(hit)
    return previous in lexicon().lists["month_prepositions"] and hit.next() not in {"on", "be", "have", "not"}


def _plain_noun_follows(hit: Hit) -> bool:
    if hit.last >= len(hit.scene.tokens):
        return False
    following = hit.scene.tokens[hit.last]
    return following.kind == "OTHER" and following.lower.isalpha() and not following.capital


def _first_name(hit: Hit) -> bool:
    """Return whether a month is a first name: "April Ryan said"."""
    scene, last = hit.scene, hit.last
    if last >= len(scene.tokens) or scene.tokens[hit.first].lower not in {"april", "june", "august"}:
        return False
    following = scene.tokens[last]
    named = following.kind == "OTHER" and following.capital and following.lower.isalpha()
    return named and (hit.previous() in {"and", "or"} or hit.previous() not in lexicon().lists["month_prepositions"])


def is_year(hit: Hit, name: str = "y") -> bool:
    """Return whether a bare four-digit number is a year."""
    token = hit.token(name)
    if token is None:
        return False
    if not token.lower[0].isdigit():
        return True
    previous, following = hit.previous(), hit.next()
    if _is_labelled(hit, previous) or _counts(hit, previous, following) or _is_address(hit):
        return False
    if _is_tied(hit, previous):
        return False
    return token.value in COMMON_YEARS or previous in YEAR_PREPOSITIONS


def _is_labelled(hit: Hit, previous: str) -> bool:
    if previous == ".":
        previous = hit.previous(2)
        return previous in {"no", "nos", "art", "sec", "p", "pp"}
    if previous in {"$", "€", "£", "¥", "#", "№", "+", "~", "=", "<", ">"} or previous.endswith("$"):
        return True
    return previous in lexicon().lists["number_labels"]


def _counts(hit: Hit, previous: str, following: str) -> bool:
    counted = lexicon().lists["counted_nouns"]
    if following == "-":
        following = hit.next(1)
        return not (following[:1].isdigit() or following in TAIL_WORDS) and hit.scene.kind(hit.last) == "DASH"
    if following not in counted and not following.endswith(PERSONS):
        return following in {":", "°"} and hit.next(1).isdigit()
    described = following in EVENTS or following not in counted
    return not (described and previous in DETERMINERS)


def _is_address(hit: Hit) -> bool:
    streets = lexicon().lists["streets"]
    return any(
        hit.next(step) in streets and all(hit.scene.tokens[i].capital for i in range(hit.last, hit.last + step + 1))
        for step in range(1, 4)
        if hit.last + step < len(hit.scene.tokens)
    )


def _is_tied(hit: Hit, previous: str) -> bool:
    """Return whether the number is tied to letters or digits: "S-2000", "555-2014", "3/2014"."""
    kind = hit.scene.kind(hit.first - 1)
    if kind in {"DASH", "SLASH"} or previous == "/":
        return hit.previous(2) not in PREFIXES
    if kind == "OTHER" and previous in {"_", "&", "@"}:
        return True
    return hit.scene.kind(hit.last) == "SLASH"
