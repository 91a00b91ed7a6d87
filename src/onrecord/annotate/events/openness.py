"""What a telling leaves open: whether the text around may say who the other side is.

Asked of candidates with one known party; the answers rest on the frame and on the words in its slots alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.events.predicates import key
from onrecord.vocab.frames import word_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.annotate.events.candidates import Candidate
    from onrecord.annotate.events.parties import Side
    from onrecord.types.syntax import Token
    from onrecord.vocab.frames import Frame

ADDRESSED = frozenset({"AGREE", "THREATEN", "SANCTION"})  # a promise and a threat are made to somebody
TERMS = frozenset({"agree.agree-to", "agree.agree-to-thing", "agree.commit-self"})
CHARGES = frozenset({"allegation", "accusation", "charge"})
BREACHES = frozenset({"reject.violate", "reject.violation"})
ANSWERS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "CONCEDE"})
CARRIED = frozenset({"ASSAULT", "SANCTION", "THREATEN", "CONCEDE", "AGREE", "RETREAT"})
DEMONSTRATIVE = frozenset({"it", "this", "that"})


def is_open(candidate: Candidate) -> bool:
    """Return whether the other side may be left to the context: for nouns and verbs such as "ordered strikes"."""
    frame = candidate.frame
    return frame.kind == "noun" or frame.type in ANSWERS or (frame.type in CARRIED and frame.needs == "actor")


def is_addressed(candidate: Candidate) -> bool:
    """Return whether the act is one done to somebody: a promise, a threat, leaving a pact or calling off a meeting."""
    frame = candidate.frame
    if entry(frame) == "agree.promise-that" or any(s.owner for s in candidate.actors):
        return False  # a forecast, or a thing of theirs does it: "the country's crisis threatens to spread"
    if frame.joint or (frame.type == "THREATEN" and frame.kind == "noun"):
        return False  # "the threat from X" is mostly a danger
    if frame.type == "REJECT":
        if entry(frame) in BREACHES:
            return False  # whose pact is broken is not told
        bonds = (word_class("agreement") | word_class("meeting") | CHARGES) - {"call"}
        return any(key(s.token) in bonds for s in candidate.recipients)
    if frame.type == "AGREE":
        return entry(frame) in TERMS  # a promise or an assurance is mostly made at home
    return frame.type in ADDRESSED


def entry(frame: Frame) -> str:
    """Return the entry the frame was made from: its id without the lemma."""
    return frame.id.rsplit(".", 1)[0]


def is_thing(side: Side, tokens: Sequence[Token]) -> bool:
    """Return whether a nameless side is a thing, not somebody unknown."""
    token = tokens[side.token.i]
    if token.lower in DEMONSTRATIVE:
        return not side.parties
    return not side.parties and token.pos == "NOUN" and key(token) not in word_class("people")
