"""What holds for the mentions of every text: valid places and links, legal parties, the same answer twice."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.entities import find_entities
from onrecord.annotate.syntax import parse
from onrecord.document import lay_out
from onrecord.types.text import Document, digest
from onrecord.vocab.lexicon import load_rows

if TYPE_CHECKING:
    from onrecord.types.annotation import Entities
    from onrecord.types.syntax import Syntax

STATES = frozenset(row["code"] for row in load_rows("actors/states.csv"))
LEGAL = STATES | {f"{code}-REB" for code in STATES} | {"UNO", "EUR", "NATO", "AUN", "IGO", "WEST", "INT", "NSA"}
WORDS = """Norway Peru's Danish Dutch Danes Moscow Brussels Beijing NATO UN EU Taliban Hamas Georgia Jordan Turkey Sino-
    Putin Macron Xi Bush Merkel Lavrov Ingrid Solheim President Gen. Mr. Mrs. Queen Senator minister ministers
    the The a two both of from in to and who which he she it its they their them countries sides leaders country
    ministry army navy government parliament company agency officials sources envoy ambassador troops ships report
    said met visited sent told is was will defence foreign Prime Minister Secretary-General Reuters TASS Gazprom
    White House Kremlin West one some Russian-Indian , . - ’s “ ” ( ) language food airport US us WHO who""".split()
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=45).map(" ".join)
DAYS = st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2030, 1, 1)))
FEW = settings(max_examples=150, deadline=None)

ENGLISH = (
    "Norwegian Foreign Minister Ingrid Solheim met Sergei Lavrov in Geneva. She thanked him. The two countries share "
    "a border, and Oslo wants it closed. The Taliban sent envoys; they stayed. Solheim left for Beijing."
)


def mentions_of(text: str, published: date | None) -> tuple[Syntax, Entities]:
    """Return the parse and the mentions of a text."""
    document = Document(id="x", text=text, sha256=digest(text), published=published)
    syntax = next(iter(parse([(document, lay_out(text)[0])]))).syntax
    return syntax, find_entities(document, syntax)


@given(st.one_of(TEXTS, TEXTS.map(str.upper), st.text(max_size=80)), DAYS)
@FEW
def test_mentions_are_valid_for_every_text(text: str, published: date | None) -> None:
    """A mention lies in the text around its head; heads are unique; parties are legal and stand once."""
    syntax, entities = mentions_of(text, published)
    heads = [m.head for m in entities.mentions]
    assert len(heads) == len(set(heads))
    for mention in entities.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.overlaps(syntax.tokens[mention.head].span)
        assert set(mention.parties) <= LEGAL
        assert len(mention.parties) == len(set(mention.parties))
        assert mention.rule


@given(TEXTS, DAYS)
@FEW
def test_links_lead_to_another_mention(text: str, published: date | None) -> None:
    """An antecedent is another mention, a pronoun's stands before it, and no chain of links is a circle."""
    _, entities = mentions_of(text, published)
    for at, mention in enumerate(entities.mentions):
        if mention.form == "pronoun":
            assert mention.antecedent is not None
            assert entities.mentions[mention.antecedent].span.start < mention.span.start
        seen = {at}
        following = mention.antecedent
        while following is not None:
            assert following not in seen
            seen.add(following)
            following = entities.mentions[following].antecedent


@given(TEXTS, DAYS)
@FEW
def test_mentions_are_found_by_their_tokens(text: str, published: date | None) -> None:
    """Mentions stand in text order; each is found at its head, and a covered token leads to a mention around it."""
    syntax, entities = mentions_of(text, published)
    assert all(a.span.start <= b.span.start for a, b in pairwise(entities.mentions))
    assert all(entities.at(syntax.tokens[m.head]) is m for m in entities.mentions)
    for token in syntax.tokens:
        covering = entities.covering(token)
        assert covering is None or covering.span.covers(token.span)


@given(TEXTS, DAYS)
@settings(max_examples=50, deadline=None)
def test_same_text_gives_the_same_mentions(text: str, published: date | None) -> None:
    """Reading twice gives the same mentions."""
    assert mentions_of(text, published)[1].mentions == mentions_of(text, published)[1].mentions


@pytest.mark.parametrize(
    "paragraph",
    ["The weather stayed mild.", "Fiji painted its harbour green.", "He slept.", "A CAT SLEPT ALL DAY LONG"],
)
def test_a_further_paragraph_changes_no_mention_before_it(paragraph: str) -> None:
    """The mentions of a text stay as they are when an unrelated paragraph follows."""
    alone = mentions_of(ENGLISH, date(2024, 5, 2))[1].mentions
    whole = mentions_of(f"{ENGLISH}\n\n{paragraph}", date(2024, 5, 2))[1].mentions
    assert whole[: len(alone)] == alone
