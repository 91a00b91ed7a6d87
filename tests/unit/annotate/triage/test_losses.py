"""What triage loses is counted, and what it changes in a record is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord import pipeline
from onrecord.annotate.triage import losses as counting
from onrecord.annotate.triage.losses import Losses, losses
from onrecord.types.text import Document, digest

if TYPE_CHECKING:
    from onrecord.annotate.triage import TriageMode

TEXT = (
    "Denmark accused Latvia of spying on Friday. The sea was calm. "
    "Lunch was herring, the cook said. Latvia expelled two Danish envoys."
)


def document(text: str = TEXT) -> Document:
    """Return a document."""
    return Document("x", text, digest(text), language="en")


def test_counts_add_up() -> None:
    """The counts of two texts are those of both."""
    total = Losses(articles=1, international=3, international_lost=1)
    total.by_type["ACCUSE"] += 1
    total.add(Losses(articles=1, international=1, international_lost=1, by_type=counting.Counter(ACCUSE=1)))
    assert (total.articles, total.share_lost, total.by_type["ACCUSE"]) == (2, 0.5, 2)


def test_no_event_is_no_loss() -> None:
    """A text without events loses none, and divides by nothing."""
    assert Losses().share_lost == 0.0


def test_same_record_loses_nothing() -> None:
    """Against itself a reading loses, changes and gains nothing."""
    record = pipeline.read_document(document())
    found = losses(record, record)
    assert found.international == 2
    assert (found.international_lost, found.international_changed, found.international_gained) == (0, 0, 0)
    assert (found.events_lost, found.attributions_lost) == (0, 0)


def test_unread_text_loses_all() -> None:
    """Against a reading of nothing all is lost, by its type."""
    whole = pipeline.read_document(document())
    nothing = pipeline.read_document(document("The sea was calm."))
    found = losses(whole, nothing)
    assert found.international_lost == found.international == 2
    assert set(found.by_type) == {event.type for event in whole.events}


def test_skipped_sentences_have_no_tokens_and_are_told() -> None:
    """A record made with triage says how many sentences were left out, and its provenance that it was triaged."""
    record = pipeline.read_document(document(), triage="on")
    skipped = [s for s in record.syntax.sentences if s.first == s.last]
    told = [issue for issue in record.issues if issue.code == "sentences-skipped"]
    assert len(record.syntax.sentences) == 4
    assert skipped
    assert told[0].message.startswith(f"{len(skipped)} of 4 sentence(s)")
    assert record.provenance.extractor.endswith("+triage")


def test_acts_between_parties_are_kept() -> None:
    """What triage is for stays in the record."""
    whole = pipeline.read_document(document())
    triaged = pipeline.read_document(document(), triage="on")
    assert [(e.type, e.trigger) for e in triaged.events] == [(e.type, e.trigger) for e in whole.events]


def test_audit_gives_the_whole_record_and_tells_the_losses() -> None:
    """The record of an audit is that of a reading without triage, with an issue more."""
    whole, audited = pipeline.read_document(document()), pipeline.audit(document())
    assert audited.record.events == whole.events
    assert audited.record.provenance == whole.provenance
    assert audited.record.issues[-1].code == "triage-audited"
    assert audited.losses.told() in audited.record.issues[-1].message


@pytest.mark.parametrize("mode", ["on", "audit"])
def test_text_in_another_language_is_left_unread(mode: TriageMode) -> None:
    """Triage changes nothing of what is said of a text that is not English."""
    text = "Der Minister reiste am Freitag nach Riga und sprach dort mit der Regierung über Fisch und Gas."
    record = pipeline.read_document(Document("x", text, digest(text)), triage=mode)
    assert record.events == ()
