"""Corpora are cut into shards, and shards are read, so that nothing is lost, doubled or moved."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shards_by_hand import texts, write_lines

from onrecord.errors import UsageError
from onrecord.ingest.items import LeftOut, Rules
from onrecord.ingest.sources import read_sources
from onrecord.scale.items import read_shard
from onrecord.scale.shards import plan
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from pathlib import Path

LINES = st.lists(
    st.sampled_from(['{"text": "one"}', '{"text": "Zwölf"}', "", "no json", '{"text": "x", "published": "?"}']),
    max_size=12,
)


def read(path: Path, most: int) -> list[RawItem | LeftOut]:
    """Return what the shards of a file hold, one after another."""
    return [item for shard in plan([str(path)], most).shards for item in read_shard(shard, Rules())]


@settings(max_examples=60)
@given(lines=LINES, most=st.integers(1, 5), end=st.sampled_from(["", "\n"]), packed=st.sampled_from(["", ".gz"]))
def test_lines_are_read_as_by_any_reader(
    lines: list[str],
    most: int,
    end: str,
    packed: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """However a file of lines is cut, packed or not, its shards hold what reading the file gives."""
    path = tmp_path_factory.mktemp("lines") / f"a.jsonl{packed}"
    content = ("\n".join(lines) + end).encode()
    path.write_bytes(gzip.compress(content) if packed else content)
    assert read(path, most) == list(read_sources([str(path)]))


def test_lines_are_cut_by_number(tmp_path: Path) -> None:
    """A file of seven lines gives shards of three, three and one, which know their first line."""
    path = write_lines(tmp_path / "a.jsonl", texts(7))
    shards = plan([str(path)], 3).shards
    assert [(s.first, s.count) for s in shards] == [(1, 3), (4, 3), (7, 1)]
    assert sum(s.size for s in shards) == path.stat().st_size


def test_a_digest_covers_its_shard_alone(tmp_path: Path) -> None:
    """A changed line changes the digest of its shard and of no other; names stay."""
    path = write_lines(tmp_path / "a.jsonl", texts(6))
    before = plan([str(path)], 3).shards
    write_lines(path, [*texts(6)[:5], "another text altogether, of some length"])
    after = plan([str(path)], 3).shards
    assert [s.name for s in before] == [s.name for s in after]
    assert [a.digest == b.digest for a, b in zip(before, after, strict=True)] == [True, False]


def test_a_folder_is_cut_by_kind(tmp_path: Path) -> None:
    """Texts and pages of a folder share shards; lines are cut, an archive or table stands alone; the rest is told."""
    for name in ("a.txt", "b.txt", "c.html"):
        (tmp_path / name).write_text("<p>Some words stand here.</p>", encoding="utf-8")
    write_lines(tmp_path / "d.jsonl", texts(3))
    (tmp_path / "e.csv").write_text("title,text\nOne,Some words\n", encoding="utf-8")
    (tmp_path / ".hidden").write_text("x", encoding="utf-8")
    found = plan([str(tmp_path)], 2)
    assert sorted((s.kind, len(s.paths), s.count) for s in found.shards) == [
        ("files", 1, 0),
        ("files", 1, 0),
        ("files", 2, 2),
        ("lines", 1, 1),
        ("lines", 1, 2),
    ]
    assert [one.issue.code for one in found.passed_over] == ["hidden"]
    assert len({s.name for s in found.shards}) == 5


def test_a_folder_is_read_as_by_any_reader(tmp_path: Path) -> None:
    """The shards of a folder hold the items that reading the folder gives."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Some words stand in {name}.", encoding="utf-8")
    write_lines(tmp_path / "d.jsonl", texts(3))
    whole = [item for item in read_sources([str(tmp_path)]) if isinstance(item, RawItem)]
    assert sorted(map(repr, read(tmp_path, 2))) == sorted(map(repr, whole))


def test_parquet_is_cut_by_row_groups(tmp_path: Path) -> None:
    """Row groups are never cut, small ones share a shard, and rows are numbered through the file."""
    path = tmp_path / "a.parquet"
    table = pa.table(
        {"headline": ["A", "B", "C", "D", "E"], "text": texts(5), "date": pa.array([19_000] * 5, pa.date32())}
    )
    pq.write_table(table, path, row_group_size=2)
    shards = plan([str(path)], 4).shards
    assert [(s.kind, s.first, s.count) for s in shards] == [("rows", 1, 4), ("rows", 3, 1)]
    items = [item for s in shards for item in read_shard(s, Rules())]
    assert [item.location.rpartition(":")[2] for item in items] == ["1", "2", "3", "4", "5"]
    assert all(isinstance(item, RawItem) and str(item.published) == "2022-01-08" for item in items)
    assert isinstance(items[0], RawItem)
    assert (items[0].title, items[0].content) == ("A", texts(1)[0])


def test_parquet_without_a_text_is_told(tmp_path: Path) -> None:
    """A Parquet file no column of which can hold the text is left out with the reason."""
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"number": [1, 2]}), path)
    (left,) = read(path, 10)
    assert isinstance(left, LeftOut)
    assert left.issue.code == "no-text-column"


def test_a_broken_packed_file_is_one_shard(tmp_path: Path) -> None:
    """Of a packed file that breaks off, what can be read is read, and the break is told."""
    path = tmp_path / "a.jsonl.gz"
    lines = "".join(json.dumps({"text": text * 50}) + "\n" for text in texts(400))
    path.write_bytes(gzip.compress(lines.encode())[:-400])
    (shard,) = plan([str(path)], 5).shards
    found = list(read_shard(shard, Rules()))
    assert shard.kind == "files"
    assert isinstance(found[0], RawItem)
    assert isinstance(found[-1], LeftOut)
    assert found[-1].issue.code == "bad-gzip"


@pytest.mark.parametrize("name", ["https://news.example/feed", "-", "nowhere.jsonl"])
def test_what_is_no_file_is_refused(name: str) -> None:
    """Addresses, standard input and missing files are refused before anything is read."""
    with pytest.raises(UsageError, match=name.partition("?")[0]):
        plan([name], 5)


def test_the_map_of_fields_reaches_rows(tmp_path: Path) -> None:
    """A field map names columns of Parquet as it does those of other tables."""
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"corpo": ["Some words stand here."]}), path)
    (shard,) = plan([str(path)], 5).shards
    (item,) = read_shard(shard, replace(Rules(), field_map={"text": "corpo"}))
    assert isinstance(item, RawItem)
    assert item.content == "Some words stand here."
