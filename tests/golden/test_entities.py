"""Golden cases of the entities layer; they stand in entities/*.yml, for everybody to extend.

A case: `id`, `text` (invented), `published` (left out where the text has no date) and `why`. Then
`expect`  mentions that must be found: `words` is exactly what the mention covers (`at` counts further places of the
          same words from 1); any of kind, form, parties, name, office, rule; `refers` the words of its antecedent
`reject`  `words` over which no mention may lie: none with `party` among its sides, none of `kind`, or none at all
`xfail`   why the case fails today; it announces itself once it passes
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from onrecord.annotate.entities import find_entities
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.types.annotation import Entities, Mention

FILES = sorted(Path(__file__).parent.joinpath("entities").glob("*.yml"))
CASES = [(path.stem, case) for path in FILES for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
FIELDS = ("kind", "form", "name", "office", "rule")
KEYS = {
    "case": {"id", "text", "published", "expect", "reject", "why", "xfail"},
    "expect": {"words", "at", "parties", "refers", *FIELDS},
    "reject": {"words", "at", "party", "kind"},
}
PARAMETERS = [
    pytest.param(
        case,
        id=f"{stem}:{case['id']}",
        marks=[pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else [],
    )
    for stem, case in CASES
]


def place(text: str, wanted: dict[str, Any]) -> Span:
    """Return where the words stand, at their first place or at the one that `at` counts."""
    start = text.index(wanted["words"])
    for _ in range(wanted.get("at", 0)):
        start = text.index(wanted["words"], start + 1)
    return Span(start, start + len(wanted["words"]))


def mismatches(mention: Mention, wanted: dict[str, Any], entities: Entities, text: str) -> Iterator[str]:
    """Yield each field in which a mention is not as wanted."""
    found: dict[str, Any] = {field: getattr(mention, field) for field in FIELDS}
    found["parties"] = list(mention.parties)
    if "refers" in wanted:
        earlier = None if mention.antecedent is None else entities.mentions[mention.antecedent]
        found["refers"] = earlier and earlier.span.of(text)
    for field, value in found.items():
        if field in wanted and value != wanted[field]:
            yield f"{wanted['words']!r}: {field} is {value!r}, not {wanted[field]!r}"


def unwanted(mention: Mention, words: Span, case: dict[str, Any]) -> bool:
    """Tell whether a mention is what a case rejects."""
    if not mention.span.overlaps(words):
        return False
    by_party = "party" in case and case["party"] in mention.parties
    by_kind = "kind" in case and case["kind"] == mention.kind
    return by_party or by_kind or not {"party", "kind"} & case.keys()


@pytest.mark.parametrize("case", PARAMETERS)
def test_entities_are_read_as_expected(case: dict[str, Any], parsed: Callable[..., Any]) -> None:
    """The expected mentions are found with their fields, and nothing that the case rejects."""
    text = case["text"]
    document, layout, syntax = parsed(text, case.get("published"))
    entities = find_entities(document, syntax, layout)
    found = {m.span: m for m in entities.mentions}
    wrong: list[str] = []
    for wanted in case.get("expect", ()):
        mention = found.get(place(text, wanted))
        if mention is None:
            wrong.append(f"{wanted['words']!r} is not among {[m.span.of(text) for m in entities.mentions]}")
        else:
            wrong.extend(mismatches(mention, wanted, entities, text))
    for banned in case.get("reject", ()):
        words = place(text, banned)
        wrong.extend(f"unwanted: {m}" for m in entities.mentions if unwanted(m, words, banned))
    assert not wrong, f"{case['why']}: {'; '.join(wrong)}"


def test_case_ids_are_unique() -> None:
    """Two cases with one id would hide one another in reports."""
    ids = [case["id"] for _, case in CASES]
    assert len(ids) == len(set(ids))


def test_every_case_says_something() -> None:
    """A case without expectation, text or reason would pass for nothing."""
    for _, case in CASES:
        assert case["text"]
        assert case["why"]
        assert case.get("expect") or case.get("reject"), case["id"]


def test_cases_use_known_keys_only() -> None:
    """A misspelt key would silently check nothing."""
    for _, case in CASES:
        assert case.keys() <= KEYS["case"], case["id"]
        for part in ("expect", "reject"):
            assert all(entry.keys() <= KEYS[part] for entry in case.get(part, ())), case["id"]
