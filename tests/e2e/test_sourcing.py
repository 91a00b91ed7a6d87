"""The sourcing of two shipped examples, as a careful reader counts it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord import pipeline
from onrecord.query.sourcing import sourcing_profile
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from onrecord.query.sourcing import Source, SourcingProfile
    from onrecord.types.record import Record

EXAMPLES = Path(__file__).parents[2] / "examples"


def read(name: str, published: str) -> Record:
    """Return the record of an example."""
    content = (EXAMPLES / f"{name}.txt").read_bytes()
    return pipeline.read(RawItem(name, content, published=date.fromisoformat(published)), strict=True)


@pytest.fixture(scope="module")
def postponed() -> Record:
    """Return the record of the story on a postponed visit."""
    return read("postponed-visit", "2025-08-18")


@pytest.fixture(scope="module")
def reaction() -> Record:
    """Return the record of the story on how capitals reacted."""
    return read("capital-reaction", "2025-12-06")


def source(record: Record, words: str) -> Source:
    """Return the one source named with these words."""
    found = sourcing_profile(record).sources
    (one,) = (s for s in found if s.words is not None and words in s.words.of(record.document.text))
    return one


def footings(profile: SourcingProfile) -> dict[str, int]:
    """Return the number of sources by footing."""
    return {footing: profile.count(footing) for footing in ("named", "unnamed", "nonpublic_document", "media")}


def test_official_and_the_official(postponed: Record) -> None:
    """An official who speaks twice is one source, with the words on which it spoke."""
    official = source(postponed, "Indian trade official")
    assert (official.type, official.party, len(official.attributions)) == ("unnamed", "IND", 2)
    text = postponed.document.text
    assert [(q.axis, q.span.of(text)) for q in official.qualifiers] == [("terms", "on condition of anonymity")]


def test_one_of_two(postponed: Record) -> None:
    """One of two officials is no third source."""
    assert len(source(postponed, "two officials").attributions) == 2


def test_ministry_by_pronoun(postponed: Record) -> None:
    """The ministry is one source as "it" and "the ministry"."""
    assert len(source(postponed, "foreign ministry").attributions) == 3


def test_silence(postponed: Record) -> None:
    """The embassy declined, and is no source for it."""
    profile = sourcing_profile(postponed)
    words = [d.words.of(postponed.document.text) for d in profile.declined if d.words is not None]
    assert words == ["The U.S. embassy"]
    assert all(s.party != "USA" for s in profile.sources)


def test_counts_of_sources(postponed: Record) -> None:
    """Three unnamed sources; none of the sources is a medium or a paper."""
    profile = sourcing_profile(postponed)
    found = footings(profile)
    assert (found["unnamed"], found["nonpublic_document"], found["media"]) == (3, 0, 0)
    assert sum(found.values()) == len(profile.sources)


def test_single_source_acts(postponed: Record) -> None:
    """What stands in the reporter's own voice as well hangs on more than the one source."""
    profile = sourcing_profile(postponed)
    assert profile.single_source_acts
    assert all(len(a.sources) >= 1 and not a.own_voice for a in profile.single_source_acts)


def test_long_quotation(reaction: Record) -> None:
    """A diplomat quoted over many sentences and paragraphs is one source."""
    diplomat = source(reaction, "diplomat")
    assert (diplomat.type, diplomat.party) == ("unnamed", "EUR")
    assert diplomat.sentences >= 5
    assert len(diplomat.attributions) == 1


def test_sentences_add_up(reaction: Record) -> None:
    """Attributed sentences and those in the reporter's own voice make up the text."""
    sentences = sourcing_profile(reaction).sentences
    assert sentences.attributed + sentences.own_voice == sentences.total == len(reaction.syntax.sentences)
