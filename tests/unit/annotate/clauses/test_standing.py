"""Where a verb or noun stands, in invented sentences parsed by the real model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.annotate.clauses.standing import of_noun, of_verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types.syntax import Syntax, Token


def word(syntax: Syntax, text: str) -> Token:
    return next(token for token in syntax.tokens if token.text == text)


@pytest.mark.parametrize(
    ("text", "verb", "status", "negated", "unreal"),
    [
        ("Chile supplied arms to Peru.", "supplied", "occurred", False, False),
        ("Chile supplies arms to Peru.", "supplies", "ongoing", False, False),
        ("Chile did not supply arms to Peru.", "supply", "occurred", True, False),
        ("Chile will supply arms to Peru.", "supply", "scheduled", False, False),
        ("Chile may supply arms to Peru.", "supply", "possible", False, False),
        ("Chile should supply arms to Peru.", "supply", "demanded", False, False),
        ("Chile refused to supply arms to Peru.", "supply", "denied", False, False),
        ("Chile agreed to supply arms to Peru.", "supply", "scheduled", False, False),
        ("Chile continues to supply arms to Peru.", "supply", "ongoing", False, False),
        ("Chile said that it would supply arms to Peru.", "supply", "scheduled", False, False),
        ("If Chile supplies arms to Peru, Norway will leave.", "supplies", "ongoing", False, True),
        ("Neither Chile nor Norway supplies arms to Peru.", "supplies", "ongoing", True, False),
    ],
)
def test_of_verb(parsed: Callable[..., tuple], text: str, verb: str, status: str, negated: bool, unreal: bool) -> None:  # noqa: FBT001 - a table of cases
    _, _, syntax = parsed(text)
    found = of_verb(word(syntax, verb), syntax)
    assert (found.status, found.negated, found.unreal) == (status, negated, unreal)


@pytest.mark.parametrize(
    ("text", "noun", "status", "negated"),
    [
        ("Chile promised aid to Peru.", "aid", "scheduled", False),
        ("Chile discussed aid to Peru.", "aid", "possible", False),
        ("Chile noted no aid to Peru.", "aid", "ongoing", True),
        ("Aid to Peru will help.", "Aid", "ongoing", False),
        ("Chile may promise aid to Peru.", "aid", "possible", False),
        ("The planned aid to Peru is small.", "aid", "scheduled", False),
    ],
)
def test_of_noun(parsed: Callable[..., tuple], text: str, noun: str, status: str, negated: bool) -> None:  # noqa: FBT001
    _, _, syntax = parsed(text)
    found = of_noun(word(syntax, noun), syntax)
    assert (found.status, found.negated) == (status, negated)
