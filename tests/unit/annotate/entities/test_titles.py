"""What a phrase tells: the noun's class, the office, and the side its words give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.annotate.entities.titles import (
    left_tokens,
    mention_of_phrase,
    named_parties,
    nominals,
    office_in,
    phrase_parties,
    singular,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.annotate.entities.scene import Scene
    from onrecord.types.annotation import Mention
    from onrecord.types.syntax import Token

    Stage = Callable[..., Scene]
    Word = Callable[[Scene, str], Token]
    Put = Callable[..., Mention]

TITLED = """
Meanwhile RB advmod said
, , punct said
the DT det Holt
Danish JJ amod Holt
Defense NNP compound Minister
Minister NNP compound Holt
Mette NNP compound Holt
Holt NNP nsubj said
said/say VBD ROOT said
"""


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("official", "group"),
        ("ministry", "institution"),
        ("frigate", "asset"),
        ("memo", "document"),
        ("daily", "outlet"),
    ],
)
def test_nouns_have_a_kind(noun: str, kind: str) -> None:
    """Each class of nouns stands for one kind of mention."""
    assert nominals().kinds[noun] == kind


def test_titles_are_heads() -> None:
    """Of a title of several words its last one is the head."""
    assert {"minister", "secretary", "ambassador"} <= nominals().titles


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("envoys/envoy NNS ROOT envoys", "envoy"),
        ("Envoys/Envoys NNPS ROOT Envoys", "envoy"),
        ("Minister/Minister NNP ROOT Minister", "minister"),
        ("media/medium NNS ROOT media", "media"),
        ("Ministry/ministry NN ROOT Ministry", "ministry"),
    ],
)
def test_singular(staged: Stage, line: str, expected: str) -> None:
    """The noun is told in lower case and singular, also where the tagger took it for a name."""
    assert singular(staged(line).syntax.tokens[0]) == expected


def test_left_tokens_begin_behind_the_article(staged: Stage, word: Word) -> None:
    """What stands before a name is its phrase, from the article on and without it."""
    scene = staged(TITLED)
    left = left_tokens(scene, word(scene, "Holt"), word(scene, "Mette"))
    assert [t.text for t in left] == ["Danish", "Defense", "Minister"]


def test_left_tokens_begin_behind_a_comma(staged: Stage, word: Word) -> None:
    """A comma parts a name from what is before it."""
    scene = staged("Minister NNP compound Holt\n, , punct Holt\nMette NNP compound Holt\nHolt NNP ROOT Holt")
    assert left_tokens(scene, word(scene, "Holt"), word(scene, "Mette")) == ()


def test_office_leaves_the_party_out(staged: Stage, word: Word, put: Put) -> None:
    """The office is in lower case, in British spelling, without the state's adjective."""
    scene = staged(TITLED)
    put(scene, "Danish", form="adjective", parties=("DNK",))
    assert office_in(scene, left_tokens(scene, word(scene, "Holt"), word(scene, "Mette"))) == "defence minister"


@pytest.mark.parametrize(
    ("short", "office"), [("Gen.", "general"), ("Sen.", "senator"), ("Mr.", None), ("Lt", None)], ids=str
)
def test_office_of_an_abbreviation(staged: Stage, short: str, office: str | None) -> None:
    """An abbreviated rank is an office; a courtesy title is none."""
    scene = staged(f"{short} NNP compound Holt\nHolt NNP ROOT Holt")
    assert office_in(scene, scene.syntax.tokens[:1]) == office


def test_no_title_no_office(staged: Stage) -> None:
    """Words that are no title give no office."""
    scene = staged("tall JJ amod Holt\nHolt NNP ROOT Holt")
    assert office_in(scene, scene.syntax.tokens[:1]) is None


def test_nothing_gives_no_office(staged: Stage) -> None:
    """No words give no office."""
    assert office_in(staged("Holt NNP ROOT Holt"), ()) is None


def test_named_parties_of_a_row(staged: Stage, put: Put) -> None:
    """The first mention with a side gives it."""
    scene = staged(TITLED)
    put(scene, "Danish", form="adjective", parties=("DNK",))
    assert named_parties(scene, scene.syntax.tokens) == ("DNK",)


OFFICIALS = {
    "adjective": "Danish JJ amod officials\nofficials/official NNS ROOT officials",
    "possessor": "Denmark NNP poss officials\n's POS case Denmark\nofficials/official NNS ROOT officials",
    "compound": "Denmark NNP compound officials\nofficials/official NNS ROOT officials",
    "of": "officials/official NNS ROOT officials\nof IN prep officials\nDenmark NNP pobj of",
    "from": "officials/official NNS ROOT officials\nfrom IN prep officials\nDenmark NNP pobj from",
    "at": "officials/official NNS ROOT officials\nat IN prep officials\nDenmark NNP pobj at",
    "close to": "officials/official NNS ROOT officials\nclose JJ amod officials\nto IN prep close\nDenmark NNP pobj to",
    "adjective of an owner": """
        the DT det ministry
        Danish JJ amod ministry
        ministry NN poss officials
        's POS case ministry
        officials/official NNS ROOT officials""",
}


@pytest.mark.parametrize("table", OFFICIALS.values(), ids=OFFICIALS.keys())
def test_phrase_has_the_side_its_words_give(staged: Stage, word: Word, put: Put, table: str) -> None:
    """Adjective, possessor, compound and prepositions give the side of a noun."""
    scene = staged(table)
    put(scene, "Danish" if "Danish" in table else "Denmark", parties=("DNK",))
    assert phrase_parties(scene, word(scene, "officials")) == ("DNK",)


def test_phrase_has_the_sides_of_coordinated_words(staged: Stage, word: Word, put: Put) -> None:
    """Coordinated modifiers give all their sides, in text order."""
    scene = staged("""
        Danish JJ amod officials
        and CC cc Danish
        Finnish JJ conj Danish
        officials/official NNS ROOT officials""")
    put(scene, "Danish", parties=("DNK",))
    put(scene, "Finnish", parties=("FIN",))
    assert phrase_parties(scene, word(scene, "officials")) == ("DNK", "FIN")


def test_phrase_has_the_sides_of_joined_words(staged: Stage, word: Word, put: Put) -> None:
    """Words joined by a hyphen give all their sides, in text order."""
    scene = staged("""
        Danish JJ amod Finnish
        - HYPH punct Finnish
        Finnish JJ amod plan
        plan NN ROOT plan""")
    put(scene, "Danish", parties=("DNK",))
    put(scene, "Finnish", parties=("FIN",))
    assert phrase_parties(scene, word(scene, "plan")) == ("DNK", "FIN")


def test_place_gives_no_side(staged: Stage, word: Word, put: Put) -> None:
    """What is only a place does not make a side."""
    scene = staged(OFFICIALS["compound"])
    put(scene, "Denmark", kind="place", parties=("DNK",))
    assert phrase_parties(scene, word(scene, "officials")) == ()


def test_counterpart_is_not_of_its_possessors_side(staged: Stage, word: Word, put: Put) -> None:
    """A counterpart is of the side its adjective names."""
    scene = staged("""
        Denmark NNP poss counterpart
        's POS case Denmark
        Finnish JJ amod counterpart
        counterpart NN ROOT counterpart""")
    put(scene, "Denmark", parties=("DNK",))
    put(scene, "Finnish", parties=("FIN",))
    assert phrase_parties(scene, word(scene, "counterpart")) == ("FIN",)


def test_host_of_an_embassy_gives_no_side(staged: Stage, word: Word, put: Put) -> None:
    """Where an embassy stands is not whose it is."""
    scene = staged("embassy NN ROOT embassy\nin IN prep embassy\nDenmark NNP pobj in")
    put(scene, "Denmark", parties=("DNK",))
    assert phrase_parties(scene, word(scene, "embassy")) == ()


def test_phrase_without_a_side(staged: Stage, word: Word) -> None:
    """A noun whose words name nobody has no side."""
    scene = staged("tall JJ amod officials\nofficials/official NNS ROOT officials")
    assert phrase_parties(scene, word(scene, "officials")) == ()


def test_mention_of_a_phrase(staged: Stage, word: Word) -> None:
    """The mention covers the phrase up to its head and knows whether it is plural."""
    scene = staged("two CD nummod officials\nofficials/official NNS ROOT officials\nof IN prep officials")
    mention = mention_of_phrase(scene, word(scene, "officials"), "group", ("DNK",), "test")
    assert (mention.span.of(scene.document.text), mention.plural, mention.form) == ("two officials", True, "nominal")
