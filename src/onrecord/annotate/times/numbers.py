"""Number words put together: "twenty-five", "two hundred", "nineteen ninety-four", "two and a half"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.annotate.times.tokens import TimeToken

HUNDRED, THOUSAND = 100, 1000
CENTURY_WORDS = range(11, 21)


def compose(tokens: list[TimeToken]) -> list[TimeToken]:
    """Return the tokens with each run of number words as one token (kind NUM, or YEAR for a year in words)."""
    out: list[TimeToken] = []
    i = 0
    while i < len(tokens):
        run = _run(tokens, i) if _is_word(tokens[i]) else 1
        if run > 1:
            out.append(_joined(tokens[i : i + run]))
        else:
            out.append(tokens[i])
        i += run
    return _halves(out)


def _is_word(token: TimeToken) -> bool:
    return (token.kind == "NUM" and token.lower.isalpha()) or token.kind == "AN"


def _run(tokens: list[TimeToken], start: int) -> int:
    """Return how many tokens from `start` make one number."""
    if tokens[start].kind == "AN":
        return _run(tokens, start + 1) + 1 if _is_multiplier(tokens, start + 1) else 1
    end = start + 1
    while end < len(tokens):
        step = 2 if tokens[end].kind == "DASH" and end + 1 < len(tokens) else 1
        following = tokens[end + step - 1]
        if following.kind != "NUM" or not following.lower.isalpha() or not _fits(tokens[end - 1], following):
            break
        end += step
    return end - start


def _is_multiplier(tokens: list[TimeToken], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == "NUM" and tokens[at].value in {HUNDRED, THOUSAND}


def _fits(left: TimeToken, right: TimeToken) -> bool:
    if right.value in {HUNDRED, THOUSAND}:
        return True
    if left.value in {HUNDRED, THOUSAND}:
        return True
    if left.value >= 20:
        return bool(right.value < 10 or (left.value == 20 and right.value < HUNDRED))
    return left.value in CENTURY_WORDS and right.value >= 10


def _joined(tokens: list[TimeToken]) -> TimeToken:
    values = [t.value for t in tokens if t.kind == "NUM"]
    first = tokens[0]
    year = _year(values)
    kind, value = ("YEAR", year) if year else ("NUM", _sum(values))
    return replace(first, end=tokens[-1].end, kind=kind, value=value, lower=str(value))


def _year(values: list[int]) -> int | None:
    """Return the year that is said in two halves ("nineteen ninety-four"), None if the words are none."""
    if len(values) < 2 or values[0] not in CENTURY_WORDS or values[1] in {HUNDRED, THOUSAND} or values[1] < 10:
        return None
    return values[0] * HUNDRED + sum(values[1:])


def _sum(values: list[int]) -> int:
    total = current = 0
    for value in values:
        if value == THOUSAND:
            total, current = total + max(current, 1) * THOUSAND, 0
        elif value == HUNDRED:
            current = max(current, 1) * HUNDRED
        else:
            current += value
    return total + current


def _halves(tokens: list[TimeToken]) -> list[TimeToken]:
    """Put "two and a half" and "two-and-a-half" together."""
    if not any(t.kind == "HALF" for t in tokens):
        return tokens
    out: list[TimeToken] = []
    i = 0
    while i < len(tokens):
        following = [t for t in tokens[i + 1 : i + 7] if t.kind != "DASH"][:3]
        if tokens[i].kind in {"NUM", "DAY"} and [t.kind for t in following] == ["AND", "AN", "HALF"]:
            last = following[-1]
            out.append(replace(tokens[i], end=last.end, kind="NUM", value=tokens[i].value + 0.5))
            i = tokens.index(last, i) + 1
        else:
            out.append(tokens[i])
            i += 1
    return out
