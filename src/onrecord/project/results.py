"""What the verbs of a project give back: counts, and what to do next. `words` is the line a person reads."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Step(NamedTuple):
    """How far a long verb is: things done, of how many (None where that is not known), and the last one's name."""

    done: int
    total: int | None
    name: str


if TYPE_CHECKING:
    Watch = Callable[[Step], None]


def ignore(_: Step) -> None:
    """Watch nothing."""


@dataclass(frozen=True, slots=True)
class AddResult:
    """What adding did; `copies` of the new ones are copies of `stories` stories."""

    new: int = 0
    copies: int = 0
    stories: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    stopped: bool = False

    def words(self) -> str:
        """Return the counts in one line; what is nought is left out, but for what is new."""
        parts = [f"{self.new:,} new"]
        if self.copies:
            parts.append(f"{counted(self.copies, 'copy', 'copies')} of {counted(self.stories, 'story', 'stories')}")
        if self.updated:
            parts.append(counted(self.updated, "updated version"))
        if self.unchanged:
            parts.append(f"{self.unchanged:,} unchanged")
        if self.skipped:
            parts.append(f"{self.skipped:,} passed over")
        if self.failed:
            parts.append(f"{self.failed:,} failed (onrecord log --failed)")
        return _stopped(", ".join(parts), stopped=self.stopped)

    def next(self) -> str:
        """Return the next sensible command."""
        if self.stopped:
            return "run the same command again to go on: what was added is kept"
        if self.new or self.updated:
            return "next: onrecord read"
        return "next: onrecord add --retry" if self.failed else "next: onrecord search WORDS"

    def counts(self) -> dict[str, int]:
        """Return the counts by name."""
        return {name: int(value) for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading did."""

    read: int = 0
    events: int = 0
    attributions: int = 0
    failed: int = 0
    left: int = 0
    stopped: bool = False

    def words(self) -> str:
        """Return the counts in one line."""
        found = f"{counted(self.events, 'event')} and {counted(self.attributions, 'attribution')}"
        parts = [f"{counted(self.read, 'article')} read: {found}" if self.read else "0 articles read"]
        if self.failed:
            parts.append(f"{self.failed:,} failed (onrecord log --failed)")
        if self.left:
            parts.append(f"{self.left:,} left")
        return _stopped(", ".join(parts), stopped=self.stopped)

    def next(self) -> str:
        """Return the next sensible command."""
        if self.stopped or self.left:
            return "next: onrecord read, to go on"
        return "next: onrecord review, or onrecord search WORDS"

    def counts(self) -> dict[str, int]:
        """Return the counts by name."""
        return {name: int(value) for name, value in asdict(self).items()}


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(2, "story", "stories")
    '2 stories'
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _stopped(words: str, *, stopped: bool) -> str:
    return f"stopped: {words}" if stopped else words
