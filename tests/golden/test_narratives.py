"""Narratives in invented texts, read by the whole pipeline, and in every rule's own example."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from onrecord import pipeline
from onrecord.annotate.narratives.lexicon import Rule, narrative_lexicon
from onrecord.types.text import Document, digest

if TYPE_CHECKING:
    from onrecord.types.annotation import Participant
    from onrecord.types.relation import Narrative

CASES = [
    case
    for path in sorted((Path(__file__).parent / "narratives").glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@cache
def narratives(text: str) -> tuple[Narrative, ...]:
    """Return the narratives of a text."""
    return pipeline.read_document(Document("case", text, digest(text), language="en"), strict=True).narratives


def party(participant: Participant | None) -> str | None:
    """Return the party of a participant."""
    return None if participant is None else participant.party


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        {
            "claim": n.claim.of(text),
            "owner": party(n.owner),
            "counter": party(n.counter),
            "standing": n.standing,
            "about": None if n.about is None else n.about.of(text),
            "quoted": n.quoted,
        }
        for n in narratives(text)
    ]
    wanted = [{**there, **expected} for there, expected in zip(found, case["expect"], strict=True)]
    assert found == wanted


@pytest.mark.parametrize("rule", [r for r in narrative_lexicon().rules if not r.off], ids=lambda rule: rule.id)
def test_the_example_of_a_rule_is_found_by_it(rule: Rule) -> None:
    found = {(n.why[0], n.claim.of(rule.example), party(n.owner)) for n in narratives(rule.example)}
    assert (f"narrative.{rule.id}", rule.claim, rule.owner) in found
