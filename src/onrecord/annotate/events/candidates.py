"""A candidate: a word that names an act, the frame it stands in and who fills the roles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.annotate.events.parties import Side
    from onrecord.types.syntax import Token
    from onrecord.vocab.frames import Frame

PLURAL = frozenset({"they", "them", "themselves"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that names an act, its frame and who fills the roles; `inner` are tokens it speaks for."""

    frame: Frame
    trigger: Token
    light: Token | None
    complement: Token | None
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    inner: frozenset[int]
    why: tuple[str, ...]
    echo: Candidate | None = None
    partial: bool = False

    @property
    def is_international(self) -> bool:
        """Return whether the act is between two parties: two that act together, or one on each side."""
        if self.frame.joint:
            return len(codes(self.actors)) > 1 and not self._is_mere_pronoun()
        if not self.recipients and self.frame.needs == "actor":
            return len(codes(self.actors)) > 1
        doers, others = codes(self.actors), codes(self.recipients)
        at_once = sum(bool(s.parties) for s in self.actors) == 1  # "they" who urge one of themselves
        return bool(doers) and bool(others) and doers != others and not (at_once and others < doers)

    def _is_mere_pronoun(self) -> bool:
        """Return whether a plural pronoun alone tells who agrees or discusses: "they" may be any of those named before.

        Those who sign or meet are mostly the two the text speaks of.
        """
        if self.frame.type != "AGREE" and not self.frame.id.startswith("consult.discuss"):
            return False
        known = [s for s in self.actors if s.parties]
        return len(known) == 1 and known[0].token.lower in PLURAL

    @property
    def parties(self) -> frozenset[str]:
        """Return all known party codes."""
        return frozenset(p for s in (*self.actors, *self.recipients) for p in s.parties)


def without(side: Side, known: frozenset[str]) -> Side:
    """Return the side without the parties that act themselves: "called on both countries" leaves the other one."""
    rest = tuple(p for p in side.parties if p not in known)
    return replace(side, parties=rest) if rest and len(side.parties) > 1 else side


def codes(sides: Iterable[Side]) -> frozenset[str]:
    """Return all party codes of the sides."""
    return frozenset(p for s in sides for p in s.parties)


def distinct(sides: Iterable[Side]) -> tuple[Side, ...]:
    """Return the sides without those that only repeat parties named before them; nameless ones go before two named."""
    sides = tuple(sides)
    if len(codes(sides)) > 1:
        sides = tuple(s for s in sides if s.parties)
    found: list[Side] = []
    seen: set[str] = set()
    tokens: set[int] = set()
    for side in sides:
        if side.token.i in tokens or (side.parties and set(side.parties) <= seen):
            continue
        tokens.add(side.token.i)
        seen.update(side.parties)
        found.append(side)
    return tuple(found)


def enough(frame: Frame, actors: tuple[Side, ...], recipients: tuple[Side, ...]) -> bool:
    """Return whether everybody is named whom the frame needs."""
    if frame.joint or frame.needs == "two":
        everyone = (*actors, *recipients)
        return len(codes(everyone)) > 1 or len({s.token.i for s in everyone}) > 1
    needs_actor = frame.needs in {"actor", "both"}
    needs_recipient = frame.needs in {"recipient", "both"}
    return not ((needs_actor and not actors) or (needs_recipient and not recipients))
