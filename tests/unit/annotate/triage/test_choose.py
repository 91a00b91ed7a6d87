"""Which sentences are worth parsing, told from their words alone."""

from __future__ import annotations

import math

from onrecord.annotate.triage import THRESHOLD, choose, weights
from onrecord.annotate.triage.signs import TextSigns, cue_index
from onrecord.document import lay_out
from onrecord.types.text import Layout, Span

NEWS = (
    "The Danish prime minister visited Latvia on Friday. "
    "The weather was mild. "
    "Shares of the shipping line rose by two percent. "
    "He signed a treaty with the Latvian government. "
    "Lunch was herring."
)


def signs_of(text: str) -> TextSigns:
    """Return the signs of a text laid out as in a reading."""
    return TextSigns(text, lay_out(text)[0].sentences)


def test_sentence_that_tells_an_act_between_parties_is_kept() -> None:
    """Two parties and the word of an act are worth a parse; the weather is not."""
    kept = choose(NEWS, lay_out(NEWS)[0]).kept
    assert 0 in kept
    assert 4 not in kept


def test_sentence_before_one_that_refers_back_is_kept() -> None:
    """Whom "he" means is read from the sentence before."""
    kept = choose(NEWS, lay_out(NEWS)[0]).kept
    assert {2, 3} <= kept


def test_headline_and_lead_are_kept_with_any_other() -> None:
    """A text of which a sentence is read is read from its headline and its first sentence on."""
    text = "Quiet day in the north\n\nIt rained.\n\nDenmark accused Sweden of spying, and Sweden expelled envoys."
    layout = lay_out(text, "Quiet day in the north")[0]
    assert choose(text, layout).kept == frozenset(range(len(layout.sentences)))


def test_text_that_names_no_two_parties_is_left_out() -> None:
    """Without two parties there is no act between parties."""
    text = "The mayor attacked the budget. He accused the council of waste."
    assert choose(text, lay_out(text)[0]) == (frozenset(), 2)


def test_text_without_sentences() -> None:
    """Nothing to choose from is no error."""
    assert choose("", Layout((), (), (), ())) == (frozenset(), 0)


def test_choice_is_the_same_every_time() -> None:
    """No order of sets enters the choice."""
    assert len({choose(NEWS, lay_out(NEWS)[0]) for _ in range(3)}) == 1


def test_weights_are_numbers_and_the_threshold_is_there() -> None:
    """A missing threshold would be a crash in the middle of a corpus."""
    assert THRESHOLD in weights()
    assert all(math.isfinite(weight) for weight in weights().values())


def test_each_cue_of_the_weights_is_a_word_of_a_frame() -> None:
    """A weight of an act whose frame was renamed would silently never count."""
    known = {cue.sign for cues in cue_index().values() for cue in cues}
    stale = [sign for sign in weights() if ":" in sign and sign not in known]
    assert len(stale) < 0.05 * len(weights()), stale


def test_parties_are_counted_once() -> None:
    """A state and its people are one party."""
    assert "p1" in signs_of("Danes in Denmark slept.").of(0)
    assert "p2" in signs_of("Danes in Latvia slept.").of(0)


def test_word_of_an_act_counts_in_its_company_only() -> None:
    """A frame that asks for an object is no sign without it."""
    assert "CONSULT:hold" not in signs_of("Denmark will hold its breath.").of(0)
    assert "CONSULT:hold" in signs_of("Denmark will hold talks with Latvia.").of(0)


def test_shouted_names_are_names() -> None:
    """A line in capitals names its parties too."""
    assert "p2" in signs_of("DENMARK ACCUSES LATVIA OF SPYING").of(0)


def test_person_of_the_office_table_stands_for_the_state() -> None:
    """A full name counts as its party, and the bare surname later on too."""
    signs = signs_of("Angela Merkel slept. Later Merkel spoke to France.")
    assert signs.seen[1].codes == {"DEU", "FRA"}


def test_spans_of_any_place_are_read() -> None:
    """A sentence is seen by itself, not with its neighbours' words."""
    text = "Denmark slept. Latvia woke."
    assert TextSigns(text, [Span(15, len(text))]).codes == {"LVA"}
