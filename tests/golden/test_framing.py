"""Evaluative wording in invented sentences, parsed by the real parser, and in every lexicon entry's own example."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.annotate.framing import find_evaluations
from onrecord.annotate.framing.lexicon import Wording, framing_lexicon
from onrecord.annotate.syntax import parse
from onrecord.document.layout import lay_out
from onrecord.types.annotation import Attribution, Evaluation
from onrecord.types.text import Document, Span, digest

CASES = [
    case
    for path in sorted((Path(__file__).parent / "framing").glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def attribution(text: str, content: str) -> Attribution:
    """Return an attribution of which only the content matters."""
    start = text.index(content)
    span = Span(start, start + len(content))
    return Attribution("a", None, span, (span,), "unspecified", None, None, "indirect", "neutral", ())


def evaluations(text: str, contents: list[str]) -> tuple[Evaluation, ...]:
    """Return what is found in a text of which the given words are attributed."""
    document = Document("case", text, digest(text))
    layout, _ = lay_out(text)
    (parsed,) = parse([(document, layout)])
    return find_evaluations(document, layout, parsed.syntax, [attribution(text, words) for words in contents])


@cache
def example_rules() -> dict[str, list[str]]:
    """Return for each entry the rules that fire in its example; all examples are parsed in one go."""
    inputs = []
    for wording in framing_lexicon().wordings:
        document = Document(wording.id, wording.example, digest(wording.example))
        inputs.append((document, lay_out(wording.example)[0]))
    return {
        parsed.document.id: [e.why for e in find_evaluations(parsed.document, layout, parsed.syntax, ())]
        for parsed, (_, layout) in zip(parse(inputs), inputs, strict=True)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    found = evaluations(case["text"], case.get("content", []))
    expected = case["expect"]
    voices = {e.get("voice", "own") for e in expected} or {"own"}
    shown = [(e.span.of(case["text"]), e.kind, e.voice) for e in found if e.voice in voices]
    assert shown == [(e["text"], e["kind"], e.get("voice", "own")) for e in expected]


@pytest.mark.parametrize("wording", framing_lexicon().wordings, ids=lambda wording: wording.id)
def test_the_example_of_an_entry_is_found_by_it(wording: Wording) -> None:
    assert wording.id in example_rules()[wording.id]
