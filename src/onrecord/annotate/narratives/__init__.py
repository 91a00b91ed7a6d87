"""Narratives: framings that the text itself names as somebody's, with owner, claim and where they stand.

`find_narratives` is the layer. Only what the wording names as a framing is found ("frames X as Y", "what it calls Y",
"under the pretext of"), and only where its owner has a side; nothing is classified.
Deterministic; takes the other layers' results as given and imports none of them. Never raises on a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.narratives.lexicon import narrative_lexicon
from onrecord.annotate.narratives.rules import FORMS
from onrecord.annotate.narratives.scene import Scene, Who
from onrecord.annotate.narratives.standing import standing_of
from onrecord.types.annotation import Participant
from onrecord.types.relation import Narrative
from onrecord.types.text import annotation_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.annotate.narratives.rules import Draft
    from onrecord.types.annotation import Attribution, Entities
    from onrecord.types.syntax import Syntax, Token
    from onrecord.types.text import Document, Layout

__all__ = ["find_narratives"]

ENOUGH = 2
WORLD = "INT"
PASSIVES = frozenset({"frame-as"})


def find_narratives(
    document: Document,
    layout: Layout,
    syntax: Syntax,
    entities: Entities,
    attributions: Sequence[Attribution],
) -> tuple[Narrative, ...]:
    """Return the framings a text names, in text order; of two that share a claim the one with an owner stands."""
    scene = Scene(document, layout, syntax, entities, attributions, narrative_lexicon().lists)
    found = [narrative for draft in _drafts(scene) if (narrative := _made(scene, draft)) is not None]
    kept: dict[tuple[int, int], Narrative] = {}
    for narrative in sorted(found, key=lambda n: (n.claim, n.owner is None, n.cue)):
        kept.setdefault(narrative.claim, narrative)
    return tuple(kept.values())


def _drafts(scene: Scene) -> Iterator[Draft]:
    by_word = narrative_lexicon().by_word
    for token in scene.syntax.tokens:
        for rule in by_word.get(token.lemma.lower()) or by_word.get(scene.lower(token), ()):
            draft = FORMS[rule.form](scene, rule, token)
            if draft is not None:
                yield draft


def _made(scene: Scene, draft: Draft) -> Narrative | None:
    """Return the narrative of a draft; None where nobody with a side owns it, or no relation between states."""
    owner = _owner(scene, draft)
    sentence = scene.syntax.sentence_of(draft.at)
    if owner is None or sentence.headline or not _between_states(scene, draft, owner):
        return None
    verdict = standing_of(scene, draft)
    carried = scene.attribution(draft.cue)
    return Narrative(
        id=annotation_id(scene.document, "narrative", draft.claim, draft.rule),
        claim=draft.claim,
        owner=owner.participant,
        counter=_counter(scene, verdict.counter or draft.counter),
        standing=verdict.standing,
        quoted=scene.quoted(draft.claim),
        cue=draft.cue,
        attribution=carried.id if carried is not None else None,
        why=(f"narrative.{draft.rule}",),
        about=draft.about,
        standing_cue=verdict.cue,
    )


def _counter(scene: Scene, against: Token | None) -> Participant | None:
    """Return who is set against a framing: somebody with a side, or the world at large ("contested globally")."""
    if against is None:
        return None
    if scene.lower(against) in narrative_lexicon().lists["world"]:
        return Participant(WORLD, against.span)
    named = scene.named(against)
    return named.participant if named is not None else None


def _owner(scene: Scene, draft: Draft) -> Who | None:
    """Return whose framing it is: who is named as such, else the source that tells of a passive without a doer."""
    for token in draft.owners:
        named = scene.named(token)
        if named is not None:
            return named
    if draft.owners or draft.rule not in PASSIVES or draft.at.tag != "VBN":
        return None
    carried = scene.attribution(draft.cue)
    if carried is None or carried.source is None or carried.source_party is None:
        return None
    return Who(
        Participant(carried.source_party, carried.source, carried.source_name, carried.source_office),
        (carried.source_party,),
    )


def _between_states(scene: Scene, draft: Draft, owner: Who) -> bool:
    """Return whether the sentence speaks of two parties, or of the owner and the affairs of states."""
    sentence = scene.syntax.sentence_of(draft.at)
    parties = scene.parties(sentence) | set(owner.parties)
    foreign = narrative_lexicon().lists["foreign"]
    return len(parties) >= ENOUGH or any(t.lemma.lower() in foreign for t in scene.syntax.words(sentence))
