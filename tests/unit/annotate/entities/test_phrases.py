"""Noun phrases that stand for somebody, against what was spoken of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.annotate.entities.phrases import Phrases
from onrecord.annotate.entities.spoken import History

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.annotate.entities.scene import Scene
    from onrecord.types.annotation import Mention
    from onrecord.types.syntax import Token

    Stage = Callable[..., Scene]
    Word = Callable[[Scene, str], Token]
    Put = Callable[..., Mention]

BEFORE = """
Oslo NNP nsubj met
met/meet VBD ROOT met
Riga NNP dobj met
. . punct met
"""


class Reader:
    """Reads one noun of a scene after the mentions put into it were spoken of."""

    def __init__(self, scene: Scene, word: Word) -> None:
        self.scene = scene
        self.word = word

    def __call__(self, noun: str) -> Mention | None:
        """Return the mention of a noun phrase."""
        history = History(self.scene)
        token = self.word(self.scene, noun)
        for earlier in self.scene.syntax.tokens[: token.i]:
            mention = self.scene.at(earlier)
            if mention is not None:
                history.remember(earlier, mention)
        return Phrases(self.scene, history).read(token)


@pytest.mark.parametrize(
    ("noun", "lemma", "tag", "kind"),
    [
        ("officials", "official", "NNS", "group"),
        ("ministry", "ministry", "NN", "institution"),
        ("frigate", "frigate", "NN", "asset"),
        ("memo", "memo", "NN", "document"),
        ("newspaper", "newspaper", "NN", "outlet"),
        ("ambassador", "ambassador", "NN", "person"),
        ("ambassadors", "ambassador", "NNS", "group"),
    ],
)
def test_kind_of_a_noun(staged: Stage, word: Word, noun: str, lemma: str, tag: str, kind: str) -> None:
    """The noun tells what the phrase stands for; several in office are a group."""
    mention = Reader(staged(f"{noun}/{lemma} {tag} ROOT {noun}"), word)(noun)
    assert mention is not None
    assert (mention.kind, mention.form, mention.parties) == (kind, "nominal", ())


@pytest.mark.parametrize(("text", "tag"), [("rain", "NN"), ("slept", "VBD"), ("tall", "JJ")])
def test_other_words_stand_for_nobody(staged: Stage, word: Word, text: str, tag: str) -> None:
    """A noun of no class, or no noun, is no mention."""
    assert Reader(staged(f"{text} {tag} ROOT {text}"), word)(text) is None


def test_person_noun_within_a_compound_is_nobody(staged: Stage, word: Word) -> None:
    """The fighter of fighter jets is nobody."""
    scene = staged("fighter NN compound jets\njets/jet NNS ROOT jets")
    assert Reader(scene, word)("fighter") is None


def test_side_of_the_modifiers(staged: Stage, word: Word, put: Put) -> None:
    """The side stands in the phrase."""
    scene = staged("Danish JJ amod officials\nofficials/official NNS ROOT officials")
    put(scene, "Danish", form="adjective", parties=("DNK",))
    mention = Reader(scene, word)("officials")
    assert mention is not None
    assert (mention.parties, mention.rule) == (("DNK",), "nominal.group")


PART = """
One CD nsubj slept
of IN prep One
the DT det envoys
Danish JJ amod envoys
envoys/envoy NNS pobj of
slept/sleep VBD ROOT slept
"""


def test_part_has_the_side_of_the_whole(staged: Stage, word: Word, put: Put) -> None:
    """One of the Danish envoys is Danish."""
    scene = staged(PART)
    put(scene, "Danish", form="adjective", parties=("DNK",))
    mention = Reader(scene, word)("One")
    assert mention is not None
    assert (mention.kind, mention.parties, mention.rule) == ("group", ("DNK",), "nominal.part-of")


def test_part_of_nobody_known(staged: Stage, word: Word) -> None:
    """One of the envoys of nobody known is nobody known."""
    assert Reader(staged(PART), word)("One") is None


def paired(phrase: str) -> str:
    """Return two sentences: Oslo met Riga; the phrase slept."""
    return f"{BEFORE.strip()}\n\n{phrase}\nslept/sleep VBD ROOT slept"


PAIRS = {
    "the two countries": "the DT det countries\ntwo CD nummod countries\ncountries/country NNS nsubj slept",
    "both sides": "both DT det sides\nsides/side NNS nsubj slept",
    "the sides": "the DT det sides\nsides/side NNS nsubj slept",
    "these two nations": "these DT det nations\ntwo CD nummod nations\nnations/nation NNS nsubj slept",
}


@pytest.mark.parametrize("phrase", PAIRS)
def test_pair_last_spoken_of(staged: Stage, word: Word, put: Put, phrase: str) -> None:
    """The two countries and both sides are the pair of states last spoken of, in text order."""
    scene = staged(paired(PAIRS[phrase]))
    put(scene, "Oslo", parties=("NOR",))
    put(scene, "Riga", parties=("LVA",))
    mention = Reader(scene, word)(phrase.rsplit(maxsplit=1)[-1])
    assert mention is not None
    assert (mention.kind, mention.parties, mention.rule) == ("party", ("NOR", "LVA"), "coreference.pair")


NO_PAIRS = {
    "two countries": "two CD nummod countries\ncountries/country NNS nsubj slept",
    "many countries": "many JJ amod countries\ncountries/country NNS nsubj slept",
    "the three countries": "the DT det countries\nthree CD nummod countries\ncountries/country NNS nsubj slept",
}


@pytest.mark.parametrize("phrase", NO_PAIRS.values(), ids=NO_PAIRS.keys())
def test_no_pair_meant(staged: Stage, word: Word, put: Put, phrase: str) -> None:
    """Indefinite countries, or three of them, are not the two last spoken of."""
    scene = staged(paired(phrase))
    put(scene, "Oslo", parties=("NOR",))
    put(scene, "Riga", parties=("LVA",))
    mention = Reader(scene, word)("countries")
    assert mention is None or mention.parties == ()


def test_no_pair_of_one(staged: Stage, word: Word, put: Put) -> None:
    """One state spoken of makes no pair."""
    scene = staged(paired(PAIRS["the two countries"]))
    put(scene, "Oslo", parties=("NOR",))
    mention = Reader(scene, word)("countries")
    assert mention is None or mention.parties == ()


def test_two_koreas(staged: Stage, word: Word) -> None:
    """The two Koreas need nobody spoken of before."""
    scene = staged("the DT det Koreas\ntwo CD nummod Koreas\nKoreas/Koreas NNPS ROOT Koreas")
    mention = Reader(scene, word)("Koreas")
    assert mention is not None
    assert mention.parties == ("KOR", "PRK")


def after(sentence: str) -> str:
    """Return two sentences: Oslo met Riga, and the given one."""
    return f"{BEFORE.strip()}\n\n{sentence.strip()}"


def test_the_country_is_the_subject_spoken_of(staged: Stage, word: Word, put: Put) -> None:
    """The country is the state that was the subject before."""
    scene = staged(after("the DT det country\ncountry NN nsubj slept\nslept/sleep VBD ROOT slept"))
    put(scene, "Oslo", parties=("NOR",))
    put(scene, "Riga", parties=("LVA",))
    mention = Reader(scene, word)("country")
    assert mention is not None
    assert (mention.parties, mention.antecedent, mention.rule) == (
        ("NOR",),
        word(scene, "Oslo").i,
        "coreference.the-country",
    )


def test_the_country_is_no_organisation(staged: Stage, word: Word, put: Put) -> None:
    """An organisation is no country."""
    scene = staged(after("the DT det country\ncountry NN nsubj slept\nslept/sleep VBD ROOT slept"))
    put(scene, "Oslo", parties=("NATO",))
    assert Reader(scene, word)("country") is None


MINISTER = """
Ada NNP compound Quist
Quist NNP nsubj slept
slept/sleep VBD ROOT slept

{article} minister
minister NN nsubj left
left/leave VBD ROOT left
"""


@pytest.mark.parametrize(
    ("article", "office", "expected"),
    [
        ("the DT det", "trade minister", "Ada Quist"),
        ("a DT det", "trade minister", None),
        ("the DT det", "ambassador", None),
    ],
    ids=["the", "a", "another-office"],
)
def test_bearer_of_a_title(
    staged: Stage, word: Word, put: Put, article: str, office: str, expected: str | None
) -> None:
    """The minister is the minister just named; a minister, or one named in another office, is not."""
    scene = staged(MINISTER.format(article=article))
    put(scene, "Quist", kind="person", name="Ada Quist", office=office, parties=("DNK",))
    mention = Reader(scene, word)("minister")
    assert mention is not None
    assert mention.name == expected


def test_bearer_of_another_side(staged: Stage, word: Word, put: Put) -> None:
    """The same title with another side is another person."""
    scene = staged(MINISTER.format(article="Finnish JJ amod"))
    put(scene, "Quist", kind="person", name="Ada Quist", office="minister", parties=("DNK",))
    put(scene, "Finnish", form="adjective", parties=("FIN",))
    mention = Reader(scene, word)("minister")
    assert mention is not None
    assert (mention.name, mention.parties) == (None, ("FIN",))


def test_apposition_names_the_bearer(staged: Stage, word: Word, put: Put) -> None:
    """A title before a name in apposition stands for that person and gives the side the name lacks."""
    scene = staged("""
        the DT det envoy
        Danish JJ amod envoy
        envoy NN nsubj slept
        , , punct envoy
        Quist NNP appos envoy
        slept/sleep VBD ROOT slept""")
    put(scene, "Danish", form="adjective", parties=("DNK",))
    put(scene, "Quist", kind="person", name="Ada Quist")
    mention = Reader(scene, word)("envoy")
    named = scene.at(word(scene, "Quist"))
    assert mention is not None
    assert named is not None
    assert (mention.name, mention.parties, named.parties) == ("Ada Quist", ("DNK",), ("DNK",))


SAME = """
the DT det ministry
Danish JJ amod ministry
ministry NN nsubj slept
slept/sleep VBD ROOT slept

{article} ministry#{nth}
ministry NN nsubj left
left/leave VBD ROOT left
"""


def test_same_noun_refers_back(staged: Stage, word: Word, put: Put) -> None:
    """The ministry is the ministry spoken of before."""
    scene = staged(SAME.format(article="the DT det", nth=1))
    put(scene, "ministry", kind="institution", form="nominal", parties=("DNK",))
    mention = Reader(scene, word)("ministry#2")
    assert mention is not None
    assert (mention.parties, mention.rule) == (("DNK",), "coreference.same-noun.institution")


def test_indefinite_noun_does_not_refer_back(staged: Stage, word: Word, put: Put) -> None:
    """A company is another one than the company spoken of before."""
    table = SAME.format(article="a DT det", nth=1).replace("ministry", "company")
    scene = staged(table)
    put(scene, "company", kind="institution", form="nominal", parties=("DNK",))
    mention = Reader(scene, word)("company#2")
    assert mention is not None
    assert mention.antecedent is None


def test_company_after_a_named_one(staged: Stage, word: Word, put: Put) -> None:
    """The company is the one just named, though its name does not hold the word."""
    scene = staged(after("the DT det company\ncompany NN nsubj slept\nslept/sleep VBD ROOT slept"))
    put(scene, "Oslo", kind="institution", name="Gazprom", parties=("RUS",))
    mention = Reader(scene, word)("company")
    assert mention is not None
    assert (mention.name, mention.rule) == ("Gazprom", "coreference.company")


@pytest.mark.parametrize(("party", "expected"), [("NATO", ("NATO",)), ("NOR", ())])
def test_the_alliance(staged: Stage, word: Word, put: Put, party: str, expected: tuple[str, ...]) -> None:
    """The alliance is NATO where NATO was spoken of."""
    scene = staged(after("the DT det alliance\nalliance NN nsubj slept\nslept/sleep VBD ROOT slept"))
    put(scene, "Oslo", parties=(party,))
    mention = Reader(scene, word)("alliance")
    assert (mention.parties if mention else ()) == expected


def test_officials_of_the_government_spoken_of(staged: Stage, word: Word, put: Put) -> None:
    """Officials without a side are of the state that acted just before."""
    scene = staged(after("officials/official NNS nsubj said\nsaid/say VBD ROOT said"))
    put(scene, "Oslo", parties=("NOR",))
    mention = Reader(scene, word)("officials")
    assert mention is not None
    assert (mention.parties, mention.rule) == (("NOR",), "coreference.government.group")


def test_body_named_after_a_state(staged: Stage, word: Word, put: Put) -> None:
    """An unknown name behind a state's is a body of that state."""
    scene = staged("Denmark NNP compound Ferries\nFerries NNPS nsubj sailed\nsailed/sail VBD ROOT sailed")
    put(scene, "Denmark", parties=("DNK",))
    mention = Reader(scene, word)("Ferries")
    assert mention is not None
    assert (mention.kind, mention.name, mention.parties) == ("institution", "Denmark Ferries", ("DNK",))
