"""What the events layer guarantees beside the codes themselves: ids, order, evidence, attribution, silence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.annotate.entities import find_entities
from onrecord.annotate.events import find_events, near_misses
from onrecord.annotate.syntax import parse
from onrecord.annotate.times import find_times
from onrecord.document.layout import lay_out
from onrecord.types.annotation import Attribution
from onrecord.types.text import Document, Span, digest

if TYPE_CHECKING:
    from onrecord.types.annotation import EventMention

PUBLISHED = date(2024, 5, 15)


def read(text: str, attributions: tuple[Attribution, ...] = ()) -> tuple[EventMention, ...]:
    document, syntax = _parsed(text)
    times = find_times(text, PUBLISHED, syntax)
    return find_events(document, syntax, find_entities(document, syntax), times, attributions)


def _parsed(text: str) -> Any:
    document = Document("test", text, digest(text), published=PUBLISHED)
    return next(iter(parse([(document, lay_out(text, None)[0])])))


def attribution(text: str, name: str, cue: str, content: str, party: str) -> Attribution:
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (cue, content)]
    return Attribution(name, None, spans[0], (spans[1],), "institution", party, None, "indirect", "neutral", ("test",))


def parties(event: EventMention) -> tuple[list[str | None], list[str | None]]:
    return [p.party for p in event.actors], [p.party for p in event.recipients]


def test_same_text_gives_same_ids() -> None:
    text = "Peru criticised Chile. Bolivia and Brazil held talks in Lima on Monday."
    first, second = read(text), read(text)
    assert first == second
    assert len({e.id for e in first}) == len(first) >= 2
    assert all(len(e.id) == 12 and int(e.id, 16) >= 0 for e in first)


def test_events_stand_in_text_order_with_their_evidence() -> None:
    text = "Peru will visit Chile, which it criticised. Later Bolivia urged Brazil to sign the pact with Ecuador."
    events = read(text)
    assert [e.trigger.start for e in events] == sorted(e.trigger.start for e in events)
    for event in events:
        assert event.why
        assert "." in event.why[0]
        for participant in (*event.actors, *event.recipients):
            assert participant.mention.of(text)


@pytest.mark.parametrize("text", ["", "   \n", "Rain.", "12 34 %%", "???", "A" * 300])
def test_texts_without_events_are_silent(text: str) -> None:
    assert read(text) == ()


def test_event_in_attributed_content_carries_the_innermost_attribution() -> None:
    text = "The ministry said that Kyiv claims that Russia attacked Moldova."
    outer = attribution(text, "a1", "said", "that Kyiv claims that Russia attacked Moldova", "POL")
    inner = attribution(text, "a2", "claims", "that Russia attacked Moldova", "UKR")
    (event,) = [e for e in read(text, (outer, inner)) if e.type == "ASSAULT"]
    assert event.attribution == "a2"


def test_speech_act_carries_its_own_attribution() -> None:
    text = "Norway accused Russia of jamming signals."
    own = attribution(text, "a1", "accused", "Russia of jamming signals", "NOR")
    (event,) = [e for e in read(text, (own,)) if e.type == "ACCUSE"]
    assert event.attribution == "a1"


def test_first_person_is_the_side_of_the_speaker() -> None:
    text = '"We condemn Belarus," the spokesman said.'
    said = attribution(text, "a1", "said", '"We condemn Belarus,"', "LTU")
    (event,) = read(text, (said,))
    assert parties(event) == (["LTU"], ["BLR"])


def test_definite_noun_takes_the_parties_told_before() -> None:
    text = "Kenya and Uganda held talks in Nairobi. The talks lasted two days."
    later = read(text)[-1]
    assert later.type == "CONSULT"
    assert set(parties(later)[0]) == {"KEN", "UGA"}
    assert "party.back-reference" in later.why


def test_indefinite_noun_does_not_refer_back() -> None:
    text = "Kenya and Uganda held talks in Nairobi. A meeting of farmers drew a crowd."
    assert all("party.back-reference" not in e.why for e in read(text))


def test_actor_is_never_its_own_recipient() -> None:
    for event in read("Iran warned Iranian banks. Egypt told itself to wait and Egyptian police arrested Egyptians."):
        actors, recipients = parties(event)
        known = set(actors) & set(recipients) - {None}
        assert not known or len(event.actors) == len(event.recipients) == 1  # a domestic act between two namings


def test_status_cue_is_the_word_that_says_so() -> None:
    text = "Spain is expected to sanction Cuba."
    (event,) = read(text)
    assert event.status == "expected"
    assert event.status_cue is not None
    assert event.status_cue.of(text) == "expected"


def test_near_misses_tell_what_was_missing() -> None:
    document, syntax = _parsed("Spain threatened crops.")
    missed = near_misses(document, syntax, find_entities(document, syntax))
    assert any(m.type == "THREATEN" and m.missing for m in missed)
    assert all(m.trigger.of(document.text) for m in missed)


def test_words_that_fire_are_no_near_misses() -> None:
    document, syntax = _parsed("Spain threatened Cuba.")
    assert not near_misses(document, syntax, find_entities(document, syntax))
