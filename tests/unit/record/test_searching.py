"""Search: what a person can type, what is found, and filters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from arrivals import arrival
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.record import searching
from onrecord.record.rows import Filters
from onrecord.record.searching import parse_query

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.record.store import Store

NO_FILTERS = Filters()
ODD = st.text(alphabet="ab \"-*:()^+.,'\0\ud800éAND NOT OR NEAR title: actor: -", max_size=30)


def found(store: Store, words: str = "", **filters: Any) -> set[str | None]:
    """Return the titles a search finds."""
    return {hit.title for hit in store.search(words, Filters(**filters)).hits}


@pytest.fixture
def three(store: Store, fill: Callable[..., str]) -> Store:
    """Return a store with an article that was read, and two that were not."""
    fill()
    grain = "A ship with grain left the harbour. The café owners were glad."
    store.add([arrival("https://x.example/1", grain, "Grain leaves", published=date(2024, 6, 1), outlet="Other Post")])
    store.add([arrival("https://x.example/2", "Ships may wait, visits or not.", "Ships wait", language="de")])
    return store


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("grain", {"Grain leaves"}),
        ("ship", {"Grain leaves", "Ships wait"}),
        ("ship -grain", {"Ships wait"}),
        ('"grain left"', {"Grain leaves"}),
        ('"left grain"', set()),
        ("harb*", {"Grain leaves"}),
        ("cafe", {"Grain leaves"}),
        ("title:ships", {"Ships wait"}),
        ("title:harbour", set()),
        ("actor:nor", {"Minister to visit Lima"}),
        ("source:embassy", {"Minister to visit Lima"}),
        ("-grain", {"Minister to visit Lima", "Ships wait"}),
        ("", {"Minister to visit Lima", "Ships wait", "Grain leaves"}),
        ("—", set()),
        ("title:grain harbour", {"Grain leaves"}),
    ],
)
def test_words(three: Store, words: str, titles: set[str]) -> None:
    """Words, phrases, prefixes, columns and what must not be there."""
    assert found(three, words) == titles


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"party": "PER"}, {"Minister to visit Lima"}),
        ({"dyad": "NOR-PER"}, {"Minister to visit Lima"}),
        ({"dyad": "NOR-PER", "type": "CONSULT", "status": "scheduled"}, {"Minister to visit Lima"}),
        ({"type": "CONSULT", "status": "occurred"}, set()),
        ({"source_type": "unnamed"}, {"Minister to visit Lima"}),
        ({"outlet": "other post"}, {"Grain leaves"}),
        ({"language": "de"}, {"Ships wait"}),
        ({"since": "2024-05-07"}, {"Grain leaves"}),
        ({"until": "2024-05-31"}, {"Minister to visit Lima", "Ships wait"}),
    ],
)
def test_filters(three: Store, filters: dict[str, str], titles: set[str]) -> None:
    """Filters narrow; those on acts hold of one and the same act."""
    assert found(three, **filters) == titles


def test_snippets_mark_the_words(three: Store) -> None:
    """The words found stand between marks."""
    (hit,) = three.search("grain", NO_FILTERS).hits
    assert "«grain»" in hit.snippet


def test_pages(three: Store) -> None:
    """Pages do not overlap and the total stays."""
    pages = [three.search("", NO_FILTERS, limit=1, offset=offset) for offset in range(4)]
    assert [page.total for page in pages] == [3, 3, 3, 3]
    assert len({hit.article for page in pages for hit in page.hits}) == 3


def test_very_common_words_go_by_date(three: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where very many articles have the words, the latest come first."""
    assert three.search("ship", NO_FILTERS).order == "relevance"
    monkeypatch.setattr(searching, "MANY", 1)
    page = three.search("ship", NO_FILTERS)
    assert page.order == "date"
    assert [hit.title for hit in page.hits] == ["Grain leaves", "Ships wait"]


@given(words=ODD)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_is_an_error(three: Store, words: str) -> None:
    """Whatever a person types is a query."""
    three.search(words, NO_FILTERS)


def test_query_as_parsed() -> None:
    """Words must all be there, unwanted ones not at all."""
    assert parse_query('a -"b c" title:d*') == ('"a" AND title : "d"*', '"b c"')
