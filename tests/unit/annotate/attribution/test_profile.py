"""The sourcing profile: counts and nothing else."""

from __future__ import annotations

from onrecord.annotate.attribution.profile import sourcing_profile
from onrecord.types.annotation import Attribution, SourceType
from onrecord.types.text import Layout, Span, Zone

SENTENCES = (Span(0, 20), Span(20, 40), Span(40, 60), Span(60, 80), Span(80, 100))
LAYOUT = Layout((Span(0, 100),), SENTENCES, (), (Zone(Span(0, 20), "headline", "x"),))


def attribution(start: int, end: int, kind: SourceType, **more: object) -> Attribution:
    """Return an attribution of which content and footing matter."""
    values = {
        "id": f"{start}-{end}-{kind}",
        "source": None,
        "cue": Span(end, end),
        "content": (Span(start, end),),
        "source_type": kind,
        "source_party": None,
        "source_name": None,
        "quote": "indirect",
        "cue_class": "neutral",
        "why": ("verb.say", "verb.clause"),
        **more,
    }
    return Attribution(**values)  # type: ignore[arg-type]


def test_nothing_attributed() -> None:
    """Without attributions all is the reporter's own voice; headlines do not count."""
    profile = sourcing_profile(LAYOUT, ())
    assert (profile.sentences, profile.attributed, profile.own_voice, profile.distinct) == (4, 0, 4, 0)


def test_a_sentence_is_attributed_from_half_of_its_length() -> None:
    """Less than half is not enough; parts add up, overlaps count once."""
    assert sourcing_profile(LAYOUT, [attribution(20, 29, "media")]).attributed == 0
    assert sourcing_profile(LAYOUT, [attribution(20, 30, "media")]).attributed == 1
    pair = [attribution(20, 26, "media"), attribution(26, 31, "institution")]
    assert sourcing_profile(LAYOUT, pair).attributed == 1
    doubled = [attribution(20, 26, "media"), attribution(20, 26, "institution")]
    assert sourcing_profile(LAYOUT, doubled).attributed == 0


def test_what_rests_on_unnamed_sources_only() -> None:
    """One source that can be checked is enough to leave the count."""
    found = [
        attribution(20, 40, "unnamed"),
        attribution(40, 60, "nonpublic_document"),
        attribution(60, 80, "unnamed"),
        attribution(60, 80, "named_person", source_name="Ana Torres"),
        attribution(80, 100, "unspecified"),
    ]
    profile = sourcing_profile(LAYOUT, found)
    assert (profile.attributed, profile.only_unnamed, profile.only_unspecified) == (4, 2, 1)
    assert profile.by_type == {"named_person": 1, "nonpublic_document": 1, "unnamed": 2, "unspecified": 1}


def test_distinct_sources_by_name_else_by_type_and_side() -> None:
    """A name counts once however often; unnamed people of one side count once."""
    found = [
        attribution(20, 30, "named_person", source_name="Ana Torres", source_party="CHL"),
        attribution(30, 40, "named_person", source_name="Ana Torres", source_party="CHL"),
        attribution(40, 60, "unnamed", source_party="CHL"),
        attribution(60, 70, "unnamed", source_party="CHL"),
        attribution(70, 80, "unnamed", source_party="PER"),
    ]
    profile = sourcing_profile(LAYOUT, found)
    assert profile.distinct == 3
    assert profile.by_party == {"CHL": 4, "PER": 1}


def test_carried_sentences_and_refusals_are_no_further_sources() -> None:
    """A quotation over two sentences is one attribution; who declined is counted apart."""
    carried = attribution(40, 60, "named_person", source_name="Ana Torres", why=("verb.say", "quotation.continued"))
    refused = attribution(80, 80, "institution", content=(), cue_class="declined")
    found = [attribution(20, 40, "named_person", source_name="Ana Torres"), carried, refused]
    profile = sourcing_profile(LAYOUT, found)
    assert profile.by_type == {"named_person": 1}
    assert (profile.attributed, profile.distinct, profile.declined) == (2, 1, 1)
