"""The sourcing profile of records built by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.query.sourcing import sourcing_profile
from onrecord.types.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types.record import Record

Build = Any
OFFICIAL = "an/DT Omani/JJ official/NN"
MINISTRY = {"type": "institution", "party": "OMN", "name": "Foreign Ministry"}


def phrases(record: Record) -> list[tuple[str, int]]:
    """Return the words and the number of attributions of each distinct source."""
    found = sourcing_profile(record).sources
    return [(s.words.of(record.document.text) if s.words else "", len(s.attributions)) for s in found]


def number_of(record: Record) -> int:
    """Return how many distinct sources a record has."""
    return len(sourcing_profile(record).sources)


def rehung(record: Record, word: str, dep: str, head: str) -> Record:
    """Return the record with a word (`said#2`: its second occurrence) hung on another one."""
    text, _, nth = word.partition("#")
    tokens = list(record.syntax.tokens)
    moved = [t for t in tokens if t.text == text][int(nth or 1) - 1]
    tokens[moved.i] = replace(moved, dep=dep, head=next(t.i for t in tokens if t.text == head))
    return replace(record, syntax=Syntax(record.syntax.text, tokens, record.syntax.sentences))


def number(article: Callable[..., Record], *said: Build, **more: Build) -> int:
    """Return how many distinct sources there are."""
    return number_of(article(*said, **more))


def test_sentences(article: Build, said: Build) -> None:
    """Sentences with attributed content and the rest add up; silence carries no content."""
    silent = said("the/DT ministry/NN", "", cue="declined to comment", cls="declined")
    found = sourcing_profile(article(said(OFFICIAL), said(cue=""), silent))
    assert (found.sentences.total, found.sentences.attributed, found.sentences.own_voice) == (3, 1, 2)
    assert found.attributions == 1


def test_nothing_found(article: Build) -> None:
    """An empty record has an empty profile."""
    found = sourcing_profile(article())
    assert (found.sentences.total, found.attributions, found.sources, found.by_type, found.acts) == (0, 0, (), (), ())
    assert {share for _, share in found.shares} == {0.0}


def test_same_name_is_one_source(article: Build, said: Build) -> None:
    """A name is one source, in whatever words it stands there; the party is taken from where it is known."""
    record = article(
        said("Salim/NNP", type="named_person", name="Salim Ghazi"),
        said("he/PRP", type="named_person", party="OMN", name="Salim Ghazi"),
    )
    (source,) = sourcing_profile(record).sources
    assert (source.name, source.party, source.attributions, source.sentences) == ("Salim Ghazi", "OMN", ("a0", "a1"), 2)
    assert [(t.key, t.sources, t.attributions, t.sentences) for t in sourcing_profile(record).by_party] == [
        ("OMN", 1, 2, 2)
    ]


@pytest.mark.parametrize(
    ("words", "kind", "distinct"),
    [
        ("Ghazi/NNP", "named_person", 1),
        ("Salim/NNP Ghazi/NNP", "named_person", 1),
        ("Omar/NNP Ghazi/NNP", "named_person", 2),
        ("Ghazi/NN", "named_person", 2),
        ("Ghazi/NNP", "institution", 2),
    ],
)
def test_part_of_a_name(words: str, kind: str, distinct: int, article: Build, said: Build) -> None:
    """A surname alone is the person named before, not a body whose name has the word in it."""
    before = said("he/PRP", type=kind, name="Salim Ghazi")
    assert number(article, before, said(words, type="named_person")) == distinct


def test_bodies_of_two_parties(article: Build, said: Build) -> None:
    """Bodies of one name and two parties are two sources."""
    other = {**MINISTRY, "party": "QAT"}
    assert number(article, said("it/PRP", **MINISTRY), said("it/PRP", **other)) == 2


@pytest.mark.parametrize(
    ("first", "then", "distinct"),
    [
        (OFFICIAL, "the/DT official/NN", 1),
        (OFFICIAL, OFFICIAL, 1),
        (OFFICIAL, "another/DT Omani/JJ official/NN", 2),
        (OFFICIAL, "a/DT second/JJ official/NN", 2),
        (OFFICIAL, "an/DT envoy/NN", 2),
        (OFFICIAL, "Omani/JJ officials/NNS", 2),
        ("two/CD officials/NNS", "the/DT officials/NNS", 1),
        ("two/CD officials/NNS", "three/CD officials/NNS", 2),
        ("two/CD officials/NNS", "one/CD of/IN officials/NNS", 1),
        ("two/CD officials/NNS", "the/DT second/JJ official/NN", 1),
        ("two/CD officials/NNS", "a/DT third/JJ official/NN", 2),
        ("a/DT trade/NN official/NN", "a/DT defence/NN official/NN", 2),
        ("a/DT trade/NN official/NN", "an/DT official/NN", 1),
        ("a/DT banker/NN in/IN Doha/NNP", "a/DT banker/NN in/IN Muscat/NNP", 2),
    ],
)
def test_described_sources(first: str, then: str, distinct: int, article: Build, said: Build) -> None:
    """Without a name, party and noun tell who it is, unless further words tell two apart."""
    assert number(article, said(first, party="OMN"), said(then, party="OMN")) == distinct


@pytest.mark.parametrize(
    ("words", "parties", "distinct"),
    [
        ("an/DT official/NN", ("OMN", "QAT"), 2),
        ("an/DT official/NN", ("OMN", None), 2),
        ("the/DT official/NN", ("OMN", None), 1),
        ("the/DT official/NN", (None, "OMN"), 1),
        ("the/DT official/NN", ("OMN", "QAT"), 2),
    ],
)
def test_parties_tell_apart(
    words: str, parties: tuple[str | None, str | None], distinct: int, article: Build, said: Build
) -> None:
    """Officials of two parties are two; "the official" of a party not told goes back to the one before."""
    assert number(article, *(said(words, party=party) for party in parties)) == distinct


def test_pronouns_go_to_their_speaker(article: Build, said: Build) -> None:
    """A pronoun with an antecedent and a part of the group are the group; the words shown are the noun's."""
    record = article(
        said("they/PRP"),
        said("two/CD officials/NNS"),
        said("one/CD of/IN them/PRP"),
        links={"they": ("officials", "group"), "them": ("officials", "group")},
    )
    assert phrases(record) == [("two officials", 3)]


@pytest.mark.parametrize(("kind", "wrong"), [("unnamed", "asset"), ("unnamed", "party"), ("institution", "place")])
def test_missiles_do_not_speak(kind: str, wrong: str, article: Build, said: Build) -> None:
    """A pronoun taken for what cannot speak, or not speak as people do, goes to the one like it who spoke last."""
    record = article(
        said("two/CD officials/NNS", type=kind),
        said("an/DT envoy/NN", content="missiles left", type=kind),
        said("one/CD of/IN them/PRP", type=kind),
        links={"them": ("missiles", wrong)},
    )
    assert phrases(record) == [("two officials", 1), ("an envoy", 2)]


def test_relatives_go_to_their_noun(article: Build, said: Build) -> None:
    """Who "who" is stands before the clause, however it is classed."""
    record = article(said("two/CD officials/NNS"), said("who/WP", type="institution"))
    assert phrases(rehung(record, "said#2", "relcl", "officials")) == [("two officials", 2)]


def test_appositions_name_too(article: Build, said: Build) -> None:
    """What a noun is said to be called is its name as well."""
    record = article(said("a/DT daily/NN by/IN Primer/NNP", type="media"), said("Primer/NNP", type="media"))
    assert number_of(record) == 2
    assert number_of(rehung(record, "Primer", "appos", "daily")) == 1


def test_latest_of_two(article: Build, said: Build) -> None:
    """ "The official" is the one who spoke last."""
    trade, defence = said("a/DT trade/NN official/NN"), said("a/DT defence/NN official/NN")
    assert phrases(article(trade, defence, said("the/DT official/NN")))[1] == ("a defence official", 2)


def test_pronoun_without_antecedent(article: Build, said: Build) -> None:
    """A pronoun nothing is known of is a source of its own only where nobody like it spoke before."""
    assert phrases(article(said("she/PRP", type="named_person"))) == [("she", 1)]
    before = said("Salim/NNP", type="named_person", party="OMN", name="Salim Ghazi")
    assert number(article, before, said("he/PRP", type="named_person")) == 1
    assert number(article, before, said("she/PRP", type="named_person", party="QAT")) == 2


@pytest.mark.parametrize("words", ["", "nobody/NN", "no/DT official/NN", "neither/DT ministry/NN"])
def test_nobody_is_no_source(words: str, article: Build, said: Build) -> None:
    """What nobody is named for is counted as an attribution without a source."""
    found = sourcing_profile(article(said(words, type="unspecified")))
    assert (found.sources, found.attributions, found.unsourced) == ((), 1, 1)
    assert dict(found.shares)["unspecified"] == 1.0


def test_long_quotation_is_one_source(article: Build, said: Build) -> None:
    """A quotation over three sentences is one saying of one source, and three sentences."""
    rest = {"cue": "", "party": "OMN", "continues": 0}
    found = sourcing_profile(article(said(OFFICIAL, party="OMN"), said(**rest), said(**rest), said("an/DT envoy/NN")))
    assert found.attributions == 2
    quoted, envoy = found.sources
    assert (quoted.id, quoted.attributions, quoted.parts, quoted.sentences) == ("a0", ("a0",), ("a1", "a2"), 3)
    assert (envoy.id, envoy.attributions, envoy.parts, envoy.sentences) == ("a3", ("a3",), (), 1)
    assert found.sentences.attributed == 4


def test_quotation_goes_to_its_bearer(article: Build, said: Build) -> None:
    """A carried-on sentence belongs to the saying it names, though another of that type and party is nearer."""
    part = said(cue="", party="OMN", continues=0)
    record = article(said(OFFICIAL, party="OMN"), said("an/DT Omani/JJ envoy/NN", party="OMN"), part)
    assert [(s.id, s.sentences) for s in sourcing_profile(record).sources] == [("a0", 2), ("a1", 1)]


def test_quotation_without_a_bearer(article: Build, said: Build) -> None:
    """A carried-on sentence whose saying is not in the record stands for itself."""
    found = sourcing_profile(article(said(cue="", type="named_person", name="Salim Ghazi", continues=9)))
    assert [(s.name, s.attributions) for s in found.sources] == [("Salim Ghazi", ("a0",))]
    assert found.attributions == 1


def test_types_parties_and_shares(article: Build, said: Build) -> None:
    """Counts by type come in the order of the closed list, by party the most frequent first, the unknown last."""
    found = sourcing_profile(
        article(
            said("the/DT paper/NN", type="nonpublic_document"),
            said("the/DT ministry/NN", **MINISTRY),
            said("the/DT ministry/NN", **MINISTRY),
            said("an/DT envoy/NN", party="QAT"),
        )
    )
    assert [(t.key, t.sources, t.attributions, t.sentences) for t in found.by_type] == [
        ("institution", 1, 2, 2),
        ("unnamed", 1, 1, 1),
        ("nonpublic_document", 1, 1, 1),
    ]
    assert [t.key for t in found.by_party] == ["OMN", "QAT", None]
    assert dict(found.shares) == {
        "named": 0.5,
        "public_document": 0.0,
        "media": 0.0,
        "unnamed": 0.25,
        "nonpublic_document": 0.25,
        "unspecified": 0.0,
    }
    assert [found.count(f) for f in ("named", "unnamed", "nonpublic_document", "media")] == [1, 1, 1, 0]


def test_qualifiers_and_reasons(article: Build, said: Build) -> None:
    """The words that tell the footing are kept once a place, the longest; identity and standing are not footing."""
    asked = ("terms", "asked not to be named")
    record = article(
        said(OFFICIAL, "who asked not to be named as talks go on", footing=(("identity", "official"), asked)),
        said("the/DT official/NN", footing=(("terms", "who asked"), ("reason", "as talks go on"))),
    )
    found = sourcing_profile(record)
    text = record.document.text
    (source,) = found.sources
    assert [(q.axis, q.span.of(text)) for q in source.qualifiers] == [asked, ("reason", "as talks go on")]
    assert [(owner, q.span.of(text)) for owner, q in found.reasons] == [("a0", "as talks go on")]


@pytest.mark.parametrize(
    ("axis", "words", "attributions"),
    [
        ("terms", "asked not to be named", 1),
        ("reason", "asked not to be named", 1),
        ("access", "asked not to be named", 2),
        ("terms", "who asked", 2),
    ],
)
def test_footing_is_no_saying(axis: str, words: str, attributions: int, article: Build, said: Build) -> None:
    """That somebody asked not to be named is footing, not one more attribution; what is said beside it is one."""
    asking = said("who/WP", "not to be named", cue="asked")
    told = said(OFFICIAL, footing=((axis, words),))
    assert sourcing_profile(article(asking, told)).attributions == attributions


def test_own_outlet_is_the_reporter(article: Build, said: Build) -> None:
    """The outlet of the document is no source of it."""
    paper = said("the/DT Muscat/NNP Example/NNP", type="media")
    assert number(article, paper, outlet="Muscat Example") == 0
    assert number(article, paper, outlet="Another Example") == 1


def test_declined(article: Build, said: Build) -> None:
    """Who would not speak is recorded, and is no source for that."""
    silence = said("the/DT ministry/NN", "", cue="declined to comment", cls="declined", **MINISTRY)
    record = article(said(OFFICIAL), silence)
    found = sourcing_profile(record)
    assert [(d.attribution, d.type, d.party, d.name) for d in found.declined] == [
        ("a1", "institution", "OMN", "Foreign Ministry")
    ]
    assert found.declined[0].cue.of(record.document.text) == "declined to comment"
    assert [s.id for s in found.sources] == ["a0"]


def test_sources_of_an_act(article: Build, said: Build, act: Build) -> None:
    """Two sources of one act are counted; a source that tells it twice counts once."""
    sentences = (said("the/DT ministry/NN", **MINISTRY), said(OFFICIAL, party="OMN"), said("the/DT official/NN"))
    both = sourcing_profile(article(*sentences, events=[act("e0", 0), act("e1", 1), act("e2", 2)])).acts[0]
    assert (both.events, both.sources, both.distinct_sources) == (("e0", "e1", "e2"), ("a0", "a1"), 2)
    assert not both.single_source
    found = sourcing_profile(article(*sentences, events=[act("e1", 1), act("e2", 2)]))
    assert [a.distinct_sources for a in found.single_source_acts] == [1]


def test_parts_of_a_quotation_are_one_source(article: Build, said: Build, act: Build) -> None:
    """An act told twice within one long quotation has a single source."""
    part = said(cue="", party="OMN", continues=0)
    found = sourcing_profile(article(said(OFFICIAL, party="OMN"), part, events=[act("e0", 0), act("e1", 1)]))
    assert [(a.distinct_sources, a.single_source) for a in found.acts] == [(1, True)]


def test_who_quotes_whom_adds_no_source(article: Build, said: Build, act: Build) -> None:
    """Chains that share a source count once: what two are said to have said by one paper rests on that paper."""
    paper = said("the/DT Herald/NNP", type="media", name="Herald")
    relayed = (said(OFFICIAL, parent=0), said("an/DT envoy/NN", parent=0))
    (found,) = sourcing_profile(article(paper, *relayed, events=[act("e0", 1), act("e1", 2)])).acts
    assert (found.sources, found.distinct_sources) == (("a1", "a0", "a2"), 1)


def test_own_voice_is_not_a_single_source(article: Build, said: Build, act: Build) -> None:
    """What the reporter tells too does not hang on one source alone, and what nobody else tells has none."""
    (both,) = sourcing_profile(article(said(OFFICIAL), events=[act("e0", 0), act("e1")])).acts
    assert (both.distinct_sources, both.own_voice, both.single_source, both.only_unnamed) == (1, 1, False, False)
    (own,) = sourcing_profile(article(said(OFFICIAL), events=[act("e1")])).acts
    assert (own.sources, own.distinct_sources, own.single_source) == ((), 0, False)


@pytest.mark.parametrize(
    ("outer", "inner", "listed"),
    [
        ("institution", "unnamed", True),
        ("unnamed", "institution", True),
        ("institution", "nonpublic_document", True),
        ("institution", "unspecified", False),
        ("unspecified", "unspecified", True),
        ("media", "named_person", False),
    ],
)
def test_only_on_unnamed(outer: str, inner: str, listed: bool, article: Build, said: Build, act: Build) -> None:  # noqa: FBT001 - a column
    """A chain rests on the unnamed if any link does, and on nobody in particular only if all links do."""
    links = (said("the/DT Herald/NNP", type=outer), said("the/DT paper/NN", type=inner, parent=0))
    found = sourcing_profile(article(*links, events=[act("e0", 1)]))
    assert len(found.acts_only_on_unnamed) == listed


def test_only_acts_between_parties(article: Build, said: Build, act: Build) -> None:
    """Acts within one party are not listed; different statuses are different acts."""
    events = [act("e0", 0, actor="QAT"), act("e1", 0), act("e2", 0, status="denied")]
    found = sourcing_profile(article(said(OFFICIAL), events=events))
    assert [a.events for a in found.acts] == [("e1",), ("e2",)]
