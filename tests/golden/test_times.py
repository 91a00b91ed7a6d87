"""Golden cases of the time grammar: texts as data, what is found, what is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.annotate.times import find_times

FILES = sorted(Path(__file__).parent.joinpath("times").glob("*.yml"))
CASES = [case for path in FILES for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
FIELDS = ("kind", "value", "edtf", "first", "last", "granularity", "basis")


def place(text: str, expected: dict[str, Any]) -> tuple[int, int]:
    """Return where the quoted words stand: at their first place, or at the one `at` counts from 0."""
    start = -1
    for _ in range(expected.get("at", 0) + 1):
        start = text.index(str(expected["quote"]), start + 1)
    return start, start + len(str(expected["quote"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    """The expected times are found as described, and, unless the case is partial, no others."""
    text = case["text"]
    found = {tuple(t.span): t for t in find_times(text, case["published"])}
    quotes = [t.span.of(text) for t in found.values()]
    after = 0
    for expected in case["expect"]:
        span = place(text, expected)
        if "at" not in expected and span[0] < after:
            start = text.index(str(expected["quote"]), after)
            span = (start, start + len(str(expected["quote"])))
        assert span in found, f"{expected['quote']!r} not among {quotes}: {case['why']}"
        after = span[1]
        time = found[span]
        for field in FIELDS:
            if field in expected:
                assert getattr(time, field) == expected[field], (field, expected["quote"], case["why"])
    if not case.get("partial"):
        assert len(found) == len(case["expect"]), f"{quotes}: {case['why']}"
    for words in case.get("reject", ()):
        assert not any(words in quote for quote in quotes), case["why"]


def test_case_ids_are_unique() -> None:
    """Two cases with one id would hide one another in reports."""
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids))
