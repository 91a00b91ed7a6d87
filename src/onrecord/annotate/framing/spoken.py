"""Stretches that somebody speaks though no quotation marks say so: transcripts with speaker labels, dialogue dashes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.types.text import Layout

# "MR ROSSI:", "QUESTION:", "SENIOR OFFICIAL TWO:", "Moderator:" at the head of a paragraph
LABEL = re.compile(
    r"\s*(?:[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]*){0,5}|Question|Answer|Moderator|Q|A)(?: \([^)\n]{1,60}\))?\s?:\s"
)
# a dash that opens a paragraph of dialogue, and what tells it from an item of a list
DASH = re.compile(r"\s*[-–—] ")
FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|our|me|you|You)\b")
CREDIT = re.compile(r" [-–—] (?:[a-z]+ ){1,2}[A-Z]")
FEWEST_TURNS = 2
# a mark of speech, or the head of a digest of what somebody said, behind a line that says that they spoke
SPEECH_MARK = re.compile(r"^\s*[\U0001F4AC\U0001F5E8]", re.MULTILINE)
DIGEST = re.compile(
    r"^\s*(?:Key|Main) (?:points|outtakes|takeaways|quotes|messages)\b[^\n]{0,20}$", re.MULTILINE | re.IGNORECASE
)
SPOKE = re.compile(r"\b(?:interview|remarks|speech|address|answers?|briefing|article by|statement by)\b", re.IGNORECASE)


def spoken_stretches(text: str, layout: Layout) -> tuple[Span, ...]:
    """Return the stretches of a text that are a speaker's words: from its first label on, and dialogue paragraphs."""
    labelled = [p for p in layout.paragraphs if LABEL.match(text, p.start, p.end)]
    labelled += list(_labelled_lines(text)) if len(labelled) < FEWEST_TURNS else []
    found = [Span(labelled[0].start, len(text))] if len(labelled) >= FEWEST_TURNS else []
    found += [Span(at, len(text)) for at in _digests(text)]
    return (*found, *(p for p in layout.paragraphs if _is_dialogue(text, p)))


def _labelled_lines(text: str) -> Iterator[Span]:
    """Yield the lines that begin with a label; single line breaks divide no paragraphs in some transcripts."""
    for line in re.finditer(r"^.+$", text, re.MULTILINE):
        if LABEL.match(text, line.start(), line.end()):
            yield Span(line.start(), line.end())


def _digests(text: str) -> Iterator[int]:
    """Yield where a text turns into what one speaker said: behind a mark of speech, or a digest of an interview."""
    mark, digest = SPEECH_MARK.search(text), DIGEST.search(text)
    if mark is not None:
        yield mark.end()
    if digest is not None and SPOKE.search(text, 0, digest.start()):
        yield digest.end()


def _is_dialogue(text: str, paragraph: Span) -> bool:
    if not DASH.match(text, paragraph.start, paragraph.end):
        return False
    words = paragraph.of(text)
    return bool(FIRST_PERSON.search(words) or CREDIT.search(words))
