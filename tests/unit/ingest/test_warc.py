"""Web archives: pages out of them, what is passed over, and reading on past broken records."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.ingest.items import LeftOut, Limits
from onrecord.ingest.sources import read_sources
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from pathlib import Path

PAGE = b"<html><body><p>The ministers met on Monday, %d.</p></body></html>"


def record(writer: WARCWriter, number: int, *, kind: str = "text/html", status: str = "200 OK", **more: str) -> None:
    body = PAGE % number
    fields = [("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in more.items())]
    if more.get("Content_Encoding") == "gzip":
        body = gzip.compress(body)
    if more.get("Transfer_Encoding") == "chunked":
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    headers = StatusAndHeaders(status, fields, protocol="HTTP/1.1")
    put(writer, f"https://gazette.example/{number}", "response", body, headers)


def put(writer: WARCWriter, url: str, kind: str, body: bytes, headers: StatusAndHeaders | None = None) -> None:
    made = writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=headers)
    writer.write_record(made)
    # the writer leaves its temporary files to the garbage collector
    made.raw_stream.close()


def archive(count: int = 3, *, packed: bool = True, **more: str) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for number in range(count):
        record(writer, number, **more)
    return out.getvalue()


def read(
    content: bytes, tmp_path: Path, name: str = "a.warc.gz", limits: Limits | None = None
) -> list[RawItem | LeftOut]:
    (tmp_path / name).write_bytes(content)
    return list(read_sources([str(tmp_path / name)], limits=limits or Limits()))


def numbers(found: list[RawItem | LeftOut]) -> list[str]:
    return [one.issue.code if isinstance(one, LeftOut) else (one.url or "").rpartition("/")[2] for one in found]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_carry_their_address_and_a_key(packed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    found = read(archive(packed=packed), tmp_path)
    assert numbers(found) == ["0", "1", "2"]
    first = found[0]
    assert isinstance(first, RawItem)
    assert (first.kind, first.content) == ("html", PAGE % 0)
    assert "#<urn:uuid:" in (first.source or "")


@pytest.mark.parametrize("more", [{"Transfer_Encoding": "chunked"}, {"Content_Encoding": "gzip"}])
def test_payloads_are_unpacked(more: dict[str, str], tmp_path: Path) -> None:
    found = read(archive(1, **more), tmp_path)
    assert [one.content for one in found if isinstance(one, RawItem)] == [PAGE % 0]


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    record(writer, 1, kind="image/png")
    record(writer, 2, status="404 Not Found")
    record(writer, 3)
    put(writer, "https://gazette.example/robots.txt", "resource", b"x")
    found = read(out.getvalue(), tmp_path)
    assert numbers(found) == ["3", "other-content"]
    told = found[-1]
    assert isinstance(told, LeftOut)
    assert told.skipped == 3
    assert "1 image/png" in told.issue.message


def test_reading_goes_on_behind_a_damaged_member(tmp_path: Path) -> None:
    members = [archive(1), archive(2), archive(1)]
    damaged = bytearray(members[0])
    damaged[-8:] = b"\xff" * 8  # the checksum: how far a damaged stream can be unpacked is a matter of chance
    found = numbers(read(bytes(damaged) + members[1], tmp_path))
    assert found[-2:] == ["0", "1"]
    assert {"clipped", "bad-record"} & set(found) or len(found) == 3


def test_clipped_archive_gives_what_is_whole(tmp_path: Path) -> None:
    content = archive(3)
    assert numbers(read(content[:-60], tmp_path)) == ["0", "1", "clipped"]


def test_damaged_head_costs_one_record(tmp_path: Path) -> None:
    content = archive(3, packed=False)
    second = content.index(b"WARC/1.0", 10)
    broken = content[:second] + b"XXXX/9.9" + content[second + 8 :]
    assert numbers(read(broken, tmp_path, "a.warc")) == ["0", "bad-record", "2"]


def test_archive_gzipped_as_a_whole_is_read(tmp_path: Path) -> None:
    assert numbers(read(gzip.compress(archive(3, packed=False)), tmp_path)) == ["0", "1", "2"]


def test_large_page_is_left_out(tmp_path: Path) -> None:
    assert numbers(read(archive(1), tmp_path, limits=Limits(html=20))) == ["too-large"]


def test_long_line_is_no_head(tmp_path: Path) -> None:
    content = archive(1, packed=False) + b"W" * 400_000 + b"\r\n" + archive(1, packed=False)
    assert numbers(read(content, tmp_path, "a.warc")) == ["0", "bad-record", "0"]


def test_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    read(archive(2)[:-40], tmp_path)
    assert capfd.readouterr() == ("", "")
