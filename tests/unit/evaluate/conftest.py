"""Records with nothing in them but what a test puts there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.types.annotation import (
    Attribution,
    Entities,
    Evaluation,
    EventDate,
    EventMention,
    EventPlace,
    Participant,
    SourceType,
    Status,
    Voice,
)
from onrecord.types.record import Provenance, Record
from onrecord.types.syntax import Syntax
from onrecord.types.text import Document, Layout, Span, digest

if TYPE_CHECKING:
    from collections.abc import Callable


class Builder:
    """Builds annotations of one text from quoted words."""

    def __init__(self, text: str) -> None:
        """Take the text in which the words stand."""
        self.text = text
        self.attributions: list[Attribution] = []
        self.events: list[EventMention] = []
        self.evaluations: list[Evaluation] = []

    def span(self, words: str) -> Span:
        """Return the first place of the words."""
        start = self.text.index(words)
        return Span(start, start + len(words))

    def says(
        self,
        source: str | None,
        cue: str,
        content: str,
        *,
        kind: SourceType = "named_person",
        party: str | None = None,
    ) -> Builder:
        """Add an attribution."""
        self.attributions.append(
            Attribution(
                id=f"att-{len(self.attributions)}",
                source=None if source is None else self.span(source),
                cue=self.span(cue),
                content=(self.span(content),),
                source_type=kind,
                source_party=party,
                source_name=None,
                quote="indirect",
                cue_class="neutral",
                why=(),
            )
        )
        return self

    def does(
        self,
        trigger: str,
        kind: str,
        actors: dict[str, str],
        recipients: dict[str, str],
        *,
        status: Status = "occurred",
        date: EventDate | None = None,
        place: EventPlace | None = None,
        attribution: str | None = None,
    ) -> Builder:
        """Add an event; actors and recipients are party codes and the words that name them."""
        self.events.append(
            EventMention(
                id=f"ev-{len(self.events)}",
                trigger=self.span(trigger),
                type=kind,
                mode=None,
                contexts=(),
                actors=tuple(Participant(code, self.span(words)) for code, words in actors.items()),
                recipients=tuple(Participant(code, self.span(words)) for code, words in recipients.items()),
                status=status,
                status_cue=None,
                date=date,
                place=place,
                attribution=attribution,
                why=(),
            )
        )
        return self

    def evaluates(self, words: str, voice: Voice = "own") -> Builder:
        """Add an evaluation."""
        self.evaluations.append(Evaluation(self.span(words), "loaded", voice, ""))
        return self

    def record(self) -> Record:
        """Return the record of what was added."""
        return Record(
            document=Document("id", self.text, digest(self.text)),
            layout=Layout((), (), (), ()),
            syntax=Syntax(self.text, (), ()),
            entities=Entities(()),
            times=(),
            attributions=tuple(self.attributions),
            events=tuple(self.events),
            evaluations=tuple(self.evaluations),
            issues=(),
            provenance=Provenance("", "", ""),
        )


@pytest.fixture
def found_in() -> Callable[[str], Builder]:
    """Return a builder of what is found in a text."""
    return Builder
