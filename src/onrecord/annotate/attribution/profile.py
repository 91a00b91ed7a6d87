"""The sourcing of an article in counts: how much is attributed, to whom, and what rests on sources nobody can check.

Counts only, never a verdict. A source counts as distinct by its name, where it has none by its type and side; so
two unnamed officials of one country count once and the number of distinct sources is a lower bound.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.types.annotation import Attribution, SourceType
    from onrecord.types.text import Layout

UNCHECKABLE = frozenset({"unnamed", "nonpublic_document"})
CARRIED = "quotation.continued"


@dataclass(frozen=True, slots=True)
class SourcingProfile:
    """What an article rests on. Sentences of headlines are not counted.

    sentences        sentences of the text
    attributed       of these, attributed for at least half of their length; the others are in the reporter's voice
    only_unnamed     attributed sentences all of whose sources are unnamed people or papers nobody outside can see
    only_unspecified attributed sentences for which no source is given at all ("reportedly")
    by_type          attributions by source type; a quotation over several sentences counts once
    by_party         attributions by the source's side; sources without a known side are left out
    distinct         distinct sources, at least
    declined         sayings that nothing was said
    """

    sentences: int
    attributed: int
    only_unnamed: int
    only_unspecified: int
    by_type: Mapping[SourceType, int]
    by_party: Mapping[str, int]
    distinct: int
    declined: int

    @property
    def own_voice(self) -> int:
        """Return the number of sentences in the reporter's own voice."""
        return self.sentences - self.attributed


def sourcing_profile(layout: Layout, attributions: Sequence[Attribution]) -> SourcingProfile:
    """Return the counts for a document laid out so, with these attributions."""
    headlines = [zone.span for zone in layout.zones if zone.kind == "headline"]
    sentences = [s for s in layout.sentences if not any(h.covers(s) for h in headlines)]
    said = [a for a in attributions if a.cue_class != "declined"]
    told = [a for a in said if a.why[-1:] != (CARRIED,)]
    bases = [_types_behind(sentence, said) for sentence in sentences]
    return SourcingProfile(
        sentences=len(sentences),
        attributed=sum(bool(types) for types in bases),
        only_unnamed=sum(bool(types) and types <= UNCHECKABLE for types in bases),
        only_unspecified=sum(types == {"unspecified"} for types in bases),
        by_type=dict(sorted(Counter(a.source_type for a in told).items())),
        by_party=dict(sorted(Counter(a.source_party for a in told if a.source_party).items())),
        distinct=len({_identity(a) for a in told if a.source_type != "unspecified"}),
        declined=sum(a.cue_class == "declined" for a in attributions),
    )


def _identity(attribution: Attribution) -> tuple[str, ...]:
    if attribution.source_name is not None:
        return (attribution.source_name,)
    return attribution.source_type, attribution.source_party or ""


def _types_behind(sentence: Span, attributions: Iterable[Attribution]) -> set[SourceType]:
    """Return the types of the sources behind a sentence; none where less than half of it is attributed."""
    touching = [(a, c) for a in attributions for c in a.content if c.overlaps(sentence)]
    clipped = sorted(Span(max(c.start, sentence.start), min(c.end, sentence.end)) for _, c in touching)
    covered, reached = 0, sentence.start
    for span in clipped:
        covered += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    if 2 * covered < sentence.end - sentence.start:
        return set()
    return {a.source_type for a, _ in touching}
