"""Whether the text itself contests a framing, endorses it or only reports it, by the words that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.narratives.lexicon import narrative_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.annotate.narratives.rules import Draft
    from onrecord.annotate.narratives.scene import Scene
    from onrecord.types.relation import Standing
    from onrecord.types.syntax import Token
    from onrecord.types.text import Span

CONTESTING = frozenset({"contest", "dispute", "reject", "deny", "dismiss", "debunk", "refute", "discredit"})
OPENING = 6  # words at the head of the next sentence in which a framing is taken up again
LATER = 14


class Verdict(NamedTuple):
    """Standing, the words it rests on, and who is set against it."""

    standing: Standing
    cue: Span | None = None
    counter: Token | None = None


def standing_of(scene: Scene, draft: Draft) -> Verdict:
    """Return where the framing stands: words beside it first, then its own name, then the next sentence."""
    lists = narrative_lexicon().lists
    for word in _beside(scene, draft.at):
        if scene.lower(word) in lists["contested"]:
            return Verdict("contested", word.span, draft.counter)
        if scene.lower(word) in lists["endorsed"]:
            return Verdict("endorsed", word.span)
    if draft.disowned:
        verb = scene.syntax.head(draft.at) if draft.counter is not None else None
        return Verdict("contested", verb.span if verb is not None else draft.cue, draft.counter)
    return (None if draft.nested else _in_next_sentence(scene, draft)) or Verdict("reported")


def _beside(scene: Scene, at: Token) -> Iterator[Token]:
    """Yield the words that describe a verb or noun, and of the verb it completes ("falsely sought to present")."""
    while True:
        yield from scene.syntax.children(at, "amod", "advmod", "acomp")
        if at.dep not in {"xcomp", "conj"}:
            return
        at = scene.syntax.head(at)


def _in_next_sentence(scene: Scene, draft: Draft) -> Verdict | None:
    """Return what the next sentence says of "this view", "the portrayal" at its head."""
    lists, number = narrative_lexicon().lists, draft.at.sentence + 1
    if number >= len(scene.syntax.sentences):
        return None
    words = scene.syntax.words(scene.syntax.sentences[number])
    heads = [t for t in words[:OPENING] if t.lemma.lower() in lists["anaphora"]]
    if not heads or not any(
        scene.lower(t) in {"this", "that", "the", "these", "such"} for t in words[: heads[0].i - words[0].i]
    ):
        return None
    near = words[heads[0].i - words[0].i + 1 :][:LATER]
    for token in near:
        if scene.lower(token) in lists["contested"] or (token.lemma in CONTESTING and token.tag == "VBN"):
            words = scene.syntax.children(token, "advmod")
            world = next((w for w in words if scene.lower(w) in lists["world"]), None)
            return Verdict("contested", token.span, scene.agent(token) or world)
    return None
