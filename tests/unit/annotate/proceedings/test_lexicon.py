"""The words of proceedings: complete, known stages, and errors that name the entry."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, get_args

import pytest

from onrecord.annotate.proceedings import lexicon as module
from onrecord.annotate.proceedings.lexicon import FILE, joined_codes, proceedings_lexicon, state_forms
from onrecord.errors import VocabularyError
from onrecord.types.relation import Stage
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def fresh() -> Iterator[None]:
    proceedings_lexicon.cache_clear()
    yield
    proceedings_lexicon.cache_clear()


def test_every_stage_has_words() -> None:
    lexicon = proceedings_lexicon()
    told = {*lexicon.stages.values(), *lexicon.nouns.values(), "expected"}
    assert told == set(get_args(Stage))


def test_parties_of_known_rows_are_codes() -> None:
    data = load_yaml(FILE)
    rows = [*data["known"], *data["known_instruments"], *data["groupings"].values()]
    codes = set(state_forms().values()) | {"EUR", "NATO", "UNO", "AUN"}
    assert {party for row in rows for party in row.get("parties", ())} <= codes


def test_kinds_of_known_instruments_are_kinds() -> None:
    data = load_yaml(FILE)
    assert {row["kind"] for row in data["known_instruments"]} <= set(data["instruments"]["kinds"])


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("U.S.-Japan", ("USA", "JPN")),
        ("India–Russia", ("IND", "RUS")),
        ("U.S.-South Africa", ("USA", "ZAF")),
        ("Japan", ()),
        ("Franco-mania", ()),
    ],
)
def test_joined_names(name: str, codes: tuple[str, ...]) -> None:
    assert joined_codes(name) == codes


def _without(path: tuple[str, ...]) -> Any:
    data = copy.deepcopy(load_yaml(FILE))
    at = data
    for key in path[:-1]:
        at = at[key]
    del at[path[-1]]
    return data


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("path", [("known",), ("subjects",), ("instruments", "stages", "signing")])
def test_a_missing_section_is_named(monkeypatch: pytest.MonkeyPatch, path: tuple[str, ...]) -> None:
    data = _without(path)
    monkeypatch.setattr(module, "load_yaml", lambda _: data)
    with pytest.raises(VocabularyError, match=path[-1]):
        proceedings_lexicon()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("subjects", "empty"), [True], "True is no word"),
        (("instruments", "phrasal"), [{"verb": ["enter"], "stage": "begun"}], "needs a verb and a known stage"),
        (("known",), [{"id": "a", "name": "A"}], "a: needs an id, a name and forms"),
        (("known",), [{"id": i, "name": i, "forms": ["F"]} for i in ("a", "b")], "b: the form 'F' stands for another"),
    ],
)
def test_a_wrong_entry_is_named(
    monkeypatch: pytest.MonkeyPatch, path: tuple[str, ...], value: Any, message: str
) -> None:
    data = copy.deepcopy(load_yaml(FILE))
    at = data
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    monkeypatch.setattr(module, "load_yaml", lambda _: data)
    with pytest.raises(VocabularyError, match=message):
        proceedings_lexicon()
