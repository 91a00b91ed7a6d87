"""Texts and how they are laid out; the cases stand in layout/*.yml, for everybody to extend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.document import lay_out

CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted((Path(__file__).parent / "layout").glob("*.yml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_text_is_laid_out_as_expected(case: dict[str, Any]) -> None:
    text = case["text"]
    layout, _ = lay_out(text, case.get("title"))
    found = {
        "sentences": [span.of(text) for span in layout.sentences],
        "paragraphs": [span.of(text) for span in layout.paragraphs],
        "zones": [[zone.kind, zone.span.of(text)] for zone in layout.zones],
        "quotations": ["+" * q.continues + q.span.of(text) + "~" * (not q.closed) for q in layout.quotations],
    }
    expected = {key: case[key] for key in found if key in case}
    assert {key: found[key] for key in expected} == expected
