"""The part of the brief on narratives: what the text says somebody frames, in whose name, and where it stands.

Marks of distance ("so-called", words in scare quotes) follow on a line of their own: they tell that the reporter does
not vouch for a word, no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from onrecord.present.wording import COLLECTIVE, counted, party_name, plain

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.types.annotation import Participant
    from onrecord.types.record import Record
    from onrecord.types.relation import Narrative

OPEN = "“"
CLOSE = "”"


def print_narratives(record: Record, screen: Console) -> None:
    """Print the narratives a text names, one a line, and its marks of distance; nothing where there are none."""
    if record.narratives:
        heading = Text("\nNARRATIVES NAMED", style="bold")
        heading.append(f"   {counted(len(record.narratives), 'framing')} the text gives as somebody's", style="dim")
        screen.print(heading)
    for narrative in record.narratives:
        screen.print(Padding(_line(narrative, record.document.text), (0, 0, 0, 2)))
    marks = [e for e in record.evaluations if e.kind == "distance" and e.voice == "own"]
    if marks:
        words = " · ".join(dict.fromkeys(_said(e.span.of(record.document.text)) for e in marks))
        screen.print(Padding(Text(f"Marks of distance: {words}", style="dim"), (1 - bool(record.narratives), 0, 0, 2)))


def _line(narrative: Narrative, text: str) -> Text:
    """Return owner, claim, standing with the words that tell it, and who is set against it."""
    line = Text(_who(narrative.owner, text), style="bold")
    about = narrative.about
    if about is not None and not narrative.claim.overlaps(about):
        line.append(f": {_said(about.of(text))} as")
    line.append(f" {_said(narrative.claim.of(text))}")
    told: str = narrative.standing
    if narrative.standing_cue is not None:
        told += f" ({_said(narrative.standing_cue.of(text))})"
    if narrative.counter is not None:
        told += f", against it: {_who(narrative.counter, text)}"
    line.append(f"  {told}", style="dim")
    return line


def _who(participant: Participant | None, text: str) -> str:
    """Return who is meant: the name and the side, else the text's own words."""
    if participant is None:
        return "nobody named"
    if participant.name is None and participant.party in COLLECTIVE:
        # "internationally" and "the world" are only ways to speak of it
        return party_name(participant.party)
    words = plain(participant.name or participant.mention.of(text))
    side = party_name(participant.party) if participant.party else ""
    return words if not side or side.lower() in words.lower() else f"{words}, {side}"


def _said(words: str) -> str:
    return f"{OPEN}{plain(words)}{CLOSE}"
