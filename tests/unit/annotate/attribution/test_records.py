"""The records as a whole: ids, order, parents, footing, carried quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types.annotation import Attribution

    Reader = Callable[[str], tuple[Attribution, ...]]

CHAIN = "The Lisbon daily reported that Angola had said that the port was closed."
SPEECH = "“The road is closed,” said the Georgian envoy. “No one gets through this winter, not even the post. We wait.”"


def test_ids_are_twelve_hexadecimal_digits_and_depend_on_the_place(attributed: Reader) -> None:
    """The same words elsewhere in a text are another attribution."""
    one, other = attributed("Oslo said the port was shut.\n\nOslo said the port was shut.")
    assert len(one.id) == 12
    assert int(one.id, 16) >= 0
    assert one.id != other.id


def test_a_chain_is_told_by_parents(attributed: Reader) -> None:
    """The outlet's attribution is the parent of the one it relays."""
    outer, inner = attributed(CHAIN)
    assert (outer.cue.of(CHAIN), inner.cue.of(CHAIN)) == ("reported", "had said")
    assert outer.parent is None
    assert inner.parent == outer.id
    assert outer.source_type == "media"


def test_a_carried_quotation_has_the_whole_and_its_sentences(attributed: Reader) -> None:
    """The cue's record holds all parts; each sentence has a record with the opening mark as cue."""
    found = attributed(SPEECH)
    whole = next(a for a in found if a.cue.of(SPEECH) == "said")
    carried = [a for a in found if a.why[-1] == "quotation.continued"]
    assert [span.of(SPEECH) for span in whole.content][1:] == [
        "“No one gets through this winter, not even the post.",
        "We wait.”",
    ]
    assert all(a.cue.of(SPEECH) == "“" and a.continues == whole.id for a in carried)
    assert whole.continues is None
    assert {(a.source_type, a.source_party) for a in carried} == {(whole.source_type, whole.source_party)}
    assert {a.parent for a in carried} == {whole.parent}


def test_the_lesser_first_sentence_has_its_own_record(attributed: Reader) -> None:
    """Where most of a quotation stands in further sentences, the cue's sentence is told apart, with its source."""
    own = [a for a in attributed(SPEECH) if a.why[-1] == "quotation.continued" and a.source is not None]
    assert [a.content[0].of(SPEECH) for a in own] == ["“The road is closed,”"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Analysts say the loan is lost.", ("unnamed", None)),
        ("Danish analysts say the loan is lost.", ("unnamed", "DNK")),
        ("The Danish parliament said the loan is lost.", ("institution", "DNK")),
        ("A Danish study found that the loan is lost.", ("public_document", "DNK")),
        ("A leaked Danish cable said the loan is lost.", ("nonpublic_document", "DNK")),
        ("The magazine said the loan is lost.", ("media", None)),
        ("It is believed that the loan is lost.", ("unspecified", None)),
    ],
)
def test_type_and_party_of_a_source(attributed: Reader, text: str, expected: tuple[str, str | None]) -> None:
    """The noun gives the type, the words beside it the side."""
    found = attributed(text)[0]
    assert (found.source_type, found.source_party) == expected


def test_no_quotation_is_carried_from_a_refusal(attributed: Reader) -> None:
    """Who declined to comment is nobody's speaker."""
    text = "The bank declined to comment. “It is a fine day.”"
    assert all(a.why[-1] != "quotation.continued" for a in attributed(text))


def test_the_writers_own_sentence_stays_unattributed(attributed: Reader) -> None:
    """Prose without a source has no records."""
    assert attributed("The valley is quiet. Snow lies on the pass, and the inn is shut.") == ()
