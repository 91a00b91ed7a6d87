"""Native exports: every table typed and described, opened by others, and back again without loss."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from arrivals import TEXT, arrival, body_of, reading
from frictionless import Package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbench import project_at

from onrecord.errors import SourceError
from onrecord.present.export import registry, writing
from onrecord.present.export.native import TABLES
from onrecord.project.asking import asked_of
from onrecord.project.bringing import bring_back, is_export
from onrecord.project.project import Project
from onrecord.record.snapshot import Snapshot
from onrecord.tables.arrow import read_rows
from onrecord.tables.package import sha256_of
from onrecord.tables.sheets import read_sheet
from onrecord.tables.specs import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMS = ("parquet", "csv")
# "\0" is left to what no reader of CSV takes; halves of characters, line ends and quotation marks must do
LETTERS = st.characters(exclude_characters="\0")


def exported(project: Project, out: Path, form: str, **filters: str) -> Path:
    """Export a project natively; returns the folder."""
    writing.export(project, registry.exporter(form), str(out), asked_of(today="2024-06-01", **filters))
    return out


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Return a project with a former version, a former reading, and decisions of every sort."""
    folder = tmp_path_factory.mktemp("native")
    with project_at(folder / "p") as made:
        changed = TEXT.replace("Friday", "Saturday")
        added = made.store.add([arrival(text=changed, source="https://post.example/a?2")])
        made.store.keep_reading(reading(added.updated[0], changed))
        made.store.keep_reading(reading(added.updated[0], changed, extractor="hand-2", body=body_of(changed)))
        article = made.store.named(added.updated[0]).article
        one, *others = [r for r in made.show(article).view.records if r.kind == "event"]
        desk = made.judge("Ada")
        desk.accept(one.id)
        desk.correct(one.id, "status", "cancelled", why="")
        desk.reject(others[0].id)
        desk.undo(desk.note(one.id, "see the communiqué").id)
        events = made.across.events(_every())
        claims = [claim for event in events for claim in event.claims]
        said = made.across.decide_same(claims[0], claims[-1], "different", by="Ada", why="two acts")
        made.across.take_back_same(said.id, by="Ada")
        expected = made.across.ledger(today=date(2024, 6, 1))
        made.across.decide(expected[0].expectation.id, "happened", by="Ada")
        yield made


def _every() -> Any:
    from onrecord.record.happenings import EventFilters  # noqa: PLC0415 - beside its one use

    return EventFilters()


@pytest.mark.parametrize("form", FORMS)
def test_a_project_comes_back_whole(project: Project, tmp_path: Path, form: str) -> None:
    """Exported and imported, a project has the same digest, the same events and the same decisions."""
    out = exported(project, tmp_path / form, form)
    assert is_export(out)
    with Project.init(tmp_path / "again") as again:
        brought = bring_back(again.store, out)
        assert (brought.articles, brought.new) == (3, 3)
        assert again.digest() == project.digest()
        with Snapshot(again.store.path) as one, Snapshot(project.store.path) as other:
            assert one.decisions() == other.decisions()
        assert again.across.events(_every()) == project.across.events(_every())
        assert again.across.ledger(today=date(2024, 6, 1)) == project.across.ledger(today=date(2024, 6, 1))


def test_the_same_export_twice_is_once(project: Project, tmp_path: Path) -> None:
    """Importing again adds nothing and changes nothing."""
    out = exported(project, tmp_path / "o", "parquet")
    with Project.init(tmp_path / "again") as again:
        bring_back(again.store, out)
        assert bring_back(again.store, out).new == 0
        assert again.digest() == project.digest()


def test_an_export_of_an_import_is_the_same(project: Project, tmp_path: Path) -> None:
    """Exported again from the project it was imported into, every file has the same bytes."""
    first = exported(project, tmp_path / "a", "parquet")
    with Project.init(tmp_path / "again", name=project.settings.name) as again:
        bring_back(again.store, first)
        second = exported(again, tmp_path / "b", "parquet")
    for file in sorted(first.iterdir()):
        assert file.read_bytes() == (second / file.name).read_bytes(), file.name


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(LETTERS, max_size=60), min_size=1, max_size=3, unique=True), st.sampled_from(FORMS))
def test_any_text_comes_back(texts: list[str], form: str) -> None:
    """Whatever characters texts and titles hold, the import has the digest of the original."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with Project.init(folder / "p") as made, Project.init(folder / "q") as again:
            for number, text in enumerate(texts):
                title = text.encode("utf-8", "replace").decode()
                one = arrival(f"https://post.example/{number}", f"{text}\n\nIt will visit, he said.", title)
                added = made.store.add([one])
                made.store.keep_reading(reading(added.new[0], one.document.text))
            bring_back(again.store, exported(made, folder / "o", form))
            assert again.digest() == made.digest()


def test_both_forms_hold_the_same(project: Project, tmp_path: Path) -> None:
    """The CSV twin has the rows of the Parquet files, value for value."""
    parquet, sheets = (exported(project, tmp_path / form, form) for form in FORMS)
    for table in TABLES:
        rows = list(read_rows(parquet / f"{table.name}.parquet"))
        assert rows == list(read_sheet(sheets / f"{table.name}.csv", table)), table.name


def test_frictionless_finds_no_fault(project: Project, tmp_path: Path) -> None:
    """The package is valid: types, required values, keys and references hold for every row, hashes for every file."""
    report = Package(str(exported(project, tmp_path / "o", "csv") / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])[:5]
    assert report.stats["tasks"] == len(TABLES)


@pytest.mark.parametrize("form", FORMS)
def test_the_description_is_true(project: Project, tmp_path: Path, form: str) -> None:
    """Bytes, hash and number of rows of every file are those told; sources and day of the ledger are named."""
    out = exported(project, tmp_path / "o", form)
    about = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert [one["title"] for one in about["sources"]] == ["Example Courier", "Example Post"]
    assert about["onrecord"]["ledger_of"] == "2024-06-01"
    for one in about["resources"]:
        file = out / one["path"]
        assert (one["bytes"], one["hash"]) == (file.stat().st_size, f"sha256:{sha256_of(file)}")
    rows = {one["name"]: one["rows"] for one in about["resources"]}
    assert rows["articles"] == 3
    assert rows["judgements"] == 5
    assert rows["texts"] == 1


def test_keys_and_references_hold(project: Project, tmp_path: Path) -> None:
    """In DuckDB, every key tells its row from all others, and every reference finds its row."""
    out = exported(project, tmp_path / "o", "parquet")
    base = duckdb.connect()
    for table in TABLES:
        base.execute(f"CREATE VIEW {table.name} AS FROM '{out / table.name}.parquet'")
    for table in TABLES:
        key = ", ".join(f'"{name}"' for name in table.key)
        twins = base.sql(f"SELECT {key} FROM {table.name} GROUP BY ALL HAVING count(*) > 1").fetchall()  # noqa: S608
        assert twins == [], table.name
        for columns, target in table.to.items():
            names = ", ".join(f'"{name}"' for name in columns)
            keys = ", ".join(f'"{name}"' for name in tables()[target].key)
            lost = f"SELECT {names} FROM {table.name} EXCEPT SELECT {keys} FROM {target}"  # noqa: S608
            assert base.sql(lost).fetchall() == [], (table.name, target)


@pytest.mark.parametrize("filters", [{"outlet": "Example Post"}, {"dyad": "KEN-UGA"}, {"since": "2024-05-07"}])
def test_a_part_hangs_together(project: Project, tmp_path: Path, filters: dict[str, str]) -> None:
    """An export of a part has no reference that leads outside, and comes back too."""
    out = exported(project, tmp_path / "o", "csv", **filters)
    assert Package(str(out / "datapackage.json")).validate().valid
    with Project.init(tmp_path / "again") as again:
        bring_back(again.store, out)


def test_pandas_and_polars_open_it(project: Project, tmp_path: Path) -> None:
    """pandas, Polars and pyarrow read the files with the types told: days as days, lists as lists."""
    out = exported(project, tmp_path / "o", "parquet")
    happenings = pd.read_parquet(out / "happenings.parquet")
    claims = pl.read_parquet(out / "claims.parquet")
    assert len(happenings) > 0
    assert set(claims["happening"]) == set(happenings["id"])
    assert claims.schema["published"] == pl.Date
    assert pl.read_parquet(out / "happenings.parquet").schema["actors"] == pl.List(pl.String)
    assert pq.read_schema(out / "events.parquet").field("latitude").metadata[b"unit"] == b"degrees north"


@pytest.mark.parametrize(
    ("table", "column", "value", "told"),
    [
        ("articles", "text", "another text", "changed since"),
        ("articles", "key", "https://elsewhere.example/", "do not belong together"),
        ("sightings", "version", "0" * 16, "changed since"),
    ],
)
def test_what_was_changed_is_refused(
    project: Project, tmp_path: Path, table: str, column: str, value: str, told: str
) -> None:
    """A text, an address or a version that was altered after the export is refused and named."""
    out = exported(project, tmp_path / "o", "csv")
    frame = pl.read_csv(out / f"{table}.csv", infer_schema=False)
    frame.with_columns(pl.lit(value).alias(column)).write_csv(out / f"{table}.csv")
    with Project.init(tmp_path / "again") as again, pytest.raises(SourceError, match=told):
        bring_back(again.store, out)


def test_a_newer_export_is_refused(project: Project, tmp_path: Path) -> None:
    """An export whose schema this program does not know is refused with what to do."""
    out = exported(project, tmp_path / "o", "csv")
    about = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    about["onrecord"]["schema"] += 1
    (out / "datapackage.json").write_text(json.dumps(about), encoding="utf-8")
    with Project.init(tmp_path / "again") as again, pytest.raises(SourceError, match="update the program"):
        bring_back(again.store, out)
