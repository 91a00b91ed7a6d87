"""The part of the brief on narratives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.present.brief_narratives import print_narratives
from onrecord.types.annotation import Evaluation, Participant
from onrecord.types.relation import Narrative
from onrecord.types.text import Span

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.types.record import Record

Shown = Callable[[], str]


def narrative(record: Record) -> Narrative:
    """Return a framing of the text's first words by Italy, contested by Norway."""
    span = Span(0, len(record.document.text.split()[0]))
    owner, counter = Participant("ITA", span, "Ada Rossi"), Participant("NOR", span, "Norway")
    return Narrative("n", span, owner, counter, "contested", False, span, None, ("narrative.frame-as",), None, span)


def test_owner_claim_and_standing(record: Record, screen: Console, shown: Shown) -> None:
    """One line a narrative; a name that is the side's own is not told twice."""
    one = narrative(record)
    print_narratives(replace(record, narratives=(one,)), screen)
    words = one.claim.of(record.document.text)
    assert "NARRATIVES NAMED" in shown()
    assert f"Ada Rossi, Italy “{words}” contested (“{words}”), against it: Norway" in shown()


def test_marks_of_distance(record: Record, screen: Console, shown: Shown) -> None:
    """They follow on a line of their own, also without a narrative."""
    mark = Evaluation(Span(0, 4), "distance", "own", "distance.so-called")
    print_narratives(replace(record, narratives=(), evaluations=(mark,)), screen)
    assert shown().strip() == f"Marks of distance: “{record.document.text[:4]}”"


def test_nothing_named(record: Record, screen: Console, shown: Shown) -> None:
    """Nothing is printed where nothing is named."""
    print_narratives(replace(record, narratives=(), evaluations=()), screen)
    assert shown() == ""
