"""The reasons of a record: for each line the words in the text and the rules that read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.annotate.events import near_misses
from onrecord.annotate.framing import reason_of
from onrecord.present.wording import act_words, date_words, plain, source_words

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.types.annotation import Attribution, EventMention, Participant
    from onrecord.types.record import Record
    from onrecord.types.text import Span


def print_why(record: Record, screen: Console) -> None:
    """Print every event, attribution, evaluation and time with its offsets, words and rule ids."""
    screen.print(Text("\nWHY", style="bold"))
    for event in record.events:
        _event(record, event, screen)
    for attribution in record.attributions:
        _attribution(record, attribution, screen)
    for evaluation in record.evaluations:
        _line(screen, "evaluation", f"{evaluation.kind}, {evaluation.voice} voice")
        _words(record, screen, "words", evaluation.span, f"{evaluation.why}: {reason_of(evaluation.why)}")
    for narrative in record.narratives:
        cue = plain(narrative.cue.of(record.document.text))
        _line(screen, f"narrative {narrative.id}", f"{narrative.standing}, cue “{cue}”")
        _words(record, screen, "claim", narrative.claim, ", ".join(narrative.why))
    for time in record.times:
        placed = f"{time.first} to {time.last}" if time.first else "not placed"
        _line(screen, "time", f"{time.edtf or time.value or 'open'} · {placed} · basis: {time.basis}")
        _words(record, screen, "words", time.span, time.rule)


def print_why_not(record: Record, screen: Console) -> None:
    """Print what was read in a sentence and, for every word with a frame that did not fire, what was missing."""
    if not record.events:
        screen.print(Text("no event was read", style="bold"))
    for event in record.events:
        _event(record, event, screen)
    missed = near_misses(record.document, record.syntax, record.entities)
    screen.print(Text("\nWHY NOT" if missed else "\nNo other word here stands in a frame.", style="bold"))
    for miss in missed:
        _line(screen, miss.frame, f"{miss.type.lower()} · {miss.missing}")
        _words(record, screen, "word", miss.trigger, "")


def _event(record: Record, event: EventMention, screen: Console) -> None:
    _line(
        screen,
        f"event {event.id}",
        f"{act_words(event.type, event.mode)} · {event.status} · {date_words(event.date) or 'no date'}",
    )
    _words(record, screen, "trigger", event.trigger, ", ".join(event.why))
    for role, participants in (("actor", event.actors), ("recipient", event.recipients)):
        for participant in participants:
            _words(record, screen, role, participant.mention, _who(participant))
    if event.status_cue is not None:
        _words(record, screen, "status", event.status_cue, event.status)
    if event.date is not None and event.date.mention is not None:
        _words(record, screen, "date", event.date.mention, event.date.basis)
    if event.place is not None:
        _words(record, screen, "place", event.place.mention, event.place.country)
    if event.attribution is not None:
        screen.print(Text(f"    carried by attribution {event.attribution}", style="dim"))


def _who(participant: Participant) -> str:
    parts = (participant.party or "party unknown", participant.name, participant.role)
    return " · ".join(part for part in parts if part)


def _attribution(record: Record, attribution: Attribution, screen: Console) -> None:
    said = f"{attribution.source_type} · {attribution.source_party or 'no party'} · {attribution.quote}"
    _line(screen, f"attribution {attribution.id}", f"{source_words(attribution, record.document.text)} · {said}")
    if attribution.source is not None:
        _words(record, screen, "source", attribution.source, attribution.source_name or "")
    _words(record, screen, "cue", attribution.cue, f"{attribution.cue_class} · {', '.join(attribution.why)}")
    for part in attribution.content:
        _words(record, screen, "content", part, "")
    for qualifier in attribution.qualifiers:
        _words(record, screen, qualifier.axis, qualifier.span, f"{qualifier.value} · {qualifier.rule}")
    if attribution.parent is not None:
        screen.print(Text(f"    inside attribution {attribution.parent}", style="dim"))


def _line(screen: Console, label: str, words: str) -> None:
    line = Text("  ")
    line.append(f"{label}: ", style="bold")
    line.append(words)
    screen.print(line, soft_wrap=True)


def _words(record: Record, screen: Console, role: str, span: Span, rule: str) -> None:
    line = Text("    ")
    line.append(f"{role} ", style="dim")
    line.append(f"“{plain(span.of(record.document.text))}”")
    line.append(f" [{span.start}:{span.end}]" + (f" · {plain(rule)}" if rule else ""), style="dim")
    screen.print(line, soft_wrap=True)
