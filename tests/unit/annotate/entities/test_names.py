"""Names of parties and places in their surroundings, on trees built by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.annotate.entities.names import find_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.annotate.entities.scene import Scene
    from onrecord.types.annotation import Mention
    from onrecord.types.syntax import Token

    Stage = Callable[..., Scene]
    Word = Callable[[Scene, str], Token]


def named(scene: Scene) -> dict[str, Mention]:
    """Return the names found in a scene by their words."""
    find_names(scene)
    return {m.span.of(scene.document.text): m for m in scene.entities().mentions}


def test_name_of_several_words_is_one_mention(staged: Stage) -> None:
    """A name is found over several tokens and stands under the one that governs it."""
    scene = staged("South NNP compound Korea GPE\nKorea NNP nsubj voted GPE\nvoted/vote VBD ROOT voted")
    mention = named(scene)["South Korea"]
    assert (mention.parties, mention.head, mention.rule) == (("KOR",), 1, "entity.party.name")


def test_name_claims_its_words(staged: Stage) -> None:
    """No later pass reads a word of a name again."""
    scene = staged("South NNP compound Korea GPE\nKorea NNP nsubj voted GPE\nvoted/vote VBD ROOT voted")
    find_names(scene)
    assert scene.claimed == {0, 1}


def test_claimed_words_are_left_alone(staged: Stage, word: Word) -> None:
    """A word of a person's name is not read as a party."""
    scene = staged("Michael NNP compound Jordan\nJordan NNP nsubj slept\nslept/sleep VBD ROOT slept")
    scene.claimed.update(t.i for t in scene.syntax.tokens[:2])
    assert named(scene) == {}


def test_blocked_words_are_claimed_and_name_nobody(staged: Stage) -> None:
    """A sea is nobody, and no part of its name is read by a later pass."""
    scene = staged("Indian NNP compound Ocean\nOcean NNP nsubj froze\nfroze/freeze VBD ROOT froze")
    assert (named(scene), scene.claimed) == ({}, {0, 1})


CAPITAL = {
    "acts": ("Oslo NNP nsubj signed GPE\nsigned/sign VBD ROOT signed", "party"),
    "is asked": ("He PRP nsubj asked\nasked/ask VBD ROOT asked\nOslo NNP dobj asked GPE", "party"),
    "in": ("He PRP nsubj slept\nslept/sleep VBD ROOT slept\nin IN prep slept\nOslo NNP pobj in GPE", "place"),
    "flew to": ("He PRP nsubj flew\nflew/fly VBD ROOT flew\nto IN prep flew\nOslo NNP pobj to GPE", "place"),
    "spoke to": ("He PRP nsubj spoke\nspoke/speak VBD ROOT spoke\nto IN prep spoke\nOslo NNP pobj to GPE", "party"),
    "visited": ("He PRP nsubj visited\nvisited/visit VBD ROOT visited\nOslo NNP dobj visited GPE", "place"),
    "mayor of": ("mayor NN ROOT mayor\nof IN prep mayor\nOslo NNP pobj of GPE", "place"),
    "compound": ("Oslo NNP compound airport GPE\nairport NN ROOT airport", "place"),
    "officials": ("Oslo NNP compound officials GPE\nofficials/official NNS ROOT officials", "party"),
    "based": ("Oslo NNP npadvmod based GPE\n- HYPH punct based\nbased/base VBN ROOT based", "place"),
    "comma state": (
        "Oslo NNP nsubj slept GPE\n, , punct Oslo\nNorway NNP appos Oslo GPE\n, , punct Oslo\nslept VBD ROOT slept",
        "place",
    ),
}


@pytest.mark.parametrize(("table", "kind"), CAPITAL.values(), ids=CAPITAL.keys())
def test_capital_is_a_government_or_a_place(staged: Stage, table: str, kind: str) -> None:
    """A capital stands for its government except where its surroundings make it a place."""
    assert named(staged(table))["Oslo"].kind == kind


def test_place_keeps_its_state(staged: Stage) -> None:
    """A city that is only a place says in which state it lies."""
    assert named(staged(CAPITAL["in"][0]))["Oslo"].parties == ("NOR",)


def test_seat_in_a_place(staged: Stage) -> None:
    """A building where something happens is a place, too."""
    scene = staged("""
        He PRP nsubj slept
        slept/sleep VBD ROOT slept
        at IN prep slept
        the DT det Kremlin
        Kremlin NNP pobj at FAC""")
    assert named(scene)["Kremlin"].kind == "place"


ADJECTIVE = {
    "of a minister": ("Danish JJ amod minister NORP\nminister NN ROOT minister", True),
    "of a language": ("Danish JJ amod language NORP\nlanguage NN ROOT language", False),
    "of a dish": ("Danish JJ amod pastry NORP\npastry NN ROOT pastry", False),
    "speaking": (
        "Danish JJ npadvmod speaking NORP\n- HYPH punct speaking\nspeaking/speak VBG amod men\nmen/man NNS ROOT men",
        False,
    ),
    "spoken": ("He PRP nsubj speaks\nspeaks/speak VBZ ROOT speaks\nDanish NNP dobj speaks LANGUAGE", False),
    "in a language": (
        "He PRP nsubj sang\nsang/sing VBD ROOT sang\nin IN prep sang\nDanish NNP pobj in LANGUAGE",
        False,
    ),
}


@pytest.mark.parametrize(("table", "expected"), ADJECTIVE.values(), ids=ADJECTIVE.keys())
def test_adjective_of_a_party_or_of_a_culture(staged: Stage, table: str, *, expected: bool) -> None:
    """An adjective of nationality is a party's unless it is a language or a custom."""
    assert ("Danish" in named(staged(table))) is expected


def test_prefix_before_a_hyphen(staged: Stage) -> None:
    """A prefix names a party before a hyphen."""
    scene = staged("Sino NNP amod Indian\n- HYPH punct Indian\nIndian JJ amod talks\ntalks NNS ROOT talks")
    assert {words: m.parties for words, m in named(scene).items()} == {"Sino": ("CHN",), "Indian": ("IND",)}


def test_prefix_alone(staged: Stage) -> None:
    """A prefix alone is another word."""
    assert named(staged("Sino NNP ROOT Sino\nslept/sleep VBD relcl Sino")) == {}


def test_citizens_are_people(staged: Stage) -> None:
    """A noun for citizens is a group, in the plural where it is one."""
    mention = named(staged("Two CD nummod Danes\nDanes/Dane NNPS nsubj slept NORP\nslept/sleep VBD ROOT slept"))[
        "Danes"
    ]
    assert (mention.kind, mention.form, mention.plural) == ("group", "citizen", True)


@pytest.mark.parametrize(("day", "code"), [("2021-08-14", "AFG-REB"), ("2021-08-15", "AFG")])
def test_code_of_the_day(staged: Stage, day: str, code: str) -> None:
    """A group has the code of the publication date."""
    scene = staged("Taliban NNP nsubj slept ORG\nslept/sleep VBD ROOT slept", day)
    assert named(scene)["Taliban"].parties == (code,)


@pytest.mark.parametrize(("article", "expected"), [("The DT det", True), ("A DT det", False)])
def test_common_word_needs_its_article(staged: Stage, article: str, *, expected: bool) -> None:
    """The West is a party, a west is none."""
    scene = staged(f"{article} West\nWest NNP nsubj slept LOC\nslept/sleep VBD ROOT slept")
    assert ("West" in named(scene)) is expected


def test_person_neighbour_makes_a_person(staged: Stage) -> None:
    """A state's name beside a person's name is a part of it."""
    scene = staged("Chad NNP compound Tolliver PERSON\nTolliver NNP ROOT Tolliver PERSON")
    assert named(scene) == {}


@pytest.mark.parametrize(("other", "expected"), [("Tbilisi", True), ("Atlanta", False)])
def test_georgia_needs_support(staged: Stage, other: str, *, expected: bool) -> None:
    """Georgia is the state in the Caucasus only where the text supports it."""
    scene = staged(
        f"Georgia NNP nsubj voted GPE\nvoted/vote VBD ROOT voted\n. . punct voted\n\n{other} NNP ROOT {other} GPE"
    )
    assert ("Georgia" in named(scene)) is expected


def test_capitals_fold_case(staged: Stage) -> None:
    """In a line of capitals forms are found in any case."""
    scene = staged("""
        DENMARK NNP nsubj WANTS GPE
        WANTS/want VBZ ROOT WANTS
        DUTCH NNP amod PASTRY NORP
        FISH NN dobj WANTS
        PASTRY NN dep WANTS""")
    assert named(scene)["DENMARK"].parties == ("DNK",)
