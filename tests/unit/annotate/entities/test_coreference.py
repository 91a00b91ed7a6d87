"""The last pass: every word that nobody has claimed is read once, in text order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.entities.coreference import find_phrases

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.annotate.entities.scene import Scene
    from onrecord.types.annotation import Mention
    from onrecord.types.syntax import Token

    Stage = Callable[..., Scene]
    Word = Callable[[Scene, str], Token]
    Put = Callable[..., Mention]

CHAIN = """
the DT det ministry
Danish JJ amod ministry
ministry NN nsubj slept
slept/sleep VBD ROOT slept

It PRP nsubj left
left/leave VBD ROOT left
its PRP$ poss envoys
envoys/envoy NNS dobj left
"""


def test_what_is_found_serves_what_follows(staged: Stage, word: Word, put: Put) -> None:
    """A phrase found in this pass is the antecedent of a pronoun, which gives a later phrase its side."""
    scene = staged(CHAIN)
    put(scene, "Danish", form="adjective", parties=("DNK",))
    find_phrases(scene)
    sides = {text: scene.at(word(scene, text)) for text in ("ministry", "It", "its", "envoys")}
    assert {text: mention and mention.parties for text, mention in sides.items()} == dict.fromkeys(sides, ("DNK",))


def test_claimed_words_are_not_read(staged: Stage, word: Word) -> None:
    """A word that an earlier pass has claimed is left to it."""
    scene = staged(CHAIN)
    scene.claimed.add(word(scene, "ministry").i)
    find_phrases(scene)
    assert scene.at(word(scene, "ministry")) is None


def test_mentions_of_earlier_passes_are_kept(staged: Stage, word: Word, put: Put) -> None:
    """The first to claim a word keeps it."""
    scene = staged(CHAIN)
    named = put(scene, "ministry", kind="institution", name="Ministry", parties=("FIN",))
    find_phrases(scene)
    assert scene.at(word(scene, "ministry")) == named
