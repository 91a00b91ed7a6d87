"""What holds for every text on its way through the whole pipeline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import pipeline
from onrecord.errors import SourceError
from onrecord.present.json import to_dict, to_json
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.types.record import Record

PIECES = (
    "The Danish defence minister, Mette Holt, will visit New Delhi on 4 and 5 December, officials said. ",
    "“We did not agree,” she told reporters, “and we will not.” ",
    "Russia denied that its ships had entered Finnish waters, the agency reported. ",
    "According to two diplomats, the talks may be postponed until next week. ",
    "KENYA AND UGANDA TO SIGN PACT\n\n",
    "The two countries have expelled each other’s envoys. ",
    "He said",
    " that ",
    "it ",
    "their ",
    ", who ",
    " — ",
    "(",
    ")",
    "“",
    "”",
    "'",
    '"',
    "...",
    "?!",
    "\n",
    "\n\n",
    "\u2028",
    "\u200b",
    "U.S. ",
    "NATO ",
    "Xi ",
    "de ",
    "last year",
    "in the 1990s ",
    "30 February 2024 ",
    "0000-00-00 ",
    "both sides ",
    "one of the ",
    "Moscow-",
    "’s ",
    "😀",
    "İ",
    "x" * 60,
)
DAYS = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join), st.text(max_size=120))
FEW = settings(max_examples=100, deadline=None)

ENGLISH = (
    "The Danish defence minister will visit New Delhi on 4 December, two officials said on Monday. "
    "“Nothing was agreed last year,” one of them said.\n\n"
    "Poland and Hungary signed the pact in March 2019. The two countries had met three days before.\n\n"
    "“We will return,” the envoy said"
)
UNRELATED = st.sampled_from(
    [
        "The weather stayed mild.",
        "In 1987 the harbour was painted green.",
        "“A fine bridge,” Brazil's mayor said of it on 5 May 2001.",
        "IN OTHER NEWS A CAT SLEPT LONG",
        "He slept next week.",
    ]
)

FOREIGN = (
    """Le ministre danois de la défense se rendra à Oslo lundi prochain, ont annoncé deux sources proches du dossier.
    Aucun accord n'a été signé jusqu'à présent, selon le ministère.""",
    """Министр обороны прибыл в Осло в понедельник вечером и провёл переговоры со своим коллегой.
    Стороны договорились продолжить встречи в следующем месяце, сообщили в ведомстве и в посольстве страны.""",
)


def record_of(text: str, published: date | None) -> Record | None:
    """Return the record of a text, None where there is no text in it."""
    try:
        return pipeline.read(RawItem("x", text, published=published), strict=True)
    except SourceError:
        return None


def spans_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield everything in a JSON value that points into the text."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for part in value.values():
            yield from spans_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans_in(part)


@given(TEXTS, DAYS)
@FEW
def test_every_span_is_what_it_quotes(text: str, published: date | None) -> None:
    """No stage fails on any text, and whatever the record quotes stands at the place it gives."""
    record = record_of(text, published)
    if record is not None:
        document, found = record.document.text, to_dict(record)
        for span in spans_in(found):
            assert 0 <= span["start"] <= span["end"] <= len(document)
            assert document[span["start"] : span["end"]] == span["text"]
        # only the cue of a quotation carried on from another sentence may be a place without words
        unspoken = [a["cue"] for a in found["attributions"] if "quotation.continued" in a["why"]]
        assert all(span["text"] for span in spans_in(found) if span not in unspoken)


@given(TEXTS, DAYS)
@FEW
def test_same_text_gives_the_same_record(text: str, published: date | None) -> None:
    """The same text and date give the same bytes."""
    first, second = record_of(text, published), record_of(text, published)
    assert (first is None) == (second is None)
    if first is not None and second is not None:
        assert to_json(first) == to_json(second)


@given(TEXTS, DAYS)
@FEW
def test_ids_are_unique_and_references_lead_somewhere(text: str, published: date | None) -> None:
    """No two annotations share an id; parents and carriers are attributions of the same record."""
    record = record_of(text, published)
    if record is not None:
        ids = [a.id for a in record.attributions]
        assert len(ids) == len(set(ids))
        assert {a.parent for a in record.attributions if a.parent} <= set(ids)
        events = [e.id for e in record.events]
        assert len(events) == len(set(events))
        assert {e.attribution for e in record.events if e.attribution} <= set(ids)


@given(UNRELATED)
@settings(max_examples=5, deadline=None)
def test_a_further_paragraph_changes_nothing_before_it(paragraph: str) -> None:
    """Times, quotations and attributions of a text stay as they are when an unrelated paragraph follows."""
    whole, alone = record_of(f"{ENGLISH}\n\n{paragraph}", date(2024, 5, 2)), record_of(ENGLISH, date(2024, 5, 2))
    assert whole is not None
    assert alone is not None
    end = len(ENGLISH)
    assert [t for t in whole.times if t.span.end <= end] == list(alone.times)
    assert [q for q in whole.layout.quotations if q.span.end <= end] == list(alone.layout.quotations)
    assert [a.cue for a in whole.attributions if a.cue.end <= end] == [a.cue for a in alone.attributions]


@pytest.mark.parametrize("text", FOREIGN)
def test_foreign_text_is_kept_and_left_unread(text: str) -> None:
    """A text in another language is a record with an issue and without annotations."""
    record = record_of(text, None)
    assert record is not None
    assert (record.document.text, record.times, record.attributions, record.events) == (text, (), (), ())
    assert [(issue.stage, issue.code) for issue in record.issues] == [("language", "not-english")]
