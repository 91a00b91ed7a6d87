"""Who was spoken of: candidates by sentence, the government last spoken of, the side of a person known by office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.annotate.entities.spoken import History, is_state, office_noun

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.annotate.entities.scene import Scene
    from onrecord.types.annotation import Mention
    from onrecord.types.syntax import Token

    Stage = Callable[..., Scene]
    Word = Callable[[Scene, str], Token]
    Put = Callable[..., Mention]

THREE = """
Oslo NNP nsubj met
met/meet VBD ROOT met
Riga NNP dobj met

Quist NNP nsubj slept
slept/sleep VBD ROOT slept

officials/official NNS nsubj said
said/say VBD ROOT said
to IN prep said
Minsk NNP pobj to
"""


@pytest.mark.parametrize(
    ("party", "expected"),
    [("DNK", True), ("XKX", True), ("EUR", False), ("NSA", False), ("WEST", False), ("AFG-REB", False)],
)
def test_is_state(party: str, *, expected: bool) -> None:
    """Organisations, loose parties and groups are no states."""
    assert is_state(party) is expected


@pytest.mark.parametrize(
    ("office", "noun"),
    [
        ("foreign minister", "minister"),
        ("secretary of state", "secretary"),
        ("special envoy for Syria", "envoy"),
        ("president", "president"),
        ("ambassador to the court", "ambassador"),
    ],
)
def test_office_noun(office: str, noun: str) -> None:
    """The noun of an office is the last word before its of, to, for or on."""
    assert office_noun(office) == noun


def told(scene: Scene, word: Word, put: Put, *names: str) -> History:
    """Return a history in which the named words were spoken of as parties, in this order."""
    history = History(scene)
    for name in names:
        history.remember(word(scene, name), put(scene, name, parties=(name[:3].upper(),)))
    return history


def test_candidates_come_nearest_sentence_first(staged: Stage, word: Word, put: Put) -> None:
    """Within a sentence candidates keep the text order; sentences without any are passed over."""
    scene = staged(THREE)
    history = told(scene, word, put, "Oslo", "Riga", "officials")
    found = [[t.text for t, _ in group] for group in history.by_sentence(word(scene, "Minsk"))]
    assert found == [["officials"], ["Oslo", "Riga"]]


def test_candidates_in_the_own_sentence_precede(staged: Stage, word: Word, put: Put) -> None:
    """What stands behind a word is no antecedent of it."""
    scene = staged(THREE)
    history = told(scene, word, put, "Oslo", "Riga")
    assert [[t.text for t, _ in group] for group in history.by_sentence(word(scene, "met"))] == [["Oslo"]]


def test_candidates_far_back_are_left_out(staged: Stage, word: Word, put: Put) -> None:
    """The reach is counted in sentences."""
    scene = staged(THREE)
    history = told(scene, word, put, "Oslo")
    assert list(history.by_sentence(word(scene, "officials"), reach=1)) == []


def test_places_are_not_spoken_of(staged: Stage, word: Word, put: Put) -> None:
    """A place is no antecedent."""
    scene = staged(THREE)
    history = History(scene)
    history.remember(word(scene, "Oslo"), put(scene, "Oslo", kind="place", parties=("NOR",)))
    assert history.spoken == []


def test_government_is_the_subject_last_spoken_of(staged: Stage, word: Word, put: Put) -> None:
    """Unnamed officials belong to the state that acted in the sentences before."""
    scene = staged(THREE)
    history = History(scene)
    for name, party in (("Oslo", "NOR"), ("Riga", "LVA")):
        history.remember(word(scene, name), put(scene, name, parties=(party,)))
    assert history.government(word(scene, "officials")) == ("NOR",)


def test_no_government_spoken_of(staged: Stage, word: Word) -> None:
    """Without anybody spoken of there is no side."""
    scene = staged(THREE)
    assert History(scene).government(word(scene, "officials")) == ()


def test_organisation_is_no_government(staged: Stage, word: Word, put: Put) -> None:
    """Unnamed officials are not taken for an organisation's."""
    scene = staged(THREE)
    history = History(scene)
    history.remember(word(scene, "Oslo"), put(scene, "Oslo", parties=("NATO",)))
    assert history.government(word(scene, "officials")) == ()


def test_person_in_office_takes_the_side_of_the_government(staged: Stage, word: Word, put: Put) -> None:
    """A minister without a state is of the state last spoken of; the mention in the scene is told so, too."""
    scene = staged(THREE)
    history = History(scene)
    history.remember(word(scene, "Oslo"), put(scene, "Oslo", parties=("NOR",)))
    person = put(scene, "Quist", kind="person", name="Ada Quist", office="trade minister")
    history.remember(word(scene, "Quist"), person)
    found = scene.at(word(scene, "Quist"))
    assert found is not None
    assert found.parties == ("NOR",)


def test_person_without_an_office_keeps_no_side(staged: Stage, word: Word, put: Put) -> None:
    """A name alone tells no side."""
    scene = staged(THREE)
    history = History(scene)
    history.remember(word(scene, "Oslo"), put(scene, "Oslo", parties=("NOR",)))
    history.remember(word(scene, "Quist"), put(scene, "Quist", kind="person", name="Ada Quist"))
    assert history.people["Ada Quist"].parties == ()


def test_person_named_again_is_the_latest(staged: Stage, word: Word, put: Put) -> None:
    """People are kept in the order in which they were last named."""
    scene = staged(THREE)
    history = History(scene)
    for name, person in (("Oslo", "A B"), ("Riga", "C D"), ("Quist", "A B")):
        history.remember(word(scene, name), put(scene, name, kind="person", name=person))
    assert list(history.people) == ["C D", "A B"]


def test_reference_takes_over_the_earlier_mention(staged: Stage, word: Word, put: Put) -> None:
    """A phrase that refers back has kind, sides, name and office of what it stands for, and a link to it."""
    scene = staged(THREE)
    earlier = put(scene, "Quist", kind="person", name="Ada Quist", office="envoy", parties=("NOR",))
    mention = History(scene).refers(word(scene, "officials"), earlier, "test")
    assert (mention.kind, mention.name, mention.office, mention.parties, mention.antecedent, mention.form) == (
        "person",
        "Ada Quist",
        "envoy",
        ("NOR",),
        earlier.head,
        "nominal",
    )
