"""Rows from records, events and the ledger: every value in its column, nothing lost, nothing of a wrong kind."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

import onrecord
from onrecord.errors import SourceError
from onrecord.tables.arrow import ParquetTable, read_rows, table_of
from onrecord.tables.rows import record_rows, rows_of
from onrecord.tables.specs import tables, tables_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SPAN = {"start": 4, "end": 9, "text": "visit"}
EVENT: Mapping[str, Any] = {
    "id": "e1",
    "trigger": SPAN,
    "type": "CONSULT",
    "mode": "visit",
    "contexts": ["military"],
    "actors": [
        {"party": "NOR", "name": "Kari Lunde", "role": "defence minister", "mention": SPAN},
        {"party": None, "name": None, "role": None, "mention": SPAN},
    ],
    "recipients": [{"party": "PER", "name": None, "role": None, "mention": SPAN}],
    "status": "scheduled",
    "status_cue": None,
    "date": {"start": "2024-05-10", "end": "2024-05-11", "edtf": "2024-05-10/2024-05-11", "basis": "explicit"},
    "place": {"country": "PER", "name": "Lima", "latitude": -12.05, "longitude": -77.04, "mention": SPAN},
    "attribution": None,
    "why": ["consult-visit"],
    "forum": {"key": "NOR-PER commission fish", "session": 4},
    "instrument": None,
}
RECORD: Mapping[str, Any] = {
    "document": {"id": "d1", "title": "Tour", "published": "2024-05-06", "sha256": "00", "outlet": None},
    "events": [EVENT],
    "evaluations": [{**SPAN, "kind": "loaded", "voice": "own", "why": "r1"}],
}


def named(rows: Mapping[str, list[tuple[Any, ...]]], table: str) -> list[dict[str, Any]]:
    """Return the rows of a table as values by column."""
    return [dict(zip(tables()[table].names, row, strict=True)) for row in rows[table]]


def test_an_act_is_a_row() -> None:
    """Every value of an act stands in its column, days as days, parties as lists of codes."""
    (row,) = named(record_rows(RECORD), "events")
    assert row["article"] == "d1"
    assert (row["trigger"], row["start"], row["end"]) == ("visit", 4, 9)
    assert (row["actors"], row["recipients"]) == (["NOR"], ["PER"])
    assert (row["first"], row["last"]) == (date(2024, 5, 10), date(2024, 5, 11))
    assert (row["latitude"], row["session"], row["instrument"]) == (-12.05, 4, None)
    assert (row["state"], row["record"], row["corrected"]) == ("unreviewed", None, [])


def test_who_takes_part_is_a_row_each() -> None:
    """Participants keep role, order, name and office, also those of no known party."""
    rows = named(record_rows(RECORD), "event_parties")
    assert [(r["role"], r["place"], r["party"], r["office"]) for r in rows] == [
        ("actor", 0, "NOR", "defence minister"),
        ("actor", 1, None, None),
        ("recipient", 0, "PER", None),
    ]


def test_the_whole_record_is_kept() -> None:
    """The row of an article holds its record as it was read, word for word."""
    (row,) = named(record_rows(RECORD), "articles")
    assert json.loads(row["record"]) == RECORD
    assert row["published"] == date(2024, 5, 6)


def test_a_record_of_the_program_has_its_rows() -> None:
    """What `onrecord.to_dict` gives becomes rows without a project; the text's length is told."""
    text = "France and Italy signed an accord in Rome on 4 March 2024, officials said."
    record = onrecord.to_dict(onrecord.read_text(text, published="2024-03-05"), with_text=True)
    rows = record_rows(record)
    assert len(rows["events"]) == len(record["events"]) > 0
    assert len(rows["attributions"]) == len(record["attributions"]) > 0
    (article,) = named(rows, "articles")
    assert (article["text"], article["characters"]) == (text, len(text))


def test_a_wrong_value_is_named() -> None:
    """A value of another kind is refused with its table, its column and what stands there."""
    with pytest.raises(SourceError, match=r"events\.first: 'soon'"):
        record_rows({**RECORD, "events": [{**EVENT, "date": {"start": "soon"}}]})


def test_a_missing_value_is_named() -> None:
    """Where a column must have a value and has none, the table is refused with the column's name."""
    rows = record_rows({**RECORD, "events": [{**EVENT, "status": None}]})
    with pytest.raises(SourceError, match=r"events\.status: a value is missing"):
        table_of(tables()["events"], rows["events"], 1)


def test_halves_of_characters_are_kept(tmp_path: Path) -> None:
    """A text that UTF-8 cannot hold is shown with escapes, and exactly in a column of its own."""
    rows = record_rows(RECORD, text="half \ud83d of one")
    file = ParquetTable(tmp_path / "a.parquet", tables()["articles"], 1)
    file.write(rows["articles"])
    assert file.close() == 1
    (row,) = read_rows(tmp_path / "a.parquet")
    assert row["text"] == "half \\ud83d of one"
    assert json.loads(row["text_json"]) == "half \ud83d of one"


@pytest.mark.parametrize("name", sorted(tables()))
def test_empty_tables_are_files(name: str, tmp_path: Path) -> None:
    """A table without rows is a file with its columns, and each column tells what it means."""
    assert ParquetTable(tmp_path / "x.parquet", tables()[name], 1).close() == 0
    schema = pq.read_schema(tmp_path / "x.parquet")
    assert tuple(schema.names) == tables()[name].names
    assert all(field.metadata[b"meaning"] for field in schema)
    assert json.loads(schema.metadata[b"onrecord"]) == {"table": name, "schema": 1}


def test_files_are_the_same_every_time(tmp_path: Path) -> None:
    """The same rows give the same bytes, in however many portions they come."""
    rows = [record_rows(RECORD, article=f"{n:05}")["events"][0] for n in range(50)]
    for name, size in (("a", 50), ("b", 7)):
        file = ParquetTable(tmp_path / name, tables()["events"], 1)
        for start in range(0, 50, size):
            file.write(rows[start : start + size])
        file.close()
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_references_come_after_what_they_point_to() -> None:
    """A table stands behind those it points to, so that it can be read in order."""
    seen: set[str] = set()
    for table in tables().values():
        assert set(table.to.values()) <= seen
        seen.add(table.name)


def test_tables_know_what_they_are_made_from() -> None:
    """Tables of a record need no project; those of events and of the ledger need one."""
    assert {"articles", "events", "attributions"} <= {table.name for table in tables_of("record")}
    assert rows_of("expectation", {"expectation": {"id": "x", "event": "y"}, "decisions": []})["outcomes"] == []
