"""What holds for the attributions of every text: valid places, ids, parents and values, the same answer twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.annotate.attribution import find_attributions
from onrecord.annotate.entities import find_entities
from onrecord.annotate.syntax import parse
from onrecord.document import lay_out
from onrecord.types.annotation import CueClass, Entities, QuoteForm, SourceType
from onrecord.types.text import Document, digest

if TYPE_CHECKING:
    from onrecord.types.annotation import Attribution
    from onrecord.types.text import Layout

WORDS = """Norway Peru's Danish Moscow Brussels Macron Lavrov minister ministers officials envoy analysts report memo
    the The a two of from in to and but who which he it its they their said says told claimed denied urged accused
    warned announced according reportedly allegedly citing quoted saying adding declined comment respond expected
    believed criticism claim calls threats that whether as for against about by is was were has been not would
    talks border fleet deal truce leave left close closed , . : ; - – “ ” " ‘ ’ ( ) \n\n""".split(" ")
TEXTS = st.lists(st.sampled_from([w for w in WORDS if w.strip() or "\n" in w]), min_size=1, max_size=50).map(" ".join)
FEW = settings(max_examples=150, deadline=None)

ENGLISH = (
    "“The road is closed,” said Danish envoy Ida Holm. “No one gets through.” According to a leaked memo, the fleet "
    "left in May, and Moscow denied that it had fired. Holm declined to comment on the deal."
)


def read(text: str) -> tuple[Layout, tuple[Attribution, ...]]:
    """Return the layout and the attributions of a text."""
    document = Document(id="x", text=text, sha256=digest(text))
    layout = lay_out(text)[0]
    syntax = next(iter(parse([(document, layout)]))).syntax
    return layout, find_attributions(document, layout, syntax, find_entities(document, syntax))


@given(st.one_of(TEXTS, TEXTS.map(str.upper), st.text(max_size=80)))
@FEW
def test_attributions_are_valid_for_every_text(text: str) -> None:
    """Spans lie in the text and hold words; ids are unique; values are from their closed lists; order is the text's."""
    _, found = read(text)
    assert len({a.id for a in found}) == len(found)
    places = [min([*([] if a.continues else [a.cue.start]), *(c.start for c in a.content)]) for a in found]
    ids = {a.id for a in found}
    assert places == sorted(places)
    for attribution in found:
        carried = attribution.why[1] == "quotation.continued"
        assert 0 <= attribution.cue.start < attribution.cue.end <= len(text)
        assert carried == (attribution.continues is not None)
        assert {attribution.continues, attribution.denies} <= {None, *(ids - {attribution.id})}
        assert attribution.content or attribution.cue_class == "declined"
        for span in attribution.content:
            assert 0 <= span.start < span.end <= len(text)
            assert any(c.isalnum() for c in span.of(text))
        assert list(attribution.content) == sorted(attribution.content)
        assert attribution.source_type in get_args(SourceType)
        assert attribution.cue_class in get_args(CueClass)
        assert attribution.quote in get_args(QuoteForm)
        assert len(attribution.why) == (2 if attribution.firm else 3)
        assert attribution.firm == (not attribution.why[-1].startswith("loose."))


@given(TEXTS)
@FEW
def test_parents_exist_and_make_no_circle(text: str) -> None:
    """A parent is another attribution of the text, and going up always ends."""
    found = read(text)[1]
    parents = {a.id: a.parent for a in found}
    for attribution in found:
        seen = set()
        current: str | None = attribution.id
        while current is not None:
            assert current not in seen
            seen.add(current)
            current = parents[current]


@given(TEXTS)
@example("Norway claimed minister citing Norway")
@FEW
def test_cue_and_content_of_an_attribution_do_not_overlap(text: str) -> None:
    """Words of the cue are never content, and parts of a content do not overlap; a carried-on cue is a mark."""
    for attribution in read(text)[1]:
        spans = [*attribution.content, *([] if attribution.continues else [attribution.cue])]
        for i, one in enumerate(spans):
            assert not any(one.overlaps(other) for other in spans[i + 1 :])


def test_the_same_text_gives_the_same_attributions() -> None:
    """Reading twice changes nothing, and there is something to read."""
    assert read(ENGLISH)[1] == read(ENGLISH)[1]
    assert len(read(ENGLISH)[1]) >= 4


def test_without_entities_the_syntax_still_attributes() -> None:
    """Sources, cues and contents do not need the entities layer."""
    document = Document(id="x", text=ENGLISH, sha256=digest(ENGLISH))
    layout = lay_out(ENGLISH)[0]
    syntax = next(iter(parse([(document, layout)]))).syntax
    found = find_attributions(document, layout, syntax, Entities((), ()))
    assert {"said", "According to"} <= {a.cue.of(ENGLISH) for a in found}
