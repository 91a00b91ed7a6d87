"""Pronouns: the nearest that fits, subjects first, and nobody where nobody fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.annotate.entities.pronouns import Pronouns
from onrecord.annotate.entities.spoken import History

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.annotate.entities.scene import Scene
    from onrecord.types.annotation import Mention
    from onrecord.types.syntax import Token

    Stage = Callable[..., Scene]
    Word = Callable[[Scene, str], Token]
    Put = Callable[..., Mention]

MET = """
Quist NNP nsubj met
met/meet VBD ROOT met
Brandt NNP dobj met
. . punct met

{pronoun} PRP nsubj slept
slept/sleep VBD ROOT slept
"""
JOINED = """
Quist NNP nsubj met
and CC cc Quist
Brandt NNP conj Quist
met/meet VBD ROOT met

{pronoun} PRP nsubj slept
slept/sleep VBD ROOT slept
"""
OWN = """
Quist NNP nsubj thanked
thanked/thank VBD ROOT thanked
{pronoun} PRP dobj thanked
"""


def read(scene: Scene, word: Word, pronoun: str) -> Mention | None:
    """Return the mention of a pronoun after the mentions put into the scene before it were spoken of."""
    history = History(scene)
    token = word(scene, pronoun)
    for earlier in scene.syntax.tokens[: token.i]:
        mention = scene.at(earlier)
        if mention is not None:
            history.remember(earlier, mention)
    return Pronouns(scene, history).read(token)


def antecedent(scene: Scene, word: Word, pronoun: str) -> str | None:
    """Return the word that a pronoun stands for."""
    mention = read(scene, word, pronoun)
    return None if mention is None or mention.antecedent is None else scene.syntax.tokens[mention.antecedent].text


def people(scene: Scene, put: Put, quist: str | None = None, brandt: str | None = None) -> None:
    """Put two persons with their offices into a scene."""
    put(scene, "Quist", kind="person", name="Ada Quist", office=quist, parties=("DNK",))
    put(scene, "Brandt", kind="person", name="Ole Brandt", office=brandt, parties=("SWE",))


@pytest.mark.parametrize("pronoun", ["he", "She"])
def test_subject_of_the_sentence_before(staged: Stage, word: Word, put: Put, pronoun: str) -> None:
    """He or she is the person who was the subject."""
    scene = staged(MET.format(pronoun=pronoun))
    people(scene, put)
    assert antecedent(scene, word, pronoun) == "Quist"


@pytest.mark.parametrize(("pronoun", "expected"), [("he", "Brandt"), ("she", "Quist")])
def test_office_tells_man_from_woman(staged: Stage, word: Word, put: Put, pronoun: str, expected: str) -> None:
    """A queen is no he, a king no she."""
    scene = staged(MET.format(pronoun=pronoun))
    people(scene, put, "queen", "king")
    assert antecedent(scene, word, pronoun) == expected


def test_nobody_to_stand_for(staged: Stage, word: Word) -> None:
    """A pronoun without anybody spoken of is no mention."""
    assert read(staged(MET.format(pronoun="he")), word, "he") is None


def test_person_is_no_it(staged: Stage, word: Word, put: Put) -> None:
    """It stands for no person."""
    scene = staged(MET.format(pronoun="it"))
    people(scene, put)
    assert read(scene, word, "it") is None


def test_state_is_no_he(staged: Stage, word: Word, put: Put) -> None:
    """He stands for no state."""
    scene = staged(MET.format(pronoun="he"))
    put(scene, "Quist", parties=("DNK",))
    assert read(scene, word, "he") is None


def test_pronoun_takes_over_what_is_known(staged: Stage, word: Word, put: Put) -> None:
    """A pronoun has the name, office and side of the person it stands for."""
    scene = staged(MET.format(pronoun="she"))
    people(scene, put, "trade minister")
    mention = read(scene, word, "she")
    assert mention is not None
    assert (mention.name, mention.office, mention.parties, mention.form) == (
        "Ada Quist",
        "trade minister",
        ("DNK",),
        "pronoun",
    )


@pytest.mark.parametrize("pronoun", ["him", "her", "it", "them"])
def test_object_is_not_its_own_subject(staged: Stage, word: Word, put: Put, pronoun: str) -> None:
    """A plain object pronoun does not stand for the subject of its verb."""
    scene = staged(OWN.format(pronoun=pronoun))
    kind = "person" if pronoun in {"him", "her"} else "party"
    put(scene, "Quist", kind=kind, plural=pronoun == "them", parties=("DNK",))
    assert read(scene, word, pronoun) is None


POSSESSIVE = """
Quist NNP nsubj sold
sold/sell VBD ROOT sold
{pronoun} PRP$ poss ships
ships/ship NNS dobj sold
"""


@pytest.mark.parametrize(("pronoun", "kind"), [("his", "person"), ("her", "person"), ("its", "party")])
def test_possessive_is_the_own_subject(staged: Stage, word: Word, put: Put, pronoun: str, kind: str) -> None:
    """A possessive may stand for the subject of its clause."""
    scene = staged(POSSESSIVE.format(pronoun=pronoun))
    put(scene, "Quist", kind=kind, parties=("DNK",))
    assert antecedent(scene, word, pronoun) == "Quist"


EMPTY = {
    "clear that": "It PRP nsubj is\nis/be VBZ ROOT is\nclear JJ acomp is",
    "rain": "It PRP nsubj rains\nrains/rain VBZ ROOT rains",
    "seems that": "It PRP nsubj seems\nseems/seem VBZ ROOT seems\nsleep VBP ccomp seems",
}


@pytest.mark.parametrize("sentence", EMPTY.values(), ids=EMPTY.keys())
def test_empty_it(staged: Stage, word: Word, put: Put, sentence: str) -> None:
    """An it that stands for nothing is no mention."""
    scene = staged(f"Quist NNP nsubj met\nmet/meet VBD ROOT met\n\n{sentence}")
    put(scene, "Quist", parties=("DNK",))
    assert read(scene, word, "It") is None


def test_they_are_all_of_the_coordinated(staged: Stage, word: Word, put: Put) -> None:
    """They stand for both of two states."""
    scene = staged(JOINED.format(pronoun="they"))
    put(scene, "Quist", parties=("DNK",))
    put(scene, "Brandt", parties=("SWE",))
    mention = read(scene, word, "they")
    assert mention is not None
    assert (mention.kind, mention.parties, mention.name, mention.plural) == ("party", ("DNK", "SWE"), None, True)


def test_they_are_a_group_of_persons(staged: Stage, word: Word, put: Put) -> None:
    """Two persons together are a group of both sides."""
    scene = staged(JOINED.format(pronoun="they"))
    people(scene, put)
    mention = read(scene, word, "they")
    assert mention is not None
    assert (mention.kind, mention.parties) == ("group", ("DNK", "SWE"))


def test_they_are_not_one_person(staged: Stage, word: Word, put: Put) -> None:
    """They do not stand for one named person."""
    scene = staged(MET.format(pronoun="they"))
    people(scene, put)
    assert read(scene, word, "they") is None


@pytest.mark.parametrize("pronoun", ["I", "we", "you"])
def test_speakers_are_left_out(staged: Stage, word: Word, put: Put, pronoun: str) -> None:
    """Who speaks is for another layer to know."""
    scene = staged(MET.format(pronoun=pronoun))
    people(scene, put)
    assert read(scene, word, pronoun) is None
