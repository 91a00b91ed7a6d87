"""CSV and TSV: delimiters, encodings, and rows that cannot be read."""

from __future__ import annotations

import io
from datetime import date

import pytest

from onrecord.ingest.items import LeftOut, Limits
from onrecord.ingest.sources import read_sources
from onrecord.types.text import RawItem


def read(content: bytes, tmp_path: object, limits: Limits | None = None, **field_map: str) -> list[RawItem | LeftOut]:
    path = f"{tmp_path}/a.csv"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(content)
    return list(read_sources([path], field_map=field_map, limits=limits or Limits()))


def codes(found: list[RawItem | LeftOut]) -> list[str]:
    return [one.issue.code if isinstance(one, LeftOut) else str(one.content) for one in found]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_and_encoding_are_told(delimiter: str, encoding: str, tmp_path: object) -> None:
    rows = [["Title", "Publication Date", "Content"], ["Über Kiel", "2025-06-02", '"They met,\nthen; left| now"']]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    found = read(text.encode(encoding), tmp_path)
    assert [one.title for one in found if isinstance(one, RawItem)] == ["Über Kiel"]
    assert isinstance(found[0], RawItem)
    assert (found[0].published, found[0].content) == (date(2025, 6, 2), "They met,\nthen; left| now")


def test_rows_that_cannot_be_read_are_left_out_and_reading_goes_on(tmp_path: object) -> None:
    content = b"id,text\n1,One.\n2,too,many\n3,\n\n4,Four.\n"
    assert codes(read(content, tmp_path)) == ["One.", "bad-row", "no-text", "Four."]


def test_long_lines_and_fields_are_left_out(tmp_path: object) -> None:
    content = b"text\n" + b"x" * 300 + b"\nTwo.\n" + b"y" * 90 + b"\nFour.\n"
    found = read(content, tmp_path, Limits(line=200, field=80))
    assert codes(found) == ["line-too-long", "Two.", "bad-row", "Four."]


def test_column_of_the_text_can_be_named(tmp_path: object) -> None:
    content = b"a,b\nT,They met.\n"
    assert codes(read(content, tmp_path)) == ["no-text-column"]
    assert codes(read(content, tmp_path, text="b", title="a")) == ["They met."]


def test_characters_that_cannot_be_decoded_are_told(tmp_path: object) -> None:
    head = b"text\n" + b"Plain.\n" * 20_000
    found = read(head + b"\xff\xfe bad.\n", tmp_path)
    assert codes(found)[-2:] == ["undecodable", "\ufffd\ufffd bad."]


def test_table_may_come_from_standard_input_by_name_only() -> None:
    assert codes(list(read_sources(["-"], stdin=io.BytesIO(b"id,text\n1,One.\n"))))[0].startswith("b'id,text")
