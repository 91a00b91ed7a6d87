"""Mentions found by their tokens."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import TYPE_CHECKING

import pytest

from onrecord.types.annotation import Entities, Mention
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types.syntax import Syntax

TABLE = """
The DT det ministry
Danish JJ amod ministry
ministry NN nsubj spoke
spoke/speak VBD ROOT spoke
"""
DANISH = Mention(Span(4, 10), 1, "party", "adjective", ("DNK",), "test")
MINISTRY = Mention(Span(0, 19), 2, "institution", "nominal", ("DNK",), "test")


@pytest.fixture(scope="module")
def syntax(tree: Callable[[str], Syntax]) -> Syntax:
    """The Danish ministry spoke."""
    return tree(TABLE)


@pytest.mark.parametrize(
    ("parties", "expected"), [(("DNK",), "DNK"), ((), None), (("DNK", "SWE"), None)], ids=["one", "none", "two"]
)
def test_party_is_the_only_one(parties: tuple[str, ...], expected: str | None) -> None:
    """A mention has a party only where it acts for exactly one."""
    assert Mention(Span(0, 1), 0, "party", "name", parties, "test").party == expected


def test_mention_cannot_be_changed() -> None:
    """Annotations are immutable."""
    with pytest.raises(FrozenInstanceError):
        DANISH.rule = "other"  # type: ignore[misc]


def test_mention_is_found_at_its_head(syntax: Syntax) -> None:
    """A head token leads to its mention, other tokens of it do not."""
    entities = Entities([MINISTRY], syntax.tokens)
    assert [entities.at(t) for t in syntax.tokens] == [None, None, MINISTRY, None]


@pytest.mark.parametrize("order", [(DANISH, MINISTRY), (MINISTRY, DANISH)], ids=["inner-first", "outer-first"])
def test_covering_is_the_smallest(syntax: Syntax, order: tuple[Mention, ...]) -> None:
    """Of nested mentions the smallest covers a token, whatever their order."""
    entities = Entities(order, syntax.tokens)
    assert [entities.covering(t) for t in syntax.tokens] == [MINISTRY, DANISH, MINISTRY, None]


def test_mentions_keep_their_order(syntax: Syntax) -> None:
    """Antecedents are indices, so the order given is kept."""
    assert Entities([DANISH, MINISTRY], syntax.tokens).mentions == (DANISH, MINISTRY)


def test_without_tokens_nothing_is_covered(syntax: Syntax) -> None:
    """Entities built without tokens answer only for heads."""
    entities = Entities([DANISH])
    assert (entities.covering(syntax.tokens[1]), entities.at(syntax.tokens[1])) == (None, DANISH)
