"""Persons: terms by date, titles on either side of a name, surnames alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord.annotate.entities.gazetteer import Holder
from onrecord.annotate.entities.known import term_at
from onrecord.annotate.entities.persons import claim_full_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.annotate.entities.scene import Scene
    from onrecord.types.annotation import Mention

    Stage = Callable[..., Scene]
    Read = Callable[..., dict[str, Mention]]

MINISTER = Holder("A", "DNK", "foreign_minister", "foreign minister", "2001-05", "2004-03-02")
PREMIER = Holder("A", "DNK", "head_of_government", "prime minister", "2004-03-02", "2009")
ENVOY = Holder("A", "DNK", "envoy", "special envoy", "2008-01-01", "")
TERMS = (ENVOY, MINISTER, PREMIER)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2003, 1, 1), MINISTER),
        (date(2004, 3, 1), MINISTER),
        (date(2004, 3, 2), PREMIER),
        (date(2008, 6, 1), PREMIER),
        (date(2009, 12, 31), PREMIER),
        (date(2010, 1, 1), ENVOY),
        (date(2030, 1, 1), ENVOY),
        (date(2000, 1, 1), None),
        (None, ENVOY),
    ],
    ids=str,
)
def test_term_of_a_day(day: date | None, expected: Holder | None) -> None:
    """The term that covers the day is meant, the leading office first; before the first term there is none."""
    assert term_at(TERMS, day) == expected


def test_last_term_after_all_have_ended() -> None:
    """One who has left office is told by the last office held."""
    assert term_at((MINISTER, PREMIER), date(2020, 1, 1)) == PREMIER


def test_full_name_of_the_table_is_claimed(staged: Stage) -> None:
    """A name that the office table knows needs no recogniser."""
    scene = staged("Angela NNP compound Merkel\nMerkel NNP nsubj slept\nslept/sleep VBD ROOT slept")
    found = claim_full_names(scene)
    assert ([(len(tokens), name) for tokens, name in found], scene.claimed) == ([(2, "Angela Merkel")], {0, 1})


def test_recognised_name_is_claimed_without_its_title(staged: Stage) -> None:
    """A name that only the recogniser knows begins behind the title."""
    scene = staged("""
        Minister NNP compound Quist PERSON
        Ada NNP compound Quist PERSON
        van NNP compound Quist PERSON
        Quist NNP nsubj slept PERSON
        slept/sleep VBD ROOT slept""")
    assert [name for _, name in claim_full_names(scene)] == ["Ada van Quist"]


def test_one_recognised_word_is_no_full_name(staged: Stage) -> None:
    """A single word is left for the surnames."""
    assert claim_full_names(staged("Quist NNP nsubj slept PERSON\nslept/sleep VBD ROOT slept")) == []


BEFORE = """
Danish JJ amod Quist NORP
Trade NNP compound Minister
Minister NNP compound Quist
Ada NNP compound Quist PERSON
Quist NNP nsubj slept PERSON
slept/sleep VBD ROOT slept
"""


def test_title_before_the_name(read: Read) -> None:
    """A title before a name gives office and side, and belongs to the mention."""
    person = read(BEFORE)["Danish Trade Minister Ada Quist"]
    assert (person.office, person.parties, person.rule) == ("trade minister", ("DNK",), "person.text")


BEHIND = """
Ada NNP compound Quist PERSON
Quist NNP nsubj slept PERSON
, , punct Quist
the DT det minister
Danish JJ amod minister NORP
trade NN compound minister
minister NN appos Quist
, , punct Quist
slept/sleep VBD ROOT slept
"""


def test_title_behind_the_name(read: Read) -> None:
    """An apposition behind a name gives office and side."""
    person = read(BEHIND)["Ada Quist"]
    assert (person.office, person.parties) == ("trade minister", ("DNK",))


def test_state_behind_the_name(read: Read) -> None:
    """An of-phrase behind a name gives the side."""
    person = read("""
        President NNP compound Quist
        Ada NNP compound Quist PERSON
        Quist NNP nsubj slept PERSON
        of IN prep Quist
        Denmark NNP pobj of GPE
        slept/sleep VBD ROOT slept""")["President Ada Quist"]
    assert (person.office, person.parties) == ("president", ("DNK",))


def test_table_fills_what_the_text_leaves_open(read: Read) -> None:
    """Without a title in the text, the table gives office and side of the day."""
    table = "Angela NNP compound Merkel\nMerkel NNP nsubj slept\nslept/sleep VBD ROOT slept"
    person = read(table, "2017-05-02")["Angela Merkel"]
    assert (person.office, person.parties, person.rule) == ("chancellor", ("DEU",), "person.office-table")


def test_another_transliteration(read: Read) -> None:
    """Same surname and same initial as one leader only: another spelling of that name."""
    table = "Dmitri NNP compound Medvedev PERSON\nMedvedev NNP nsubj slept PERSON\nslept/sleep VBD ROOT slept"
    assert read(table, "2010-05-02")["Dmitri Medvedev"].name == "Dmitry Medvedev"


def test_surname_takes_over_what_the_full_name_told(read: Read) -> None:
    """A surname alone means the one named in full, wherever in the text."""
    person = read(f"Quist NNP nsubj sang\nsang/sing VBD ROOT sang\n\n{BEFORE.strip()}")["Quist"]
    assert (person.name, person.office, person.parties) == ("Ada Quist", "trade minister", ("DNK",))


@pytest.mark.parametrize(
    ("day", "name"),
    [("1990-04-03", "George H.W. Bush"), ("2007-04-03", "George W. Bush"), ("2024-04-03", None)],
)
def test_surname_of_the_holder_of_the_day(read: Read, day: str, name: str | None) -> None:
    """A surname alone means the leader who bears it on that day, and nobody long after."""
    person = read("Bush NNP nsubj slept\nslept/sleep VBD ROOT slept", day).get("Bush")
    assert (person and person.name) == name


def test_surname_after_a_rank(read: Read) -> None:
    """A rank before a name that nobody knows makes a person."""
    person = read("Gen. NNP compound Quist\nQuist NNP nsubj slept\nslept/sleep VBD ROOT slept")["Gen. Quist"]
    assert (person.kind, person.office, person.parties, person.rule) == (
        "person",
        "general",
        (),
        "person.titled-surname",
    )


def test_title_that_tells_its_side(read: Read) -> None:
    """A senator without a state is of the United States."""
    assert read("Sen. NNP compound Quist\nQuist NNP nsubj slept\nslept/sleep VBD ROOT slept")["Sen. Quist"].parties == (
        "USA",
    )


def test_building_named_after_a_person(read: Read) -> None:
    """A surname within the name of a building is not the person."""
    found = read("Bush NNP compound Tower FAC\nTower NNP nsubj fell FAC\nfell/fall VBD ROOT fell", "2007-04-03")
    assert "Bush" not in found
