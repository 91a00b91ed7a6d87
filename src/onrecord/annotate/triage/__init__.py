"""Which sentences are worth parsing, told before any is parsed.

Parsing and what is asked of the trees take nine tenths of a reading, and most sentences of most news tell no act
between parties. `choose` looks for signs (`triage.signs`), adds up their learned weights
(`lexicons/en/triage_weights.csv`) and keeps the sentences above the threshold, with what they lean on: headline and
first sentence of a text of which any is kept, and the sentence before one that refers back. What is left out is
lost: the audit of the pipeline tells what and how much.
Deterministic; the sign of nothing (no two parties in the text) leaves a text out as a whole.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from onrecord.annotate.triage.signs import TextSigns, closed_words
from onrecord.vocab.lexicon import load_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.types.text import Layout

TriageMode = Literal["off", "on", "audit"]
MODES: tuple[TriageMode, ...] = get_args(TriageMode)
WEIGHTS = "lexicons/en/triage_weights.csv"
THRESHOLD = "threshold"

__all__ = ["MODES", "Choice", "TriageMode", "choose", "weights"]


class Choice(NamedTuple):
    """The numbers of the sentences to parse, out of how many."""

    kept: frozenset[int]
    total: int


def choose(text: str, layout: Layout) -> Choice:
    """Return which sentences of the layout are worth parsing; the same text and layout give the same choice."""
    sentences = layout.sentences
    signs = TextSigns(text, sentences)
    if not signs.may_hold_acts():
        return Choice(frozenset(), len(sentences))
    weight = weights()
    threshold = weight[THRESHOLD]
    kept = {i for i in range(len(sentences)) if sum(weight.get(sign, 0.0) for sign in signs.of(i)) >= threshold}
    return Choice(frozenset(kept | _company(kept, signs, layout)), len(sentences))


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each sign, and the threshold."""
    return {row["sign"]: float(row["weight"]) for row in load_rows(WEIGHTS)}


def _company(kept: set[int], signs: TextSigns, layout: Layout) -> set[int]:
    """Return the sentences that the kept ones lean on."""
    if not kept:
        return set()
    headlines = [zone.span for zone in layout.zones if zone.kind == "headline"]
    titles = {i for i, span in enumerate(layout.sentences) if any(zone.covers(span) for zone in headlines)}
    lead = next((i for i in range(len(layout.sentences)) if i not in titles), 0)
    pronouns = closed_words().pronouns
    referring = {i for i in kept if len(signs.seen[i].codes) <= 1 and not pronouns.isdisjoint(signs.seen[i].words)}
    return titles | {lead} | {i - 1 for i in referring if i}
