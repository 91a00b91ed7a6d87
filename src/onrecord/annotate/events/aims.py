"""Infinitives that only say what something else was done for: "went home to fight them" tells no fight.

Guaranteed: acts that are done by what is done for them ("sent food to help", "marched to protest") and what forces or
missions are sent for are no mere aims; neither is an infinitive with a subject of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.events.cues import cue_set, is_infinitive
from onrecord.annotate.events.grammar import VERBAL

if TYPE_CHECKING:
    from onrecord.annotate.events.verb_status import VerbStatus
    from onrecord.types.syntax import Token


def is_mere_aim(verb: Token, type_: str, status: VerbStatus) -> bool:
    """Return whether the infinitive is the aim of an act that was done, and no act of its own."""
    syntax = status.syntax
    while verb.dep == "conj" and syntax.head(verb).pos in VERBAL and verb.tag == "VB":
        verb = syntax.head(verb)
    head = syntax.head(verb)
    if verb.dep != "advcl" or head.pos not in VERBAL or verb.i < head.i or not is_infinitive(syntax, verb):
        return False
    if type_ in cue_set("giving_types") or syntax.children(verb, "nsubj", "nsubjpass"):
        return False
    sent = head.lemma in cue_set("sending_verbs")
    if sent or any(o.lemma in cue_set("acting_objects") for o in status.grammar.objects(head)):
        return False
    return status.read(head, type_, 1).status in {"occurred", "ongoing"}
