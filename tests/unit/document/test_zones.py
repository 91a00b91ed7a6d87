"""Rules of the layout lexicon: precise, well-formed, quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.document import lay_out
from onrecord.document.lexicon import _rule, layout_lexicon
from onrecord.errors import VocabularyError

if TYPE_CHECKING:
    from onrecord.types.text import Zone


def zones(text: str, title: str | None = None) -> tuple[Zone, ...]:
    return lay_out(text, title)[0].zones


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for rules in layout_lexicon().rules.values() for rule in rules]
    assert len(ids) == len(set(ids))


def test_rule_id_names_its_kind() -> None:
    assert all(rule.id.startswith(f"zone.{rule.kind}.") for rules in layout_lexicon().rules.values() for rule in rules)


def test_long_paragraph_is_prose_even_where_it_begins_like_a_link() -> None:
    assert zones("Read more: " + "the ministers spoke of trade and peace and of the strait. " * 10) == ()


def test_unclosed_quotations_leave_one_issue() -> None:
    _, issues = lay_out("He said: “We wait.\n\nShe said.\n\nHe said: “We act.")
    assert [issue.code for issue in issues] == ["quotation-unclosed"]
    assert issues[0].message.startswith("2 quotation(s)")


def test_first_line_without_stop_is_a_headline() -> None:
    text = "Ministers meet over strait\n\n" + "The ministers met on Monday to talk about the strait. " * 4
    assert [(zone.kind, zone.rule) for zone in zones(text)] == [("headline", "zone.headline.first-line")]


def test_title_is_recognised_with_other_marks_and_spaces() -> None:
    text = "Minister’s  “red line” — a warning\n\nHe spoke."
    assert zones(text, 'Minister\'s "red line" - a warning')[0].rule == "zone.headline.title"


def test_unknown_kind_of_zone_is_a_vocabulary_error() -> None:
    with pytest.raises(VocabularyError, match=r"zone\.x: kind 'legend' is none of"):
        _rule({"id": "zone.x", "kind": "legend", "pattern": "a", "max": 9}, {})


def test_broken_pattern_is_a_vocabulary_error() -> None:
    with pytest.raises(VocabularyError, match=r"zone\.x: not a regular expression"):
        _rule({"id": "zone.x", "kind": "slug", "pattern": "(", "max": 9}, {})
