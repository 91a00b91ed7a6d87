"""robots.txt as RFC 9309 reads it: what a site asks programs not to fetch, and how long to wait in between.

Guarantees: pure; never fails: what is no rule is passed over. The longest matching rule decides, allowing before
disallowing; groups that name the program go before those for everybody.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

MOST_BYTES = 500_000
MOST_RULES = 10_000
LONGEST_DELAY = 60.0
ANYBODY = "*"


class Rule(NamedTuple):
    """One line: whether it allows, and what it matches."""

    allow: bool
    pattern: str


class Robots(NamedTuple):
    """What a site asks of one program."""

    rules: tuple[Rule, ...] = ()
    delay: float | None = None

    def allows(self, url: str) -> bool:
        """Return whether a URL of the site may be fetched."""
        parts = urlsplit(url)
        path = unquote(parts.path or "/", errors="replace") + (f"?{parts.query}" if parts.query else "")
        fitting = [rule for rule in self.rules if _matches(rule.pattern, path)]
        # longest first; of two as long, the one that allows
        return max(fitting, key=lambda rule: (len(rule.pattern), rule.allow)).allow if fitting else True


ALL = Robots()
NONE = Robots((Rule(False, "/"),))


def read_robots(content: bytes, agent: str) -> Robots:
    """Return what a robots.txt asks of a program whose name is `agent` ("onrecord")."""
    own: list[Rule] = []
    others: list[Rule] = []
    delays: dict[str, float] = {}
    named, in_rules, mentioned = set[str](), False, False
    for key, value in _lines(content):
        if key == "user-agent":
            named = {value.lower()} if in_rules else {*named, value.lower()}
            in_rules = False
            mentioned = mentioned or _is_named(agent, value.lower())
            continue
        in_rules = True
        mine, anybody = any(_is_named(agent, name) for name in named), ANYBODY in named
        if key == "crawl-delay" and (mine or anybody):
            delays["mine" if mine else "anybody"] = _seconds(value)
        elif key in ("allow", "disallow") and value and len(own) + len(others) < MOST_RULES:
            rule = Rule(key == "allow", unquote(value, errors="replace"))
            if mine:
                own.append(rule)
            elif anybody:
                others.append(rule)
    delay = delays.get("mine", None if mentioned else delays.get("anybody"))
    return Robots(tuple(own if mentioned else others), delay)


def _lines(content: bytes) -> list[tuple[str, str]]:
    text = content[:MOST_BYTES].decode("utf-8-sig", "replace")
    lines = (line.partition("#")[0].partition(":") for line in re.split(r"\r\n|\r|\n", text))
    return [(key.strip().lower(), value.strip()) for key, colon, value in lines if colon]


def _is_named(agent: str, name: str) -> bool:
    return name != ANYBODY and bool(name) and agent.lower() == name.partition("/")[0]


def _seconds(words: str) -> float:
    try:
        value = float(words)
    except ValueError:
        return 0.0
    return min(value, LONGEST_DELAY) if value > 0 else 0.0


def _matches(pattern: str, path: str) -> bool:
    """Return whether a pattern with `*` and a final `$` matches from the begin of a path, in linear steps."""
    ends = pattern.endswith("$")
    parts = pattern.removesuffix("$").split("*")
    if not path.startswith(parts[0]):
        return False
    if len(parts) == 1:
        return not ends or path == parts[0]
    place = len(parts[0])
    for part in parts[1:-1]:
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    last = parts[-1]
    return path.endswith(last) and len(path) - len(last) >= place if ends else path.find(last, place) >= 0
