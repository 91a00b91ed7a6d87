"""Files, folders and standard input: what is read, what fails, and that reading goes on."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import UsageError
from onrecord.ingest.files import Failure, ItemDefaults, Limits, read_items
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = ItemDefaults()


def read(*paths: object, stdin: bytes | None = None, limits: Limits | None = None) -> list[RawItem | Failure]:
    stream = None if stdin is None else io.BytesIO(stdin)
    return list(read_items(map(str, paths), defaults=NOTHING, stdin=stream, limits=limits or Limits()))


def codes(found: list[RawItem | Failure]) -> list[str]:
    return [one.issue.code if isinstance(one, Failure) else "item" for one in found]


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def test_folder_is_read_recursively_in_sorted_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/z.txt", "b/a.html", "c.md", "a.txt", "note.pdf", ".hidden.txt"):
        (tmp_path / name).write_text("They met.", encoding="utf-8")
    found = [
        (one.location.removeprefix(f"{tmp_path}/"), one.kind) for one in read(tmp_path) if isinstance(one, RawItem)
    ]
    assert found == [("a.txt", "text"), ("c.md", "text"), ("b/a.html", "html"), ("b/z.txt", "text")]


def test_text_file_is_given_as_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"They\r\nmet \xff.")
    assert read(tmp_path / "a.txt") == [RawItem(str(tmp_path / "a.txt"), b"They\r\nmet \xff.")]


def test_gzipped_files_are_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line(text="One.") + line(text="Two.")))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"Three."))
    assert [one.content for one in read(tmp_path) if isinstance(one, RawItem)] == ["One.", "Two.", b"Three."]


def test_json_lines_carry_what_is_known() -> None:
    content = line(
        id=7, title="T", text="They met.", published="2025-06-02T10:00:00Z", outlet="O", url="u", language="en", more=1
    )
    assert read("-", stdin=content) == [RawItem("-:1", "They met.", "text", "7", "T", "O", date(2025, 6, 2), "u", "en")]


def test_json_lines_may_hold_html_and_a_date() -> None:
    found = read("-", stdin=line(html="<p>They met.</p>", date="Mon, 02 Jun 2025 10:00:00 +0200"))
    assert found == [RawItem("-:1", "<p>They met.</p>", "html", published=date(2025, 6, 2))]


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
    found = read("-", stdin=line(text="One.", published="last week", outlet=["x"]))
    assert codes(found) == ["field-unreadable", "published-unreadable", "item"]
    assert [one.whole for one in found if isinstance(one, Failure)] == [False, False]


def test_deeply_nested_line_is_a_failure() -> None:
    assert codes(read("-", stdin=b'{"a":' * 100_000 + b"1\n" + line(text="Two."))) == ["not-json", "item"]


def test_defaults_fill_what_an_item_lacks() -> None:
    defaults = ItemDefaults(outlet="Wire", published=date(2025, 1, 1), language="en")
    stream = io.BytesIO(line(text="One.", outlet="Gazette") + line(text="Two."))
    found = [one for one in read_items(["-"], defaults=defaults, stdin=stream) if isinstance(one, RawItem)]
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
        next(read_items([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], defaults=NOTHING))


def test_standard_input_stays_open() -> None:
    stream = io.BytesIO(b"They met.")
    list(read_items(["-"], defaults=NOTHING, stdin=stream))
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

    items = read_items(["-"], defaults=NOTHING, stdin=Endless())  # type: ignore[arg-type]
    assert isinstance(next(items), RawItem)
    items.close()  # type: ignore[attr-defined]
