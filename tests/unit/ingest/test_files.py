"""Files, folders and standard input: what is read, what fails, and that reading goes on."""

from __future__ import annotations

import gzip
import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import UsageError
from onrecord.ingest.sources import ItemDefaults, LeftOut, Limits, read_sources
from onrecord.ingest.streams import sniff
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = ItemDefaults()


def read(*paths: object, stdin: bytes | None = None, limits: Limits | None = None) -> list[RawItem | LeftOut]:
    stream = None if stdin is None else io.BytesIO(stdin)
    return list(read_sources(map(str, paths), defaults=NOTHING, stdin=stream, limits=limits or Limits()))


def codes(found: list[RawItem | LeftOut]) -> list[str]:
    return [one.issue.code if isinstance(one, LeftOut) else "item" for one in found]


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def test_folder_is_read_recursively_in_sorted_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/z.txt", "b/a.html", "c.md", "a.txt", "note.log", ".hidden.txt"):
        (tmp_path / name).write_text("They met.", encoding="utf-8")
    found = [
        (one.location.removeprefix(f"{tmp_path}/"), one.kind) for one in read(tmp_path) if isinstance(one, RawItem)
    ]
    assert found == [("a.txt", "text"), ("c.md", "text"), ("b/a.html", "html"), ("b/z.txt", "text")]


def test_text_file_is_given_as_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"They\r\nmet \xff.")
    place = str(tmp_path / "a.txt")
    assert read(place) == [RawItem(place, b"They\r\nmet \xff.", source=str((tmp_path / "a.txt").resolve()))]


def test_gzipped_files_are_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line(text="One.") + line(text="Two.")))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"Three."))
    assert [one.content for one in read(tmp_path) if isinstance(one, RawItem)] == ["One.", "Two.", b"Three."]


def test_json_lines_carry_what_is_known() -> None:
    content = line(
        id=7, title="T", text="They met.", published="2025-06-02T10:00:00Z", outlet="O", url="u", language="en", more=1
    )
    known = RawItem("-:1", "They met.", "text", "7", "T", "O", date(2025, 6, 2), "u", "en")
    assert read("-", stdin=content) == [replace(known, published_at="2025-06-02T10:00:00+00:00")]


def test_json_lines_may_hold_html_and_a_date() -> None:
    found = read("-", stdin=line(html="<p>They met.</p>", date="Mon, 02 Jun 2025 10:00:00 +0200"))
    known = RawItem("-:1", "<p>They met.</p>", "html", published=date(2025, 6, 2))
    assert found == [replace(known, published_at="2025-06-02T10:00:00+02:00")]


def test_bad_lines_fail_with_their_place_and_reading_goes_on() -> None:
    content = b"".join(
        (
            line(text="One."),
            b"{broken\n",
            b"[1]\n",
            b"\n",
            b'{"text": "\xff"}\n',
            line(title="no text"),
            line(text="Two."),
        )
    )
    found = read("-", stdin=content)
    assert codes(found) == ["item", "not-json", "not-json", "not-utf8", "no-text", "item"]
    assert [one.location for one in found] == ["-:1", "-:2", "-:3", "-:5", "-:6", "-:7"]


def test_unreadable_field_is_told_and_the_item_follows() -> None:
    found = read("-", stdin=line(text="One.", published="last week", outlet={"x": 1}))
    assert codes(found) == ["field-unreadable", "published-unreadable", "item"]
    assert [one.whole for one in found if isinstance(one, LeftOut)] == [False, False]


def test_deeply_nested_line_is_a_failure() -> None:
    assert codes(read("-", stdin=b'{"a":' * 100_000 + b"1\n" + line(text="Two."))) == ["not-json", "item"]


def test_defaults_fill_what_an_item_lacks() -> None:
    defaults = ItemDefaults(outlet="Wire", published=date(2025, 1, 1), language="en")
    stream = io.BytesIO(line(text="One.", outlet="Gazette") + line(text="Two."))
    found = [one for one in read_sources(["-"], defaults=defaults, stdin=stream) if isinstance(one, RawItem)]
    assert [(one.outlet, one.published) for one in found] == [("Gazette", date(2025, 1, 1)), ("Wire", date(2025, 1, 1))]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xef\xbb\xbf <!DOCTYPE html><p>x", "html"),
        (b"<p>They met.</p>", "html"),
        (b"<San Miguel> sold shares.", "text"),
        (b"They met.", "text"),
        (b"{curly} they met.", "text"),
    ],
)
def test_standard_input_is_sniffed(head: bytes, kind: str) -> None:
    assert [one.kind for one in read("-", stdin=head) if isinstance(one, RawItem)] == [kind]


def test_limits_turn_what_is_too_large_into_failures(tmp_path: Path) -> None:
    limits = Limits(text=20, html=40, line=60)
    (tmp_path / "a.txt").write_text("x" * 21, encoding="utf-8")
    (tmp_path / "b.html").write_text("x" * 41, encoding="utf-8")
    (tmp_path / "c.jsonl").write_bytes(line(text="y" * 70) + line(text="y" * 21) + line(text="Two."))
    assert codes(read(tmp_path, limits=limits)) == ["too-large", "too-large", "line-too-long", "too-large", "item"]


def test_gzip_bomb_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"\n" * 3_000_000))
    found = read(tmp_path, limits=Limits(gzip_ratio=10, gzip_free=1_000_000))
    assert codes(found) == ["gzip-ratio"]


def test_broken_gzip_is_a_failure_after_what_could_be_read(tmp_path: Path) -> None:
    whole = gzip.compress(line(text="One.") * 3)
    (tmp_path / "a.txt.gz").write_bytes(whole[:-8])
    (tmp_path / "b.txt").write_text("Two.", encoding="utf-8")
    assert codes(read(tmp_path)) == ["bad-gzip", "item"]


def test_missing_file_is_a_usage_error_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    with pytest.raises(UsageError, match=r"b\.txt: no such file"):
        next(read_sources([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], defaults=NOTHING))


def test_standard_input_stays_open() -> None:
    stream = io.BytesIO(b"They met.")
    list(read_sources(["-"], defaults=NOTHING, stdin=stream))
    assert not stream.closed


def test_json_lines_are_streamed() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            view = memoryview(buffer)  # type: ignore[arg-type]
            chunk = (line(text="One.") * (len(view) // 17 + 1))[: len(view)]
            view[:] = chunk
            return len(view)

    items = read_sources(["-"], defaults=NOTHING, stdin=Endless())  # type: ignore[arg-type]
    assert isinstance(next(items), RawItem)
    items.close()  # type: ignore[attr-defined]


def test_what_a_folder_passes_over_is_named_and_no_failure(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name, content in (("a.log", b"words"), ("b.bin", b"\0\0\0\0"), (".c", b"x"), ("d", b"<html><p>They met.</p>")):
        (tmp_path / name).write_bytes(content)
    found = read(tmp_path)
    assert sorted(codes(found)) == ["binary", "hidden", "hidden", "item", "other-type"]
    assert all(one.skipped for one in found if isinstance(one, LeftOut))


def test_items_of_a_file_have_a_key_that_stays(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(line(text="One.") * 2)
    found = [one.source for one in read(tmp_path) if isinstance(one, RawItem)]
    assert found == [f"{(tmp_path / 'a.jsonl').resolve()}#{number}" for number in (1, 2)]


def test_web_address_needs_a_fetcher() -> None:
    with pytest.raises(UsageError, match="not switched on"):
        read("https://gazette.example/")


def test_unknown_field_of_a_field_map_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'headline' is no field"):
        next(read_sources([str(tmp_path)], field_map={"headline": "x"}))


def test_field_map_and_usual_names_find_fields(tmp_path: Path) -> None:
    row = {"Headline": "T", "article_body": "They met.", "source": {"name": "O"}, "meta": {"when": "2025-06-02"}}
    (tmp_path / "a.jsonl").write_bytes(line(**row, authors=["A", {"name": "B"}], timestamp=1_700_000_000))
    found = next(read_sources([str(tmp_path)], field_map={"published": "meta.when"}))
    assert isinstance(found, RawItem)
    known = (found.title, found.content, found.outlet, found.published, found.author)
    assert known == ("T", "They met.", "O", date(2025, 6, 2), "A; B")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'[{"text": "One."}, {"text": "Two."}, 3]', ["item", "item", "not-json"]),
        (b'{"articles": [{"text": "One."}]}', ["item"]),
        (b'{\n"text": "One."\n}', ["item"]),
        (b'{"text": "One."}\n{"text": "Two."}\n', ["item", "item"]),
        (b"[1, 2", ["not-json"]),
        (b'"words"', ["not-json"]),
    ],
)
def test_json_files_of_several_shapes_are_read(content: bytes, expected: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(content)
    assert codes(read(tmp_path)) == expected


def test_lz4_is_refused_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.warc.lz4").write_bytes(b"\x04\x22\x4d\x18rest")
    assert codes(read(tmp_path)) == ["lz4"]


def test_a_head_of_very_many_lines_is_told_at_once() -> None:
    """Lines that look like the head of a mail and never end it take no time; found by fuzzing."""
    head = b"A: b\r\n" * 400 + b"\x01"
    assert sniff(head) == "text"
    assert sniff(b"From: a@b.example\r\nDate: x\r\nSubject: y\r\n z\r\n\r\nThey met.") == "mail"
