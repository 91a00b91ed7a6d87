"""Tables in hand: the rows of the exports, filtered, in Arrow, pandas and Polars."""

from __future__ import annotations

import builtins
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pytest
from arrivals import arrival
from workbench import project_at

from onrecord.errors import UsageError
from onrecord.tables.specs import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.project.project import Project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Return a project of four articles, one with markup in its title."""
    marked = arrival("https://post.example/m", "Nothing of note, they said.", "<b>Bold</b>", outlet="Example Post")
    with project_at(tmp_path_factory.mktemp("frames") / "p", marked) as made:
        yield made


@pytest.mark.parametrize("name", [table.name for table in tables().values() if table.of != "dyad"])
def test_every_table_is_a_frame(project: Project, name: str) -> None:
    """Every table of a project can be had, and its columns have a meaning."""
    frame = project.table(name)
    assert set(frame.columns) <= set(tables()[name].names)
    assert all(frame.meaning(column) for column in frame.columns)
    assert len(list(frame)) == len(frame) == frame.to_arrow().num_rows


def test_the_verbs_give_their_tables(project: Project) -> None:
    """Each verb gives the table it is named for; events are happenings."""
    frames = (project.events(), project.claims(), project.attributions(), project.articles(), project.expectations())
    assert [frame.name for frame in frames] == ["happenings", "claims", "attributions", "articles", "expectations"]
    assert len(project.articles()) == 4


def test_filters_are_keywords(project: Project) -> None:
    """Filters narrow as those of exports do."""
    assert {tuple(row["dyads"]) for row in project.events(dyad="UGA-KEN")} == {("KEN-UGA",)}
    assert len(project.events(since="2031-01-01")) == 0


def test_articles_come_without_what_is_long(project: Project) -> None:
    """Texts and records are left out unless they are named; the length of the text is told all the same."""
    frame = project.articles()
    assert not {"text", "record"} & set(frame.columns)
    assert all(row["characters"] > 10 for row in frame)
    (text, *_) = (row["text"] for row in project.table("articles", columns=["text"]))
    assert "signed" in text


def test_a_dyad_is_a_row_a_period(project: Project) -> None:
    """The course of two parties has a row a month or week, whichever way they are named."""
    frame = project.dyad("NOR-PER", step="week", count="copies")
    assert frame.name == "periods"
    assert list(frame) == list(project.dyad("PER", "NOR", step="week", count="copies"))
    assert {row["dyad"] for row in frame} == {"NOR-PER"}
    assert all(isinstance(row["first"], date) for row in frame)


def test_pandas_and_polars_have_the_rows(project: Project) -> None:
    """Both data frames have all rows, days as days."""
    frame = project.claims()
    pandas, polars = frame.to_pandas(), frame.to_polars()
    assert len(pandas) == len(polars) == len(frame) > 0
    assert pd.api.types.is_datetime64_any_dtype(pandas["published"])
    assert polars.schema["published"] == pl.Date
    assert polars["id"].to_list() == list(pandas["id"]) == [row["id"] for row in frame]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_what_lacks_is_told(project: Project, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pandas or Polars the error says how to install it."""
    real = builtins.__import__

    def without(name: str, *arguments: Any, **more: Any) -> Any:
        if name == library:
            raise ImportError(name)
        return real(name, *arguments, **more)

    frame = project.events()
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"onrecord\[frames\]"):
        getattr(frame, f"to_{library}")()


def test_a_part_of_a_frame(project: Project) -> None:
    """A place gives a row, a stretch a smaller frame; a place that is not there is an IndexError."""
    frame = project.events()
    assert frame[0] == next(iter(frame))
    assert list(frame[1:]) == list(frame)[1:]
    with pytest.raises(IndexError):
        frame[len(frame)]


def test_notebooks_show_rows(project: Project) -> None:
    """In a notebook a frame is a table whose text cannot run as markup and whose heads tell their meaning."""
    shown = project.articles()._repr_html_()
    assert shown.count("<tr>") == 5
    assert 'title="headline"' in shown
    assert "&lt;b&gt;" in shown
    assert "<b>" not in shown


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda p: p.table("happening"), "is no table; there are articles"),
        (lambda p: p.table("claims", columns=["who"]), "no column 'who'"),
        (lambda p: p.table("periods"), "is no table"),
        (lambda p: p.dyad("RUS"), "is no dyad"),
        (lambda p: p.events(dyad="RUS"), "is no dyad"),
        (lambda p: p.events().meaning("who"), "no column 'who'"),
    ],
)
def test_what_is_wrong_is_named(project: Project, call: Any, told: str) -> None:
    """A wrong table, column or dyad is named with what there is."""
    with pytest.raises(UsageError, match=told):
        call(project)
