"""The working table: claims, places in a sentence, noun phrases, and the order of what is returned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.types.annotation import Mention
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.annotate.entities.scene import Scene
    from onrecord.types.syntax import Token

    Stage = Callable[..., Scene]
    Word = Callable[[Scene, str], Token]
    Put = Callable[..., Mention]

HALL = """
Both CC predet envoys
the DT det envoys
two CD nummod envoys
Danish JJ amod envoys
king NN poss envoys
's POS case king
envoys/envoy NNS nsubj left
from IN prep envoys
Riga NNP pobj from
left/leave VBD ROOT left

Rain NN nsubj fell
fell/fall VBD ROOT fell
"""


def test_mention_is_found_at_its_head_only(staged: Stage, word: Word) -> None:
    """A mention stands under its head token; its other tokens are claimed."""
    scene = staged(HALL)
    tokens = (word(scene, "Danish"), word(scene, "envoys"))
    mention = Mention(Span(0, 1), tokens[1].i, "group", "nominal", ("DNK",), "test")
    scene.add(mention, tokens)
    assert (scene.at(tokens[1]), scene.at(tokens[0])) == (mention, None)
    assert scene.claimed == {t.i for t in tokens}


def test_update_replaces_fields(staged: Stage, word: Word, put: Put) -> None:
    """A later pass may fill in what an earlier one left open."""
    scene = staged(HALL)
    mention = put(scene, "Riga")
    scene.update(mention.head, parties=("LVA",))
    assert scene.at(word(scene, "Riga")) == Mention(mention.span, mention.head, "party", "name", ("LVA",), "test")


def test_tokens_from_stop_at_the_offset(staged: Stage, word: Word) -> None:
    """A form that ends within a word takes that word along."""
    scene = staged(HALL)
    first, last = word(scene, "two"), word(scene, "king")
    assert [t.text for t in scene.tokens_from(first, last.start + 1)] == ["two", "Danish", "king"]


def test_tokens_from_stay_in_the_sentence(staged: Stage, word: Word) -> None:
    """A form never reaches into the next sentence."""
    scene = staged(HALL)
    assert [t.text for t in scene.tokens_from(word(scene, "left"), 10_000)] == ["left"]


def test_head_of_a_stretch_is_governed_from_outside(staged: Stage, word: Word) -> None:
    """Of the words of a name the one with a governor outside is its head."""
    scene = staged(HALL)
    stretch = [word(scene, text) for text in ("Danish", "king", "envoys")]
    assert scene.head_of(stretch).text == "envoys"


def test_head_of_a_stretch_with_two_heads_is_the_last(staged: Stage, word: Word) -> None:
    """Where the parser cut a name in two, its last part stands for it."""
    scene = staged(HALL)
    assert scene.head_of([word(scene, "Danish"), word(scene, "king")]).text == "king"


def test_noun_phrase_holds_the_modifiers_before(staged: Stage, word: Word) -> None:
    """The phrase begins with the leftmost modifier and ends with its head, without what follows."""
    scene = staged(HALL)
    phrase = scene.noun_phrase(word(scene, "envoys")).of(scene.document.text)
    assert phrase == "Both the two Danish king's envoys"


def test_noun_phrase_up_to_a_later_word(staged: Stage, word: Word) -> None:
    """A caller may ask for more than the head."""
    scene = staged(HALL)
    assert scene.noun_phrase(word(scene, "envoys"), word(scene, "Riga")).of(scene.document.text).endswith("from Riga")


def test_neighbours_end_with_the_sentence(staged: Stage, word: Word) -> None:
    """Before the first and after the last word of a sentence there is nothing."""
    scene = staged(HALL)
    assert (scene.before(word(scene, "Rain")), scene.after(word(scene, "left"))) == (None, None)


def test_neighbours_within_the_sentence(staged: Stage, word: Word) -> None:
    """Neighbours are the words beside."""
    scene = staged(HALL)
    token = word(scene, "Danish")
    assert [t and t.text for t in (scene.before(token), scene.after(token))] == ["two", "king"]


def test_shouting_sentences_are_known(staged: Stage) -> None:
    """Rules may ask which sentences are in capitals."""
    scene = staged(
        "DANES NNPS nsubj SIGN\nSIGN VBP ROOT SIGN\nBIG JJ amod PACT\nPACT NN dobj SIGN\n\nRain NN ROOT Rain"
    )
    assert scene.shouting == {0}


def test_entities_come_in_text_order(staged: Stage, put: Put) -> None:
    """Whatever the order of the passes, mentions are returned as they stand in the text."""
    scene = staged(HALL)
    for text in ("Riga", "Danish", "envoys"):
        put(scene, text)
    text = scene.document.text
    assert [m.span.of(text) for m in scene.entities().mentions] == ["Danish", "envoys", "Riga"]


def test_outer_mention_comes_before_the_inner(staged: Stage, word: Word, put: Put) -> None:
    """Of two mentions that begin together the longer comes first."""
    scene = staged(HALL)
    put(scene, "Danish")
    head = word(scene, "envoys")
    scene.add(Mention(Span(word(scene, "Danish").start, head.end), head.i, "group", "nominal", (), "test"), (head,))
    assert [m.kind for m in scene.entities().mentions] == ["group", "party"]


def links(scene: Scene) -> list[int | None]:
    """Return the antecedents of the mentions a scene returns."""
    return [m.antecedent for m in scene.entities().mentions]


def test_antecedents_become_places_in_the_result(staged: Stage, word: Word, put: Put) -> None:
    """Passes link head tokens; the result links positions."""
    scene = staged(HALL)
    put(scene, "Danish")
    put(scene, "envoys")
    put(scene, "Riga", antecedent=word(scene, "envoys").i)
    assert links(scene) == [None, None, 1]


def test_antecedent_that_is_no_mention_is_dropped(staged: Stage, word: Word, put: Put) -> None:
    """A link to nothing is no link."""
    scene = staged(HALL)
    fields: dict[str, Any] = {"antecedent": word(scene, "king").i}
    put(scene, "Riga", **fields)
    assert links(scene) == [None]
