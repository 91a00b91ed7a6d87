"""A store in a temporary folder, and a short way to put an article with its reading into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from arrivals import TEXT, arrival, reading

from onrecord.record.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store."""
    with Store.create(tmp_path / "record.db") as made:
        yield made


@pytest.fixture
def fill(store: Store) -> Callable[..., str]:
    """Return a way to put an article with its reading into the store; it returns the id of the version."""

    def put(text: str = TEXT, *, extractor: str = "hand-1", **more: Any) -> str:
        added = store.add([arrival(text=text, **more)])
        (version,) = added.new or added.updated
        store.keep_reading(reading(version, text, extractor=extractor))
        return version

    return put
