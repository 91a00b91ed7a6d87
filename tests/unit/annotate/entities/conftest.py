"""Scenes on trees built by hand, and mentions put into them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.annotate.entities import find_entities
from onrecord.annotate.entities.scene import Scene
from onrecord.types.annotation import Mention
from onrecord.types.text import Document, Span, digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types.syntax import Syntax, Token


@pytest.fixture(scope="session")
def staged(tree: Callable[[str], Syntax]) -> Callable[..., Scene]:
    """Return a builder of scenes: `staged(table, published=None)`; the table is that of the fixture `tree`."""

    def stage(table: str, published: str | None = None) -> Scene:
        syntax = tree(table)
        day = date.fromisoformat(published) if published else None
        return Scene(Document(id="x", text=syntax.text, sha256=digest(syntax.text), published=day), syntax)

    return stage


@pytest.fixture(scope="session")
def word() -> Callable[[Scene, str], Token]:
    """Return a finder of tokens: `word(scene, "Riga")`, `word(scene, "Riga#2")` for the second one."""

    def find(scene: Scene, text: str) -> Token:
        wanted, _, nth = text.partition("#")
        return [t for t in scene.syntax.tokens if t.text == wanted][int(nth or 1) - 1]

    return find


@pytest.fixture(scope="session")
def put(word: Callable[[Scene, str], Token]) -> Callable[..., Mention]:
    """Return what puts a mention on one word: `put(scene, "Riga", kind="party", parties=("LVA",))`."""

    def place(scene: Scene, text: str, **fields: Any) -> Mention:
        token = word(scene, text)
        values: dict[str, Any] = {"kind": "party", "form": "name", "parties": (), "rule": "test", **fields}
        mention = Mention(span=Span(token.start, token.end), head=token.i, **values)
        scene.add(mention, (token,))
        return mention

    return place


@pytest.fixture(scope="session")
def read(staged: Callable[..., Scene]) -> Callable[..., dict[str, Mention]]:
    """Return a reader of whole trees: the mentions found by `find_entities`, by their words."""

    def found(table: str, published: str | None = None) -> dict[str, Mention]:
        scene = staged(table, published)
        text = scene.document.text
        return {m.span.of(text): m for m in find_entities(scene.document, scene.syntax).mentions}

    return found
