"""Where an act stands: occurred, ongoing, scheduled ... with the word that says so.

The nearest word that decides wins: the verb's own modal, negation and conjunction first, then, going up, each
verb, adjective or noun the act is a complement of. Words are in `lexicons/en/status_cues.yml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.events.aims import is_mere_aim
from onrecord.annotate.events.verb_status import VerbStatus

if TYPE_CHECKING:
    from onrecord.annotate.events.cues import Standing
    from onrecord.annotate.events.grammar import Grammar
    from onrecord.types.syntax import Token


class StatusReader:
    """Status questions on one text."""

    __slots__ = ("_verbs",)

    def __init__(self, grammar: Grammar) -> None:
        self._verbs = VerbStatus(grammar)

    def of(self, trigger: Token, type_: str, light: Token | None, *, is_noun: bool) -> Standing:
        """Return where the act named by the trigger stands; `light` is the verb that carries a noun of action."""
        if is_noun:
            return self._verbs.nouns.read(trigger, type_, light, 0)
        return self._verbs.read(trigger, type_, 0)

    def is_mere_aim(self, trigger: Token, type_: str) -> bool:
        """Return whether the act is only what something else was done for: no act of its own is told."""
        return is_mere_aim(trigger, type_, self._verbs)
