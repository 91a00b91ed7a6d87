"""How a document is laid out: paragraphs, zones, quotations and sentences of a text.

Guarantees: all spans are code points of the untouched text; paragraphs and sentences are in order and do not
overlap; each sentence lies in one paragraph and holds a letter or digit; linear time in the length of the text.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING

from onrecord.document.lexicon import layout_lexicon
from onrecord.document.paragraphs import paragraphs_of
from onrecord.document.quotations import quotations_of
from onrecord.document.segment import Segmenter, cut_run_on
from onrecord.document.zones import sentence_zone, zone_paragraphs
from onrecord.types.annotation import Issue
from onrecord.types.text import Layout, Quotation, Span, Zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STAGE = "layout"


def lay_out(text: str, title: str | None = None) -> tuple[Layout, tuple[Issue, ...]]:
    """Return the layout of a text and what in it could not be read cleanly, at most one issue a kind."""
    lexicon = layout_lexicon()
    parts = zone_paragraphs(text, paragraphs_of(text), title)
    stretches = [part.prose for part in parts if part.prose]
    quotations, marks = quotations_of(text, stretches, lexicon.elisions)
    segmenter = Segmenter(text, lexicon, marks)
    whole = [sentence for stretch in stretches for sentence in segmenter.sentences(stretch)]
    asides = {sentence: zone for sentence in whole if (zone := sentence_zone(text, sentence))}
    kept = [s for s in whole if s not in asides or asides[s].kind == "headline"]
    cut = [(sentence, cut_run_on(text, sentence)) for sentence in kept]
    layout = Layout(
        paragraphs=tuple(part.paragraph for part in parts),
        sentences=tuple(piece for _, pieces in cut for piece in pieces),
        quotations=quotations,
        zones=tuple(sorted(chain((zone for part in parts for zone in part.zones), asides.values()), key=_place)),
    )
    return layout, tuple(_issues(layout, [sentence for sentence, pieces in cut if len(pieces) > 1]))


def _place(zone: Zone) -> Span:
    return zone.span


def _issues(layout: Layout, run_ons: Sequence[Span]) -> Iterator[Issue]:
    if run_ons:
        message = f"{len(run_ons)} sentence(s) too long to read at once were cut; the first is marked"
        yield Issue(STAGE, "run-on-cut", message, run_ons[0])
    left = _left_open(layout.quotations)
    if left:
        message = f"{len(left)} quotation(s) have no closing mark; the first is marked"
        yield Issue(STAGE, "quotation-unclosed", message, left[0].span)
    if not layout.sentences:
        yield Issue(STAGE, "no-prose", "no sentence found in the text")


def _left_open(quotations: Sequence[Quotation]) -> list[Quotation]:
    """Return quotations without a closing mark that no later paragraph carries on."""
    carried_on = {i for i, (_, after) in enumerate(pairwise(quotations)) if after.continues}
    return [q for i, q in enumerate(quotations) if not q.closed and i not in carried_on]
