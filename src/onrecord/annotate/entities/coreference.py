"""The last pass of the entities layer: noun phrases and pronouns, in text order, against who was spoken of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.entities.phrases import Phrases
from onrecord.annotate.entities.pronouns import Pronouns
from onrecord.annotate.entities.spoken import History

if TYPE_CHECKING:
    from onrecord.annotate.entities.scene import Scene


def find_phrases(scene: Scene) -> None:
    """Add mentions for noun phrases that stand for somebody, and for third-person pronouns."""
    history = History(scene)
    phrases, pronouns = Phrases(scene, history), Pronouns(scene, history)
    for token in scene.syntax.tokens:
        mention = scene.at(token)
        if mention is None and token.i not in scene.claimed:
            mention = pronouns.read(token) if token.tag in {"PRP", "PRP$"} else phrases.read(token)
            if mention is not None:
                scene.add(mention, (token,))
        if mention is not None:
            history.remember(token, mention)
