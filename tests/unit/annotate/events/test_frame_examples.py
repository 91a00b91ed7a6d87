"""Each frame's own examples code as the frame says, its counter-examples do not.

An example without more is France doing it to Germany (or both together, for a joint frame). "| FRA>POL scheduled"
after the text states other parties or a status.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from onrecord.annotate.entities import find_entities
from onrecord.annotate.events import find_events
from onrecord.annotate.syntax import parse
from onrecord.document.layout import lay_out
from onrecord.types.text import Document, digest
from onrecord.vocab.frames import Frame, frame_index

if TYPE_CHECKING:
    from onrecord.types.annotation import EventMention


class Example(NamedTuple):
    """One sentence of a frame."""

    frame: Frame
    text: str
    expected: bool


def _examples() -> list[Example]:
    frames = frame_index().frames
    right = [Example(f, text, True) for f in frames for text in f.examples]
    wrong = [Example(f, text, False) for f in frames for text in f.counter_examples]
    return right + wrong


def _coded(texts: list[str]) -> dict[str, tuple[EventMention, ...]]:
    documents = [Document(str(i), text, digest(text)) for i, text in enumerate(texts)]
    found = {}
    for parsed in parse((d, lay_out(d.text, None)[0]) for d in documents):
        entities = find_entities(parsed.document, parsed.syntax)
        found[parsed.document.text] = find_events(parsed.document, parsed.syntax, entities, (), ())
    return found


def _codes(event: EventMention) -> tuple[set[str | None], set[str | None]]:
    """Return the parties; rebels of a country count as the country: the examples are about the frames."""
    actors, recipients = (
        {p.party and p.party.removesuffix("-REB") for p in side} for side in (event.actors, event.recipients)
    )
    return actors, recipients


def fits(example: Example, events: tuple[EventMention, ...]) -> bool:
    """Return whether some event is as the example's frame says."""
    _, _, stated = example.text.partition("|")
    words = stated.split()
    parties = next((w for w in words if ">" in w), "FRA>DEU")
    status = next((w for w in words if ">" not in w), None)
    actors, recipients = (set(side.split(",")) - {""} for side in parties.split(">"))
    if example.frame.joint:
        actors, recipients = actors | recipients, set()
    wanted = (actors, recipients if example.frame.needs != "actor" else None)
    for event in events:
        found = _codes(event)
        same = event.type == example.frame.type and found[0] == wanted[0] and wanted[1] in (None, found[1])
        if same and status in (None, event.status):
            return True
    return False


@pytest.fixture(scope="module")
def coded() -> dict[str, tuple[EventMention, ...]]:
    return _coded(sorted({e.text.partition("|")[0].strip() for e in _examples()}))


def test_every_frame_has_an_example() -> None:
    without = [f.id for f in frame_index().frames if not f.examples]
    assert not without


def test_examples_code_as_stated(coded: dict[str, tuple[EventMention, ...]]) -> None:
    failed = [
        f"{e.frame.id}: {e.text}"
        for e in _examples()
        if e.expected and not fits(e, coded[e.text.partition("|")[0].strip()])
    ]
    assert not failed, "\n".join(failed)


def test_counter_examples_do_not_code(coded: dict[str, tuple[EventMention, ...]]) -> None:
    failed = [
        f"{e.frame.id}: {e.text}"
        for e in _examples()
        if not e.expected and any(event.why[0] == e.frame.id for event in coded[e.text.partition("|")[0].strip()])
    ]
    assert not failed, "\n".join(failed)


def test_there_are_frames_enough_for_every_type() -> None:
    frames = frame_index().frames
    assert len(frames) >= 1200
    assert len({f.type for f in frames}) == 16
